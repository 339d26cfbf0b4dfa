"""Whens as typed: read, or questioned; never guessed. Tuesday the 24th of November 2026, ten o'clock in Sofia."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.times import clock, local
from coachdesk.domain.whens import EITHER, PAST, When, end_of_day, parse_when, typed_when
from tests.domain.clocks import ZONES, changes
from tests.long import share

SOFIA, SANTIAGO = "Europe/Sofia", "America/Santiago"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
EOD = time(17, 30)
FEW = examples(max_examples=100)
INSTANTS = st.integers(0, 7 * 366 * 24 * 60).map(
    lambda minute: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
)


def when(typed: str, now: datetime = NOW, zone: str = SOFIA, home: str = SOFIA, lean: str = "future") -> When:
    return parse_when(typed, now, zone, eod=EOD, home=home, lean=lean, theirs=SANTIAGO)


def shown(typed: str, **more: str) -> str:
    return clock(when(typed, **more).instant, SOFIA)


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("today", "Tue 24 Nov 17:30"),
        ("tom", "Wed 25 Nov 17:30"),
        ("tue", "Tue 24 Nov 17:30"),
        ("fri", "Fri 27 Nov 17:30"),
        ("this friday", "Fri 27 Nov 17:30"),
        ("next fri", "Fri 4 Dec 17:30"),
        ("next tue", "Tue 1 Dec 17:30"),
        ("+3d", "Fri 27 Nov 17:30"),
        ("in 3 days", "Fri 27 Nov 17:30"),
        ("+2w", "Tue 8 Dec 17:30"),
        ("in two weeks", "Tue 8 Dec 17:30"),
        ("in a week", "Tue 1 Dec 17:30"),
        ("eod", "Tue 24 Nov 17:30"),
        ("end of the day", "Tue 24 Nov 17:30"),
        ("fri eod", "Fri 27 Nov 17:30"),
        ("eow", "Fri 27 Nov 17:30"),
        ("eow 15:00", "Fri 27 Nov 15:00"),
        ("27 jan", "Wed 27 Jan 17:30"),
        ("27/1", "Wed 27 Jan 17:30"),
        ("fri 27 nov", "Fri 27 Nov 17:30"),
        ("27.1.", "Wed 27 Jan 17:30"),
        ("2027-01-27 17:00", "Wed 27 Jan 17:00"),
        ("2027-01-27T17:00", "Wed 27 Jan 17:00"),
        ("2027-01-27T15:00:00Z", "Wed 27 Jan 17:00"),
        ("jan 27, 2027 5pm", "Wed 27 Jan 17:00"),
        ("17:00", "Tue 24 Nov 17:00"),
        ("5 pm", "Tue 24 Nov 17:00"),
        ("noon", "Tue 24 Nov 12:00"),
        ("midnight", "Wed 25 Nov 00:00"),
        ("fri 17:00", "Fri 27 Nov 17:00"),
        ("17:00 fri", "Fri 27 Nov 17:00"),
        ("by Fri at 5pm", "Fri 27 Nov 17:00"),
        ("5pm on friday", "Fri 27 Nov 17:00"),
        ("next fri noon", "Fri 4 Dec 12:00"),
        ("in 2h", "Tue 24 Nov 12:00"),
        ("in 1h30", "Tue 24 Nov 11:30"),
        ("in 1h 30m", "Tue 24 Nov 11:30"),
        ("in an hour", "Tue 24 Nov 11:00"),
        ("in half an hour", "Tue 24 Nov 10:30"),
        ("+90min", "Tue 24 Nov 11:30"),
        ("+1h30m", "Tue 24 Nov 11:30"),
        ("in 6m", "Tue 24 Nov 10:06"),
        ("+2m", "Sun 24 Jan 17:30"),
        ("+2m 9:00", "Sun 24 Jan 09:00"),
        ("+3 months", "Wed 24 Feb 17:30"),
        ("in 3 months", "Wed 24 Feb 17:30"),
        ("in a month", "Thu 24 Dec 17:30"),
        ("in six months at noon", "Mon 24 May 12:00"),
        ("1 nov", "Mon 1 Nov 17:30"),
        ("28 may 10:00", "Fri 28 May 10:00"),
        ("fri 17:00 theirs", "Fri 27 Nov 22:00"),
        ("31 oct 2027 03:30 first", "Sun 31 Oct 03:30"),
        ("31 oct 2027 03:30 (the second of two)", "Sun 31 Oct 03:30"),
        ("03:30 31 oct 2027 second", "Sun 31 Oct 03:30"),
        ("3 apr 2027 23:30 first theirs", "Sun 4 Apr 05:30"),
        ("3 apr 2027 23:30 theirs first", "Sun 4 Apr 05:30"),
        ("3 apr 2027 23:30 theirs second", "Sun 4 Apr 06:30"),
        ("23:30 theirs 3 apr 2027 second", "Sun 4 Apr 06:30"),
        ("23:30 3 apr 2027 second theirs", "Sun 4 Apr 06:30"),
        ("9:00 tom theirs", "Wed 25 Nov 14:00"),
    ],
)
def test_a_when_is_read(typed: str, due: str) -> None:
    assert shown(typed) == due


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        ("", "when.empty", "fri 17:00"),
        ("bananas", "when.unknown", "bananas"),
        ("in 2 parts", "when.unknown", "in 2 parts"),
        ("fri fri", "when.unknown", "fri fri"),
        ("\x1b[31mfri", "when.unknown", "not a day or time"),
        ("🎉", "when.unknown", "not a day or time"),
        ("٢٧ jan", "when.unknown", "not a day or time"),
        ("x" * 5_000, "text.long", "5,000"),
        ("25:00", "clock.unknown", "25:00"),
        ("fri 17:60", "clock.unknown", "17:60"),
        ("13pm", "clock.unknown", "13pm"),
        ("fri at 5", "clock.unknown", "write it as 09:00 or 5pm"),
        ("fri 17.00", "clock.unknown", "17.00"),
        ("tomorrow morning", "clock.unknown", "morning"),
        ("31 feb", "day.none", "February has no 31st"),
        ("sat 27 nov", "day.none", "a Friday"),
        ("+90m", "day.ambiguous", "write +90 months or in 90m"),
        ("27/1/27", "day.ambiguous", "2027"),
        ("+9999w", "day.far", "1900 to 2200"),
        ("in 99999h", "duration.long", "a year"),
        ("09:00", "when.past", "write tom 09:00 if tomorrow is meant"),
        ("10:00", "when.past", "has passed"),
        ("04:00 theirs", "when.past", "write tom 04:00 theirs if tomorrow is meant"),
        ("tue 09:00", "when.past", "write Tue 1 Dec 09:00 if the one in a week is meant"),
        ("yesterday", "when.past", "Mon 23 Nov 17:30 has passed"),
        ("2020-01-01", "when.past", "Wed 1 Jan 2020 17:30 has passed"),
        ("now", "when.past", "has passed"),
        ("fri midnight", "when.midnight", "fri 00:00 for its start or fri 23:59 for its end"),
        ("17:00 first", "when.once", "leave first out"),
        ("28 mar 2027 03:30", "time.skipped", "Sun 28 Mar 02:30 or Sun 28 Mar 04:30"),
        ("31 oct 2027 03:30", "time.repeated", "write first or second"),
        ("2027-13-01T00:00:00Z", "stamp.unknown", "not an instant"),
    ],
)
def test_what_is_no_when_or_two_is_questioned(typed: str, code: str, says: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        when(typed)
    assert refused.value.code == code
    assert says in refused.value.line
    assert "\n" not in refused.value.line


def test_the_end_of_today_is_questioned_once_it_is_over() -> None:
    evening = NOW + timedelta(hours=8)
    for typed, says in (("eod", "tom if tomorrow"), ("today", "tom if tomorrow"), ("tue", "Tue 1 Dec if the one in")):
        with pytest.raises(CoachdeskError, match="Tue 24 Nov 17:30 has passed") as refused:
            when(typed, evening)
        assert says in refused.value.line
    saturday = NOW + timedelta(days=4)
    with pytest.raises(CoachdeskError, match="next fri"):
        when("eow", saturday)


def test_the_week_ends_with_the_last_working_day() -> None:
    found = parse_when("eow", NOW, SOFIA, eod=EOD, workdays=frozenset({0, 2, 3}))
    assert clock(found.instant, SOFIA) == "Thu 26 Nov 17:30"


def test_a_question_in_their_zone_names_the_city() -> None:
    with pytest.raises(CoachdeskError, match="Tue 24 Nov 04:00 in Santiago has passed"):
        when("04:00", zone=SANTIAGO)


@pytest.mark.parametrize(
    ("typed", "done"),
    [("today", "Tue 24 Nov 10:00"), ("yesterday", "Mon 23 Nov 17:30"), ("fri", "Fri 20 Nov 17:30"),
     ("fri 16:00", "Fri 20 Nov 16:00"), ("09:00", "Tue 24 Nov 09:00"), ("2h ago", "Tue 24 Nov 08:00"),
     ("now", "Tue 24 Nov 10:00"), ("20 dec", "Sat 20 Dec 17:30"), ("midnight", "Tue 24 Nov 00:00")],
)  # fmt: skip
def test_when_something_was_done_lies_behind(typed: str, done: str) -> None:
    assert shown(typed, lean=PAST) == done


@pytest.mark.parametrize(
    ("typed", "says"),
    [("17:00", "yesterday 17:00"), ("tue 17:00", "write Tue 17 Nov 17:00"), ("tom", "still to come"),
     ("in 2h", "still to come")],
)  # fmt: skip
def test_what_is_still_to_come_was_not_done(typed: str, says: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        when(typed, lean=PAST)
    assert refused.value.code == "when.future"
    assert says in refused.value.line


def test_a_session_may_lie_on_both_sides_of_now() -> None:
    assert shown("09:00", lean=EITHER) == "Tue 24 Nov 09:00"
    assert shown("17:00", lean=EITHER) == "Tue 24 Nov 17:00"
    assert shown("fri 20 nov 17:00", lean=EITHER) == "Fri 20 Nov 17:00"
    with pytest.raises(CoachdeskError, match="2026-11-01 or 2027-11-01"):
        when("1 nov 17:00", lean=EITHER)


def test_a_day_alone_ends_with_the_coach_whoever_it_is_for() -> None:
    found = when("fri", zone=SANTIAGO)
    assert (clock(found.instant, SOFIA), found.whole_day, found.zone) == ("Fri 27 Nov 17:30", True, SOFIA)
    assert not when("fri 17:30").whole_day


def test_which_of_two_equal_times_is_noted() -> None:
    first, second = (when(f"31 oct 2027 03:30 {which}") for which in ("first", "second"))
    assert second.instant - first.instant == timedelta(hours=1)
    assert (first.note, second.note) == ("the first 03:30 of two", "the second 03:30 of two")


@given(st.text(max_size=120))
def test_any_text_is_a_when_or_one_clear_line(typed: str) -> None:
    line = ""
    try:
        assert when(typed).instant > NOW
    except CoachdeskError as refused:
        line = refused.line
    assert "\n" not in line
    assert len(line) < 400


# ---- properties over every zone and every change of clocks


def check_around_a_change(zone: str, home: str, moment: datetime, now: datetime) -> None:
    """What that zone's clock shows at the moment is read as that moment, and so is what it is said back as."""
    there = local(moment, zone)
    typed = f"{there.date().isoformat()} {there:%H:%M}"
    try:
        found = when(typed, now, zone, home)
    except CoachdeskError as refused:
        assert refused.code == "time.repeated"  # noqa: PT017 (it was read off that clock, so it is never skipped)
        found = when(f"{typed} {'second' if there.fold else 'first'}", now, zone, home)
    assert (found.instant, found.zone, found.whole_day) == (moment, zone, False)
    # said back on either clock and typed again, it is the same instant, wherever the coach is by then
    for clock_zone in (zone, home):
        assert when(typed_when(moment, now, clock_zone), now, clock_zone, home).instant == moment


@FEW
@given(
    st.sampled_from(ZONES), st.sampled_from(ZONES), st.integers(0, 40), st.integers(-200, 200), st.integers(1, 600_000)
)
def test_a_time_typed_in_any_zone_and_said_back_is_the_same_instant(
    zone: str, home: str, which: int, minutes: int, before: int
) -> None:
    moments = changes(zone) or (NOW,)
    moment = moments[which % len(moments)] + timedelta(minutes=minutes)
    check_around_a_change(zone, home, moment, moment - timedelta(minutes=before))


@pytest.mark.long
def test_around_every_change_of_every_zone_times_are_read_as_typed() -> None:
    for at, zone in enumerate(ZONES[:: len(ZONES) // share(len(ZONES))]):
        for change in changes(zone):
            for minutes in range(-90, 91, 15):
                moment = change + timedelta(minutes=minutes)
                check_around_a_change(zone, ZONES[-at], moment, moment - timedelta(days=30))


@FEW
@given(
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.dates(date(2024, 1, 2), date(2030, 12, 31)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_a_day_alone_ends_with_the_coachs_own_day(zone: str, home: str, day: date, eod: time) -> None:
    now = end_of_day(day, eod, home) - timedelta(minutes=1)
    found = parse_when(day.isoformat(), now, zone, eod=eod, home=home)
    assert found.whole_day
    there = local(found.instant, home)
    shifted = local(found.instant - timedelta(days=1), home).utcoffset() != there.utcoffset()
    assert (there.date(), there.time()) == (day, eod) or shifted


@FEW
@given(st.sampled_from(ZONES), st.integers(1, 10_000), INSTANTS)
def test_hours_from_now_are_elapsed_hours(zone: str, minutes: int, now: datetime) -> None:
    found = when(f"in {minutes}m", now, zone, zone)
    assert timedelta(0) <= now + timedelta(minutes=minutes) - found.instant < timedelta(minutes=1)


@FEW
@given(st.sampled_from(ZONES), st.integers(0, 6), INSTANTS)
def test_a_weekday_is_within_a_week_and_never_behind(zone: str, weekday: int, now: datetime) -> None:
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday]
    try:
        found = when(name, now, zone, zone).instant
    except CoachdeskError as refused:
        assert refused.code == "when.past"  # noqa: PT017 (that day is today, and over)
        assert local(now, zone).weekday() == weekday
    else:
        assert local(found, zone).weekday() == weekday
        assert now < found < now + timedelta(days=7, hours=25)
    following = when(f"next {name}", now, zone, zone).instant
    monday = local(now, zone).date() - timedelta(days=local(now, zone).weekday())
    assert local(following, zone).date() == monday + timedelta(days=7 + weekday)


@pytest.mark.parametrize("typed", ["3 apr 2027 23:30 theirs", "23:30 theirs 3 apr 2027", "23:30 3 apr 2027 theirs"])
def test_the_answer_that_a_repeated_hour_asks_for_can_be_written_right_after_it(typed: str) -> None:
    with pytest.raises(CoachdeskError, match="write first or second after it"):
        shown(typed)
    assert [shown(f"{typed} {which}") for which in ("first", "second")] == ["Sun 4 Apr 05:30", "Sun 4 Apr 06:30"]
    with pytest.raises(CoachdeskError, match="is not a day or time"):
        shown(f"{typed.replace('23:30', '23:30 first')} second")
