"""`coachdesk ledger`: what was invoiced, paid, credited and given back, and what each client owes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import plain, table
from coachdesk.cli.people import reading
from coachdesk.cli.running import opened, show
from coachdesk.domain.days import day_text
from coachdesk.domain.ledger import KINDS
from coachdesk.domain.ledger_words import of_words, state_words
from coachdesk.domain.money import format_money
from coachdesk.domain.owed import how_much, words
from coachdesk.domain.views.owed import THEY, YOU
from coachdesk.services import agreements, clients, incidents
from coachdesk.services import ledger as service

if TYPE_CHECKING:
    from datetime import date

    from coachdesk.domain.views.ledger import LedgerLine
    from coachdesk.domain.views.owed import OwedLine

NOUN = Noun("ledger", "What each client owes: invoices, payments, credits, refunds.", bare="list")

KEYS = (
    "id", "client", "client_name", "agreement", "kind", "on", "due", "amount", "effect", "sessions", "why", "reverses",
    "taken_back", "incident",
)  # fmt: skip
OWED_KEYS = (
    "side", "kind", "client", "client_name", "amount", "overdue", "sessions", "agreement", "since", "due", "until",
    "says",
)  # fmt: skip
_SIDES = {THEY: "they owe", YOU: "you owe"}
_NAMES = {"client": "client_id", "client_name": "client", "agreement": "agreement_id", "incident": "incident_id"}
_EMPTY = "no lines yet: coachdesk ledger add --client REF --kind payment --amount 120.00 --why TEXT"

Whose = Annotated[str | None, typer.Option("--client", metavar="REF", help="only of this client")]


@NOUN.verb("add", example="ledger add --client amara --kind payment --amount 600.00 --why 'the first half'", keys=KEYS)
def add(
    ctx: typer.Context,
    client: Annotated[str, typer.Option("--client", metavar="REF", help="whose money it is")],
    kind: Annotated[str, typer.Option("--kind", metavar="|".join(KINDS), help="what it is")],
    amount: Annotated[str, typer.Option("--amount", metavar="120.00", help="not needed where sessions are given")] = "",
    currency: Annotated[str, typer.Option("--currency", metavar="CODE", help="else the agreement's, or yours")] = "",
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="what for; a credit or refund needs it")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="when it was; else today")] = "",
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="by when an invoice is to be paid")] = "",
    agreement: Annotated[str, typer.Option("--agreement", metavar="REF", help="else the one in force")] = "",
    sessions: Annotated[str, typer.Option("--sessions", metavar="N", help="sessions that a credit gives")] = "",
    incident: Annotated[
        str, typer.Option("--incident", metavar="REF", help="the incident that a credit or refund makes good")
    ] = "",
) -> None:
    """Add a line to a client's ledger. It is never edited: a mistake is reversed by another line. Of a barter both
    sides are written, and they cancel."""
    from coachdesk.domain.inputs.ledger import LineInput
    from coachdesk.domain.inputs.validate import validated

    with opened(ctx) as desk:
        client_id = clients.find(desk, client)
        under = agreements.find(desk, agreement) if agreement.strip() else ""
        known = replace(reading(desk), currency=service.currency_of(desk, client_id, under))
        data = {
            "kind": kind, "currency": currency, "amount": amount, "why": why, "on": on, "due": due,
            "sessions": sessions, "agreement": under,
            "incident": incidents.find(desk, incident) if incident.strip() else "",
        }  # fmt: skip
        made = service.add(desk, client_id, validated(LineInput, data, known))
        good = f", makes good: {plain(made.incident)}" if made.incident else ""
        show(ctx, _json(made), [f"{_said(made)}{good} [{made.id}]"])


@NOUN.verb("reverse", example="ledger reverse 'the first half' --why 'it was entered twice'", keys=KEYS)
def reverse(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="whole id, part of its reason, or beginning of an id")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="why it is taken back")],
) -> None:
    """Take back a line, whole, by another of today; once. Of a barter both sides go."""
    with opened(ctx) as desk:
        made = service.reverse(desk, service.find(desk, ref), why)
        show(ctx, _json(made), [f"{_said(made)} taken back [{made.id}]"])


@NOUN.verb("list", example="ledger list --client amara", keys=KEYS, array=True)
def list_(ctx: typer.Context, client: Whose = None) -> None:
    """List the lines, newest first."""
    with opened(ctx) as desk:
        found = service.lines(desk, clients.find(desk, client) if client else None)
        rows = [
            (
                one.short,
                day_text(one.on),
                one.client,
                one.kind,
                of_words(one),
                state_words(one),
                one.why,
            )
            for one in found
        ]
        lines = table(("id", "on", "client", "kind", "of", "", "why"), rows) if rows else [_EMPTY]
        show(ctx, [_json(one) for one in found], lines)


@NOUN.verb("balance", example="ledger balance", keys=("client", "client_name", "balance"), array=True)
def balance(ctx: typer.Context, client: Whose = None) -> None:
    """What each client owes, one line a currency; what they paid ahead, or you owe them, is below nothing."""
    with opened(ctx) as desk:
        found = service.balance(desk, clients.find(desk, client) if client else None)
        value = [{"client": one.client_id, "client_name": one.client, "balance": one.balance} for one in found]
        rows = [(one.client, format_money(one.balance), one.words if one.balance.minor < 0 else "") for one in found]
        show(ctx, value, table(("client", "owes", ""), rows) if rows else [_EMPTY])


@NOUN.verb("owed", example="ledger owed", keys=OWED_KEYS, array=True)
def owed(ctx: typer.Context) -> None:
    """List who owes what and since when, what is overdue first; then whom you owe: credits, money that came before its
    invoice, sessions paid for and not used."""
    from coachdesk.services import owed as both_sides

    with opened(ctx) as desk:
        page, today = both_sides.page(desk), desk.today()
        rows = [
            (_SIDES[one.side], one.client, how_much(one), words(one, day_text, today), one.agreement)
            for one in (*page.they, *page.you)
        ]
        found = [_owed_json(one, today) for one in (*page.they, *page.you)]
        none = "nobody owes anything, and you owe nobody"
        show(ctx, found, table(("", "client", "how much", "", "under"), rows) if rows else [none])


def _owed_json(one: OwedLine, today: date) -> dict[str, object]:
    return {
        "side": one.side,
        "kind": one.kind,
        "client": one.client_id,
        "client_name": one.client,
        "amount": one.amount,
        "overdue": one.overdue,
        "sessions": one.sessions or None,
        "agreement": one.agreement_id or None,
        "since": one.since,
        "due": one.due,
        "until": one.until,
        "says": words(one, day_text, today),
    }


def _json(one: LedgerLine) -> dict[str, object]:
    found = {key: getattr(one, _NAMES.get(key, key)) for key in KEYS}
    return found | {key: found[key] or None for key in ("agreement", "reverses", "incident")}


def _said(one: LedgerLine) -> str:
    return f"{plain(one.client)}: {one.kind} of {of_words(one)}"
