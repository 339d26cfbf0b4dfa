"""`coachdesk incidents`: what went wrong in your service for a client, what you offered, and what they chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import fields, plain, table
from coachdesk.cli.people import changed, reading
from coachdesk.cli.running import opened, show
from coachdesk.domain.days import day_text
from coachdesk.domain.incidents import GIVING
from coachdesk.domain.inputs.incidents import ChoiceInput, ClosingInput, IncidentChange, IncidentInput, OptionInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.ledger_words import of_words
from coachdesk.services import clients
from coachdesk.services import incidents as service

if TYPE_CHECKING:
    from coachdesk.domain.views.incidents import GivenView, IncidentView, OptionView

NOUN = Noun("incidents", "What went wrong in your service for a client, and how it is made good.", bare="list")

KEYS = (
    "id", "client", "client_name", "session", "state", "waits_for", "on", "what", "who_knows", "next_step", "options",
    "chosen", "said", "made_good", "closed_on", "given",
)  # fmt: skip

Ref = Annotated[
    str, typer.Argument(metavar="REF", help="whole id, part of its words or the client's name, or beginning of an id")
]
WhoKnows = Annotated[str | None, typer.Option("--who-knows", metavar="TEXT", help="who knows of it")]
NextStep = Annotated[str | None, typer.Option("--next", metavar="TEXT", help="what you do next")]


@NOUN.verb("open", example="incidents open --client amara 'I missed our session' --who-knows amara", keys=KEYS)
def open_(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="what went wrong")],
    client: Annotated[str, typer.Option("--client", metavar="REF", help="the client for whom it went wrong")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="the day it happened; else today")] = "",
    session: Annotated[str, typer.Option("--session", metavar="REF", help="the session it is about")] = "",
    who_knows: WhoKnows = None,
    next_step: NextStep = None,
) -> None:
    """Write an incident down; then offer at least two ways to make it good."""
    with opened(ctx) as desk:
        entered = {"client": client, "what": what, "on": on, "session": session, "who_knows": who_knows,
                   "next_step": next_step}  # fmt: skip
        made = service.open_one(desk, validated(IncidentInput, entered, reading(desk)))
        show(ctx, incident_json(made), [f"written down [{made.id}]", _next(made)])


@NOUN.verb("edit", example="incidents edit amara --next 'call her tonight'", keys=KEYS)
def edit(ctx: typer.Context, ref: Ref, who_knows: WhoKnows = None, next_step: NextStep = None) -> None:
    """Say who knows of it and what you do next."""
    given = changed({"who_knows": who_knows, "next_step": next_step}, "incidents edit")
    with opened(ctx) as desk:
        one = service.change(desk, service.find(desk, ref), validated(IncidentChange, given, reading(desk)))
        show(ctx, incident_json(one), [f"changed [{one.id}]"])


@NOUN.verb("option", example="incidents option amara 'An hour without a fee' --cost '120 EUR'", keys=KEYS)
def option(
    ctx: typer.Context,
    ref: Ref,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="a way to make it good that you offer")],
    cost: Annotated[str, typer.Option("--cost", metavar="TEXT", help="what it costs you, or them")] = "",
) -> None:
    """Offer a way to make it good. A choice made before it is asked anew."""
    with opened(ctx) as desk:
        entered = validated(OptionInput, {"text": text, "cost": cost}, reading(desk))
        one = service.option(desk, service.find(desk, ref), entered)
        show(ctx, incident_json(one), [f"offered as option {len(one.options)} [{one.id}]", _next(one)])


@NOUN.verb("choose", example="incidents choose amara 1 --said 'The hour, gladly'", keys=KEYS)
def choose(
    ctx: typer.Context,
    ref: Ref,
    number: Annotated[str, typer.Argument(metavar="N", help="the number of the option that they chose")],
    said: Annotated[str, typer.Option("--said", metavar="TEXT", help="what they said")],
) -> None:
    """Enter which option the client chose, in their words."""
    with opened(ctx) as desk:
        entered = validated(ChoiceInput, {"option": number, "said": said}, reading(desk))
        one = service.choose(desk, service.find(desk, ref), entered)
        chosen = plain(one.chosen.text) if one.chosen is not None else ""
        show(ctx, incident_json(one), [f"they chose {number.strip()}: {chosen} [{one.id}]", _next(one)])


@NOUN.verb("close", example="incidents close amara --made-good 'held the hour on Monday'", keys=KEYS)
def close(
    ctx: typer.Context,
    ref: Ref,
    made_good: Annotated[
        str, typer.Option("--made-good", metavar="TEXT", help="what you did; else it is what they chose")
    ] = "",
) -> None:
    """Close it: two options or more were offered, they chose one, and it was made good."""
    with opened(ctx) as desk:
        entered = validated(ClosingInput, {"made_good": made_good}, reading(desk))
        one = service.close(desk, service.find(desk, ref), entered)
        show(ctx, incident_json(one), [f"closed: {plain(one.made_good)} [{one.id}]"])


@NOUN.verb("list", example="incidents list --open", keys=KEYS, array=True)
def list_(
    ctx: typer.Context,
    client: Annotated[str | None, typer.Option("--client", metavar="REF", help="only of this client")] = None,
    open_only: Annotated[bool, typer.Option("--open", help="only those that are not closed")] = False,
) -> None:
    """List incidents: the open ones first, in each part the last one first."""
    with opened(ctx) as desk:
        found = service.lines(desk, clients.find(desk, client) if client else None, open_only)
        rows = [(one.short, day_text(one.on), one.client, one.state, one.waits_for, one.what) for one in found]
        none = "no incident is open" if open_only else "no incidents: coachdesk incidents open --client REF WHAT"
        lines = table(("id", "on", "client", "", "waits for", "what"), rows) if rows else [none]
        show(ctx, [incident_json(one) for one in found], lines)


@NOUN.verb("show", example="incidents show amara", keys=KEYS)
def show_(ctx: typer.Context, ref: Ref) -> None:
    """Show an incident: what happened, what you offered, what they chose, and what was done."""
    with opened(ctx) as desk:
        one = service.view(desk, service.find(desk, ref))
        shown = [
            ("incident", f"{day_text(one.on)} [{one.id}]"),
            ("client", one.client),
            ("what", one.what),
            ("who knows", one.who_knows),
            ("next step", one.next_step),
            *((f"option {each.number}", _option(each)) for each in one.options),
            ("they chose", f"{one.chosen.number}: {one.chosen.text}" if one.chosen is not None else ""),
            ("they said", one.said),
            *((each.kind, given_words(each)) for each in one.given),
            ("made good", one.made_good),
            ("closed", day_text(one.closed_on) if one.closed_on is not None else ""),
            ("waits for", one.waits_for),
        ]
        show(ctx, incident_json(one), fields(shown))


def incident_json(one: IncidentView) -> dict[str, object]:
    """An incident as JSON has it; the keys are `KEYS`."""
    return {
        "id": one.id,
        "client": one.client_id,
        "client_name": one.client,
        "session": one.session_id or None,
        "state": one.state,
        "waits_for": one.waits_for or None,
        "on": one.on,
        "what": one.what,
        "who_knows": one.who_knows,
        "next_step": one.next_step,
        "options": [{"number": each.number, "text": each.text, "cost": each.cost, "on": each.on}
                    for each in one.options],
        "chosen": one.chosen.number if one.chosen is not None else None,
        "said": one.said,
        "made_good": one.made_good,
        "closed_on": one.closed_on,
        "given": [{"id": each.id, "kind": each.kind, "on": each.on, "amount": each.amount, "sessions": each.sessions,
                   "why": each.why, "taken_back": each.taken_back} for each in one.given],
    }  # fmt: skip


def given_words(one: GivenView) -> str:
    """`120.00 EUR on 3 December 2026: half the fee [k7m2…]`, and that it was taken back."""
    gone = ", taken back" if one.taken_back else ""
    why = f": {one.why}" if one.why else ""
    return f"{of_words(one)} on {day_text(one.on)}{gone}{why} [{one.id}]"


def _option(one: OptionView) -> str:
    """`a session without a fee · costs 120 EUR · offered on 3 December 2026`."""
    cost = f"costs {one.cost}" if one.cost else ""
    return " · ".join(part for part in (one.text, cost, f"offered on {day_text(one.on)}") if part)


def _next(one: IncidentView) -> str:
    """What comes next, where there is something."""
    credit = f"; a credit or refund names it: coachdesk ledger add --incident {one.short} …"
    return f"waits for {one.waits_for}{credit if one.waits_for == GIVING else ''}"
