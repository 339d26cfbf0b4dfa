"""Moving the cursor of the list that a screen holds: arrows, j k h l, the ends, pages."""

from __future__ import annotations

from coachdesk.ui.commands.command import EVERYWHERE, Command, Context, always

LISTS = ("search", "pick", "help", "choose", "read_first")
"""Dialogs with a list or a text: arrows move there; where there is a line to type in, letters are typed."""


def _has_lines(context: Context) -> str | None:
    return None if context.count else "there is nothing to move to"


def _move(verb: str, title: str, keys: tuple[str, ...], how: str) -> Command:
    return Command(
        id=f"move.{verb}",
        title=title,
        keys=keys,
        group="Moving about",
        where=(EVERYWHERE,),
        help=how,
        run="move",
        argument=verb,
        why_not=always if verb in ("left", "right") else _has_lines,  # an empty part has parts beside it
    )


def _move_below(verb: str, title: str, *keys: str) -> Command:
    return Command(
        id=f"found.{verb}",
        title=title,
        keys=keys,
        group="Moving about",
        where=LISTS,
        help=f"{title} while typing.",
        run="move",
        argument=verb,
        why_not=_has_lines,
    )


COMMANDS = (
    _move("down", "Next line", ("j", "down"), "Go to the next line."),
    _move("up", "Previous line", ("k", "up"), "Go to the previous line."),
    _move("left", "Left", ("h", "left"), "Go left: the tab or column before."),
    _move("right", "Right", ("l", "right"), "Go right: the tab or column after."),
    _move("page_down", "Next page", ("pagedown",), "Go down one page."),
    _move("page_up", "Previous page", ("pageup",), "Go up one page."),
    _move("first", "First line", ("g g", "home"), "Go to the first line."),
    _move("last", "Last line", ("G", "end"), "Go to the last line."),
    _move_below("down", "Next one found", "down", "j"),
    _move_below("up", "Previous one found", "up", "k"),
    _move_below("page_down", "Next page found", "pagedown"),
    _move_below("page_up", "Previous page found", "pageup"),
)
