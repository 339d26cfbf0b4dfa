"""The load of days, from rows: what lies on a day, the next one with room, a week; and warnings while there is time.

Raw rows only: Today and the capture line stand on this, so nothing here imports SQLModel.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from coachdesk.domain import load as rules
from coachdesk.domain.absences import Away
from coachdesk.domain.load import Busy, Hours, Work
from coachdesk.domain.spans import day_begins, day_ends
from coachdesk.domain.times import from_stamp, local, to_stamp
from coachdesk.domain.views.tasks import DayLoad
from coachdesk.services.absence_rows import absences
from coachdesk.services.task_rows import Facts, open_tasks

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

AHEAD_SESSIONS = "WHERE state = 'planned' AND at >= ?"
OF_A_SPAN = "WHERE at >= ? AND at < ? AND state IN ('planned', 'held')"
DUE_IN_SPAN = "WHERE due_at >= ? AND due_at < ? AND state <> 'undone' AND state <> 'released'"


@dataclass(frozen=True, slots=True)
class Known:
    """All that the load of days follows from, as it is at one instant."""

    sessions: tuple[Busy, ...]
    works: tuple[Work, ...]
    aways: tuple[Away, ...]
    hours: Hours
    now: datetime

    @property
    def today(self) -> date:
        """The calendar day where the coach is."""
        return local(self.now, self.hours.zone).date()

    def day(self, day: date) -> DayLoad:
        """What lies on that day."""
        return rules.day_load(day, self.sessions, self.works, self.hours, self.aways, self.now)

    def room(self, minutes: int, after: date) -> date | None:
        """The first day after that one on which so many minutes are free, within the next 30."""
        return rules.next_with_room(minutes, after, self.sessions, self.works, self.hours, self.aways, self.now)

    def words(self, day: date, minutes: int) -> str:
        """What is said of a day before so many minutes more are put on it, with the next day that has room."""
        return rules.load_words(self.day(day), minutes, self.room(minutes, day), self.today)

    def warning(self, work: Work, *, asked: bool = False, dismissed: Collection[str] = ()) -> tuple[str, str] | None:
        """Why a promise should be renegotiated now, while it is in time: the fact and the words; or nothing."""
        return rules.warning_of(
            work, self.works, self.sessions, self.hours, self.aways, self.now, asked=asked, dismissed=dismissed
        )


def known(desk: Desk) -> Known:
    """All open work, and every session from the beginning of today on. Not to be called inside a transaction."""
    now, hours = desk.clock(), Hours.of(desk.settings())
    begins = day_begins(local(now, hours.zone).date(), hours.zone)
    rows = desk.kept_rows("sessions ahead", "session", AHEAD_SESSIONS, (to_stamp(begins),))
    works = tuple(work_of(one) for one in open_tasks(desk))
    return Known(busy_of(rows), works, tuple(absences(desk, begins)), hours, now)


def of_day(desk: Desk, day: date) -> DayLoad:
    """What lies on that day of the coach's calendar."""
    return known(desk).day(day)


def week(desk: Desk) -> tuple[DayLoad, ...]:
    """The load of each day of the week that is looked at now (`week_of`). A day that is past shows what it held."""
    now, hours = desk.clock(), Hours.of(desk.settings())
    days = week_of(local(now, hours.zone).date(), hours)
    since, until = (day_begins(days[0], hours.zone), day_ends(days[-1], hours.zone))
    span = (to_stamp(since), to_stamp(until))
    return week_from(
        desk.rows("session", OF_A_SPAN, span),
        desk.rows("task", DUE_IN_SPAN, span) + desk.rows("task", OVERDUE, (to_stamp(since),)),
        tuple(absences(desk, since)),
        hours,
        now,
    )


OVERDUE = "WHERE ended_at IS NULL AND due_at < ?"


def week_from(
    sessions: Iterable[Mapping[str, Any]],
    tasks: Iterable[Mapping[str, Any]],
    aways: tuple[Away, ...],
    hours: Hours,
    now: datetime,
) -> tuple[DayLoad, ...]:
    """The same from rows that were read already: sessions and tasks of that week, done ones too, and what is overdue.

    What was done lies on the day it was due; what is open and overdue lies on today.
    """
    today = local(now, hours.zone).date()
    busy, found = busy_of(sessions), list(tasks)
    ended = tuple(work_of_row(one) for one in found if one["ended_at"])
    still = tuple(work_of_row(one) for one in found if not one["ended_at"])
    return tuple(
        rules.day_load(day, busy, (*ended, *still) if day < today else still, hours, aways, now)
        for day in week_of(today, hours)
    )


def week_of(today: date, hours: Hours) -> tuple[date, ...]:
    """The days of this week that are worked on, today with them; of the next week once this one's work is over."""
    monday = today - timedelta(days=today.weekday())
    for first in (monday, monday + timedelta(days=7)):
        days = [first + timedelta(days=step) for step in range(7)]
        if any(day >= today and day.weekday() in hours.workdays for day in days):
            return tuple(day for day in days if day.weekday() in hours.workdays)
    return ()


def work_of(task: Facts) -> Work:
    """A task as work."""
    return Work(task.id, task.created, task.due, task.minutes)


def work_of_row(row: Mapping[str, Any]) -> Work:
    """The same from its row."""
    due = from_stamp(row["due_at"]) if row["due_at"] else None
    return Work(row["id"], from_stamp(row["created_at"]), due, row["minutes"])


def busy_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Busy, ...]:
    """Sessions as time that is taken; one that was held took as long as it really was."""
    return tuple(Busy(from_stamp(row["at"]), row["held_minutes"] or row["minutes"]) for row in rows)
