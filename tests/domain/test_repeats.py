"""Repeats: read from a line, kept as text, and due again at the same hour of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.repeats import Repeat, looks_like_repeat, next_due, parse_repeat
from coachdesk.domain.times import clock, local
from tests.domain.clocks import ZONES, changes

SOFIA = "Europe/Sofia"
FRIDAY = datetime(2026, 11, 27, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "kept", "words"),
    [
        ("weekly", "weekly", "every week"),
        ("every week on mon", "weekly mon", "every Monday"),
        ("every Friday", "weekly fri", "every Friday"),
        ("every 2 weeks", "every 2 weeks", "every 2 weeks"),
        ("every other week", "every 2 weeks", "every 2 weeks"),
        ("fortnightly", "every 2 weeks", "every 2 weeks"),
        ("every 2 weeks on fri", "every 2 weeks fri", "every 2 weeks on Friday"),
        ("every other fri", "every 2 weeks fri", "every 2 weeks on Friday"),
        ("monthly", "monthly", "every month"),
        ("every month on the 5th", "monthly 5", "every month on the 5th"),
        ("monthly 31", "monthly 31", "every month on the 31st or its last day"),
    ],
)
def test_a_repeat_is_read_kept_and_said(typed: str, kept: str, words: str) -> None:
    often = parse_repeat(typed)
    assert (often.text, often.words) == (kept, words)
    assert parse_repeat(often.text) == often


@pytest.mark.parametrize(
    "typed", ["", "every day", "every 3 months", "every 99 weeks", "every 0 weeks", "monthly 32", "weekly 3", "yearly"]
)
def test_what_cannot_repeat_says_what_can(typed: str) -> None:
    with pytest.raises(CoachdeskError, match="every 2 weeks, every fri or monthly"):
        parse_repeat(typed)


def test_words_that_only_begin_like_a_repeat_are_none() -> None:
    assert looks_like_repeat("every day")
    assert not any(looks_like_repeat(words) for words in ("every time", "every client", "weekly report", "x" * 5_000))


@pytest.mark.parametrize(
    ("often", "due", "following"),
    [
        ("weekly fri", FRIDAY, "Fri 4 Dec 17:00"),
        ("weekly", FRIDAY, "Fri 4 Dec 17:00"),
        ("every 3 weeks", FRIDAY, "Fri 18 Dec 17:00"),
        # moved to Monday, or to the Thursday before: the next one is a Friday again, about a round later
        ("weekly fri", FRIDAY + timedelta(days=3), "Fri 4 Dec 17:00"),
        ("weekly fri", FRIDAY - timedelta(days=1), "Fri 4 Dec 17:00"),
        ("every 2 weeks fri", FRIDAY + timedelta(days=3), "Fri 11 Dec 17:00"),
        ("monthly", FRIDAY, "Sun 27 Dec 17:00"),
        ("monthly 5", FRIDAY, "Tue 5 Jan 17:00"),
        ("monthly 30", FRIDAY, "Wed 30 Dec 17:00"),
    ],
)
def test_the_next_one(often: str, due: datetime, following: str) -> None:
    assert clock(next_due(often, due, SOFIA), SOFIA) == following


def test_the_31st_comes_back_after_shorter_months() -> None:
    due, days = datetime(2027, 1, 31, 15, tzinfo=UTC), []
    for _ in range(5):
        due = next_due("monthly 31", due, SOFIA)
        days.append((local(due, SOFIA).month, local(due, SOFIA).day))
    assert days == [(2, 28), (3, 31), (4, 30), (5, 31), (6, 30)]


def test_one_that_was_done_weeks_late_is_not_due_in_the_past() -> None:
    done = FRIDAY + timedelta(days=17)
    assert clock(next_due("weekly fri", FRIDAY, SOFIA, after=done), SOFIA) == "Fri 18 Dec 17:00"


def test_its_first_day() -> None:
    tuesday = date(2026, 11, 24)
    firsts = [parse_repeat(often).first_from(tuesday) for often in ("weekly fri", "weekly tue", "monthly 31", "weekly")]
    assert firsts == [date(2026, 11, 27), tuesday, date(2026, 11, 30), tuesday]
    assert parse_repeat("monthly 5").first_from(tuesday) == date(2026, 12, 5)
    assert parse_repeat("weekly").on(tuesday) == Repeat(1, weekday=1)


@examples(max_examples=100)
@given(
    st.sampled_from(ZONES),
    st.sampled_from(["weekly", "weekly fri", "every 2 weeks tue", "monthly", "monthly 31", "monthly 1"]),
    st.integers(0, 40),
    st.integers(-20_000, 200),
)
def test_the_next_one_is_later_at_the_same_hour_in_every_zone(zone: str, often: str, which: int, minutes: int) -> None:
    moments = changes(zone) or (FRIDAY,)
    due = moments[which % len(moments)] + timedelta(minutes=minutes)
    following = next_due(often, due, zone)
    assert timedelta(days=3) < following - due < timedelta(days=47)
    here, there = local(due, zone), local(following, zone)
    shifted = local(following - timedelta(hours=3), zone).utcoffset() != there.utcoffset()
    assert there.time() == here.time() or shifted
