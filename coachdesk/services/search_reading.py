"""Reading every word for the search, once; afterwards only what changed is read again, as the journal says.

A desk of some years has a hundred thousand tasks, and reading them takes seconds: a thread of its own reads them over a
connection of its own, the newest first, and whoever searches meanwhile finds what was read so far.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.ids import is_id
from coachdesk.services import search_sessions
from coachdesk.services.search_dilemmas import of_dilemmas
from coachdesk.services.search_entries import Entry
from coachdesk.services.search_incidents import of_incidents
from coachdesk.services.search_records import of_clients, of_contacts, of_templates
from coachdesk.services.search_register import of_entries
from coachdesk.services.search_tasks import of_tasks
from coachdesk.services.task_rows import CHUNK
from coachdesk.store import counting
from coachdesk.store.among import among

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

PAUSE = 0.0003
"""Seconds that the thread rests after each part: two threads take turns in Python, and no key may wait for this one."""

TOUCHED = "WHERE action_id IN (SELECT id FROM action WHERE seq > ?)"


class Source(Protocol):
    """What words are read from: a desk, or a desk as another thread reads it."""

    def rows(self, table: str, where: str = "", params: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Raw rows; damaged ones are left out."""

    def last_number(self, table: str) -> int:
        """The row number of the newest row."""


@dataclass(frozen=True, slots=True)
class Part:
    """Records that are read together: those of one row of `root` with the rows of `tables` that belong to it."""

    root: str
    tables: tuple[str, ...]
    read: Callable[[Source, str, Sequence[Any]], Iterator[Entry]]
    at_once: int


OF_CLIENT = ("client", "goal", "agreement", "agreement_version", *search_sessions.FIELDS)

PARTS = (
    Part("contact", ("contact",), of_contacts, 20),
    Part("template", ("template",), of_templates, 5),
    Part("client", OF_CLIENT, lambda *asked: chain(of_clients(*asked), search_sessions.of_sessions(*asked)), 5),
    Part("register_entry", ("register_entry",), of_entries, 20),
    Part("dilemma", ("dilemma",), of_dilemmas, 20),
    Part("incident", ("incident",), of_incidents, 20),
    Part("task", ("task",), of_tasks, 25),
)
_ROOTS = {table: part.root for part in PARTS for table in part.tables}

Group = tuple[str, str]
"""The root's table and id."""


def group_of(one: Entry) -> Group:
    """With what it is read together."""
    if one.kind in ("goal", "agreement", "session"):
        return "client", one.client_id
    return "register_entry" if one.kind == "entry" else one.kind, one.id


class Reading:
    """What was read so far. The thread alone adds to `_read`, the desk's own alone to `_fresh`: so neither waits.

    `_fresh` has the groups that were touched since the reading began, as they are now; they stand for those in `_read`.
    """

    def __init__(self, seq: int) -> None:
        self._seq = seq
        self._read: dict[str, list[Entry]] = {part.root: [] for part in PARTS}
        self._fresh: dict[Group, tuple[Entry, ...]] = {}
        self._thread: threading.Thread | None = None
        self._stopped, self._over = threading.Event(), threading.Event()
        self._problem: BaseException | None = None
        self._damaged: list[CoachdeskError] = []

    @property
    def is_over(self) -> bool:
        """Whether all was read."""
        return self._over.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait until all was read, at most so long; whether it was."""
        return self._over.wait(seconds)

    def begin(self, desk: Desk) -> None:
        """Begin to read in another thread, unless it has begun."""
        if self._thread is None and not self.is_over:
            self._thread = threading.Thread(
                target=self._run_beside, args=(desk.beside(self.stop),), name="search", daemon=True
            )
            self._thread.start()

    def complete(self, desk: Desk) -> None:
        """Read everything now, in this thread unless another is at it."""
        if self._thread is not None:
            self._thread.join()
        elif not self.is_over:
            self._run(desk, 0)

    def stop(self) -> None:
        """End the thread; what was not read by then never is."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()

    def bring_up(self, desk: Desk) -> None:
        """Read again what changed since. Not to be called inside a transaction. Raises what ended the reading early."""
        if self._problem is not None:
            raise self._problem
        desk.remember(self._damaged)
        self._bring_up(desk)

    def entries(self, *roots: str) -> Iterator[Entry]:
        """All of those parts, as far as they were read; what changed last comes first, then the newest."""
        for (root, _), entries in reversed(self._fresh.items()):
            if root in roots:
                yield from entries
        for root in roots:
            read = self._read[root]
            yield from (one for one in read if group_of(one) not in self._fresh) if self._fresh else read

    def _bring_up(self, desk: Desk) -> None:
        seq, _ = desk.last_act()
        if seq == self._seq:
            return
        touched = counting.counts(
            desk.connection, "image", ("table_name", "row_id", "client_id"), TOUCHED, (self._seq,)
        )
        groups = {
            (root, client_id if root == "client" else row_id)
            for table, row_id, client_id, _ in touched
            if (root := _ROOTS.get(table))
        }
        for part in PARTS:
            self._read_again(desk, part, [one for root, one in groups if root == part.root and one and is_id(one)])
        self._seq = seq

    def _read_again(self, desk: Desk, part: Part, ids: list[str]) -> None:
        for start in range(0, len(ids), CHUNK):
            some = ids[start : start + CHUNK]
            found: dict[Group, list[Entry]] = {(part.root, one): [] for one in some}
            for one in part.read(desk, f"id IN {among(some)}", some):
                found[group_of(one)].append(one)
            for group, entries in found.items():
                self._fresh.pop(group, None)  # it stands last again: the latest change first
                self._fresh[group] = tuple(entries)

    def _run_beside(self, source: Any) -> None:
        self._damaged = source.damaged
        try:
            self._run(source, PAUSE)
        except BaseException as error:  # said by the next search, in the thread that asks
            self._problem = error
        finally:
            self._over.set()
            source.close()

    def _run(self, source: Source, pause: float) -> None:
        for part in PARTS:
            for where in _spans(source.last_number(part.root), part.at_once):
                if self._stopped.is_set():
                    return
                self._read[part.root] += part.read(source, "rowid > ? AND rowid <= ?", where)
                if pause:
                    time.sleep(pause)
        self._over.set()


def _spans(last: int, size: int) -> Iterable[tuple[int, int]]:
    """Spans of row numbers, the last ones first."""
    return ((max(end - size, 0), end) for end in range(last, 0, -size))


def reading(desk: Desk) -> Reading:
    """The reading of this desk. Not to be called inside a transaction."""
    seq, _ = desk.last_act()
    return desk.held("search", lambda: Reading(seq))
