"""The footer: what can be done here and now, from the registry, most important first, as much as fits."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from textual import events
from textual.content import Content
from textual.widget import Widget

from coachdesk.ui.commands import registry
from coachdesk.ui.commands.command import key_shown
from coachdesk.ui.text import joined, keyed, quiet

if TYPE_CHECKING:
    from coachdesk.ui.commands.dispatch import Commanded

_ALWAYS_SHOWN = ("shell.help", "shell.palette")


class _Offer(NamedTuple):
    """A command by its id, and what the footer calls it now."""

    id: str
    word: str


class KeyBar(Widget):
    """One line such as `n new  e edit  / search  ? keys  ctrl+p everything`; a click runs the command."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $raised; color: $ink; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._spots: list[tuple[int, int, str]] = []
        self._shown: tuple[_Offer, ...] = ()
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

    def _chosen(self) -> tuple[_Offer, ...]:
        """As many commands as fit; help and palette keep their room, so that the rest can always be found."""
        screen = cast("Commanded", self.screen)
        context = screen.context()
        footer = registry.footer_of(screen.place, screen.kind, context)
        offered = [_Offer(one.id, one.word_in(context)) for one in footer]
        room = self.size.width - sum(_piece(one).cell_length + 2 for one in offered if one.id in _ALWAYS_SHOWN)
        chosen: list[_Offer] = []
        for one in offered:
            needed = _piece(one).cell_length + 2
            if one.id in _ALWAYS_SHOWN:
                chosen.append(one)
            elif needed <= room:
                room -= needed
                chosen.append(one)
        return tuple(chosen)

    def render(self) -> Content:
        """What can be done."""
        self._shown, self._spots = self._chosen(), []
        line = Content.empty()
        for one in self._shown:
            piece = _piece(one)
            self._spots.append((line.cell_length, line.cell_length + piece.cell_length, one.id))
            line = joined(line, piece, "  ")
        return line

    def on_click(self, event: events.Click) -> None:
        """Run the command under the mouse."""
        at = event.get_content_offset(self)
        for start, end, command_id in self._spots:
            if at is not None and start <= at.x < end:
                cast("Commanded", self.screen).action_command(command_id)


@cache
def _piece(offer: _Offer) -> Content:
    return joined(keyed(key_shown(registry.by_id(offer.id).keys[0])), quiet(offer.word), by=" ")
