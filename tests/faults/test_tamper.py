"""A lively desk in the hands of somebody with the file: whatever they change in any table, doctor names it.

Tables and columns are taken from the metadata, so that a new one is tried from its first day.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from coachdesk.domain.ids import new_id
from coachdesk.domain.views.desk import Finding
from coachdesk.services import clients, demo, doctor, ethics, hours, search, slots, task_reading, today, undo, unsaved
from coachdesk.services.desk import Desk, RecoveryKey, new_recovery_key, open_desk
from coachdesk.store import for_good, migrations
from coachdesk.store.rows import Envelope, SealedRow
from coachdesk.store.tables import whole as tables
from coachdesk.store.undo import MODELS
from tests.store.one_list import fill_one_list

TABLES = sorted(SQLModel.metadata.tables)
COLUMNS = [(table, column.name) for table in TABLES for column in SQLModel.metadata.tables[table].columns]
KEY = new_recovery_key()
NEVER_WRITTEN_AGAIN = {"action", "image"}
"""No older row of these can exist; that one is removed or changed is tried as in any other table."""


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The demo's desk with more in it, closed. `old.db` is its database before every table was written again."""
    folder = demo.DemoFolder(tmp_path_factory.mktemp("demo"))
    desk = demo.make(folder)
    slots.new_recovery(desk, KEY)
    client_id = desk.rows("client", "WHERE stage = ?", ("active",))[0]["id"]
    unsaved.keep(desk, "client", client_id, {"note": "half-ty"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(for_good, "GUARDED", frozenset())  # rows of every table are to have an older form
        _lively(desk, client_id)
    desk.close()
    yield desk.dir
    folder.close()


def _lively(desk: Desk, client_id: str) -> None:
    """Every row in an older form beside the present one, every column of a table set in one row at least."""
    _fill(desk, client_id)
    with closing(sqlite3.connect(desk.dir.parent / "old.db")) as old:
        desk.connection.backup(old)
    slots.new_recovery(desk, KEY)
    with desk.store.write("unsaved.keep", quiet=True) as db:
        db.all(tables.unsaved.UnsavedForm)[0].content = "{}"
    with desk.store.write("clients.edit", final=True) as db:
        for model in MODELS.values():
            for row in db.all(model):
                if model.__tablename__ == "setting" and row.id != "name":  # type: ignore[attr-defined]
                    continue
                _write_again(row)


def _write_again(row: SealedRow) -> None:
    """A change that shows in the row; one without secrets of its own is sealed anew."""
    secrets = {n: v for n, v in dict(row.secrets()).items() if isinstance(v, str | int) and not isinstance(v, bool)}
    if not secrets:
        row.sealed = Envelope(None, row.secrets())
        return
    name, value = next(iter(secrets.items()))
    setattr(row, name, f"{value}." if isinstance(value, str) else value + 1)


def _fill(desk: Desk, client_id: str) -> None:
    """What the demo has not: a file handed over, an action undone, and a row of each table with every column set."""
    with desk.store.write("hand-over", client_id=client_id, final=True) as db:
        page = {"id": new_id(), "client_id": client_id, "at": desk.clock(), "kind": "file"}
        db.add(MODELS["disclosure"](**page, recipient="Ann", what="a page"))
        db.add(MODELS["template"](id=new_id(), created_at=desk.clock(), name="six sessions"))
    with desk.store.write("tasks.add", client_id=client_id) as db:
        contact, agreement = db.all(MODELS["contact"])[0], db.all(MODELS["agreement"])[0]
        fill_one_list(db, client_id, contact.id, agreement.id)  # type: ignore[attr-defined]
    clients.set_stage(desk, client_id, "paused")
    undo.undo(desk)
    with desk.store.write("clients.edit", final=True) as db:
        for model in MODELS.values():
            rows = db.all(model)
            row = rows[-1]
            for column in SQLModel.metadata.tables[str(model.__tablename__)].columns:
                if any(getattr(one, column.name) is not None for one in rows):
                    continue
                if column.foreign_keys:
                    value = desk.rows(next(iter(column.foreign_keys)).column.table.name)[0]["id"]
                else:
                    moments = {"Day": desk.today(), "Instant": desk.clock()}
                    value = moments.get(type(column.type).__name__, "client")
                setattr(row, column.name, value)


@contextmanager
def copied(lively: Path, folder: Path) -> Iterator[tuple[Desk, sqlite3.Connection]]:
    """A copy of that desk, opened, and SQLite without any of our rules beside it."""
    shutil.copytree(lively, folder)
    folder.chmod(0o700)
    desk = open_desk(folder, RecoveryKey(KEY))
    with closing(sqlite3.connect(folder / "desk.db", isolation_level=None)) as other:
        other.text_factory = bytes
        yield desk, other
    desk.close()


def damage(desk: Desk) -> list[Finding]:
    """What doctor calls damaged."""
    found = doctor.check(desk)
    assert found.ok is not any(finding.severity == "damaged" for finding in found.findings)
    return [finding for finding in found.findings if finding.severity == "damaged"]


def still_reads(desk: Desk) -> None:
    """Whatever one row has become, it stops no list."""
    today.today(desk)
    search.search(desk, "a")
    ethics.now(desk)
    hours.ledger(desk)
    task_reading.open_lines(desk)


def test_the_desk_is_whole_and_every_table_has_rows(lively: Path, tmp_path: Path) -> None:
    with copied(lively, tmp_path / "desk") as (desk, other):
        assert damage(desk) == []
        for table in TABLES:
            assert other.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0, table


@pytest.mark.parametrize("bit", [0, 5, 7])
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_flipped_bit_is_named(lively: Path, tmp_path: Path, table: str, column: str, bit: int) -> None:
    with copied(lively, tmp_path / "desk") as (desk, other):
        query = f'SELECT max(rowid), "{column}", typeof("{column}") FROM {table} WHERE "{column}" IS NOT NULL'
        number, value, kind = other.execute(query).fetchone()
        if isinstance(value, int):
            flipped: object = value ^ 1 << bit + 16  # beyond every number that another row has
        else:
            flipped = bytes([*value[:3], value[3] ^ 1 << bit, *value[4:]]) if len(value) > 3 else value[:-1]
        text = kind == b"text"
        new = "CAST(? AS TEXT)" if text else "?"
        other.execute(f'UPDATE {table} SET "{column}" = {new} WHERE rowid = ?', (flipped, number))
        names = [finding.record.split()[0] for finding in damage(desk)]
        assert table in names, names
        still_reads(desk)


@pytest.mark.parametrize("table", TABLES)
def test_a_removed_row_is_named(lively: Path, tmp_path: Path, table: str) -> None:
    with copied(lively, tmp_path / "desk") as (desk, other):
        other.execute(f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})")
        names = {finding.record.split()[0] for finding in damage(desk)}
        assert names & {table, "action"}


@pytest.mark.parametrize("table", TABLES)
def test_an_emptied_table_is_named(lively: Path, tmp_path: Path, table: str) -> None:
    with copied(lively, tmp_path / "desk") as (desk, other):
        other.execute(f"DELETE FROM {table}")
        names = {finding.record.split()[0] for finding in damage(desk)}
        assert names & {table, "action"}


@pytest.mark.parametrize("table", TABLES)
def test_a_second_row_with_the_same_envelope_is_named(lively: Path, tmp_path: Path, table: str) -> None:
    with copied(lively, tmp_path / "desk") as (desk, other):
        columns = [column.name for column in SQLModel.metadata.tables[table].columns if column.name != "id"]
        unique = {"seq": "seq + 1000", "number": "number + 1000", "fact": "fact || '+'", "day": "day || '+'"}
        taken = ", ".join(unique.get(name, f'"{name}"') for name in columns)
        listed = ", ".join(f'"{name}"' for name in columns)
        other.execute(f"INSERT INTO {table} (id, {listed}) SELECT 'zzzzzzzzzzzzzzzz', {taken} FROM {table} LIMIT 1")
        assert f"{table} zzzzzzzzzzzzzzzz" in {finding.record for finding in damage(desk)}


@pytest.mark.parametrize("table", [table for table in TABLES if table not in NEVER_WRITTEN_AGAIN])
def test_an_old_row_put_back_is_named(lively: Path, tmp_path: Path, table: str) -> None:
    with copied(lively, tmp_path / "desk") as (desk, other):
        (before,) = other.execute(f"SELECT count(*) FROM {table}").fetchone()
        other.execute("ATTACH ? AS old", (str(lively.parent / "old.db"),))
        first = "id = 'name'" if table == "setting" else "1"  # the one setting that was written again
        (row_id,) = other.execute(f"SELECT min(id) FROM old.{table} WHERE {first}").fetchone()
        same = other.execute(f"SELECT * FROM {table} WHERE id = CAST(? AS TEXT)", (row_id,)).fetchone()
        old = other.execute(f"SELECT * FROM old.{table} WHERE id = CAST(? AS TEXT)", (row_id,)).fetchone()
        assert same != old
        query = f"INSERT OR REPLACE INTO main.{table} SELECT * FROM old.{table} WHERE id = CAST(? AS TEXT)"
        other.execute(query, (row_id,))
        assert other.execute(f"SELECT count(*) FROM {table}").fetchone() == (before,)
        found = damage(desk)
        # the row of sums put back makes every table look wrong that was written since
        assert (table == "desk_state" and len(found) > 5) or table in {one.record.split()[0] for one in found}


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON goal BEGIN DELETE FROM disclosure; END",
        "CREATE VIEW v AS SELECT * FROM client",
        "CREATE INDEX i ON goal (state)",
        "CREATE TABLE t (x)",
        "ALTER TABLE goal RENAME COLUMN sealed TO other",
        "ALTER TABLE goal RENAME COLUMN id TO other",
        "ALTER TABLE desk_state RENAME COLUMN sealed TO other",
        "ALTER TABLE action RENAME COLUMN seq TO other",
        "DROP INDEX ix_rating_goal_id",
        f"PRAGMA user_version = {len(migrations.STEPS) + 1}",
        "PRAGMA user_version = 0",
        *(f"DROP TABLE {table}" for table in TABLES),
    ],
)
def test_a_changed_schema_is_named(lively: Path, tmp_path: Path, statement: str) -> None:
    with copied(lively, tmp_path / "desk") as (desk, other):
        other.execute(statement)
        assert "desk.db" in {finding.record for finding in damage(desk)}


def test_a_table_that_is_no_longer_ours_hides_no_other_damage(lively: Path, tmp_path: Path) -> None:
    with copied(lively, tmp_path / "desk") as (desk, other):
        other.execute("ALTER TABLE goal RENAME COLUMN sealed TO other")
        other.execute("DELETE FROM contact")
        assert {"goal", "contact"} <= {finding.record.split()[0] for finding in damage(desk)}
