"""Questions, asked and injected."""

from __future__ import annotations

from typing import Any

from coachdesk.ui.widgets.columns import Row
from coachdesk.ui.widgets.dialogs import ask_text, ask_yes_no, choose, pick
from tests.driver import Story
from tests.ui.desks import OpenDoor

NAMES = ("Amara", "Tomás [/b]", "林美")


async def _ask(desk: Story, question: Any) -> list[Any]:
    given: list[Any] = []

    async def asking() -> None:
        given.append(await question)

    desk.app.beside(asking())
    await desk.rests()
    return given


async def test_yes_and_no_say_what_they_do(door: OpenDoor) -> None:
    async with Story(door) as desk:
        given = await _ask(desk, ask_yes_no(desk.app, "Delete [/b]?", yes="deletes it", no="keeps it"))
        await desk.sees("Delete [/b]?", "y deletes it", "n keeps it").does("dialog.yes").does_not_see("Delete")
        assert given == [True]


async def test_a_letter_that_answers_nothing_says_so(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.states").sees("Which tasks?").press("x").sees_toast("x does nothing here")
        await desk.sees("Which tasks?")


async def test_one_of_many_is_found_by_typing(door: OpenDoor) -> None:
    def find(text: str) -> list[Row]:
        return [Row(name, (name,)) for name in NAMES if text.casefold() in name.casefold()]

    async with Story(door) as desk:
        given = await _ask(desk, pick(desk.app, "With whom?", find))
        await desk.sees(*NAMES).types("tom").sees("▸ Tomás [/b]").does_not_see("Amara").does("pick.open")
        assert given == ["Tomás [/b]"]


async def test_arrows_go_through_what_was_found_while_typing(door: OpenDoor) -> None:
    async with Story(door) as desk:
        given = await _ask(desk, pick(desk.app, "With whom?", lambda text: [Row(name, (name,)) for name in NAMES]))
        await desk.does("found.down", "found.down").sees("▸ 林美").does("pick.open")
        assert given == ["林美"]


async def test_a_question_can_be_left(door: OpenDoor) -> None:
    async with Story(door) as desk:
        given = await _ask(desk, choose(desk.app, "Which?", (("a", "Aye"), ("b", "Bee"))))
        await desk.sees("Aye", "Bee").does("dialog.leave")
        assert given == [None]


async def test_a_secret_is_not_shown_while_typed(door: OpenDoor) -> None:
    async with Story(door) as desk:
        given = await _ask(desk, ask_text(desk.app, "Set one.", "passphrase", secret=True))
        await desk.types("correct horse").does_not_see("correct").does("ask.open")
        assert given == ["correct horse"]


async def test_answers_can_be_given_beforehand(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.answers(True, "b")
        assert await _ask(desk, ask_yes_no(desk.app, "Sure?")) == [True]
        assert await _ask(desk, choose(desk.app, "Which?", (("a", "Aye"), ("b", "Bee")))) == ["b"]
