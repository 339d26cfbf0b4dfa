"""The reply clock: elapsed time in every zone and across every change of clocks, days off skipped, verdicts, words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.replies import breach, clock_words, reply_clock, verdict
from tests.domain.test_times import ZONES, changes

SOFIA = "Europe/Sofia"
RECEIVED = datetime(2026, 11, 27, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@given(st.sampled_from(ZONES), st.integers(0, 40), st.integers(-3000, 3000), st.integers(1, 14 * 1440))
def test_without_days_off_half_and_all_of_it_are_elapsed_time(zone: str, which: int, minutes: int, length: int) -> None:
    moments = changes(zone) or (RECEIVED,)
    received = moments[which % len(moments)] + timedelta(minutes=minutes)
    aim, expected = reply_clock(received, length, (), zone)
    assert expected - received == timedelta(minutes=length)
    assert aim - received == timedelta(minutes=length) / 2


@given(
    st.sampled_from(ZONES),
    st.integers(0, 40),
    st.integers(-3000, 3000),
    st.integers(1, 5 * 1440),
    st.lists(st.tuples(st.integers(-3, 6), st.integers(0, 3)), min_size=1, max_size=3),
)
def test_hours_of_days_off_are_skipped_and_all_others_elapse(
    zone: str, which: int, minutes: int, length: int, offs: list[tuple[int, int]]
) -> None:
    moments = changes(zone) or (RECEIVED,)
    received = moments[which % len(moments)] + timedelta(minutes=minutes)
    there = ZoneInfo(zone)
    today = received.astimezone(there).date()
    spans = [(today + timedelta(days=first), today + timedelta(days=first + more)) for first, more in offs]

    def elapsed(until: datetime) -> int:
        """Minutes from receipt on, counted one by one, that are on no day off of that calendar."""
        count, at = 0, received
        while at < until:
            day = at.astimezone(there).date()
            count += not any(first <= day <= last for first, last in spans)
            at += timedelta(minutes=1)
        return count

    aim, expected = reply_clock(received, length, spans, zone)
    # a change of clocks may lie within a minute (none does today), so one minute is allowed either way
    assert abs(elapsed(expected) - length) <= 1
    assert abs(elapsed(aim) - length / 2) <= 1
    assert received <= aim <= expected


def test_at_every_change_of_clocks_of_every_zone_a_day_elapses_or_is_skipped_whole() -> None:
    """Every zone, every change from 2024 to 2030: received at noon the day before, the day of the change on or off."""
    tried = 0
    for zone in ZONES:
        there = ZoneInfo(zone)
        for change in changes(zone):
            tried += 1
            day = change.astimezone(there).date()
            begins, ends = (
                datetime.combine(day + timedelta(days=step), time(0), tzinfo=there).astimezone(UTC) for step in (0, 1)
            )
            received = begins - 12 * HOUR
            assert reply_clock(received, 1440, (), zone) == (begins, begins + 12 * HOUR)
            aim, expected = reply_clock(received, 1441, [(day, day)], zone)
            assert aim == ends + timedelta(seconds=30), zone
            assert expected == ends + 12 * HOUR + timedelta(minutes=1), zone
    assert tried > 1_000


@pytest.mark.parametrize(
    ("received", "length", "days_off", "aim", "expected"),
    [
        # the day off of the coach's calendar begins at 22:00 UTC
        (RECEIVED, 1440, ((28, 28),), RECEIVED + 12 * HOUR, RECEIVED + 48 * HOUR),
        (RECEIVED, 1440, ((28, 29),), RECEIVED + 12 * HOUR, RECEIVED + 72 * HOUR),
        (RECEIVED, 1440, ((27, 27),), datetime(2026, 11, 28, 10, tzinfo=UTC), datetime(2026, 11, 28, 22, tzinfo=UTC)),
        (RECEIVED, 1440, ((27, 28), (28, 28)), datetime(2026, 11, 29, 10, tzinfo=UTC),
         datetime(2026, 11, 29, 22, tzinfo=UTC)),
        (RECEIVED, 60, ((28, 28),), RECEIVED + HOUR / 2, RECEIVED + HOUR),
        (RECEIVED, 1440, ((20, 26),), RECEIVED + 12 * HOUR, RECEIVED + 24 * HOUR),
        # what ends as the day off begins is not carried over it
        (RECEIVED, 13 * 60, ((28, 28),), RECEIVED + 6.5 * HOUR, RECEIVED + 13 * HOUR),
    ],
)  # fmt: skip
def test_a_clock_on_the_calendar(
    received: datetime, length: int, days_off: tuple[tuple[int, int], ...], aim: datetime, expected: datetime
) -> None:
    spans = [(date(2026, 11, first), date(2026, 11, last)) for first, last in days_off]
    assert reply_clock(received, length, spans, SOFIA) == (aim, expected)


def test_a_day_off_on_which_clocks_change_is_as_long_as_it_is() -> None:
    received = datetime(2027, 3, 27, 12, tzinfo=UTC)
    _, expected = reply_clock(received, 1440, [(date(2027, 3, 28), date(2027, 3, 28))], SOFIA)
    assert expected - received == 24 * HOUR + 23 * HOUR


@pytest.mark.parametrize("year", [1, 9999])
def test_days_off_at_the_ends_of_the_calendar_do_no_harm(year: int) -> None:
    _, expected = reply_clock(RECEIVED, 1440, [(date(year, 1, 1), date(year, 12, 31))], "Pacific/Kiritimati")
    assert expected == RECEIVED + 24 * HOUR


@pytest.mark.parametrize(
    ("acknowledged", "answered", "said"),
    [
        (None, None, ""),
        (12, None, "early"),
        (12.01, None, "in time"),
        (None, 24, "in time"),
        (None, 24.01, "late"),
        (3, 90, "early"),
        (90, 3, "early"),
    ],
)
def test_the_first_word_counts(acknowledged: float | None, answered: float | None, said: str) -> None:
    aim, expected = reply_clock(RECEIVED, 1440, (), SOFIA)
    first, second = (RECEIVED + at * HOUR if at is not None else None for at in (acknowledged, answered))
    assert verdict(aim, expected, first, second) == said


@pytest.mark.parametrize(
    ("hours", "word", "auto_reply", "is_breach"),
    [
        (48, None, (), False),
        (48.01, None, (), True),
        (100, 47, (), False),
        (100, 48, (), False),
        (100, 49, (), True),
        (100, None, ((-5, None),), False),
        (100, None, ((-5, -1),), True),
        (100, None, ((-5, 1),), False),
        (100, None, ((30, 31),), False),
        (100, None, ((50, None),), True),
        (100, None, ((-9, -8), (50, 51), (2, 3)), False),
    ],
)
def test_two_days_without_a_word_and_without_an_auto_reply(
    hours: float, word: float | None, auto_reply: tuple[tuple[float, float | None], ...], is_breach: bool
) -> None:
    spans = [(RECEIVED + on * HOUR, RECEIVED + off * HOUR if off is not None else None) for on, off in auto_reply]
    first = RECEIVED + word * HOUR if word is not None else None
    assert breach(RECEIVED, first, RECEIVED + hours * HOUR, spans) is is_breach


def test_the_clock_in_words() -> None:
    aim, expected = RECEIVED + 3 * HOUR + HOUR / 2, RECEIVED + 7 * HOUR + HOUR / 2  # 14:30 and 18:30 in Sofia

    def words(hours: float, **more: object) -> str:
        return clock_words(RECEIVED, aim, expected, RECEIVED + hours * HOUR, SOFIA, **more)  # type: ignore[arg-type]

    assert words(1.5) == "aim in 2 h · expected by 18:30"
    assert words(3.5) == "aim in 0 min · expected by 18:30"
    assert words(3.5 + 25 / 60) == "aim passed 25 min ago · expected by 18:30"
    assert words(7.5) == "aim passed 4 h ago · expected by 18:30"
    assert words(9) == "expected 1 h 30 ago"
    assert words(-24) == "aim in 27 h 30 · expected by Fri 27 Nov 18:30"
    assert words(60) == "expected 52 h 30 ago"
    assert words(96, is_breach=True) == "no word for 4 days"
    assert words(96, said="late", is_breach=True) == "first word late"
    assert words(9, covered=True, covered_until=datetime(2026, 11, 30, 7, tzinfo=UTC)) == "covered until Mon 30"
    assert words(9, covered=True, covered_until=datetime(2026, 12, 2, 7, tzinfo=UTC)) == "covered until Wed 2 Dec"
    assert words(9, covered=True) == "covered"
    assert words(9, covered=True, late_before=True) == "expected 1 h 30 ago · covered"
    assert words(96, covered=True, is_breach=True) == "no word for 4 days · covered"
    assert words(3, covered=True, late_before=False) == "covered"
