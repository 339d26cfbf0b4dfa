"""What can be done with the goals of a client, on their page."""

from __future__ import annotations

from coachdesk.ui.commands.clients import needs_line_and_words
from coachdesk.ui.commands.command import Command, Context, needs_line, needs_words


def _needs_open_goal(context: Context) -> str | None:
    if "dropped" in context.facts:
        return "this goal was let go; d takes it up again"
    return needs_line_and_words(context)


COMMANDS = (
    Command(
        id="goals.new",
        title="New goal",
        keys=("n",),
        group="Goals",
        where=("client_goals",),
        help="Add a goal of this client, and how you will both know.",
        run="new_goal",
        why_not=needs_words,
        bar=2,
        short="new goal",
    ),
    Command(
        id="goals.edit",
        title="Edit a goal",
        keys=("e",),
        group="Goals",
        where=("client_goals",),
        help="Other words for the goal under the cursor, or its measure.",
        run="edit_goal",
        why_not=needs_line_and_words,
        bar=3,
        short="edit",
    ),
    Command(
        id="goals.rate",
        title="Rate a goal",
        keys=("v",),
        group="Goals",
        where=("client_goals",),
        help="Say where the goal stands now, 0 to 10, as the client or you see it.",
        run="rate_goal",
        why_not=_needs_open_goal,
        bar=1,
        short="rate",
    ),
    Command(
        id="goals.drop",
        title="Let a goal go, or take it up again",
        keys=("d",),
        group="Goals",
        where=("client_goals",),
        help="Let the goal go: it stays in sight, and new agreements leave it out. Once more takes it up again.",
        run="drop_goal",
        why_not=needs_line,
        bar=4,
        short="let go or take up",
    ),
)
