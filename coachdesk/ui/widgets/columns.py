"""Rows and columns of a list, and how the columns share a width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from textual.content import Content

from coachdesk.ui.text import blanks, shown

_GAP = 2
_LEAST = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `width` in cells, or 0 for as wide as its words (at most `most`); `flex` columns share what is left.

    Where the list is narrow, no column gets less than `least` for the sake of another. A `roomy` column is shown only
    where the list is at least 100 cells wide.
    """

    title: str = ""
    width: int = 0
    most: int = 40
    least: int = _LEAST
    flex: bool = False
    right: bool = False
    roomy: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line: an id, and a value for each column (Content, or anything `shown()` takes).

    A `heading` begins a group and a `note` is a remark: both span the width and are passed over by the cursor.
    """

    id: str
    cells: tuple[object, ...] = ()
    kind: Literal["line", "heading", "note"] = "line"

    @property
    def can_hold_cursor(self) -> bool:
        """Whether the cursor may rest on it."""
        return self.kind == "line"


def heading(words: object) -> Row:
    """The heading of a group of lines."""
    return Row("", (words,), "heading")


def note(words: object = "") -> Row:
    """A remark between lines, or an empty line."""
    return Row("", (words,), "note")


ROOMY = 100


def natural(columns: Sequence[Column], rows: Iterable[Row], least: Sequence[int] = ()) -> list[int]:
    """How wide each column would be for the words of these rows, and no less than `least`."""
    found = [column.width or shown(column.title).cell_length for column in columns]
    found = [max(pair) for pair in zip(found, least, strict=True)] if least else found
    for row in rows:
        if row.kind == "line":
            for at, (column, cell) in enumerate(zip(columns, row.cells, strict=False)):
                if not column.width:
                    found[at] = max(found[at], min(column.most, shown(cell).cell_length))
    return found


def widths(columns: Sequence[Column], wanted: Sequence[int], width: int) -> list[int]:
    """How many cells each column gets of `width` where it would like `wanted`; 0 leaves a column out."""
    found = [0 if column.roomy and width < ROOMY else size for column, size in zip(columns, wanted, strict=True)]
    room = width - sum(found) - _GAP * max(0, sum(1 for size in found if size) - 1)
    flexible = [at for at, column in enumerate(columns) if column.flex and found[at]]
    if room > 0 and flexible:
        share, rest = divmod(room, len(flexible))
        for place, at in enumerate(flexible):
            found[at] += share + (1 if place < rest else 0)
    while room < 0:
        givers = [at for at, size in enumerate(found) if size > columns[at].least]
        candidates = [at for at in givers if at in flexible] or givers
        if not candidates:
            break
        widest = max(candidates, key=lambda at: found[at])
        found[widest] -= 1
        room += 1
    return found


def laid_out(columns: Sequence[Column], sizes: Sequence[int], cells: Sequence[object]) -> Content:
    """The cells of one row, each in its column; where there are fewer, the last one has what is left of the line."""
    pieces = []
    for at, (column, size) in enumerate(zip(columns, sizes, strict=True)):
        if at and at == len(cells) - 1 and at < len(columns) - 1:
            pieces.append(shown(cells[at], sum(sizes[at:]) + _GAP * (sum(map(bool, sizes[at:])) - 1)))
            break
        if size:
            cell = shown(cells[at] if at < len(cells) else "", size)
            gap = blanks(size - cell.cell_length)
            pieces.append(gap + cell if column.right else cell + gap)
    return blanks(_GAP).join(pieces)
