"""Fields and bad input of agreements on screen: swap, answer time, language, logo, own titles, places in templates."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pytest

from coachdesk.services import agreement_versions, agreements, templates
from tests.driver import Story
from tests.stories.agreed import retypes, with_agreement
from tests.stories.people import fill, with_client
from tests.ui.desks import OpenDoor

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}<path d="M0 0 L40 20 z"/></svg>'


async def at_first(desk: Story, *commands: str) -> None:
    """Open the first agreement of the list, and do these on its page."""
    await desk.does("go.agreements", "agreements.open", *commands)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_draft_gets_a_language_an_answer_time_and_a_swap(door: OpenDoor, size: tuple[int, int]) -> None:
    agreement_id = with_agreement(door)
    async with Story(door, size=size) as desk:
        await at_first(desk, "agreement.terms")
        await fill(desk, Answers_within="soon")
        await desk.does("form.save").sees("not saved: 1 thing")
        await retypes(desk, "12h")
        await desk.sees("12 hours").press("tab", "right", "right").sees("‹ German ›").does("form.save")
        await desk.sees("☑ Wer wir sind").does("agreement.terms")
        await fill(desk, Swap="")
        await desk.press("right").sees("‹ yes ›").does("form.save").sees("the clause “Swaps”").does("agreement.fill")
        await desk.sees("Take it in").press("enter").sees("the share of the fee that is swapped")
    other = door.other()
    page = agreements.page(other, agreement_id)
    other.close()
    assert (page.terms.language, page.terms.reply_minutes, page.terms.barter) == ("de", 720, True)


async def test_a_summary_is_handed_over_in_another_language_and_look(door: OpenDoor, tmp_path: Path) -> None:
    with_agreement(door, state="signed")
    paper = tmp_path / "other.html"
    async with Story(door, size=(120, 40)) as desk:
        await at_first(desk, "agreement.export")
        await desk.press("shift+tab", "right").sees("‹ HTML").press("tab")
        await retypes(desk, str(paper))
        await fill(desk, Fixed_words_in="")
        await desk.press("right").sees("‹ German ›").press("tab", "right").sees("‹ plain").does("form.save")
        await desk.sees("the clauses stay in English, as they were written").does("tell.open")
    said = paper.read_text("utf-8")
    assert 'lang="de"' in said
    assert "Die einzelnen Punkte stehen in der Sprache" in said


async def test_a_logo_is_read_from_a_file_and_a_bad_one_leaves_the_form(door: OpenDoor, tmp_path: Path) -> None:
    (tmp_path / "bad.svg").write_text(SVG.format("<script>alert(1)</script>"))
    (tmp_path / "good.svg").write_text(SVG.format(""))
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("shell.settings", "move.down", "move.down", "settings.open").sees("such as ~/logo.svg")
        await desk.types(str(tmp_path / "bad.svg")).does("form.save").sees("not saved: 1 thing", "script")
        await retypes(desk, str(tmp_path / "absent.png"))
        await desk.does("form.save").sees("not saved: 1 thing")
        await retypes(desk, str(tmp_path / "good.svg"))
        await desk.does("form.save").sees("SVG, 1 kB").does("settings.open").does("form.save").sees("SVG, 1 kB")
        await desk.does("settings.open")
        await retypes(desk, "")
        await desk.does("form.save").does_not_see("SVG, 1 kB")


async def test_a_logo_that_is_vast_a_bomb_or_a_script_is_one_line_on_the_screen_too(
    door: OpenDoor, tmp_path: Path
) -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 5_000_000)), (b"IEND", b""))
    parts = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    ]
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    (tmp_path / "script.svg").write_text(SVG.format("<script>alert(1)</script>"))
    with (tmp_path / "vast.png").open("wb") as vast:
        vast.truncate(50 * 1024 * 1024)
    os.mkfifo(tmp_path / "pipe.png")
    said = {
        "bomb.png": "60000 × 60000 pixels is too large",
        "script.svg": "the logo holds <script>",
        "vast.png": "a logo has at most 512 kB",
        "pipe.png": "it is not a file",
    }
    async with Story(door, size=(160, 40)) as desk:
        await desk.does("shell.settings", "move.down", "move.down", "settings.open")
        for name, words in said.items():
            await retypes(desk, str(tmp_path / name))
            await desk.does("form.save").sees("not saved: 1 thing", words)
        await retypes(desk, "")
        await desk.does("form.save").does_not_see("kB")


async def test_the_title_of_an_own_clause_is_changed_and_not_that_of_the_catalogues(door: OpenDoor) -> None:
    agreement_id = with_agreement(door)
    other = door.other()
    agreements.add_clause(other, agreement_id, "Walks", "We walk.", before="parties")
    other.close()
    async with Story(door, size=(120, 40)) as desk:
        await at_first(desk, "agreement.edit")
        await desk.sees("Title Walks")
        await fill(desk, Title="")
        await retypes(desk, " ")
        await desk.does("form.save").sees("a clause of your own needs a title")
        await retypes(desk, "Walks outside")
        await desk.does("form.save").sees("☑ Walks outside").does("move.down", "agreement.edit")
        await desk.sees("Who we are").does_not_see("Title ")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_is_owed_under_an_agreement_stands_on_its_page(door: OpenDoor, size: tuple[int, int]) -> None:
    with_agreement(door, state="signed", review="2027-02-01")
    async with Story(door, size=size) as desk:
        await at_first(desk, "move.first")
        await desk.sees("Owed under it", "▸ ○ review our agreement", "a promise, due Mon 1 Feb 2027 17:30")
        await desk.does("agreement.open")
        await desk.sees("Promise to Amara", "What happened").does("tasks.done", "shell.back")
        await desk.does("move.first").sees("Sessions and money").does_not_see("Owed under it")


async def test_a_template_fills_places(door: OpenDoor) -> None:
    with_client(door, "Bo")
    agreement_id = with_agreement(door)
    other = door.other()
    saved = templates.save(other, agreement_id, "Mine")
    other.close()
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.agreements", "agreements.templates", "templates.open")
        for _ in range(5):
            await desk.does("move.down")
        await desk.does("agreement.edit").sees("What fills the places in it", "how often you meet")
        await fill(desk, _frequency_="weekly")
        await desk.does("form.save").sees("weekly")
    other = door.other()
    assert dict(templates.view(other, saved.id).fills) == {"frequency": "weekly"}
    other.close()


async def test_what_was_withdrawn_is_listed_as_that_and_verify_is_everywhere(door: OpenDoor, tmp_path: Path) -> None:
    agreement_id = with_agreement(door, state="sent")
    paper = tmp_path / "paper.md"
    other = door.other()
    agreements.export(other, agreement_id, "md", paper)
    agreement_versions.withdraw(other, agreement_id)
    other.close()
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.agreements").sees("1 withdrawn").does_not_see("draft").does("go.clients", "shell.palette")
        await desk.types("verify a paper").sees("Verify a paper").press("enter").sees("File or fingerprint")
        await desk.types(str(paper)).does("ask.open").sees("Genuine, and not signed by all", "was withdrawn")


async def test_namesakes_are_told_apart_on_their_pages_and_in_what_is_said(door: OpenDoor) -> None:
    with_agreement(door, "Anna Berg")
    with_client(door, "Anna Berg", email="anna@other.example", called="Anna Berg")
    async with Story(door, size=(120, 40)) as desk:
        await at_first(desk, "agreement.terms")
        await desk.sees("Terms with Anna Berg (")
        await fill(desk, Sessions="0")
        await desk.does("form.save").sees("Agreement with Anna Berg (").sees_toast("Anna Berg (")


@pytest.mark.parametrize(
    ("day", "said"), [("2026-11-20", "before that"), ("2027-01-01", "not come yet"), ("someday", "someday")]
)
async def test_a_signature_on_a_day_that_cannot_be(door: OpenDoor, day: str, said: str) -> None:
    with_agreement(door, state="sent")
    async with Story(door, size=(120, 40)) as desk:
        await at_first(desk, "agreement.sign")
        await fill(desk, On="")
        await retypes(desk, day)
        await desk.does("form.save").sees("not saved: 1 thing", said)
        await retypes(desk, "today")
        await fill(desk, Name="")
        await retypes(desk, " ")
        await desk.does("form.save").sees("not saved: 1 thing")


async def test_an_end_before_it_begins_and_what_has_ended_is_not_amended(door: OpenDoor) -> None:
    with_agreement(door, state="signed", start="2026-11-27")
    async with Story(door, size=(120, 40)) as desk:
        await at_first(desk, "agreement.end")
        await retypes(desk, "2026-11-01")
        await fill(desk, Why="it is done", Given_back="1.005")
        await desk.does("form.save").sees("not saved")
        await retypes(desk, "100.00")
        await desk.does("form.save").sees("not saved: 1 thing", "2026-11-27")
        await fill(desk, Over_from="")
        await retypes(desk, "today")
        await desk.does("form.save").sees("by the coach", "100.00 EUR given").does("agreement.amend")
        await desk.sees_toast("it is over; w renews it").does("agreement.end").sees_toast("it has ended")


async def test_instalments_that_do_not_come_to_the_fee(door: OpenDoor) -> None:
    with_agreement(door)
    async with Story(door, size=(120, 40)) as desk:
        await at_first(desk, "agreement.terms")
        await fill(desk, Instalments="1 dec 600.00")
        await desk.does("form.save").sees("not saved: 1 thing", "600.00 EUR", "1,200.00 EUR")
        await desk.press("enter").types("1 jan 600.00").does("form.save").sees("in 2 parts: 1 Dec, 1 Jan")
