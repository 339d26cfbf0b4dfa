"""What can be done on Today beside what its tasks take (`commands/tasks`)."""

from __future__ import annotations

from coachdesk.ui.commands.command import Command, Context, needs_line


def _warned(context: Context) -> str | None:
    return needs_line(context) or (None if "warning" in context.facts else "there is no warning here to dismiss")


COMMANDS = (
    Command(
        id="today.open",
        title="Open what this line is about",
        keys=("enter",),
        group="Today",
        where=("today",),
        help="Open what the line is about; of a session that is over, say whether it was held, missed or cancelled.",
        run="open_line",
        why_not=needs_line,
        bar=1,
        short="open",
    ),
    Command(
        id="today.dismiss",
        title="Dismiss the warning",
        keys=("d",),
        group="Today",
        where=("today",),
        help="Dismiss this warning; it stays dismissed for what it was about.",
        run="dismiss_here",
        why_not=_warned,
        bar=3,
        short="dismiss",
    ),
)
