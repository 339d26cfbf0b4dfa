"""The footer: what can be done here and now, from the registry, most important first, as much as fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.content import Content
from textual.widget import Widget

from coachdesk.ui.commands import registry
from coachdesk.ui.commands.command import Command, key_shown
from coachdesk.ui.text import joined, keyed, quiet

if TYPE_CHECKING:
    from coachdesk.ui.commands.dispatch import Commanded

_ALWAYS_SHOWN = ("shell.help", "shell.palette")


class KeyBar(Widget):
    """One line such as `n new  e edit  / search  ? keys  ctrl+p everything`; a click runs the command."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $raised; color: $ink; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._spots: list[tuple[int, int, str]] = []

    def paint(self) -> None:
        """Look again at what can be done."""
        self.refresh()

    def render(self) -> Content:
        """As many commands as fit; help and palette keep their room, so that the rest can always be found."""
        screen = cast("Commanded", self.screen)
        offered = registry.footer_of(screen.place, screen.kind, screen.context())
        kept = [one for one in offered if one.id in _ALWAYS_SHOWN]
        room = self.size.width - sum(_piece(one).cell_length + 2 for one in kept)
        line, self._spots = Content.empty(), []
        chosen: list[Command] = []
        for command in offered:
            needed = _piece(command).cell_length + 2
            if command in kept:
                chosen.append(command)
            elif needed <= room:
                room -= needed
                chosen.append(command)
        for command in chosen:
            piece = _piece(command)
            start = line.cell_length
            self._spots.append((start, start + piece.cell_length, command.id))
            line = joined(line, piece, "  ")
        return line

    def on_click(self, event: events.Click) -> None:
        """Run the command under the mouse."""
        at = event.get_content_offset(self)
        for start, end, command_id in self._spots:
            if at is not None and start <= at.x < end:
                cast("Commanded", self.screen).action_command(command_id)


def _piece(command: Command) -> Content:
    return joined(keyed(key_shown(command.keys[0])), quiet(command.word), by=" ")
