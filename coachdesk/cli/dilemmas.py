"""`coachdesk ethics dilemma`: what was not clear, whom you asked, what you decided, and looking back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.ethics_noun import NOUN
from coachdesk.cli.output import table
from coachdesk.cli.people import reading
from coachdesk.cli.running import opened, show
from coachdesk.domain.days import day_text
from coachdesk.domain.inputs.dilemmas import DecisionInput, DilemmaInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import dilemmas as service

if TYPE_CHECKING:
    from datetime import date

    from coachdesk.domain.views.ethics import DilemmaView

KEYS = (
    "id", "client", "client_name", "on", "happened", "topics", "consulted", "decided", "decided_on", "look_back_on",
    "looked_back", "looked_back_on",
)  # fmt: skip

Ref = Annotated[str, typer.Argument(metavar="REF", help="whole id, part of what happened, or the beginning of an id")]
Consulted = Annotated[str, typer.Option("--consulted", metavar="NAME", help="whom you asked")]
LookBack = Annotated[str, typer.Option("--look-back", metavar="DATE", help="when you mean to look back on it")]


NOUN.group("dilemma", "What was not clear: what happened, whom you consulted, what you decided.")


@NOUN.verb("dilemma add", example="ethics dilemma add 'Her sponsor asked me over lunch' --client amara", keys=KEYS)
def add(
    ctx: typer.Context,
    happened: Annotated[str, typer.Argument(metavar="TEXT", help="what happened, and what is not clear")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="the day it happened; else today")] = "",
    client: Annotated[str, typer.Option("--client", metavar="REF", help="the client it is about, if one")] = "",
    topic: Annotated[list[str] | None, typer.Option("--topic", metavar="ID", help="a topic it touches")] = None,
    consulted: Consulted = "",
    decided: Annotated[str, typer.Option("--decided", metavar="TEXT", help="what you decided, if you did")] = "",
    look_back: LookBack = "",
) -> None:
    """Write a dilemma down; what you decided may come later."""
    with opened(ctx) as desk:
        entered = {"happened": happened, "on": on, "client": client, "topics": tuple(topic or ()),
                   "consulted": consulted, "decided": decided, "look_back_on": look_back}  # fmt: skip
        view = service.add(desk, validated(DilemmaInput, entered, reading(desk)))
        show(ctx, dilemma_json(view), [f"written down [{view.id}]"])


@NOUN.verb(
    "dilemma decide", example="ethics dilemma decide lunch 'I say nothing, and tell her' --look-back +4w", keys=KEYS
)
def decide(
    ctx: typer.Context,
    ref: Ref,
    decided: Annotated[str, typer.Argument(metavar="TEXT", help="what you decided, and why")],
    consulted: Consulted = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="the day you decided; else today")] = "",
    look_back: LookBack = "",
) -> None:
    """Say what you decided and whom you asked. To look back is put on the one list."""
    with opened(ctx) as desk:
        entered = {"decided": decided, "consulted": consulted, "decided_on": on, "look_back_on": look_back}
        view = service.decide(desk, service.find(desk, ref), validated(DecisionInput, entered, reading(desk)))
        then = f"; look back on {day_text(view.look_back_on)}" if view.look_back_on else ""
        show(ctx, dilemma_json(view), [f"decided{then} [{view.id}]"])


@NOUN.verb("dilemma look-back", example="ethics dilemma look-back lunch 'She thanked me for it'", keys=KEYS)
def look_back(
    ctx: typer.Context,
    ref: Ref,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="how it looks now")],
) -> None:
    """Say how a decision looks now."""
    with opened(ctx) as desk:
        view = service.look_back(desk, service.find(desk, ref), text)
        show(ctx, dilemma_json(view), [f"looked back on [{view.id}]"])


@NOUN.verb("dilemma list", example="ethics dilemma", keys=KEYS, array=True)
def list_(ctx: typer.Context) -> None:
    """List your dilemmas, the last one first."""
    with opened(ctx) as desk:
        found = service.lines(desk)
        rows = [
            (one.short, day_text(one.on), one.client, _day(one.decided_on), _day(one.look_back_on),
             _day(one.looked_back_on), one.happened)
            for one in found
        ]  # fmt: skip
        headings = ("id", "on", "client", "decided", "look back", "looked back", "what happened")
        lines = table(headings, rows) if rows else ["no dilemmas yet: coachdesk ethics dilemma add TEXT"]
        show(ctx, [dilemma_json(one) for one in found], lines)


def dilemma_json(one: DilemmaView) -> dict[str, object]:
    """A dilemma as JSON has it; the keys are `KEYS`."""
    return {
        "id": one.id,
        "client": one.client_id,
        "client_name": one.client,
        "on": one.on,
        "happened": one.happened,
        "topics": one.topics,
        "consulted": one.consulted,
        "decided": one.decided,
        "decided_on": one.decided_on,
        "look_back_on": one.look_back_on,
        "looked_back": one.looked_back,
        "looked_back_on": one.looked_back_on,
    }


def _day(day: date | None) -> str:
    return day_text(day) if day else ""
