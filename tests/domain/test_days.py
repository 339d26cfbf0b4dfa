"""Days as typed: read, or questioned; never guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.days import day_text, months_before, parse_day
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
        ("20 nov", "day.ambiguous", "2026-11-20 or 2027-11-20"),
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
