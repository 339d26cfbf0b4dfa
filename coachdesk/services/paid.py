"""What payments cover: of each agreement, how many sessions are paid for, given beside, and not used yet.

Only the rows of those agreements are opened. Today stands on this, so nothing here imports SQLModel.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from coachdesk.domain import ledger as rules
from coachdesk.domain.agreements import Terms, in_force_from, terms_from_json
from coachdesk.domain.ledger import Line
from coachdesk.domain.sessions import NOTHING, Tally
from coachdesk.services import session_agreements as agreed
from coachdesk.services.ledger_rows import OF_AGREEMENT, lines_of, paid_under
from coachdesk.services.session_agreements import AgreementFacts

if TYPE_CHECKING:
    from coachdesk.domain.views.ledger import PaidFor
    from coachdesk.services.desk import Desk


def terms_on(under: AgreementFacts, day: date) -> Terms:
    """The terms in force on that day, else those that were signed last, else the newest."""
    signed = [one for one in under.versions if in_force_from(one, under.sponsored)]
    version = under.holds_on(day) or (signed or list(under.versions))[-1]
    return terms_from_json(under.terms[version.number])


def paid_for(desk: Desk, agreement_ids: Iterable[str], day: date) -> dict[str, PaidFor]:
    """What is paid of those agreements, by the terms of that day."""
    found = {}
    for under in agreed.of_agreements(desk, set(agreement_ids)).values():
        rows = desk.rows("session", OF_AGREEMENT, (under.id,))
        lines = lines_of(desk, OF_AGREEMENT, (under.id,))
        found[under.id] = count(under, day, lines, agreed.tally(rows, desk.clock()).get(under.id, NOTHING))
    return found


def count(under: AgreementFacts, day: date, lines: Iterable[Line], used: Tally) -> PaidFor:
    """The same from rows that were read: the lines of the agreement, and its sessions."""
    from coachdesk.domain.views.ledger import PaidFor  # Today counts where a package is about to lapse, and seldom

    own = [one for one in lines if one.agreement_id == under.id]
    terms, given = terms_on(under, day), rules.credited(own).get(under.id, 0)
    paid = paid_under(terms, own)
    return PaidFor(
        agreement_id=under.id,
        title=under.title,
        number=terms.sessions or 0,
        paid=paid,
        credited=given,
        unused=rules.unused(paid, given, used.held + used.charged),
        free=terms.pro_bono,
        unmarked=used.unmarked,
    )
