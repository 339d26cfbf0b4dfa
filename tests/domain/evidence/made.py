"""Records made short, for looking evidence up in them. Today is 27 November 2026, and the coach is in Lisbon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from coachdesk.domain.agreements import VersionFacts
from coachdesk.domain.consents import Answer
from coachdesk.domain.evidence import look
from coachdesk.domain.evidence.facts import (
    AgreementFacts,
    ClauseFacts,
    ClientFacts,
    ConsentFacts,
    DisclosureFacts,
    EntryFacts,
    Found,
    PracticeFacts,
    Records,
    SessionFacts,
    VersionRead,
)

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
ZONE = "Europe/Lisbon"
DAY = timedelta(days=1)

_numbers = count(1)


def at(day: date, hour: int = 10) -> datetime:
    """An instant of that day, by clocks that Lisbon shares in winter."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def entry(kind: str, on: date = TODAY, *, id: str = "", client_id: str = "amara", **more: Any) -> EntryFacts:
    """An entry of the register; what is no date or text of it is one of its fields."""
    plain = {name: more.pop(name) for name in ("until", "told", "answered", "ended", "text") if name in more}
    number = next(_numbers)
    created = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
    return EntryFacts(id or f"e{number}", client_id, kind, on, created, details=more, **plain)


def consent(
    kind: str,
    on: date = TODAY,
    *,
    id: str = "",
    given: bool = True,
    until: date | None = None,
    withdrawn: date | None = None,
    use: str = "",
) -> ConsentFacts:
    """An answer; the numbers are in the order of writing."""
    number = next(_numbers)
    created = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
    return ConsentFacts(Answer(id or f"c{number}", kind, given, on, until, withdrawn, created), use)


def session(on: date, *, state: str = "held", kind: str = "coaching", agreement_id: str = "a1") -> SessionFacts:
    """A session of an hour at ten."""
    return SessionFacts(f"s{next(_numbers)}", "amara", agreement_id, kind, at(on), 60, state)


def sent(on: date, kind: str = "agreement", **more: str) -> DisclosureFacts:
    """Something that left at ten."""
    fields = {"recipient": "Brook", "what": "the agreement", "basis": "to-client"} | more
    return DisclosureFacts(fields.pop("id", f"d{next(_numbers)}"), "amara", at(on), kind, **fields)


def agreement(signed: date | None, clauses: Iterable[ClauseFacts] = ()) -> AgreementFacts:
    """An agreement of one version, sent and signed by both on that day, or a draft."""
    parties = {"client": signed, "coach": signed} if signed else {}
    facts = VersionFacts(1, at(signed - DAY) if signed else None, None, parties, None, None)
    read = VersionRead("v1", facts, at(date(2026, 1, 1)), clauses={one.key: one for one in clauses})
    return AgreementFacts("a1", "Coaching agreement", (read,))


def client(**more: Any) -> ClientFacts:
    """Amara, of whom nothing else is known."""
    return replace(ClientFacts("amara", "Amara", "active"), **more)


def records(**more: Any) -> Records:
    """The records of today."""
    return replace(Records(NOW, TODAY, ZONE), **more)


def of(one: ClientFacts, key: str, **more: Any) -> Found:
    """What the records say of a client."""
    return look(key, records(client=one, **more))


def practice(key: str, *, today: date = TODAY, **more: Any) -> Found:
    """What the records say of the practice."""
    return look(key, records(practice=PracticeFacts(**more), today=today))
