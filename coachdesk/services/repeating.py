"""The next round of a task that repeats. That one round was moved, or promised anew, is of that round alone: the next
one is due as if it had not been."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from coachdesk.domain.repeats import next_due
from coachdesk.domain.times import local
from coachdesk.domain.whens import end_of_day
from coachdesk.services.task_writing import ANEW, Links, Opened, new_task, opened
from coachdesk.store.engine import Session

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

REPEAT = "repeat"
"""How the next of a task that repeats says where it came from (`task.follows_as`)."""


def next_round(desk: Desk, db: Session, task: Opened, now: datetime) -> Opened | None:
    """The next of a task that repeats: the first one that is due later than now, so that none is born broken."""
    row = task.row
    if not row.repeat or row.due_at is None:
        return None
    settings = desk.settings()
    first = _as_begun(db, task)
    begun, whole_day = _set_for(first) or row.due_at, first.row.whole_day
    zone = first.row.zone or settings.zone
    if begun != first.row.due_at:  # it was moved, and says of the new deadline whether that is a whole day
        day = local(begun, settings.zone).date()
        whole_day = end_of_day(day, settings.eod, settings.zone) == begun
    if whole_day:  # the end of the coach's day, wherever they are by now
        due = next_due(row.repeat, begun, settings.zone, now, settings.eod)
    else:
        due = next_due(row.repeat, begun, zone, now, _hour(db, first, begun, zone))
    links = Links(row.agreement_id or "", row.message_id or "", row.session_id or "", row.id, REPEAT)
    return new_task(
        db, now, kind=row.kind, to=task.key, text=row.text, due=due, minutes=row.minutes, whole_day=whole_day,
        zone=zone, repeat=row.repeat, links=links,
    )  # fmt: skip


def _as_begun(db: Session, task: Opened) -> Opened:
    """The round as it began: before it was promised anew, however often."""
    while task.row.follows_as == ANEW and task.row.follows_id:
        task = opened(db, task.row.follows_id)
    return task


def _set_for(task: Opened) -> datetime | None:
    """The deadline that it was put on the list with."""
    return next((one.deadline for one in task.events if one.kind == "made"), None)


def _hour(db: Session, first: Opened, begun: datetime, zone: str) -> time:
    """The time of day of every round. One whose hour clocks skipped was due after the gap: the one before it knows."""
    while first.row.follows_as == REPEAT and first.row.follows_id and _springs_forward(begun, zone):
        first = _as_begun(db, opened(db, first.row.follows_id))
        begun = _set_for(first) or begun
    return local(begun, zone).time()


def _springs_forward(instant: datetime, zone: str) -> bool:
    """Whether clocks go forward there in the hours before it."""
    now, before = (local(at, zone).utcoffset() for at in (instant, instant - timedelta(hours=3)))
    return now is not None and before is not None and now > before
