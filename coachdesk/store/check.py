"""What doctor looks at: every file, key copy, table and row of a desk, read through a connection of its own.

Nothing is changed. A finding names its record as `table id`, a file by its name.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.views.desk import Finding
from coachdesk.store import check_tasks, key_copies, migrations
from coachdesk.store.check_rows import RowCheck, damaged, record_name
from coachdesk.store.connection import connect_to_read, failure_of, transaction
from coachdesk.store.files import BACKUPS, DATABASE, KEYS, PRIVATE_DIR, PRIVATE_FILE
from coachdesk.vault.envelope import Vault


def examine(folder: Path, vault: Vault) -> tuple[list[Finding], int]:
    """All findings of an opened desk, and how many rows were read."""
    check = Examination(folder, vault)
    return list(check.findings()), check.rows


class Examination:
    """One walk through a desk; `rows` counts as it goes, so that progress can be shown."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self.folder, self.vault = folder, vault
        self.row_check = RowCheck(vault)

    @property
    def rows(self) -> int:
        """How many rows were read so far."""
        return self.row_check.rows

    def findings(self) -> Iterator[Finding]:
        """Everything that is wrong, cheapest looks first."""
        yield from _permissions(self.folder)
        try:
            with closing(connect_to_read(self.folder / DATABASE)) as connection:
                yield from self._inside(connection)
        except CoachdeskError as problem:
            yield damaged(DATABASE, problem.what)

    def _inside(self, connection: sqlite3.Connection) -> Iterator[Finding]:
        with transaction(connection, write=False):
            yield from _integrity(connection)
            yield from _schema(connection, self.vault)
            yield from _keys(self.folder, connection, self.vault)
            named = set()
            for finding in self.row_check.findings(connection):
                named.add(finding.record)
                yield finding
            yield from check_tasks.findings(connection, named)
            yield from _references(connection)


def _permissions(folder: Path) -> Iterator[Finding]:
    names = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", KEYS)
    wanted = [(folder, PRIVATE_DIR), *((folder / name, PRIVATE_FILE) for name in names)]
    backups = folder / BACKUPS
    if backups.is_dir():
        wanted += [(backups, PRIVATE_DIR), *((path, PRIVATE_FILE) for path in sorted(backups.iterdir()))]
    for path, mode in wanted:
        try:
            found = path.lstat()
        except OSError:
            continue  # what must be there is missed by whoever reads it
        name = path.name if path != folder else "the desk's folder"
        if stat.S_IMODE(found.st_mode) & ~mode:
            what = f"other users of this computer may reach it (mode {stat.S_IMODE(found.st_mode):04o})"
            yield Finding("warning", name, what, f"chmod {mode:o} {path}")
        if found.st_uid != os.geteuid():
            yield Finding("warning", name, "it belongs to another user of this computer", f"chown it to you: {path}")


def _integrity(connection: sqlite3.Connection) -> Iterator[Finding]:
    try:
        for (line,) in connection.execute("PRAGMA integrity_check(20)").fetchall():
            if line != "ok":
                yield damaged(DATABASE, f"SQLite finds: {line}")
    except sqlite3.Error as error:
        yield damaged(DATABASE, failure_of(error).what)


def _schema(connection: sqlite3.Connection, vault: Vault) -> Iterator[Finding]:
    """Compares every table and index with those that the migrations make."""
    found_version = migrations.version(connection)
    if found_version != len(migrations.STEPS):
        yield damaged(DATABASE, f"its schema is {found_version}, this Coachdesk writes {len(migrations.STEPS)}")
        return
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrations.build(fresh, vault)
        right = _objects(fresh)
    found = _objects(connection)
    for name in sorted(right.keys() | found.keys()):
        if right.get(name) != found.get(name):
            what = "is missing" if name not in found else "does not belong here" if name not in right else "was changed"
            yield damaged(DATABASE, f"{name} of its schema {what}")


def _objects(connection: sqlite3.Connection) -> dict[str, str]:
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {record_name(str(kind), str(name)): " ".join(str(sql).split()) for kind, name, sql in found}


def _keys(folder: Path, connection: sqlite3.Connection, vault: Vault) -> Iterator[Finding]:
    """Both copies of the key file: whole, authentic under the key that is in hand, and the same."""
    copies = key_copies.read(folder, connection)
    for copy in copies:
        what = key_copies.why_not(copy, vault)
        if what:
            yield damaged("vault copy" if copy.place == key_copies.IN_DATABASE else copy.place, what, _REOPEN)
    rows = connection.execute("SELECT id, generation FROM vault").fetchall()
    for row_id, generation in rows:
        if row_id != "copy" or generation != vault.generation:
            yield damaged(record_name("vault", row_id), "was changed outside Coachdesk or is damaged", _REOPEN)
    keyfile = next((copy.keyfile for copy in copies if copy.keyfile is not None), None)
    if keyfile is not None and not {"passphrase", "recovery"} & set(keyfile.kinds):
        what = "only this computer's keyring opens the desk"
        yield Finding("warning", KEYS, what, "add a passphrase: coachdesk slots add passphrase")


_REOPEN = "lock the desk and open it again: it mends one copy from the other"


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, row_number, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        # Names of tables come from the schema, which was compared before.
        query = f'SELECT id FROM "{table}" WHERE rowid = ?'  # noqa: S608
        found = connection.execute(query, (row_number,)).fetchone()
        yield damaged(record_name(table, found[0] if found else "?"), f"the {parent} that it names is not there")
