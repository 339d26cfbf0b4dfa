"""Forms: what is wrong is said beside its field, nothing typed is lost, every field is reachable."""

from __future__ import annotations

from textual import events
from textual.widget import Widget

from coachdesk.ui.widgets.fields import LineInput, ManyLines
from coachdesk.ui.widgets.form import FieldRow, Form, FormScreen
from tests.driver import Story
from tests.ui.desks import OpenDoor
from tests.ui.rooms import FIELDS, FormRoom


async def _fill(desk: Story, form: Form) -> None:
    desk.app.beside(desk.app.fill_in(form))
    await desk.rests()


async def test_a_form_saves_what_was_typed(door: OpenDoor) -> None:
    room = FormRoom()
    async with Story(door) as desk:
        await _fill(desk, room.form(stage="active"))
        await (
            desk.sees("New thing", "in a room", "ctrl+s saves").types("Amara").press("tab", "right").sees("‹ paused ›")
        )
        await desk.does("form.save").sees("▸1 Today")
        assert (room.saved["called"], room.saved["stage"], room.saved["ask"]) == ("Amara", "paused", "")


async def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(door: OpenDoor) -> None:
    room = FormRoom()
    async with Story(door) as desk:
        await _fill(desk, room.form())
        await desk.press("tab", "tab", "tab").types("tom").does("form.save")
        await desk.sees("! not saved: 1 thing to put right", "! needs a name")
        await desk.types("Bo").does_not_see("needs a name").does_not_see("not saved").does("form.save").sees("▸1 Today")
        assert (room.saved["called"], room.saved["day"]) == ("Bo", "tom")


async def test_a_paste_that_no_field_can_hold_is_refused_whole(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await _fill(desk, FormRoom().form(called="Amara"))
        for kind in (LineInput, ManyLines):
            field = desk.app.screen.query(kind).first()
            field.focus().post_message(events.Paste("x" * 20_001))
            await desk.rests()
            await desk.sees_toast("nothing was pasted: it has 20,001 characters, and a text may have 20,000")
            await desk.does_not_see("xxx")
            field.post_message(events.Paste(" and more"))
            await desk.rests()
            await desk.sees("and more")


async def test_a_save_that_fails_loses_nothing(door: OpenDoor) -> None:
    room = FormRoom()
    room.fails = True
    async with Story(door) as desk:
        await _fill(desk, room.form())
        await desk.types("Amara").does("form.save").sees("the disk is full", "Amara")
        room.fails = False
        await desk.does("form.save").sees("▸1 Today")
        assert room.saved["called"] == "Amara"


async def test_leaving_asks_only_where_something_was_changed(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await _fill(desk, FormRoom().form(called="Amara"))
        await desk.does("form.leave").sees("▸1 Today")
        await _fill(desk, FormRoom().form(called="Amara"))
        await desk.types("x").does("form.leave").sees("Leave without saving?").does("dialog.no").sees("Amarax")
        await desk.answers(True).does("form.leave").sees("▸1 Today")


async def test_a_city_is_found_as_it_is_typed_and_taken(door: OpenDoor) -> None:
    room = FormRoom()
    async with Story(door) as desk:
        await _fill(desk, room.form(called="A"))
        await (
            desk.press("tab", "tab").types("t").sees("▸ Sofia", "Taipei").press("down").sees("▸ Taipei").press("enter")
        )
        await desk.sees("Asia/Taipei").does_not_see("▸ Taipei").does("form.save")
        assert room.saved["zone"] == "Asia/Taipei"


async def test_what_is_typed_is_said_back_as_it_is_understood(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await _fill(desk, FormRoom().form())
        await desk.press("tab", "tab", "tab").types("fri").sees("understood as fri")


async def test_every_field_is_reached_by_tab_and_seen_at_80_by_24(door: OpenDoor) -> None:
    async with Story(door, size=(80, 24)) as desk:
        await _fill(desk, FormRoom().form())
        for spec in FIELDS:
            focused = desk.app.screen.focused
            assert isinstance(focused, Widget)
            row = next(one for one in focused.ancestors_with_self if isinstance(one, FieldRow))
            assert row.spec.name == spec.name
            assert row.region.bottom <= 23
            await desk.sees(spec.label).press("tab")


async def test_half_typed_words_are_kept_and_come_back(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await _fill(desk, FormRoom().form())
        await desk.types("half a na")
        screen = desk.app.screen
        assert isinstance(screen, FormScreen)
        await desk.press("ctrl+q")
    again = OpenDoor(door.folder_here, door.key)
    async with Story(again) as desk:
        await _fill(desk, FormRoom().form())
        await desk.sees("half a na", "what you had typed before is back")
        await desk.does("form.save").sees("▸1 Today")
        await _fill(desk, FormRoom().form())
        await desk.does_not_see("half a na")


async def test_letters_typed_into_a_form_are_no_commands(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await _fill(desk, FormRoom().form())
        await desk.types("q1u/?x").sees("q1u/?x", "New thing")
