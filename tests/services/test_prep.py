"""The card to prepare by: read from what is there, asking nothing."""

from __future__ import annotations

from datetime import date, timedelta

from coachdesk.domain.inputs.consents import DeclineInput
from coachdesk.domain.inputs.goals import RatingInput
from coachdesk.domain.inputs.ledger import LineInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import (
    client_actions,
    consents,
    focus,
    goals,
    ledger,
    messages,
    session_notes,
    session_work,
    sessions,
    shares,
    tasks,
    wrap_ups,
)
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk
from coachdesk.services.prep import prep
from tests.services.acts import at_instant, change, client
from tests.services.session_acts import plan, refused
from tests.services.session_work_acts import agree, another, held, pass_minutes, planned, running

NEXT = "2026-12-17 10:00"


def with_last(desk: Desk) -> tuple[str, str, str]:
    """A session that was held and wrapped up, the next one planned, and the client."""
    last = running(desk)
    whose = sessions.line(desk, last).client.id
    agree(desk, last, topic="saying no upwards", result="a first sentence")
    moment = focus.mark(desk, last, "insight")
    pass_minutes(desk, 50)
    focus.end(desk, last)
    wrap_ups.resolve(desk, moment.id, "insight", "I can ask what to drop")
    session_notes.add(desk, last, "interpretation", "she may be afraid")
    wrap_ups.set_outcome(desk, last, "she said it aloud")
    wrap_ups.close(desk, last)
    return last, another(desk, last, NEXT), whose


def test_the_card_holds_what_last_time_left(desk: Desk) -> None:
    last, session_id, whose = with_last(desk)
    ticked = client_actions.add(desk, whose, "draft the e-mail", None, last)
    client_actions.add(desk, whose, "talk to Rosa", date(2026, 12, 9), last)
    pass_minutes(desk, 60 * 24)
    client_actions.answer(desk, ticked.id, "done")
    kept = tasks.add(desk, "send the article 16:00", to=("client", whose))
    tasks.done(desk, kept.id)
    tasks.add(desk, "find the template 17 dec 17:00", to=("client", whose))
    told = shares.add(desk, whose, "the book", ask_first=False)
    shares.tell(desk, told.id)
    shares.add(desk, whose, "you light up when you teach")
    refused_share = shares.add(desk, whose, "your voice drops")
    shares.answer(desk, refused_share.id, "declined")
    at_instant(desk, "2026-12-17T07:50:00Z")
    card = prep(desk, session_id)
    assert card.last is not None
    assert (card.last.id, card.last_outcome) == (last, "she said it aloud")
    assert card.last_agreement is not None
    assert card.last_agreement.topic == "saying no upwards"
    assert [one.text for one in card.last_insights] == ["I can ask what to drop"]
    assert [(one.text, one.state) for one in card.actions] == [("draft the e-mail", "done"), ("talk to Rosa", "open")]
    assert {(one.text, one.state) for one in card.promises} == {
        ("send the article", "kept"),
        ("find the template", "open"),
    }
    assert [(one.text, one.ask_first) for one in card.shares] == [("you light up when you teach", True)]
    assert card.left == "1 held, 1 booked, 5 left of 6"
    assert card.money == "nothing entered in the ledger yet · 1,200.00 EUR for all 6 sessions together"
    assert card.days_since == 14
    assert card.heading == "10:00 for 60 min · session 2 of 6 · 14 days since we spoke"
    assert [(one.what, one.command) for one in card.missing] == [
        ("their time zone is not known", "client.edit"),
        ("no session agreement yet", "sessions.agree"),
    ]


def test_an_earlier_session_that_nobody_marked_and_unused_ones_are_said(desk: Desk) -> None:
    first = planned(desk)
    second = another(desk, first, "2027-05-01 10:00")
    at_instant(desk, "2027-05-01T06:00:00Z")
    card = prep(desk, second)
    *_, unmarked, unused = card.missing
    assert (unmarked.command, unmarked.record_id) == ("sessions.done", first)
    assert unmarked.what == "the session of Thu 3 Dec 10:00 is over: held, missed or cancelled?"
    assert (unused.command, unused.record_id) == ("sessions.new", card.session.client.id)
    assert unused.what == "4 sessions left to plan until Tue 1 Jun, when the agreement ends"


def test_what_was_answered_before_the_last_session_is_not_shown_again(desk: Desk) -> None:
    session_id = planned(desk)
    whose = sessions.line(desk, session_id).client.id
    old = client_actions.add(desk, whose, "an old one")
    client_actions.answer(desk, old.id, "done")
    desk.clock = fixed_clock(sessions.line(desk, session_id).ends)
    sessions.hold(desk, session_id)
    pass_minutes(desk, 1)
    assert prep(desk, another(desk, session_id, NEXT)).actions == ()


def test_their_clock_and_care_and_consents_and_intention(desk: Desk) -> None:
    session_id = planned(desk)
    whose = sessions.line(desk, session_id).client.id
    change(
        desk,
        whose,
        zone="America/Santiago",
        ask_before=("suggesting anything",),
        contact_how="e-mail",
        note="no calls on Mondays\n\ndislikes homework",
    )
    consents.decline(desk, whose, validated(DeclineInput, {"kind": "recording", "on": "2026-11-27"}))
    session_work.intend(desk, session_id, "listen longer")
    goal = goals.of_client(desk, whose)[0]
    goals.rate(desk, goal.id, validated(RatingInput, {"value": "6", "by": "client"}))
    at_instant(desk, "2026-12-03T07:44:00Z")
    card = prep(desk, session_id)
    assert card.their_now == "04:44 in Santiago"
    assert card.heading == "10:00 for 60 min · 05:00 in Santiago · session 1 of 6 · the first time"
    assert card.care == (
        "ask before: suggesting anything",
        "contact: e-mail",
        "no calls on Mondays",
        "dislikes homework",
    )
    assert card.consents == ("recording: no", "AI tools: not asked")
    assert card.intention == "listen longer"
    assert [one.ratings[-1][2] for one in card.goals] == [6]


def test_a_message_of_theirs_is_contact_too(desk: Desk) -> None:
    session_id = planned(desk)
    whose = sessions.line(desk, session_id).client.id
    messages.log(desk, ("client", whose), "the exercise")
    at_instant(desk, "2026-11-28T07:50:00Z")
    card = prep(desk, session_id)
    assert card.days_since == 1
    assert card.heading == "Thu 3 Dec 10:00 for 60 min · session 1 of 6 · 1 day since we spoke"


def test_what_is_missing_comes_with_what_mends_it(desk: Desk) -> None:
    someone = client(desk, zone="Africa/Lagos")
    session_id = plan(desk, someone.id, "2026-12-03 10:00").line.id
    card = prep(desk, session_id)
    assert [(one.what, one.command) for one in card.missing] == [
        ("no agreement", "agreements.new"),
        ("no goal yet", "goals.new"),
        ("no session agreement yet", "sessions.agree"),
    ]
    assert (card.left, card.money, card.last, card.days_since) == ("", "", None, None)
    chemistry = plan(desk, someone.id, "2026-12-04 10:00", kind="chemistry").line.id
    card = prep(desk, chemistry)
    assert card.missing == ()
    assert "chemistry session" in card.heading


def test_a_last_session_without_wrap_up_is_said(desk: Desk) -> None:
    last = held(desk)
    card = prep(desk, another(desk, last, NEXT))
    assert ("the last session was not wrapped up", "sessions.wrap-up") in [
        (one.what, one.command) for one in card.missing
    ]


def test_next_is_the_one_that_runs_or_is_on_or_comes(desk: Desk) -> None:
    refused("prep.none", session_work.find, desk, "next")
    session_id = planned(desk)
    later = another(desk, session_id, "2026-12-03 12:00")
    assert session_work.find(desk, "next") == session_id
    line = sessions.line(desk, session_id)
    desk.clock = fixed_clock(line.ends - timedelta(minutes=1))
    assert session_work.find(desk, " NEXT ") == session_id
    focus.start(desk, session_id)
    desk.clock = fixed_clock(line.ends + timedelta(minutes=10))
    assert session_work.next_id(desk) == session_id
    focus.end(desk, session_id)
    assert session_work.next_id(desk) == later
    assert session_work.find(desk, later[:6]) == later


def test_what_is_paid_and_not_used_is_on_the_card(desk: Desk) -> None:
    _, session_id, whose = with_last(desk)
    given = validated(LineInput, {"kind": "payment", "amount": "1200", "currency": "EUR"})
    ledger.add(desk, whose, given)
    assert prep(desk, session_id).money == "paid for 6 · 5 paid and unused · nothing invoiced yet"
    for kind, more in (("invoice", {"amount": "1300"}), ("credit", {"sessions": "1", "why": "I was late"})):
        ledger.add(desk, whose, validated(LineInput, {"kind": kind, "currency": "EUR", **more}))
    card = prep(desk, session_id)
    assert card.money == "paid for 6 · 1 credited · 6 paid and unused · they owe 100.00 EUR"
    assert card.left == "1 held, 1 booked, 1 credited, 6 left of 6"
