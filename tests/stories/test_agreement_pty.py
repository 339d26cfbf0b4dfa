"""An agreement with a sponsor, in a real terminal: from a template to three signatures, and its copy verified."""

from __future__ import annotations

from pathlib import Path

from coachdesk.domain.inputs.agreements import TermsInput
from coachdesk.domain.inputs.clients import ClientInput
from coachdesk.domain.inputs.contacts import ContactInput
from coachdesk.domain.inputs.goals import GoalInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.services import agreements, clients, contacts, goals, templates
from coachdesk.services.desk import NewDesk, Passphrase, RecoveryKey, create_desk, new_recovery_key
from tests.stories.unlocked import PASSPHRASE, unlocked


def with_template(folder: Path) -> None:
    """A desk of now, with a client, a sponsor, and a template that was saved from another client's agreement."""
    desk = create_desk(
        folder,
        NewDesk(name="Vera Stone", zone="Europe/Sofia"),
        [RecoveryKey(new_recovery_key()), Passphrase(PASSPHRASE)],
    )
    reading = Reading(today=desk.today())
    mei = clients.add(desk, validated(ClientInput, {"full_name": "Mei Lin", "email": "mei@lin.example"}, reading))
    goals.add(desk, mei.id, validated(GoalInput, {"text": "Chair the board", "measure": "three in a row"}))
    contacts.add(desk, validated(ContactInput, {"name": "Ingrid Solheim", "role": "sponsor"}, reading))
    other = clients.add(desk, validated(ClientInput, {"full_name": "Old Client", "stage": "ended"}, reading))
    terms = validated(TermsInput, {"sessions": 6, "minutes": 60, "fee": "1200.00"}, reading).terms()
    templates.save(desk, agreements.new(desk, other.id, terms, title="Sponsored coaching").id, "With a sponsor")
    desk.close()


async def test_from_a_template_to_three_signatures_with_a_sponsor(tmp_path: Path) -> None:
    folder, target = tmp_path / "desk", tmp_path / "hers.md"
    with_template(folder)
    async with unlocked(folder, tmp_path / "home") as desk:
        await (
            desk.sees("1 client without an agreement")
            .does("go.agreements")
            .sees("1 draft")
            .does("agreements.templates")
            .sees("With a sponsor")
        )
        await desk.does("templates.new").sees("An agreement with whom?").types("mei").loses("Old Client")
        await desk.does("pick.open").sees("New agreement with Mei Lin", "Sponsored coaching", "1200.00")
        await desk.press(*["tab"] * 10).types("i").sees("‹ Ingrid Solheim ›").press("tab", "tab").types("today")
        await desk.does("form.save").sees("Agreement with Mei Lin", "1 thing is missing", "sees no goals")
        await desk.does("agreement.fill").sees("Missing: what the payer hears").types("that sessions take place")
        await desk.does("form.save").sees("nothing is missing", "that sessions take")
        await (
            desk.does("agreement.send").sees("Mark version 1 as sent").does("dialog.yes").sees("signatures are missing")
        )
        await (
            desk.does("agreement.sign")
            .sees("the client, Mei Lin")
            .does("form.save")
            .sees("still to sign: you, the payer")
        )
        await (
            desk.does("agreement.sign").sees("the coach, Vera Stone").does("form.save").sees("still to sign: the payer")
        )
        await desk.does("agreement.sign").sees("the payer, Ingrid Solheim").does("form.save").sees("signed by all")
        await desk.does("agreement.export").sees("What the payer may be told", "that sessions take place")
        await desk.press("shift+tab", "shift+tab", "right").sees("Ingrid Solheim’s own: the terms, no goals")
        await desk.press("tab").types("m").sees("Markdown, plain text").press("tab", "end", "ctrl+u").types(str(target))
        await (
            desk.does("form.save").sees("Handed over, with a note").does("tell.open").sees("Markdown to Ingrid Solheim")
        )
        await (
            desk.does("shell.back", "shell.back").sees("1 signed").does("agreements.verify").sees("File or fingerprint")
        )
        await desk.types(str(target)).does("ask.open").sees("Genuine, and in force", "To: Ingrid Solheim")
        await desk.does("tell.open").loses("Genuine").does("shell.quit").ends(0)
    said = target.read_text("utf-8")
    assert "Ingrid Solheim" in said
    assert "Chair the board" not in said
