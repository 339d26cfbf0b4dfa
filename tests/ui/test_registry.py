"""The registry of commands: keys as the design has them, no clash, every command real."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from textual.screen import Screen

from coachdesk.ui.app import CoachdeskApp
from coachdesk.ui.commands import registry
from coachdesk.ui.commands.command import ALWAYS, EVERYWHERE, Command, Context
from coachdesk.ui.commands.dispatch import Commanded
from coachdesk.ui.screens.table import RECORDS, TABS

SHELL = (
    "first_run:FirstRunScreen", "unlock:UnlockScreen", "help:HelpScreen", "search:SearchScreen",
    "agreement_compare:CompareScreen", "agreement_letter:LetterScreen",
    "agreement_preview:PreviewScreen", "capture:CaptureLine", "sentence:Sentence", "message_acts:LogLine",
)  # fmt: skip
DESIGNED = {
    "1": "go.today", "2": "go.tasks", "3": "go.clients", "4": "go.sessions", "5": "go.agreements", "6": "go.ethics",
    "7": "go.ledger", "?": "shell.help", "/": "shell.search", "u": "shell.undo", "escape": "shell.back",
    "g g": "move.first", "G": "move.last", "j": "move.down", "k": "move.up", "h": "move.left", "l": "move.right",
    "ctrl+p": "shell.palette", ":": "shell.palette", "ctrl+l": "shell.lock", "f9": "shell.private", "q": "shell.quit",
}  # fmt: skip


def _screens() -> dict[str, type[Commanded]]:
    """Every screen class by each place it can be."""
    from coachdesk.ui.widgets import dialogs, form, read_first

    names = [f"coachdesk.ui.screens.{name}" for name in SHELL] + [*TABS.values(), *RECORDS.values()]
    classes: list[Any] = [getattr(import_module(name.split(":")[0]), name.split(":")[1]) for name in names]
    classes += [one for one in vars(dialogs).values() if isinstance(one, type) and issubclass(one, Commanded)]
    classes += [form.FormScreen, read_first.ReadFirst]
    found: dict[str, type[Commanded]] = {}
    for one in classes:
        places = [place for place, _ in getattr(one, "parts", ())] or [one.place]
        found |= {place: one for place in places if place}
    return found


COMMANDS = registry.commands()


def test_every_command_has_an_id_of_its_own() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize(("key", "command_id"), DESIGNED.items())
def test_the_keys_of_the_design_do_what_it_says(key: str, command_id: str) -> None:
    command = registry.by_id(command_id)
    assert key in command.keys
    assert command.where in ((EVERYWHERE,), (ALWAYS,))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_no_key_is_one_that_terminals_take(command: Command) -> None:
    assert not [key for key in command.keys for taken in registry.FORBIDDEN_KEYS if key.startswith(taken)]


@pytest.mark.parametrize("place", _screens())
def test_no_screen_binds_a_key_twice_or_hides_a_global_one(place: str) -> None:
    kind = _screens()[place].kind
    seen: dict[str, str] = {}
    for command in registry.commands_of(place, kind):
        for key in command.keys:
            assert key not in seen, f"{place}: {key} is {seen.get(key)} and {command.id}"
            seen[key] = command.id


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_key_with_one_meaning_keeps_it(command: Command) -> None:
    desk_places = {place for place, screen in _screens().items() if screen.kind == "desk"}
    if EVERYWHERE in command.where or desk_places & set(command.where):
        for key in command.keys:
            assert registry.MEANINGS.get(key) in (None, command.id.rpartition(".")[2])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_what_a_command_runs_is_there(command: Command) -> None:
    screens = _screens()
    for place in command.where:
        if place in (EVERYWHERE, ALWAYS):
            assert hasattr(CoachdeskApp, command.run) or hasattr(Commanded, command.run)
        else:
            assert place in screens, f"there is no screen {place}"
            assert hasattr(screens[place], command.run) or hasattr(CoachdeskApp, command.run)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_no_command_runs_a_method_of_textual_s_own(command: Command) -> None:
    # `Widget.lock` and the like are attributes of instances: they are found on no class, and would be called
    assert not hasattr(Screen, command.run)
    assert command.run not in vars(Screen())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_is_told_in_a_title_and_a_sentence(command: Command) -> None:
    assert command.title[:1].isupper()
    assert not command.title.endswith(".")
    assert command.help.endswith((".", "?"))
    assert "\n" not in command.help


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_why_not_is_pure_and_short(command: Command) -> None:
    for context in (Context(""), Context("today", "id", ("id",), 3, True), Context("today", private=True, modal=True)):
        reason = command.why_not(context)
        assert reason == command.why_not(context)
        assert reason is None or (reason and "\n" not in reason and len(reason) <= 120)


def test_the_docs_page_names_every_key() -> None:
    page = registry.docs_page()
    for command in COMMANDS:
        assert command.help in page


def test_the_footer_offers_what_matters_most_first_and_only_what_can_run() -> None:
    offered = registry.footer_of("today", "desk", Context("today", count=0))
    assert [one.bar for one in offered] == sorted(one.bar for one in offered)
    assert "today.open" not in [one.id for one in offered]


def test_the_footer_says_how_to_leave_a_page_and_not_a_screen_with_a_number() -> None:
    for place, leaves in (("today", False), ("agreements", False), ("agreement_preview", True), ("session", True)):
        offered = registry.footer_of(place, "desk", Context(place, desk_open=True))
        assert ("shell.back" in [one.id for one in offered]) == leaves
