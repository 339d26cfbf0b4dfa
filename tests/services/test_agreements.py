"""An agreement from draft to signed: what is missing is said, what was sent is frozen, who signs is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coachdesk.domain.agreements import Terms
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.goals import GoalChange
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.money import Money
from coachdesk.services import agreements, goals, search, settings, templates, undo
from coachdesk.services.desk import Desk
from tests.services import acts


def test_a_draft_names_what_is_missing_and_why(desk: Desk) -> None:
    someone = acts.client(desk)
    page = agreements.new(desk, someone.id, Terms(sessions=6))
    missing = {gap.what: gap.why for gap in page.missing}
    assert any("fee" in what for what in missing)
    assert all(why.endswith(".") for why in missing.values())
    with pytest.raises(CoachdeskError, match="something is missing"):
        agreements.send(desk, page.id)


def test_with_terms_and_a_goal_nothing_is_missing(desk: Desk) -> None:
    someone = acts.client(desk)
    acts.goal(desk, someone.id)
    page = acts.draft(desk, someone.id)
    assert page.missing == ()
    assert page.state == "draft"
    assert page.fingerprint == ""
    assert page.terms.fee == Money(120000, "EUR")
    assert page.sessions.left == 6


def test_a_goal_without_a_measure_is_named_by_its_number(desk: Desk) -> None:
    someone = acts.client(desk)
    acts.goal(desk, someone.id)
    acts.goal(desk, someone.id, "Write the book", "")
    assert "a measure for goal 2" in [gap.what for gap in acts.draft(desk, someone.id).missing]


def test_clauses_of_a_draft_can_be_worded_filled_and_taken_out(desk: Desk) -> None:
    someone = acts.client(desk)
    acts.goal(desk, someone.id)
    page = acts.draft(desk, someone.id)
    agreements.reword(desk, page.id, "nature", "Coaching is {what_it_is}.")
    page = agreements.include(desk, page.id, "hours_log", True)
    assert {gap.placeholder for gap in page.missing} == {"what_it_is", "hours_log_answer"}
    page = agreements.fill(desk, page.id, {"what_it_is": "a walk {goals}", "hours_log_answer": "yes"})
    assert page.missing == ()
    filled = {clause.key: clause.filled for clause in page.clauses if clause.included}
    assert filled["nature"] == "Coaching is a walk {goals}."
    page = agreements.include(desk, page.id, "nature", False)
    assert [gap.clause for gap in page.missing] == ["nature"]


def test_nothing_that_changes_later_changes_what_was_sent(desk: Desk) -> None:
    someone = acts.client(desk, email="old@example.org")
    aim = acts.goal(desk, someone.id)
    page = agreements.send(desk, acts.draft(desk, someone.id).id)
    before = agreements.summary(desk, page.id)
    assert len(page.fingerprint) == 64
    acts.change(desk, someone.id, full_name="Another Name", email="new@example.org", zone="Asia/Tokyo")
    goals.edit(desk, aim, validated(GoalChange, {"text": "Something else"}))
    settings.change_all(
        desk, {"name": "Someone Else", "business": "", "agreement.refund-rule": "none", "edition": "2020"}
    )
    assert agreements.summary(desk, page.id) == before
    assert agreements.page(desk, page.id).fingerprint == page.fingerprint


def test_what_was_sent_is_changed_by_no_verb_and_no_undo(desk: Desk) -> None:
    page = acts.signed(desk)
    tries = (
        lambda: agreements.edit(desk, page.id, Terms(sessions=99)),
        lambda: agreements.fill(desk, page.id, {"other_ties": "cousins"}),
        lambda: agreements.reword(desk, page.id, "nature", "Anything."),
        lambda: agreements.include(desk, page.id, "nature", False),
        lambda: agreements.delete(desk, page.id),
        lambda: agreements.send(desk, page.id),
        lambda: undo.undo(desk),
    )
    for attempt in tries:
        with pytest.raises(CoachdeskError):
            attempt()
    assert agreements.page(desk, page.id) == page


@pytest.mark.parametrize(
    ("party", "on", "by", "how", "code"),
    [
        ("client", acts.DAY, "  ", "paper", "agreement.nobody"),
        ("client", date(2026, 12, 24), "Amara", "paper", "agreement.signed-in-future"),
        ("payer", acts.DAY, "Ingrid", "paper", "agreement.no-payer"),
        ("witness", acts.DAY, "Ingrid", "paper", "agreement.party"),
        ("client", acts.DAY, "Amara", "by nodding", "agreement.how"),
    ],
)
def test_a_signature_that_cannot_be(desk: Desk, party: str, on: date, by: str, how: str, code: str) -> None:
    someone = acts.client(desk)
    acts.goal(desk, someone.id)
    page = agreements.send(desk, acts.draft(desk, someone.id).id)
    with pytest.raises(CoachdeskError) as refused:
        agreements.sign(desk, page.id, by=by, on=on, how=how, party=party)
    assert refused.value.code == code
    assert agreements.page(desk, page.id).signatures == ()


def test_signing_needs_sending_and_each_party_signs_once(desk: Desk) -> None:
    someone = acts.client(desk)
    acts.goal(desk, someone.id)
    page = acts.draft(desk, someone.id)
    with pytest.raises(CoachdeskError, match="was not sent"):
        agreements.sign(desk, page.id, by="Amara", on=acts.DAY, how="paper")
    agreements.send(desk, page.id)
    half = agreements.sign(desk, page.id, by="Nadia Petrova", on=acts.DAY, how="paper")
    assert [(one.party, one.by_name) for one in half.signatures] == [("coach", "Nadia Petrova")]
    assert half.state == "sent"
    with pytest.raises(CoachdeskError, match="signed already"):
        agreements.sign(desk, page.id, by="Nadia Petrova", on=acts.DAY, how="paper")
    assert agreements.sign(desk, page.id, by="Amara", on=acts.DAY, how="email").state == "signed"


def test_terms_that_contradict_each_other_change_nothing(desk: Desk) -> None:
    someone = acts.client(desk)
    page = acts.draft(desk, someone.id)
    with pytest.raises(CoachdeskError) as refused:
        agreements.edit(desk, page.id, Terms(start=date(2027, 2, 1), end=date(2027, 1, 1)))
    assert refused.value.where == "end"
    assert agreements.page(desk, page.id) == page


def test_an_agreement_is_found_by_title_client_and_id(desk: Desk) -> None:
    page = acts.signed(desk)
    for ref in (page.id, page.id[:5], "leading", "ÁMARA"):
        assert agreements.find(desk, ref) == page.id


def test_a_draft_follows_its_client_until_it_is_sent(desk: Desk) -> None:
    someone = acts.client(desk)
    acts.goal(desk, someone.id)
    page = acts.draft(desk, someone.id)
    acts.change(desk, someone.id, full_name="Amara Eze")
    assert agreements.summary(desk, page.id).client_name == "Amara Eze"
    terms = replace(Terms(), sessions=3, minutes=45, fee=Money(0, "JPY"), start=acts.DAY)
    assert agreements.edit(desk, page.id, terms).terms.fee == Money(0, "JPY")


def test_search_reads_clauses_as_a_person_does_finds_templates_and_tells_namesakes_apart(desk: Desk) -> None:
    first = acts.client(desk, "Anna Berg", email="anna@berg.example")
    second = acts.client(desk, "Anna Berg", email="anna@other.example")
    acts.goal(desk, first.id)
    page = acts.draft(desk, first.id)
    templates.save(desk, page.id, "Six quiet sessions")
    titles = [hit.title for hit in search.search(desk, "anna berg") if hit.kind == "client"]
    assert len(set(titles)) == 2
    assert all(title.startswith("Anna Berg (") for title in titles)
    assert agreements.page(desk, page.id).client_title in titles
    assert acts.draft(desk, second.id).client_title != page.client_title
    hits = search.search(desk, "coach client reach")
    assert {hit.kind for hit in hits} == {"agreement", "template"}
    assert not any("{" in hit.where for hit in hits)
    assert "[your own name]" in next(hit.where for hit in hits if hit.kind == "template")
    assert [hit.kind for hit in search.search(desk, "quiet")] == ["template"]
