"""Rows of the one list made into facts: a task with all that happened to it, as the rules read it.

Raw rows only: Today stands on this, so nothing here imports SQLModel. Those still open are kept opened between
readings, so that after a change only what changed is opened again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from coachdesk.domain.promises import Event
from coachdesk.domain.times import from_stamp
from coachdesk.services.people import Key
from coachdesk.store.among import among

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Row = Mapping[str, Any]

OPEN = "WHERE ended_at IS NULL"
OF_OPEN = "WHERE task_id IN (SELECT id FROM task WHERE ended_at IS NULL)"
TO_OPEN = "WHERE id IN (SELECT message_id FROM task WHERE ended_at IS NULL AND message_id IS NOT NULL)"

REVIEW = "review"
"""How the review that an agreement set a day for says where it came from (`task.follows_as`)."""

CHUNK = 400
"""Ids in one question to the database."""


class Facts(NamedTuple):
    """A task as it is stored. `events` are in their order, with the `words` of each beside; of a reply `expected` is
    when an answer is expected. `due` is the cache by which lists are put in order."""

    id: str
    kind: str
    to: Key | None
    created: datetime
    due: datetime | None
    ended: datetime | None
    minutes: int | None
    whole_day: bool
    follows_id: str
    follows_as: str
    agreement_id: str
    session_id: str
    message_id: str
    text: str
    zone: str
    repeat: str
    events: tuple[Event, ...]
    words: tuple[str, ...]
    expected: datetime | None


def open_tasks(desk: Desk) -> list[Facts]:
    """Everything still open, by when it is due, what has no date last. Not to be called inside a transaction."""
    return desk.cached("open tasks", lambda: _open_tasks(desk))


def _open_tasks(desk: Desk) -> list[Facts]:
    rows = desk.kept_rows("open tasks", "task", OPEN)
    events = desk.kept_rows("open task events", "task_event", OF_OPEN)
    messages = desk.kept_rows("open messages", "message", TO_OPEN)
    held = desk.held("open tasks", dict[str, "_Made"])
    made = {one.facts.id: one for one in _made(rows, events, messages, held)}
    held.clear()
    held.update(made)
    return sorted((one.facts for one in made.values()), key=by_due)


def by_due(one: Facts) -> tuple[bool, datetime, str]:
    """By when it is due; what has no date comes last."""
    return one.due is None, one.due or one.created, one.id


def of_ids(desk: Desk, ids: Iterable[str]) -> dict[str, Facts]:
    """The tasks of those ids, open or not, by id; ids that name none are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Facts] = {}
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        rows = desk.rows("task", f"WHERE id IN {among(part)}", part)
        events = desk.rows("task_event", f"WHERE task_id IN {among(part)}", part)
        found |= {one.id: one for one in _facts(rows, events, _messages(desk, rows))}
    return found


def ended_rows(desk: Desk, where: str, params: Sequence[Any], most: int) -> list[dict[str, Any]]:
    """Rows of at most so many ended tasks for which that holds, latest first."""
    clause = f"WHERE ended_at IS NOT NULL AND {where} ORDER BY ended_at DESC, id DESC LIMIT ?"
    return desk.rows("task", clause, [*params, most])


def with_events(desk: Desk, rows: list[dict[str, Any]]) -> list[Facts]:
    """Those rows as facts, in their order."""
    events: list[dict[str, Any]] = []
    for start in range(0, len(rows), CHUNK):
        part = [row["id"] for row in rows[start : start + CHUNK]]
        events += desk.rows("task_event", f"WHERE task_id IN {among(part)}", part)
    return list(_facts(rows, events, _messages(desk, rows)))


def _messages(desk: Desk, rows: Iterable[Row]) -> list[dict[str, Any]]:
    ids = [row["message_id"] for row in rows if row["message_id"] and row["kind"] == "reply"]
    found: list[dict[str, Any]] = []
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        found += desk.rows("message", f"WHERE id IN {among(part)}", part)
    return found


def _facts(rows: Iterable[Row], events: Iterable[Row], messages: Iterable[Row]) -> list[Facts]:
    return [one.facts for one in _made(rows, events, messages, {})]


class _Made(NamedTuple):
    """A task beside the rows that it was made from."""

    row: Row
    events: list[Row]
    facts: Facts

    def is_of(self, row: Row, events: list[Row]) -> bool:
        """Whether it was made from these very rows: kept ones are the same objects until they change."""
        if self.row is not row or len(self.events) != len(events):
            return False
        return all(one is other for one, other in zip(self.events, events, strict=True))


def _made(
    rows: Iterable[Row], events: Iterable[Row], messages: Iterable[Row], held: Mapping[str, _Made]
) -> Iterator[_Made]:
    by_task: dict[str, list[Row]] = {}
    for event in events:
        by_task.setdefault(event["task_id"], []).append(event)
    expected = {row["id"]: row["expected_at"] for row in messages}
    for row in rows:
        happened = sorted(by_task.get(row["id"], ()), key=lambda one: int(one["number"]))
        before = held.get(row["id"])
        same = before is not None and before.is_of(row, happened)
        yield before if before is not None and same else _Made(row, happened, _fact(row, happened, expected))


def _fact(row: Row, events: list[Row], expected: Mapping[str, str]) -> Facts:
    is_reply = row["kind"] == "reply"
    return Facts(
        id=row["id"],
        kind=row["kind"],
        to=key_of(row),
        created=from_stamp(row["created_at"]),
        due=instant(row["due_at"]),
        ended=instant(row["ended_at"]),
        minutes=row["minutes"],
        whole_day=bool(row["whole_day"]),
        follows_id=row["follows_id"] or "",
        follows_as=row["follows_as"] or "",
        agreement_id=row["agreement_id"] or "",
        session_id=row["session_id"] or "",
        message_id=row["message_id"] or "",
        text=row["text"],
        zone=row["zone"],
        repeat=row["repeat"],
        events=tuple(event_of(one) for one in events),
        words=tuple(one["words"] for one in events),
        expected=instant(expected.get(row["message_id"] or "")) if is_reply else None,
    )


def event_of(row: Row) -> Event:
    """One thing that happened, as the rules read it."""
    return Event(
        id=row["id"],
        number=row["number"],
        at=from_stamp(row["at"]),
        kind=row["kind"],
        deadline=instant(row["deadline"]),
        done_at=instant(row["done_at"]),
        of_id=row["of_id"],
    )


def key_of(row: Row) -> Key | None:
    """To or from whom a row is."""
    if row["client_id"]:
        return "client", row["client_id"]
    return ("contact", row["contact_id"]) if row["contact_id"] else None


def instant(stamp: str | None) -> datetime | None:
    """An instant as it is stored."""
    return from_stamp(stamp) if stamp else None
