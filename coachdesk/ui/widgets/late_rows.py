"""Rows of a long list that are made when they are first seen: a list of thousands is shown as soon as one of ten."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import overload

from coachdesk.ui.widgets.columns import Row


class LateRows(Sequence[Row]):
    """Filled once with `add()` and `late()`, then only read. Ids are known of every row, cells only of those seen.

    `made` holds rows that an earlier list has made of the same lines, by name; those are taken as they are, so that
    lines which come and go while a list is narrowed are made, and laid out, once.
    """

    def __init__(self, made: dict[Hashable, Row] | None = None) -> None:
        self._rows: list[Row | Callable[[], Row]] = []
        self._places: dict[str, int] = {}
        self._made = {} if made is None else made

    def add(self, row: Row) -> None:
        """A row that is there already: a heading, a note."""
        self._rows.append(row)

    def late(self, make: Callable[[], Row], row_id: str = "", name: Hashable = None) -> None:
        """A row that `make` gives once somebody looks at it: a line of that id, or a note. By its name it is known to
        later lists."""
        if row_id:
            self._places[row_id] = len(self._rows)
        self._rows.append(make if name is None else partial(self._once, name, make))

    def _once(self, name: Hashable, make: Callable[[], Row]) -> Row:
        row = self._made.get(name)
        if row is None:
            row = self._made[name] = make()
        return row

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
