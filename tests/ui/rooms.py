"""Rooms to try widgets in: real screens of a real app, each with one widget and no noun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult

from coachdesk.domain.errors import failure
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.widgets.columns import Column, Row, heading
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form
from coachdesk.ui.widgets.line_list import Empty, LineList


class ListRoom(DeskScreen):
    """A list of whatever rows."""

    place = "tasks"
    tab = "tasks"

    def __init__(self, rows: Sequence[Row] | None = None, *, long: int = 0) -> None:
        super().__init__()
        self._given, self._long = rows or (), long
        self.fetched: list[int] = []
        self.opened = ""

    def body(self) -> ComposeResult:
        """One list."""
        columns = (Column("name", most=12), Column("what", flex=True), Column("when", width=6, right=True))
        yield LineList(columns, empty=Empty("No lines yet.", "n", "makes the first"))

    async def load(self) -> None:
        """Nothing to ask."""

    def paint(self, view: Any) -> None:
        """The rows that were given."""
        self.answer("Room", f"{self._long or len(self._given)} rows")
        if self._long:
            self.lines.show_paged(self._long, self._fetch)
        else:
            self.lines.show(self._given)

    async def _fetch(self, first: int, count: int) -> Sequence[Row]:
        self.fetched.append(first)
        last = min(first + count, self._long)
        return [Row(str(at), (f"name {at}", f"line number {at}", at)) for at in range(first, last)]

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Remember what was opened."""
        self.opened = event.row_id


def grouped(groups: int, lines: int) -> list[Row]:
    """Rows under headings."""
    rows = []
    for group in range(groups):
        rows.append(heading(f"  group {group}"))
        rows += [Row(f"{group}.{line}", (f"n{group}.{line}", "x" * 200, "12:00")) for line in range(lines)]
    return rows


FIELDS = (
    Field("called", "Called", hint="as you speak of them"),
    Field("stage", "Stage", "choice", choices=(("enquiry", "enquiry"), ("active", "active"), ("paused", "paused"))),
    Field("zone", "Time zone", "search", find=lambda text: [("Europe/Sofia", "Sofia"), ("Asia/Taipei", "Taipei")]),
    Field("day", "Day", "date", echo=lambda text: f"understood as {text}"),
    Field("fee", "Fee", "money", heading="Money"),
    Field("ask", "May I call", "yes_no"),
    Field("note", "Note", "lines"),
    *(Field(f"more{number}", f"More {number}") for number in range(12)),
)


class FormRoom:
    """A form whose saving can be made to fail, and what it saved."""

    def __init__(self) -> None:
        self.saved: dict[str, str] = {}
        self.fails = False

    def form(self, **values: str) -> Form:
        """The form."""
        return Form(
            "New thing", FIELDS, self._save, values=values, check=self._check, name="thing", sentence="in a room"
        )

    def _check(self, values: dict[str, str]) -> dict[str, str]:
        return {} if values["called"].strip() else {"called": "needs a name"}

    async def _save(self, values: dict[str, str]) -> dict[str, str]:
        if self.fails:
            raise failure("desk.full")
        self.saved = values
        return values
