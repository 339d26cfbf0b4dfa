"""Two panes: a list, and the text of its line; side by side where there is room, one under the other where not."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from coachdesk.ui.commands.command import Context
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.widgets.columns import Column
from coachdesk.ui.widgets.line_list import LineList
from coachdesk.ui.widgets.reader import Reader


class Panes(DeskScreen):
    """A screen of a list and a text.

    A subclass gives `columns`, shows its rows, and says by `text_here()` what stands beside a line.
    """

    columns: tuple[Column, ...] = ()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (Textual's own declaration)
    DEFAULT_CSS = """
    Panes #panes { height: 1fr; layout: vertical; }
    Panes #panes > LineList { height: 3fr; min-height: 5; }
    Panes #panes > Reader { height: 2fr; min-height: 5; border-top: solid $border; }
    Panes #panes > Reader:focus { border-top: solid $keyed; }
    Panes.-wide #panes { layout: horizontal; }
    Panes.-wide #panes > LineList { width: 1fr; height: 1fr; }
    Panes.-wide #panes > Reader { width: 1fr; height: 1fr; margin-left: 1; border: none; border-left: solid $border; }
    Panes.-wide #panes > Reader:focus { border: none; border-left: solid $keyed; }
    """

    def panes(self) -> ComposeResult:
        """The list and the text, for `body()`."""
        with Container(id="panes"):
            yield LineList(self.columns)
            yield Reader(widest=76)

    def body(self) -> ComposeResult:
        """Nothing but the two panes."""
        yield from self.panes()

    def text_here(self, line: str) -> list[Content]:
        """The paragraphs beside a line."""
        raise LookupError(line)

    @property
    def reader(self) -> Reader:
        """The text of the line under the cursor."""
        return self.query_one(Reader)

    def paint_text(self) -> None:
        """The text is that of the line under the cursor."""
        self.reader.read(self.text_here(self.lines.current), self.lines.current)

    @on(LineList.Moved)
    def line_changed(self, event: LineList.Moved) -> None:
        """Another line, another text."""
        if event.lines is self.lines:
            self.paint_text()

    def context(self) -> Context:
        """What the line under the cursor is about also holds while its text is read."""
        return replace(super().context(), current=self.lines.current)

    def move(self, verb: str) -> None:
        """Right goes into the text, left back to the list; the rest moves where one is."""
        if verb == "right":
            self.reader.focus()
        elif verb == "left":
            self.lines.focus()
        else:
            super().move(verb)
        self.footer_changed()

    def back(self) -> None:
        """From the text to the list; then one step back."""
        if self.focused is self.reader:
            self.lines.focus()
        else:
            self.desk_app.back()

    def line_here(self) -> tuple[str, str]:
        """The kind of the line under the cursor, and what it is about."""
        kind, _, rest = self.lines.current.partition(":")
        return kind, rest
