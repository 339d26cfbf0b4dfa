"""`coachdesk consents`: what clients allowed, declined and took back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import plain, table
from coachdesk.cli.people import reading
from coachdesk.cli.running import opened, show
from coachdesk.domain.consents import KINDS
from coachdesk.domain.days import day_text
from coachdesk.domain.inputs.consents import DeclineInput, GiveInput, WithdrawInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import clients
from coachdesk.services import consents as service

if TYPE_CHECKING:
    from datetime import date

    from coachdesk.domain.views.consents import ConsentView

NOUN = Noun("consents", "What a client allowed, or did not.", bare="list")

KEYS = (
    "id", "client", "client_name", "kind", "about", "given", "on", "until", "withdrawn_on", "state", "in_force", "how",
    "use", "words",
)  # fmt: skip

Client = Annotated[str, typer.Option("--client", metavar="REF", help="whose answer it is")]
Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help=", ".join(KINDS))]
On = Annotated[str, typer.Option("--on", metavar="DATE", help="the day they said so")]
How = Annotated[str, typer.Option("--how", metavar="TEXT", help="how they said so, such as: by email")]
Use = Annotated[str, typer.Option("--use", metavar="TEXT", help="for what exactly: where, which report, which study")]
Words = Annotated[
    str, typer.Option("--words", metavar="TEXT", help="their own words; a testimonial exactly as it may be shown")
]


@NOUN.verb("give", example="consents give --client amara --kind stand-in --on today --how 'by email'", keys=KEYS)
def give(
    ctx: typer.Context,
    client: Client,
    kind: Kind,
    on: On,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="the last day on which it holds")] = "",
    how: How = "",
    use: Use = "",
    words: Words = "",
) -> None:
    """Enter what a client allowed. The latest answer of a kind counts."""
    with opened(ctx) as desk:
        data = {"kind": kind, "on": on, "until": until, "how": how, "use": use, "words": words}
        entered = validated(GiveInput, data, reading(desk))
        view = service.give(desk, clients.find(desk, client), entered)
        show(ctx, _json(view), [_line(view)])


@NOUN.verb("decline", example="consents decline --client amara --kind recording --on today", keys=KEYS)
def decline(
    ctx: typer.Context, client: Client, kind: Kind, on: On, how: How = "", use: Use = "", words: Words = ""
) -> None:
    """Enter what a client did not allow; what they allowed before does not hold any more."""
    with opened(ctx) as desk:
        data = {"kind": kind, "on": on, "how": how, "use": use, "words": words}
        entered = validated(DeclineInput, data, reading(desk))
        view = service.decline(desk, clients.find(desk, client), entered)
        show(ctx, _json(view), [_line(view)])


@NOUN.verb("withdraw", example="consents withdraw 'amara stand-in' --on today", keys=KEYS)
def withdraw(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="whole id, 'NAME KIND' or a part of it, or the beginning of an id")
    ],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="the day from which it does not hold any more")],
) -> None:
    """Enter that a client took back what they allowed."""
    with opened(ctx) as desk:
        entered = validated(WithdrawInput, {"on": on}, reading(desk))
        view = service.withdraw(desk, service.find(desk, ref), entered)
        show(ctx, _json(view), [_line(view)])


@NOUN.verb("list", example="consents list --client amara", keys=KEYS, array=True)
def list_(
    ctx: typer.Context,
    client: Annotated[str | None, typer.Option("--client", metavar="REF", help="only of this client")] = None,
) -> None:
    """List what clients allowed and did not, the last answer first, and what became of it."""
    with opened(ctx) as desk:
        client_id = clients.find(desk, client) if client is not None else None
        found = service.lines(desk, client_id)
        rows = [
            (
                one.id[:6],
                one.client,
                one.kind,
                one.state,
                _day(one.on),
                _day(one.until),
                _day(one.withdrawn),
                one.use or one.how,
            )
            for one in found
        ]
        headings = ("id", "client", "kind", "state", "answered", "until", "withdrawn", "for, or how")
        none = "no consents yet: coachdesk consents give --client REF --kind KIND --on DATE"
        never = service.of_client(desk, client_id).never if client_id is not None and rows else ()
        lines = [*table(headings, rows), *([f"never asked: {', '.join(never)}"] if never else [])]
        show(ctx, [_json(one) for one in found], lines if rows else [none])


def _json(one: ConsentView) -> dict[str, object]:
    return {
        "id": one.id,
        "client": one.client_id,
        "client_name": one.client,
        "kind": one.kind,
        "about": one.about,
        "given": one.given,
        "on": one.on,
        "until": one.until,
        "withdrawn_on": one.withdrawn,
        "state": one.state,
        "in_force": one.state == "in force",
        "how": one.how,
        "use": one.use,
        "words": one.words,
    }


def _line(one: ConsentView) -> str:
    said = "withdrawn" if one.withdrawn else "given" if one.given else "declined"
    until = f", until {_day(one.until)}" if one.until and not one.withdrawn else ""
    return f"{plain(one.client)}: {one.kind} {said} on {_day(one.withdrawn or one.on)}{until} [{one.id}]"


def _day(day: date | None) -> str:
    return day_text(day) if day else ""
