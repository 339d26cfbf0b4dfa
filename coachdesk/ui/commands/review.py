"""The review of the day: what is due today or was, one after the other, one key each."""

from __future__ import annotations

from coachdesk.ui.commands.command import EVERYWHERE, Command, Context, needs_desk, needs_words


def _leaves(context: Context) -> str | None:
    if (reason := needs_words(context)) is not None:
        return reason
    return None if any(fact.endswith(" task") for fact in context.facts) else "there is nothing under the cursor"


def _opens(context: Context) -> str | None:
    if (reason := needs_desk(context)) is not None:
        return reason
    return None if context.current or "all-said" in context.facts else "there is nothing under the cursor"


COMMANDS = (
    Command(
        id="review.begin",
        title="Day review",
        keys=("R",),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Walk through all that is due today or earlier, one at a time, then see how tomorrow begins.",
        run="open_page",
        argument="review",
        why_not=needs_desk,
        bar=64,
        short="review",
    ),
    Command(
        id="review.leave_open",
        title="Leave it open",
        keys=("o",),
        group="Day review",
        where=("review",),
        help="Leave it open, with a word why.",
        run="leave_open",
        why_not=_leaves,
        bar=4,
        short="leave open",
    ),
    Command(
        id="review.open",
        title="Open, or end the day",
        keys=("enter",),
        group="Day review",
        where=("review",),
        help="Open the page of what is under the cursor; once all have had their word, end the day.",
        run="open_line",
        why_not=_opens,
        bar=1,
        short="open",
    ),
)
