"""What is read of every client and kept, by client: once something was written, only those whom it touched are read
again.

A desk of a long career has thousands of clients, and opening what is theirs takes seconds in all. So it is read in
steps, between which the thread that owns the desk is free for whatever a person asks; and once it was read, a change
of one client costs the reading of one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

from coachdesk.domain.errors import CoachdeskError
from coachdesk.store import counting, marks

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

T = TypeVar("T")
Read = Callable[["Desk", Collection[str]], Mapping[str, T]]
"""What is known of those clients, by id; of whom nothing is known may be left out."""

STEP = 100
"""Clients read in one step: a person does not notice the time that it takes."""


class ByClient(Generic[T]):
    """What `read` answers, from rows of those tables. Held by a desk (`of`), and used where the desk is."""

    def __init__(self, tables: tuple[str, ...], read: Read[T]) -> None:
        self._tables, self._read = tables, read
        self._values: dict[str, T] = {}
        self._damaged: dict[str, tuple[CoachdeskError, ...]] = {}
        self._todo: set[str] = set()
        self._under: Hashable = None
        self._version: tuple[int, int] | None = None
        self._last = -1

    def steps(self, desk: Desk, under: Hashable = None) -> Iterator[tuple[int, int]]:
        """Bring it up to date; after each step but the last, how many clients of how many are read. Read under another
        condition than before, such as another day, everything is read anew."""
        self._look(desk, under)
        every = len(self._todo)
        while self._todo:
            self._step(desk)
            if self._todo:
                yield max(0, every - len(self._todo)), every

    def values(self, desk: Desk, under: Hashable = None) -> Mapping[str, T]:
        """What is known of each client. What was found damaged is remembered each time, since a page that leaves
        records out says so whenever it is painted. Not to be called inside a transaction."""
        known = self.known(desk, under)
        for damaged in self._damaged.values():
            desk.remember(list(damaged))
        return known

    def known(self, desk: Desk, under: Hashable = None) -> Mapping[str, T]:
        """The same without a word of what is damaged, for what is put together from it and says so by itself."""
        for _ in self.steps(desk, under):
            pass
        return self._values

    def _look(self, desk: Desk, under: Hashable) -> None:
        """Who is to be read: those who were written about since, or everybody."""
        version = desk.version()
        if (version, under) == (self._version, self._under):
            return
        last = marks.last_action(desk.connection)
        if self._version is None or under != self._under or last < self._last:
            self._values, self._damaged = {}, {}
            self._todo = {row[0] for row in counting.columns(desk.connection, "client", ("id",))}
        elif last > self._last:
            self._todo |= marks.touched(desk.connection, self._tables, self._last) - {""}
        self._version, self._under, self._last = version, under, last

    def _step(self, desk: Desk) -> None:
        some = sorted(self._todo)[:STEP]
        damaged = self._take(desk, some)
        if damaged and len(some) > 1:
            for one in some:  # once more, to know whose it is
                self._take(desk, [one])
        self._todo = self._todo.difference(some)  # a set that was emptied would keep the room of all

    def _take(self, desk: Desk, some: list[str]) -> bool:
        with desk.noting() as damaged:
            found = self._read(desk, some)
        for one in some:
            self._values.pop(one, None)
            self._damaged.pop(one, None)
        self._values.update(found)
        if damaged:
            self._damaged[some[0]] = tuple(damaged)
        return bool(damaged)


def of(desk: Desk, name: str, tables: tuple[str, ...], read: Read[T]) -> ByClient[T]:
    """The one that this desk holds under that name."""
    return desk.held(name, lambda: ByClient(tables, read))
