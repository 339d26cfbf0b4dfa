"""How tasks, and whom they are owed to, stand in JSON and in lists. Today stands on this: nothing slow is imported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from coachdesk.cli.output import plain, table
from coachdesk.domain.promises import BROKEN, OPEN, group_of, state_words
from coachdesk.domain.times import both, clock, clock_text, local

if TYPE_CHECKING:
    from datetime import datetime

    from coachdesk.domain.views.sessions import SessionLine
    from coachdesk.domain.views.tasks import DayLoad, Owed, Record, TaskLine
    from coachdesk.services.desk import Desk

PERSON_KEYS = ("client", "client_name", "contact", "contact_name")
KEYS = (
    "id", "kind", "text", *PERSON_KEYS, "due", "due_local", "due_client", "whole_day", "state", "deadlines", "asked_to",
    "said", "warning", "minutes", "repeat", "created", "ended", "message",
)  # fmt: skip
SESSION_KEYS = (
    "id", "client", "client_name", "agreement", "kind", "at", "at_local", "at_client", "minutes", "state", "series",
    "number", "of", "lacks",
)  # fmt: skip

MARKS = {BROKEN: "✗", "asked": "?", "kept": "✓", "late": "~", "released": "-", "undone": "-"}
"""The mark before a line, by its state; an open one has none until something warns of it."""


def person_json(to: Owed | None) -> dict[str, object]:
    """Whom something is owed to; the keys are `PERSON_KEYS`, of which a client or a contact fills two."""
    kind = to.kind if to is not None else ""
    found: dict[str, object] = dict.fromkeys(PERSON_KEYS)
    return found | ({kind: to.id, f"{kind}_name": to.title} if to is not None else {})


def task_json(one: TaskLine, home: str) -> dict[str, Any]:
    """A task as JSON has it; the keys are `KEYS`. `home` is the coach's zone."""
    return {
        "id": one.id,
        "kind": one.kind,
        "text": one.text,
        **person_json(one.to),
        "due": one.due,
        "due_local": hours_of(one.due, home),
        "due_client": hours_of(one.due, one.to.zone if one.to is not None else ""),
        "whole_day": one.whole_day,
        "state": one.state,
        "deadlines": one.deadlines,
        "asked_to": one.asked_to,
        "said": one.said or None,
        "warning": one.warning or None,
        "minutes": one.minutes,
        "repeat": one.repeat or None,
        "created": one.created,
        "ended": one.ended,
        "message": one.message_id or None,
    }


def hours_of(instant: datetime | None, zone: str) -> str | None:
    """The time of day there, in 24 hours; nothing without an instant or where the zone is not known."""
    return clock_text(local(instant, zone)) if instant is not None and zone else None


def load_json(load: DayLoad | None) -> dict[str, object] | None:
    """What lies on a day, in minutes and counts."""
    if load is None:
        return None
    return {
        "day": load.day,
        "work_minutes": load.work_minutes,
        "session_minutes": load.session_minutes,
        "task_minutes": load.task_minutes,
        "sessions": load.sessions,
        "tasks": load.tasks,
        "left": load.left,
        "off": load.off or None,
    }


def record_json(record: Record) -> dict[str, object]:
    """What became of the promises to one person, counted by their ends, and in words."""
    return {
        "kept": record.kept,
        "late": record.late,
        "broken": record.broken,
        "renegotiated": record.renegotiated,
        "released": record.released,
        "open": record.open,
        "early_replies": record.early,
        "in_time_replies": record.in_time,
        "late_replies": record.late_replies,
        "words": record.words,
        "reply_words": record.reply_words,
    }


def session_json(one: SessionLine, home: str) -> dict[str, object]:
    """A session as lists have it in JSON; the keys are `SESSION_KEYS`."""
    from coachdesk.domain.times import theirs

    return {
        "id": one.id,
        "client": one.client.id,
        "client_name": one.client.title,
        "agreement": one.agreement_id or None,
        "kind": one.kind,
        "at": one.at,
        "at_local": clock(one.at, home, year=True),
        "at_client": theirs(one.at, home, one.client.zone) if one.client.zone else None,
        "minutes": one.minutes,
        "state": one.state,
        "series": one.series or None,
        "number": one.number,
        "of": one.of,
        "lacks": one.lacks,
    }


def task_row(one: TaskLine, now: datetime, home: str) -> tuple[str, ...]:
    """A task as a row of a list: mark, id, when on both clocks (with the year where it is another than now), kind, to
    whom, what, how it stands."""
    mark = "!" if one.state == OPEN and one.warning else MARKS.get(one.state, "")
    zone = one.to.zone if one.to is not None else ""
    year = one.due is not None and local(one.due, home).year != local(now, home).year
    when = both(one.due, home, zone, year) if one.due is not None else ""
    return (mark, one.short, when, one.kind, one.to.title if one.to is not None else "", one.text, standing(one, home))


def standing(one: TaskLine, home: str) -> str:
    """How a task stands, in words, with why it should be renegotiated now."""
    asked = f"asked for {clock(one.asked_to, home)}" if one.asked_to is not None else ""
    state = asked if asked and one.state == "asked" else "" if one.state == OPEN else state_words(one.kind, one.state)
    return ": ".join(part for part in (state, asked if one.state == BROKEN else "", one.warning) if part)


def grouped(tasks: Iterable[TaskLine], now: datetime, home: str) -> list[str]:
    """Tasks under the headings of the one list, in the order given."""
    groups: dict[str, list[TaskLine]] = {}
    today = local(now, home).date()
    for one in tasks:
        groups.setdefault(group_of(one.state, one.due, one.is_open, today, home), []).append(one)
    heading, *rows = table(
        ("", "id", "due", "kind", "to", "what", "stands"),
        [task_row(one, now, home) for found in groups.values() for one in found],
    )
    shown, rest = [heading], iter(rows)
    for name, found in groups.items():
        shown += ["", name, *(next(rest) for _ in found)]
    return shown


def in_words(desk: Desk, one: TaskLine) -> str:
    """A task on one line: what, to whom, by when on both clocks, and its id."""
    whom = f" · to {plain(one.to.title)}" if one.to is not None else ""
    zone = one.to.zone if one.to is not None else ""
    due = f" · by {both(one.due, desk.settings().zone, zone)}" if one.due is not None else ""
    return f"{plain(one.text)}{whom}{due} [{one.id}]"
