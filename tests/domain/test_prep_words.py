"""The prep card in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from coachdesk.domain.prep_words import action_words, agreed_words, goal_words, promise_words, share_words
from coachdesk.domain.views.clients import GoalView
from coachdesk.domain.views.session_work import ActionView, SessionAgreementView, ShareView
from coachdesk.domain.views.tasks import TaskLine

AT = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)


def task(**changed: object) -> TaskLine:
    """A promise."""
    usual = {
        "id": "t", "short": "t", "kind": "promise", "text": "send the article", "to": None, "created": AT, "due": AT,
        "state": "open", "deadlines": (AT,), "asked_to": None, "whole_day": False, "minutes": None, "repeat": "",
        "warning": "", "fact": "", "ended": None,
    }  # fmt: skip
    return TaskLine(**(usual | changed))  # type: ignore[arg-type]


def test_a_goal_with_its_figures() -> None:
    rated = ((AT, "client", 3), (AT, "coach", 6), (AT, "client", 5))
    goal = GoalView("g", "Delegate the report", "2 of 4 weeks", "open", rated)
    assert goal_words(goal) == (
        "Delegate the report · measure: 2 of 4 weeks · 3→5 of 10, by the client · 6 of 10, by the coach"
    )
    assert (
        goal_words(GoalView("g", "Delegate", "", "open", ((AT, "client", 3),))) == "Delegate · 3 of 10, by the client"
    )
    assert goal_words(GoalView("g", "Delegate", "", "open", ())) == "Delegate"


def test_an_action_with_what_got_in_the_way() -> None:
    action = ActionView("a", "talk to Rosa", "partly", "she was away", AT, date(2026, 12, 9), "s")
    assert action_words(action) == "[~] talk to Rosa (by Wed 9 Dec) — she was away"
    assert action_words(ActionView("a", "talk", "not", "", AT, None, "s")) == "[-] talk"


def test_a_promise_and_how_it_stands() -> None:
    assert promise_words(task(), "Europe/Sofia") == "[ ] send the article (due Thu 3 Dec 10:00)"
    assert promise_words(task(state="broken"), "Europe/Sofia") == "[ ] send the article (broken, due Thu 3 Dec 10:00)"
    assert promise_words(task(state="kept", ended=AT), "Europe/Sofia") == "[x] send the article (kept)"
    assert promise_words(task(due=None), "Europe/Sofia") == "[ ] send the article (no date)"


def test_what_is_to_share_and_what_stands_before_it() -> None:
    said = {
        (True, ""): "you light up — ask first",
        (False, ""): "you light up",
        (True, "asked"): "you light up — asked, no answer yet",
        (True, "agreed"): "you light up — they agreed to hear it",
    }
    for (ask_first, answer), words in said.items():
        assert share_words(ShareView("s", "you light up", ask_first, answer, None, None, AT, "")) == words


def test_what_was_settled_a_line_each() -> None:
    settled = SessionAgreementView("saying no", "a sentence", "", "evenings", "", 45, AT)
    assert agreed_words(settled) == ("saying no", "wanted: a sentence", "it matters because: evenings", "45 min")
    assert agreed_words(None) == ()
