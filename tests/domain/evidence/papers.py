"""Agreements and sessions made short, beside `made`: versions with who signed when, clauses with and without text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from coachdesk.domain.agreements import VersionFacts
from coachdesk.domain.evidence.facts import AgreementFacts, ClauseFacts, SessionFacts, VersionRead
from tests.domain.evidence.made import DAY, at, session

JAN = date(2026, 1, 1)
DEAL = {"fee": "EUR 900.00 for the package", "schedule": "6 sessions", "length": "60 minutes", "payer": "the client"}


def jan(day: int) -> date:
    """A day counted from the first of January 2026 on, which may be far beyond the month."""
    return JAN + (day - 1) * DAY


def clause(key: str, text: str = "So it is.", **more: Any) -> ClauseFacts:
    """A clause with text; its title is its key as a person would write it."""
    return replace(ClauseFacts(key, key.replace("_", " ").capitalize(), text), **more)


def version(
    number: int = 1,
    *clauses: ClauseFacts,
    both: date | None = None,
    signed: Mapping[str, date] | None = None,
    sent: bool = True,
    withdrawn: bool = False,
    start: date | None = None,
    end: date | None = None,
    review: date | None = None,
    **deal: str,
) -> VersionRead:
    """A version that was sent the day before the year began; `both` is the day on which client and coach signed it."""
    signatures = dict(signed or ({"client": both, "coach": both} if both else {}))
    created = datetime(2025, 12, 30, 10, tzinfo=UTC)
    went, back = created + DAY if sent else None, created + 2 * DAY if withdrawn else None
    facts = VersionFacts(number, went, back, signatures, start, end)
    return VersionRead(f"v{number}", facts, created, review, {one.key: one for one in clauses}, DEAL | deal)


def agreed(*versions: VersionRead, id: str = "a1", **more: Any) -> AgreementFacts:
    """An agreement of those versions."""
    return replace(AgreementFacts(id, "Coaching agreement", versions), **more)


def met(on: date, *hours_after: float, state: str = "held", **more: Any) -> SessionFacts:
    """A session from ten to eleven, with a note so many hours after it ended each."""
    one = session(on, state=state)
    ends = at(on) + timedelta(hours=1)
    return replace(one, notes=tuple(("note", ends + timedelta(hours=after)) for after in hours_after), **more)
