"""`?`: every key of the screen one came from, and why one cannot be used now. Made from the registry."""

from __future__ import annotations

from typing import Any, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from coachdesk.ui.commands import registry
from coachdesk.ui.commands.dispatch import Commanded
from coachdesk.ui.text import joined, keyed, quiet, shown
from coachdesk.ui.widgets.answer_line import AnswerLine
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.footnote import Footnote
from coachdesk.ui.widgets.key_bar import KeyBar
from coachdesk.ui.widgets.line_list import LineList


class HelpScreen(Commanded):
    """The keys of one screen, its own first."""

    place = "help"
    DEFAULT_CSS = """
    HelpScreen { background: $ground; color: $ink; }
    HelpScreen > #body { height: 1fr; }
    """

    def __init__(self, of: Any) -> None:
        super().__init__()
        self._of = cast(Commanded, of)

    def compose(self) -> ComposeResult:
        """The list, under a line that says whose keys they are."""
        yield AnswerLine()
        with Vertical(id="body"):
            yield LineList((Column(most=16), Column(most=32), Column(flex=True, most=120)))
            yield Footnote()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the registry for the screen below."""
        context = self._of.context()
        commands = [one for one in registry.commands_of(self._of.place, self._of.kind) if one.keys]
        self.query_one(AnswerLine).answer(
            "Keys", f"of {self._of.place.replace('_', ' ')}; ctrl+p finds every command by its name"
        )
        rows: list[Row] = []
        for group in dict.fromkeys(command.group for command in commands):
            rows += [note()] if rows else []
            rows.append(heading(joined("  ", group)))
            for command in (one for one in commands if one.group == group):
                reason = command.why_not(context)
                what = quiet(reason) if reason else shown(command.help)
                rows.append(Row(command.id, (keyed(registry.keys_shown(command)), command.title, what)))
        self.query_one(LineList).show(rows)

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """The whole sentence of the line under the cursor, which 80 columns have no room for, and why not now."""
        if event.row_id:
            command = registry.by_id(event.row_id)
            reason = command.why_not(self._of.context())
            lines = [joined(keyed(registry.keys_shown(command)), "  ", shown(command.help))]
            lines += [quiet(f"Not now: {reason}.")] if reason else []
            self.query_one(Footnote).show(Content("\n").join(lines))

    def leave_dialog(self) -> None:
        """Back to the screen below."""
        self.app.pop_screen()
