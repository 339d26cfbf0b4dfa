"""How the lines of a list become strips of a picture, and which of them are kept from one picture to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style

from coachdesk.ui.text import shown
from coachdesk.ui.widgets.columns import Row

_MOST = 1_000
"""Strips that are kept; a list may have a hundred thousand lines."""


class Look(NamedTuple):
    """What the lines of a picture have in common: their width, the row on top, the widths of the columns, the theme,
    and the styles of a line, of the cursor's, of headings and of titles."""

    width: int
    first: int
    sizes: tuple[int, ...]
    theme: str
    plain: Style
    cursor: Style
    heading: Style
    title: Style


NO_LOOK = Look(0, 0, (), "", *[Style.null()] * 4)


class _Painted(NamedTuple):
    """A line as it was painted, and of which row: while that is kept, no other row is at its place in memory."""

    row: Row
    strip: Strip


class Strips:
    """Lines as they were painted, kept for as long as nothing of them is other: scrolling and narrowing lay out only
    what comes into sight."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, bool, bool], _Painted] = {}
        self._look = NO_LOOK

    def begin(self, look: Look) -> None:
        """A picture with that look: whatever was painted with another one is forgotten."""
        if look._replace(first=0) != self._look or len(self._kept) > _MOST:
            self._kept, self._look = {}, look._replace(first=0)

    def of(self, row: Row, here: bool, marked: bool, paint: Callable[[Row, bool, bool], Strip]) -> Strip:
        """The line of a row, under the cursor or not, marked or not."""
        key = (id(row), here, marked)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = _Painted(row, paint(row, here, marked))
        return kept.strip


def strip_of(content: Content, width: int, style: Style, parse_style: Callable[[str | Style], Style]) -> Strip:
    """Words as one line of that width."""
    cut = shown(content, width)
    pieces = [Segment(text, one.rich_style) for text, one in cut.render(style, end="", parse_style=parse_style)]
    return Strip(pieces, cut.cell_length).extend_cell_length(width, style.rich_style)
