"""Migrations: the schema they make is the one of the tables, a desk is copied first, a newer one is not touched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel, create_engine

from coachdesk.store import migrations
from coachdesk.store.connection import transaction
from coachdesk.store.tables import whole as tables
from coachdesk.vault.envelope import Vault
from tests.store.desks import Desk, add_client, raw_connection, refusal

TODAYS = len(migrations.STEPS)


def described(connection: sqlite3.Connection) -> dict[str, Any]:
    """Tables by name: their columns, indexes and references, whatever their order."""
    found: dict[str, Any] = {}
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        columns = {(name, kind, needed, key > 0) for _, name, kind, needed, _, key in
                   connection.execute(f"PRAGMA table_info({table})").fetchall()}  # fmt: skip
        indexes = set()
        for _, name, unique, origin, _ in connection.execute(f"PRAGMA index_list({table})").fetchall():
            on = tuple(row[2] for row in connection.execute(f"PRAGMA index_info({name})").fetchall())
            indexes.add((name if origin == "c" else "", unique, origin, on))
        references = {row[2:7] for row in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()}
        sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        found[table] = (columns, indexes, references, sql.count("DEFERRABLE INITIALLY DEFERRED"))
    return found


def test_the_migrated_schema_is_that_of_the_tables(desk: Desk) -> None:
    assert tables.__all__
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with engine.connect() as made:
        wanted = described(made.connection.driver_connection)  # type: ignore[arg-type]
    engine.dispose()
    assert described(desk.connection) == wanted
    assert migrations.version(desk.connection) == len(migrations.STEPS)


def add_column(connection: sqlite3.Connection, vault: Vault) -> None:
    connection.execute("ALTER TABLE goal ADD COLUMN more TEXT")
    connection.execute("INSERT INTO goal SELECT 'g', 'c', 'x', 1, 'open', x'00', NULL WHERE 0")


def fails(connection: sqlite3.Connection, vault: Vault) -> None:
    connection.execute("CREATE TABLE half (id TEXT)")
    connection.execute("DROP TABLE contact")
    raise ZeroDivisionError


def test_a_desk_is_copied_before_a_step_and_keeps_its_rows(desk: Desk) -> None:
    client_id = add_client(desk)
    copy = migrations.migrate(desk.connection, desk.vault, desk.folder, (*migrations.STEPS, add_column))
    assert copy is not None
    assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT id FROM client").fetchall() == [(client_id,)]
        assert old.execute("PRAGMA user_version").fetchone() == (TODAYS,)
        assert old.execute("SELECT count(*) FROM vault").fetchone() == (1,)
    assert migrations.version(desk.connection) == TODAYS + 1
    assert desk.connection.execute("SELECT id FROM client").fetchall() == [(client_id,)]
    assert migrations.migrate(desk.connection, desk.vault, desk.folder, (*migrations.STEPS, add_column)) is None


def test_a_step_that_fails_leaves_the_desk_as_it_was(desk: Desk) -> None:
    add_client(desk)
    before = described(desk.connection)
    with pytest.raises(ZeroDivisionError):
        migrations.migrate(desk.connection, desk.vault, desk.folder, (*migrations.STEPS, fails))
    assert described(desk.connection) == before
    assert migrations.version(desk.connection) == TODAYS
    migrations.migrate(desk.connection, desk.vault, desk.folder, (*migrations.STEPS, add_column))
    assert len(list((desk.folder / "backups").iterdir())) == 2


def test_a_newer_desk_is_refused_and_not_touched(desk: Desk) -> None:
    with raw_connection(desk) as other:
        other.execute(f"PRAGMA user_version = {TODAYS + 1}")
    version = desk.store.data_version()
    for attempt in (
        lambda: migrations.check_version(desk.connection),
        lambda: migrations.migrate(desk.connection, desk.vault, desk.folder),
    ):
        with refusal("desk.newer"):
            attempt()
    assert desk.store.data_version() == version
    assert not (desk.folder / "backups").exists()


def test_a_backup_never_replaces_another(desk: Desk) -> None:
    names = [migrations.back_up(desk.connection, desk.folder, "kept").name for _ in range(3)]
    assert names == ["kept.db", "kept-2.db", "kept-3.db"]


def test_a_backup_that_fails_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    with transaction(desk.connection, write=True), refusal("store.unknown"):
        migrations.back_up(desk.connection, desk.folder, "kept")  # no VACUUM inside a transaction
    assert list((desk.folder / "backups").iterdir()) == []


SAMPLES = Path(__file__).parent.parent / "samples"


def test_every_schema_ever_shipped_has_a_sample() -> None:
    assert sorted(path.name for path in SAMPLES.glob("schema_*")) == [
        f"schema_{number}" for number in range(1, len(migrations.STEPS) + 1)
    ]
