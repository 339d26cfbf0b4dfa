"""Who owes what, and to whom something is owed: money, and sessions that are paid for or were given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coachdesk.domain.money import Money

THEY, YOU = "they-owe", "you-owe"
INVOICED, CREDIT, AHEAD, NOT_INVOICED, UNUSED = "invoiced", "credit", "paid-ahead", "not-invoiced", "unused"


@dataclass(frozen=True, slots=True)
class OwedLine:
    """What one client owes in one currency, or is owed: `side` is THEY or YOU.

    kind      INVOICED what they owe; CREDIT what is owed to them; AHEAD and NOT_INVOICED money that came before what it
              is for was invoiced; UNUSED sessions that are paid for, or were given, and not used yet
    amount    nothing of sessions; `overdue` is the part of it whose day has passed
    since     since when; `due` the day of the first invoice that is open; `until` the last day of the agreement
    """

    side: str
    kind: str
    client_id: str
    client: str = ""
    amount: Money | None = None
    overdue: Money | None = None
    sessions: int = 0
    agreement_id: str = ""
    agreement: str = ""
    since: date | None = None
    due: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class OwedPage:
    """Both sides, the most pressing first."""

    they: tuple[OwedLine, ...]
    you: tuple[OwedLine, ...]
