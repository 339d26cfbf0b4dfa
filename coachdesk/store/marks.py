"""Whether anything of a client's changed since it was read, told from outside: nothing is opened for it.

A row that anyone touched, whoever it was, has another envelope or another plain column; its bytes are compared as they
lie there, so that what was read from them authentic is kept as long as they are the same.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable

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
            for row in connection.execute(question, (client_id,)):
                mark.update(repr([one for one in row if not isinstance(one, bytes)]).encode())
                for one in row:
                    if isinstance(one, bytes):
                        mark.update(one)
    return mark.digest()
