"""Events that a payer, harm or a conflict make, each told apart from the others."""

from __future__ import annotations

from coachdesk.domain.inputs.consents import DeclineInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import consents, ethics, settings
from coachdesk.services.desk import Desk
from tests.services import acts
from tests.services.ethics_acts import consent, entry, of


def test_a_no_to_a_report_without_a_payer_makes_no_report(desk: Desk) -> None:
    settings.change(desk, "edition", "2020")
    page, alone = acts.sponsored(desk), acts.client(desk, "Bo Lind")
    acts.draft(desk, alone.id)
    for client_id in (page.client_id, alone.id):
        declined = {"kind": "sponsor-report", "on": desk.today()}
        consents.decline(desk, client_id, validated(DeclineInput, declined, Reading(desk.today())))
    assert [one.subject for one in of(desk, "on_event", "sponsor_report")] == [Subject(page.client_id)]
    consent(desk, alone.id, "sponsor-report")
    assert len(of(desk, "on_event", "sponsor_report")) == 2


def test_incidents_of_one_client_are_told_apart_by_what_made_them(desk: Desk) -> None:
    who = acts.client(desk, "Bo Lind").id
    heard = {"heard": "a", "done": "b", "who_told": "c"}
    made = {"harm": entry(desk, "harm", who, details=heard), "conflict": entry(desk, "conflict", who)}
    headings = {"harm": "After a disclosure of harm: Bo Lind", "conflict": "A conflict of interest: Bo Lind"}
    assert {one.heading for one in of(desk, "on_event", "incident")} == set(headings.values())
    for kind, entry_id in made.items():
        subject = Subject(who, entry_id=entry_id)
        assert ethics.checklist(desk, "on_event", subject, "incident").heading == headings[kind]
