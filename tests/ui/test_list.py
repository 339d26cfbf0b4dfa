"""The list: cursor, groups, marks, paging, the mouse, its empty words."""

from __future__ import annotations

import asyncio

import pytest

from coachdesk.ui.screens import base
from coachdesk.ui.widgets.answer_line import AnswerLine
from coachdesk.ui.widgets.columns import Column, Row, note, widths
from coachdesk.ui.widgets.line_list import LineList
from tests.driver import Story
from tests.ui.desks import OpenDoor
from tests.ui.rooms import ListRoom, grouped


async def _in(desk: Story, room: ListRoom) -> ListRoom:
    desk.app.push_screen(room)
    await desk.rests()
    return room


class SlowRoom(ListRoom):
    """A room whose first reading goes on until the person was told that it does."""

    async def load(self) -> None:
        """Wait for the words."""
        while "reading …" not in str(self.query_one(AnswerLine).render()):
            await asyncio.sleep(0)


class LeftRoom(ListRoom):
    """A room whose reading ends while it is being left: its widgets are gone, and it is not yet."""

    read = False

    async def load(self) -> None:
        """Read at once, and later until the list is gone."""
        while self.read and self.query(LineList):
            await asyncio.sleep(0)
        self.read = True


async def test_what_was_read_for_a_screen_that_is_being_left_is_not_painted(door: OpenDoor) -> None:
    async with Story(door) as desk:
        room = await _in(desk, LeftRoom(grouped(1, 1)))
        room.reload()
        desk.app.pop_screen()
        await desk.rests()
        await desk.sees("▸1 Today").does_not_see("unexpected")
    assert not list(door.folder.glob("fault-*"))


async def test_a_first_reading_that_takes_long_says_so(door: OpenDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "SLOW_SECONDS", 0.01)
    async with Story(door) as desk:
        await _in(desk, SlowRoom(grouped(1, 1)))
        await desk.sees("Room", "n0.0").does_not_see("reading")


async def test_an_empty_list_says_what_belongs_there_and_which_key_makes_one(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await _in(desk, ListRoom())
        await desk.sees("No lines yet. n makes the first")


async def test_the_cursor_passes_over_headings_and_shows_those_above_the_first_line(door: OpenDoor) -> None:
    async with Story(door) as desk:
        room = await _in(desk, ListRoom(grouped(3, 12)))
        assert room.lines.current == "0.0"
        await desk.does(*["move.down"] * 12)
        assert room.lines.current == "1.0"
        await desk.sees("▸ n1.0").does("move.up").sees("▸ n0.11")
        await desk.does("move.last").sees("▸ n2.11").does_not_see("group 0")
        await desk.does("move.first").sees("group 0", "▸ n0.0")


async def test_a_long_line_is_cut_and_the_last_column_keeps_its_place(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await _in(desk, ListRoom(grouped(1, 2)))
        line = next(line for line in desk.screen().splitlines() if "n0.0" in line)
        assert len(line) <= 80
        assert line.endswith("12:00")


def test_a_narrow_list_takes_from_a_column_no_more_than_it_can_give() -> None:
    columns = (Column(most=30), Column(most=36, least=36), Column(most=24), Column(flex=True, least=12))
    assert widths(columns, (30, 36, 18, 40), 130) == [30, 36, 18, 40]
    assert widths(columns, (30, 36, 18, 40), 100)[1:] == [36, 18, 12]
    assert widths(columns, (30, 36, 18, 40), 80) == [13, 36, 13, 12]
    assert widths(columns, (30, 9, 18, 4), 40)[1] == 9


async def test_lines_are_marked_and_the_mark_stays_with_the_line(door: OpenDoor) -> None:
    async with Story(door) as desk:
        room = await _in(desk, ListRoom(grouped(1, 5)))
        room.select()
        await desk.rests()
        await desk.sees("●n0.0", "▸ n0.1")
        assert room.context().selected == ("0.0",)
        room.lines.show(grouped(1, 5)[::-1])
        assert room.lines.selected == ("0.0",)
        assert room.lines.current == "0.1"


async def test_the_cursor_goes_to_a_line_that_is_shown_only_later_unless_somebody_moved_it(door: OpenDoor) -> None:
    async with Story(door) as desk:
        room = await _in(desk, ListRoom(grouped(1, 3)))
        room.lines.go_to("0.4")
        room.lines.show(grouped(1, 4))
        assert room.lines.current == "0.0"
        room.lines.show(grouped(1, 5))
        assert room.lines.current == "0.4"
        room.lines.go_to("0.5")
        await desk.does("move.up")
        room.lines.show(grouped(1, 6))
        assert room.lines.current == "0.3"


async def test_a_hundred_thousand_lines_fetch_only_what_is_seen(door: OpenDoor) -> None:
    async with Story(door) as desk:
        room = await _in(desk, ListRoom(long=100_000))
        await desk.sees("name 0", "▸ name 0").does("move.last").sees("▸ name 99999").does("move.page_up", "move.first")
        await desk.sees("▸ name 0")
        assert len(set(room.fetched)) == len(room.fetched) <= 6


async def test_a_lazy_sequence_is_read_only_where_it_is_seen(door: OpenDoor) -> None:
    class Lazy(list[Row]):
        read = 0

        def __len__(self) -> int:
            return 100_000

        def __getitem__(self, at: object) -> Row:  # type: ignore[override]
            Lazy.read += 1
            return Row(str(at), (f"name {at}",))

    async with Story(door) as desk:
        await _in(desk, ListRoom(Lazy()))
        await desk.does("move.last").sees("▸ name 99999")
        assert Lazy.read < 2_000


async def test_a_click_moves_the_cursor_and_two_open_the_line(door: OpenDoor) -> None:
    async with Story(door) as desk:
        room = await _in(desk, ListRoom(grouped(1, 5)))
        await desk.clicks("n0.3").sees("▸ n0.3")
        await desk.clicks("n0.2", times=2)
        assert room.opened == "0.2"


async def test_titles_stay_above_the_lines(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await _in(desk, ListRoom(grouped(4, 20)))
        await desk.does("move.last").sees("name", "what", "when", "▸ n3.19")


async def test_the_cursor_stays_on_its_line_when_the_window_changes(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await _in(desk, ListRoom(grouped(4, 20)))
        await desk.does(*["move.page_down"] * 3)
        current = desk.app.screen.context().current  # type: ignore[attr-defined]
        await desk.resizes(60, 10).sees(f"▸ n{current}").resizes(120, 40).sees(f"▸ n{current}")


async def test_what_stands_under_the_cursor_s_line_and_belongs_to_it_comes_into_sight_with_it(door: OpenDoor) -> None:
    rows = [row for at in range(30) for row in (Row(f"q{at}", (f"question {at}",)), note(f"answer {at}"))]
    async with Story(door) as desk:
        await _in(desk, ListRoom(rows))
        await desk.does("move.last").sees("question 29", "answer 29").does("move.first").sees("answer 0")
