"""Desks of a size, made for the benches by the store itself, with invented words.

The desk of record has 2,000 clients, here each with two goals and an agreement; five agreements wait for a signature,
so that Today has something to say. With `tasks` it also has 50 promises a client, with `sessions` 20 sessions a client
with notes of 1 kB, and what ethics and hours are read from.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from coachdesk.domain.ids import new_id
from coachdesk.services.desk import Desk, NewDesk, RecoveryKey, create_desk, new_recovery_key
from coachdesk.store import keys
from coachdesk.store.rows import SealedRow
from coachdesk.store.tables.agreements import Agreement, AgreementVersion, ClauseText, GoalText, Signature
from coachdesk.store.tables.clients import Client
from coachdesk.store.tables.goals import Goal
from tests.bench import ethics_rows, session_rows, task_rows

RECORD, SMALL = 2_000, 12
"""Clients of the desk of record, and of a coach's desk as it is mostly."""

ACTIVE, PAUSED = 20, 10
"""At most so many of them are active and paused; all others ended, as in a long career."""

BATCH = 250
"""Clients written in one transaction: one commit each would be all that is waited for."""

ZONES = ("Europe/Sofia", "Africa/Lagos", "America/Santiago", "Asia/Taipei", "Pacific/Auckland", "America/Vancouver")
NAMES = ("Amara", "Tomás", "Mei", "Jonas", "Zoë", "Ngozi", "Søren", "Aisha", "Linh", "Örjan", "Ioana", "Kiri")
WORDS = ("delegate", "weekly", "report", "listen", "longer", "before", "answering", "one", "hour", "without", "phone")


def make(folder: Path, clients: int, seed: int = 20, *, tasks: bool = False, sessions: bool = False) -> RecoveryKey:
    """Make a desk of that many clients in a new folder, and close it; the answer opens it.

    Its only slot is a recovery key: as with a keyring's secret, nothing slow is derived from it.
    """
    secret = RecoveryKey(new_recovery_key())
    desk = create_desk(folder, NewDesk(name="Bench", zone="Europe/Sofia"), [secret])
    try:
        fill(desk, clients, random.Random(seed), tasks=tasks, sessions=sessions)
    finally:
        desk.close()
    return secret


def with_sessions(folder: Path, clients: int) -> tuple[Path, RecoveryKey]:
    """A desk with tasks and sessions, made in that folder or used where it lies there since; and what opens it."""
    home = folder / f"sessions-{clients}"
    if not (home / "key").exists():
        home.mkdir(parents=True)
        (home / "key").write_text(make(home / "desk", clients, tasks=True, sessions=True).text, "ascii")
    return home / "desk", RecoveryKey((home / "key").read_text("ascii"))


def fill(desk: Desk, clients: int, chance: random.Random, *, tasks: bool = False, sessions: bool = False) -> None:
    """Write so many clients, with what is theirs."""
    today = datetime.now(UTC).replace(microsecond=0)
    if sessions:
        with desk.store.write("bench.fill") as db:
            db.add_all(ethics_rows.of_practice(today, chance))
    for first in range(0, clients, BATCH):
        with desk.store.write("bench.fill") as db:
            for number in range(first, min(first + BATCH, clients)):
                client_id = new_id()
                keys.make(db, client_id)
                rows = list(client_rows(client_id, number, today, chance))
                db.add_all(rows)
                if tasks:
                    db.add_all(task_rows.of_client(client_id, today, chance, live=number < ACTIVE))
                if sessions:
                    under = next(row.id for row in rows if isinstance(row, Agreement))
                    live = number < ACTIVE
                    db.add_all(session_rows.of_client(client_id, under, today, chance, live=live))
                    db.add_all(
                        ethics_rows.of_client(client_id, today - timedelta(days=chance.randrange(2_000)), chance)
                    )


def client_rows(client_id: str, number: int, today: datetime, chance: random.Random) -> Iterator[SealedRow]:
    """One client, two goals, and an agreement that both signed."""
    made = today - timedelta(days=chance.randrange(20, 2_000))
    name = f"{chance.choice(NAMES)} {chance.choice(NAMES)}sen {number}"
    stage = "active" if number < ACTIVE else "paused" if number < ACTIVE + PAUSED else "ended"
    yield Client(
        id=client_id,
        stage=stage,
        created_at=made,
        called=name.split()[0],
        full_name=name,
        email=f"client{number}@example.org",
        zone=chance.choice(ZONES),
        note=sentence(chance, 40),
    )
    goals = [(sentence(chance, 8), sentence(chance, 6)) for _ in range(2)]
    for position, (text, measure) in enumerate(goals):
        yield Goal(
            id=new_id(),
            client_id=client_id,
            created_at=made,
            position=position,
            state="open",
            text=text,
            measure=measure,
        )
    waits = number < ACTIVE and number % 4 == 0
    yield from agreement_rows(client_id, made, goals, ended=stage == "ended", signed=not waits, chance=chance)


def agreement_rows(
    client_id: str,
    made: datetime,
    goals: list[tuple[str, str]],
    *,
    ended: bool,
    signed: bool,
    chance: random.Random,
) -> Iterator[SealedRow]:
    """An agreement of fourteen clauses, signed by the coach, and by the client unless it waits for them."""
    agreement, version, start = new_id(), new_id(), made.date()
    yield Agreement(
        id=agreement,
        client_id=client_id,
        created_at=made,
        ended_on=start + timedelta(days=15) if ended else None,
        ended_by="client" if ended else None,
        title="Coaching",
    )
    yield AgreementVersion(
        id=version,
        client_id=client_id,
        agreement_id=agreement,
        number=1,
        created_at=made,
        sent_at=made,
        start_on=start,
        end_on=date(start.year + 6, 6, 1),
        terms={"sessions": 6, "minutes": 60, "fee": {"minor": 120_000, "currency": "EUR"}, "cancel_hours": 24},
        clauses=tuple(
            ClauseText(key=f"clause{n}", title=sentence(chance, 3), wording=sentence(chance, 50)) for n in range(14)
        ),
        goals=tuple(GoalText(text=text, measure=measure) for text, measure in goals),
        salt="00" * 16,
        content=sentence(chance, 600),
    )
    for party in ("coach", "client")[: 2 if signed else 1]:
        yield Signature(
            id=new_id(),
            client_id=client_id,
            version_id=version,
            party=party,
            signed_on=start,
            created_at=made,
            by_name="Somebody",
            how="paper",
        )


def sentence(chance: random.Random, words: int) -> str:
    """So many words that mean nothing."""
    return " ".join(chance.choices(WORDS, k=words))
