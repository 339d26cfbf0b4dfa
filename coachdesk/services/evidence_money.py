"""What the ledger of a client says, as evidence reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain import ledger as rules
from coachdesk.domain.evidence.facts import MoneyFacts
from coachdesk.services import session_agreements as agreed
from coachdesk.services.ledger_rows import OF_CLIENT, by_agreement, lines_of, paid_under
from coachdesk.services.paid import terms_on

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_SETTLES = (rules.REFUND, rules.CREDIT)


def money_of(desk: Desk, client_id: str) -> dict[str, MoneyFacts]:
    """Of each agreement under which there are lines: what is paid, what was given, and when it was settled."""
    lines = by_agreement(lines_of(desk, OF_CLIENT, (client_id,)))
    if not lines:
        return {}
    known, today = agreed.of_clients(desk, [client_id]), desk.today()
    return {
        agreement_id: MoneyFacts(
            paid=paid_under(terms_on(known[agreement_id], today), own),
            credited=rules.credited(own).get(agreement_id, 0),
            entered=True,
            settled=tuple(one.on for one in own if one.kind in _SETTLES and not one.reverses and not one.taken_back),
        )
        for agreement_id, own in lines.items()
        if agreement_id in known
    }
