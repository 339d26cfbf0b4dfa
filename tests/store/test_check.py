"""Doctor: a bit flipped in any plain column of any table, a row removed, an old row put back, are named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.domain.ids import new_id
from coachdesk.store import check, migrations
from coachdesk.store.owners import COUNTED, NOT_JOURNALED
from coachdesk.store.tables.clients import Client
from coachdesk.store.tables.goals import Goal
from coachdesk.vault.envelope import Vault
from tests.store.desks import Desk, add_client, add_goal, raw_connection

ONLY_KEYRING = "keys.json"
"""A desk that only the keyring opens is warned about, and these desks are such."""


def columns(*, sealed: bool) -> list[tuple[str, str]]:
    """Every column of every table, from the schema itself, so that a new one cannot be forgotten."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for step in migrations.STEPS:
            step(connection, Vault("none", 1, Vault.new_key()))
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = [(table, row[1]) for table in tables for row in connection.execute(f"PRAGMA table_info({table})")]
    return [(table, column) for table, column in found if (column == "sealed") == sealed]


def flip(value: object) -> object:
    """The value with one bit the other way."""
    if isinstance(value, int):
        return value ^ 64  # not the lowest: a neighbour may have that number
    content = bytearray(value if isinstance(value, bytes) else str(value).encode())
    content[len(content) // 2] ^= 1
    return bytes(content) if isinstance(value, bytes) else content.decode()


def flip_one(desk: Desk, table: str, column: str) -> str:
    """Flips a bit in one row that has a value there; answers with the id that the row now goes by."""
    with raw_connection(desk) as other:
        query = f'SELECT rowid, id, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL ORDER BY id'
        row_number, row_id, value = other.execute(query).fetchone()
        new = flip(value)
        other.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (new, row_number))
    return str(new) if column == "id" else str(row_id)


def test_a_whole_desk_has_no_finding_but_its_one_slot(filled: Desk) -> None:
    assert [(finding.severity, finding.record) for finding in filled.findings()] == [("warning", ONLY_KEYRING)]
    _, rows = check.examine(filled.folder, filled.vault)
    assert rows == sum(filled.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED)


def test_every_table_and_plain_column_of_the_sample_holds_something(filled: Desk) -> None:
    for table, column in columns(sealed=False):
        query = f'SELECT count(*) FROM "{table}" WHERE "{column}" IS NOT NULL'
        assert filled.connection.execute(query).fetchone()[0] > 0, (table, column)


@pytest.mark.parametrize(("table", "column"), columns(sealed=False) + columns(sealed=True))
def test_a_flipped_bit_is_named(filled: Desk, table: str, column: str) -> None:
    row_id = flip_one(filled, table, column)
    found = {finding.record for finding in filled.findings() if finding.severity == "damaged"}
    assert f"{table} {row_id}" in found


@pytest.mark.parametrize("table", COUNTED)
def test_a_removed_row_is_named(filled: Desk, table: str) -> None:
    with raw_connection(filled) as other:
        (row_id,) = other.execute(f"SELECT max(id) FROM {table} WHERE id != 'desk'").fetchone()
        other.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
    told = {finding.record: finding.what for finding in filled.findings() if finding.severity == "damaged"}
    if table in NOT_JOURNALED:
        assert any("missing" in what for record, what in told.items() if record.split()[0] in (table, "action"))
    else:
        assert told[f"{table} {row_id}"] == "is missing: it was removed outside Coachdesk"


@pytest.mark.parametrize("table", COUNTED)
def test_all_rows_of_a_table_removed_are_missed(filled: Desk, table: str) -> None:
    with raw_connection(filled) as other:
        other.execute(f"DELETE FROM {table} WHERE id != 'desk'")
    told = {finding.record: finding.what for finding in filled.findings() if finding.severity == "damaged"}
    assert any("missing" in what for record, what in told.items() if record.split()[0] in (table, "action"))


def test_the_row_of_sums_removed_is_named(filled: Desk) -> None:
    with raw_connection(filled) as other:
        other.execute("DELETE FROM desk_state")
    assert "desk_state state" in filled.records()


def test_an_old_row_put_back_is_named(desk: Desk) -> None:
    client_id, _ = add_client(desk, "Ann"), add_client(desk, "Ben")
    old = desk.connection.execute("SELECT * FROM client WHERE id = ?", (client_id,)).fetchone()
    with desk.store.write("clients.edit") as db:
        row = db.get(Client, client_id)
        assert row is not None
        row.called = "Anna"
    with raw_connection(desk) as other:
        other.execute("INSERT OR REPLACE INTO client VALUES (?, ?, ?, ?)", old)
    told = {finding.record: finding.what for finding in desk.findings()}
    assert told[f"client {client_id}"] == "is not as it was last written: an older row was put back"
    assert len(told) == 2  # and the one slot


def test_a_deleted_row_put_back_is_named(desk: Desk) -> None:
    goal_id = add_goal(desk, add_client(desk))
    old = desk.connection.execute("SELECT * FROM goal").fetchone()
    with desk.store.write("goals.delete") as db:
        db.delete(db.all(Goal)[0])
    with raw_connection(desk) as other:
        other.execute("INSERT INTO goal VALUES (?, ?, ?, ?, ?, ?)", old)
    told = {finding.record: finding.what for finding in desk.findings()}
    assert told[f"goal {goal_id}"] == "was put there outside Coachdesk"


def test_two_rows_that_changed_places_are_named(desk: Desk) -> None:
    client_id = add_client(desk)
    one, two = add_goal(desk, client_id, "one"), add_goal(desk, client_id, "two")
    with raw_connection(desk) as other:
        rows = dict(other.execute("SELECT id, sealed FROM goal").fetchall())
        for here, there in ((one, two), (two, one)):
            other.execute("UPDATE goal SET sealed = ? WHERE id = ?", (rows[there], here))
    assert {f"goal {one}", f"goal {two}"} <= desk.records()


def test_an_old_key_put_back_is_noticed(desk: Desk) -> None:
    add_client(desk)
    old = desk.connection.execute("SELECT id, sealed FROM client_key WHERE id != 'desk'").fetchone()
    desk.renew()
    with raw_connection(desk) as other:
        other.execute("UPDATE client_key SET sealed = ? WHERE id = ?", (old[1], old[0]))
    assert f"client_key {old[0]}" in desk.records()


def test_a_half_typed_form_put_back_is_noticed(filled: Desk) -> None:
    from coachdesk.store.tables.unsaved import UnsavedForm

    old = filled.connection.execute("SELECT * FROM unsaved_form").fetchone()
    with filled.store.write("unsaved.keep", quiet=True) as db:
        db.all(UnsavedForm)[0].content = "{}"
    with raw_connection(filled) as other:
        other.execute("INSERT OR REPLACE INTO unsaved_form VALUES (?, ?, ?, ?, ?)", old)
    told = {finding.record: finding.what for finding in filled.findings()}
    assert told["unsaved_form"] == "one of its rows is not the one last written: an older one was put back"


def test_a_reference_to_nothing_is_named(filled: Desk) -> None:
    with raw_connection(filled) as other:
        other.execute("DELETE FROM goal")
        (rating_id,) = other.execute("SELECT id FROM rating").fetchone()
    assert f"rating {rating_id}" in filled.records()


def test_modes_that_let_others_in_are_named(filled: Desk) -> None:
    backups = filled.folder / "backups"
    backups.mkdir(mode=0o755)
    (backups / "one.db").touch(0o644)
    backups.chmod(0o755)
    for path, mode in (
        (filled.folder, 0o755),
        (filled.folder / "desk.db", 0o640),
        (filled.folder / "keys.json", 0o604),
    ):
        path.chmod(mode)
    assert {"the desk's folder", "desk.db", "keys.json", "backups", "one.db"} <= filled.records()
    assert all(finding.severity == "warning" for finding in filled.findings())


@pytest.mark.parametrize(
    ("statement", "record"),
    [
        ("DROP INDEX ix_goal_client_id", "index ix_goal_client_id"),
        ("CREATE TABLE extra (id TEXT)", "table extra"),
        ("CREATE TRIGGER t AFTER INSERT ON goal BEGIN DELETE FROM goal; END", "trigger t"),
        ("ALTER TABLE goal ADD COLUMN more TEXT", "table goal"),
        ("DROP TABLE disclosure", "table disclosure"),
    ],
)
def test_a_changed_schema_is_named(filled: Desk, statement: str, record: str) -> None:
    with raw_connection(filled) as other:
        other.execute(statement)
    assert any(finding.record == "desk.db" and record in finding.what for finding in filled.findings())


def test_a_damaged_key_file_is_named_while_the_desk_is_open(filled: Desk) -> None:
    (filled.folder / "keys.json").write_bytes(b"{}")
    assert [finding.severity for finding in filled.findings() if finding.record == "keys.json"] == [
        "damaged",
        "warning",
    ]


def test_hostile_ids_are_shown_on_one_line(filled: Desk) -> None:
    with raw_connection(filled) as other:
        other.execute("UPDATE contact SET id = char(27) || '[31m' || char(10) || 'x'")
    assert "contact ?[31m?x" in filled.records()


def test_a_missing_database_is_a_finding_too(filled: Desk, tmp_path: Path) -> None:
    findings, rows = check.examine(tmp_path / new_id(), filled.vault)
    assert ([finding.record for finding in findings], rows) == (["desk.db"], 0)


def test_doctor_changes_nothing(filled: Desk) -> None:
    before = filled.connection.execute("SELECT serial FROM desk_state").fetchone()
    version = filled.store.data_version()
    filled.findings()
    assert filled.store.data_version() == version
    assert filled.connection.execute("SELECT serial FROM desk_state").fetchone() == before
