"""Text to read: wrapped to the width, painted only where it is seen, scrolled by the same keys that move a cursor."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from coachdesk.ui.text import joined
from coachdesk.ui.widgets.columns import Row, note
from coachdesk.ui.widgets.line_list import LineList

_EDGE = 2
"""Cells left free at either side, so that text stands under the words of a list and not under its marks."""


class Reader(LineList):
    """A list in which no line can hold a cursor: `move()` scrolls.

    read(paragraphs, key)   show text; where the key is the one shown already, the place in it is kept
    """

    def __init__(self, *, widest: int = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self._paragraphs: Sequence[Content] = ()
        self._key = ""
        self._widest = widest

    def read(self, paragraphs: Sequence[Content], key: str) -> None:
        """Show these paragraphs, each of which is wrapped by itself; a line break in one is kept."""
        self._paragraphs = paragraphs
        self._wrap()
        if key != self._key:
            self._key = key
            self.scroll_to(y=0, animate=False)

    def _wrap(self) -> None:
        width = max(10, self.scrollable_content_region.width - 2 * _EDGE)
        width = min(width, self._widest) if self._widest else width
        lines = [line for one in self._paragraphs for part in one.split("\n") for line in part.wrap(width) or [part]]
        self.show([note(joined(" " * _EDGE, line)) for line in lines])

    def on_resize(self) -> None:
        """Wrap anew."""
        self._wrap()

    def move(self, verb: str) -> None:
        """Scroll: down, up, page_down, page_up, first, last."""
        page = max(1, self._seen_lines - 1)
        steps = {"down": 1, "up": -1, "page_down": page, "page_up": -page, "first": -self.count, "last": self.count}
        if verb in steps:
            last = max(0, self.count - self._seen_lines)
            self.scroll_to(y=min(max(round(self.scroll_y) + steps[verb], 0), last), animate=False)

    def _nearest(self, at: int, step: int = 1) -> int:
        return -1  # no line is looked at: a text may be long, and none of its lines holds the cursor

    def _row(self, at: int) -> Row | None:
        return self._rows[at] if 0 <= at < self._count else None
