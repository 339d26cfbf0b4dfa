"""Whether a question waits, which answers still count, and what the records of several clients say together."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from coachdesk.domain.checklists import EVENTS, MOMENTS, Item, known_answer, known_event, known_item, known_moment
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.evidence.facts import Found
from coachdesk.domain.moments import PRACTICE, Occasion, asked_again_on, counting, narrowed, together, waits
from coachdesk.domain.views.ethics import AnswerView, Subject

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
WHOLE = Subject("client", "agreement", "session", "entry")


def item(
    scope: str = "client", moment: str = "at_agreement", mode: str = "self", event: str = "", months: int = 0
) -> Item:
    return Item("a.b", "a", "Am I?", "Why.", scope, moment, event, mode, "" if mode == "self" else "key", months)


def answered(said: str = "yes", at: datetime = NOW) -> AnswerView:
    return AnswerView("1", "a.b", PRACTICE, "", said, "", at, "2025", (), "Am I?")


@pytest.mark.parametrize(
    ("mode", "found", "said", "waiting"),
    [
        ("auto", True, "", False),
        ("auto", False, "", True),
        ("auto", False, "yes", True),
        ("auto", False, "does-not-apply", False),
        ("auto", None, "", True),
        ("auto", None, "no", False),
        ("assist", True, "", True),
        ("assist", False, "partly", False),
        ("assist", False, "does-not-apply", False),
        ("self", None, "", True),
        ("self", None, "no", False),
    ],
)
def test_what_waits(mode: str, found: bool | None, said: str, waiting: bool) -> None:
    answer = answered(said) if said else None
    assert waits(item(mode=mode), Found(found, ""), answer) is waiting


def test_an_answer_counts_for_what_it_was_given_to() -> None:
    given, day, today = [answered(at=NOW)], [NOW.date()], NOW.date()
    assert counting([], None, 0, [], today) is None
    assert counting(given, NOW - timedelta(1), 0, day, today) is given[0]
    assert counting(given, NOW + timedelta(1), 0, day, today) is None


@pytest.mark.parametrize(
    ("answered_on", "months", "again"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
    ],
)
def test_a_monthly_item_comes_back_in_its_rhythm(answered_on: date, months: int, again: date) -> None:
    given = [answered(at=datetime.combine(answered_on, NOW.timetz()))]
    assert asked_again_on(answered_on, months) == again
    assert counting(given, None, months, [answered_on], again - timedelta(1)) is given[0]
    assert counting(given, None, months, [answered_on], again) is None


@pytest.mark.parametrize(
    ("asked", "subject"),
    [
        (item("practice", "monthly", months=1), PRACTICE),
        (item("client", "monthly", months=1), Subject("client")),
        (item("agreement", "monthly", months=1), Subject("client")),
        (item("client", "at_agreement"), Subject("client")),
        (item("agreement", "at_agreement"), Subject("client", "agreement")),
        (item("session", "after_session"), Subject("client", "", "session")),
        (item("client", "on_event", event="incident"), Subject("client", "", "", "entry")),
        (item("agreement", "on_event", event="barter"), Subject("client", "agreement", "", "entry")),
        (item("practice", "on_event", event="incident"), Subject("client", "", "", "entry")),
    ],
)
def test_a_question_is_about_no_more_than_it_asks(asked: Item, subject: Subject) -> None:
    assert narrowed(asked, WHOLE) == subject


def test_an_event_of_the_practice_alone_is_about_nobody() -> None:
    assert narrowed(item("practice", "on_event", event="absence"), Subject("client", "agreement")) == PRACTICE


def test_every_moment_and_event_has_a_heading_and_a_place_in_the_order() -> None:
    for moment in MOMENTS:
        for event in EVENTS if moment == "on_event" else ("",):
            one = Occasion(moment, Subject("client"), event)
            assert one.rank >= 0
            assert one.heading("Amara", "").endswith("Amara")
            assert one.heading("", "")
    assert Occasion("before_session", Subject("c"), when=NOW).heading("Amara", "Fri 27 Nov 11:00") == (
        "Before the session with Amara, Fri 27 Nov 11:00"
    )


def test_the_records_of_several_clients_together() -> None:
    yes, no, none = Found(True, "One.", (("session", "1"),)), Found(False, "None."), Found(None, "Look.")
    assert together([("a", "Amara", yes)]) == yes
    assert together([("a", "Amara", yes), ("b", "Bo", yes)]).found is True
    both = together([("a", "Amara", yes), ("b", "Bo", no)])
    assert (both.found, both.records) == (False, (("client", "b"),))
    assert both.says == "None for Bo; there is one for 1 of 2 active clients."
    assert together([(name, name, no) for name in "abcde"]).says == "None for a, b, c and 2 more."
    assert together([("a", "Amara", yes), ("b", "Bo", none)]).found is None


def test_words_of_a_person_for_moments_events_answers_and_items() -> None:
    assert known_moment("At Agreement") == known_moment("at-agreement") == "at_agreement"
    assert known_event("Data request") == "data_request"
    assert known_answer("Does not apply") == known_answer("does_not_apply") == "does-not-apply"
    ids = ["barter.written", "barter.no_harm", "touch.boundaries.kept"]
    assert known_item("touch", ids) == "touch.boundaries.kept"
    for call, text, said in (
        (known_moment, "yearly", "yearly is not a moment (one of before_first_session"),
        (known_event, "", "nothing is not an event"),
        (known_answer, "maybe", "maybe is not an answer (one of yes, no, partly, does-not-apply)"),
    ):
        with pytest.raises(CoachdeskError) as refused:
            call(text)
        assert said in refused.value.line
    with pytest.raises(CoachdeskError, match=r"barter fits several: barter\.written, barter\.no_harm"):
        known_item("barter", ids)
    with pytest.raises(CoachdeskError, match=r"there is no item barter\.writen"):
        known_item("barter.writen", ids)
