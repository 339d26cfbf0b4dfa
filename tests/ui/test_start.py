"""What the start leaves out to be quick, and that it is all there afterwards."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from typing import Any

import pytest
from textual.app import App

from coachdesk.ui import start, theme
from coachdesk.ui.bridge import DeskThread
from coachdesk.ui.stylesheet import KeptStylesheet
from tests.driver import Story
from tests.ui.desks import OpenDoor


@pytest.fixture
def held_off() -> Iterator[None]:
    """The collector of garbage as `start.run_at` leaves it."""
    before = gc.get_threshold()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
        gc.enable()


@pytest.mark.usefixtures("held_off")
async def test_garbage_is_collected_again_once_today_is_shown(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.sees("Your desk is empty and ready")
        await desk.app.until_idle()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold() == start.THRESHOLDS


def test_a_collector_that_was_never_held_off_is_left_alone() -> None:
    before = gc.get_threshold()
    start.collect_again()
    start.collect_old()
    assert (gc.isenabled(), gc.get_freeze_count(), gc.get_threshold()) == (True, 0, before)


async def test_styles_are_parsed_once_before_the_first_picture(door: OpenDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []

    def noted(owner: type, name: str) -> None:
        function = getattr(owner, name)

        def note(*args: Any, **named: Any) -> Any:
            happened.append(name)
            return function(*args, **named)

        monkeypatch.setattr(owner, name, note)

    noted(KeptStylesheet, "reparse")
    noted(App, "_display")
    async with Story(door) as desk:
        await desk.sees("▸1 Today")
        assert desk.app.screen.styles.background.hex.lower() == desk.app.get_css_variables()["ground"]
        assert desk.app.theme == theme.of_setting(theme.SYSTEM)
    assert happened[0] == "_display"


async def test_what_is_asked_while_the_rest_is_imported_waits_for_one_module_and_not_for_all() -> None:
    answered: list[str] = []
    bridge = DeskThread()
    try:
        await bridge.open(Mute)
        warming = asyncio.ensure_future(bridge.warm(["domain.ids"] * 3, [lambda desk: answered.append("ahead")]))
        await bridge.ask(lambda desk: answered.append("asked"))
        await warming
        assert answered == ["asked", "ahead"]
    finally:
        bridge.stop()


async def test_what_is_asked_while_something_is_read_in_steps_comes_between_two_of_them() -> None:
    answered: list[str] = []

    def steps(desk: object) -> Iterator[str]:
        for word in ("one", "two", "three"):
            answered.append(word)
            yield word

    bridge = DeskThread()
    try:
        await bridge.open(Mute)
        told = []
        async for word in bridge.steps(steps):
            told.append(word)
            if word == "two":
                await bridge.ask(lambda desk: answered.append("asked"))
        assert answered == ["one", "two", "asked", "three"]
        assert told == ["one", "two", "three"]
        async for _ in bridge.steps(steps):
            await bridge.close()
        assert answered[4:] == ["one"], "a desk that was closed is read no further"
    finally:
        bridge.stop()


class Mute:
    """The least that a desk thread opens."""

    def data_version(self) -> int:
        return 0

    def last_act(self) -> tuple[int, int]:
        return 0, 0

    def close(self) -> None:
        pass
