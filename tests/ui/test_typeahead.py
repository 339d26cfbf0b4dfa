"""Typing ahead: keys reach the screen they were meant for, in the order they were pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from coachdesk.ui.widgets.columns import Row
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, FormScreen, Values
from tests.driver import Story
from tests.stories.people import with_client
from tests.ui.desks import OpenDoor
from tests.ui.rooms import ListRoom

ONE, TWO = Row("one", ("one", "", "")), Row("two", ("two", "", ""))


class Guest(Widget, can_focus=True):
    """A widget that takes its time over a key, and is gone after it."""

    def __init__(self) -> None:
        super().__init__()
        self.took: list[str] = []
        self.has_it, self.goes_on = asyncio.Event(), asyncio.Event()

    async def on_key(self, event: events.Key) -> None:
        """Keep the key until it is told to go on."""
        self.took.append(event.key)
        self.has_it.set()
        await self.goes_on.wait()


class Room(ListRoom):
    """A list whose lines are opened by a key."""

    def open_line(self) -> None:
        """Remember which."""
        self.opened = self.lines.current


class RoomWithGuest(Room):
    """A list, and the guest above it."""

    AUTO_FOCUS = "Guest"

    def body(self) -> ComposeResult:
        """The guest first."""
        yield Guest()
        yield from super().body()


class AskingRoom(ListRoom):
    """A list that asks why when a line is opened."""

    def __init__(self, given: Sequence[Row]) -> None:
        super().__init__(given)
        self.saved: list[tuple[str, str]] = []

    async def open_line(self) -> None:
        """Ask, and remember what was said of which."""

        async def save(values: Values) -> bool:
            self.saved.append((self.lines.current, values["why"]))
            return True

        await self.desk_app.fill_in(Form(title="One line", fields=(Field("why", "Why"),), save=save))


class SlowRoom(Room):
    """A list whose second reading takes as long as it is held; then there is another line."""

    def __init__(self) -> None:
        super().__init__([ONE])
        self.asked, self.answers = asyncio.Event(), asyncio.Event()
        self.answers.set()

    async def load(self) -> Sequence[Row]:
        """What there is, once it may be told."""
        self.asked.set()
        await self.answers.wait()
        return self._given

    def paint(self, view: Sequence[Row]) -> None:
        """The rows that were read."""
        self.answer("Room", f"{len(view)} rows")
        self.lines.show(view)


async def handled(desk: Story) -> None:
    """The app has handled all that was sent to it, such as keys, and nothing was waited for."""
    done = asyncio.Event()
    desk.app.call_later(done.set)
    await done.wait()


async def test_a_widget_that_goes_away_with_a_key_holds_no_other_back(door: OpenDoor) -> None:
    room = RoomWithGuest([ONE, TWO])
    async with Story(door) as desk:
        await desk.app.push_screen(room)
        await desk.rests()
        guest = room.query_one(Guest)
        desk.sends("x", "down", "enter")
        await guest.has_it.wait()
        gone = guest.remove()
        assert desk.app.keys_wait
        guest.goes_on.set()
        await gone
        await desk.rests()
        assert (guest.took, room.opened, desk.app.keys_wait) == (["x"], "two", False)


async def test_a_screen_that_goes_away_with_a_key_holds_no_other_back(door: OpenDoor) -> None:
    room = RoomWithGuest([ONE, TWO])
    async with Story(door) as desk:
        await desk.app.push_screen(room)
        await desk.rests()
        guest = room.query_one(Guest)
        desk.sends("x", "3", "n", *"Ann")
        await guest.has_it.wait()
        left = desk.app.pop_screen()
        guest.goes_on.set()
        await left
        await desk.rests()
        await desk.sees("New client", "Ann")
        assert guest.took == ["x"]


async def test_keys_wait_for_a_second_reading_and_mean_what_is_there_then(door: OpenDoor) -> None:
    room = SlowRoom()
    async with Story(door) as desk:
        await desk.app.push_screen(room)
        await desk.rests()
        assert (room.lines.count, room.is_being_read) == (1, False)
        room._given = [ONE, TWO]
        room.asked.clear()
        room.answers.clear()
        room.reload()
        desk.sends("down", "enter")
        await room.asked.wait()
        await handled(desk)
        assert (room.is_being_read, desk.app.keys_wait, room.opened) == (True, True, "")
        room.answers.set()
        await desk.rests()
        assert (room.opened, room.is_being_read, desk.app.keys_wait) == ("two", False, False)


async def test_keys_wait_for_the_last_of_two_readings(door: OpenDoor) -> None:
    room = SlowRoom()
    async with Story(door) as desk:
        await desk.app.push_screen(room)
        await desk.rests()
        room.answers.clear()
        room.reload()
        room._given = [ONE, TWO]
        room.reload()
        desk.sends("down", "enter")
        await handled(desk)
        await handled(desk)
        assert desk.app.keys_wait
        room.answers.set()
        await desk.rests()
        assert (room.opened, room.lines.count) == ("two", 2)


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


async def test_enter_takes_what_stood_there_and_no_letter_typed_after_it(door: OpenDoor) -> None:
    room = AskingRoom([ONE, TWO])
    async with Story(door) as desk:
        await desk.app.push_screen(room)
        await desk.rests()
        await desk.bursts("enter", *"waits", "enter", "j", "enter", *"done", "enter", "k")
        assert (room.saved, room.lines.current) == ([("one", "waits"), ("two", "done")], "one")


async def test_letters_wait_for_the_form_that_a_page_is_opened_for(door: OpenDoor) -> None:
    amara = with_client(door, "Amara Okonkwo")
    async with Story(door) as desk:
        desk.app.open_record("client", amara, "client.enter_location", errand=True)
        desk.sends(*"Lagos")
        await desk.rests()
        screen = desk.app.screen
        assert isinstance(screen, FormScreen)
        assert screen.values()["location"] == "Lagos"
