"""What the register says of a report to whoever pays: on which sessions it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coachdesk.domain.inputs.sessions import HeldInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreement_papers, agreements, sessions, sponsor_report
from coachdesk.services.desk import Desk
from tests.services import acts
from tests.services.session_acts import now, plan


def report(desk: Desk, agreement_id: str, target: Path) -> str:
    """Hand a report over for a reason; what the register says it was."""
    sponsor_report.export(desk, agreement_id, "md", target, override="they asked for it in writing", dates=False)
    newest = agreement_papers.handed_over(desk, agreement_id)[0]
    assert (newest.kind, newest.recipient, newest.format) == ("sponsor-report", "Ingrid Berg", "md")
    return newest.what


def test_a_report_is_kept_as_what_it_was_about(desk: Desk, tmp_path: Path) -> None:
    page = acts.sponsored(desk)
    for by, party in (("Amara Okonkwo", "client"), ("Nadia Petrova", "coach"), ("Ingrid Berg", "payer")):
        agreements.sign(desk, page.id, by=by, on=date(2026, 11, 27), how="paper", party=party)
    assert report(desk, page.id, tmp_path / "0.md") == "report before the first session"
    said = ["report on 1 session, 3 December 2026", "report on 2 sessions, 3 December 2026 to 7 January 2027"]
    for at, (day, says) in enumerate(zip(("2026-12-03", "2027-01-07"), said, strict=True), 1):
        one = plan(desk, page.client_id, f"{day} 10:00").line
        now(desk, *map(int, day.split("-")), 12)
        sessions.hold(desk, one.id, validated(HeldInput, {}))
        assert report(desk, page.id, tmp_path / f"{at}.md") == says
    one = plan(desk, page.client_id, "2027-01-14 10:00").line
    plan(desk, page.client_id, "2027-01-07 12:30")  # of nobody knows what yet: it is no part of the report
    now(desk, 2027, 1, 14, 12)
    sessions.hold(desk, one.id, validated(HeldInput, {}))
    assert report(desk, page.id, tmp_path / "3.md") == "report on 3 sessions, 3 December 2026 to 14 January 2027"
