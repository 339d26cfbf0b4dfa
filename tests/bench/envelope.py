"""What sealing costs: 10,000 goals read from a desk, against the same rows unsealed.

Unsealed means: the same table, where the `sealed` column holds the same contents lying open, read by the same code
with a vault that opens nothing and proves nothing. So the ratio is the price of the envelope alone. What the same
fields cost in a column each, with no envelope at all, is said on standard error beside it.

Both ways of reading are measured: raw rows, as Today reads them, and objects, as every other verb does. The data keys
of the clients are at hand before, as they are in a desk that has been open for a second.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData
from sqlmodel import Field, Session, SQLModel, create_engine, select

from coachdesk.domain.ids import new_id
from coachdesk.services.desk import Desk, NewDesk, RecoveryKey, create_desk, new_recovery_key
from coachdesk.store import keys, raw
from coachdesk.store.connection import transaction
from coachdesk.store.engine import Store
from coachdesk.store.tables.clients import Client
from coachdesk.store.tables.goals import Goal
from coachdesk.store.types import Instant
from tests.bench.desks import sentence
from tests.bench.measure import Measure, in_turn, p50, p95, ratios, timed

CLIENTS, GOALS_EACH = 200, 50
GOAL = 1.3

Read = Callable[[], Sequence[Any]]


class OpenGoal(SQLModel, table=True):
    """The same fields as a goal's, each in a column of its own."""

    __tablename__ = "open_goal"
    metadata = MetaData()  # not among the desk's own tables

    id: str = Field(primary_key=True)
    client_id: str = Field(index=True)
    created_at: datetime = Field(sa_type=Instant)
    position: int
    state: str
    text: str
    measure: str = ""


class Unsealing:
    """A vault that opens nothing and proves nothing."""

    def open(self, table: str, owner: str, plain: Mapping[str, Any], sealed: bytes) -> bytes:
        """What lies there."""
        return sealed


def run(rounds: int) -> list[Measure]:
    """Measure both ways of reading, `rounds` times in turn."""
    with tempfile.TemporaryDirectory() as folder, _desk(Path(folder)) as desk, _unsealed(Path(folder), desk) as twin:
        vault: Any = Unsealing()
        ways: dict[str, tuple[Read, Read, Read]] = {
            "rows": (
                lambda: raw.rows(desk.connection, desk.vault, "goal"),
                lambda: raw.rows(twin, vault, "goal"),
                lambda: _columns(twin),
            ),
            "objects": (
                _objects(desk.store),
                _objects(Store(twin, vault, desk.clock)),
                _column_objects(twin),
            ),
        }
        return [measure for name, reads in ways.items() for measure in _measure(name, reads, rounds)]


def _measure(name: str, reads: tuple[Read, Read, Read], rounds: int) -> list[Measure]:
    if {len(read()) for read in reads} != {CLIENTS * GOALS_EACH}:
        raise SystemExit("the sides do not hold the same rows")
    sealed, unsealed, columns = in_turn([timed(read) for read in reads], rounds)
    times = ", ".join(
        f"{what} {p50(taken) * 1e3:.0f} ms"
        for what, taken in (("sealed", sealed), ("unsealed", unsealed), ("a column each", columns))
    )
    found = ratios(sealed, unsealed)
    beside = f"{p50(ratios(sealed, columns)):.2f} x a column each; the ratio's p95 {p95(found):.2f} x"
    print(f"{name}: {times} for {CLIENTS * GOALS_EACH:,}; {beside}", file=sys.stderr)
    return [Measure(f"reading sealed {name} p50", p50(found), "x", GOAL)]


@contextmanager
def _desk(folder: Path) -> Iterator[Desk]:
    desk = create_desk(folder / "desk", NewDesk(name="Bench", zone="Europe/Sofia"), [RecoveryKey(new_recovery_key())])
    chance, now = random.Random(20), datetime.now(UTC).replace(microsecond=0)
    try:
        with desk.store.write("bench.fill") as db:
            for number in range(CLIENTS):
                client_id = new_id()
                keys.make(db, client_id)
                db.add(Client(id=client_id, stage="active", created_at=now, called=f"Client {number}"))
                db.add_all(
                    Goal(
                        id=new_id(),
                        client_id=client_id,
                        created_at=now,
                        position=position,
                        state="open",
                        text=sentence(chance, 8),
                        measure=sentence(chance, 6),
                    )
                    for position in range(GOALS_EACH)
                )
        yield desk
    finally:
        desk.close()


@contextmanager
def _unsealed(folder: Path, desk: Desk) -> Iterator[sqlite3.Connection]:
    """A plain SQLite file with the same goals twice: with open contents in `sealed`, and with a column each."""
    connection = sqlite3.connect(folder / "open.db", isolation_level=None, check_same_thread=False)
    try:
        (form,) = desk.connection.execute("SELECT sql FROM sqlite_master WHERE name = 'goal'").fetchone()
        connection.execute(form)
        OpenGoal.metadata.tables["open_goal"].create(create_engine("sqlite://", creator=lambda: connection))
        with transaction(connection, write=True):
            for plain, sealed in raw.sealed_rows(desk.connection, "goal"):
                secrets = desk.vault.open("goal", plain["client_id"], plain, sealed)
                _insert(connection, "goal", plain | {"sealed": secrets})
            for row in raw.rows(desk.connection, desk.vault, "goal"):
                _insert(connection, "open_goal", row)
        yield connection
    finally:
        connection.close()


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    places = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", row)


def _columns(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    cursor = connection.execute("SELECT * FROM open_goal")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, values, strict=True)) for values in cursor]


def _objects(store: Store) -> Read:
    def read() -> list[Goal]:
        with store.read() as db:
            return db.all(Goal)

    return read


def _column_objects(connection: sqlite3.Connection) -> Read:
    engine = create_engine("sqlite://", creator=lambda: connection)

    def read() -> list[OpenGoal]:
        with Session(engine) as db:
            return list(db.exec(select(OpenGoal)))

    return read
