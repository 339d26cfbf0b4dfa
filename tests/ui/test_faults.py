"""What goes wrong is one line on the screen, and a note without a word that anyone typed."""

from __future__ import annotations

import stat

from coachdesk.domain.errors import failure
from tests.driver import Story
from tests.ui.desks import OpenDoor

SECRET = "afraid of her father"


async def test_a_failure_is_shown_in_its_own_words(door: OpenDoor) -> None:
    async def fails() -> None:
        raise failure("desk.full")

    async with Story(door) as desk:
        desk.app.beside(fails())
        await desk.rests()
        await desk.sees_toast("the disk is full; nothing was saved")


async def test_a_fault_is_one_line_and_a_note_that_holds_no_words(door: OpenDoor) -> None:
    async def breaks(words: str) -> None:
        raise ValueError(words)

    async with Story(door) as desk:
        desk.app.beside(breaks(SECRET))
        await desk.rests()
        await desk.sees_toast("something unexpected happened (ValueError)").does_not_see("Traceback", SECRET)
        (note,) = door.folder_here.glob("fault-*.txt")
        text = note.read_text("utf-8")
        assert "ValueError" in text
        assert SECRET not in text
        assert stat.S_IMODE(note.stat().st_mode) == 0o600


async def test_a_fault_in_a_widget_ends_the_app_with_one_line_and_no_traceback(door: OpenDoor) -> None:
    story = Story(door)
    raised = None
    try:
        async with story as desk:
            desk.app.call_later(lambda: 1 / 0)
            await desk.rests()
    except ZeroDivisionError as error:  # run_test hands on what ended the app
        raised = error
    assert raised is not None
    assert "(ZeroDivisionError)" in story.app.fault
    assert story.app._exit_renderables == []


async def test_another_process_s_change_appears_by_itself(door: OpenDoor) -> None:
    from coachdesk.domain.inputs.clients import ClientInput
    from coachdesk.services import clients

    async with Story(door) as desk:
        await desk.sees("Your desk is empty")
        other = door.other()
        clients.add(other, ClientInput(called="Amara [/b]", full_name="Amara Okonkwo", stage="enquiry"))
        other.close()
        await desk.looks_again().sees("Amara [/b]", "1 enquiry")


async def test_privacy_mode_hides_names_on_today(door: OpenDoor) -> None:
    from coachdesk.domain.inputs.clients import ClientInput
    from coachdesk.services import clients

    other = door.other()
    clients.add(other, ClientInput(called="Amara Okonkwo", full_name="Amara Okonkwo", stage="enquiry"))
    other.close()
    async with Story(door) as desk:
        await desk.sees("Amara").does("shell.private").sees("AO").does_not_see("Amara")
        await desk.does("shell.search").types("amara").does_not_see("Okonkwo")
