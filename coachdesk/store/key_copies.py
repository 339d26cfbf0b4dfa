"""The two copies of the key file: `keys.json` and the text in table `vault`. The newest authentic one mends the other.

Authentic is the copy whose master key opens the desk's own data key: the rows themselves say so, and a copy of an
older generation that someone put back, or of another desk, opens nothing here.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.store import keys
from coachdesk.store.connection import failures, transaction
from coachdesk.store.files import KEYS, atomic_write, failure_of_file, written_beside
from coachdesk.vault.envelope import Vault
from coachdesk.vault.keyfile import MOST_BYTES, KeyFile
from coachdesk.vault.keyfile import unlock as unlock_file
from coachdesk.vault.slots import Opener

if TYPE_CHECKING:
    from coachdesk.domain.views.desk import Finding

IN_FILE, IN_DATABASE = KEYS, "the copy in the database"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy as it was found: its bytes (None: absent), and the key file in them or why there is none."""

    place: str
    data: bytes | None
    keyfile: KeyFile | None
    problem: CoachdeskError | None


class Opened(NamedTuple):
    """An opened desk: its vault with the data keys attached, the key file that is true, and what was mended."""

    vault: Vault
    keyfile: KeyFile
    mended: tuple[Finding, ...]


def read(folder: Path, connection: sqlite3.Connection) -> tuple[Copy, Copy]:
    """Both copies, the one in the database first. Raises desk.damaged, desk.busy."""
    with failures():
        found = connection.execute("SELECT id, generation, keys FROM vault ORDER BY id = 'copy' DESC").fetchall()
    if not found or found[0][0] != "copy":
        return _copy(IN_DATABASE, None), _copy(IN_FILE, _content(folder / KEYS))
    (_, generation, text), *others = found
    in_database = _copy(IN_DATABASE, str(text).encode(errors="surrogateescape"))
    if others or (in_database.keyfile is not None and in_database.keyfile.generation != generation):
        in_database = replace(in_database, data=b"")  # the text may be true; its row is not, and is to be mended
    return in_database, _copy(IN_FILE, _content(folder / KEYS))


def best(folder: Path, connection: sqlite3.Connection) -> KeyFile:
    """The newest copy that is whole, unproved: it tells which slots there are before anything is opened.

    Raises keys.none, keys.damaged, keys.parameters, keys.newer.
    """
    return _candidates(read(folder, connection))[0]


def unlock(folder: Path, connection: sqlite3.Connection, opener: Opener) -> Opened:
    """Opens the desk with the newest authentic copy and mends the other one.

    Raises not-opened.*, keys.none, keys.damaged, keys.other-desk, keys.parameters, and recovery.* for a typing error.
    """
    copies = read(folder, connection)
    first: CoachdeskError | None = None
    for keyfile in _candidates(copies):
        try:
            vault = unlock_file(keyfile, opener)
            keys.attach(connection, vault)
            _prove(connection, vault, keyfile, copies)
        except CoachdeskError as problem:
            first = first or problem
            continue
        return Opened(vault, keyfile, _mend(folder, connection, vault, keyfile, copies))
    raise first or failure("keys.none")


def renew(folder: Path, connection: sqlite3.Connection, old: Vault, new: Vault, keyfile: KeyFile) -> None:
    """A new generation: data keys and the copy in the database in one transaction, then `keys.json`.

    Raises desk.keys-changed, desk.busy, desk.full, desk.not-writable; nothing has changed then.
    """
    with written_beside(folder / KEYS, keyfile.to_bytes()) as put_in_place:
        keys.rewrap(connection, old, new, keyfile.to_bytes().decode())
        # Committed: from here the new keys hold. A file that stays old is mended at the next opening, as after a crash.
        with suppress(CoachdeskError):
            put_in_place()


def why_not(copy: Copy, vault: Vault) -> str:
    """Why a copy is not the key file of that open vault, in words; empty where it is."""
    if copy.data is None:
        return "it is missing"
    if copy.keyfile is None:
        return "it is damaged"
    if copy.keyfile.vault_id != vault.id:
        return "it belongs to another desk"
    if copy.keyfile.generation != vault.generation:
        return "it is of another generation of keys"
    return "" if copy.keyfile.mac == copy.keyfile.mac_under(vault) else "it was changed outside Coachdesk"


def _content(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError:
        return b""


def _copy(place: str, data: bytes | None) -> Copy:
    if data is None:
        return Copy(place, None, None, None)
    try:
        return Copy(place, data, KeyFile.parse(data), None)
    except CoachdeskError as problem:
        return Copy(place, data, None, problem)


def _candidates(copies: tuple[Copy, Copy]) -> list[KeyFile]:
    """The whole copies, newest first; of equals, and of different desks, the one in the database is first."""
    found = [copy.keyfile for copy in copies if copy.keyfile is not None]
    if not found:
        problems = [copy.problem for copy in copies if copy.problem is not None]
        usual = failure("keys.damaged" if problems else "keys.none")
        raise next((one for one in problems if one.code != "keys.damaged"), usual)
    if len(found) == 2 and found[0] == found[1]:
        return found[:1]
    same_desk = len({one.vault_id for one in found}) == 1
    return sorted(found, key=lambda one: -one.generation) if same_desk else found


def _prove(connection: sqlite3.Connection, vault: Vault, keyfile: KeyFile, copies: tuple[Copy, Copy]) -> None:
    """Whether this master key is the one under which the desk's data key lies."""
    try:
        keys.check_master(connection, vault)
    except CoachdeskError:
        if keyfile == copies[0].keyfile:
            raise  # it was written together with the data key: that key is what was damaged
        raise failure("keys.other-desk") from None


def _mend(
    folder: Path, connection: sqlite3.Connection, vault: Vault, keyfile: KeyFile, copies: tuple[Copy, Copy]
) -> tuple[Finding, ...]:
    """Writes the true key file over a copy that differs; what cannot be mended is said, and the desk still opens."""
    true = keyfile.to_bytes()
    if all(copy.data == true for copy in copies):
        return ()  # as at nearly every start, which waits for this
    from coachdesk.domain.views.desk import Finding

    findings = []
    for copy in copies:
        if copy.data == true:
            continue
        why = _why(copy, keyfile)
        try:
            with transaction(connection, write=True):
                keys.check_master(connection, vault)
                if copy.place == IN_DATABASE:
                    _write_row(connection, keyfile)
                else:
                    _write_file(folder, copy, keyfile)
            findings.append(Finding("warning", copy.place, f"{why}; it was mended", "nothing: both copies agree again"))
        except CoachdeskError as problem:
            said = f"{why}; it could not be mended: {problem.what}"
            findings.append(Finding("damaged", copy.place, said, problem.hint))
    return tuple(findings)


def _why(copy: Copy, keyfile: KeyFile) -> str:
    if copy.data is None:
        return "it was missing"
    if copy.keyfile is None:
        return "it was damaged"
    if copy.keyfile.vault_id != keyfile.vault_id:
        return "it belonged to another desk"
    return (
        "it was of an older generation"
        if copy.keyfile.generation < keyfile.generation
        else "it was changed outside Coachdesk"
    )


def _write_row(connection: sqlite3.Connection, keyfile: KeyFile) -> None:
    connection.execute("DELETE FROM vault WHERE id != 'copy'")
    connection.execute(
        "INSERT INTO vault (id, generation, keys) VALUES ('copy', ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, keys = excluded.keys",
        (keyfile.generation, keyfile.to_bytes().decode()),
    )


def _write_file(folder: Path, copy: Copy, keyfile: KeyFile) -> None:
    path = folder / KEYS
    if copy.keyfile is not None and copy.keyfile.vault_id != keyfile.vault_id:
        # It may be the only key file of that other desk: it is put aside, never written over.
        aside = path.with_name(f"keys-of-another-desk-{copy.keyfile.vault_id[:8]}.json")
        with suppress(FileNotFoundError):
            try:
                path.rename(aside)
            except OSError as error:
                raise failure_of_file(error, path) from None
    atomic_write(path, keyfile.to_bytes())
