"""A sponsor asks for a report, in a real terminal: first without the client's consent, then with it."""

from __future__ import annotations

from pathlib import Path

from coachdesk.domain.inputs.agreements import TermsInput
from coachdesk.domain.inputs.clients import ClientInput
from coachdesk.domain.inputs.contacts import ContactInput
from coachdesk.domain.inputs.goals import GoalInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.services import agreements, clients, contacts, goals
from coachdesk.services.desk import NewDesk, Passphrase, RecoveryKey, create_desk, new_recovery_key
from tests.stories.unlocked import PASSPHRASE, unlocked


def with_payer(folder: Path) -> None:
    """A desk of now, with an agreement that Ingrid pays for and everybody signed."""
    openers = [RecoveryKey(new_recovery_key()), Passphrase(PASSPHRASE)]
    desk = create_desk(folder, NewDesk(name="Vera Stone", zone="Europe/Sofia"), openers)
    today = desk.today()
    reading = Reading(today=today)
    mei = clients.add(desk, validated(ClientInput, {"full_name": "Mei Lin", "email": "mei@lin.example"}, reading))
    goals.add(desk, mei.id, validated(GoalInput, {"text": "Chair the board", "measure": "three in a row"}))
    payer = contacts.add(desk, validated(ContactInput, {"name": "Ingrid Solheim", "role": "sponsor"}, reading))
    terms = {"sessions": 6, "minutes": 60, "fee": "1200.00", "start": today.isoformat()}
    page = agreements.new(desk, mei.id, validated(TermsInput, terms, reading).terms(), title="Sponsored coaching")
    agreements.set_sponsor(desk, page.id, payer.id)
    agreements.fill(desk, page.id, {"shared_items": "that sessions take place"})
    agreements.send(desk, page.id)
    for by, party in (("Mei Lin", "client"), ("Vera Stone", "coach"), ("Ingrid Solheim", "payer")):
        agreements.sign(desk, page.id, by=by, on=today, how="paper", party=party)
    desk.close()


async def test_a_sponsor_asks_for_a_report_without_consent_then_with_it(tmp_path: Path) -> None:
    folder, target = tmp_path / "desk", tmp_path / "report.pdf"
    with_payer(folder)
    async with unlocked(folder, tmp_path / "home") as desk:
        await desk.does("go.agreements").sees("1 signed").does("agreements.open").sees("Agreement with Mei Lin")
        await desk.does("agreement.report").sees("Report to Ingrid Solheim", "! not allowed: never asked")
        await desk.sees("that sessions take place").types("We are half way.").press("tab", "tab", "tab")
        await desk.press("end", "ctrl+u").types(str(target)).does("form.save")
        await desk.sees("Mei Lin has not allowed a report on the coaching to", "They decline it")
        assert not target.exists()
        await desk.press("escape").loses("They decline it").does("form.leave").sees("Leave without saving?")
        await desk.does("dialog.yes").sees("Agreement with Mei Lin")

        await desk.does("agreement.client").sees("Mei Lin", "overview").does("client.consents")
        await desk.sees("Consents of Mei Lin", "0 in force · 8 never asked").press("down", "down")
        await desk.does("consents.new").sees("Mei Lin allows it", "‹ sponsor-report ›").does("form.save")
        await desk.sees("✓ in force", "1 in force · 7 never asked").does("shell.back", "shell.back")

        await desk.sees("Agreement with Mei Lin").does("agreement.report").sees("✓ allowed, given on")
        await desk.types("We are half way.").press("tab", "tab", "tab").press("end", "ctrl+u").types(str(target))
        await desk.does("form.save").sees("the report is written, and in the register")
        await desk.does("agreement.client").sees("overview").does("client.disclosures")
        await desk.sees(
            "What went to whom · Mei Lin", "1 to others, by consent", "report before the first", "to Ingrid Solheim"
        )
        await desk.does("shell.quit").ends(0)
    assert target.read_bytes().startswith(b"%PDF")
