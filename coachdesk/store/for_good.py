"""What no write changes, whatever verb, undo or mistake it comes from: sent words, signatures, the register."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from coachdesk.store.raw import Row
from coachdesk.store.rows import SealedRow

WRITTEN_ONCE = frozenset({"signature", "disclosure"})
"""Tables whose rows are neither changed nor deleted."""

GUARDED = WRITTEN_ONCE | {"agreement", "agreement_version"}
"""Every table that is looked at."""

STILL_OPEN = frozenset({"withdrawn_at"})
"""What may still be noted, once, on a version that was sent."""


def check(connection: sqlite3.Connection, row: SealedRow, plain: Row, secrets: Row, deleted: bool) -> None:
    """Refuses a write over a row as it lies in SQLite. Raises TypeError: no verb of ours comes here by intention."""
    table = str(row.__tablename__)
    if table in WRITTEN_ONCE:
        raise TypeError(f"{table}: it is written once and for good")
    if (
        table == "agreement"
        and plain.get("sponsor_id") != getattr(row, "sponsor_id", None)
        and _sent(connection, plain)
    ):
        raise TypeError("agreement: who pays is part of what was sent")
    if table != "agreement_version" or plain.get("sent_at") is None:
        return
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
