"""Hours: written exactly, read as tables write them, and added up so that a slow recount says the same."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain import hours as rules
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.hours import Held, Past, Person, hours_text, parse_hours
from coachdesk.domain.views.hours import sums

DAY = date(2026, 11, 27)
PEOPLE = {
    "amara": Person("amara", "Amara Okonkwo", "amara@example.org", internal=False, over=False, off=""),
    "mei": Person("mei", "Mei Lin", "", internal=True, over=True, off=""),
    "tom": Person("tom", "Tomás Rojas", "", internal=False, over=False, off="declined on 3 May 2026"),
}


@given(st.integers(min_value=0, max_value=rules.MOST_MINUTES))
def test_what_is_written_is_read_back_to_the_minute(minutes: int) -> None:
    text = hours_text(minutes)
    assert parse_hours(text) == minutes
    assert abs(Fraction(text) - Fraction(minutes, 60)) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0"),
        (30, "0.5"),
        (45, "0.75"),
        (50, "0.83"),
        (60, "1"),
        (29_999, "499.98"),
        (870, "14.5"),
        (33, "0.55"),
        (24_750, "412.5"),
    ],
)
def test_hours_are_shown_as_forms_take_them(minutes: int, text: str) -> None:
    assert hours_text(minutes) == text


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("12", 720), ("12.5", 750), ("12,5", 750), ("12:30", 750), ("12h30", 750), ("90m", 90), (".25", 15), ("0.33", 20),
     ("2 hrs", 120), ("1,25", 75), (" 8 h ", 480)],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(typed: str, minutes: int) -> None:
    assert parse_hours(typed) == minutes


@pytest.mark.parametrize("typed", ["", "many", "1,250", "12:75", "-3", "1.2.3", "٣", "1e3", "25000"])
def test_what_is_no_number_of_hours_is_refused(typed: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        parse_hours(typed)
    assert refused.value.code in ("hours.unknown", "hours.many")


HELD = st.builds(
    Held,
    st.sampled_from(["amara", "mei", "tom", "gone"]),
    st.dates(date(2020, 1, 1), DAY),
    st.integers(5, 600),
    st.sampled_from([True, False, None]),
    st.sampled_from([None, None, 2, 8]),
)
PAST = st.builds(
    Past,
    st.uuids().map(str),
    st.sampled_from(["", "", "amara", "tom"]),
    st.sampled_from(["Jonas Weber", "jonas weber", "Zoë"]),
    st.just(""),
    st.sampled_from([None, 6]),
    st.booleans(),
    st.sampled_from([True, False, None]),
    st.just(date(2019, 1, 1)),
    st.sampled_from([None, date(2019, 6, 1)]),
    st.integers(0, 5000),
    st.integers(0, 5000),
)


@given(st.lists(HELD, max_size=40), st.lists(PAST, max_size=8))
def test_sums_equal_a_slow_recount(held: list[Held], past: list[Past]) -> None:
    log = rules.log(DAY, held, PEOPLE, past)
    assert log.all.paid == sum(one.minutes for one in held if one.paid) + sum(one.paid for one in past)
    free = sum(one.minutes for one in held if one.paid is False) + sum(one.pro_bono for one in past)
    assert log.all.pro_bono == free
    assert log.all.unsettled == sum(one.minutes for one in held if one.paid is None)
    groups = [one.minutes for one in held if one.people and one.paid is not None]
    assert log.all.group == sum(groups) + sum(one.paid + one.pro_bono for one in past if one.people)
    assert log.all.individual + log.all.group == log.all.minutes
    assert log.shown.minutes + log.left_off.minutes == log.all.minutes
    assert sum(one.minutes for one in log.spent) == log.shown.minutes
    named = {one.client_id for one in log.listed if one.client_id}
    assert named <= {"amara", "mei"}
    refused = {one.name.lower() for one in past if not one.client_id and not one.listed}
    assert not refused & {one.name.lower() for one in log.listed}


def test_a_row_is_a_client_with_the_real_minutes_and_days() -> None:
    held = [
        Held("mei", DAY - timedelta(days=9), 50, True),
        Held("mei", DAY, 30, False),
        Held("mei", DAY, 90, True, 8),
        Held("amara", DAY, 60, None),
    ]
    log = rules.log(DAY, held, PEOPLE, [])
    alone, group = log.listed
    (amara,) = log.unsettled
    assert (amara.minutes, amara.unsettled, amara.end) == (0, 60, None)
    assert (alone.paid, alone.pro_bono, alone.kind, alone.internal) == (50, 30, "individual", True)
    assert (alone.start, alone.end) == (DAY - timedelta(days=9), DAY)
    assert (group.paid, group.kind, group.people) == (90, "group", 8)
    assert (log.shown.clients, log.all.clients) == (1, 2)
    assert log.shown.internal == 170


def test_who_is_left_off_is_left_off_with_all_their_hours_and_said() -> None:
    held = [Held("tom", DAY, 870, True), Held("amara", DAY, 60, True), Held("gone", DAY, 30, True)]
    log = rules.log(DAY, held, PEOPLE, [])
    assert [one.name for one in log.listed] == ["Amara Okonkwo"]
    assert {one.off for one in log.off} == {"declined on 3 May 2026", rules.UNREADABLE}
    assert rules.left_off_line(log.left_off) == "2 clients, 15 hours, are left off"
    assert rules.left_off_line(sums([])) == ""
    assert rules.left_off_line(sums([log.off[1]])) == "1 client, 14.5 hours, is left off"
    assert log.all.minutes == 960


def test_past_hours_of_a_client_stand_in_their_row() -> None:
    past = Past("p", "amara", "A. Okonkwo", "", None, True, False, date(2019, 1, 1), date(2019, 6, 1), 600, 60)
    log = rules.log(DAY, [Held("amara", DAY, 60, True)], PEOPLE, [past])
    (row,) = log.listed
    assert (row.paid, row.pro_bono, row.start, row.internal, row.past) == (660, 60, date(2019, 1, 1), True, ("p",))


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("hours.future", {"start": DAY + timedelta(days=1)}),
        ("hours.future", {"end": DAY + timedelta(days=1)}),
        ("hours.order", {"end": date(2019, 12, 31)}),
        ("hours.none", {"paid": 0}),
        ("hours.full", {"end": date(2020, 1, 1), "paid": 25 * 60}),
        ("hours.group", {"kind": "group"}),
        ("hours.individual", {"people": 3}),
        ("hours.people", {"kind": "group", "people": 1}),
    ],
)
def test_past_hours_that_cannot_be_are_refused(code: str, change: dict[str, object]) -> None:
    usual: dict[str, object] = {
        "start": date(2020, 1, 1), "end": None, "paid": 60, "pro_bono": 0, "kind": "individual", "people": None,
    }  # fmt: skip
    with pytest.raises(CoachdeskError) as refused:
        rules.check_past(DAY, **(usual | change))  # type: ignore[arg-type]
    assert refused.value.code == code
