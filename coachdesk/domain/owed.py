"""The rules of who owes what: of the lines of one client, in each currency, and of the sessions that are not used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from coachdesk.domain import ledger
from coachdesk.domain.ledger import Line
from coachdesk.domain.ledger_words import NOT_INVOICED as NOTHING_INVOICED
from coachdesk.domain.money import Money, format_money
from coachdesk.domain.views.ledger import PaidFor
from coachdesk.domain.views.owed import AHEAD, CREDIT, INVOICED, NOT_INVOICED, THEY, UNUSED, YOU, OwedLine


def of_client(client_id: str, lines: Sequence[Line], today: date) -> Iterator[OwedLine]:
    """What the lines of one client come to, by currency; nothing where they cancel."""
    late = {one.currency: one for one in ledger.overdue(lines, today)}
    unpaid = ledger.unpaid(lines)
    for one in ledger.sums(lines):
        own = [line for line in lines if line.currency == one.currency and not line.reverses and not line.taken_back]
        if one.owed > 0:
            first = next((line for line, _ in unpaid if line.currency == one.currency), None)
            passed = late.get(one.currency)
            yield OwedLine(
                THEY,
                INVOICED,
                client_id,
                amount=Money(one.owed, one.currency),
                overdue=Money(passed.minor, one.currency) if passed else None,
                since=first.on if first else _last(own, ledger.REFUND),
                due=passed.since if passed else first.due if first else None,
            )
        ahead, theirs = ledger.beyond(one.owed, one.credited)
        if theirs:
            since = _last(own, ledger.CREDIT)
            yield OwedLine(YOU, CREDIT, client_id, amount=Money(theirs, one.currency), since=since)
        if ahead:
            kind = AHEAD if one.invoiced > 0 else NOT_INVOICED
            since = _last(own, ledger.PAYMENT)
            yield OwedLine(YOU, kind, client_id, amount=Money(ahead, one.currency), since=since)


def of_agreement(client_id: str, paid: PaidFor, until: date | None) -> OwedLine | None:
    """The sessions of an agreement that are paid for or were given, and not used; nothing where none are."""
    if not paid.unused or paid.free or (paid.paid is None and not paid.credited):
        return None
    return OwedLine(
        YOU, UNUSED, client_id, sessions=paid.unused, agreement_id=paid.agreement_id, agreement=paid.title, until=until
    )


def in_order(found: Iterable[OwedLine]) -> list[OwedLine]:
    """What is overdue longest first, then what is due first; sessions by the day on which they lapse."""
    return sorted(
        found,
        key=lambda one: (
            one.overdue is None,
            one.amount is None,
            one.due or one.until or date.max,
            one.since or date.max,
            one.client.casefold(),
            one.client_id,
        ),
    )


def how_much(one: OwedLine) -> str:
    """`600.00 EUR`, `3 sessions`."""
    if one.amount is not None:
        return format_money(one.amount)
    return f"{one.sessions} session{'' if one.sessions == 1 else 's'}"


def words(one: OwedLine, day: Callable[[date], str], today: date) -> str:
    """What it is and since when, with days as `day` writes them: `overdue since 20 Nov`, `credit of theirs`."""
    since = f", since {day(one.since)}" if one.since else ""
    if one.kind == INVOICED:
        if one.overdue is not None and one.due is not None:
            part = "" if one.overdue == one.amount else f"{format_money(one.overdue)} of it "
            return f"{part}overdue since {day(one.due)}"
        return f"due {day(one.due)}" if one.due else f"no day to pay by{since}"
    if one.kind == UNUSED:
        ends = "ended" if one.until and one.until < today else "until"
        return f"paid and unused{f', {ends} {day(one.until)}' if one.until else ''}"
    return f"{_HELD[one.kind]}{since}"


_HELD = {CREDIT: "credit of theirs", AHEAD: "paid ahead", NOT_INVOICED: f"paid, {NOTHING_INVOICED}"}


def _last(lines: Sequence[Line], kind: str) -> date | None:
    """The day of the last line of that kind, else of the last one of all."""
    return max((one.on for one in lines if one.kind == kind), default=max((one.on for one in lines), default=None))
