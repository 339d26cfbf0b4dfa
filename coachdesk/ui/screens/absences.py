"""Being away: every absence, what is now or comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from coachdesk.domain.views.absences import AbsenceView
from coachdesk.ui.screens.absence_cover import say_unnamed
from coachdesk.ui.screens.absence_form import add_absence
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.text import caution, good, joined, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.line_list import Empty, LineList

if TYPE_CHECKING:
    from textual.content import Content

COLUMNS = (
    Column(width=6),
    Column("Away", most=50),
    Column("Stands in", most=24),
    Column("", flex=True, most=60),
)
EMPTY = Empty("No absence is planned, and you are here.", "n", "goes away, from now or from a day")
_STATES = {"now": caution("now"), "coming": shown("coming"), "over": quiet("over")}


class AbsencesScreen(DeskScreen):
    """Every absence; made with no record's id."""

    place = "absences"
    tab = "today"

    def __init__(self, _: str = "") -> None:
        super().__init__()

    def body(self) -> ComposeResult:
        """The list."""
        yield LineList(COLUMNS, empty=EMPTY)

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Being away")
        self.lines.focus()

    async def load(self) -> list[AbsenceView]:
        """Every absence."""
        found: list[AbsenceView] = await self.ask("absences.lines")
        return found

    def paint(self, view: list[AbsenceView]) -> None:
        """A line for each; the first says whether the coach is away."""
        now = next((one for one in view if one.state == "now"), None)
        coming = next((one for one in view if one.state == "coming"), None)
        said = f"you are away, {now.words}" if now else f"next {coming.words}" if coming else "you are here"
        self.answer(strong("Being away"), said)
        self.lines.show([Row(one.id, self._cells(one)) for one in view])

    def _cells(self, one: AbsenceView) -> tuple[object, ...]:
        cover = self.name_of(one.cover.title) if one.cover else quiet("nobody")
        return (_STATES[one.state], one.words, cover, joined(self._left(one), self.words_of(one.why), by=" · "))

    def _left(self, one: AbsenceView) -> Content:
        if one.state == "over" or not one.touched:
            return shown("")
        if one.undecided:
            return caution(f"! {one.undecided} of {len(one.touched)} not decided")
        return good(f"✓ {len(one.touched)} decided")

    def open_line(self) -> None:
        """Its page."""
        if self.lines.current:
            self.desk_app.open_record("absence", self.lines.current)

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.open_line()

    async def new_absence(self) -> None:
        """Go away; the page of it opens, with all that it touches."""
        added = await add_absence(self.desk_app)
        if added is not None:
            self.desk_app.open_record("absence", added.id)
            await say_unnamed(self.desk_app, added)
