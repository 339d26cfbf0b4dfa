"""Typing ahead: keys reach the screen they were meant for, in the order they were pressed."""

from __future__ import annotations

from coachdesk.ui.widgets.form import FormScreen
from tests.driver import Story
from tests.ui.desks import OpenDoor


async def test_a_name_typed_right_after_the_key_of_the_form_is_no_string_of_commands(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.bursts("3", "n", *"Dave Xuq").sees("New client", "Dave Xuq")


async def test_letters_and_corrections_stay_in_order(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.bursts("/", *"abc", "backspace", "backspace", *"xy", "home", "Q").sees("Qaxy")


async def test_a_field_that_is_left_gets_no_letter_of_the_next(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.bursts("3", "n", *"Ann", "tab", *"Annie", "tab", *"she")
        screen = desk.app.screen
        assert isinstance(screen, FormScreen)
        assert list(screen.values().values())[:3] == ["Ann", "Annie", "she"]


async def test_screens_and_pages_follow_each_other(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.bursts("2", "/", *"xyz", "escape", "6", "?", "escape", "7").sees("▸7 Ledger")
        assert len(desk.app.screen_stack) == 1


async def test_quitting_is_not_held_up(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.bursts("3", "n", *"half", "ctrl+q")
        assert not desk.app.bridge.is_open
