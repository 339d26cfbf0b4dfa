"""Today: what needs me now, each line with where `enter` leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.text import joined, keyed, quiet
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.line_list import Empty, LineList

if TYPE_CHECKING:
    from coachdesk.domain.views.today import TodayView


class TodayScreen(DeskScreen):
    """The first screen. It is painted before the desk is open, and filled as soon as it is."""

    place = "today"
    tab = "today"

    def __init__(self) -> None:
        super().__init__()
        self._targets: dict[str, tuple[str, str]] = {}

    def body(self) -> ComposeResult:
        """One list: sections as headings, a line for each thing."""
        columns = (Column(width=1), Column(most=24), Column(flex=True, most=200))
        yield LineList(columns, empty=Empty("Nothing needs you now."))

    def on_mount(self) -> None:
        """The frame, before any data."""
        self.answer("Today")

    async def load(self) -> TodayView:
        """What needs the coach now."""
        view: TodayView = await self.ask("today.today")
        return view

    def paint(self, view: TodayView) -> None:
        """Sections and tips."""
        from coachdesk.domain.times import day_text, local  # the desk thread has imported it by now

        self.answer(day_text(local(view.now, view.zone).date(), year=False), view.sentence)
        rows: list[Row] = _tips(view)
        self._targets = {}
        for section in view.sections:
            rows += [note()] if self._targets else []
            rows.append(heading(joined("  ", section.title)))
            for line in section.lines:
                key = f"{section.title} {line.id} {line.what}"
                self._targets[key] = (line.leads_to, line.id)
                rows.append(Row(key, (quiet(line.mark), self.name_of(line.who), self.words_of(line.what))))
        self.lines.show(rows)

    def open_line(self) -> None:
        """Go to what the line under the cursor is about."""
        kind, record_id = self._targets.get(self.lines.current, ("", ""))
        if kind:
            self.desk_app.open_record(kind, record_id)

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.open_line()


def _tips(view: TodayView) -> list[Row]:
    """The keys to press first, on one line above everything: a newcomer must not have to scroll for them."""
    if not view.tips:
        return []
    parts = [part for key, what in view.tips for part in ("  ", keyed(key), " ", quiet(what))]
    return [note(joined("  Begin with", *parts)), note()]
