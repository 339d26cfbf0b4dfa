"""What is painted for a key, and what is not: the rows it is about, once, with styles that were parsed before."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App
from textual.css import stylesheet

from coachdesk.ui import behind, theme
from coachdesk.ui.keyboard import OFTEN, XTermParser, _wait
from coachdesk.ui.widgets.key_bar import KeyBar
from coachdesk.ui.widgets.line_list import LineList
from tests.driver import Story
from tests.ui.desks import OpenDoor
from tests.ui.rooms import ListRoom, grouped


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The names of functions as they are called."""
    happened: list[str] = []

    def note(owner: Any, name: str) -> list[str]:
        function = getattr(owner, name)

        def called(*args: Any, **named: Any) -> Any:
            happened.append(name)
            return function(*args, **named)

        monkeypatch.setattr(owner, name, called)
        return happened

    return note


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """All that is painted from now on."""
    painted: list[Any] = []
    display = App._display

    def displayed(app: Any, screen: Any, picture: Any) -> None:
        if picture is not None and not app._batch_count:
            painted.append(picture)
        display(app, screen, picture)

    monkeypatch.setattr(App, "_display", displayed)
    return painted


@pytest.mark.parametrize("key", ["filter", "letter", "add", "leave"])
async def test_what_a_key_changes_comes_in_one_picture(door: OpenDoor, pictures: list[Any], key: str) -> None:
    """Also where a scroll bar comes or goes with it, which Textual lays out and paints by itself."""
    async with Story(door, size=(80, 24)) as desk:
        for number in range(30):
            await desk.app.do("tasks.add", f"{'water the plants' if number % 2 else 'read the book'} {number}")
        await desk.does("go.tasks").sees("30 open")
        before = {"filter": (), "letter": ("clients.filter",), "add": (), "leave": ("tasks.add",)}[key]
        for one in before:
            await desk.does(one.replace("clients", "tasks"))
        await desk.rests()
        pictures.clear()
        await desk.press({"filter": "f", "letter": "k", "add": "a", "leave": "escape"}[key])
        await desk.rests()
        await desk.sees({"filter": "shows all", "letter": "15 of 30", "add": "Add", "leave": "30 open"}[key])
        assert len(pictures) == 1


async def test_a_move_paints_the_line_that_is_left_and_the_one_that_is_reached(door: OpenDoor, noted: Any) -> None:
    async with Story(door) as desk:
        room = ListRoom(grouped(2, 5))
        desk.app.push_screen(room)
        await desk.rests()
        happened = noted(LineList, "render_line")
        noted(KeyBar, "render")
        await desk.does("move.down").sees("▸ n0.1").does_not_see("▸ n0.0")
        assert happened == ["render_line"] * 2


async def test_a_line_that_scrolls_is_not_laid_out_again(door: OpenDoor, noted: Any) -> None:
    async with Story(door) as desk:
        desk.app.push_screen(ListRoom(grouped(1, 60)))
        await desk.rests()
        await desk.does(*["move.down"] * 17)
        happened = noted(LineList, "_laid_out")
        await desk.does("move.down", "move.down", "move.down").sees("▸ n0.20")
        assert len(happened) <= 9  # of each move the two lines and the one that came into sight


async def test_the_footer_follows_what_can_be_done(door: OpenDoor) -> None:
    async with Story(door) as desk:
        room = ListRoom()
        desk.app.push_screen(room)
        await desk.rests()
        await desk.does_not_see("enter open")
        room.lines.show(grouped(1, 2))
        await desk.rests()
        await desk.sees("enter open")
        room.lines.show([])
        await desk.rests()
        await desk.does_not_see("enter open")


async def test_a_screen_that_comes_into_sight_again_parses_no_style(door: OpenDoor, noted: Any) -> None:
    async with Story(door) as desk:
        await desk.does("go.tasks", "go.today")
        happened = noted(stylesheet, "parse")
        await desk.does("go.tasks", "go.today", "go.tasks").sees("▸2 Tasks")
        assert not happened


async def test_a_screen_has_the_colours_that_were_chosen_while_it_was_out_of_sight(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.tasks", "go.today")
        was = desk.app.screen.styles.background.hex
        desk.app.theme = theme.LIGHT
        await desk.does("go.tasks").sees("▸2 Tasks")
        here = desk.app.screen
        assert here.styles.background.hex.lower() == desk.app.get_css_variables()["ground"] != was.lower()
        assert here.query_one(KeyBar).styles.background.hex.lower() == desk.app.get_css_variables()["raised"]


async def test_no_picture_is_held_back_for_good(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.filter").types("nobody").sees("filter", "nobody")
        await desk.press("escape").does("tasks.add").sees("Add").press("escape").does("go.today").sees("▸1 Today")
        assert not desk.app.picture_held


def test_a_lone_escape_is_waited_for_no_longer_than_it_must_be() -> None:
    parser = XTermParser()
    assert _wait(parser) == OFTEN
    assert not list(parser.feed("\x1b"))
    assert 0 <= _wait(parser) <= OFTEN


async def test_screens_are_made_before_they_are_opened_and_none_while_the_program_ends(door: OpenDoor) -> None:
    async with Story(door) as desk:
        made = set(desk.app._screen_stacks)
        behind.make_next_screen(desk.app)
        await desk.rests()
        assert set(desk.app._screen_stacks) - made == {"tasks"}
        await desk.sees("▸1 Today").does("go.tasks").sees("▸2 Tasks", "nothing is owed to anyone")
    behind.make_next_screen(desk.app)
    assert "clients" not in desk.app._screen_stacks
