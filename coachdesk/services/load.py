"""The load of days, from rows: what lies on a day, the next one with room, a week; and warnings while there is time.

Raw rows only: Today and the capture line stand on this, so nothing here imports SQLModel.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coachdesk.domain import load as rules
from coachdesk.domain.absences import Away
from coachdesk.domain.load import Busy, Hours, Work
from coachdesk.domain.spans import day_begins
from coachdesk.domain.times import from_stamp, local, to_stamp
from coachdesk.domain.views.task_lines import DayLoad
from coachdesk.services.absence_rows import absences
from coachdesk.services.task_rows import Facts, open_tasks

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

AHEAD = "WHERE at >= ? AND state IN ('planned', 'held')"


@dataclass(frozen=True)
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

    def week(self) -> tuple[DayLoad, ...]:
        """Each working day of this week, or of the next once this one's are over; a past day shows its sessions."""
        return tuple(
            rules.day_load(
                day, self.sessions, self.works if day >= self.today else (), self.hours, self.aways, self.now
            )
            for day in self._days_of_week()
        )

    def _days_of_week(self) -> tuple[date, ...]:
        monday = self.today - timedelta(days=self.today.weekday())
        for first in (monday, monday + timedelta(days=7)):
            days = [first + timedelta(days=step) for step in range(7)]
            if any(day >= self.today and day.weekday() in self.hours.workdays for day in days):
                return tuple(day for day in days if day.weekday() in self.hours.workdays)
        return ()

    def words(self, day: date, minutes: int) -> str:
        """What is said of a day before so many minutes more are put on it, with the next day that has room."""
        return rules.load_words(self.day(day), minutes, self.room(minutes, day), self.today)

    def warning(self, work: Work, *, asked: bool = False, dismissed: Collection[str] = ()) -> tuple[str, str] | None:
        """Why a promise should be renegotiated now, while it is in time: the fact and the words; or nothing."""
        return self._outlook.warning(work, asked=asked, dismissed=dismissed)

    @cached_property
    def _outlook(self) -> rules.Outlook:
        """Made when the first warning is asked about, once for all of a list."""
        return rules.Outlook(self.works, self.sessions, self.hours, self.aways, self.now)


def known(desk: Desk) -> Known:
    """All open work, and every session of this week and later. Not to be called inside a transaction."""
    now, hours = desk.clock(), Hours.of(desk.settings())
    begins = looked_at_from(now, hours)
    rows = desk.kept_rows("sessions ahead", "session", AHEAD, (to_stamp(begins),))
    works = desk.cached("works", lambda: tuple(work_of(one) for one in open_tasks(desk)))
    return Known(busy_of(rows), works, tuple(absences(desk, begins)), hours, now)


def looked_at_from(now: datetime, hours: Hours) -> datetime:
    """The beginning (UTC) of the week in which `now` lies: sessions before it weigh on no day that is shown."""
    today = local(now, hours.zone).date()
    return day_begins(today - timedelta(days=today.weekday()), hours.zone)


def of_day(desk: Desk, day: date) -> DayLoad:
    """What lies on that day of the coach's calendar."""
    return known(desk).day(day)


def week(desk: Desk) -> tuple[DayLoad, ...]:
    """The load of each working day of this week, or of the next once this one's are over."""
    return known(desk).week()


def work_of(task: Facts) -> Work:
    """A task as work."""
    return Work(task.id, task.created, task.due, task.minutes)


def busy_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Busy, ...]:
    """Sessions as time that is taken; one that was held took as long as it really was."""
    return tuple(Busy(from_stamp(row["at"]), row["held_minutes"] or row["minutes"]) for row in rows)
