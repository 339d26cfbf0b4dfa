"""Days as typed: read, or questioned; never guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.days import day_text, in_month, months_after, months_before, parse_day
from coachdesk.domain.errors import CoachdeskError

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-01-27", date(2027, 1, 27)),
        ("27 jan", date(2027, 1, 27)),
        ("27 January 2027", date(2027, 1, 27)),
        ("27jan", date(2027, 1, 27)),
        ("27th of jan", date(2027, 1, 27)),
        ("jan 27", date(2027, 1, 27)),
        ("Jan 27, 2027", date(2027, 1, 27)),
        ("27/1", date(2027, 1, 27)),
        ("27/1/2027", date(2027, 1, 27)),
        ("27.1.2027", date(2027, 1, 27)),
        ("3/4", date(2027, 4, 3)),
        ("27/11", FRIDAY),
        ("today", FRIDAY),
        ("TOM", FRIDAY + timedelta(days=1)),
        ("yesterday", FRIDAY - timedelta(days=1)),
        ("fri", FRIDAY),
        ("sat", date(2026, 11, 28)),
        ("thursday", date(2026, 12, 3)),
        ("next fri", date(2026, 12, 4)),
        ("next mon", date(2026, 11, 30)),
        ("next sun", date(2026, 12, 6)),
        ("+3d", date(2026, 11, 30)),
        ("+2w", date(2026, 12, 11)),
        ("29/2/2028", date(2028, 2, 29)),
        ("fri 27 nov", FRIDAY),
        ("20 dec", date(2026, 12, 20)),
        ("20 nov", date(2027, 11, 20)),
        ("28 may", date(2027, 5, 28)),
        ("26/11", date(2027, 11, 26)),
        ("+6m", date(2027, 5, 27)),
        ("+3 months", date(2027, 2, 27)),
        ("+ 12 m", date(2027, 11, 27)),
        ("+18 months", date(2028, 5, 27)),
        ("+1mo", date(2026, 12, 27)),
        ("+2 years", date(2028, 11, 27)),
    ],
)
def test_a_day_is_read(typed: str, day: date) -> None:
    assert parse_day(typed, FRIDAY) == day


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        ("31 feb", "day.none", "February has no 31st"),
        ("30 feb 2027", "day.none", "February 2027 has 28 days"),
        ("apr 31", "day.none", "April has no 31st"),
        ("30/2/2028", "day.none", "29 days"),
        ("29 feb", "day.none", "2028-02-29"),
        ("0 jan", "day.none", "begin with 1"),
        ("2027-13-01", "day.none", "no month 13"),
        ("1/27", "day.none", "27/1"),
        ("thu 27 nov", "day.none", "a Friday"),
        ("fri 20 nov", "day.none", "20 November 2027 is a Saturday"),
        ("+90m", "day.ambiguous", "write +90 months or in 90m"),
        ("+9999 months", "day.far", "1900 to 2200"),
        ("+9999y", "day.far", "1900 to 2200"),
        ("-6m", "day.unknown", "-6m"),
        ("27/1/27", "day.ambiguous", "2027"),
        ("9999-01-01", "day.far", "1900 to 2200"),
        ("+9999w", "day.far", "1900 to 2200"),
        ("", "day.unknown", "nothing"),
        ("bananas", "day.unknown", "bananas"),
        ("27 ja", "day.unknown", "27 ja"),
        ("-3d", "day.unknown", "-3d"),
        ("٢٧ jan", "day.unknown", "not a day"),
        ("1" * 1000, "day.unknown", "not a day"),
    ],
)
def test_what_is_no_day_or_two_days_is_questioned(typed: str, code: str, says: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        parse_day(typed, FRIDAY, where="start")
    assert refused.value.code == code
    assert says in refused.value.line


def test_the_order_of_dates_is_the_coachs() -> None:
    assert parse_day("3/4", FRIDAY, "mdy") == date(2027, 3, 4)
    with pytest.raises(CoachdeskError, match="month before day"):
        parse_day("27/1", FRIDAY, "mdy")


def test_a_day_that_has_been_is_meant_where_only_the_past_makes_sense() -> None:
    assert parse_day("20 nov", FRIDAY, lean="past") == date(2026, 11, 20)
    assert parse_day("20 dec", FRIDAY, lean="past") == date(2025, 12, 20)
    assert parse_day("mon", FRIDAY, lean="past") == date(2026, 11, 23)
    assert parse_day("fri", FRIDAY, lean="past") == FRIDAY


def test_a_day_that_may_lie_on_both_sides_is_asked_about_once_it_has_passed() -> None:
    for typed, readings in (("20 nov", "2026-11-20 or 2027-11-20"), ("28/5", "2026-05-28 or 2027-05-28")):
        with pytest.raises(CoachdeskError) as refused:
            parse_day(typed, FRIDAY, lean="either")
        assert refused.value.code == "day.ambiguous"
        assert readings in refused.value.line
    assert parse_day("20 jan", FRIDAY, lean="either") == date(2027, 1, 20)
    assert parse_day("fri 20 nov", FRIDAY, lean="either") == date(2026, 11, 20)  # the weekday says which
    assert parse_day("sat 20 nov", FRIDAY, lean="either") == date(2027, 11, 20)
    assert parse_day("27 nov", FRIDAY, lean="either") == FRIDAY


DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 31))


@given(DAYS, DAYS)
def test_every_day_written_in_full_is_itself(day: date, today: date) -> None:
    for typed in (day.isoformat(), day_text(day), f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%Y}"):
        assert parse_day(typed, today) == day


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_within_seven_days_and_next_is_in_next_week(today: date, number: int) -> None:
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[number]
    assert 0 <= (parse_day(name, today) - today).days < 7
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
    assert parse_day(f"next {name}", today) == monday + timedelta(days=number)


@given(st.dates(date(1901, 1, 1), date(2190, 12, 31)), st.integers(1, 12), st.integers(1, 31))
def test_a_day_without_a_year_is_the_next_such_day(today: date, month: int, day: int) -> None:
    # a 29th of February without a year is asked about where this year has none
    fits = [in_month(year, month, day) for year in (today.year, today.year + 1)]
    if (month, day) == (2, 29) or fits[0].day != day:
        return
    assert parse_day(f"{day}/{month}", today) == min(one for one in fits if one >= today)


@given(st.dates(date(1901, 1, 1), date(2190, 12, 31)), st.integers(0, 12))
def test_months_from_today_are_those_of_the_calendar_to_the_end_of_a_shorter_one(today: date, months: int) -> None:
    found = parse_day(f"+{months}m", today)
    assert found == parse_day(f"+{months} months", today) == months_after(today, months)
    assert (found.year - today.year) * 12 + found.month - today.month == months
    assert found.day == today.day or (found.day < today.day and (found + timedelta(days=1)).day == 1)
    assert months_before(found, months) <= today


@given(DAYS, st.text(max_size=30))
def test_no_text_makes_a_traceback(today: date, typed: str) -> None:
    try:
        parse_day(typed, today)
    except CoachdeskError as refused:
        assert refused.code.startswith("day.")  # noqa: PT017 (either outcome is right)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 27), 3, date(2026, 8, 27)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2028, 5, 31), 3, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 6, 30), 6, date(2025, 12, 30)),
        (date(2026, 6, 30), 0, date(2026, 6, 30)),
    ],
)
def test_months_before_a_day_are_those_of_the_calendar(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
