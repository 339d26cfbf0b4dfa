"""The one sqlite3 connection of a process to `desk.db`, and SQLite's errors as failures that a person understands.

Nothing here ever opens the database as a plain file while a connection may exist: closing such a handle would drop
SQLite's locks. A connection may be made in one thread and used in another, by one thread at a time.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from urllib.parse import quote

from coachdesk.domain.errors import CoachdeskError, failure

BUSY_SECONDS = 5.0
"""How long a write waits for another process before it fails with desk.busy."""

_FULL = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_FSYNC,
}
# A write that fails for another reason than a full disk fails for a quota or a file size limit: no room either.
_CODES = {
    sqlite3.SQLITE_BUSY: "desk.busy",
    sqlite3.SQLITE_LOCKED: "desk.busy",
    sqlite3.SQLITE_PROTOCOL: "desk.busy",  # many processes opened the write-ahead log at the same instant
    sqlite3.SQLITE_FULL: "desk.full",
    sqlite3.SQLITE_READONLY: "desk.not-writable",
    sqlite3.SQLITE_CANTOPEN: "desk.not-writable",
    sqlite3.SQLITE_PERM: "desk.not-writable",
    sqlite3.SQLITE_CORRUPT: "desk.damaged",
    sqlite3.SQLITE_NOTADB: "desk.damaged",
    sqlite3.SQLITE_FORMAT: "desk.damaged",
    sqlite3.SQLITE_IOERR: "desk.damaged",
}


def failure_of(error: sqlite3.Error, path: object = "the desk") -> CoachdeskError:
    """The failure that an SQLite error means: busy, full, not writable, damaged, or refused."""
    code = getattr(error, "sqlite_errorcode", 0)
    name = "desk.full" if code in _FULL else _CODES.get(code & 0xFF, "store.unknown")
    return failure(name, path=path, why=str(error))


@contextmanager
def failures(path: object = "the desk") -> Iterator[None]:
    """Turns SQLite's errors inside the block into failures."""
    try:
        yield
    except sqlite3.Error as error:
        raise failure_of(error, path) from None


def connect(path: Path, *, create: bool = False, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Opens `desk.db` for reading and writing, with every pragma that a desk relies on.

    `create` makes the file first (0600; it must not exist).
    Raises desk.none, desk.exists, desk.not-writable, desk.damaged, desk.busy.
    """
    if create:
        _make_empty(path)
    elif not path.exists():
        raise failure("desk.none", path=path.parent)
    with failures(path):
        connection = _open(path, "rw", busy_seconds)
        try:
            if not create:  # first: the pragmas would write into an empty file
                _check_schema(connection)
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A read-only connection beside the main one, for doctor, backups and the search index."""
    if not path.exists():
        raise failure("desk.none", path=path.parent)
    with failures(path):
        connection = _open(path, "ro", BUSY_SECONDS)
        for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON"):
            connection.execute(f"PRAGMA {pragma}")
    return connection


def commit_without_waiting(connection: sqlite3.Connection) -> None:
    """From now on no commit waits for the disk: for a desk that is thrown away whatever becomes of the machine."""
    with failures():
        connection.execute("PRAGMA synchronous = OFF")


def close(connection: sqlite3.Connection) -> None:
    """Closes, with the write-ahead log emptied first (deleted secrets live on in it) unless another process uses it."""
    with suppress(sqlite3.Error):
        connection.rollback()
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA busy_timeout = 200")
        truncate_log(connection)
    connection.close()


def truncate_log(connection: sqlite3.Connection) -> bool:
    """Empties the write-ahead log; False where another process was reading it. Raises sqlite3.Error."""
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


@contextmanager
def transaction(connection: sqlite3.Connection, *, write: bool) -> Iterator[None]:
    """One transaction: `BEGIN IMMEDIATE` and commit for a write, a plain `BEGIN` and rollback for a read.

    On any error nothing is kept. Raises desk.busy, desk.full, desk.damaged, desk.not-writable.
    """
    with failures():
        connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            yield
            if write:
                connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.rollback()


def _make_empty(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600))
    except FileExistsError:
        raise failure("desk.exists", path=path.parent) from None
    except OSError:
        raise failure("desk.not-writable", path=path.parent) from None


def _open(path: Path, mode: str, busy_seconds: float) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    made = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=busy_seconds)
    # Text that someone damaged must not abort the whole list it is read with; its row's envelope will not open.
    made.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    return made


def _prepare(connection: sqlite3.Connection) -> None:
    for pragma in ("secure_delete = ON", "foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    # Half-deleted secrets must not reach a temporary file outside the desk.
    connection.execute("PRAGMA temp_store = MEMORY")
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise failure("desk.not-writable", path="the desk")
    connection.execute("PRAGMA synchronous = FULL")


def _check_schema(connection: sqlite3.Connection) -> None:
    """A desk has tables and indexes only. A trigger or view is code of whoever had the file: it is never let run."""
    found = connection.execute("SELECT name, type FROM sqlite_master").fetchall()
    if not any(name == "vault" for name, _ in found):
        raise failure("desk.damaged", why="it is empty, or no desk")
    for name, kind in found:
        if kind not in ("table", "index"):
            raise failure("desk.damaged", why=f"{kind} {name} does not belong in it")
