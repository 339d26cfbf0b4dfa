"""The load of days, the next day with room, the minutes that are free, and warnings while there is time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.absences import Away
from coachdesk.domain.load import (
    AHEAD,
    Busy,
    Hours,
    Outlook,
    Work,
    day_load,
    load_words,
    next_with_room,
)
from coachdesk.domain.settings import Settings, parse_setting
from coachdesk.domain.times import resolve_local
from coachdesk.domain.views.tasks import DayLoad
from tests.domain.test_times import ZONES, changes

SOFIA = "Europe/Sofia"
HOURS = Hours.of(Settings({"zone": SOFIA}))
THU, FRI, SAT, MON = date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)
WHOLE = 510
"""Minutes from 09:00 to 17:30."""


def at(day: date, clock: str, zone: str = SOFIA) -> datetime:
    return resolve_local(datetime.combine(day, time.fromisoformat(clock)), zone)


THURSDAY = at(THU, "12:00")


def work(due: datetime | None, minutes: int | None = None, *, name: str = "t1", created: datetime = THURSDAY) -> Work:
    return Work(name, created, due, minutes)


def load(
    day: date, sessions: tuple[Busy, ...] = (), works: tuple[Work, ...] = (), aways: tuple[Away, ...] = (),
    now: datetime = THURSDAY, hours: Hours = HOURS,
) -> DayLoad:  # fmt: skip
    return day_load(day, sessions, works, hours, aways, now)


def free_minutes(
    since: datetime, until: datetime, sessions: Sequence[Busy], hours: Hours, aways: tuple[Away, ...]
) -> int:
    return Outlook((), sessions, hours, aways, since).free(until)


def warning_of(
    promise: Work, everything: tuple[Work, ...], sessions: tuple[Busy, ...], hours: Hours, aways: tuple[Away, ...],
    now: datetime, *, asked: bool = False, dismissed: Collection[str] = (),
) -> tuple[str, str] | None:  # fmt: skip
    return Outlook(everything, sessions, hours, aways, now).warning(promise, asked=asked, dismissed=dismissed)


def test_the_settings_say_how_long_things_take() -> None:
    assert (HOURS.estimate, HOURS.prep, HOURS.wrap_up) == (30, 15, 15)
    stored = {key: parse_setting(key, typed) for key, typed in
              [("task.minutes", "1h"), ("session.prep", "10m"), ("session.wrap-up", "20 minutes")]}  # fmt: skip
    other = Hours.of(Settings(stored))
    assert (other.estimate, other.prep, other.wrap_up) == (60, 10, 20)


def test_a_day_holds_sessions_with_what_is_around_them_and_estimates() -> None:
    sessions = (Busy(at(FRI, "10:00"), 60), Busy(at(FRI, "16:00"), 45), Busy(at(MON, "10:00"), 60))
    works = (work(at(FRI, "17:00"), 40), work(at(FRI, "17:30")), work(at(MON, "09:00"), 60), work(None, 300))
    found = load(FRI, sessions, works)
    assert found == DayLoad(FRI, WHOLE, 90 + 75, 70, 2, 2)
    assert found.left == WHOLE - 235


def test_of_today_only_what_is_left_counts() -> None:
    sessions = (Busy(at(THU, "10:00"), 60), Busy(at(THU, "11:30"), 60), Busy(at(THU, "15:00"), 60))
    found = load(THU, sessions, (work(at(THU, "17:00"), 20),))
    # at noon the first is over, of the second half an hour and its wrap-up are left
    assert (found.work_minutes, found.session_minutes, found.task_minutes, found.sessions) == (330, 45 + 90, 20, 2)
    assert load(THU, now=at(THU, "07:00")).work_minutes == WHOLE
    evening = load(THU, now=at(THU, "18:00"))
    assert (evening.work_minutes, evening.left, evening.off) == (0, 0, "over")


def test_what_is_overdue_lies_on_today_and_on_no_other_day() -> None:
    overdue = (work(at(THU, "09:00"), 40),)
    assert load(THU, works=overdue).task_minutes == 40
    assert load(FRI, works=overdue).task_minutes == 0
    assert load(THU, works=overdue, now=at(FRI, "12:00")).task_minutes == 40
    assert load(FRI, works=overdue, now=at(FRI, "12:00")).task_minutes == 40


def test_days_without_work_say_why() -> None:
    off = HOURS._replace(days_off=((FRI, FRI),))
    week_away = Away("a", at(FRI, "00:00"), at(date(2026, 12, 5), "00:00"))
    for found, why in (
        (load(SAT), "not a working day"),
        (load(FRI, hours=off), "a day off"),
        (load(FRI, aways=(week_away,)), "a day you are away"),
    ):
        assert (found.work_minutes, found.left, found.off) == (0, 0, why)


def test_an_absence_takes_its_hours_and_no_more() -> None:
    dentist = Away("a", at(FRI, "11:00"), at(FRI, "13:00"))
    ill = Away("b", at(FRI, "16:00"), None)
    well_again = replace(ill, back=at(FRI, "17:00"))
    assert load(FRI, aways=(dentist,)).work_minutes == WHOLE - 120
    assert load(FRI, aways=(dentist, ill)).work_minutes == WHOLE - 120 - 90
    assert load(FRI, aways=(dentist, well_again)).work_minutes == WHOLE - 120 - 60
    # a session that is kept while away takes nothing more of the hours
    assert load(FRI, (Busy(at(FRI, "11:30"), 60),), aways=(dentist,)).session_minutes == 0


def test_a_session_outside_working_hours_takes_nothing_from_them() -> None:
    evening, across = Busy(at(FRI, "20:00"), 60), Busy(at(FRI, "17:00"), 60)
    found = load(FRI, (evening,))
    assert (found.sessions, found.session_minutes, found.left) == (1, 0, WHOLE)
    assert load(FRI, (across,)).session_minutes == 15 + 30 + 15


def test_a_day_on_which_clocks_change_has_the_minutes_it_has() -> None:
    night = HOURS._replace(start=time(0), end=time(8), workdays=frozenset(range(7)))
    forward, back, plain = date(2027, 3, 28), date(2027, 10, 31), date(2027, 10, 30)
    assert [load(day, hours=night).work_minutes for day in (forward, back, plain)] == [7 * 60, 9 * 60, 8 * 60]


@given(st.sampled_from(ZONES), st.integers(0, 40), st.integers(-1, 1))
def test_around_every_change_a_whole_day_has_its_elapsed_minutes(zone: str, which: int, step: int) -> None:
    moments = changes(zone) or (THURSDAY,)
    day = moments[which % len(moments)].date() + timedelta(days=step)
    early = HOURS._replace(zone=zone, start=time(0), end=time(23, 59), workdays=frozenset(range(7)))
    minutes = day_load(day, (), (), early, (), datetime(2020, 1, 1, tzinfo=UTC)).work_minutes
    assert minutes + 1 in range(22 * 60, 26 * 60 + 1)
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=2)
    whole = free_minutes(begins, begins + timedelta(days=4), (), early, ())
    assert abs(whole - 4 * 24 * 60) <= 5  # all that elapses, less a minute a day


@pytest.mark.parametrize(
    ("minutes", "busy", "after", "room"),
    [
        (30, (), THU, FRI),
        (WHOLE, (), THU, FRI),
        (WHOLE + 1, (), THU, None),
        (30, (FRI,), THU, MON),
        (0, (FRI,), THU, MON),
        (30, (FRI, MON), THU, date(2026, 12, 1)),
        (30, (), SAT, MON),
        (30, tuple(THU + timedelta(days=n) for n in range(1, AHEAD)), THU, None),
        (30, tuple(THU + timedelta(days=n) for n in range(1, AHEAD - 1)), THU, date(2026, 12, 25)),
    ],
)
def test_the_next_day_with_room(minutes: int, busy: tuple[date, ...], after: date, room: date | None) -> None:
    works = tuple(work(at(day, "17:00"), WHOLE) for day in busy)
    assert next_with_room(minutes, after, (), works, HOURS, (), THURSDAY) == room


def test_no_day_has_room_while_an_absence_has_no_end() -> None:
    assert next_with_room(30, THU, (), (), HOURS, (Away("a", THURSDAY, None),), THURSDAY) is None


def test_free_minutes_are_working_hours_less_sessions_and_absences() -> None:
    friday_noon, monday_ten = at(FRI, "12:00"), at(MON, "10:00")
    assert free_minutes(friday_noon, monday_ten, (), HOURS, ()) == 330 + 60
    sessions = (Busy(at(FRI, "15:00"), 60), Busy(at(SAT, "10:00"), 60), Busy(at(MON, "10:10"), 60))
    assert free_minutes(friday_noon, monday_ten, sessions, HOURS, ()) == 330 - 90 + 60 - 5
    away = (Away("a", at(FRI, "16:30"), at(MON, "09:30")),)
    assert free_minutes(friday_noon, monday_ten, sessions, HOURS, away) == 330 - 90 - 60 + 30 - 5
    assert free_minutes(monday_ten, friday_noon, (), HOURS, ()) == 0
    assert free_minutes(friday_noon, friday_noon, (), HOURS, ()) == 0


def test_a_day_with_too_much_on_it_takes_nothing_from_the_next() -> None:
    crowded = tuple(Busy(at(FRI, f"{hour:02d}:00"), 60) for hour in range(9, 17))
    assert free_minutes(at(FRI, "08:00"), at(MON, "10:00"), crowded, HOURS, ()) == 60


@given(st.lists(st.integers(0, 20 * 24 * 60), min_size=2, max_size=4), st.lists(st.integers(0, 20 * 24), max_size=6))
def test_free_minutes_grow_with_the_deadline_and_shrink_with_sessions(ends: list[int], starts: list[int]) -> None:
    sessions = [Busy(THURSDAY + timedelta(hours=hour), 60) for hour in starts]
    outlook = Outlook((), sessions, HOURS, (), THURSDAY)
    plain = [free_minutes(THURSDAY, THURSDAY + timedelta(minutes=end), (), HOURS, ()) for end in sorted(ends)]
    assert plain == sorted(plain)
    for end, most in zip(sorted(ends), plain, strict=True):
        until = THURSDAY + timedelta(minutes=end)
        assert 0 <= outlook.free(until) <= most <= end
        # asked in another order, or of one made anew, it is the same
        assert outlook.free(until) == free_minutes(THURSDAY, until, sessions, HOURS, ())


# warnings


def test_it_warns_when_the_hours_left_no_longer_hold_what_is_due_by_then() -> None:
    promise = work(at(FRI, "10:30"), 60, name="p1")
    others = (promise, work(at(FRI, "10:00"), 70, name="p2"), work(at(FRI, "10:31"), 600, name="p3"), work(None, 900))
    now = at(THU, "17:30")
    found = warning_of(promise, others, (), HOURS, (), now)
    assert found == ("p1:2026-11-27T08:30:00Z:load", "2 h 10 of work due by then, 1 h 30 left in working hours")
    # while both fit, nothing is said
    assert warning_of(promise, others, (), HOURS, (), at(THU, "16:50")) is None
    # a session in between takes its hours
    session = (Busy(at(FRI, "09:15"), 60),)
    said = warning_of(promise, (promise,), session, HOURS, (), now)
    assert said is not None
    assert said[1] == "1 h of work due by then, 0 min left in working hours"


def test_it_warns_at_the_latest_when_three_quarters_of_the_time_are_gone() -> None:
    promise = work(THURSDAY + timedelta(days=8), 10)
    last = THURSDAY + timedelta(days=6)
    assert warning_of(promise, (promise,), (), HOURS, (), last - timedelta(seconds=1)) is None
    assert warning_of(promise, (promise,), (), HOURS, (), last) == (
        "t1:2026-12-04T10:00:00Z:time", "three quarters of the time are gone",
    )  # fmt: skip


def test_each_fact_is_said_until_it_is_dismissed_and_then_never_again() -> None:
    promise = work(at(FRI, "09:10"), 60, created=THURSDAY - timedelta(days=20))
    now = at(THU, "17:00")
    first = warning_of(promise, (promise,), (), HOURS, (), now)
    assert first is not None
    assert first[0].endswith(":load")
    second = warning_of(promise, (promise,), (), HOURS, (), now, dismissed={first[0]})
    assert second is not None
    assert second[0].endswith(":time")
    assert warning_of(promise, (promise,), (), HOURS, (), now, dismissed={first[0], second[0]}) is None
    moved = promise._replace(due=at(FRI, "09:11"))
    assert warning_of(moved, (moved,), (), HOURS, (), now, dismissed={first[0], second[0]}) is not None


def test_it_is_silent_when_it_is_asked_broken_or_in_other_hands() -> None:
    promise = work(at(FRI, "09:10"), 60)
    now = at(THU, "17:00")

    def warned(**more: object) -> bool:
        aways = more.pop("aways", ())
        return warning_of(promise, (promise,), (), HOURS, aways, more.pop("now", now), **more) is not None  # type: ignore[arg-type]

    away = Away("a", at(THU, "16:00"), at(MON, "09:00"), cover_id="ben")
    assert warned()
    assert not warned(asked=True)
    assert warned(now=at(FRI, "09:10"))
    assert not warned(now=at(FRI, "09:10") + timedelta(seconds=1))
    assert warning_of(work(None, 900), (), (), HOURS, (), now) is None
    assert not warned(aways=(away,))
    assert warned(aways=(replace(away, cover_id=""),))
    assert warned(aways=(replace(away, decisions={"t1": "keep"}),))
    assert warned(aways=(replace(away, until=at(THU, "18:00")),))
    later = replace(away, since=at(FRI, "08:00"))
    assert warned(aways=(later,))
    assert not warned(aways=(replace(later, decisions={"t1": "cover"}),))


@given(st.integers(1, 60 * 24 * 30), st.integers(0, 100), st.integers(1, 2000))
def test_by_three_quarters_of_the_time_there_was_a_warning(minutes: int, part: int, estimate: int) -> None:
    promise = work(THURSDAY + timedelta(minutes=minutes), estimate)
    now = THURSDAY + timedelta(minutes=minutes) * part / 100
    found = warning_of(promise, (promise,), (), HOURS, (), now)
    if part >= 75:
        assert found is not None
    if found is not None and found[0].endswith(":time"):
        assert part >= 75


def test_a_promise_for_a_far_day_is_in_no_danger() -> None:
    far = work(THURSDAY + timedelta(days=60_000), 30)
    assert warning_of(far, (far,), (), HOURS, (), THURSDAY) is None


# words


@pytest.mark.parametrize(
    ("found", "minutes", "room", "words"),
    [
        (DayLoad(FRI, 390, 200, 140, 2, 3), 60, MON, "Friday holds 5 h 40 of 6 h 30 already. Mon 30 has room."),
        (DayLoad(FRI, 390, 200, 140, 2, 3), 50, MON, "Friday holds 5 h 40 of 6 h 30."),
        (DayLoad(FRI, 390, 500, 0, 2, 3), 30, date(2026, 12, 2),
         "Friday holds 8 h 20 of 6 h 30 already. Wed 2 Dec has room."),
        (DayLoad(THU, 30, 0, 45, 0, 1), 30, FRI, "Today holds 45 min of 30 min already. Fri 27 has room."),
        (DayLoad(THU, 0, 0, 0, 0, 0, "over"), 30, FRI, "Today's working hours are over. Fri 27 has room."),
        (DayLoad(SAT, 0, 0, 0, 0, 0, "not a working day"), 30, MON, "Saturday is not a working day. Mon 30 has room."),
        (DayLoad(SAT, 0, 0, 0, 0, 0, "a day off"), 30, None, "Saturday is a day off. No day of the next 30 has room."),
        (DayLoad(date(2026, 12, 4), 510, 0, 0, 0, 0), 30, MON, "Fri 4 Dec holds 0 min of 8 h 30."),
    ],
)  # fmt: skip
def test_the_load_in_words(found: DayLoad, minutes: int, room: date | None, words: str) -> None:
    assert load_words(found, minutes, room, THU) == words
