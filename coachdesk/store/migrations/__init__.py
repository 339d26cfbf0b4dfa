"""The numbered steps from an empty database to today's schema; `PRAGMA user_version` says how far a desk has come.

Each step runs in one transaction with its DDL. A desk of a newer Coachdesk is refused and not touched; an older one is
copied into `backups/` before its first step. Nothing here imports SQLModel.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from coachdesk.domain.errors import failure
from coachdesk.store.connection import failures, transaction
from coachdesk.store.files import BACKUPS, PRIVATE_FILE, failure_of_file, private_dir
from coachdesk.store.migrations import m0001_first, m0002_one_list
from coachdesk.vault.envelope import Vault

Step = Callable[[sqlite3.Connection, Vault], None]

STEPS: tuple[Step, ...] = (m0001_first.up, m0002_one_list.up)
"""In order; the number of steps that ran is the schema's version."""


def version(connection: sqlite3.Connection) -> int:
    """The schema version of a desk."""
    with failures():
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_version(connection: sqlite3.Connection, steps: tuple[Step, ...] = STEPS) -> None:
    """Raises desk.newer for a desk of a newer Coachdesk, desk.damaged for one without a version; needs no key."""
    found = version(connection)
    if found > len(steps):
        raise failure("desk.newer", found=found, known=len(steps))
    if found < 1:
        raise failure("desk.damaged", why="its schema has no version")


def build(connection: sqlite3.Connection, vault: Vault, steps: tuple[Step, ...] = STEPS) -> None:
    """Runs every step on an empty database, inside the caller's transaction."""
    for number, step in enumerate(steps, 1):
        step(connection, vault)
        connection.execute(f"PRAGMA user_version = {number}")


def migrate(connection: sqlite3.Connection, vault: Vault, folder: Path, steps: tuple[Step, ...] = STEPS) -> Path | None:
    """Brings an opened desk to today's schema; answers with the backup made before, or None where nothing was to do.

    Raises desk.newer, and what the disk refuses; a step that fails leaves the desk as it was before that step.
    """
    check_version(connection, steps)
    if version(connection) == len(steps):
        return None
    copy = back_up(connection, folder, f"before-schema-{len(steps)}")
    for number in range(version(connection) + 1, len(steps) + 1):
        with transaction(connection, write=True):
            if version(connection) != number - 1:
                continue  # another process took this step meanwhile
            steps[number - 1](connection, vault)
            connection.execute(f"PRAGMA user_version = {number}")
    return copy


def back_up(connection: sqlite3.Connection, folder: Path, name: str) -> Path:
    """A whole copy of the database (keys included) in `backups/`, 0600, under a name that is free."""
    backups = private_dir(folder / BACKUPS)
    names = (f"{name}{tail}.db" for tail in ("", *(f"-{number}" for number in range(2, 10_000))))
    target = next(backups / one for one in names if not (backups / one).exists())
    try:
        # VACUUM INTO would make a file for all to read; it takes an empty one that is there already.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    except OSError as error:
        raise failure_of_file(error, target) from None
    try:
        with failures(target):
            connection.execute("VACUUM INTO ?", (str(target),))
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target
