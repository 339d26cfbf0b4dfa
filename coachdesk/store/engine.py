"""The store: sessions over the one sqlite3 connection, each in one transaction.

A store may be made in one thread and used in others, by one at a time: a lock makes later ones wait. Reads and
writes do not nest.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from coachdesk.domain.ids import new_id
from coachdesk.store import keys, migrations
from coachdesk.store.connection import failure_of, failures
from coachdesk.store.recorder import Recorder
from coachdesk.store.session import Session
from coachdesk.vault.envelope import Vault

__all__ = ["Session", "Store"]


class Store:
    """A desk's rows. `clock` answers with now (aware); `run` names this run of the program in the journal."""

    def __init__(
        self, connection: sqlite3.Connection, vault: Vault, clock: Callable[[], datetime], run: str | None = None
    ) -> None:
        self.connection, self.vault, self.clock, self.run = connection, vault, clock, run or new_id()
        self.schema_version = migrations.version(connection)
        self._lock = threading.RLock()
        self._engine = create_engine(
            "sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
        )
        # The first use of an engine ends with a rollback: it must not be the one of a transaction of ours.
        self._engine.connect().close()
        event.listen(self._engine, "begin", self._begun)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees the desk at one instant and writes nothing. Raises desk.busy, desk.damaged."""
        with self._session("BEGIN") as db:
            yield db

    @contextmanager
    def write(
        self, verb: str, *, client_id: str | None = None, final: bool = False, quiet: bool = False
    ) -> Iterator[Session]:
        """A session that is committed when the block ends, as one action of the journal; on any error nothing is kept.

        `final` actions are never undone. A `quiet` write makes no action and may touch only what has no journal
        (unsaved forms). A block that changes nothing leaves no trace.
        Raises desk.busy, desk.full, desk.not-writable, desk.damaged, desk.keys-changed, row.damaged, key.gone.
        """
        with self._session("BEGIN IMMEDIATE") as db:
            keys.check_generation(self.connection, self.vault)
            recorder = Recorder(self.connection, self.vault, verb, client_id, final, quiet)
            db.info.update(recorder=recorder, tally=recorder.tally, new_owners=[])
            try:
                yield db
                if recorder.finish(db, self.clock(), self.run, self.schema_version):
                    db.keep()
            except BaseException:
                for owner in db.info["new_owners"]:
                    self.vault.forget(owner)
                raise

    def use(self, vault: Vault) -> None:
        """Goes on with the vault of a new key generation."""
        self.vault = vault

    def data_version(self) -> int:
        """A number that changes when another process committed something; read it between transactions."""
        with self._lock, failures():
            return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def _session(self, begin: str) -> Iterator[Session]:
        with self._lock, _failures():
            if self.connection.in_transaction:
                raise TypeError("store.read() and store.write() do not nest")
            self.connection.execute(begin)
            db = Session(self._engine, expire_on_commit=False, info={"vault": self.vault, "raw": self.connection})
            try:
                yield db
            finally:
                db.close()
                self.connection.rollback()  # nothing where the transaction ended well

    def _begun(self, connection: Connection) -> None:
        if not self.connection.in_transaction:
            # Each statement would commit on its own: after a rollback() in the middle of a block, for one.
            raise TypeError("a session is used inside store.read() or store.write()")


@contextmanager
def _failures() -> Iterator[None]:
    """SQLite's errors as failures, however SQLAlchemy wrapped them."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise failure_of(error.orig) from None
        raise
    except sqlite3.Error as error:
        raise failure_of(error) from None
