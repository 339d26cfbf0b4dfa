"""The footer: what can be done here and now, from the registry, most important first, as much as fits."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from textual import events
from textual.content import Content
from textual.widget import Widget

from coachdesk.ui.commands import registry
from coachdesk.ui.commands.command import key_shown
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
        self._shown: tuple[str, ...] = ()
        self._looks = False

    def paint(self) -> None:
        """Look again at what can be done, once what is under way now is done; it is painted only if that is another.

        Every move of a cursor asks for this, and mostly nothing of it changes."""
        if not self._looks:
            self._looks = self.call_later(self._look)

    def _look(self) -> None:
        self._looks = False
        if self.screen.is_attached and self._chosen() != self._shown:
            self.refresh()

    def _chosen(self) -> tuple[str, ...]:
        """As many commands as fit; help and palette keep their room, so that the rest can always be found."""
        screen = cast("Commanded", self.screen)
        offered = [one.id for one in registry.footer_of(screen.place, screen.kind, screen.context())]
        room = self.size.width - sum(_piece(one).cell_length + 2 for one in offered if one in _ALWAYS_SHOWN)
        chosen: list[str] = []
        for command_id in offered:
            needed = _piece(command_id).cell_length + 2
            if command_id in _ALWAYS_SHOWN:
                chosen.append(command_id)
            elif needed <= room:
                room -= needed
                chosen.append(command_id)
        return tuple(chosen)

    def render(self) -> Content:
        """What can be done."""
        self._shown, self._spots = self._chosen(), []
        line = Content.empty()
        for command_id in self._shown:
            piece = _piece(command_id)
            self._spots.append((line.cell_length, line.cell_length + piece.cell_length, command_id))
            line = joined(line, piece, "  ")
        return line

    def on_click(self, event: events.Click) -> None:
        """Run the command under the mouse."""
        at = event.get_content_offset(self)
        for start, end, command_id in self._spots:
            if at is not None and start <= at.x < end:
                cast("Commanded", self.screen).action_command(command_id)


@cache
def _piece(command_id: str) -> Content:
    command = registry.by_id(command_id)
    return joined(keyed(key_shown(command.keys[0])), quiet(command.word), by=" ")
