"""Consents: whether one holds on a day, and what cannot be said of one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from coachdesk.domain.consents import (
    KINDS,
    STATES,
    Answer,
    check_answer,
    check_withdrawal,
    in_force,
    known_kind,
    latest,
    state_on,
)
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.consents import DeclineInput, GiveInput, WithdrawInput
from coachdesk.domain.inputs.validate import Reading, validated

TODAY = date(2026, 11, 27)
DAY = timedelta(days=1)
READING = Reading(TODAY)


def said(number: int, *, given: bool = True, on: date = TODAY - 10 * DAY, **more: Any) -> Answer:
    """An answer, the numbers in the order of writing."""
    until, withdrawn = more.get("until"), more.get("withdrawn")
    created = datetime(2026, 11, 1, tzinfo=UTC) + number * DAY
    return Answer(str(number), more.get("kind", "stand-in"), given, on, until, withdrawn, created)


CASES = {
    "nothing said": ([], False),
    "given": ([said(1)], True),
    "given today": ([said(1, on=TODAY)], True),
    "given tomorrow": ([said(1, on=TODAY + DAY)], False),
    "until today": ([said(1, until=TODAY)], True),
    "until yesterday": ([said(1, until=TODAY - DAY)], False),
    "withdrawn today": ([said(1, withdrawn=TODAY)], False),
    "withdrawn tomorrow": ([said(1, withdrawn=TODAY + DAY)], True),
    "declined": ([said(1, given=False)], False),
    "declined after given": ([said(1), said(2, given=False, on=TODAY)], False),
    "declined tomorrow": ([said(1), said(2, given=False, on=TODAY + DAY)], True),
    "given after declined": ([said(1, given=False), said(2, on=TODAY)], True),
    "both on one day, the no written later": ([said(1, on=TODAY), said(2, given=False, on=TODAY)], False),
    "both on one day, the yes written later": ([said(1, given=False, on=TODAY), said(2, on=TODAY)], True),
    "an older yes entered after a no": ([said(2, given=False, on=TODAY), said(3)], False),
    "given again for a shorter time": ([said(1), said(2, on=TODAY - 2 * DAY, until=TODAY - DAY)], False),
    "withdrawn and given again": ([said(1, withdrawn=TODAY - DAY), said(2, on=TODAY)], True),
    "the later one withdrawn, an older one not": ([said(1), said(2, on=TODAY - DAY, withdrawn=TODAY)], False),
    "of another kind": ([said(1, kind="recording")], False),
}


@pytest.mark.parametrize("case", CASES)
def test_whether_one_holds_today(case: str) -> None:
    answers, holds = CASES[case]
    assert in_force(answers, "stand-in", TODAY) is holds
    assert in_force(answers[::-1], "stand-in", TODAY) is holds


def test_what_became_of_each_answer() -> None:
    first, second = said(1), said(2, on=TODAY - DAY, until=TODAY - DAY)
    assert [state_on(one, [first, second], TODAY) for one in (first, second)] == ["replaced", "over"]
    assert state_on(first, [first, second], TODAY - 2 * DAY) == "in force"
    assert state_on(said(1, given=False), [said(1, given=False)], TODAY) == "declined"
    one = said(1, withdrawn=TODAY)
    assert (state_on(one, [one], TODAY), state_on(one, [one], TODAY - DAY)) == ("withdrawn", "in force")


days = st.integers(-5, 5).map(lambda number: TODAY + number * DAY)
answers = st.lists(
    st.builds(
        lambda number, given, on, until, withdrawn: said(number, given=given, on=on, until=until, withdrawn=withdrawn),
        st.integers(0, 10**6),
        st.booleans(),
        days,
        st.none() | days,
        st.none() | days,
    ),
    unique_by=lambda one: one.id,
    max_size=6,
)


@each(answers, days)
def test_one_answer_at_most_counts(all_of_them: list[Answer], day: date) -> None:
    states = [state_on(one, all_of_them, day) for one in all_of_them]
    assert set(states) <= set(STATES)
    holding = [one for one, state in zip(all_of_them, states, strict=True) if state == "in force"]
    assert in_force(all_of_them, "stand-in", day) is bool(holding)
    assert holding in ([], [latest(all_of_them, "stand-in", day)])


@pytest.mark.parametrize(
    ("answer", "others", "on", "code"),
    [
        (said(1, given=False), [], TODAY, "consent.declined"),
        (said(1, withdrawn=TODAY), [], TODAY, "consent.withdrawn"),
        (said(1), [], TODAY - 11 * DAY, "consent.early"),
        (said(1), [], TODAY + DAY, "consent.future"),
        (said(1, until=TODAY - 2 * DAY), [], TODAY - DAY, "consent.over"),
        (said(1), [said(2, on=TODAY)], TODAY, "consent.replaced"),
    ],
)
def test_what_cannot_be_taken_back(answer: Answer, others: list[Answer], on: date, code: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        check_withdrawal(answer, [answer, *others], on, TODAY)
    assert refused.value.code == code


@pytest.mark.parametrize("on", [TODAY - 10 * DAY, TODAY])
def test_a_consent_is_taken_back_from_its_first_day_to_today(on: date) -> None:
    check_withdrawal(said(1, until=TODAY), [said(1, until=TODAY), said(0, kind="recording", on=TODAY)], on, TODAY)


def test_an_answer_of_tomorrow_and_an_end_before_the_beginning_are_refused() -> None:
    check_answer(TODAY, TODAY, TODAY)
    for on, until, code in ((TODAY + DAY, None, "consent.future"), (TODAY, TODAY - DAY, "consent.until")):
        with pytest.raises(CoachdeskError) as refused:
            check_answer(on, until, TODAY)
        assert refused.value.code == code


def test_kinds_are_read_whatever_their_case() -> None:
    assert all(known_kind(kind.upper().replace("-", " ")) == kind for kind in KINDS)
    for wrong in ("", "standin", "stand-in; DROP", "all"):
        with pytest.raises(CoachdeskError, match="is not a kind of consent"):
            known_kind(wrong)


def test_days_are_read_as_they_are_meant() -> None:
    entered = validated(GiveInput, {"kind": "Stand in", "on": "1 dec", "until": "1 jan"}, READING)
    assert (entered.kind, entered.on, entered.until) == ("stand-in", date(2025, 12, 1), date(2027, 1, 1))
    assert validated(WithdrawInput, {"on": "fri"}, READING).on == TODAY


@pytest.mark.parametrize(
    ("data", "code", "where"),
    [
        ({"kind": "stand-in", "on": ""}, "text.empty", "on"),
        ({"kind": "stand-in"}, "text.empty", "on"),
        ({"kind": "", "on": "today"}, "consent.kind", "kind"),
        ({"kind": "stand-in", "on": "31 feb"}, "day.none", "on"),
        ({"kind": "stand-in", "on": "soon"}, "day.unknown", "on"),
        ({"kind": "stand-in", "on": "today", "how": "a\x1b[31m"}, "text.controls", "how"),
        ({"kind": "stand-in", "on": "today", "how": "x" * 5000}, "text.long", "how"),
        ({"kind": "stand-in", "on": "today", "until": "tom"}, "input.unknown-field", "until"),
    ],
)
def test_bad_input_is_named_with_its_field(data: dict[str, str], code: str, where: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        validated(DeclineInput, data, READING)
    assert (refused.value.code, refused.value.where) == (code, where)
