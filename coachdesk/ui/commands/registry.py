"""The registry of commands: the only list that keys, footer, palette, help and the docs page are made from.

To add commands for a noun: write `ui/commands/<noun>.py` with a tuple `COMMANDS`, and add that module to `_MODULES`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from textual.binding import Binding

from coachdesk.ui.commands import (
    absences,
    agreements,
    clients,
    consents,
    contacts,
    ethics,
    focus,
    forms,
    goals,
    hour,
    incidents,
    ledger,
    messages,
    money,
    moving,
    prep,
    register,
    review,
    sessions,
    settings,
    shell,
    tasks,
    today,
    wrap_up,
)
from coachdesk.ui.commands.command import Command, Context, key_shown

_MODULES = (
    shell,
    tasks,
    messages,
    today,
    review,
    absences,
    moving,
    clients,
    goals,
    contacts,
    register,
    agreements,
    sessions,
    hour,
    prep,
    focus,
    wrap_up,
    ethics,
    ledger,
    money,
    consents,
    incidents,
    settings,
    forms,
)

_TABS = frozenset(place for _, place, _, _ in shell.TABS)

FORBIDDEN_KEYS = ("ctrl+h", "ctrl+m", "ctrl+i", "ctrl+b", "alt+")
"""Keys that terminals confuse with backspace, enter and tab, or that multiplexers take; `alt` in any form."""

MEANINGS = {
    "n": "new",
    "e": "edit",
    "enter": "open",
    "space": "done",
    "x": "select",
    "X": "export",
    "A": "acknowledge",
    "r": "renegotiate",
    "D": "delete",
    "y": "copy",
}
"""Keys that mean the same on every screen: a command on one of them is named `<noun>.<meaning>`."""


@cache
def commands() -> tuple[Command, ...]:
    """Every command, in the order of help."""
    return tuple(command for module in _MODULES for command in module.COMMANDS)


@cache
def by_id(command_id: str) -> Command:
    """The command of that id; a KeyError names a programming mistake."""
    return {command.id: command for command in commands()}[command_id]


@cache
def commands_of(place: str, kind: str = "desk") -> tuple[Command, ...]:
    """The commands of one screen, those of its own first."""
    found = [command for command in commands() if command.applies(place, kind)]
    return tuple(sorted(found, key=lambda command: place not in command.where))


def bindings_of(place: str, kind: str = "desk") -> Iterator[Binding]:
    """Textual bindings of one screen. A doubled key (`g g`) is bound once and counted by the screen."""
    for command in commands_of(place, kind):
        for key in command.keys:
            first, _, second = key.partition(" ")
            action = f"command_twice('{command.id}')" if second else f"command('{command.id}')"
            yield Binding(first, action, command.title, show=False)


def footer_of(place: str, kind: str, context: Context) -> list[Command]:
    """What the footer offers here and now, most important first. What cannot run now is left out of it, and so is what
    has only a letter for a key while letters are typed."""
    able = [one for one in commands_of(place, kind) if one.bar and one.keys and one.why_not(context) is None]
    if place in _TABS:  # there is nothing behind them
        able = [one for one in able if one.id != "shell.back"]
    if context.typing:
        able = [one for one in able if len(one.keys[0]) > 1]
    return sorted(able, key=lambda command: command.bar)


def keys_shown(command: Command) -> str:
    """All keys of a command as people read them."""
    return " or ".join(key_shown(key) for key in command.keys)


def docs_page() -> str:
    """The page of keys in Markdown, made from the registry (a test compares the one in the docs)."""
    lines = ["# Keys", "", "Made from the registry of commands; `ctrl+p` or `:` finds each of them by name.", ""]
    for group in dict.fromkeys(command.group for command in commands()):
        lines += [f"## {group}", "", "| key | what it does | where |", "|---|---|---|"]
        for command in (one for one in commands() if one.group == group):
            keys = " ".join(f"`{key_shown(key)}`" for key in command.keys)
            lines.append(f"| {keys} | {command.help} | {_where(command)} |")
        lines.append("")
    return "\n".join(lines)


def _where(command: Command) -> str:
    names = {"*desk": "every screen", "*": "everywhere"}
    return ", ".join(names.get(place, place.replace("_", " ")) for place in command.where)
