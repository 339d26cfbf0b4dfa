"""What the records say of sessions that were paid for and not used when an agreement came to its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from coachdesk.domain.days import day_text
from coachdesk.domain.evidence.current import page, signed_versions
from coachdesk.domain.evidence.engagements import over_from
from coachdesk.domain.evidence.entries import of_client
from coachdesk.domain.evidence.facts import AgreementFacts, ClientFacts, Found, Look, MoneyFacts, Records
from coachdesk.domain.evidence.words import counted
from coachdesk.domain.ledger import unused
from coachdesk.domain.sessions import COUNTED


def unused_settled(records: Records, client: ClientFacts) -> Found:
    """Of the agreement that was over last: no session is paid for and unused, or a refund or credit is dated since."""
    over = [(day, one) for one in client.agreements if signed_versions(one) and (day := over_from(one)) is not None]
    past = [(day, one) for day, one in over if day <= records.today]
    if not past:
        return Found(False, f"No agreement with {client.title} is over, so there is nothing to settle yet.")
    day, last = max(past, key=lambda pair: pair[0])
    what = f"“{last.title}”, which was over on {day_text(day)}"
    money = client.money.get(last.id, MoneyFacts())
    if last.free:
        return Found(True, f"No fee was agreed in {what}.", page(last))
    settled = [one for one in money.settled if day - timedelta(days=1) <= one <= records.today]
    if settled:
        says = f"A refund or credit is entered on {day_text(max(settled))} under {what}."
        return Found(True, says, page(last))
    if not money.entered:
        return Found(False, f"No payment is entered under {what}, so nothing says what is paid and unused.", page(last))
    if money.paid is None:
        says = f"How many sessions are paid cannot be counted under {what}; no refund or credit is entered since."
        return Found(False, says, page(last))
    left = unused(money.paid, money.credited, _used(last, client))
    if left:
        says = f"{counted(left, 'paid session')} not used under {what}; no refund or credit is entered since."
        return Found(False, f"{says[:1].upper()}{says[1:]}", page(last))
    return Found(True, f"Every session that was paid for is used under {what}.", page(last))


def _used(agreement: AgreementFacts, client: ClientFacts) -> int:
    """Its coaching sessions that were held, and those that were charged."""
    own = [one for one in client.sessions if one.agreement_id == agreement.id and one.kind == COUNTED]
    return sum(one.state == "held" or (one.state in ("missed", "cancelled") and bool(one.charged)) for one in own)


LOOKS: Mapping[str, Look] = {"ledger.unused_sessions_settled": of_client(unused_settled)}
