"""Agreements: written, filled gap by gap, sent, signed, handed over; and what stands in the way of each."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.domain.inputs.agreements import AgreementInput
from coachdesk.services import agreement_papers, agreements
from coachdesk.ui.commands import registry
from tests.driver import Story
from tests.stories.agreed import retypes, text_of_pdf, with_agreement
from tests.stories.people import fill, with_client, with_contact
from tests.ui.desks import OpenDoor

SIZES = [(80, 24), (120, 40)]
HOSTILE = "Zoë [/b] [@click=app.quit]x[/] <script>"
NEW_FOR_CLIENT = next(one.id for one in registry.commands_of("client_agreements") if one.run == "new_agreement")
LONG = "We take a walk and talk. " * 199 + "The very end."


async def at_first(desk: Story, *commands: str) -> None:
    """Open the first agreement of the list, and do these on its page."""
    await desk.does("go.agreements", "agreements.open", *commands)


async def test_an_empty_list_says_what_belongs_there_and_which_key_makes_one(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.agreements").sees("Agreements none yet", "No agreements yet.", "n writes the first")
        await desk.does("agreements.new").sees_toast("an agreement is with a client, and there is none yet")


@pytest.mark.parametrize("size", SIZES)
async def test_from_nothing_to_a_signed_pdf(door: OpenDoor, tmp_path: Path, size: tuple[int, int]) -> None:
    with_client(door, "Amara Okonkwo", called="Amara", email="amara@okonkwo.example")
    target = tmp_path / "for her.pdf"
    async with Story(door, size=size) as desk:
        await desk.does("go.agreements", "agreements.new").sees("An agreement with whom?", "Amara", "none yet")
        await desk.types("okon").does("pick.open").sees("New agreement with Amara")
        await fill(
            desk, Title="Leading the new team", Sessions="6", Minutes_each="60", Fee="1200.00", First_day="1 dec",
            Last_day="1 jun 2027", Goals_to_add="Lead the Monday meeting :: three in a row",
        )  # fmt: skip
        await desk.does("form.save").sees("Agreement with Amara draft of version 1 · nothing is missing")
        await desk.sees("6 sessions of 60 min", "1,200.00 EUR for the package", "1 Dec – 1 Jun 2027")
        await desk.does("agreement.send").sees("Mark version 1 as sent to Amara?", "u does not take it back")
        await desk.does("dialog.yes").sees(
            "sent today; both signatures are missing", "▸ ○ Amara Okonkwo not signed yet"
        )
        await desk.does("agreement.open").sees("Signed as ‹ the client, Amara Okonkwo ›", "Fri 27 Nov 2026")
        await desk.does("form.save").sees("sent today, signed by the client; your signature is missing")
        await desk.does("agreement.sign").sees("‹ the coach, Vera Stone ›").does("form.save")
        await desk.sees("signed 27 Nov · in force from 1 Dec · 6 sessions left").sees_toast("signed by all")
        await desk.does("agreement.export")
        await retypes(desk, str(target))
        await desk.does("form.save").sees_toast(f"Amara: handed over, and in the register: {target}")
        await desk.sees("Handed over", "PDF to Amara Okonkwo", "27 Nov 09:30")
        await desk.does("shell.back").sees("1 signed", "Amara ● signed 27 Nov", "6 left")
    words = text_of_pdf(target)
    assert "Lead the Monday meeting" in words
    assert "Signed on 27 November 2026, with an electronic signature" in words
    assert target.stat().st_mode & 0o777 == 0o600


async def test_gaps_are_gone_through_one_by_one_and_each_says_why(door: OpenDoor) -> None:
    with_client(door, "Amara")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open", "move.right", NEW_FOR_CLIENT)
        await fill(desk, Goals_to_add="Rest")
        await (
            desk.does("form.save")
            .sees("draft of version 1 · 5 things are missing")
            .sees_toast("f fills what is missing")
        )
        await desk.does("agreement.fill").sees("Missing: a measure for the goal", "1 of 5", "neither of you can tell")
        await desk.sees("Goal: Rest").does("form.save").sees("it is still empty")
        await desk.types("7 hours of sleep").does("form.save")
        await desk.sees("Sessions", "how many").types("0").press("enter").sees("0 is not a number from 1 to 500")
        await desk.press("backspace").types("4").press("enter").sees("Minutes each").types("45").press("enter")
        await desk.sees("Fee", "Currency", "What it is for").types("400").does("form.save")
        await (
            desk.sees("First day", "Missing: the day it starts", "depends on when this began")
            .types("mon")
            .press("enter")
        )
        await desk.sees("draft of version 1 · nothing is missing").sees_toast(
            "nothing is missing any more · s sends it"
        )
        await desk.does("agreement.fill").sees_toast("Go from gap to gap: nothing is missing")


async def test_gaps_can_be_left_for_later(door: OpenDoor) -> None:
    with_agreement(door, measure="")
    async with Story(door) as desk:
        await at_first(desk, "agreement.open")
        await desk.sees("How we will know").does("form.leave").sees("1 thing is missing")


async def test_sending_is_refused_while_something_is_missing(door: OpenDoor) -> None:
    with_agreement(door, measure="", fee="")
    async with Story(door) as desk:
        await at_first(desk, "agreement.send")
        await desk.sees_toast("Send: missing: a measure for the goal, the fee; f fills it").sees("2 things are missing")


async def test_what_cannot_be_done_says_why(door: OpenDoor) -> None:
    with_agreement(door, state="sent-half")
    async with Story(door) as desk:
        await at_first(desk, "agreement.terms")
        await desk.sees_toast("Terms: it was sent, and what was sent stays as it is")
        await desk.does("agreement.delete").sees_toast("what was sent is kept for good")
        await desk.does("move.down", "agreement.select").sees_toast("Take a clause in or out: it was sent")
        await desk.does("agreement.send").sees_toast("Send: it was sent")


async def test_a_draft_cannot_be_signed(door: OpenDoor) -> None:
    with_agreement(door)
    async with Story(door) as desk:
        await at_first(desk, "agreement.sign")
        await desk.sees_toast("Record a signature: a draft cannot be signed; s sends it first")


async def test_a_signature_of_tomorrow_is_refused_and_the_form_stays(door: OpenDoor) -> None:
    with_agreement(door, state="sent")
    async with Story(door) as desk:
        await at_first(desk, "agreement.sign")
        await desk.press("right").sees("‹ the coach, Vera Stone ›", "Name Vera Stone").press("tab", "tab")
        await retypes(desk, "2026-11-28")
        await desk.does("form.save").sees("2026-11-28 has not come yet").sees("Name Vera Stone")
        await retypes(desk, "yesterday")
        await desk.sees("Thu 26 Nov 2026").does("form.save").sees("signed by you; the client's signature is missing")


async def test_clauses_are_worded_anew_taken_in_and_out(door: OpenDoor) -> None:
    with_agreement(door)
    async with Story(door, size=(120, 40)) as desk:
        await at_first(desk)
        await desk.sees("▸ ☑ Who we are", "Clauses: 27 in it, 5 more offered").does("move.down", "agreement.select")
        await (
            desk.sees("▸ ! Who pays not filled", "28 in it", "{sponsor_name} pays for this")
            .does("agreement.select")
            .sees("▸ ☐ Who pays", "27 in it")
        )
        await desk.does("move.down", "agreement.select").sees("is one that every agreement needs").does("ask.open")
        await desk.sees_toast("“What coaching is” stays · it is left out only for a reason")
        await desk.sees("▸ ☑ What coaching is").does("agreement.select").types("she trains coaches").does("ask.open")
        await desk.sees("▸ ☐ What coaching is out, for a reason", "Left out because: she trains coaches")
        await desk.sees("nothing is missing").does("agreement.select").sees("▸ ☑ What coaching is")


async def test_a_needed_clause_that_is_out_without_a_reason_is_a_gap(door: OpenDoor) -> None:
    agreement_id = with_agreement(door)
    other = door.other()
    agreements.include(other, agreement_id, "nature", False)
    other.close()
    async with Story(door, size=(120, 40)) as desk:
        await at_first(desk)
        await desk.sees("! What coaching is needed, left out", "the clause “What coaching is”")
        await desk.does("agreement.open").sees("is left out (the last one)", "let down by good coaching")
        await desk.does("pick.open").sees("nothing is missing")


async def test_a_clause_in_own_words_with_its_places_filled(door: OpenDoor) -> None:
    with_agreement(door)
    async with Story(door, size=(120, 40)) as desk:
        await at_first(desk)
        for _ in range(7):
            await desk.does("move.down")
        await desk.sees("▸ ☑ Missed and cancelled sessions").does("agreement.edit")
        await desk.sees(
            "Say what happens when either of you cancels late", "{cancel_notice} the notice for cancelling:"
        )
        await fill(desk, In_your_words=" Ring me.", _late_cancel_rule_="you owe me a coffee")
        await desk.does("form.save").sees("you owe me a coffee", "you choose the new time first. Ring me.")
        await desk.sees_toast("clause saved").does("shell.undo").does_not_see("Ring me.")


async def test_a_clause_of_five_thousand_letters_is_read_to_its_end_and_one_more_is_refused(door: OpenDoor) -> None:
    agreement_id = with_agreement(door)
    other = door.other()
    agreements.reword(other, agreement_id, "parties", LONG)
    other.close()
    async with Story(door) as desk:
        await at_first(desk)
        await desk.sees("We take a walk").does("move.right", "move.last").sees("The very end.")
        await desk.does("shell.back", "move.down").sees("Who pays").does("move.up", "agreement.edit")
        await desk.press("tab", "shift+tab", "ctrl+end").types("x" * 20).does("form.save")
        await desk.sees("it has 5,008 characters and may have 5,000").does("form.leave", "dialog.yes")


async def test_terms_are_changed_and_kept_half_typed(door: OpenDoor) -> None:
    with_agreement(door)
    async with Story(door) as desk:
        await at_first(desk, "agreement.terms")
        await desk.sees("Leading the new team", "1200.00")
        await fill(desk, Last_day="x", Goals_to_add="Rest :: a nap")
        await desk.does("form.save").sees("! not saved: 1 thing to put right")
        await desk.press("backspace").does("form.save").sees_toast("terms saved")


async def test_a_new_agreement_half_typed_is_back_after_quitting(door: OpenDoor) -> None:
    with_client(door, "Amara")
    async with Story(door) as desk:
        await desk.does("go.agreements", "agreements.new", "pick.open").types("Half a ti")
        await desk.press("ctrl+q")
    async with Story(OpenDoor(door.folder_here, door.key)) as desk:
        await desk.does("go.agreements", "agreements.new", "pick.open").sees("is back", "Title Half a ti")


async def test_a_draft_is_deleted_after_a_question_and_comes_back(door: OpenDoor) -> None:
    with_agreement(door)
    async with Story(door) as desk:
        await at_first(desk, "agreement.delete")
        await desk.sees("Delete this draft for Amara").does("dialog.no").sees("draft of version 1")
        await desk.does("agreement.delete", "dialog.yes").sees("No agreements yet.").sees_toast("u brings it back")
        await desk.does("shell.undo").sees("Amara Okonkwo … draft, nothing missing")


async def test_two_drafts_of_one_client_are_told_apart(door: OpenDoor) -> None:
    first = with_agreement(door)
    with closing(door.other()) as other:
        client_id = agreements.page(other, first).client_id
        ids = [first, agreements.new(other, client_id, agreements.terms(other, first), title="Leading the new team").id]
    async with Story(door) as desk:
        await desk.does("go.agreements").sees("2 drafts")
        for one in ids:
            await desk.sees(f"draft of {one[:4]}, complete")


async def test_the_preview_says_what_the_file_says(door: OpenDoor) -> None:
    agreement_id = with_agreement(door)
    async with Story(door, size=(120, 40)) as desk:
        await at_first(desk, "agreement.preview")
        await desk.sees("As the client reads it", "between Vera Stone and Amara Okonkwo", "Client Amara Okonkwo")
        await desk.does("move.last").sees("About this document").does("shell.back").sees("draft of version 1")
    other = door.other()
    said = " ".join(one.text for one in agreement_papers.preview(other, agreement_id))
    assert "Lead the Monday meeting" in said
    other.close()


async def test_the_list_answers_and_is_narrowed_by_state_and_words(door: OpenDoor) -> None:
    with_agreement(door, "Amara", "signed", start="2026-06-01", end="2026-12-06")
    with_agreement(door, "Bo", "sent-half")
    with_agreement(door, "Cleo", measure="")
    async with Story(door) as desk:
        await desk.does("go.agreements").sees("1 signed, 1 waits for a signature, 1 draft; 1 ends in 9 days")
        await desk.sees("Cleo … draft, 1 missing", "Bo ○ sent, the client to sign", "Amara ● signed 27 Nov")
        await desk.does("agreements.states").sees("1 of 3 agreements", "Cleo").does_not_see("Bo")
        await desk.does("shell.back").sees("Bo").does("agreements.filter").types("amar").does_not_see("Cleo")
        await desk.press("enter").sees("Amara signed 27 Nov")


async def test_namesakes_are_told_apart(door: OpenDoor) -> None:
    with_agreement(door, "Daniel Katz")
    with_agreement(door, "Daniel Mbeki")
    async with Story(door) as desk:
        await desk.does("go.agreements").sees("Daniel Katz", "Daniel Mbeki")


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_letters_everywhere(door: OpenDoor, size: tuple[int, int]) -> None:
    with_agreement(door, HOSTILE, "sent-half", title="[red]Title[/red]")
    async with Story(door, size=size) as desk:
        await desk.does("go.agreements").sees("Zoë [/b]").does("agreements.open")
        await desk.sees(HOSTILE[:40], "[red]Title[/red]")
        await desk.does("agreement.sign").sees(HOSTILE).does("form.save").sees_toast(f"{HOSTILE}: signed by all")
        await desk.does("agreement.preview").sees("[red]Title[/red]")


async def test_privacy_mode_hides_names_and_words(door: OpenDoor) -> None:
    with_agreement(door, state="signed")
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("shell.private", "go.agreements").does_not_see("Amara").does_not_see("Leading")
        await desk.does("agreements.open").sees("Agreement with AO").does_not_see("Amara", "Leading", "1,200", "Vera")
        await desk.does("agreement.preview").sees_toast("privacy mode hides the words; F9 shows them again")
        await desk.does("shell.private").sees("Amara Okonkwo", "1,200.00 EUR")


async def test_somebody_else_pays_and_signs(door: OpenDoor) -> None:
    with_client(door, "Mei")
    with_contact(door, "Ingrid Solheim", "sponsor")
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.agreements", "agreements.new", "pick.open")
        await fill(desk, Who_pays="i")
        await desk.sees("‹ Ingrid Solheim ›").does("form.save").sees("☑ Who pays", "what the payer hears")


class TestHandingOver:
    """Where a file may be written, and what is said where it may not."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """A folder with a file and a link in it."""
        (tmp_path / "there.pdf").write_bytes(b"mine")
        (tmp_path / "link.pdf").symlink_to(tmp_path / "there.pdf")
        return tmp_path

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("there.pdf", "exists already and was not replaced (name another file"),
            ("link.pdf", "is a link, and links are not followed"),
            ("nowhere/a.pdf", "there is no folder"),
            ("a" * 300 + ".pdf", "cannot be written: File name too long"),
            ("~nobody-of-that-name/a.pdf", "there is no folder ~nobody-of-that-name"),
            ("/dev/full", "is not a file that can be written"),
            ("   ", "no file is named"),
        ],
    )
    async def test_a_place_that_will_not_do_is_one_line_and_the_form_stays(
        self, door: OpenDoor, folder: Path, name: str, said: str
    ) -> None:
        with_agreement(door, state="signed")
        async with Story(door, size=(160, 40)) as desk:
            await at_first(desk, "agreement.export")
            await retypes(desk, name if name[:1] in "~/ " else str(folder / name))
            await desk.does("form.save").sees(said, "For Amara Okonkwo")
            await retypes(desk, str(folder / "new.pdf"))
            await desk.does("form.save").sees_toast("handed over, and in the register")
        assert (folder / "there.pdf").read_bytes() == b"mine"
        assert (folder / "new.pdf").read_bytes().startswith(b"%PDF")

    async def test_the_name_offered_follows_the_format_and_does_not_say_whose_it_is(
        self, door: OpenDoor, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        agreement_id = with_agreement(door, state="signed")
        monkeypatch.setenv("HOME", str(folder))
        place = folder / f"agreement-{agreement_id[:6]}-version-1.md"
        async with Story(door, size=(160, 40)) as desk:
            await at_first(desk, "agreement.export")
            await (
                desk.sees(str(place.with_suffix(".pdf")))
                .press("shift+tab", "right")
                .sees(str(place.with_suffix(".html")))
            )
            await desk.press("right").sees("‹ Markdown", str(place))
            await fill(desk, For="Ingrid", Why_all_the_same="she asked me to")
            await desk.does("form.save").sees("Markdown to Amara OkonkwoIngrid")
            await desk.does("agreement.export").sees(f"agreement-{agreement_id[:6]}-version-1.pdf")
        assert "# Leading the new team" in place.read_text("utf-8")

    async def test_a_file_is_replaced_only_when_that_is_asked_for(self, door: OpenDoor, folder: Path) -> None:
        with_agreement(door)
        async with Story(door, size=(160, 40)) as desk:
            await at_first(desk, "agreement.export")
            await retypes(desk, str(folder / "there.pdf"))
            await desk.press("tab", "right").does("form.save").sees("Handed over", "PDF to Amara")
        assert (folder / "there.pdf").read_bytes().startswith(b"%PDF")

    async def test_letters_that_no_font_has_are_told(self, door: OpenDoor, folder: Path) -> None:
        with_agreement(door, title="Signs \U000f1234 and \U000f1235")
        async with Story(door, size=(120, 40)) as desk:
            await at_first(desk, "agreement.export")
            await retypes(desk, str(folder / "new.pdf"))
            await desk.does("form.save").sees("Handed over, with a note", "It is in the register too.", "no font")
            await desk.does("tell.open").sees("PDF to Amara")


NAME_OF_40 = "Maximiliana Konstantinopolskaya-Muelhaus"


async def test_a_long_name_leaves_the_state_whole_in_the_list_and_the_terms_in_a_search(door: OpenDoor) -> None:
    with_agreement(door, NAME_OF_40, "sent")
    async with Story(door) as desk:
        await desk.does("go.agreements").sees("○ sent, both to sign", "1 Dec – 1 Jun 2027")
        await desk.does("shell.search").types("maximiliana").sees("name: Maximiliana Konst", "filled in: Maximil")


def test_the_terms_form_asks_for_nothing_that_the_inputs_do_not_know() -> None:
    assert {"title", "goals"} <= set(AgreementInput.model_fields)
