"""The form of a line of the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coachdesk.domain.ledger import KINDS, PAYMENT
from coachdesk.domain.views.agreements import AgreementLine
from coachdesk.domain.views.ledger import LedgerLine, MoneyPage
from coachdesk.ui.screens.people import Clock, clock_of, past_day, reading_of
from coachdesk.ui.text import joined, name_for, strong
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

_KINDS = tuple((kind, f"{kind}: {about}") for kind, about in KINDS.items())


async def add_line(app: CoachdeskApp, page: MoneyPage) -> LedgerLine | None:
    """Enter a line of that client; None where the form was left."""
    clock: Clock = await app.bridge.ask(clock_of)
    agreements: list[AgreementLine] = await app.bridge.ask("agreements.lines", client_id=page.client_id)
    choices = (("", "the one in force"), *((one.id, f"{one.title}, {one.state}") for one in agreements))
    form = Form(
        title=joined(strong("Ledger of "), strong(name_for(app.private, page.client))),
        sentence="it is kept for good: a mistake is taken back by another line",
        fields=(
            Field("kind", "What it is", "choice", choices=_KINDS),
            Field("amount", "Amount", hint="such as 120.00; not needed where sessions are given"),
            Field("currency", "Currency"),
            Field("why", "What for", hint="a credit, refund or barter needs it"),
            Field("on", "When", "date", echo=past_day(clock)),
            Field("due", "To be paid by", "date", note="of an invoice"),
            Field("sessions", "Sessions given", note="of a credit"),
            Field("agreement", "Under", "choice", choices=choices),
        ),
        values={"kind": PAYMENT, "currency": page.currency, "on": clock.today.isoformat(), "agreement": ""},
        check=lambda values: app.bridge.ask(_problems, values),
        save=lambda values: app.bridge.ask(_add, page.client_id, values),
        name="ledger line",
        about=page.client_id,
    )
    saved: LedgerLine | None = await app.fill_in(form)
    return saved


# in the desk thread


def _problems(desk: Desk, values: Values) -> dict[str, str]:
    from coachdesk.domain.inputs.ledger import LineInput
    from coachdesk.domain.inputs.validate import problems

    return problems(LineInput, values, reading_of(desk))


def _add(desk: Desk, client_id: str, values: Values) -> LedgerLine:
    from coachdesk.domain.inputs.ledger import LineInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import ledger

    known = replace(reading_of(desk), currency=ledger.currency_of(desk, client_id, str(values.get("agreement", ""))))
    return ledger.add(desk, client_id, validated(LineInput, values, known))
