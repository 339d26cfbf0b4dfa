"""What one writing transaction touches: its share of `desk_state`, and the images for the journal.

Rows are noted before each flush (how they lie in SQLite then) and after it (their new envelope); the action and its
images are written once, at the end, so that a row touched twice has one image and a row that came and went has none.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import inspect

from coachdesk.domain.ids import new_id
from coachdesk.store import desk_state, for_good
from coachdesk.store.digests import digest
from coachdesk.store.owners import NOT_JOURNALED, OWNERS, owner_of
from coachdesk.store.raw import Row, open_secrets, sealed_rows
from coachdesk.store.rows import SealedRow
from coachdesk.store.session import Session
from coachdesk.store.tables.journal import Action, Image
from coachdesk.store.tables.tasks import Task, TaskEvent
from coachdesk.vault.envelope import Vault

_WRITTEN_RAW = frozenset({"client_key", "desk_state"})


@dataclass
class Touched:
    """One row: how it was when the transaction first touched it, and its envelope now (None: not there)."""

    table: str
    row_id: str
    client_id: str | None
    plain: Row
    secrets: Row
    sealed_before: bytes | None
    sealed_after: bytes | None


@dataclass
class Recorder:
    """One transaction's notes, and what its action row will say."""

    connection: sqlite3.Connection
    vault: Vault
    verb: str
    client_id: str | None
    final: bool
    quiet: bool
    undoes: str | None = None
    tally: desk_state.Tally = field(default_factory=desk_state.Tally)
    touched: dict[tuple[str, str], Touched] = field(default_factory=dict)
    _tasks: set[str] = field(default_factory=set)
    """The tasks that came, or to which something happened."""
    _closing: bool = False
    _flushing: list[tuple[SealedRow, bool]] = field(default_factory=list)

    def before(self, new: list[SealedRow], changed: list[SealedRow], deleted: list[SealedRow]) -> None:
        """Notes the rows that a flush is about to write."""
        for row in (*new, *changed, *deleted):
            self._check(row)
        for row in new:
            self._touch(row, None)
            if isinstance(row, Task | TaskEvent):
                self._tasks.add(row.id if isinstance(row, Task) else row.task_id)
        for gone, rows in ((False, changed), (True, deleted)):
            for row in rows:
                stored = self._stored(row)
                self._check_for_good(row, stored, gone)
                self._touch(row, stored)
        self._flushing = [(row, False) for row in (*new, *changed)] + [(row, True) for row in deleted]

    def after(self) -> None:
        """Notes the envelopes that the flush made."""
        for row, gone in self._flushing:
            table, sealed = str(row.__tablename__), None if gone else row.sealed.raw
            if sealed is not None:
                self.tally.add(self.vault, table, sealed)
            if (table, row_id(row)) in self.touched:
                self.touched[table, row_id(row)].sealed_after = sealed
        self._flushing = []

    def finish(self, db: Session, at: datetime, run: str, schema_version: int) -> bool:
        """Writes action, images and `desk_state`; False where the transaction changed nothing."""
        db.flush()
        if not self.connection.in_transaction:  # rolled back inside the block
            return False
        changed = [one for one in self.touched.values() if one.sealed_before != one.sealed_after]
        for_good.check_histories(self.connection, self._tasks)
        if changed and self.quiet:
            raise TypeError(f"{self.verb}: a quiet write may touch only tables without a journal")
        if changed:
            self._closing = True
            action = self._action(at, run, schema_version, len(changed))
            db.add(action)
            db.add_all([_image(action.id, one) for one in changed])
            db.flush()
        if not (self.tally.counts or self.tally.sums):
            return False
        desk_state.apply(self.connection, self.vault, self.tally)
        return True

    def _action(self, at: datetime, run: str, schema_version: int, images: int) -> Action:
        (last,) = self.connection.execute("SELECT max(seq) FROM action").fetchone()
        return Action(
            id=new_id(), seq=(last or 0) + 1, at=at, verb=self.verb, run=run, undoes=self.undoes,
            client_id=self.client_id, final=self.final, schema_version=schema_version, images=images,
        )  # fmt: skip

    def _check(self, row: object) -> None:
        if not isinstance(row, SealedRow) or row.__tablename__ not in OWNERS or row.__tablename__ in _WRITTEN_RAW:
            raise TypeError(f"{type(row).__name__} is not written as an object")
        if isinstance(row, Action | Image) and not self._closing:
            raise TypeError("the journal is written by the store alone")

    def _stored(self, row: SealedRow) -> tuple[Row, bytes]:
        """The row as it lies in SQLite now, by the id under which it was loaded."""
        table = str(row.__tablename__)
        identity = inspect(row).identity[0]
        plain, sealed = next(sealed_rows(self.connection, table, "WHERE id = ?", (identity,)))
        if row_id(row) != identity or owner_of(table, plain) != row.owner:
            raise TypeError(f"{table}: neither the id nor the owner of a row ever changes")
        return plain, sealed

    def _check_for_good(self, row: SealedRow, stored: tuple[Row, bytes], gone: bool) -> None:
        table = str(row.__tablename__)
        if table in for_good.GUARDED:
            secrets = open_secrets(self.vault, table, *stored)
            for_good.check(self.connection, row, stored[0], secrets, gone)

    def _touch(self, row: SealedRow, stored: tuple[Row, bytes] | None) -> None:
        table = str(row.__tablename__)
        if stored is not None:
            self.tally.remove(self.vault, table, stored[1])
        if table in NOT_JOURNALED or (table, row_id(row)) in self.touched:
            return
        plain, sealed = ({}, None) if stored is None else stored
        # Opened anew from SQLite: what goes into the journal is what was there, authenticated, not what was in memory.
        secrets = open_secrets(self.vault, table, plain, sealed) if sealed is not None else {}
        owner = row.owner
        self.touched[table, row_id(row)] = Touched(
            table, row_id(row), None if owner == "desk" else owner, plain, secrets, sealed, None
        )


def row_id(row: SealedRow) -> str:
    """The id of a row of any table."""
    return str(getattr(row, "id"))  # noqa: B009  (every table has one, the base class has not)


def _image(action_id: str, one: Touched) -> Image:
    return Image(
        id=new_id(),
        action_id=action_id,
        table_name=one.table,
        row_id=one.row_id,
        client_id=one.client_id,
        existed=one.sealed_before is not None,
        plain_was={name: value for name, value in one.plain.items() if value is not None},
        secrets_was=one.secrets,
        after="" if one.sealed_after is None else digest(one.sealed_after),
    )
