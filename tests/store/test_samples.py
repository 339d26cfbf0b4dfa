"""Every desk ever shipped opens, is brought to today's schema, and is whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coachdesk.store import connection as connections
from coachdesk.store import key_copies, migrations, raw
from coachdesk.store.files import DATABASE
from coachdesk.store.history import actions
from coachdesk.vault.slots import Passphrase
from tests.samples.make import PASSPHRASE, SAMPLES
from tests.store.desks import open_desk


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
