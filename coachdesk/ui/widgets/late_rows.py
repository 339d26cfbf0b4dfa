"""Rows of a long list that are made when they are first seen: a list of thousands is shown as soon as one of ten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from coachdesk.ui.widgets.columns import Row


class LateRows(Sequence[Row]):
    """Filled once with `add()` and `late()`, then only read. Ids are known of every row, cells only of those seen."""

    def __init__(self) -> None:
        self._rows: list[Row | Callable[[], Row]] = []
        self._places: dict[str, int] = {}

    def add(self, row: Row) -> None:
        """A row that is there already: a heading, a note."""
        self._rows.append(row)

    def late(self, make: Callable[[], Row], row_id: str = "") -> None:
        """A row that `make` gives once somebody looks at it: a line of that id, or a note."""
        if row_id:
            self._places[row_id] = len(self._rows)
        self._rows.append(make)

    def place_of(self, row_id: str) -> int:
        """Where the line of that id stands, or -1."""
        return self._places.get(row_id, -1)

    def __contains__(self, row_id: object) -> bool:
        """Whether there is a line of that id."""
        return row_id in self._places

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        """The row of that place."""
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        row = self._rows[at]
        if not isinstance(row, Row):
            row = self._rows[at] = row()
        return row
