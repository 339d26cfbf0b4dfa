"""The line of capture: read at each key, newest answer wins, saved only as it was shown."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from coachdesk.domain.views.tasks import Caught
from coachdesk.services import capture
from coachdesk.ui.screens.capture import CaptureLine
from tests.driver import Story
from tests.stories.one_list import with_task
from tests.stories.people import with_client
from tests.ui.desks import OpenDoor


def _line(desk: Story) -> CaptureLine:
    screen = desk.app.screen
    assert isinstance(screen, CaptureLine)
    return screen


async def test_a_burst_of_keys_is_read_once_more_and_not_once_a_key(
    door: OpenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = capture.read

    def noted(desk: Any, line: str, **named: Any) -> Caught:
        read.append(line)
        return real(desk, line, **named)

    monkeypatch.setattr(capture, "read", noted)
    async with Story(door) as desk:
        await desk.does("tasks.add").bursts(*"order paper")
        await desk.sees('For yourself: "order paper"')
        assert read[-1] == "order paper"
        assert len(read) <= len("order paper")


async def test_an_answer_that_is_late_is_not_shown_for_other_words(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("tasks.add")
        line, gate, asked = _line(desk), asyncio.Event(), []
        real = line.read

        async def slow(text: str) -> Any:
            asked.append(text)
            if len(asked) == 1:
                await gate.wait()
            return await real(text)

        line.read = slow  # type: ignore[method-assign]
        line.input.value = "first"
        while not asked:
            await asyncio.sleep(0)
        line.input.value = "second"
        gate.set()
        await desk.rests()
        await desk.sees('For yourself: "second"').does_not_see("first")


async def test_enter_before_the_words_are_said_saves_nothing(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("tasks.add").types("order paper")
        line = _line(desk)
        line.input.value = "order ink"
        await line.give()
        await desk.rests()
        await desk.sees('For yourself: "order ink"').sees_toast("then enter once more")
        await desk.does("capture.open").sees_toast("own task saved").does("go.tasks").sees("1 open", "order ink")


NOT_TO_BE_SAVED = [
    ("", "With @name a promise"),
    ("   ", "With @name a promise"),
    ("🎉🎉🎉", "no words in it"),
    ("@amara", "no words in it"),
    ("~30m", "no words in it"),
    ("call @amara", "a promise needs a time"),
    ("call @nobody fri 17:00", "there is no one called nobody"),
    ("call @amara yesterday 17:00", "yesterday"),
    ("call @amara 8:00", "has passed"),
    ("call @amara 31 feb", "31 feb does not exist"),
    ("call @amara 25:00", "25:00 is not a time of day"),
    ("call @amara 2027-03-28 03:30", "does not exist in Sofia"),
    ("call @amara 2027-10-31 03:30", "happens twice in Sofia"),
    ("call @amara mon 17:00 ~-5m", "~-5m is not a length of work"),
    ("call @amara mon 17:00 ~99h", "~99h is not a length of work"),
    ("x" * 600 + " @amara fri 17:00", "characters"),
    ("x" * 5_000, "characters"),
    ("call\x1b[31m @amara mon 17:00", "control characters"),
]


async def test_what_cannot_be_saved_is_said_and_nothing_is_saved(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    async with Story(door) as desk:
        for typed, why in NOT_TO_BE_SAVED:
            desk.app.clear_notifications()
            await desk.does("tasks.add")
            _line(desk).input.value = typed
            await desk.rests()
            await desk.sees(why).does("capture.open").sees_toast("not saved: ").does("at_line.leave", "go.tasks")
            await desk.sees("nothing is owed to anyone")


async def test_of_two_with_that_name_enter_takes_one_and_saves_nothing_yet(door: OpenDoor) -> None:
    for name in ("Jonas Weber", "Jonas Holm"):
        with_client(door, name)
    async with Story(door) as desk:
        await desk.does("tasks.add").types("call @jonas mon 17:00").sees("? whom do you mean", "▸ Jonas Holm")
        await desk.does("capture.open").sees('A promise to Jonas Holm: "call"').does("at_line.leave", "go.tasks")
        await desk.sees("nothing is owed to anyone")


async def test_the_next_day_with_room_is_one_key_away(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    for hours in ("4h", "3h", "2h"):
        with_task(door, f"write @amara mon 12:00 ~{hours}")
    async with Story(door) as desk:
        await (
            desk.does("tasks.add")
            .types("send notes @amara mon 17:00 ~1h")
            .sees("Monday holds", "tab: Tue 1 Dec instead")
        )
        await desk.does("at_line.complete").sees("by Tue 1 Dec 17:00").does("capture.open")
        await desk.sees_toast("Amara Okonkwo: promise saved, due Tue 1 17:00")


async def test_names_are_gone_through_both_ways_and_put_in_where_the_cursor_is(door: OpenDoor) -> None:
    for number in range(7):
        with_client(door, f"Anna B{'abcdefg'[number]}lin")
    async with Story(door) as desk:
        await desk.does("tasks.add").types("call @anna").sees("whom do you mean", "2 more")
        await desk.does("at_line.before").sees("▸ Anna Bglin").does("at_line.next").sees("▸ Anna Balin")
        await (
            desk.does("capture.open")
            .does_not_see("whom do you mean")
            .types("fri 17:00")
            .sees("A promise to Anna Balin")
        )


async def test_what_is_half_typed_is_kept_when_the_desk_is_left(door: OpenDoor) -> None:
    amara = with_client(door, "Amara Okonkwo")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open", "tasks.add").types("send the no").press("ctrl+q")
    other = door.other()
    try:
        from coachdesk.services import unsaved

        assert unsaved.kept(other, "capture", amara) == {"line": "send the no"}
    finally:
        other.close()


async def test_what_comes_back_says_so_and_is_emptied_with_one_key(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("tasks.add").does_not_see("is back").types("send the no").does("at_line.leave")
        await desk.does("tasks.add").sees("send the no", "what you had typed before is back; ctrl+u empties it")
        await desk.press("ctrl+u").does_not_see("send the no").sees("With @name a promise")
        await desk.does("at_line.leave", "tasks.add").does_not_see("is back")


async def test_hostile_words_are_only_words(door: OpenDoor) -> None:
    with_client(door, "Ann [/foo]")
    async with Story(door) as desk:
        await desk.does("tasks.add").types("[b]call[/] [link=x] @ann fri 17:00").does("capture.open")
        await desk.sees_toast("Ann [/foo]: promise saved").does("go.tasks").sees("[b]call[/]")


async def test_a_long_line_leaves_room_for_what_is_said_of_it_and_for_the_keys(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("tasks.add").types("read the long book fri 17:00 " + "page " * 100)
        await desk.sees("fri 17:00", "enter saves", "esc leaves it")


async def test_the_footer_says_whether_enter_takes_a_name_or_saves(door: OpenDoor) -> None:
    for name in ("Amara Okonkwo", "Amara Weber"):
        with_client(door, name)
    async with Story(door) as desk:
        await desk.does("tasks.add").types("send it @amara").sees("whom do you mean", "enter takes it")
        await desk.press("enter").sees("enter saves").does_not_see("whom do you mean")
