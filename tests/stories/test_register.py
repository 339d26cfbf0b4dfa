"""The practice register on its page, and a client's entries and fields on theirs."""

from __future__ import annotations

from typing import Any

from coachdesk.domain.evidence.ways import WAYS
from coachdesk.domain.inputs.register import EntryInput, entry_data
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import register
from tests.driver import Story
from tests.stories.people import READING, fill, turns_to, with_client
from tests.ui.desks import OpenDoor


def with_entry(door: OpenDoor, kind: str, text: str = "", client_id: str = "", **more: Any) -> str:
    """An entry that is there before the story begins; its id."""
    desk = door.other()
    try:
        entered = validated(EntryInput, entry_data({"kind": kind, "text": text, **more}), READING)
        return register.add(desk, entered, client_id).id
    finally:
        desk.close()


async def test_entries_of_the_practice(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.ethics", "ethics.register").sees("Register", "no entries yet", "5 checks never done")
        await desk.sees("Never done yet", "! Storage check", "It counts for 6 months.")
        await desk.does("register.open").sees("Storage check", "Device lock, passwords, who has access.")
        await desk.does("form.save").sees_toast("storage check entered").sees("1 entry")
        await desk.does("register.new").sees("What kind of entry?").types("qualif").does("pick.open")
        await desk.sees("Obtained on", "Fri 27 Nov 2026").does("form.save").sees("! not saved", "needs words")
        await fill(desk, Which_by_whom="ACC, ICF")
        await desk.does("form.save").sees_toast("qualification entered").sees("2 entries", "▸ 27 Nov ACC, ICF")
        await desk.sees("obtained on 27 Nov", "shown to clients yes")


async def test_what_lacks_something_stands_first_and_is_said(door: OpenDoor) -> None:
    with_entry(door, "storage-check", on="2026-05-03")
    with_entry(door, "tool", "Calendar", sees="names", ai="no")
    with_entry(door, "tool", "Zoom", on="2026-01-02")
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.ethics", "ethics.register")
        await desk.sees("3 entries · storage check due since 3 Nov · 1 lacks something", "! 2 Jan Zoom · lacks:")
        await desk.does("register.which", "register.which", "register.which").sees("showing what lacks something")
        await desk.does_not_see("Calendar").does("register.edit")
        await fill(desk, Client_data_it_sees="faces")
        await desk.does("form.save").sees_toast("entry changed").sees("lacks: AI or not")
        await desk.answers("27 nov").does("register.delete").sees_toast("ended: it does not count any more")
        await desk.does("register.which").sees("× 2 Jan Zoom · ended 27 Nov")
        await desk.does("shell.undo").sees("! 2 Jan Zoom · lacks: AI or not")
        await (
            desk.does("move.down")
            .answers("tom")
            .does("register.delete")
            .sees_toast("28 November 2026 is still to come")
        )


async def test_a_client_s_entries_and_fields_are_on_their_page(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo", called="Amara")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open")
        await turns_to(desk, "ethics")
        await desk.sees("Where they are not known yet", "Dated entries", "None yet: an intake talk")
        await desk.does("client.open").types("Lagos, Nigeria").press("tab").types("112").does("form.save")
        await desk.sees("Where they are Lagos, Nigeria", "Emergency number 112")
        await desk.does("register.new").types("intake").does("pick.open").sees("Intake talk of Amara")
        await desk.does("form.save").sees_toast("Amara: intake talk entered").sees("▸ 27 Nov Intake talk")
        await desk.does("client.open").types("what coaching is").does("form.save")
        await desk.sees("Intake talk · what coaching is")
        await desk.does("shell.private").does_not_see("Intake talk", "Lagos").does("shell.private")
        await turns_to(desk, "history")
        await desk.sees("entry of the register added", "client changed", "where they are: Lagos, Nigeria")


async def test_ties_a_check_and_how_long_records_are_kept(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo", called="Amara")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open", "client.edit")
        await fill(desk, Other_ties="none")
        await desk.press("tab", "right").sees("‹ no ›")
        await fill(desk, Conflict_check="none")
        await desk.does("form.save").sees("! not saved", "a conflict check has a day and a result")
        await fill(desk, Looked_on="3 nov", Kept_for="7", Or_until="2030-01-01")
        await desk.sees("Tue 3 Nov 2026").does("form.save").sees("not both").press("ctrl+u").does("form.save")
        await turns_to(desk, "ethics")
        await desk.sees("Other ties none", "Same employer no", "Conflict check none · 3 Nov")
        await desk.sees("Records kept 7 years after the ending")


async def test_search_opens_an_entry_where_it_stands(door: OpenDoor) -> None:
    amara = with_client(door, "Amara Okonkwo", called="Amara")
    with_entry(door, "tool", "Zoom")
    with_entry(door, "harm", "she spoke of a knife", amara, heard="her words")
    async with Story(door) as desk:
        await desk.does("shell.search").types("knife").sees("entry Amara: she spoke of a knife").does("pick.open")
        await desk.sees("▸ ! 27 Nov Amara · she spoke of a knife", "Harm disclosed")
        await desk.does("shell.private").does_not_see("knife", "Harm", "her words")


async def test_a_question_leads_straight_to_the_form_of_its_record(door: OpenDoor) -> None:
    amara = with_client(door, "Amara Okonkwo", called="Amara")
    async with Story(door) as desk:
        for page, about, way, words in (
            ("client", amara, "client.intake_talk_logged", "Intake talk of Amara"),
            ("client", amara, "client.retention_rule_set", "Kept for"),
            ("register", amara, "referral.disclosed_logged", "Referral of Amara"),
            ("register", "", "practice.storage_check_dated", "Storage check"),
        ):
            desk.app.open_record(page, about, then=WAYS[way].command)
            await desk.rests()
            await desk.sees(words, "ctrl+s saves").does("form.leave", "shell.back")
        desk.app.open_record("register", amara, then=WAYS["referral.disclosed_logged"].command)
        await desk.rests()
        await fill(desk, Other_party="Bo Lind", Amount_or_benefit="100 EUR", Client_told_on="today")
        await desk.does("form.save").sees("Register of Amara", "1 entry", "Bo Lind", "amount or benefit: 100 EUR")
