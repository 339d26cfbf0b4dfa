"""Moving about: the seven screens, help, the palette, search, privacy, undo, quitting."""

from __future__ import annotations

import pytest

from coachdesk.ui.commands import registry
from coachdesk.ui.commands.shell import TABS
from tests.driver import Story
from tests.ui.desks import OpenDoor


async def test_an_empty_desk_opens_on_today_and_says_what_to_do(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.sees("▸1 Today", "Fri 27 Nov", "Your desk is empty and ready", "Begin with")


async def test_every_screen_is_marked_in_the_top_bar(door: OpenDoor) -> None:
    async with Story(door) as desk:
        for key, place, title, _ in TABS:
            await desk.does(f"go.{place}").sees(f"▸{key} {title}")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (40, 10)])
async def test_the_frame_fits_every_size(door: OpenDoor, size: tuple[int, int]) -> None:
    async with Story(door, size=size) as desk:
        await desk.sees("? keys", "everything")
        assert all(len(line) <= size[0] for line in desk.screen().splitlines())
        await desk.resizes(80, 24).sees("7 Ledger", "? keys")


async def test_a_key_that_does_nothing_here_says_so_and_names_the_one_that_helps(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.press("Z").sees_toast("Z does nothing here · ? shows every key")
        await desk.does("go.clients", "clients.new").sees("New client").types("Zoë").sees("Zoë")
        await desk.does_not_see("ë does nothing")


async def test_help_lists_the_keys_of_this_screen(door: OpenDoor) -> None:
    async with Story(door, size=(120, 90)) as desk:
        await desk.does("shell.help").sees("Keys", "of today", "Search everything", "Lock the desk", "F9", "gg or home")
        await desk.does("dialog.leave").sees("▸1 Today")


async def test_help_shows_each_sentence_whole_at_80_columns(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients", "shell.help")
        offered = [one for one in registry.commands_of("clients", "desk") if one.keys]
        for group in dict.fromkeys(one.group for one in offered):
            for command in (one for one in offered if one.group == group):
                await desk.sees(f"{registry.keys_shown(command)} {command.help}").does("found.down")


async def test_the_palette_finds_a_command_by_its_name_and_runs_it(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("shell.palette").sees("Which command?").types("ethics").does("pick.open").sees("▸6 Ethics")


async def test_the_palette_says_each_sentence_whole_at_80_columns(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.agreements", "shell.palette")
        context = desk.app.screen_stack[-2].context()  # type: ignore[attr-defined]
        for command in (one for one in registry.commands_of("agreements", "desk") if one.id != "shell.palette"):
            await desk.sees(command.why_not(context) or command.help).press("down")


async def test_the_palette_says_why_a_command_cannot_run(door: OpenDoor) -> None:
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("shell.palette").types("dismiss the warning").sees("no line under the cursor")
        await desk.does("pick.open").sees_toast("Dismiss the warning: there is no line under the cursor")


async def test_a_command_that_cannot_run_says_why_in_one_line(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("today.dismiss").sees_toast("Dismiss the warning: there is no line under the cursor")


async def test_undo_on_a_new_desk_says_that_there_is_nothing(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("shell.undo").sees_toast("nothing to undo")


async def test_search_says_when_nothing_is_found(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("shell.search").types("xyzzy").sees("nothing found").does("dialog.leave").sees("▸1 Today")


@pytest.mark.parametrize("width", [40, 76, 80, 84, 90, 100, 120])
async def test_privacy_mode_is_marked(door: OpenDoor, width: int) -> None:
    async with Story(door, size=(width, 24)) as desk:
        await desk.does("shell.private")
        assert desk.screen().splitlines()[0].endswith(" private")
        if width >= 80:
            await desk.sees("7 Ledger private")
        await desk.does("shell.private").sees_toast("are shown")


async def test_privacy_mode_is_marked_on_screens_that_were_opened_before(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients", "go.tasks", "shell.private", "go.clients").sees("7 Ledger private")
        await desk.does("shell.private", "go.tasks").does_not_see("Ledger private")


async def test_quitting_closes_the_desk(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("shell.quit")
        assert not desk.app.bridge.is_open


async def test_two_quick_presses_leave_one_screen(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.tasks", "shell.search")
        stack = len(desk.app.screen_stack)
        assert desk._pilot is not None
        await desk._pilot.press("escape", "escape")
        await desk.rests()
        assert (len(desk.app.screen_stack), desk.app.current_mode) == (stack - 1, "tasks")
