"""A report to whoever pays as a moment of its own."""

from __future__ import annotations

from coachdesk.domain.inputs.consents import DeclineInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import consents, settings
from coachdesk.services.desk import Desk
from tests.services import acts
from tests.services.ethics_acts import consent, of


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
