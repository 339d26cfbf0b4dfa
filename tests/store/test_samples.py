"""Every desk ever shipped opens, is brought to today's schema, and is whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from coachdesk.store import connection as connections
from coachdesk.store import key_copies, migrations, raw
from coachdesk.store.files import DATABASE
from coachdesk.store.history import actions
from coachdesk.store.later import LATER
from coachdesk.store.owners import owner_of
from coachdesk.store.undo import MODELS, undo
from coachdesk.vault.slots import Passphrase
from tests.samples.make import PASSPHRASE, SAMPLES
from tests.store.desks import open_desk, refusal
from tests.store.one_list import promise


@pytest.mark.parametrize("number", range(1, len(migrations.STEPS) + 1))
def test_a_desk_of_each_schema_opens(tmp_path: Path, number: int) -> None:
    folder = tmp_path / "desk"
    shutil.copytree(SAMPLES / f"schema_{number}", folder)
    folder.chmod(0o700)
    for path in folder.iterdir():
        path.chmod(0o600)
    opener = Passphrase(PASSPHRASE.format(number=number))
    connection = connections.connect(folder / DATABASE)
    migrations.check_version(connection)
    opened = key_copies.unlock(folder, connection, opener)
    migrations.migrate(connection, opened.vault, folder)
    connections.close(connection)
    assert opened.mended == ()
    desk = open_desk(folder, opener)
    assert [row["called"] for row in raw.rows(desk.connection, desk.vault, "client")] == ["Ann Example"]
    with desk.store.read() as db:
        assert actions(db)[-1].verb == "clients.add"
    assert desk.findings() == []
    connections.close(desk.connection)


def test_raw_rows_have_the_fields_that_came_after_them(tmp_path: Path) -> None:
    """Of every table of the first release; of the other tables no row was kept before its fields."""
    folder = tmp_path / "desk"
    shutil.copytree(SAMPLES / "schema_1", folder)
    connection = connections.connect(folder / DATABASE)
    vault = key_copies.unlock(folder, connection, Passphrase(PASSPHRASE.format(number=1))).vault
    found = {}
    for table, model in MODELS.items():
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is None:
            continue
        for plain, sealed in raw.sealed_rows(connection, table):
            kept = json.loads(vault.open(table, owner_of(table, plain), plain, sealed))
            fields = model.__secrets__.model_fields.items()
            lacking = {name: field.default for name, field in fields if name not in kept}
            if lacking:
                found[table] = lacking
            assert raw.open_secrets(vault, table, plain, sealed).keys() == model.__secrets__.model_fields.keys()
    connections.close(connection)
    assert found == LATER


def test_a_desk_of_schema_1_keeps_every_row_and_takes_a_promise(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    shutil.copytree(SAMPLES / "schema_1", folder)
    folder.chmod(0o700)
    for path in folder.iterdir():
        path.chmod(0o600)
    opener = Passphrase(PASSPHRASE.format(number=1))
    connection = connections.connect(folder / DATABASE)
    opened = key_copies.unlock(folder, connection, opener)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    before = {name: connection.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in tables}
    copy = migrations.migrate(connection, opened.vault, folder, migrations.STEPS[:2])
    assert copy is not None
    assert copy.name == "before-schema-2.db"
    assert {name: connection.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in tables} == before
    connections.close(connection)
    desk = open_desk(folder, opener)
    with desk.store.read() as db:
        first = actions(db)[-1].id
    with refusal("undo.migrated"):
        undo(desk.store, first)
    client_id = before["client"][0][0]
    with desk.store.write("tasks.add", client_id=client_id) as db:
        promise(db, client_id)
    assert undo(desk.store).verb == "tasks.add"
    assert desk.findings() == []
    connections.close(desk.connection)
