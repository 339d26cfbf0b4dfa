"""The load of a day: sessions and work against working hours; the next day with room; and warnings in time.

Everything is reckoned in instants, so that a day on which clocks change has the minutes it really has.
A session takes its minutes and those before and after it (prep and wrap-up). One wholly outside working hours takes
nothing from them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from typing import NamedTuple

from coachdesk.domain.absences import Away
from coachdesk.domain.days import WEEKDAYS
from coachdesk.domain.settings import Settings
from coachdesk.domain.spans import day_begins, day_ends, hours_words, near, on_clock, whole_minutes
from coachdesk.domain.times import local, to_stamp
from coachdesk.domain.views.task_lines import DayLoad

AHEAD = 30
"""Days in which a day with room is looked for."""

HORIZON = 400
"""Days ahead in which free time is counted: what is due later than that is in no danger yet."""

GONE = 3, 4
"""The part of the time from promise to deadline after which it is high time: three quarters."""

_ALWAYS = datetime.max.replace(tzinfo=UTC)

Stretch = tuple[datetime, datetime]


class Busy(NamedTuple):
    """A session that is planned (or was held): when it begins (UTC) and how many minutes it lasts."""

    at: datetime
    minutes: int


class Work(NamedTuple):
    """An open task: since when it is promised, when it is due (UTC), and its estimate in minutes, if it has one."""

    id: str
    created: datetime
    due: datetime | None
    minutes: int | None = None


class Hours(NamedTuple):
    """The coach's working time, as the settings have it; minutes for a task without an estimate and around sessions."""

    zone: str
    workdays: frozenset[int]
    start: time
    end: time
    days_off: tuple[tuple[date, date], ...]
    estimate: int
    prep: int
    wrap_up: int

    @classmethod
    def of(cls, settings: Settings) -> Hours:
        """As the settings have them."""
        return cls(
            zone=settings.zone,
            workdays=settings.workdays,
            start=settings.workday_start,
            end=settings.workday_end,
            days_off=settings.days_off,
            estimate=settings.task_minutes,
            prep=settings.prep_minutes,
            wrap_up=settings.wrap_up_minutes,
        )

    def off(self, day: date) -> str:
        """Why there is no work on that day; empty where there is."""
        if any(first <= day <= last for first, last in self.days_off):
            return "a day off"
        return "" if day.weekday() in self.workdays else "not a working day"

    def minutes_of(self, works: Iterable[Work]) -> int:
        """The work of all of them."""
        return sum(self.estimate if one.minutes is None else one.minutes for one in works)


def day_load(
    day: date, sessions: Iterable[Busy], works: Iterable[Work], hours: Hours, aways: Sequence[Away], now: datetime
) -> DayLoad:
    """What lies on that day of the coach's calendar. Of today only what is left of it counts, and whatever was due
    earlier and is still open lies on today."""
    begins, ends = day_begins(day, hours.zone), day_ends(day, hours.zone)
    is_today = begins <= now < ends
    window = (now if is_today else begins, ends)
    there = [one for one in sessions if begins <= one.at < ends and (not is_today or window[0] < _over(one, hours))]
    due = [one for one in works if one.due is not None and one.due < ends and (is_today or begins <= one.due)]
    work = _working(day, hours, aways)
    return DayLoad(
        day=day,
        work_minutes=_length(_clip(work, window)),
        session_minutes=sum(_taken(one, work, window, hours) for one in there),
        task_minutes=hours.minutes_of(due),
        sessions=len(there),
        tasks=len(due),
        off=_why_none(day, hours, work, window),
    )


def next_with_room(
    minutes: int,
    after: date,
    sessions: Iterable[Busy],
    works: Iterable[Work],
    hours: Hours,
    aways: Sequence[Away],
    now: datetime,
) -> date | None:
    """The first day after that one on which so many minutes are free; nothing where the next 30 days have none."""
    first, last = day_begins(after, hours.zone), day_ends(after + timedelta(days=AHEAD), hours.zone)
    near_sessions = [one for one in sessions if first <= one.at < last]
    near_works = [one for one in works if one.due is not None and one.due < last]
    for step in range(1, AHEAD + 1):
        day = after + timedelta(days=step)
        found = day_load(day, near_sessions, near_works, hours, aways, now)
        if found.left >= max(minutes, 1):
            return day
    return None


class Outlook:
    """What lies ahead of one instant: the work due by any later one, the minutes free until then, and warnings.

    Made once for a whole list of promises: each answer after the first takes next to nothing.
    """

    def __init__(
        self, works: Iterable[Work], sessions: Iterable[Busy], hours: Hours, aways: Sequence[Away], now: datetime
    ) -> None:
        self._hours, self._aways, self._now = hours, aways, now
        self._today = local(now, hours.zone).date()
        self._horizon = now + timedelta(days=HORIZON)
        self._sessions: dict[date, list[Busy]] = {}
        for one in sessions:
            if now < _over(one, hours):
                self._sessions.setdefault(local(one.at, hours.zone).date(), []).append(one)
        due = sorted((one.due, hours.minutes_of([one])) for one in works if one.due is not None)
        self._dues = [when for when, _ in due]
        self._needed = [0, *accumulate(minutes for _, minutes in due)]
        self._whole_days = [0]
        self._work: dict[date, list[Stretch]] = {}

    def needed(self, until: datetime) -> int:
        """Minutes of work due by then, that instant included."""
        return self._needed[bisect_right(self._dues, until)]

    def free(self, until: datetime) -> int:
        """Minutes of working hours until then that no session takes. A day with too much on it takes nothing from the
        others."""
        until = min(until, self._horizon)
        return self._free_within(self._days_until(until), until) if until > self._now else 0

    def shortage(self, until: datetime) -> tuple[int, int] | None:
        """Minutes of work due by then and the fewer minutes free until then; nothing where the time holds it all."""
        needed, near = self.needed(until), min(until, self._horizon)
        days = self._days_until(near)
        if needed <= self._before(days):  # the full days before it alone mostly do, and are reckoned only once
            return None
        left = self._free_within(days, near) if near > self._now else 0
        return (needed, left) if left < needed else None

    def _free_within(self, days: int, until: datetime) -> int:
        """Minutes free on the first so many days, and on the next one until that instant."""
        return self._before(days) + self._free_on(self._today + timedelta(days=days), until)

    def _days_until(self, until: datetime) -> int:
        return max(0, (local(until, self._hours.zone).date() - self._today).days)

    def _before(self, days: int) -> int:
        """Minutes free on the first so many days together, today among them."""
        while len(self._whole_days) <= days:
            day = self._today + timedelta(days=len(self._whole_days) - 1)
            self._whole_days.append(self._whole_days[-1] + self._free_on(day, _ALWAYS))
        return self._whole_days[days]

    def _free_on(self, day: date, until: datetime) -> int:
        work = self._work.get(day)
        if work is None:
            work = self._work[day] = _working(day, self._hours, self._aways)
        window = (self._now, until)
        taken = sum(_taken(one, work, window, self._hours) for one in self._sessions.get(day, ()))
        return max(0, _length(_clip(work, window)) - taken)

    def warning(self, work: Work, *, asked: bool = False, dismissed: Collection[str] = ()) -> tuple[str, str] | None:
        """Why that promise should be renegotiated now, while it is in time: the fact's name and the words; or nothing.

        What was `asked` for waits for them; what is past its deadline is beyond this, and what an absence with a
        stand-in covers is in other hands. A fact that was `dismissed` is not said again.
        """
        due, now = work.due, self._now
        if due is None or asked or now > due or any(one.in_other_hands(work.id, due, now) for one in self._aways):
            return None
        fact = f"{work.id}:{to_stamp(due)}"
        short = self.shortage(due) if f"{fact}:load" not in dismissed else None
        if short:
            needed, left = (hours_words(minutes) for minutes in short)
            return f"{fact}:load", f"{needed} of work due by then, {left} left in working hours"
        if f"{fact}:time" not in dismissed and now >= mostly_gone(work):
            return f"{fact}:time", "three quarters of the time are gone"
        return None


def mostly_gone(work: Work) -> datetime:
    """The instant (UTC) from which on three quarters of the time to its deadline are gone."""
    if work.due is None:
        return _ALWAYS
    part, whole = GONE
    return work.due - (work.due - work.created) * (whole - part) // whole


def load_words(load: DayLoad, minutes: int, room: date | None, today: date) -> str:
    """What is said of a day before so many minutes more are put on it: `Friday holds 5 h 40 of 6 h 30 already. Mon 30
    has room.` `room` is the next day that has some. It advises and never stops anything."""
    name = "Today" if load.day == today else _day_name(load.day, today)
    if load.off == "over":
        holds = f"{name}'s working hours are over."
    elif load.off:
        holds = f"{name} is {load.off}."
    else:
        already = "" if load.left >= minutes else " already"
        holds = f"{name} holds {hours_words(load.planned)} of {hours_words(load.work_minutes)}{already}."
    if not load.off and load.left >= minutes:
        return holds
    return f"{holds} {near(room, today)} has room." if room else f"{holds} No day of the next {AHEAD} has room."


def _day_name(day: date, today: date) -> str:
    """`Friday` within a week, else `Fri 4 Dec`."""
    return WEEKDAYS[day.weekday()] if 0 < (day - today).days < 7 else near(day, today)


def _working(day: date, hours: Hours, aways: Sequence[Away]) -> list[Stretch]:
    """The stretches of that day in which the coach works."""
    if hours.off(day):
        return []
    stretches = [(on_clock(day, hours.start, hours.zone), on_clock(day, hours.end, hours.zone, is_end=True))]
    for away in aways:
        end = away.end or _ALWAYS
        stretches = [
            piece
            for begins, ends in stretches
            for piece in ((begins, min(ends, away.since)), (max(begins, end), ends))
            if piece[0] < piece[1]
        ]
    return stretches


def _why_none(day: date, hours: Hours, work: list[Stretch], window: Stretch) -> str:
    """Why nothing is left of a day's working time; empty where something is."""
    if off := hours.off(day):
        return off
    if not work:
        return "a day you are away"
    return "" if _length(_clip(work, window)) else "over"


def _taken(session: Busy, work: list[Stretch], window: Stretch, hours: Hours) -> int:
    """The minutes within a window that a session takes from the working time of its day."""
    talk = (session.at, session.at + timedelta(minutes=session.minutes))
    if not any(_clip(work, talk)):
        return 0
    around = [(_begins(session, hours), session.at), (talk[1], _over(session, hours))]
    return _length(_clip([*around, *_clip(work, talk)], window))


def _begins(session: Busy, hours: Hours) -> datetime:
    return session.at - timedelta(minutes=hours.prep)


def _over(session: Busy, hours: Hours) -> datetime:
    return session.at + timedelta(minutes=session.minutes + hours.wrap_up)


def _clip(stretches: Iterable[Stretch], window: Stretch) -> list[Stretch]:
    """What of the stretches lies within a window."""
    return list(_clipped(stretches, window))


def _clipped(stretches: Iterable[Stretch], window: Stretch) -> Iterator[Stretch]:
    for begins, ends in stretches:
        if max(begins, window[0]) < min(ends, window[1]):
            yield max(begins, window[0]), min(ends, window[1])


def _length(stretches: Iterable[Stretch]) -> int:
    return whole_minutes(sum((ends - begins for begins, ends in stretches), timedelta(0)))
