"""What is planned and not built yet: screens and commands, each with the one line it answers. This list only shrinks.

A test pins it (`tests/ui/test_planned.py`): whoever builds one of these takes it from here and from the test.
"""

from __future__ import annotations

from coachdesk.ui.commands.command import EVERYWHERE, Command, Context

SCREENS: dict[str, str] = {
    "ethics": "Checklists by moment will be here, with what your records already answer, and your clients' consents.",
    "ledger": "Credits, payments, sessions used and left, and your hours towards a credential will be here.",
}
"""Screens by place."""


def _planned(verb: str, key: str, title: str, answer: str) -> Command:
    def why_not(context: Context) -> str | None:
        return f"not built yet: {answer}"

    return Command(
        id=f"planned.{verb}",
        title=title,
        keys=(key,),
        group="Planned",
        where=(EVERYWHERE,),
        help=answer[0].upper() + answer[1:] + ".",
        run="go",
        why_not=why_not,
    )


COMMANDS = (
    _planned("review", "R", "Day review", "R will walk through all that is due today, one at a time"),
)
