"""`coachdesk goals`: what a client wants, how you will both know, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import plain, table
from coachdesk.cli.running import opened, show
from coachdesk.domain.inputs.goals import GoalChange, GoalInput, RatingInput, goal_data
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import clients
from coachdesk.services import goals as service

if TYPE_CHECKING:
    from coachdesk.domain.views.clients import GoalView

NOUN = Noun("goals", "What a client wants, and how you will both know.")

KEYS = ("id", "text", "measure", "state", "ratings")

Ref = Annotated[str, typer.Argument(metavar="REF", help="whole id, part of its words, or the beginning of an id")]
Client = Annotated[str, typer.Option("--client", metavar="REF", help="whose goal it is")]


@NOUN.verb("add", example='goals add --client amara "Speak up in the board :: asked for a view unprompted"', keys=KEYS)
def add(
    ctx: typer.Context,
    goal: Annotated[str, typer.Argument(metavar='"GOAL :: MEASURE"', help="the goal, and how you will know")],
    client: Client,
) -> None:
    """Add a goal to a client."""
    with opened(ctx) as desk:
        view = service.add(desk, clients.find(desk, client), validated(GoalInput, goal_data(goal)))
        show(ctx, goal_json(view), [f"added {plain(view.text)} [{view.id}]"])


@NOUN.verb("list", example="goals list --client amara", keys=KEYS, array=True)
def list_(ctx: typer.Context, client: Client) -> None:
    """List a client's goals in their order, dropped ones too."""
    with opened(ctx) as desk:
        found = service.of_client(desk, clients.find(desk, client))
        rows = [(one.id[:6], one.text, one.measure, one.state, _stands(one)) for one in found]
        none = 'no goals yet: coachdesk goals add --client REF "GOAL :: MEASURE"'
        lines = table(("id", "goal", "how you will know", "state", "stands at"), rows) if rows else [none]
        show(ctx, [goal_json(one) for one in found], lines)


@NOUN.verb("rate", example="goals rate 'speak up' 6 --by client", keys=KEYS)
def rate(
    ctx: typer.Context,
    ref: Ref,
    value: Annotated[str, typer.Argument(metavar="0..10", help="where it stands now")],
    by: Annotated[str, typer.Option(metavar="WHO", help="client or coach")] = "client",
) -> None:
    """Note where a goal stands now, as the client or you see it."""
    with opened(ctx) as desk:
        entered = validated(RatingInput, {"value": value, "by": by})
        view = service.rate(desk, service.find(desk, ref), entered)
        show(ctx, goal_json(view), [f"{plain(view.text)}: {_stands(view)}"])


@NOUN.verb("edit", example='goals edit "speak up" "Speak first :: twice a month"', keys=KEYS)
def edit(
    ctx: typer.Context,
    ref: Ref,
    goal: Annotated[str, typer.Argument(metavar='"GOAL :: MEASURE"', help="the new words")],
) -> None:
    """Give a goal new words. An agreement that was sent keeps the old ones."""
    with opened(ctx) as desk:
        view = service.edit(desk, service.find(desk, ref), validated(GoalChange, goal_data(goal)))
        show(ctx, goal_json(view), [f"changed {plain(view.text)} [{view.id}]"])


@NOUN.verb("drop", example='goals drop "speak up"', keys=KEYS)
def drop(ctx: typer.Context, ref: Ref) -> None:
    """Let a goal go; it stays in the history."""
    with opened(ctx) as desk:
        view = service.drop(desk, service.find(desk, ref))
        show(ctx, goal_json(view), [f"dropped {plain(view.text)} [{view.id}]"])


@NOUN.verb("reopen", example='goals reopen "speak up"', keys=KEYS)
def reopen(ctx: typer.Context, ref: Ref) -> None:
    """Take a dropped goal up again."""
    with opened(ctx) as desk:
        view = service.reopen(desk, service.find(desk, ref))
        show(ctx, goal_json(view), [f"reopened {plain(view.text)} [{view.id}]"])


def goal_json(goal: GoalView) -> dict[str, object]:
    """A goal as JSON has it; the keys are `KEYS`."""
    ratings = [{"at": at, "by": by, "value": value} for at, by, value in goal.ratings]
    return {"id": goal.id, "text": goal.text, "measure": goal.measure, "state": goal.state, "ratings": ratings}


def _stands(goal: GoalView) -> str:
    if not goal.ratings:
        return ""
    _, by, value = goal.ratings[-1]
    return f"{value} of 10, by the {by}"
