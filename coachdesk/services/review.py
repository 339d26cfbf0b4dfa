"""The review of the day: nothing that is due is left silent; then what waits for an answer, and how tomorrow begins."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.promises import due_by_today, had_its_word
from coachdesk.domain.spans import day_begins, day_ends
from coachdesk.domain.views.absences import ReviewView
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.services import session_rows
from coachdesk.services.agreement_rows import day_of
from coachdesk.services.task_reading import open_lines
from coachdesk.services.task_rows import open_tasks
from coachdesk.store.tables.absences import Review

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

LOOK_AHEAD = 7
"""Days ahead in which the next session is looked for."""


def view(desk: Desk) -> ReviewView:
    """What is due today (of the coach's calendar) or was before, without a word yet; how the next day begins.

    What was left open today with a word why, or asked more time for, has had its word: it is in `left`.
    """
    now, zone, today = desk.clock(), desk.settings().zone, desk.today()
    due = [one for one in open_lines(desk) if due_by_today(one.due, one.is_open, now, zone)]
    begun = day_begins(today, zone)
    said = {task.id for task in open_tasks(desk) if had_its_word(task.events, begun, now)}
    waits = [one for one in due if one.id not in said]
    session = _next_session(desk, today, zone)
    last = _last(desk)
    return ReviewView(
        day=today,
        due=tuple(one for one in waits if one.kind != "reply"),
        replies=tuple(one for one in waits if one.kind == "reply"),
        left=tuple(one for one in due if one.id in said),
        next_session=session,
        lacks=session.lacks if session is not None else (),
        reviewed_on=last,
        done_today=last is not None and last >= today,
    )


def finish(desk: Desk) -> ReviewView:
    """The day was looked through: kept by its date, once. Raises `review.open` while something waits for a word."""
    found = view(desk)
    count = len(found.due) + len(found.replies)
    if count:
        raise failure("review.open", count=count)
    if not found.done_today:
        with desk.store.write("review.finish") as db:
            if not db.all(Review, Review.day == found.day):
                db.add(Review(id=new_id(), day=found.day, at=desk.clock()))
    return view(desk)


def _next_session(desk: Desk, today: date, zone: str) -> SessionLine | None:
    """The first session of the next day that has one, within a week."""
    since, until = day_ends(today, zone), day_ends(today + timedelta(days=LOOK_AHEAD), zone)
    rows = [row for row in session_rows.between(desk, since, until) if row["state"] == "planned"]
    return session_rows.lines(desk, rows[:1])[0] if rows else None


def _last(desk: Desk) -> date | None:
    """The last day that was reviewed."""
    rows = desk.rows("review", "ORDER BY day DESC LIMIT 1")
    return day_of(rows[0]["day"]) if rows else None
