"""The data keys of a desk: one for the desk and one for each client, each sealed by the master key in `client_key`."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Callable
from typing import Any, Protocol

from coachdesk.domain.errors import failure
from coachdesk.store import desk_state
from coachdesk.store.connection import transaction
from coachdesk.store.raw import open_secrets, sealed_rows
from coachdesk.vault.envelope import DESK, MASTER, Vault

TABLE = "client_key"


class WritingSession(Protocol):
    """What `make` needs of a writing session: where it keeps its connection, vault and tally."""

    @property
    def info(self) -> dict[Any, Any]:
        """The session's own dictionary."""


def finder(connection: sqlite3.Connection, vault: Vault) -> Callable[[str], bytes | None]:
    """What `vault.find_key` calls: the raw data key of an owner, read from the desk; None where it was destroyed."""

    def find(owner: str) -> bytes | None:
        if not owner.isascii():  # a damaged row names it, perhaps with halves of characters that SQLite cannot take
            return None
        for plain, sealed in sealed_rows(connection, TABLE, "WHERE id = ?", (owner,)):
            return base64.b64decode(open_secrets(vault, TABLE, plain, sealed)["key"])
        return None

    return find


def attach(connection: sqlite3.Connection, vault: Vault) -> None:
    """Lets the vault find this desk's data keys."""
    vault.find_key = finder(connection, vault)


def make(db: WritingSession, owner: str) -> None:
    """Creates the data key of a new owner (a client id), in a `store.write`, before any row of theirs is flushed."""
    difference: desk_state.Tally = db.info["tally"]
    vault: Vault = db.info["vault"]
    difference.add(vault, TABLE, insert(db.info["raw"], vault, owner))
    db.info["new_owners"].append(owner)


def insert(connection: sqlite3.Connection, vault: Vault, owner: str) -> bytes:
    """Writes a fresh data key and returns its envelope; `desk_state` is the caller's to keep."""
    sealed = _sealed(vault, owner, vault.new_key())
    connection.execute("INSERT INTO client_key (id, sealed) VALUES (?, ?)", (owner, sealed))
    return sealed


def rewrap(connection: sqlite3.Connection, old: Vault, new: Vault, keys: str) -> None:
    """Seals every data key to a new master key and puts the new keys.json text beside them, in one transaction.

    Afterwards `new` finds this desk's keys. Raises desk.keys-changed where another process was first, row.damaged
    where a data key cannot be opened; nothing is written then.
    """
    attach(connection, old)
    with transaction(connection, write=True):
        check_generation(connection, old)
        difference = desk_state.Tally()
        # Both find the keys they need while the desk's data key still lies under the old master.
        old.tag(TABLE, b"")
        desk_state.read(connection, old)
        for plain, sealed in list(sealed_rows(connection, TABLE)):
            owner = plain["id"]
            key = base64.b64decode(open_secrets(old, TABLE, plain, sealed)["key"])
            fresh = _sealed(new, owner, key)
            connection.execute("UPDATE client_key SET sealed = ? WHERE id = ?", (fresh, owner))
            # Differences, not a new count: a row that was missing before must still be missed afterwards.
            difference.remove(old, TABLE, sealed)
            difference.add(old, TABLE, fresh)
        connection.execute("UPDATE vault SET generation = ?, keys = ? WHERE id = 'copy'", (new.generation, keys))
        attach(connection, new)  # the old vault may find no data key any more
        desk_state.apply(connection, new, difference)


def check_generation(connection: sqlite3.Connection, vault: Vault) -> None:
    """Inside a writing transaction: raises desk.keys-changed where another process made new keys since."""
    found = connection.execute("SELECT generation FROM vault WHERE id = 'copy'").fetchone()
    if found is None or found[0] != vault.generation:
        raise failure("desk.keys-changed")


def check_master(connection: sqlite3.Connection, vault: Vault) -> None:
    """Raises row.damaged unless the desk's data key opens under this vault's master key."""
    if finder(connection, vault)(DESK) is None:
        raise failure("row.damaged", table=TABLE, id=DESK)


def _sealed(vault: Vault, owner: str, key: bytes) -> bytes:
    secrets = json.dumps({"key": base64.b64encode(key).decode()}).encode()
    return vault.seal(TABLE, MASTER, {"id": owner}, secrets)
