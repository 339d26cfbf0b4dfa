"""The money of an agreement, as `coachdesk agreements show` has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.cli.output import plain, table
from coachdesk.domain.days import day_text
from coachdesk.domain.ledger_words import of_words, state_words, sum_words

if TYPE_CHECKING:
    from coachdesk.domain.views.agreements import AgreementPage
    from coachdesk.domain.views.ledger import UnderAgreement


_OF_LINE = ("id", "kind", "on", "due", "amount", "sessions", "why", "taken_back")


def money_json(money: UnderAgreement) -> dict[str, object]:
    """What was invoiced, paid, credited and is owed, by currency, and each line, newest first."""
    return {
        "sums": [{name: getattr(one, name) for name in ("invoiced", "paid", "credited", "owed")} for one in money.sums],
        "lines": [
            {name: getattr(one, name) for name in _OF_LINE}
            | {"reverses": one.reverses or None, "incident": one.incident_id or None}
            for one in money.lines
        ],
    }


def money_lines(page: AgreementPage, money: UnderAgreement) -> list[str]:
    """The same as lines; how one is added where there is none and a fee was agreed."""
    if not money.lines:
        fee = page.terms.fee
        if page.state == "draft" or fee is None or not fee.minor:
            return []
        return ["", f"nothing in the ledger yet: coachdesk ledger add --client {page.client_id[:6]} --kind invoice …"]
    rows = [(one.short, day_text(one.on), one.kind, of_words(one), state_words(one), one.why)
            for one in money.lines]  # fmt: skip
    _, *lines = table(("id", "on", "kind", "of", "", "why"), rows)
    return ["", "money", *(f"  {plain(sum_words(one))}" for one in money.sums), *(f"  {one}" for one in lines)]
