"""What leaves for anybody else, on screens: refused without consent in every format, let out once they allow it or for
a reason that stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachdesk.domain.inputs.consents import GiveInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreements, consents
from coachdesk.services.hand_over import register
from tests.driver import Story
from tests.services.gate_ways import WAYS
from tests.stories.agreed import retypes, with_agreement
from tests.stories.people import READING, fill, with_contact
from tests.ui.desks import NOW, OpenDoor

REFUSED = "Amara Okonkwo has not allowed"
TRIED = {
    "summary": ("test_gate", "test_a_summary_for_somebody_else"),
    "payers-copy": ("test_gate", "test_the_payers_copy_before_the_client_signed"),
    "payers-letter": ("test_gate", "test_the_payers_copy_before_the_client_signed"),
    "report": ("test_gate", "test_a_report_to_the_payer"),
    "sheet": ("test_absence", "test_without_a_consent_nothing_is_handed_over"),
    "hours": ("test_hours", "test_the_log_is_handed_over"),
    "checklist": ("test_ethics", "test_a_checklist_is_handed_over_to_a_named_supervisor"),
}
"""Each way out, and the story in which a screen refuses it or leaves people out."""


def paid(door: OpenDoor, *, signed: bool) -> str:
    """An agreement with Amara that Ingrid pays for, sent; the client has signed it or not."""
    with_contact(door, "Ingrid Solheim", "sponsor", email="ingrid@fjord.example")
    agreement_id = with_agreement(door)
    desk = door.other()
    try:
        payer = next(row["id"] for row in desk.rows("contact"))
        agreements.set_sponsor(desk, agreement_id, payer)
        agreements.fill(desk, agreement_id, {"shared_items": "the dates of the sessions"})
        agreements.send(desk, agreement_id)
        if signed:
            agreements.sign(desk, agreement_id, by="Amara Okonkwo", on=NOW.date(), how="paper", party="client")
    finally:
        desk.close()
    return agreement_id


def left(door: OpenDoor) -> list[tuple[str, str, str]]:
    """What left, by the register: the kind, the ground, why."""
    desk = door.other()
    try:
        return [(one.kind, one.basis, one.why) for one in register(desk)]
    finally:
        desk.close()


async def refused_in_each_format(desk: Story, folder: Path) -> None:
    """The form in sight is tried in every format, and each is refused."""
    await fill(desk, File="")
    await retypes(desk, str(folder / "out.pdf"))
    for letter, fmt in (("h", "html"), ("m", "md"), ("p", "pdf")):
        await fill(desk, As=letter)
        await desk.sees(f"out.{fmt}").does("form.save").sees(REFUSED, "They allow it: enter")
        await desk.press("escape").does_not_see("They allow it: enter")
    assert list(folder.glob("out.*")) == []


def test_every_way_is_told_of() -> None:
    assert set(TRIED) == {way.name for way in WAYS}
    for module, story in TRIED.values():
        assert f"async def {story}(" in Path(__file__).with_name(f"{module}.py").read_text("utf-8")


async def test_a_summary_for_somebody_else(door: OpenDoor, tmp_path: Path) -> None:
    with_agreement(door, state="signed")
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.agreements", "agreements.open", "agreement.export")
        await fill(desk, For="")
        await retypes(desk, "Bo Lind")
        await refused_in_each_format(desk, tmp_path)
        await fill(desk, Why_all_the_same="her lawyer asked for it")
        await desk.does("form.save").sees_toast("handed over, and in the register")
    assert left(door) == [("agreement-summary", "override", "her lawyer asked for it")]


async def test_the_payers_copy_before_the_client_signed(door: OpenDoor, tmp_path: Path) -> None:
    paid(door, signed=False)
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.agreements", "agreements.open").answers("payer").does("agreement.copy")
        await desk.sees_toast(REFUSED).does("agreement.export")
        await fill(desk, Copy="i")
        await refused_in_each_format(desk, tmp_path)
    assert left(door) == []


async def test_the_payers_copy_and_its_letter_once_the_client_signed(door: OpenDoor, tmp_path: Path) -> None:
    paid(door, signed=True)
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.agreements", "agreements.open", "agreement.export")
        await fill(desk, Copy="i")
        await fill(desk, As="m")
        await fill(desk, File="")
        await retypes(desk, str(tmp_path / "hers.md"))
        await desk.does("form.save").sees("Handed over, with a note").does("tell.open")
        await desk.answers("payer").does("agreement.copy").sees_toast("the e-mail's text is copied")
    assert sorted((kind, basis) for kind, basis, _ in left(door)) == [
        ("agreement-payers-letter", "agreement"),
        ("agreement-payers-summary", "agreement"),
    ]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_report_to_the_payer(door: OpenDoor, tmp_path: Path, size: tuple[int, int]) -> None:
    paid(door, signed=True)
    async with Story(door, size=size) as desk:
        await desk.does("go.agreements", "agreements.open", "agreement.report")
        await desk.sees("Report to Ingrid Solheim", "! not allowed: never asked", "the dates of the sessions")
        await desk.types("We are half way.")
        await refused_in_each_format(desk, tmp_path)
        # they are asked, and say yes: it is entered where it was missing, and nothing that was typed is lost
        await desk.does("form.save").press("enter").sees("Amara Okonkwo allows it", "‹ sponsor-report")
        await desk.does("form.save").sees_toast("the report is written, and in the register")
    assert left(door) == [("sponsor-report", "consent", "")]
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


async def test_a_no_is_an_answer_and_the_report_stays_here(door: OpenDoor, tmp_path: Path) -> None:
    paid(door, signed=True)
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.agreements", "agreements.open", "agreement.report").types("We are half way.")
        await fill(desk, File="")
        await retypes(desk, str(tmp_path / "out.pdf"))
        await desk.does("form.save").press("down", "enter").sees("Amara Okonkwo declines it").does("form.save")
        await desk.sees("We are half way.").does("form.save").sees("declined on 27 November 2026").press("escape")
        await desk.does("form.leave").press("y").does("agreement.client", "client.consents")
        await desk.sees("0 in force · 7 never asked", "✗ declined")
    assert left(door) == []
    assert list(tmp_path.glob("out*")) == []


async def test_goals_are_in_a_report_only_where_that_was_signed(door: OpenDoor, tmp_path: Path) -> None:
    agreement_id = paid(door, signed=True)
    desk_there = door.other()
    try:
        who = agreements.page(desk_there, agreement_id).client_id
        consents.give(desk_there, who, validated(GiveInput, {"kind": "sponsor-report", "on": NOW.date()}, READING))
    finally:
        desk_there.close()
    target = tmp_path / "out.md"
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.agreements", "agreements.open", "agreement.report").sees("✓ allowed, given on")
        await desk.does_not_see("The goals")
        await fill(desk, As="m")
        await fill(desk, File="")
        await retypes(desk, str(target))
        await desk.does("form.save").sees_toast("the report is written")
    assert "Monday meeting" not in target.read_text("utf-8")
