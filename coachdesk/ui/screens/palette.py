"""`ctrl+p` or `:`: every command of the screen in sight by its name, and why one cannot run now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from coachdesk.domain.text import fold
from coachdesk.ui.commands import registry
from coachdesk.ui.commands.dispatch import Commanded
from coachdesk.ui.text import keyed, quiet, shown
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.dialogs import pick

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp


async def choose_command(app: CoachdeskApp) -> None:
    """Ask which command, and run it on the screen that was in sight."""
    screen = cast(Commanded, app.screen)
    context = screen.context()
    offered = [one for one in registry.commands_of(screen.place, screen.kind) if one.id != "shell.palette"]

    def find(text: str) -> Sequence[Row]:
        wanted = fold(text).split()
        rows = []
        for command in offered:
            words = fold(f"{command.title} {command.group} {command.help}")
            if all(word in words for word in wanted):
                reason = command.why_not(context)
                title = quiet(command.title) if reason else shown(command.title)
                rows.append(
                    (
                        not fold(command.title).startswith(fold(text)),
                        Row(command.id, (keyed(registry.keys_shown(command)), title, quiet(reason or command.help))),
                    )
                )
        return [row for _, row in sorted(rows, key=lambda entry: entry[0])]

    def at_length(command_id: str) -> object:
        command = registry.by_id(command_id)
        return command.why_not(context) or command.help

    columns = (Column(most=14), Column(most=28), Column(flex=True, most=100))
    empty = "No command has these words."
    chosen = await pick(app, "Which command?", find, columns, empty=empty, about=at_length)
    if chosen is not None and app.screen is screen:
        screen.run_command(registry.by_id(chosen))
