"""Every row of every table opened, counted, summed, and compared with what the journal says of it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.views.desk import Finding
from coachdesk.store import desk_state
from coachdesk.store.digests import digest
from coachdesk.store.owners import COUNTED, NOT_JOURNALED, owner_of
from coachdesk.store.raw import Row, open_secrets, sealed_rows
from coachdesk.vault.envelope import Vault

RESTORE = "put the desk back from a copy that is whole"
CHANGED = "was changed outside Coachdesk or is damaged"


def damaged(record: str, what: str, do: str = RESTORE) -> Finding:
    """A finding that means loss or change of data."""
    return Finding("damaged", record, what, do)


def record_name(table: str, row_id: object) -> str:
    """`table id`, on one line whatever the id is."""
    return f"{table} {''.join(letter if letter.isprintable() else '?' for letter in str(row_id))}"


class RowCheck:
    """One walk over all rows. It remembers digests, not contents."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.rows = 0
        self._tally = desk_state.Tally()
        self._there: dict[str, dict[str, str]] = {}
        self._owners: set[str] = set()
        self._actions: dict[str, Row] = {}
        self._images: Counter[str] = Counter()
        self._expected: dict[tuple[str, str], tuple[int, str]] = {}
        self._named: set[str] = set()

    def findings(self, connection: sqlite3.Connection) -> Iterator[Finding]:
        """Damaged rows table by table, then rows that are missing, put back or added."""
        for table in COUNTED:
            try:
                yield from self._table(connection, table)
            except CoachdeskError as problem:  # the table itself is not ours any more: the others are still read
                self._there.setdefault(table, {})
                self._named.add(table)
                yield damaged(table, problem.what)
        yield from _other_states(connection)
        try:
            state = desk_state.read(connection, self.vault)
        except CoachdeskError:
            yield damaged(record_name(desk_state.TABLE, desk_state.ROW), CHANGED)
        else:
            for table in COUNTED:
                yield from self._compared(table, state.tally)
        yield from self._keyless()

    def _table(self, connection: sqlite3.Connection, table: str) -> Iterator[Finding]:
        there = self._there[table] = {}
        for plain, sealed in sealed_rows(connection, table):
            self.rows += 1
            row_id = str(plain["id"])
            try:
                secrets = open_secrets(self.vault, table, plain, sealed)
            except CoachdeskError as problem:
                self._named.add(table)
                what = "its key is not in this desk, or it was changed" if problem.code == "key.gone" else CHANGED
                yield damaged(record_name(table, row_id), what)
            else:
                self._owners.add(owner_of(table, plain))
                self._journal(table, plain, secrets)
            if isinstance(sealed, bytes):
                self._tally.add(self.vault, table, sealed)
                there[row_id] = digest(sealed)

    def _journal(self, table: str, plain: Row, secrets: Row) -> None:
        """Learns from the journal's own rows; actions come before images in the order of tables."""
        if table == "action":
            self._actions[plain["id"]] = plain
        elif table == "image":
            self._images[plain["action_id"]] += 1
            key = (plain["table_name"], plain["row_id"])
            seq = self._actions[plain["action_id"]]["seq"] if plain["action_id"] in self._actions else 0
            if seq >= self._expected.get(key, (0, ""))[0]:
                self._expected[key] = (seq, secrets["after"])

    def _compared(self, table: str, wanted: desk_state.Tally) -> Iterator[Finding]:
        """Where count or sum are not those last written: which rows, as far as the journal knows."""
        missing = wanted.counts[table] - self._tally.counts[table]
        if not missing and wanted.sums[table] == self._tally.sums[table]:
            return
        told = list(self._suspects(table))
        yield from told
        if missing > 0 and not told:
            yield damaged(table, f"{missing} of its rows {'is' if missing == 1 else 'are'} missing")
        elif missing < 0 and not told:
            yield damaged(
                table, f"{-missing} of its rows {'was' if missing == -1 else 'were'} put there outside Coachdesk"
            )
        elif not told and table not in self._named:
            yield damaged(table, "one of its rows is not the one last written: an older one was put back")

    def _suspects(self, table: str) -> Iterator[Finding]:
        if table == "action":
            yield from self._missing_actions()
        elif table == "image":
            for action_id, action in self._actions.items():
                if (lost := action["images"] - self._images[action_id]) > 0:
                    yield damaged(record_name("action", action_id), f"{lost} of its images are missing")
        elif table not in NOT_JOURNALED:
            yield from self._unlike_the_journal(table)

    def _missing_actions(self) -> Iterator[Finding]:
        numbers = {action["seq"] for action in self._actions.values()}
        for lost in sorted(set(range(1, max(numbers, default=0) + 1)) - numbers):
            yield damaged("action", f"number {lost} is missing from the journal")

    def _unlike_the_journal(self, table: str) -> Iterator[Finding]:
        there = self._there[table]
        expected = {row_id: after for (name, row_id), (_, after) in self._expected.items() if name == table}
        for row_id in sorted(there.keys() | expected.keys()):
            after, now = expected.get(row_id, ""), there.get(row_id, "")
            if after == now:
                continue
            if not now:
                yield damaged(record_name(table, row_id), "is missing: it was removed outside Coachdesk")
            elif not after:
                yield damaged(record_name(table, row_id), "was put there outside Coachdesk")
            else:
                yield damaged(record_name(table, row_id), "is not as it was last written: an older row was put back")

    def _keyless(self) -> Iterator[Finding]:
        """Rows whose data key is not in the desk any more; the vault may still remember it from before."""
        for owner in sorted(self._owners - {"master"} - self._there["client_key"].keys()):
            yield damaged(record_name("client_key", owner), "is missing: rows of this owner will not open again")


def _other_states(connection: sqlite3.Connection) -> Iterator[Finding]:
    """There is one row of sums; nothing sums the rows of its own table."""
    with suppress(sqlite3.Error):  # without that table its row is missed by whoever reads it
        for (row_id,) in connection.execute("SELECT id FROM desk_state WHERE id != ?", (desk_state.ROW,)).fetchall():
            yield damaged(record_name(desk_state.TABLE, row_id), "was put there outside Coachdesk")
