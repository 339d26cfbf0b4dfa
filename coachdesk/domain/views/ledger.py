"""Views of the ledger: its lines, what is owed, and what payments cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coachdesk.domain.ledger import Sums
from coachdesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line. `effect` is what it adds to what the client owes; `amount` is nothing where only sessions were given;
    `reverses` is the id of the line that it takes back, and `taken_back` whether that happened to this one.
    `incident_id` is what it makes good, `incident` what went wrong there, on one line."""

    id: str
    short: str
    client_id: str
    client: str
    agreement_id: str
    agreement: str
    kind: str
    on: date
    due: date | None
    amount: Money | None
    effect: int
    sessions: int
    why: str
    reverses: str
    taken_back: bool
    created: datetime
    incident_id: str = ""
    incident: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """What a client owes in one currency, and that in words (`ledger_words.owed_words`); below nothing is what they
    paid ahead, or is owed to them."""

    client_id: str
    client: str
    balance: Money
    words: str = ""


@dataclass(frozen=True, slots=True)
class PaidFor:
    """Of one agreement: how many sessions payments cover (nothing where that cannot be said), how many were given
    beside, and how many of both are not used yet; `unmarked` of these are over, and nobody said what became of them.
    `free` is an agreement without a fee."""

    agreement_id: str
    title: str
    number: int
    paid: int | None
    credited: int
    unused: int
    free: bool = False
    unmarked: int = 0


@dataclass(frozen=True, slots=True)
class MoneySum:
    """What was invoiced, paid and credited in one currency, and what is owed of it."""

    invoiced: Money
    paid: Money
    credited: Money
    owed: Money

    @classmethod
    def of(cls, one: Sums) -> MoneySum:
        """The sums of one currency as money."""
        return cls(*(Money(minor, one.currency) for minor in (one.invoiced, one.paid, one.credited, one.owed)))


@dataclass(frozen=True, slots=True)
class UnderAgreement:
    """The money of one agreement: its lines newest first, its sums by currency, and what payments cover of it (nothing
    of a draft). `unpaid` are the ids of its invoices of which something is open."""

    lines: tuple[LedgerLine, ...]
    sums: tuple[MoneySum, ...]
    paid: PaidFor | None
    unpaid: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """The money of one client: lines newest first, what is owed by currency, what is paid of each agreement. `unpaid`
    are the ids of invoices of which something is open, `sums` what was invoiced, paid and credited by currency."""

    client_id: str
    client: str
    lines: tuple[LedgerLine, ...]
    owed: tuple[Money, ...]
    paid: tuple[PaidFor, ...]
    currency: str
    unpaid: frozenset[str] = frozenset()
    sums: tuple[MoneySum, ...] = ()
