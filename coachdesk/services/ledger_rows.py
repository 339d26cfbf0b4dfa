"""Lines of the ledger from raw rows, and what they say of agreements: sessions given, and sessions that are paid for.

Today stands on this, so nothing here imports SQLModel.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from coachdesk.domain import ledger as rules
from coachdesk.domain.agreements import Terms
from coachdesk.domain.ledger import Line
from coachdesk.domain.times import from_stamp
from coachdesk.store.among import among

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

OF_CLIENT = "WHERE client_id = ?"
OF_AGREEMENT = "WHERE agreement_id = ?"
CHUNK = 400
"""Ids in one question to the database."""
_CREDITS = "WHERE kind = 'credit' AND agreement_id IS NOT NULL"
_CREDITS_OF_LIVE = (
    "WHERE kind = 'credit' AND agreement_id IN (SELECT id FROM agreement WHERE ended_on IS NULL OR ended_on > ?)"
)


def lines_of(desk: Desk, where: str = "", values: Sequence[str] = ()) -> list[Line]:
    """The lines that a condition finds, oldest first; whether each was taken back is known among them."""
    rows = desk.rows("ledger_entry", f"{where} ORDER BY rowid".strip(), values)
    gone = {row["reverses_id"] for row in rows} - {None}
    found = [_line(row, row["id"] in gone) for row in rows]
    return sorted(found, key=lambda one: (one.on, one.created))


def credited(desk: Desk, client_id: str | None = None, live_on: date | None = None) -> dict[str, int]:
    """The sessions given beside those agreed, by agreement: of a client, of everybody, or only of what was not ended
    by that day."""
    if client_id is not None:
        return rules.credited(lines_of(desk, OF_CLIENT, (client_id,)))
    if live_on is not None:
        return rules.credited(lines_of(desk, _CREDITS_OF_LIVE, (live_on.isoformat(),)))
    return rules.credited(lines_of(desk, _CREDITS))


def of_incidents(desk: Desk, incident_ids: Sequence[str]) -> dict[str, list[Line]]:
    """The lines that make each of those incidents good, oldest first."""
    return _of(desk, "incident_id", incident_ids)


def of_clients(desk: Desk, client_ids: Sequence[str]) -> dict[str, list[Line]]:
    """The lines of each of those clients, oldest first."""
    return _of(desk, "client_id", client_ids)


def _of(desk: Desk, column: str, ids: Sequence[str]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for at in range(0, len(ids), CHUNK):
        some = ids[at : at + CHUNK]
        for one in lines_of(desk, f"WHERE {column} IN {among(some)}", some):
            found.setdefault(getattr(one, column), []).append(one)
    return found


def by_agreement(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines of each agreement."""
    found: dict[str, list[Line]] = {}
    for one in lines:
        if one.agreement_id:
            found.setdefault(one.agreement_id, []).append(one)
    return found


def paid_under(terms: Terms, lines: Collection[Line]) -> int | None:
    """How many sessions of those terms the lines of their agreement pay for; nothing where that cannot be said."""
    if terms.fee is None:
        return None
    paid = rules.received(lines, terms.fee.currency)
    return rules.paid_sessions(terms.fee.minor, terms.basis, terms.sessions, paid)


def _line(row: Mapping[str, Any], taken_back: bool) -> Line:
    return Line(
        id=row["id"],
        client_id=row["client_id"],
        agreement_id=row["agreement_id"] or "",
        kind=row["kind"],
        on=date.fromisoformat(row["on_day"]),
        due=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        minor=row["minor"],
        currency=row["currency"],
        sessions=row["sessions"],
        why=row["why"],
        reverses=row["reverses_id"] or "",
        created=from_stamp(row["created_at"]),
        taken_back=taken_back,
        incident_id=row["incident_id"] or "",
    )
