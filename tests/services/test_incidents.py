"""Incidents: written down, options offered, one chosen, made good; each step can be taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coachdesk.domain.inputs.incidents import ChoiceInput, ClosingInput, IncidentChange, IncidentInput, OptionInput
from coachdesk.domain.inputs.ledger import LineInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.views.incidents import IncidentView
from coachdesk.domain.views.ledger import LedgerLine
from coachdesk.services import history, incidents, ledger, search, undo
from coachdesk.services.desk import Desk
from tests.services import acts, session_acts
from tests.services.session_acts import refused

READING = Reading(acts.DAY)


def opened(desk: Desk, client: str, **entered: Any) -> IncidentView:
    data = {"client": client, "what": "I came half an hour late", **entered}
    return incidents.open_one(desk, validated(IncidentInput, data, READING))


def offer(desk: Desk, incident_id: str, text: str, cost: str = "") -> IncidentView:
    return incidents.option(desk, incident_id, validated(OptionInput, {"text": text, "cost": cost}))


def choose(desk: Desk, incident_id: str, number: int, said: str = "that one") -> IncidentView:
    return incidents.choose(desk, incident_id, validated(ChoiceInput, {"option": number, "said": said}))


def close(desk: Desk, incident_id: str, made_good: str = "") -> IncidentView:
    return incidents.close(desk, incident_id, validated(ClosingInput, {"made_good": made_good}))


def test_an_incident_goes_from_what_happened_to_how_it_was_made_good(desk: Desk) -> None:
    someone = acts.client(desk)
    made = opened(desk, someone.id, on="yesterday", who_knows="Amara and I")
    assert (made.client, made.state, made.on) == ("Amara Okonkwo", "open", date(2026, 11, 26))
    assert made.waits_for == "two options to offer"
    changed = incidents.change(desk, made.id, validated(IncidentChange, {"next_step": "call her"}))
    assert (changed.who_knows, changed.next_step) == ("Amara and I", "call her")
    offer(desk, made.id, "a session without a fee", "120 EUR")
    both = offer(desk, made.id, "half the fee back")
    assert [(one.number, one.text, one.cost, one.on) for one in both.options] == [
        (1, "a session without a fee", "120 EUR", acts.DAY), (2, "half the fee back", "", acts.DAY),
    ]  # fmt: skip
    assert both.in_line == (
        "I came half an hour late — waits for their choice: 1 a session without a fee · 2 half the fee back"
    )
    chosen = choose(desk, made.id, 2, "half is fair")
    assert (chosen.state, chosen.said, chosen.waits_for) == ("chosen", "half is fair", "making it good")
    assert chosen.chosen == both.options[1]
    done = close(desk, made.id, "paid 60 EUR back")
    assert (done.state, done.made_good, done.closed_on) == ("closed", "paid 60 EUR back", acts.DAY)
    assert incidents.lines(desk) == [done]
    assert incidents.lines(desk, open_only=True) == []
    assert [one.what for one in history.history(desk, someone.id)][:6] == [
        "incident closed", "incident: the client chose", "incident: an option offered", "incident: an option offered",
        "incident changed", "incident written down",
    ]  # fmt: skip


def test_one_cannot_be_closed_before_they_chose_among_two(desk: Desk) -> None:
    made = opened(desk, acts.client(desk).id)
    refused("incident.few-options", lambda: close(desk, made.id))
    refused("incident.no-options", lambda: choose(desk, made.id, 1))
    offer(desk, made.id, "a session")
    choose(desk, made.id, 1)
    refused("incident.few-options", lambda: close(desk, made.id))
    again = offer(desk, made.id, "money back")
    assert (again.state, again.chosen, again.said) == ("open", None, "")
    refused("incident.not-chosen", lambda: close(desk, made.id))
    refused("incident.option", lambda: choose(desk, made.id, 3))
    refused("incident.same", lambda: offer(desk, made.id, "money back"))
    choose(desk, made.id, 1)
    assert close(desk, made.id).made_good == "a session"


def test_a_closed_one_stays_closed_and_another_may_follow(desk: Desk) -> None:
    someone = acts.client(desk)
    made = opened(desk, someone.id)
    for text in ("a session", "money back"):
        offer(desk, made.id, text)
    choose(desk, made.id, 1)
    close(desk, made.id)
    refused("incident.closed", lambda: close(desk, made.id))
    refused("incident.closed", lambda: offer(desk, made.id, "more"))
    refused("incident.closed", lambda: choose(desk, made.id, 2))
    refused("incident.closed", lambda: incidents.change(desk, made.id, IncidentChange(next_step="x")))
    following = opened(desk, someone.id, what="I came late again")
    assert [one.id for one in incidents.lines(desk, someone.id)] == [following.id, made.id]
    assert incidents.find(desk, "amara") == following.id
    assert incidents.find(desk, "half an hour") == made.id


def test_every_step_can_be_taken_back(desk: Desk) -> None:
    made = opened(desk, acts.client(desk).id)
    one = offer(desk, made.id, "a session")
    two = offer(desk, made.id, "money back")
    chosen = choose(desk, made.id, 1)
    close(desk, made.id)
    for before in (chosen, two, one, made):
        undo.undo(desk)
        assert incidents.view(desk, made.id) == before
    undo.undo(desk)
    assert incidents.lines(desk) == []


def test_it_is_about_a_session_of_the_same_client_and_a_day_that_was(desk: Desk) -> None:
    someone, other = acts.client(desk), acts.client(desk, "Bo Lind")
    session = session_acts.plan(desk, someone.id, "2026-12-01 10:00").line
    assert opened(desk, someone.id, session=session.id).session_id == session.id
    refused("incident.session", lambda: opened(desk, other.id, session=session.id))
    refused("day.future", lambda: opened(desk, someone.id, on="tomorrow"))
    refused("ref.unknown", lambda: opened(desk, "nobody at all"))
    refused("ref.unknown", lambda: incidents.view(desk, "nothing"))
    refused("ref.unknown", lambda: incidents.find(desk, "nothing"))
    assert len(incidents.lines(desk)) == 1
    assert incidents.lines(desk, other.id) == []


@pytest.mark.parametrize("words", ["half an hour", "money back", "120 EUR", "fair enough", "the whole team"])
def test_its_words_are_found(desk: Desk, words: str) -> None:
    made = opened(desk, acts.client(desk).id, who_knows="the whole team")
    offer(desk, made.id, "money back", "120 EUR")
    choose(desk, made.id, 1, "fair enough")
    assert [(one.kind, one.id) for one in search.search(desk, words)] == [("incident", made.id)]


def test_prep_lists_what_is_still_to_be_made_good(desk: Desk) -> None:
    from coachdesk.services import prep

    someone = acts.client(desk)
    session = session_acts.plan(desk, someone.id, "2026-12-01 10:00").line
    assert prep.prep(desk, session.id).incidents == ()
    made = opened(desk, someone.id)
    opened(desk, acts.client(desk, "Bo Lind").id)
    for text in ("a session", "money back"):
        offer(desk, made.id, text)
    card = prep.prep(desk, session.id)
    assert [one.id for one in card.incidents] == [made.id]
    said = "I came half an hour late — waits for their choice: 1 a session · 2 money back"
    assert any(said in line for line in prep.card_lines(desk, card))
    choose(desk, made.id, 2)
    assert prep.prep(desk, session.id).incidents[0].in_line == "I came half an hour late — they chose: money back"
    close(desk, made.id)
    assert prep.prep(desk, session.id).incidents == ()


def test_a_credit_names_what_it_makes_good_and_the_incident_shows_it(desk: Desk) -> None:
    page = acts.signed(desk)
    made = opened(desk, page.client_id)

    def line(kind: str, whose: str = page.client_id, **more: Any) -> LedgerLine:
        data = {"kind": kind, "why": "the late hour", "currency": "EUR", "incident": made.id, **more}
        return ledger.add(desk, whose, validated(LineInput, data, READING))

    credit = line("credit", sessions="1")
    assert (credit.incident_id, credit.incident) == (made.id, "I came half an hour late")
    back = ledger.reverse(desk, credit.id, "they want money instead")
    assert back.incident_id == made.id
    line("refund", amount="60")
    shown = [(one.kind, one.sessions, one.taken_back) for one in incidents.view(desk, made.id).given]
    assert shown == [("credit", 1, True), ("refund", 0, False)]
    refused("ledger.incident-kind", lambda: line("invoice", amount="5"))
    refused("ref.unknown", lambda: line("credit", amount="5", incident="0" * 16))
    jonas = acts.client(desk, "Jonas Weber")
    assert "Jonas Weber" in refused("ledger.other-incident", lambda: line("credit", jonas.id, amount="5")).what
