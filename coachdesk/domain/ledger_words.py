"""The ledger in words: what is owed, and what is paid for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from coachdesk.domain.days import day_text
from coachdesk.domain.ledger import beyond
from coachdesk.domain.money import Money, format_money

if TYPE_CHECKING:  # Today stands on this module and shows neither
    from coachdesk.domain.views.incidents import GivenView
    from coachdesk.domain.views.ledger import LedgerLine, MoneySum, PaidFor

NOT_INVOICED = "nothing invoiced yet"


def owed_words(sums: Iterable[MoneySum], beside_paid: bool = False) -> str:
    """`they owe 120.00 EUR`, `paid ahead 20.00 EUR`, `120.00 EUR paid, nothing invoiced yet`, `you owe them 20.00 EUR`
    of a credit, `they owe nothing`; `beside_paid` is short where it stands beside what is paid."""
    return " · ".join(part for one in sums for part in _owed(one, beside_paid)) or "they owe nothing"


def _owed(one: MoneySum, beside_paid: bool) -> Iterator[str]:
    """What is owed in one currency. Money that came before its invoice is no debt: only what was credited is one."""
    if one.owed.minor > 0:
        yield f"they owe {format_money(one.owed)}"
    currency = one.owed.currency
    ahead, theirs = beyond(one.owed.minor, one.credited.minor)
    if ahead:
        amount = format_money(Money(ahead, currency))
        if one.invoiced.minor > 0:
            yield f"paid ahead {amount}"
        else:
            yield NOT_INVOICED if beside_paid else f"{amount} paid, {NOT_INVOICED}"
    if theirs:
        yield f"you owe them {format_money(Money(theirs, currency))}"


def sum_words(one: MoneySum) -> str:
    """`they owe 480.00 EUR · invoiced 1,200.00 EUR · paid 600.00 EUR · credited 120.00 EUR`."""
    parts = (("invoiced", one.invoiced), ("paid", one.paid), ("credited", one.credited))
    said = [f"{word} {format_money(amount)}" for word, amount in parts if amount.minor]
    return " · ".join([owed_words([one], one.paid.minor != 0), *said])


def of_words(one: LedgerLine | GivenView) -> str:
    """What a line is about: `120.00 EUR`, `1 session`, `120.00 EUR, 2 sessions`."""
    return _of(one.amount, one.sessions)


def _of(amount: Money | None, sessions: int) -> str:
    given = f"{sessions} session{'' if sessions == 1 else 's'}" if sessions else ""
    return ", ".join(part for part in (format_money(amount) if amount else "", given) if part)


def state_words(one: LedgerLine) -> str:
    """`due 3 December 2026`, `taken back`, `takes back`; nothing of a line that simply stands."""
    if one.reverses:
        return "takes back"
    if one.taken_back:
        return "taken back"
    return f"due {day_text(one.due)}" if one.due else ""


def paid_words(one: PaidFor) -> str:
    """`paid for 6 · 1 credited · 3 paid and unused · 1 not marked`; without a fee that it is so."""
    if one.free:
        parts = ["without a fee"]
    elif one.paid is None:
        parts = []
    else:
        parts = [f"paid for {one.paid}"]
    parts += [f"{one.credited} credited"] if one.credited else []
    parts += [unused_words(one)] if unused_words(one) else []
    parts += [f"{one.unmarked} not marked"] if one.unmarked else []
    return " · ".join(parts)


def unused_words(one: PaidFor) -> str:
    """`3 paid and unused`; nothing where none are, or there is no fee."""
    return f"{one.unused} paid and unused" if one.unused and not one.free and one.paid is not None else ""


def row_words(row: Mapping[str, Any]) -> str:
    """A line as the history tells it: `payment of 120.00 EUR, 1 session: the first half`."""
    amount = Money(row["minor"], row["currency"]) if row.get("currency") else None
    taken = "taken back: " if row.get("reverses_id") else ""
    why = f": {row['why']}" if row.get("why") else ""
    return f"{taken}{row['kind']} of {_of(amount, row.get('sessions') or 0)}{why}"
