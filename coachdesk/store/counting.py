"""Counting rows by their plain columns, where a list would otherwise open tens of thousands of them.

Nothing is opened, so nothing is authenticated: whoever decides something by a count opens the rows (`raw.rows`), and
`doctor` opens all of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from coachdesk.store.connection import failures
from coachdesk.store.owners import OWNERS


def counts(
    connection: sqlite3.Connection, table: str, by: Sequence[str], where: str = "", params: Sequence[Any] = ()
) -> list[tuple[Any, ...]]:
    """For each combination of those columns that there is: their values, and how many rows have them."""
    if table not in OWNERS:
        raise ValueError(f"no sealed table {table}")
    names = ", ".join(f'"{name}"' for name in by)
    with failures():
        question = f'SELECT {names}, count(*) FROM "{table}" {where} GROUP BY {names}'  # noqa: S608  (names of ours)
        return connection.execute(question, params).fetchall()
