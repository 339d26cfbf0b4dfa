"""What no write changes, whatever verb, undo or mistake it comes from: sent words, signatures, the register, the lines
of the ledger, and what became of a promise."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from coachdesk.store.raw import Row
from coachdesk.store.rows import SealedRow

WRITTEN_ONCE = frozenset({"signature", "disclosure", "message", "task_event", "ledger_entry"})
"""Tables whose rows are neither changed nor deleted."""

GUARDED = WRITTEN_ONCE | {"agreement", "agreement_version", "task"}
"""Every table that is looked at."""

STILL_OPEN = frozenset({"withdrawn_at"})
"""What may still be noted, once, on a version that was sent."""

FIXED_IN_A_TASK = frozenset({"kind", "created_at", "client_id", "contact_id", "follows_id", "follows_as"})
"""What a task is from its first day on; its id and owner never change in any table."""


def check(connection: sqlite3.Connection, row: SealedRow, plain: Row, secrets: Row, deleted: bool) -> None:
    """Refuses a write over a row as it lies in SQLite. Raises TypeError: no verb of ours comes here by intention."""
    table = str(row.__tablename__)
    if table in WRITTEN_ONCE:
        raise TypeError(f"{table}: it is written once and for good")
    if table == "task":
        _check_task(row, plain, deleted)
    elif table == "agreement":
        if plain.get("sponsor_id") != getattr(row, "sponsor_id", None) and _sent(connection, plain):
            raise TypeError("agreement: who pays is part of what was sent")
    elif table == "agreement_version" and plain.get("sent_at") is not None:
        _check_sent(row, plain, secrets, deleted)


def check_histories(connection: sqlite3.Connection, task_ids: Iterable[str]) -> None:
    """Refuses tasks whose history does not begin at 1 or has a hole. Raises TypeError."""
    query = "SELECT count(*), min(number), max(number) FROM task_event WHERE task_id = ?"
    for task_id in task_ids:
        count, first, last = connection.execute(query, (task_id,)).fetchone()
        if (first, last) != (1, count):
            raise TypeError("task_event: what happened to a task is numbered from 1 without a hole")


def _check_task(row: SealedRow, plain: Row, deleted: bool) -> None:
    if deleted:
        raise TypeError("task: it is kept for good; what was not meant is undone")
    changed = _differing(plain, row.plain()) & FIXED_IN_A_TASK
    if changed:
        raise TypeError(f"task: what it is does not change ({', '.join(sorted(changed))})")


def _check_sent(row: SealedRow, plain: Row, secrets: Row, deleted: bool) -> None:
    if deleted:
        raise TypeError("agreement_version: what was sent is kept for good")
    now = row.plain() | json.loads(row.secrets().model_dump_json())
    changed = _differing({**plain, **secrets}, now)
    if changed - STILL_OPEN or (changed and plain.get("withdrawn_at") is not None):
        raise TypeError(f"agreement_version: what was sent does not change ({', '.join(sorted(changed))})")


def _differing(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    return {name for name in {*before, *now} if before.get(name) != now.get(name)}


def _sent(connection: sqlite3.Connection, agreement: Row) -> bool:
    sent = "SELECT 1 FROM agreement_version WHERE agreement_id = ? AND sent_at IS NOT NULL"
    return connection.execute(sent, (agreement["id"],)).fetchone() is not None
