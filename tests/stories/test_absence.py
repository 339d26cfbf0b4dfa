"""A week's leave and the way back: what it touches, what becomes of each, the texts, the auto-replies, the stand-in."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coachdesk.domain.inputs.sessions import SessionInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import hand_over, sessions
from tests.driver import Story
from tests.stories.one_list import with_message, with_task
from tests.stories.people import with_client, with_contact
from tests.stories.test_review import at
from tests.ui.desks import NOW, OpenDoor

MONDAY_AFTER = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)


def a_full_week(door: OpenDoor) -> str:
    """A client with a session and promises in the week to come, and a stand-in; the client's id."""
    amara = with_client(door, "Amara Okonkwo", called="Amara", zone="lagos", phone="+234 1 555 01 23")
    with_contact(door, "Ida Krull", "stand-in", phone="+359 2 555 01 99")
    with_task(door, "send the notes @amara tue 12:00")
    with_task(door, "send the book @amara wed 12:00")
    with_task(door, "send the poem @amara 10 dec 12:00")
    desk = door.other()
    try:
        sessions.add(desk, amara, validated(SessionInput, {"at": "thu 14:00", "kind": "chemistry"}))
    finally:
        desk.close()
    return amara


async def goes_away(desk: Story) -> None:
    """The form of a week's leave with a stand-in."""
    await desk.does("absences.go").sees("Being away you are here", "No absence is planned").does("absences.new")
    await desk.press("end", "ctrl+u").types("mon").sees("Mon 30 Nov, the whole day").press("tab").types("fri 4 dec")
    await desk.sees("Fri 4 Dec, the whole day").press("tab", "right").sees("Ida Krull")
    await desk.does("form.save")


async def test_a_week_s_leave_and_the_way_back(door: OpenDoor) -> None:
    a_full_week(door)
    async with Story(door, size=(110, 40)) as desk:
        await goes_away(desk)
        await desk.sees("Away Mon 30 Nov – Fri 4 Dec · coming · ! 3 of 3 not decided", "Ida Krull stands in")
        await desk.sees("send the notes", "chemistry session").does_not_see("send the poem")
        await desk.answers("cover").does("absence.open").sees("covered", "2 of 3 not decided")
        await desk.answers("renegotiate").does("absence.open").sees("Renegotiate · Amara").does("form.leave")
        await desk.sees("2 of 3 not decided")
        await desk.answers("renegotiate").does("absence.open").sees("Renegotiate · Amara").types("7 dec 12:00")
        await desk.press("tab", "tab").types("sure").does("form.save")
        await desk.does("sentence.open").sees("1 of 2 not decided").does_not_see("send the book")
        await desk.answers("keep").does("move.last", "absence.open").sees("all 2 decided")
        await desk.does("move.right").sees("Auto-reply", "Monday 30 November", "Voicemail", "off")
        await desk.does("absence.done").sees_toast("e-mail: the auto-reply is on").sees("✓ on since 09:30")
        await desk.does("move.down", "move.down", "move.down", "absence.copy").sees_toast("auto-reply: copied")
        assert "Ida Krull" in desk.app.clipboard
        await desk.does("shell.back", "shell.back").sees("▸1 Today")
    async with Story(at(door, MONDAY_AFTER), size=(110, 40)) as desk:
        await desk.sees("you are back, and the auto-reply of e-mail is still on").does("absences.go")
        await desk.sees("over", "Mon 30 Nov – Fri 4 Dec").does("absences.open").sees("still on: e-mail")
        await desk.does("move.right", "absence.done").sees_toast("e-mail: the auto-reply is off")
        await desk.does("go.today", "shell.back", "shell.back").does_not_see("still on")


async def test_ill_from_now_with_no_end_yet(door: OpenDoor) -> None:
    amara = a_full_week(door)
    with_message(door, amara, "asks whether Thursday holds", ago=timedelta(hours=2))
    async with Story(door) as desk:
        await desk.does("absences.go", "absences.new").does("form.save")
        await desk.sees("since Fri 27 Nov 09:30, no end yet", "now", "! 5 of 5 not decided")
        await desk.does("move.right").sees("cannot say yet").does("shell.back", "shell.back")
        await desk.sees("Fri 27 Nov away", "covered", "no auto-reply is on")
    async with Story(at(door, NOW + timedelta(days=3)), size=(110, 40)) as desk:
        await desk.does("absences.go", "absences.open", "absence.back").sees_toast("welcome back").sees("over")


async def test_what_cannot_be_is_said_beside_the_field(door: OpenDoor) -> None:
    async with Story(door, size=(110, 40)) as desk:
        await desk.does("absences.go", "absences.new").press("tab").types("yesterday").does("form.save")
        await (
            desk.sees("it would begin Fri 27 Nov 09:30", "but last through Thu 26 Nov")
            .press("end", "ctrl+u")
            .types("fri 4 dec")
            .does("form.save")
        )
        await desk.sees("Fri 27 Nov 09:30 through Fri 4 Dec").does("shell.back", "absences.new").does("form.save")
        await desk.sees("you are away Fri 27 Nov 09:30 through Fri 4 Dec already")


async def test_only_who_consented_is_on_the_sheet_and_each_is_in_the_register(door: OpenDoor, tmp_path: Path) -> None:
    amara = a_full_week(door)
    with_client(door, "Jonas Weber", phone="+49 30 555 01 23")
    desk_there = door.other()
    try:
        from coachdesk.domain.inputs.consents import GiveInput
        from coachdesk.services import consents

        consents.give(desk_there, amara, validated(GiveInput, {"kind": "stand-in", "on": "2026-11-01"}))
    finally:
        desk_there.close()
    async with Story(door, size=(110, 40)) as desk:
        await goes_away(desk)
        await desk.does("move.right").sees("Sheet", "Amara Okonkwo +234 1 555 01 23").does_not_see("Jonas")
        await desk.does("move.last", "absence.export").sees("Hand over · Ida Krull", "Names and numbers")
        await desk.press("end", "ctrl+u").types(str(tmp_path / "sheet.txt")).does("form.save")
        await desk.sees_toast("handed over, with 1 of your clients on it")
    written = tmp_path / "sheet.txt"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    words = written.read_text("utf-8")
    assert "+234 1 555 01 23" in words
    assert "Jonas" not in words
    assert "notes" not in words
    after = door.other()
    try:
        lines = hand_over.register(after)
    finally:
        after.close()
    assert [(one.client, one.recipient, one.kind) for one in lines] == [("Amara", "Ida Krull", "stand-in-sheet")]


async def test_who_did_not_agree_to_be_named_is_said_as_soon_as_somebody_stands_in(door: OpenDoor) -> None:
    a_full_week(door)
    said = "Amara has not agreed to be named to Ida Krull: the sheet leaves their name out"
    async with Story(door, size=(80, 24)) as desk:
        await goes_away(desk)
        await desk.sees_toast(said)
        desk.app.forget_toasts("")
        await desk.answers("keep").does("absence.open").sees("2 of 3 not decided")
        assert said not in [one.message for one in desk.app.toasts]
        await desk.answers("cover").does("absence.open").sees_toast(said)


async def test_without_a_consent_nothing_is_handed_over(door: OpenDoor, tmp_path: Path) -> None:
    a_full_week(door)
    async with Story(door, size=(110, 40)) as desk:
        await goes_away(desk)
        await desk.does("move.right", "move.last", "absence.export").press("end", "ctrl+u")
        await desk.types(str(tmp_path / "sheet.txt")).does("form.save").sees("no client consented")
    assert not (tmp_path / "sheet.txt").exists()


async def test_in_privacy_mode_the_page_shows_no_words(door: OpenDoor) -> None:
    a_full_week(door)
    async with Story(door, size=(110, 40)) as desk:
        await goes_away(desk)
        await desk.does("shell.private").sees("IK stands in").does_not_see("Amara", "the notes", "Krull")
        await desk.does("move.right").does_not_see("Krull", "Monday 30")


async def test_who_was_told_is_marked_with_one_key(door: OpenDoor) -> None:
    a_full_week(door)
    with_client(door, "Mei Lin", called="Mei")
    async with Story(door) as desk:
        await goes_away(desk)
        await desk.sees("2 of 2 not told").does("move.right", "move.right").sees("Amara not told yet")
        await (
            desk.does("told.done").sees_toast("1 client: told today").sees("1 of 2 not told", "✓ Amara told on 27 Nov")
        )
        await desk.does("told.all").sees_toast("1 client: told today").does_not_see("not told")
        await desk.does("told.all").sees_toast("All were told: everybody was told")
        await desk.does("told.done").sees_toast("1 client: not told after all").sees("1 of 2 not told")


async def test_a_reply_that_falls_into_it_is_acknowledged_and_an_own_task_moved(door: OpenDoor) -> None:
    jonas = with_client(door, "Jonas Weber")
    with_message(door, jonas, "the invoice")
    with_task(door, "pay the rent sat 12:00")
    async with Story(door) as desk:
        await desk.does("absences.go", "absences.new").press("end", "ctrl+u", "tab").types("mon").does("form.save")
        await desk.sees("the invoice · reply").does("absence.open")
        await desk.sees("acknowledge it: say when they hear more").press("down", "enter").sees("Acknowledge · Jonas")
        await desk.does("form.leave").sees("! 2 of 2 not decided").does("absence.open").press("down", "enter")
        await desk.types("tue 12:00").does("form.save").sees("Hello Jonas Weber").press("escape")
        await desk.sees("! 1 of 1 not decided").does_not_see("the invoice").does("absence.open")
        await desk.sees("move it to another day").press("down", "enter").sees("Move")
