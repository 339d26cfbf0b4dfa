"""Every task compared with its history: whether all of it is there, and whether lists show what it says."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime
from itertools import groupby
from typing import Any

from coachdesk.domain.promises import Event, cached
from coachdesk.domain.times import from_stamp, to_stamp
from coachdesk.domain.views.desk import Finding
from coachdesk.store.check_rows import damaged, record_name

# Every row was opened before, in the same transaction; those that did not open are named and passed over.
_ALL = """
SELECT task.id, task.kind, task.due_at, task.state, task.ended_at, message.expected_at, task.message_id,
       task_event.id, task_event.number, task_event.at, task_event.kind, task_event.deadline, task_event.done_at,
       task_event.of_id
FROM task
LEFT JOIN message ON message.id = task.message_id
LEFT JOIN task_event ON task_event.task_id = task.id
ORDER BY task.id, task_event.number
"""
_OF_TASK = 7
"""How many columns of a line are the task's own."""


def findings(connection: sqlite3.Connection, named: Collection[str]) -> Iterator[Finding]:
    """Tasks with a hole in their history, or whose plain columns say something else; not those `named` already."""
    with suppress(sqlite3.Error):  # a table that is not ours any more was named with the schema
        lines = connection.execute(_ALL)
        for task, group in groupby(lines, key=lambda line: line[:_OF_TASK]):
            happened = [line[_OF_TASK:] for line in group if line[_OF_TASK] is not None]
            records = [record_name("task", task[0]), record_name("message", task[6])]
            records += [record_name("task_event", one[0]) for one in happened]
            if not any(record in named for record in records):
                yield from _of_one(task, happened)


def _of_one(task: tuple[Any, ...], happened: list[tuple[Any, ...]]) -> Iterator[Finding]:
    task_id, kind, due, state, ended, expected, _ = task
    numbers = [one[1] for one in happened]
    if holes := sorted({1, *range(1, max(numbers, default=0) + 1)} - set(numbers)):
        lost = ", ".join(str(number) for number in holes)
        yield damaged(record_name("task", task_id), f"number {lost} of what happened to it is missing")
        return
    events = [
        Event(event_id, number, from_stamp(at), what, _instant(deadline), _instant(done_at), of_id)
        for event_id, number, at, what, deadline, done_at, of_id in happened
    ]
    standing = cached(kind, events, _instant(expected) if kind == "reply" else None)
    wanted = (_stamp(standing.due), standing.state, _stamp(standing.ended))
    if (due, state, ended) != wanted:
        different = [
            name for name, has, should in zip(_NAMES, (due, state, ended), wanted, strict=True) if has != should
        ]
        what = f"lists show what its history does not say ({', '.join(different)})"
        yield damaged(record_name("task", task_id), what)


_NAMES = ("when it is due", "its state", "when it ended")


def _instant(stamp: str | None) -> datetime | None:
    return None if stamp is None else from_stamp(stamp)


def _stamp(instant: datetime | None) -> str | None:
    return None if instant is None else to_stamp(instant)
