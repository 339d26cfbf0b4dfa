"""What evidence is looked up in, from raw rows: sessions, consents, disclosures, contacts, absences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from coachdesk.domain.consents import Answer
from coachdesk.domain.evidence.facts import AbsenceFacts, ConsentFacts, ContactFacts, DisclosureFacts, SessionFacts
from coachdesk.domain.times import from_stamp, to_stamp
from coachdesk.services.agreement_rows import day_of

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Row = Mapping[str, Any]
OF_CLIENT = "WHERE client_id = ?"


def sessions_of(desk: Desk, client_id: str) -> tuple[SessionFacts, ...]:
    """Every session of a client by time, with its notes and what was settled in it."""
    rows = desk.rows("session", f"{OF_CLIENT} ORDER BY at, id", (client_id,))
    settled = desk.rows("session_agreement", f"{OF_CLIENT} ORDER BY created_at DESC, id DESC", (client_id,))
    return _sessions(rows, desk.rows("session_note", OF_CLIENT, (client_id,)), settled)


def sessions_between(desk: Desk, since: datetime, until: datetime) -> tuple[SessionFacts, ...]:
    """Everybody's sessions that begin from `since` to before `until`, with their notes; what was settled is left out.

    Their rows are kept: asked again, only those that changed are opened anew.
    """
    span = to_stamp(since), to_stamp(until)
    rows = desk.kept_rows("evidence sessions", "session", "WHERE at >= ? AND at < ? ORDER BY at, id", span)
    of_them = "WHERE session_id IN (SELECT id FROM session WHERE at >= ? AND at < ?)"
    return _sessions(rows, desk.kept_rows("evidence notes", "session_note", of_them, span), ())


def _sessions(rows: Iterable[Row], notes: Iterable[Row], settled: Iterable[Row]) -> tuple[SessionFacts, ...]:
    written: dict[str, list[tuple[str, datetime]]] = {}
    for note in notes:
        written.setdefault(note["session_id"], []).append((note["kind"], from_stamp(note["created_at"])))
    first = {one["session_id"]: one for one in settled}
    return tuple(_session(row, written.get(row["id"], ()), first.get(row["id"], {})) for row in rows)


def _session(row: Row, notes: Collection[tuple[str, datetime]], settled: Row) -> SessionFacts:
    at = from_stamp(row["at"])
    return SessionFacts(
        id=row["id"],
        client_id=row["client_id"],
        agreement_id=row["agreement_id"] or "",
        kind=row["kind"],
        at=at,
        minutes=row["minutes"],
        state=row["state"],
        ended_by=row["ended_by"] or "",
        charged=None if row["charged"] is None else bool(row["charged"]),
        moves=tuple((from_stamp(one["at"]), one["by"]) for one in row["moves"]),
        notes=tuple(sorted(notes, key=lambda one: one[1])),
        topic=settled.get("topic", ""),
        result=settled.get("result", ""),
        outcome=row["outcome"],
        ended_at=_ended_at(row, at),
    )


def _ended_at(row: Row, at: datetime) -> datetime | None:
    """When one that was held really ended, where it began or lasted otherwise than planned."""
    if row["state"] != "held":
        return None
    began = from_stamp(row["started_at"]) if row["started_at"] else at
    ended = began + timedelta(minutes=row["minutes"] if row["held_minutes"] is None else row["held_minutes"])
    return ended if ended != at + timedelta(minutes=row["minutes"]) else None


def consent_of(row: Row) -> ConsentFacts:
    """A client's answer, what it is for and in which words."""
    return ConsentFacts(answer_of(row), row["use"], row["words"])


def answer_of(row: Row) -> Answer:
    """A client's answer itself, for which the plain columns are enough."""
    return Answer(
        id=row["id"],
        kind=row["kind"],
        given=bool(row["given"]),
        on=date.fromisoformat(row["on_day"]),
        until=day_of(row["until_day"]),
        withdrawn=day_of(row["withdrawn_on"]),
        created=from_stamp(row["created_at"]),
    )


def disclosure_of(row: Row) -> DisclosureFacts:
    """One thing that left."""
    return DisclosureFacts(
        id=row["id"],
        client_id=row["client_id"] or "",
        at=from_stamp(row["at"]),
        kind=row["kind"],
        recipient=row["recipient"],
        what=row["what"],
        basis=row["basis"],
        consent=row["consent"],
        why=row["why"],
    )


def contact_of(row: Row, title: str) -> ContactFacts:
    """A contact; `title` is what lists show."""
    return ContactFacts(
        id=row["id"],
        title=title,
        role=row["role"],
        profession=row["profession"],
        phone=row["phone"],
        email=row["email"],
        takes_clients_on=day_of(row["takes_clients_on"]),
        confidential_on=day_of(row["confidential_on"]),
    )


def absence_of(row: Row) -> AbsenceFacts:
    """An absence."""
    return AbsenceFacts(
        id=row["id"],
        from_at=from_stamp(row["from_at"]),
        until_at=from_stamp(row["until_at"]) if row["until_at"] else None,
        back_at=from_stamp(row["back_at"]) if row["back_at"] else None,
        cover_id=row["cover_id"] or "",
        told={client_id: date.fromisoformat(day) for client_id, day in row["told"].items()},
    )
