"""Checklists of the moments that have come, what waits in them, and the answers that are kept."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from coachdesk.domain.checklists import EVENTS, MOMENTS
from coachdesk.domain.inputs.incidents import ChoiceInput, ClosingInput, IncidentChange, IncidentInput, OptionInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.moments import PRACTICE
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import (
    agreement_versions,
    agreements,
    clients,
    ethics,
    ethics_catalogue,
    history,
    incidents,
    sessions,
    settings,
    undo,
)
from coachdesk.services.desk import Desk
from tests.services import acts
from tests.services.ethics_acts import answer, asked, consent, entry, held, of
from tests.services.session_acts import CLIENT, plan, refused

HARM = {"heard": "a", "done": "b", "who_told": "c"}


def test_an_empty_desk_asks_only_what_a_practice_is_asked(desk: Desk) -> None:
    now = ethics.now(desk)
    assert [(one.moment, one.heading) for one in now.checklists] == [("monthly", MOMENTS["monthly"])]
    assert (now.edition, now.edition_title) == ("2025", "ICF Code of Ethics (2025)")
    assert "not checked" in now.edition_note
    assert "5.1 to 5.5" in now.edition_note
    assert now.waiting == now.checklists[0].waiting > 10


def test_a_client_with_something_agreed_or_planned_is_asked_about_before_the_first_session(desk: Desk) -> None:
    someone = acts.client(desk)
    assert of(desk, "before_first_session") == []
    planned = plan(desk, someone.id, "2026-12-03 10:00").line.id
    (checklist,) = of(desk, "before_first_session")
    assert checklist.heading == "Before the first session with Amara Okonkwo"
    assert {one.subject for one in checklist.items} == {Subject(someone.id)}
    sessions.cancel(desk, planned, CLIENT)
    assert of(desk, "before_first_session") == []
    acts.draft(desk, someone.id)
    assert len(of(desk, "before_first_session")) == 1
    held(desk, someone.id, "2026-12-03 11:00")
    assert of(desk, "before_first_session") == []


def test_who_comes_back_after_an_engagement_is_over_is_asked_again(desk: Desk) -> None:
    page = acts.signed(desk)
    acts.at(desk, date(2026, 12, 1))
    held(desk, page.client_id, "2026-12-02 10:00")
    answer(desk, "power.influence.safe_to_say_no", "no", page.client_id)
    agreement_versions.end(desk, page.id, on=desk.today(), by="client", why="done")
    acts.at(desk, date(2027, 4, 1))
    assert of(desk, "before_first_session") == []
    plan(desk, page.client_id, "2027-04-05 10:00")
    (checklist,) = of(desk, "before_first_session")
    assert next(one for one in checklist.items if one.item == "power.influence.safe_to_say_no").waits


def test_an_agreement_is_asked_about_until_a_fortnight_after_it_was_signed(desk: Desk) -> None:
    page = acts.signed(desk)
    assert [one.subject for one in of(desk, "at_agreement")] == [Subject(page.client_id, page.id)]
    acts.at(desk, acts.DAY + timedelta(days=14))
    assert len(of(desk, "at_agreement")) == 1
    acts.at(desk, acts.DAY + timedelta(days=15))
    assert of(desk, "at_agreement") == []
    agreement_versions.amend(desk, page.id, acts.terms(desk, page.id, fee="1300.00"))
    assert len(of(desk, "at_agreement")) == 1


def test_an_answer_to_one_version_is_asked_for_again_by_the_next(desk: Desk) -> None:
    page = acts.signed(desk)
    answer(desk, "agreement.understood.questions", "yes", page.client_id)
    assert not asked(desk, "agreement.understood.questions").waits
    acts.at(desk, acts.DAY + timedelta(days=1))
    agreement_versions.amend(desk, page.id, acts.terms(desk, page.id, fee="1300.00"))
    assert asked(desk, "agreement.understood.questions").waits
    assert len(ethics.history(desk, "agreement.understood.questions")) == 1


def test_sessions_of_the_next_day_and_of_the_last_week(desk: Desk) -> None:
    someone = acts.client(desk)
    soon = plan(desk, someone.id, "2026-11-28 10:00").line.id
    plan(desk, someone.id, "2026-11-29 18:00")
    assert [one.subject.session_id for one in of(desk, "before_session")] == [soon]
    past = held(desk, someone.id, "2026-12-01 10:00")
    (checklist,) = of(desk, "after_session")
    assert checklist.subject.session_id == past
    assert checklist.heading == "After the session with Amara Okonkwo, Tue 1 Dec 10:00"
    acts.at(desk, date(2026, 12, 9))
    assert of(desk, "after_session") == []


def test_each_session_is_answered_for_itself(desk: Desk) -> None:
    someone = acts.client(desk)
    first = held(desk, someone.id, "2026-12-01 10:00")
    second = held(desk, someone.id, "2026-12-02 10:00")
    ethics.answer(desk, "equality.bias", "yes", Subject(someone.id, session_id=first), "the tidy one")
    waiting = {one.subject.session_id: one.items for one in of(desk, "after_session")}
    assert [one.waits for one in waiting[first] if one.item == "equality.bias"] == [False]
    assert [one.waits for one in waiting[second] if one.item == "equality.bias"] == [True]
    (kept,) = ethics.history(desk, "equality.bias")
    assert kept.about == "Amara Okonkwo, session of Tue 1 Dec 10:00"
    assert (kept.answer, kept.note, kept.edition, kept.standards) == ("yes", "the tidy one", "2025", ("3.5",))
    assert kept.words == "Did I spot a bias or pet idea of mine today, and set it aside?"


def test_an_ending_is_asked_about_and_a_renewal_is_none(desk: Desk) -> None:
    page = acts.signed(desk)
    acts.at(desk, date(2027, 5, 17))
    assert of(desk, "at_ending") == []
    acts.at(desk, date(2027, 5, 18))
    assert [one.subject for one in of(desk, "at_ending")] == [Subject(page.client_id)]
    next_one = acts.draft(desk, page.client_id, start="2027-06-02", end="2027-12-01")
    assert of(desk, "at_ending") == []
    agreements.delete(desk, next_one.id)
    agreement_versions.end(desk, page.id, on=desk.today(), by="client", why="done")
    assert not next(one for one in of(desk, "at_ending")[0].items if one.item == "client.right_to_end.recorded").waits
    acts.at(desk, date(2027, 7, 18))
    assert of(desk, "at_ending") == []


@pytest.mark.parametrize(
    ("kind", "entered", "events"),
    [
        ("harm", {"text": "she spoke of it", "details": HARM}, ("harm_disclosed", "incident")),
        ("conflict", {"text": "my brother works there"}, ("incident",)),
        ("research", {"details": {"study": "sleep"}}, ("research",)),
        ("data-request", {}, ("data_request",)),
        ("referral", {"details": {"party": "Bo", "direction": "received", "benefit": "a dinner"}}, ("referral_paid",)),
        ("barter", {"details": {"what": "a logo"}}, ("barter",)),
    ],
)  # fmt: skip
def test_an_entry_makes_its_event(desk: Desk, kind: str, entered: dict[str, object], events: tuple[str, ...]) -> None:
    settings.change(desk, "edition", "2020")
    someone = acts.client(desk)
    made = entry(desk, kind, someone.id, **entered)
    for event in events:
        (checklist,) = of(desk, "on_event", event)
        assert checklist.subject == Subject(someone.id, entry_id=made)
        assert checklist.heading.endswith(": Amara Okonkwo")
        assert checklist.heading.startswith(EVENTS[event]) == (event != "incident")
        assert checklist.items
    assert {one.event for one in ethics.now(desk).checklists if one.event} == set(events)


def test_what_is_asked_of_a_conflict_is_not_asked_of_harm(desk: Desk) -> None:
    someone = acts.client(desk)
    entry(desk, "harm", someone.id, details=HARM)
    assert not [one for one in of(desk, "on_event", "incident")[0].items if one.topic == "conflict.disclose"]
    entry(desk, "conflict", someone.id, text="my brother works there")
    assert [one for each in of(desk, "on_event", "incident") for one in each.items if one.topic == "conflict.disclose"]


def test_an_incident_that_is_not_made_good_is_an_event(desk: Desk) -> None:
    someone = acts.client(desk)
    entered = {"client": someone.id, "what": "I came late", "who_knows": "she and I"}
    made = incidents.open_one(desk, validated(IncidentInput, entered))
    (checklist,) = of(desk, "on_event", "incident")
    assert (checklist.subject, checklist.heading) == (PRACTICE, EVENTS["incident"])
    assert not [one for one in checklist.items if one.topic == "conflict.disclose"]
    asked = next(one for one in checklist.items if one.item == "code.in_all_roles.incident")
    assert asked.waits
    assert asked.evidence is not None
    assert asked.evidence.found.records == (("incident", made.id),)
    incidents.change(desk, made.id, validated(IncidentChange, {"next_step": "call her"}))
    (checklist,) = of(desk, "on_event", "incident")
    assert not next(one for one in checklist.items if one.item == "code.in_all_roles.incident").waits
    for text in ("an hour", "money back"):
        incidents.option(desk, made.id, validated(OptionInput, {"text": text}))
    incidents.choose(desk, made.id, validated(ChoiceInput, {"option": 1, "said": "the hour"}))
    incidents.close(desk, made.id, ClosingInput())
    assert of(desk, "on_event", "incident") == []


def test_who_pays_a_swap_and_what_was_allowed_are_events(desk: Desk) -> None:
    settings.change(desk, "edition", "2020")
    page = acts.sponsored(desk)
    assert [one.subject for one in of(desk, "on_event", "third_party_payment")] == [Subject(page.client_id, page.id)]
    assert of(desk, "on_event", "barter") == []
    other = acts.client(desk, "Bo Lind")
    swap = acts.draft(desk, other.id, fee="0.00", barter=True)
    assert [one.subject for one in of(desk, "on_event", "barter")] == [Subject(other.id, swap.id)]
    consent(desk, other.id, "testimonial")
    consent(desk, page.client_id, "sponsor-report")
    assert [one.subject for one in of(desk, "on_event", "name_release")] == [Subject(other.id)]
    (report,) = of(desk, "on_event", "sponsor_report")
    assert [one.item for one in report.items if one.waits] == ["sponsor.release.client_saw"]


def test_records_that_were_to_be_destroyed_are_an_event(desk: Desk) -> None:
    someone = acts.client(desk, keep_until="2027-01-31")
    assert of(desk, "on_event", "disposal_due") == []
    clients.set_stage(desk, someone.id, "ended")
    assert of(desk, "on_event", "disposal_due") == []
    acts.at(desk, date(2027, 2, 1))
    assert [one.subject for one in of(desk, "on_event", "disposal_due")] == [Subject(someone.id)]


def test_years_of_keeping_begin_where_it_ended(desk: Desk) -> None:
    page = acts.signed(desk)
    acts.change(desk, page.client_id, keep_years="2")
    other = acts.client(desk, "Bo Lind", keep_years="1")
    agreement_versions.end(desk, page.id, on=date(2026, 12, 1), by="client")
    for client_id in (page.client_id, other.id):
        clients.set_stage(desk, client_id, "ended")
    for day, due in (
        (date(2027, 11, 27), set[str]()),
        (date(2027, 11, 28), {other.id}),
        (date(2028, 12, 1), {other.id}),
        (date(2028, 12, 2), {other.id, page.client_id}),
    ):
        acts.at(desk, day)
        assert {one.subject.client_id for one in of(desk, "on_event", "disposal_due")} == due


def test_a_monthly_item_is_asked_once_and_comes_back_in_its_rhythm(desk: Desk) -> None:
    acts.client(desk, stage="active")
    acts.client(desk, "Bo Lind", stage="active")
    item = "power.influence.whose_lead"
    assert [one.subject for one in of(desk, "monthly")[0].items if one.item == item] == [PRACTICE]
    answer(desk, item, "yes")
    done = asked(desk, item)
    assert (done.waits, done.due_on, done.rhythm) == (False, date(2026, 12, 27), 1)
    acts.at(desk, date(2026, 12, 26))
    assert not asked(desk, item).waits
    acts.at(desk, date(2026, 12, 27))
    assert asked(desk, item).waits


def test_for_one_client_it_may_be_otherwise(desk: Desk) -> None:
    amara = acts.client(desk, stage="active")
    bo = acts.client(desk, "Bo Lind", stage="active")
    item = "no_longer_benefiting.review"
    before = asked(desk, item)
    assert before.evidence is not None
    assert {one[1] for one in before.evidence.found.records} == {amara.id, bo.id}
    answer(desk, item, "does-not-apply", bo.id, "we began last week")
    practice, exception = (one for one in of(desk, "monthly")[0].items if one.item == item)
    assert practice.evidence is not None
    assert practice.evidence.found.records == (("client", amara.id),)
    assert (exception.about, exception.subject, exception.waits) == ("Bo Lind", Subject(bo.id), False)
    assert [one.answer.note for one in ethics.show(desk, client_id=bo.id) if one.item == item and one.answer] == [
        "we began last week"
    ]


def test_what_was_answered_for_all_stands_for_each(desk: Desk) -> None:
    amara = acts.client(desk, stage="active")
    answer(desk, "power.influence.whose_lead", "yes")
    (shown,) = (one for one in ethics.show(desk, client_id=amara.id) if one.item == "power.influence.whose_lead")
    assert shown.answer is not None
    assert (shown.answer.answer, shown.answer.about, shown.waits) == ("yes", "", False)


def test_evidence_turns_when_the_work_is_done(desk: Desk) -> None:
    someone = acts.client(desk, stage="active")
    acts.draft(desk, someone.id)
    item = "harm.notify.numbers_ready"
    assert asked(desk, item, someone.id).waits
    acts.change(desk, someone.id, location="Portugal", emergency_number="112")
    done = asked(desk, item, someone.id)
    assert done.evidence is not None
    assert (done.waits, done.evidence.found.found) == (False, True)


@pytest.mark.parametrize("edition", ["2005", "2020"])
def test_every_standard_is_shown_with_an_item(desk: Desk, edition: str) -> None:
    shown = ethics.show(desk, edition=edition)
    reached = {one.number for item in shown for one in item.standards}
    assert {str(number) for number in range(1, 29)} - reached == set()
    assert {one.edition for one in shown} == {edition}
    assert all(one.standards or one.closest for one in shown)


def test_switching_the_edition_loses_no_answer(desk: Desk) -> None:
    answer(desk, "intimacy.none.clear", "yes")
    settings.change(desk, "edition", "2020")
    shown = asked(desk, "intimacy.none.clear")
    assert shown.answer is not None
    assert (shown.waits, shown.answer.edition, shown.answer.standards) == (False, "2025", ("3.6",))
    assert [one.number for one in shown.standards] != ["3.6"]
    settings.change(desk, "edition", "2025")
    assert not asked(desk, "intimacy.none.clear").waits


def test_an_item_that_the_edition_lacks_is_refused_and_says_where_it_is(desk: Desk) -> None:
    item = "development.ongoing.logged"
    settings.change(desk, "edition", "2005")
    failed = refused("ethics.not-in-edition", ethics.answer, desk, item, "yes", PRACTICE)
    assert failed.line == (
        f"item: {item} is not in the edition 2005 (it is in 2025 and 2020: coachdesk config edition 2025)"
    )
    assert ethics.history(desk, item) == []
    assert [one for one in ethics.show(desk) if one.item == item] == []


def test_an_edition_that_is_not_wholly_known_lacks_nothing_for_sure(desk: Desk) -> None:
    """A section of 2025 is missing here: what may stand in it is asked all the same, without a number."""
    ethics.answer(desk, "development.ongoing.logged", "yes", PRACTICE)
    shown = asked(desk, "development.ongoing.logged")
    assert (shown.edition, shown.standards) == ("2025", ())
    assert {one.item for one in ethics.show(desk, edition="2025")} == set(ethics_catalogue.items())


def test_of_answers_in_one_second_the_last_one_counts(desk: Desk) -> None:
    """Instants are kept to the second, and a script gives several answers in one."""
    for turn in range(12):
        said = ("yes", "no")[turn % 2]
        ethics.answer(desk, "intimacy.none.clear", said, PRACTICE)
        assert next(one.answer for one in ethics.history(desk, "intimacy.none.clear")) == said
        assert asked(desk, "intimacy.none.clear").answer.answer == said


def test_what_cannot_be_answered_is_said(desk: Desk) -> None:
    someone = acts.client(desk)
    for code, item, said, subject, note in (
        ("ethics.item", "nothing.such", "yes", PRACTICE, ""),
        ("ethics.answer", "intimacy.none.clear", "perhaps", PRACTICE, ""),
        ("ethics.no-client", "power.influence.safe_to_say_no", "yes", PRACTICE, ""),
        ("ethics.of-practice", "intimacy.none.clear", "yes", Subject(someone.id), ""),
        ("ethics.no-agreement", "agreement.clear.complete", "yes", Subject(someone.id), ""),
        ("ethics.no-session", "equality.bias", "yes", Subject(someone.id), ""),
        ("ref.unknown", "power.influence.safe_to_say_no", "yes", Subject("0123456789abcdef"), ""),
        ("ref.unknown", "equality.bias", "yes", Subject(someone.id, session_id="0123456789abcdef"), ""),
        ("text.long", "intimacy.none.clear", "yes", PRACTICE, "x" * 20_001),
    ):
        refused(code, ethics.answer, desk, item, said, subject, note)
    assert desk.rows("ethics_answer") == []
    refused("ethics.moment", ethics.checklist, desk, "yearly", PRACTICE)
    refused("ethics.event", ethics.checklist, desk, "on_event", PRACTICE, "a feast")
    refused("edition.unknown", ethics.show, desk, edition="1999")
    refused("edition.unknown", settings.change, desk, "edition", "1999")


def test_an_answer_is_undone_and_stands_in_the_history_of_the_client(desk: Desk) -> None:
    someone = acts.client(desk)
    acts.draft(desk, someone.id)
    answer(desk, "power.influence.safe_to_say_no", "partly", someone.id, "she is younger")
    assert not asked(desk, "power.influence.safe_to_say_no").waits
    line = history.history(desk, someone.id)[0]
    assert line.what == "a question of ethics answered"
    assert "answer: partly" in line.changes
    undo.undo(desk)
    assert asked(desk, "power.influence.safe_to_say_no").waits
    assert ethics.history(desk, "power.influence.safe_to_say_no") == []


def test_a_checklist_is_the_same_from_its_page_and_from_now(desk: Desk) -> None:
    page = acts.sponsored(desk)
    settings.change(desk, "edition", "2020")
    held(desk, page.client_id, "2026-12-01 10:00")
    entry(desk, "conflict", page.client_id, text="my brother works there")
    consent(desk, page.client_id, "name-release")
    found = ethics.now(desk).checklists
    assert len({one.moment for one in found}) > 2
    assert [ethics.checklist(desk, one.moment, one.subject, one.event) for one in found] == list(found)


def test_a_damaged_client_stops_no_checklist(desk: Desk) -> None:
    someone = acts.client(desk, stage="active")
    acts.draft(desk, someone.id)
    plan(desk, someone.id, "2026-11-28 10:00")
    acts.damage(desk, "client")
    assert ethics.now(desk).checklists
    assert desk.damaged


def test_clauses_and_the_standards_that_they_answer(desk: Desk) -> None:
    page = acts.signed(desk)
    lines = ethics.clause_standards(desk, page.id)
    privacy = next(one for one in lines if one.key == "confidentiality")
    assert (privacy.included, "2.1" in {one.number for one in privacy.standards}) == (True, True)
    answered = {each.number for one in lines if one.included for each in one.standards}
    lacking = {each.number for one in lines if not one.included for each in one.standards}
    edition = ethics_catalogue.edition(desk)
    assert answered | lacking == {one.number for one in edition.standards}
    assert answered & lacking == set()
    assert lines[-1].key == ""
    counted = Counter(each.number for one in lines if one.included for each in one.standards)
    alone = next(one for one in lines if one.included and any(counted[each.number] == 1 for each in one.standards))
    agreement_versions.amend(desk, page.id, acts.terms(desk, page.id, fee="1300.00"))
    agreements.include(desk, page.id, alone.key, False, "she asked for it")
    again = next(one for one in ethics.clause_standards(desk, page.id) if one.key == alone.key)
    assert not again.included
    assert [one.number for one in again.standards] == [
        one.number for one in alone.standards if counted[one.number] == 1
    ]
