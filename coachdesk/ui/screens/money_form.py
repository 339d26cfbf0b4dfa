"""The form of a line of the ledger."""

from __future__ import annotations

from dataclasses import replace
from textwrap import shorten
from typing import TYPE_CHECKING

from coachdesk.domain.ledger import CREDIT, KINDS, PAYMENT, REFUND
from coachdesk.domain.views.agreements import AgreementLine
from coachdesk.domain.views.incidents import IncidentView
from coachdesk.domain.views.ledger import LedgerLine, MoneyPage
from coachdesk.ui.screens.people import Clock, Echoes, clock_of, past_day, reading_of
from coachdesk.ui.text import joined, name_for, quiet, strong, words_for
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

_KINDS = tuple((kind, f"{kind}: {about}") for kind, about in KINDS.items())


_GOOD = tuple((kind, f"{kind}: {KINDS[kind]}") for kind in (CREDIT, REFUND))
_WHY = 60
"""Letters of what went wrong that begin the reason of what makes it good."""


async def add_line(app: CoachdeskApp, page: MoneyPage, incident: IncidentView | None = None) -> LedgerLine | None:
    """Enter a line of that client, such as the credit or refund that makes an incident good; None where the form was
    left."""
    clock: Clock = await app.bridge.ask(clock_of)
    agreements: list[AgreementLine] = await app.bridge.ask("agreements.lines", client_id=page.client_id)
    choices = (("", "the one in force"), *((one.id, f"{one.title}, {one.state}") for one in agreements))
    good = incident is not None
    wrong = incident.what.partition("\n")[0] if incident is not None else ""
    due = Field(
        "due",
        "To be paid by",
        "date",
        note="of an invoice: when it is past, Today says so",
        echo=Echoes(clock).begun_day,
    )
    form = Form(
        title=joined(strong("Ledger of "), strong(name_for(app.private, page.client))),
        words=joined(quiet("makes good: "), words_for(app.private, wrong)) if good else "",
        sentence="it is kept for good: a mistake is taken back by another line",
        fields=(
            Field("kind", "What it is", "choice", choices=_GOOD if good else _KINDS),
            Field("amount", "Amount", hint="such as 120.00; not needed where sessions are given"),
            Field("currency", "Currency"),
            Field("why", "What for", hint="a credit, refund or barter needs it"),
            Field("on", "When", "date", echo=past_day(clock)),
            *(() if good else (due,)),
            Field("sessions", "Sessions given", note="of a credit"),
            Field("agreement", "Under", "choice", choices=choices),
        ),
        values={
            "kind": CREDIT if good else PAYMENT,
            "currency": page.currency,
            "why": shorten(f"made good: {wrong}", _WHY, placeholder=" …") if good else "",
            "on": clock.today.isoformat(),
            "agreement": "",
        },
        check=lambda values: app.bridge.ask(_problems, values),
        save=lambda values: app.bridge.ask(_add, page.client_id, values, incident.id if incident else ""),
        name=f"ledger line {incident.id}" if incident is not None else "ledger line",
        about=page.client_id,
    )
    saved: LedgerLine | None = await app.fill_in(form)
    return saved


# in the desk thread


def _problems(desk: Desk, values: Values) -> dict[str, str]:
    from coachdesk.domain.inputs.ledger import LineInput
    from coachdesk.domain.inputs.validate import problems

    return problems(LineInput, values, reading_of(desk))


def _add(desk: Desk, client_id: str, values: Values, incident_id: str) -> LedgerLine:
    from coachdesk.domain.inputs.ledger import LineInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import ledger

    known = replace(reading_of(desk), currency=ledger.currency_of(desk, client_id, str(values.get("agreement", ""))))
    return ledger.add(desk, client_id, validated(LineInput, {**values, "incident": incident_id}, known))
