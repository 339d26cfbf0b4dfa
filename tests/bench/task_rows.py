"""The tasks of a desk made for the benches: what was promised to a client over the years, and what became of it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from coachdesk.domain.ids import new_id
from coachdesk.store.rows import SealedRow
from coachdesk.store.tables.tasks import Task, TaskEvent

EACH = 50
"""Tasks of one client: 2,000 clients make the 100,000 of the desk of record."""

LATE = 0.1
"""How many of those that ended were done too late."""


def of_client(client_id: str, now: datetime, chance: random.Random, *, live: bool) -> Iterator[SealedRow]:
    """So many promises to a client, the newest one open; of a `live` client three are, within the next days."""
    opened = 3 if live else chance.random() < 0.25
    for number in range(EACH):
        if number < opened:
            made = now - timedelta(days=1, hours=number)
            yield from _task(client_id, made, now + timedelta(hours=chance.randrange(1, 400)), chance, done=False)
        else:
            made = now - timedelta(days=chance.randrange(5, 1_800), seconds=chance.randrange(86_400))
            yield from _task(client_id, made, made + timedelta(days=3), chance, done=True)


def _task(client_id: str, made: datetime, due: datetime, chance: random.Random, *, done: bool) -> Iterator[SealedRow]:
    task_id = new_id()
    late = chance.random() < LATE
    ended = (due + timedelta(hours=4 if late else -4)) if done else None
    yield Task(
        id=task_id,
        client_id=client_id,
        kind="promise",
        created_at=made,
        due_at=due,
        state="open" if ended is None else "late" if late else "kept",
        ended_at=ended,
        minutes=chance.choice((None, 15, 30, 45)),
        text=" ".join(chance.choices(_WORDS, k=6)),
        zone="Europe/Sofia",
    )
    yield TaskEvent(id=new_id(), client_id=client_id, task_id=task_id, number=1, at=made, kind="made", deadline=due)
    if ended is not None:
        yield TaskEvent(
            id=new_id(), client_id=client_id, task_id=task_id, number=2, at=ended, kind="done", done_at=ended
        )


_WORDS = (
    "send",
    "the",
    "values",
    "exercise",
    "notes",
    "reading",
    "list",
    "call",
    "summary",
    "template",
    "ask",
    "about",
)
