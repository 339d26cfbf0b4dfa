"""Whether anything of a client's changed since it was read, told from outside: nothing is opened for it.

`touched` asks the journal, which knows of everything that Coachdesk wrote, in whichever process. `of_client` knows of
every byte, and looks at each of them.

A row that anyone touched, whoever it was, has another envelope or another plain column; its bytes are compared as they
lie there, so that what was read from them authentic is kept as long as they are the same.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable

from coachdesk.store.connection import failures
from coachdesk.store.owners import OWNERS


def of_client(connection: sqlite3.Connection, client_id: str, tables: Iterable[str]) -> bytes:
    """A value that differs once a row of that client in one of those tables is added, changed or gone."""
    mark = hashlib.blake2b(digest_size=16)
    for table in tables:
        if table not in OWNERS:
            raise ValueError(f"no sealed table {table}")
        column = "id" if table == "client" else "client_id"
        mark.update(table.encode())
        with failures():
            question = f'SELECT * FROM "{table}" WHERE {column} = ?'  # noqa: S608  (names of ours)
            cursor = connection.execute(question, (client_id,))
            place = [name for name, *_ in cursor.description].index("sealed")
            for row in cursor:
                mark.update(repr(row[:place] + row[place + 1 :]).encode())
                mark.update(row[place])
    return mark.digest()


def last_action(connection: sqlite3.Connection) -> int:
    """The number of the last action that the journal has; 0 where there is none."""
    with failures():
        (found,) = connection.execute("SELECT max(seq) FROM action").fetchone()
    return int(found or 0)


def touched(connection: sqlite3.Connection, tables: Collection[str], since: int) -> set[str]:
    """The clients of whom a row of those tables was written after that action; empty for rows of no client."""
    unknown = set(tables) - set(OWNERS)
    if unknown:
        raise ValueError(f"no sealed table {sorted(unknown)[0]}")
    marks = ", ".join("?" * len(tables))
    # A cross join is not reordered: the few actions first, then their images by an index.
    question = (
        f"SELECT DISTINCT image.client_id FROM action CROSS JOIN image ON image.action_id = action.id"  # noqa: S608
        f" WHERE action.seq > ? AND image.table_name IN ({marks})"
    )
    with failures():
        return {row[0] or "" for row in connection.execute(question, (since, *tables))}
