"""The first line of every screen: the seven screens by their number, the present one marked."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.widget import Widget

from coachdesk.ui.commands.shell import TABS
from coachdesk.ui.text import blanks, joined, keyed, quiet, shown, strong

_BRAND = "Coachdesk"
_ROOM_FOR_BRAND = 90
_ROOM_FOR_GAPS = 84


class TopBar(Widget):
    """`▸1 Today  2 Tasks …`: the mark says where one is without colour; a click goes there."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; background: $raised; color: $ink; padding: 0 1; }
    """

    def __init__(self, tab: str) -> None:
        super().__init__()
        self.tab = tab
        self._spots: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """The whole line for the present width."""
        width = self.size.width
        line = joined(strong(_BRAND), "  ") if width >= _ROOM_FOR_BRAND else Content.empty()
        note = quiet("private") if self._private() else Content.empty()
        gap = " " if width >= _ROOM_FOR_GAPS or not note else ""
        self._spots = []
        for key, place, title, _ in TABS:
            here = place == self.tab
            start = line.cell_length
            piece = joined("▸" if here else " ", keyed(key), " ", strong(title) if here else shown(title))
            line = joined(line, piece, gap)
            self._spots.append((start, start + piece.cell_length, place))
        if not note:
            return shown(line, width)
        line = shown(line, max(0, width - note.cell_length - 1))  # the mark is always whole
        return joined(line, blanks(width - line.cell_length - note.cell_length), note)

    def on_click(self, event: events.Click) -> None:
        """Go to the screen under the mouse."""
        at = event.get_content_offset(self)
        for start, end, place in self._spots:
            if at is not None and start <= at.x < end:
                self.screen.action_command(f"go.{place}")  # type: ignore[attr-defined]

    def _private(self) -> bool:
        return bool(getattr(self.app, "private", False))
