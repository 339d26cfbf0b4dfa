"""How many rows each table holds, and a keyed sum of them: so that a row removed or put back by someone is noticed.

One sealed row, changed in every writing transaction. A sum, not an exclusive or: two equal rows must not cancel.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field

from coachdesk.domain.errors import failure
from coachdesk.store.owners import COUNTED
from coachdesk.store.raw import open_secrets, sealed_rows
from coachdesk.vault.envelope import DESK, Vault

TABLE, ROW = "desk_state", "state"
MODULUS = 1 << 256


@dataclass
class Tally:
    """Counts and sums by table: of a whole desk, or the difference that one transaction makes."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    sums: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, vault: Vault, table: str, sealed: bytes) -> None:
        """A row came."""
        self.counts[table] += 1
        self.sums[table] = (self.sums[table] + vault.tag(table, sealed)) % MODULUS

    def remove(self, vault: Vault, table: str, sealed: bytes) -> None:
        """A row went."""
        self.counts[table] -= 1
        self.sums[table] = (self.sums[table] - vault.tag(table, sealed)) % MODULUS

    def merge(self, other: Tally) -> None:
        """Adds another tally, such as a transaction's difference."""
        for table in other.counts:
            self.counts[table] += other.counts[table]
        for table in other.sums:
            self.sums[table] = (self.sums[table] + other.sums[table]) % MODULUS


@dataclass
class State:
    """The desk_state row. `serial` grows by one with every write."""

    serial: int
    tally: Tally


def begin(connection: sqlite3.Connection, vault: Vault) -> None:
    """Writes the first state, of the rows there are; inside the transaction that makes the desk."""
    state = State(0, count(connection, vault))
    connection.execute("INSERT INTO desk_state (id, serial, sealed) VALUES (?, ?, ?)", (ROW, 0, _sealed(vault, state)))


def read(connection: sqlite3.Connection, vault: Vault) -> State:
    """The state as written. Raises row.damaged where it is missing or was changed."""
    for plain, sealed in sealed_rows(connection, TABLE, "WHERE id = ?", (ROW,)):
        secrets = open_secrets(vault, TABLE, plain, sealed)
        tally = Tally()
        tally.counts.update(secrets["counts"])
        tally.sums.update({table: int(value, 16) for table, value in secrets["sums"].items()})
        return State(plain["serial"], tally)
    raise failure("row.damaged", table=TABLE, id=ROW)


def apply(connection: sqlite3.Connection, vault: Vault, difference: Tally) -> None:
    """Adds a transaction's difference; inside that transaction, so that two processes never overwrite each other's."""
    state = read(connection, vault)
    state.serial += 1
    state.tally.merge(difference)
    sealed = _sealed(vault, state)
    connection.execute("UPDATE desk_state SET serial = ?, sealed = ? WHERE id = ?", (state.serial, sealed, ROW))


def count(connection: sqlite3.Connection, vault: Vault) -> Tally:
    """The tally of the rows that are there now, by reading all of them."""
    tally = Tally()
    for table in COUNTED:
        for _, sealed in sealed_rows(connection, table):
            tally.add(vault, table, sealed)
    return tally


def _sealed(vault: Vault, state: State) -> bytes:
    sums = {table: f"{value:064x}" for table, value in state.tally.sums.items()}
    secrets = {"counts": dict(state.tally.counts), "sums": sums}
    return vault.seal(TABLE, DESK, {"id": ROW, "serial": state.serial}, json.dumps(secrets).encode())
