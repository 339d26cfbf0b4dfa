"""What is owed today, on Today: promises, own tasks and replies that are due by the end of the day, with the time left.

Raw rows only, as everything that Today stands on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from coachdesk.domain import replies
from coachdesk.domain.absences import Away, auto_reply_spans
from coachdesk.domain.load import Hours
from coachdesk.domain.promises import BROKEN
from coachdesk.domain.spans import near_clock, near_day, past_words, span_words
from coachdesk.domain.times import clock_text, from_stamp, local, theirs, to_stamp
from coachdesk.domain.views.task_lines import TaskLine
from coachdesk.domain.views.today import TodayOwed, TodayWarning
from coachdesk.services.absence_rows import away_at, returns
from coachdesk.services.task_rows import Facts, with_events
from coachdesk.store.among import among

if TYPE_CHECKING:
    from collections.abc import Set

    from coachdesk.services.desk import Desk

# What is due long after the days that are looked at warns too, once three quarters of its time are gone.
DUE_SOON = (
    "WHERE ended_at IS NULL AND due_at >= ? AND (due_at < ? OR"
    " (julianday(?) - julianday(created_at)) * 4 >= (julianday(due_at) - julianday(created_at)) * 3)"
)
OVERDUE = "WHERE ended_at IS NULL AND due_at < ? ORDER BY due_at DESC LIMIT ?"
MOST_OVERDUE = 100
MOST_SHOWN = 8
"""So many of the past days' are shown here, latest first; the list of tasks has them all."""


class Moment(NamedTuple):
    """When it is, where the coach is, when this day of theirs begins and ends, and when they work."""

    now: datetime
    zone: str
    day: date
    begins: datetime
    ends: datetime
    hours: Hours


def open_work(desk: Desk, at: Moment, until: datetime) -> list[Facts]:
    """What is open and overdue or due before `until`, by when it is due; and later ones that may warn already."""
    soon = desk.rows("task", DUE_SOON, (to_stamp(at.begins), to_stamp(until), to_stamp(at.now)))
    late = desk.rows("task", OVERDUE, (to_stamp(at.begins), MOST_OVERDUE))
    return sorted(with_events(desk, late + soon), key=lambda one: (one.due or one.created, one.id))


def owed(desk: Desk, lines: Sequence[TaskLine], aways: Sequence[Away], at: Moment) -> tuple[tuple[TodayOwed, ...], int]:
    """What is due by the end of the day, overdue ones first; and how many overdue ones are left out."""
    due = [one for one in lines if one.due is not None and one.due < at.ends]
    before = [one for one in due if one.due is not None and one.due < at.begins]
    kept = before[-MOST_SHOWN:]
    received = _received(desk, due)
    shown = [*kept, *due[len(before) :]]
    spans = auto_reply_spans(aways)
    return tuple(_shown(one, received.get(one.message_id), aways, spans, at) for one in shown), len(before) - len(kept)


def _received(desk: Desk, lines: Sequence[TaskLine]) -> dict[str, datetime]:
    """When the messages arrived that wait for those replies."""
    ids = [one.message_id for one in lines if one.kind == "reply" and one.message_id]
    rows = desk.rows("message", f"WHERE id IN {among(ids)}", ids) if ids else []
    return {row["id"]: from_stamp(row["received_at"]) for row in rows}


def _shown(
    line: TaskLine,
    received: datetime | None,
    aways: Sequence[Away],
    spans: Sequence[tuple[datetime, datetime | None]],
    at: Moment,
) -> TodayOwed:
    due = line.due or at.now
    here = local(due, at.zone)
    clock = clock_text(here) if here.date() == at.day else near_day(due, at.now, at.zone)
    there = theirs(due, at.zone, line.to.zone) if line.to is not None and line.to.zone else ""
    there = "" if there == clock_text(here) or line.state == BROKEN else there
    if line.kind == "reply" and received is not None:
        expected = line.deadlines[-1] if line.deadlines else due
        away = away_at(aways, at.now)
        back = returns(away, at.hours) if away is not None else None
        late = away is not None and away.came_too_late(expected)
        said = replies.clock_words(
            received, due, expected, at.now, at.zone, covered=away is not None, covered_until=back, late_before=late
        )
        waits = away is None or late
        breach = waits and replies.breach(received, None, at.now, spans)
        return TodayOwed(line, clock, there, said, waits and at.now > due, expected, breach)
    return TodayOwed(line, clock, there, _standing(line, due, aways, at), False, None, False)


def _standing(line: TaskLine, due: datetime, aways: Sequence[Away], at: Moment) -> str:
    """How a promise or an own task stands, with the time left."""
    for away in aways:
        if away.in_other_hands(line.id, due, at.now):
            back = returns(away, at.hours)
            return f"covered until {near_day(back, at.now, at.zone)}" if back else "covered"
    if line.state == BROKEN:
        since = past_words(due, at.now, at.zone)
        asked = " · asked for more time before" if line.asked_to else ""
        return f"was due {since}{asked}" if line.kind == "own" else f"broken {since}{asked}"
    left = f"{span_words(due - at.now)} left"
    if line.asked_to is not None:
        return f"asked for {near_clock(line.asked_to, at.now, at.zone)}, no answer yet · {left}"
    if line.state == "renegotiated" and len(line.deadlines) > 1:
        return f"{left} · was {near_clock(line.deadlines[-2], at.now, at.zone)}"
    return left


def warnings(lines: Sequence[TaskLine]) -> list[TodayWarning]:
    """Promises that should be renegotiated now, most pressing first."""
    return [
        TodayWarning(one.fact, one.to.title if one.to else "", f"{one.text}: {one.warning}", "r", "renegotiates",
                     "task", one.id, one)
        for one in lines
        if one.warning
    ]  # fmt: skip


def breaches(found: Sequence[TodayOwed], at: Moment, dismissed: Set[str]) -> list[TodayWarning]:
    """Messages without a word from the coach for 48 hours."""
    lines = []
    for one in found:
        task = one.task
        fact = f"{task.id}:{to_stamp(task.due or at.now)}:breach"
        if one.breach and fact not in dismissed:
            who = task.to.title if task.to else ""
            what = f"no word in 48 h: {task.text}"
            lines.append(TodayWarning(fact, who, what, "A", "says when they hear more", "task", task.id, task))
    return lines
