"""The rules of what happens in and after a session."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain import session_work as rules
from coachdesk.domain.errors import CoachdeskError

AT = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)


def refused(code: str, check: object, *args: object) -> None:
    """The check refuses with that code."""
    with pytest.raises(CoachdeskError) as caught:
        check(*args)  # type: ignore[operator]
    assert caught.value.code == code


def test_every_kind_of_moment_has_a_suggestion() -> None:
    assert rules.SUGGESTED.keys() == rules.MOMENTS.keys()
    assert set(rules.SUGGESTED.values()) <= set(rules.BECOMES)


@given(st.lists(st.timedeltas(timedelta(0), timedelta(seconds=3)), max_size=40))
def test_every_moment_has_its_own_time_in_the_order_of_the_keys(gaps: list[timedelta]) -> None:
    now, times = AT, list[datetime]()
    for gap in gaps:
        now += gap
        times.append(rules.moment_at(now, times))
    assert times == sorted(set(times))
    assert all(one.microsecond == 0 for one in times)


@given(st.timedeltas(timedelta(0), timedelta(days=3)), st.integers(5, 600))
def test_a_session_lasted_as_long_as_it_ran_or_as_planned(ran: timedelta, planned: int) -> None:
    found = rules.held_minutes(AT, AT + ran, planned)
    assert 1 <= found <= 600
    assert found == planned or abs(timedelta(minutes=found) - ran) <= timedelta(minutes=1)


def test_a_session_begins_from_two_hours_before_to_twelve_after() -> None:
    for gap in (-rules.EARLY, timedelta(0), rules.LATE):
        rules.check_start("planned", AT, AT + gap, "then")
    refused("focus.early", rules.check_start, "planned", AT, AT - rules.EARLY - timedelta(seconds=1), "then")
    refused("focus.past", rules.check_start, "planned", AT, AT + rules.LATE + timedelta(seconds=1), "then")
    refused("session.not-planned", rules.check_start, "held", AT, AT, "then")


def test_what_can_be_wrapped_up() -> None:
    early = AT - timedelta(minutes=1)
    rules.check_wrap_up("planned", AT, early, early, "then")
    rules.check_wrap_up("planned", AT, None, AT, "then")
    rules.check_wrap_up("held", AT, None, early, "then")
    refused("session.not-begun", rules.check_wrap_up, "planned", AT, None, early, "then")
    for state in ("missed", "cancelled"):
        refused("wrap-up.not-held", rules.check_wrap_up, state, AT, AT, AT, "then")
    refused("wrap-up.waiting", rules.check_close, 1, None)
    refused("wrap-up.closed", rules.check_close, 0, AT)


def test_what_may_be_told() -> None:
    day = date(2026, 12, 3)
    rules.check_tell(False, None, None, None, day)
    rules.check_tell(False, "asked", day, None, day)
    rules.check_tell(True, "agreed", day, None, day)
    for answer in (None, "asked"):
        refused("share.ask-first", rules.check_tell, True, answer, day, None, day)
    for ask_first in (True, False):
        refused("share.declined", rules.check_tell, ask_first, "declined", day, None, day)
        refused("share.told", rules.check_tell, ask_first, "agreed", day, day, day)
    refused("share.before-answer", rules.check_tell, True, "agreed", day, None, day - timedelta(days=1))
