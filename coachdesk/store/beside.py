"""Rows read by another thread than the one that owns the desk: over a read-only connection of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coachdesk.domain.errors import CoachdeskError
from coachdesk.store import keys, raw
from coachdesk.store.connection import connect_to_read
from coachdesk.vault.envelope import Vault


class Beside:
    """A second look at an open desk. It belongs to one thread; `damaged` is what it could not open."""

    def __init__(self, path: Path, vault: Vault) -> None:
        self.connection, self.vault = connect_to_read(path), vault.again()
        self.damaged: list[CoachdeskError] = []
        keys.attach(self.connection, self.vault)

    def rows(self, table: str, where: str = "", params: Sequence[Any] = ()) -> list[raw.Row]:
        """Raw rows, authenticated; a damaged one is left out and remembered."""
        return raw.rows(self.connection, self.vault, table, where, params, damaged=self.damaged)

    def last_number(self, table: str) -> int:
        """The row number of the newest row; 0 where there is none."""
        return raw.last_number(self.connection, table)

    def close(self) -> None:
        """Close it."""
        self.connection.close()
