"""The rules of the ledger: what each kind of line does to what a client owes, and how many sessions payments cover.

A balance is what the client owes, in minor units of one currency; currencies are never mixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.nearest import did_you_mean

INVOICE, PAYMENT, CREDIT, REFUND = "invoice", "payment", "credit", "refund"
ERROR, BARTER = "error-in-my-favour", "barter"

KINDS: Mapping[str, str] = {
    INVOICE: "what they owe for coaching",
    PAYMENT: "what they paid",
    CREDIT: "money off, sessions given, or both",
    REFUND: "money that went back to them",
    ERROR: "you took too much from them",
    BARTER: "coaching for goods or work, both sides",
}
"""Every kind of line, and what it is for."""

_SIGN = {INVOICE: 1, PAYMENT: -1, CREDIT: -1, REFUND: 1, ERROR: 0, BARTER: 1}
_GIVEN_FOR = frozenset({CREDIT, REFUND, ERROR, BARTER})
"""Kinds that are nothing without their reason."""
UNDER_ONE = frozenset({PAYMENT, CREDIT, REFUND, BARTER})
"""Kinds that count for an agreement: what was paid, and which sessions were given."""
MAKES_GOOD = frozenset({CREDIT, REFUND})
"""Kinds by which an incident is made good."""
MOST_SESSIONS = 100
"""More sessions than this are not given back at once."""


class Line(NamedTuple):
    """One line. `minor` is positive, but for what the client gave in a barter. `reverses` is the id of the line that
    this one takes back, of the same kind and amount; `taken_back` is whether another line does so to this one.
    `incident_id` is what it makes good."""

    id: str
    client_id: str
    agreement_id: str
    kind: str
    on: date
    due: date | None
    minor: int
    currency: str
    sessions: int
    why: str
    reverses: str
    created: datetime
    taken_back: bool = False
    incident_id: str = ""

    @property
    def effect(self) -> int:
        """What it adds to what the client owes."""
        return _SIGN.get(self.kind, 0) * self.minor * self._way

    @property
    def received(self) -> int:
        """What it adds to what was paid: money, and what the client gave in a barter, less what went back."""
        if self.kind == BARTER:
            return max(0, -self.minor) * self._way
        return {PAYMENT: 1, REFUND: -1}.get(self.kind, 0) * self.minor * self._way

    @property
    def granted(self) -> int:
        """The sessions that it adds to those of its agreement."""
        return self.sessions * self._way if self.kind == CREDIT else 0

    @property
    def _way(self) -> int:
        return -1 if self.reverses else 1


def balance(lines: Iterable[Line]) -> dict[str, int]:
    """What is owed, by currency; a currency in which there were lines that cancel is there with nothing."""
    found: dict[str, int] = {}
    for one in lines:
        if one.currency:
            found[one.currency] = found.get(one.currency, 0) + one.effect
    return found


def credited(lines: Iterable[Line]) -> dict[str, int]:
    """The sessions that were given back or beside, by agreement."""
    found: dict[str, int] = {}
    for one in lines:
        if one.agreement_id and one.granted:
            found[one.agreement_id] = found.get(one.agreement_id, 0) + one.granted
    return found


def received(lines: Iterable[Line], currency: str) -> int:
    """What was paid less what went back, in minor units of that currency."""
    return sum(one.received for one in lines if one.currency == currency)


class Sums(NamedTuple):
    """What was invoiced, paid and credited in one currency, and what is owed of it: the first less the other two. Of a
    barter the coach's side counts as invoiced, the client's as paid; what went back is no longer paid."""

    currency: str
    invoiced: int
    paid: int
    credited: int
    owed: int


def sums(lines: Iterable[Line]) -> tuple[Sums, ...]:
    """The sums of each currency, by its code."""
    of: dict[str, list[Line]] = {}
    for one in lines:
        if one.currency:
            of.setdefault(one.currency, []).append(one)
    found = []
    for currency, own in sorted(of.items()):
        credit = -sum(one.effect for one in own if one.kind == CREDIT)
        invoiced = sum(one.effect for one in own if one.kind == INVOICE or (one.kind == BARTER and one.minor > 0))
        found.append(Sums(currency, invoiced, received(own, currency), credit, balance(own)[currency]))
    return tuple(found)


def beyond(owed: int, credited: int) -> tuple[int, int]:
    """What was paid and credited beyond what was invoiced, in two: money that came ahead, and what is owed to them."""
    over = max(0, -owed)
    theirs = min(over, max(0, credited))
    return over - theirs, theirs


class Overdue(NamedTuple):
    """What a client owes of invoices whose day has passed, and the first of those days."""

    minor: int
    currency: str
    since: date


def unpaid(lines: Iterable[Line]) -> tuple[tuple[Line, int], ...]:
    """The invoices of one client that are not paid, each with what is still open of it, the first to be paid first:
    payments and credits cover them in that order."""
    of: dict[str, list[Line]] = {}
    for one in lines:
        if one.currency:
            of.setdefault(one.currency, []).append(one)
    found = []
    for _, own in sorted(of.items()):
        invoices = [one for one in own if one.kind == INVOICE and not one.reverses and not one.taken_back]
        covered = sum(one.minor for one in invoices) - sum(one.effect for one in own)
        for one in sorted(invoices, key=lambda each: (each.due or each.on, each.created)):
            rest = min(one.minor, one.minor - covered)
            covered = max(0, covered - one.minor) if covered > 0 else 0
            if rest > 0:
                found.append((one, rest))
    return tuple(found)


def overdue(lines: Iterable[Line], today: date) -> tuple[Overdue, ...]:
    """What one client owes of invoices whose day has passed, by currency; one without such a day is never overdue."""
    found: dict[str, Overdue] = {}
    for one, rest in unpaid(lines):
        if one.due is not None and one.due < today:
            before = found.get(one.currency, Overdue(0, one.currency, one.due))
            found[one.currency] = Overdue(before.minor + rest, one.currency, min(before.since, one.due))
    return tuple(found.values())


def paid_sessions(fee: int, basis: str, number: int | None, paid: int) -> int | None:
    """How many sessions the payments cover, by the fee in minor units of the same currency.

    Of a fee for the package the share of its number that is paid, of one for each session as many as were paid, without
    a fee all. Nothing where that cannot be said: for a fee by the month, or a package without a number.
    """
    if fee == 0:
        return number
    if basis == "session":
        return max(0, paid) // fee
    if basis != "package" or number is None:
        return None
    return min(number, number * max(0, paid) // fee)


def unused(paid: int | None, granted: int, used: int) -> int:
    """Sessions that are paid for or were given, and not used yet."""
    return max(0, (paid or 0) + granted - used)


def known_kind(text: str, where: str = "kind") -> str:
    """One of `KINDS`, or a failure that names near ones."""
    small = text.strip().lower()
    if small not in KINDS:
        near = did_you_mean(small, KINDS, f"one of {', '.join(KINDS)}")
        raise failure("ledger.kind", where=where, text=text.strip() or "nothing", near=near)
    return small


def check(kind: str, minor: int, sessions: int, why: str, on: date, due: date | None, today: date) -> None:
    """Refuses a line that cannot be. Raises `ledger.…`."""
    if sessions and kind != CREDIT:
        raise failure("ledger.sessions-kind", where="sessions")
    if not 0 <= sessions <= MOST_SESSIONS:
        raise failure("ledger.sessions-many", where="sessions", most=MOST_SESSIONS)
    if minor <= 0 and not sessions:
        raise failure("ledger.amount", where="amount")
    if minor < 0:
        raise failure("ledger.amount", where="amount")
    if kind in _GIVEN_FOR and not why.strip():
        raise failure("ledger.reason", where="why", kind=kind)
    if on > today:
        raise failure("ledger.future", where="on", on=day_text(on))
    if due is not None and kind != INVOICE:
        raise failure("ledger.due-kind", where="due")
    if due is not None and due < on:
        raise failure("ledger.due", where="due", due=day_text(due), on=day_text(on))


def check_makes_good(kind: str) -> None:
    """Refuses to make an incident good by another kind of line. Raises `ledger.incident-kind`."""
    if kind not in MAKES_GOOD:
        raise failure("ledger.incident-kind", where="incident", kind=kind)


def check_reversible(line: Line, why: str) -> None:
    """Refuses to take back a line twice, or one that takes back another. Raises `ledger.…`."""
    if not why.strip():
        raise failure("ledger.reason", where="why", kind="reversal")
    if line.reverses:
        raise failure("ledger.is-reversal")
    if line.taken_back:
        raise failure("ledger.reversed")


def other_side(line: Line, lines: Iterable[Line]) -> Line | None:
    """The other line of a barter that was written with this one and stands; nothing for another kind."""
    if line.kind != BARTER:
        return None
    same = (line.client_id, line.agreement_id, line.kind, line.on, -line.minor, line.currency, line.why, line.created)
    for one in lines:
        its = (one.client_id, one.agreement_id, one.kind, one.on, one.minor, one.currency, one.why, one.created)
        if its == same and not one.reverses and not one.taken_back:
            return one
    return None
