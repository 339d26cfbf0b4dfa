"""Rows read with plain sqlite3: no model classes, so that the first screen need not wait for them.

A row comes as a dictionary of its columns as SQLite stores them (instants and days as text) and its secrets as JSON
holds them (tuples as lists). It is as authentic as a row read through its class.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.store.among import bound
from coachdesk.store.connection import failures
from coachdesk.store.later import LATER
from coachdesk.store.owners import OWNERS, owner_of
from coachdesk.vault.envelope import Vault

Row = dict[str, Any]

_decode = json.JSONDecoder().raw_decode  # half the time of `json.loads`, which looks for blanks around the value


def sealed_rows(
    connection: sqlite3.Connection, table: str, where: str = "", params: Sequence[Any] = ()
) -> Iterator[tuple[Row, bytes]]:
    """Each row's plain columns and its envelope, unopened: not to be shown to anyone. Raises desk.damaged."""
    if table not in OWNERS:
        raise ValueError(f"no sealed table {table}")
    with failures():
        cursor = connection.execute(f'SELECT * FROM "{table}" {where}', bound(params))  # noqa: S608  (names of ours, no input)
        names = [column[0] for column in cursor.description]
        if "sealed" not in names or "id" not in names:
            raise failure("desk.damaged", why=f"its table {table} was changed")
        place = names.index("sealed")
        del names[place]
        # In batches: a cursor that was read to its end holds up neither checkpoint nor rollback.
        while batch := cursor.fetchmany(500):
            for values in batch:
                yield dict(zip(names, values[:place] + values[place + 1 :], strict=True)), values[place]


def open_secrets(vault: Vault, table: str, plain: Mapping[str, Any], sealed: bytes) -> Row:
    """The secrets of one row. Raises row.damaged, key.gone."""
    opened = vault.open(table, owner_of(table, plain), plain, sealed)
    try:
        secrets, _ = _decode(opened.decode())
    except ValueError:
        raise failure("row.damaged", table=table, id=plain.get("id", "?")) from None
    later = LATER.get(table)
    return cast(Row, {**later, **secrets} if later else secrets)


def rows(
    connection: sqlite3.Connection,
    vault: Vault,
    table: str,
    where: str = "",
    params: Sequence[Any] = (),
    *,
    damaged: list[CoachdeskError] | None = None,
) -> list[Row]:
    """Rows with their plain columns and secrets merged; `where` is all that follows the table: `WHERE … LIMIT …`.

    A row that cannot be opened is left out and its failure put into `damaged`; without that list it raises
    row.damaged or key.gone.
    """
    found = []
    for plain, sealed in sealed_rows(connection, table, where, params):
        try:
            found.append(plain | open_secrets(vault, table, plain, sealed))
        except CoachdeskError as problem:
            if damaged is None:
                raise
            problem.where = problem.where or table  # so that the caller can tell them apart by table
            damaged.append(problem)
    return found


class Opened:
    """The rows that one query found last, as they were opened: one is opened anew only where a byte of it changed."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Row, bytes, Row]] = {}

    def rows(
        self,
        connection: sqlite3.Connection,
        vault: Vault,
        table: str,
        where: str = "",
        params: Sequence[Any] = (),
        *,
        damaged: list[CoachdeskError],
    ) -> list[Row]:
        """What `rows` would answer; a row that did not change is the same object as before, and is not to be changed.

        A row that cannot be opened is left out and its failure put into `damaged`.
        """
        held, found = {}, []
        for plain, sealed in sealed_rows(connection, table, where, params):
            known = self._held.get(plain["id"])
            if known is None or known[1] != sealed or known[0] != plain:
                try:
                    known = (plain, sealed, plain | open_secrets(vault, table, plain, sealed))
                except CoachdeskError as problem:
                    problem.where = problem.where or table
                    damaged.append(problem)
                    continue
            held[plain["id"]] = known
            found.append(known[2])
        self._held = held
        return found


def last_number(connection: sqlite3.Connection, table: str) -> int:
    """The number that SQLite gave the newest row of a table; 0 where it is empty. Rows are read in parts by it."""
    if table not in OWNERS:
        raise ValueError(f"no sealed table {table}")
    with failures():
        (number,) = connection.execute(f'SELECT max(rowid) FROM "{table}"').fetchone()  # noqa: S608  (names of ours)
    return int(number or 0)


def row(connection: sqlite3.Connection, vault: Vault, table: str, row_id: str) -> Row | None:
    """One row by its id, or None. Raises row.damaged, key.gone."""
    found = rows(connection, vault, table, "WHERE id = ?", (row_id,))
    return found[0] if found else None
