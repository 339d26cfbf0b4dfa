"""Counting and adding up rows by their plain columns, where tens of thousands of them would otherwise be opened.

Nothing is opened, so nothing is authenticated: whoever decides something by a count opens the rows (`raw.rows`), and
`doctor` opens all of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from coachdesk.store.among import bound
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
        return connection.execute(question, bound(params)).fetchall()


def columns(
    connection: sqlite3.Connection, table: str, names: Sequence[str], where: str = "", params: Sequence[Any] = ()
) -> list[tuple[Any, ...]]:
    """Those plain columns of each row; `where` is all that follows the table."""
    if table not in OWNERS:
        raise ValueError(f"no sealed table {table}")
    chosen = ", ".join(f'"{name}"' for name in names)
    with failures():
        return connection.execute(f'SELECT {chosen} FROM "{table}" {where}', bound(params)).fetchall()  # noqa: S608  (names of ours)
