"""How agreements live on, on screen: amended, compared, withdrawn, ended, renewed, paid for by others, verified."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from coachdesk.domain.inputs.agreements import TermsInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreement_versions, agreements
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk, RecoveryKey, open_desk
from coachdesk.ui.own_door import FolderDoor
from tests.driver import Story
from tests.stories.agreed import retypes, with_agreement
from tests.stories.people import READING, fill, with_client, with_contact
from tests.ui.desks import NOW, OpenDoor

SIZES = [(80, 24), (120, 40)]


class LaterDoor(OpenDoor):
    """The door of the same desk, some days later."""

    def __init__(self, door: OpenDoor, days: int) -> None:
        super().__init__(door.folder_here, door.key)
        self.clock_here = fixed_clock(NOW + timedelta(days=days))
        FolderDoor.__init__(self, door.folder_here, clock=self.clock_here)

    def other(self) -> Desk:
        """Another process's view of the same desk, on the same day."""
        return open_desk(self.folder_here, RecoveryKey(self.key), self.clock_here)


async def at_first(desk: Story, *commands: str) -> None:
    """Open the first agreement of the list, and do these on its page."""
    await desk.does("go.agreements", "agreements.open", *commands)


def with_next_version(door: OpenDoor, agreement_id: str, *, send: bool = False, **terms: object) -> None:
    """A next version with these terms changed, in draft or sent."""
    desk = door.other()
    try:
        given = {"sessions": 6, "minutes": 60, "fee": "1200.00", "start": "2026-11-27", "end": "2027-06-01"} | terms
        agreement_versions.amend(desk, agreement_id, validated(TermsInput, given, READING).terms())
        if send:
            agreements.send(desk, agreement_id)
    finally:
        desk.close()


class TestClauses:
    """Their order, own ones, the catalogue's words again."""

    async def test_clauses_are_moved_and_the_cursor_goes_with_them(self, door: OpenDoor) -> None:
        agreement_id = with_agreement(door)
        async with Story(door) as desk:
            await at_first(desk, "agreement.up")
            await desk.sees_toast("it is the first").does("agreement.down")
            await desk.sees("▸ ☑ Who we are").does("move.down", "agreement.down").does("shell.undo")
        other = door.other()
        keys = [one.key for one in agreements.page(other, agreement_id).clauses if one.included]
        other.close()
        assert keys.index("parties") == 1

    async def test_what_is_not_in_it_has_no_place_in_the_order(self, door: OpenDoor) -> None:
        with_agreement(door)
        async with Story(door) as desk:
            await at_first(desk, "move.down", "agreement.up")
            await desk.sees_toast("Move a clause up: it is not in the agreement; x takes it in")

    @pytest.mark.parametrize("size", SIZES)
    async def test_an_own_clause_is_written_read_and_taken_away(self, door: OpenDoor, size: tuple[int, int]) -> None:
        with_agreement(door)
        async with Story(door, size=size) as desk:
            await at_first(desk, "agreement.new")
            await desk.sees("A clause of your own").does("form.save").sees("a clause needs a title")
            await fill(desk, Title="Walks", In_your_words="{client_name} and I walk {in circles}.")
            await desk.does("form.save").sees("A clause of your own")
            await desk.press("end").press(*["backspace"] * len("{in circles}.")).types("outside.").does("form.save")
            await desk.sees("▸ ☑ Walks your own", "Amara Okonkwo and I walk outside.").sees_toast("clause added")
            await desk.does("agreement.reset").sees_toast("it is your own; the catalogue has none such")
            await desk.does("agreement.remove").sees_toast("your clause is taken away").does_not_see("Walks")
            await desk.does("shell.undo").sees("Walks")

    async def test_the_words_of_the_catalogue_come_back(self, door: OpenDoor) -> None:
        agreement_id = with_agreement(door)
        other = door.other()
        agreements.reword(other, agreement_id, "parties", "Just us.")
        other.close()
        async with Story(door, size=(120, 40)) as desk:
            await at_first(desk)
            await desk.sees("Just us.").does("agreement.reset").does_not_see("Just us.")
            await desk.sees_toast("the catalogue's words again").does("agreement.reset")
            await desk.sees_toast("these are the catalogue's words").does("agreement.remove")
            await desk.sees_toast("it is of the catalogue; x leaves it out")


class TestVersions:
    """The next version, read and compared with the one in force."""

    @pytest.mark.parametrize("size", SIZES)
    async def test_an_amendment_that_is_never_signed_and_the_old_terms_hold(
        self, door: OpenDoor, size: tuple[int, int]
    ) -> None:
        with_agreement(door, state="signed", start="2026-11-27")
        async with Story(door, size=size) as desk:
            await at_first(desk, "agreement.amend")
            await desk.sees_toast("version 2 is a draft; version 1 holds until all have signed it")
            await desk.sees("draft of version 2 · nothing is missing", "▪ version 1 in force since 27 Nov")
            await desk.does("agreement.amend").sees_toast("there is a draft already, and this is it")
            await desk.does("agreement.terms")
            for _ in range(5):
                await desk.press("tab")
            await retypes(desk, "1500.00")
            await desk.does("form.save", "move.first").sees("Since version 1", "1,200.00 → 1,500.00 EUR")
            await desk.does("agreement.preview").sees("Since version 1", "1,500.00").does("shell.back")
            await desk.does("agreement.send", "dialog.yes").sees("version 2 sent today")
            await desk.does("agreement.older").sees(
                "version 1", "in force since 27 Nov", "1,200.00 EUR", "6 sessions left"
            )
            await desk.does("agreement.older").sees_toast("this is the first version").does("agreement.newer")
            await desk.sees("1,500.00 EUR").does("agreement.withdraw").sees("Withdraw version 2").does("dialog.yes")
            await desk.sees_toast("version 2 is withdrawn").sees("version 1", "in force since 27 Nov", "1,200.00 EUR")
            await desk.does("agreement.newer").sees("was withdrawn; nobody agreed to it")
            await desk.does("agreement.withdraw").sees_toast("no version of it waits for a signature")

    async def test_two_versions_are_compared_and_others_stepped_to(self, door: OpenDoor) -> None:
        agreement_id = with_agreement(door, state="signed", start="2026-11-27")
        with_next_version(door, agreement_id, send=True, fee="1400.00")
        with_next_version(door, agreement_id, sessions=8)
        async with Story(door, size=(120, 40)) as desk:
            await at_first(desk, "agreement.compare")
            await desk.sees("Version 1 → 3 with Amara Okonkwo", "sessions", "6 → 8", "Version 1")
            await desk.does("agreement_compare.older_on").sees("Version 2 → 3", "1,400.00 → 1,200.00 EUR")
            await desk.does("agreement_compare.older_on").sees_toast("there is no other version that way")
            await desk.does("agreement_compare.older_back", "agreement_compare.newer_back").sees("Version 1 → 2")
            await desk.does("shell.back").sees("draft of version 3")

    async def test_there_is_nothing_to_compare_with_one_version(self, door: OpenDoor) -> None:
        with_agreement(door)
        async with Story(door) as desk:
            await at_first(desk, "agreement.compare")
            await desk.sees_toast("Compare versions: there is only one version")

    async def test_a_draft_of_a_next_version_is_deleted_and_the_signed_one_stays(self, door: OpenDoor) -> None:
        agreement_id = with_agreement(door, state="signed", start="2026-11-27")
        with_next_version(door, agreement_id, sessions=8)
        async with Story(door) as desk:
            await at_first(desk, "agreement.delete", "dialog.yes")
            await desk.sees("signed 27 Nov · in force since 27 Nov · 6 sessions left")


class TestEndings:
    """Ended by the client at once, by the coach with a reason; renewed."""

    @pytest.mark.parametrize("size", SIZES)
    async def test_the_client_ends_it_in_the_middle_with_one_key(self, door: OpenDoor, size: tuple[int, int]) -> None:
        with_agreement(door, state="signed", start="2026-11-27")
        async with Story(door, size=size) as desk:
            await at_first(desk, "agreement.end_now")
            await desk.sees("ended 27 Nov by the client; 6 sessions not used", "Over from: 27 Nov")
            await desk.sees_toast("Amara Okonkwo: ended by the client; 6 sessions not used")
            await desk.does("agreement.end").sees_toast("End it: it has ended")
            await desk.does("agreement.amend").sees_toast("it is over; w renews it")
            await desk.does("shell.undo").sees("in force since 27 Nov")

    async def test_the_coach_ends_it_with_a_reason_and_what_is_given_back(self, door: OpenDoor) -> None:
        with_agreement(door, state="signed", start="2026-11-27")
        async with Story(door, size=(120, 40)) as desk:
            await at_first(desk, "agreement.end")
            await desk.sees("6 sessions of 6 will be noted as not used").does("form.save").sees("! not saved")
            await fill(desk, Why="I move away", Given_back="12 bananas")
            await desk.does("form.save").sees("not saved").press(*["backspace"] * 10).types("800.00")
            await desk.does("form.save").sees(
                "ended 27 Nov by the coach; 6 sessions not used", "800.00 EUR given", "Why: I move away"
            )

    async def test_what_nobody_signed_cannot_be_ended_or_renewed(self, door: OpenDoor) -> None:
        with_agreement(door, state="sent")
        async with Story(door) as desk:
            await at_first(desk, "agreement.end_now")
            await desk.sees_toast("not everyone has signed it; W withdraws it")
            await desk.does("agreement.renew").sees_toast("only what everyone signed is renewed")

    async def test_today_leads_to_the_renewal(self, door: OpenDoor) -> None:
        with_agreement(door, state="signed", start="2026-06-01", end="2026-12-06")
        async with Story(door, size=(120, 40)) as desk:
            await desk.clicks("agreement ends in 9 days", times=2)
            await desk.sees("▸ ↻ It ends in 9 days, on 6 Dec: renew it?").does("agreement.open")
            await desk.sees("draft of version 1", "7 Dec – 13 Jun 2027", "← the agreement before")
            await desk.sees_toast("the next agreement is a draft with the same terms").does("shell.back")
            await desk.sees("→ the next agreement").does_not_see("renew it?").does("agreement.renew")
            await desk.sees("7 Dec – 13 Jun 2027")


class TestPayers:
    """Somebody else pays: who, their own copy, what they may be told."""

    async def test_who_pays_is_set_on_a_draft_and_has_a_copy_of_its_own(self, door: OpenDoor, tmp_path: Path) -> None:
        with_contact(door, "Ingrid Solheim", "sponsor", email="ingrid@fjord.example")
        with_agreement(door)
        target = tmp_path / "hers.md"
        async with Story(door, size=(120, 40)) as desk:
            await at_first(desk, "agreement.payer")
            await fill(desk, Who_pays="i")
            await desk.does("form.save").sees("Who pays", "Ingrid Solheim sees no goals").does("agreement.fill")
            await desk.does("form.leave", "agreement.preview", "agreement_preview.other")
            await desk.sees("As whoever pays reads it").does_not_see("Lead the Monday meeting").does("shell.back")
            await desk.does("agreement.export").sees("What the payer may be told:", "the client’s, with everything")
            await fill(desk, As="m")
            await fill(desk, Copy="i")
            await desk.sees("Ingrid Solheim’s own: the terms, no goals", "For Ingrid Solheim")
            await fill(desk, File="")
            await retypes(desk, str(target))
            await desk.does("form.save").sees("Amara Okonkwo has not allowed a report", "They allow it: enter")
            await desk.press("escape").sees("Ingrid Solheim’s own").does_not_see("Handed over")
            assert not target.exists()
            await fill(desk, Why_all_the_same="she")
            await desk.types(" asked me on the telephone").does("form.save")
            await desk.sees("Handed over, with a note", "what the payer may be told").does("tell.open")
            await desk.sees("Markdown to Ingrid Solheim")
        assert "Monday meeting" not in target.read_text("utf-8")

    async def test_without_a_sponsor_among_the_contacts_it_says_so(self, door: OpenDoor) -> None:
        with_agreement(door)
        async with Story(door) as desk:
            await at_first(desk, "agreement.payer")
            await desk.sees_toast("whoever pays is a contact of the role sponsor, and there is none yet")

    async def test_instalments_add_up_and_a_fee_of_nothing_is_said(self, door: OpenDoor) -> None:
        with_agreement(door)
        async with Story(door, size=(120, 40)) as desk:
            await at_first(desk, "agreement.terms")
            await fill(desk, Instalments="1 dec 600.00")
            await (
                desk.press("enter")
                .types("1 feb 500.00")
                .does("form.save")
                .sees("not saved")
                .press("backspace", "backspace", "backspace")
            )
            await desk.press("backspace", "backspace", "backspace").types("600.00").does("form.save")
            await desk.sees("in 2 parts: 1 Dec, 1 Feb 2027").does("agreement.terms").sees("2027-02-01 600.00")
            await desk.does("form.leave")
        with_agreement(door, "Bo", fee="0")
        async with Story(OpenDoor(door.folder_here, door.key), size=(120, 40)) as desk:
            await desk.does("go.agreements", "move.last", "agreements.open").sees("pro bono: no fee")

    async def test_the_e_mail_is_read_and_copied(self, door: OpenDoor) -> None:
        with_agreement(door, state="sent")
        async with Story(door) as desk:
            await at_first(desk, "agreement.copy")
            await desk.sees("E-mail to go with it", "amara@okonkwo.example", "Dear Amara Okonkwo")
            await desk.sees_toast("the e-mail's text is copied")
            assert "Dear Amara" in desk.app.clipboard
            await desk.does("agreement_letter.heading")
            assert desk.app.clipboard.startswith("amara@okonkwo.example\nLeading")


class TestTemplates:
    """Saved from an agreement, changed, used, deleted."""

    @pytest.mark.parametrize("size", SIZES)
    async def test_saved_changed_used_and_deleted(self, door: OpenDoor, size: tuple[int, int]) -> None:
        with_client(door, "Bo")
        with_agreement(door, state="signed")
        async with Story(door, size=size) as desk:
            await desk.does("go.agreements", "agreements.templates").sees("none yet", "No templates yet.")
            await desk.does("shell.back", "agreements.open", "agreement.template").sees("What it is called")
            await retypes(desk, "Six sessions")
            await desk.does("ask.open").sees("Template saved: Six sessions", "the dates").does("tell.open")
            await desk.does("shell.back", "agreements.templates").sees("1 template to begin with", "6 of 60 min")
            await desk.does("templates.open").sees("Template Six sessions", "☑ Who we are").does("agreement.terms")
            await desk.sees("What it is called").does_not_see("First day", "Goals to add")
            await fill(desk, Sessions="0")
            await desk.does("form.save").sees("60 sessions").does("agreement.edit")
            await fill(desk, In_your_words=" It is ours.")
            await desk.does("form.save").sees_toast("clause saved").does("shell.back", "templates.new")
            await desk.sees("An agreement with whom?").types("bo").does("pick.open").sees("New agreement with Bo", "60")
            await desk.does("form.save").sees("Agreement with Bo", "60 sessions of 60 min", "1,200.00 EUR")
            await desk.does("shell.back")
            await desk.does("templates.delete").sees("Delete the template Six sessions?").does("dialog.yes")
            await desk.sees("No templates yet.").does("shell.undo").sees("Six sessions")
        other = door.other()
        wordings = [agreements.page(other, one.id).clauses[0].wording for one in agreements.lines(other)]
        other.close()
        assert sum(text.endswith(" It is ours.") for text in wordings) == 1

    async def test_a_new_agreement_asks_which_template(self, door: OpenDoor) -> None:
        with_agreement(door)
        async with Story(door) as desk:
            await at_first(desk, "agreement.template", "ask.open", "tell.open", "shell.back", "agreements.new")
            await desk.does("pick.open").sees("Begin with which template?", "No template").types("lead")
            await desk.does("pick.open").sees("Title Leading the new team")


class TestVerifying:
    """A paper in hand: genuine, superseded, changed, unknown."""

    async def verdict(self, desk: Story, text: str, *said: str) -> None:
        """Ask about a paper, read the answer, go on."""
        await desk.does("agreements.verify").types(text).does("ask.open").sees(*said).does("tell.open")

    async def test_a_summary_is_genuine_then_superseded_and_a_changed_one_is_told(
        self, door: OpenDoor, tmp_path: Path
    ) -> None:
        agreement_id = with_agreement(door, state="signed", start="2026-11-27")
        paper, forged = tmp_path / "a.md", tmp_path / "b.md"
        other = door.other()
        agreements.export(other, agreement_id, "md", paper)
        printed = agreements.page(other, agreement_id).fingerprint
        other.close()
        forged.write_text(paper.read_text("utf-8").replace("1,200.00", "1,100.00"), "utf-8")
        async with Story(door, size=(120, 40)) as desk:
            await desk.does("go.agreements")
            await self.verdict(desk, str(paper), "Genuine, and in force", "Handed over: 27 Nov", "To: Amara Okonkwo")
            await self.verdict(desk, str(forged), "Changed", "is not a file that was handed over")
            await self.verdict(desk, printed[:16], "Genuine, and in force", "not that a paper still reads so")
            await self.verdict(desk, "0" * 16, "Unknown", "not the fingerprint of an agreement of this desk")
            await self.verdict(desk, str(tmp_path / "none.pdf"), "Unknown", "It cannot be read")
        later = LaterDoor(door, days=2)
        with_next_version(later, agreement_id, send=True, fee="1300.00")
        other = later.other()
        for party, name in (("client", "Amara Okonkwo"), ("coach", "Vera Stone")):
            agreements.sign(other, agreement_id, by=name, on=other.today(), how="paper", party=party)
        other.close()
        async with Story(later, size=(120, 40)) as desk:
            await desk.does("go.agreements")
            await self.verdict(desk, str(paper), "Genuine, and superseded")
