"""A caught line said back: what, to whom, when on both clocks, and what a change of clocks does to it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from coachdesk.domain.echo import change_words, minutes_words, when_words, words_of
from coachdesk.domain.line_people import Person
from coachdesk.domain.task_line import parse_line
from coachdesk.domain.whens import parse_when
from tests.domain.clocks import ZONES, changes
from tests.long import share

SOFIA, SANTIAGO = "Europe/Sofia", "America/Santiago"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
EOD = time(17, 30)
PEOPLE = (
    Person("client", "t1", "Tomás", ("Tomás",), SANTIAGO),
    Person("client", "m1", "Mei", ("Mei",), "Asia/Taipei"),
    Person("client", "a1", "Amara", ("Amara",), "Africa/Lagos"),
    Person("contact", "b1", "Boris", ("Boris",), ""),
    Person("client", "k1", "Kala", ("Kala",), SOFIA),
)


def said(line: str, now: datetime = NOW, zone: str = "") -> tuple[str, ...]:
    return words_of(parse_line(line, PEOPLE, now, zone=zone, home=SOFIA, eod=EOD), now, home=SOFIA)


def test_what_to_whom_when_and_how_long() -> None:
    assert said("send the reading list @tom fri 17:00 ~30m") == (
        'A promise to Tomás: "send the reading list"',
        "by Fri 27 Nov 17:00 · theirs 12:00 in Santiago · about 30 min",
    )


def test_another_day_there_is_named() -> None:
    assert said("send it @mei fri 23:00")[1] == "by Fri 27 Nov 23:00 · theirs 05:00 Sat in Taipei"


def test_a_day_alone_is_said_to_end_with_the_coach() -> None:
    assert said("send it @tom fri")[1] == "by Fri 27 Nov 17:30, the end of your day · theirs 12:30 in Santiago"


def test_one_clock_is_enough_where_theirs_is_not_known_or_the_same() -> None:
    assert said("send it @boris fri 17:00")[1] == said("send it @kala fri 17:00")[1] == "by Fri 27 Nov 17:00"


def test_an_own_task_may_have_no_date() -> None:
    assert said("tidy the shelf ~1h30") == ('For yourself: "tidy the shelf"', "without a date · about 1 h 30")
    assert said("tidy the shelf every fri")[1] == "by Fri 27 Nov 17:30, the end of your day · every Friday"


def test_a_third_clock_is_named_where_the_time_was_typed_on_it() -> None:
    typed = said("send it @tom fri 18:00", zone="Africa/Lagos")[1]
    assert typed == "by Fri 27 Nov 19:00 · theirs 14:00 in Santiago · typed as 18:00 in Lagos"
    assert said("send it @tom fri 12:00", zone=SANTIAGO)[1] == "by Fri 27 Nov 17:00 · theirs 12:00 in Santiago"


def test_what_is_known_is_said_while_something_is_missing() -> None:
    assert said("send it @tom") == ('A promise to Tomás: "send it"',)
    assert said("send it @nobody fri 17:00") == ('A promise: "send it"', "by Fri 27 Nov 17:00")
    assert said("@tom") == ("A promise to Tomás: nothing yet",)


def test_a_change_of_clocks_until_then_is_said_with_its_date() -> None:
    assert said("send it @amara 2 apr 17:00")[2] == (
        "your clocks go forward an hour on Sun 28 Mar: 17:00 is 15:00 theirs then, today it would be 16:00"
    )
    assert said("send it @tom 5 apr 17:00")[1:] == (
        "by Mon 5 Apr 2027 17:00 · theirs 10:00 in Santiago",
        "your clocks go forward an hour on Sun 28 Mar and theirs go back an hour on Sat 3 Apr:"
        " 17:00 is 10:00 theirs then, today it would be 12:00",
    )
    assert said("my own 5 apr")[2] == "your clocks go forward an hour on Sun 28 Mar"
    assert len(said("send it @tom 15 mar 17:00")) == 2


def test_changes_that_leave_the_difference_as_it_is_say_so() -> None:
    words = change_words(NOW, datetime(2027, 4, 2, 14, tzinfo=UTC), SOFIA, "Europe/Berlin")
    assert words == (
        "your clocks go forward an hour on Sun 28 Mar and theirs go forward an hour on Sun 28 Mar:"
        " the hours between you stay the same"
    )


def test_which_of_two_equal_times_is_said() -> None:
    second = parse_when("31 oct 2027 03:30 second", NOW, SOFIA, eod=EOD)
    assert when_words(second.instant, NOW, SOFIA) == "Sun 31 Oct 2027 03:30 (the second of two)"


def test_lengths_of_work_are_short() -> None:
    assert [minutes_words(minutes) for minutes in (5, 60, 90, 65, 720)] == ["5 min", "1 h", "1 h 30", "1 h 05", "12 h"]


SPANS = (
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.integers(0, 40),
    st.integers(-200, 200),
    st.integers(1, 560_000),
)


@examples(max_examples=100)
@given(*SPANS)
def test_what_is_said_can_be_typed_and_is_the_same_instant(
    zone: str, home: str, which: int, minutes: int, before: int
) -> None:
    check_what_is_said(zone, home, which, minutes, before)


@pytest.mark.long
def test_what_is_said_is_right_for_any_two_zones() -> None:
    examples(max_examples=share(20_000))(given(*SPANS)(check_what_is_said))()


def check_what_is_said(zone: str, home: str, which: int, minutes: int, before: int) -> None:
    """Said on the coach's clock and typed again it is the same instant; a change is said exactly where there is one."""
    moments = changes(zone)[1:] or (NOW,)
    moment = moments[which % len(moments)] + timedelta(minutes=minutes)
    now = max(moment - timedelta(minutes=before), datetime(2024, 1, 1, tzinfo=UTC))
    mine = when_words(moment, now, home, zone).partition(" · ")[0]
    assert parse_when(mine, now, home, eod=EOD).instant == moment
    between = any(now < change <= moment for side in {zone, home} for change in changes(side))
    assert bool(change_words(now, moment, home, zone)) == between
