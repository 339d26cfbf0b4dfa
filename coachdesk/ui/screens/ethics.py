"""Ethics: the checklists of now, how many questions wait in each, and the ways to editions, dilemmas and registers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.views.ethics import Checklist, EthicsNow
from coachdesk.ui.screens import ethics_words as words
from coachdesk.ui.screens.ethics_ids import of_checklist
from coachdesk.ui.screens.panes import Panes
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.text import caution, good, joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.line_list import Empty
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

EMPTY = Empty(
    "Nothing is asked now. Questions come with a new client, an agreement, a session, the month, an ending.",
    "v",
    "shows the editions of the code",
)
_NAMED = 2
"""So many checklists are named in the first line."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the screen shows."""

    now: EthicsNow
    clock: Clock
    left_out: int = 0


class EthicsScreen(Panes):
    """The checklists of now beside the questions of the one under the cursor."""

    place = "ethics"
    tab = "ethics"
    columns = (Column(width=1), Column(flex=True, most=120), Column(most=14, right=True))
    DEFAULT_CSS = """
    EthicsScreen #edition { height: auto; max-height: 5; padding: 0 2; margin-bottom: 1; }
    EthicsScreen.-wide #panes > LineList { width: 3fr; }
    EthicsScreen.-wide #panes > Reader { width: 2fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.known: Known | None = None

    def body(self) -> ComposeResult:
        """Which edition it is, the list, the questions."""
        yield Words(id="edition", lines=True)
        yield from self.panes()

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Ethics")
        self.lines.empty = EMPTY
        self.lines.focus()

    async def load(self) -> Known:
        """The checklists of now."""
        await self.read_ahead("ahead.ethics")
        known: Known = await self.ask(_read)
        return known

    def paint(self, view: Known) -> None:
        """How many questions wait, and where; a line for each checklist."""
        self.known, now = view, view.now
        self.query_one("#edition", Words).show(
            words.with_damaged(words.edition_line(now.edition_title, now.edition_note), view.left_out)
        )
        self._paint_answer()
        self.lines.show(list(self._rows(now)))
        self.paint_text()

    def on_resize(self) -> None:
        """The first line names as much as fits."""
        self._paint_answer()

    def _paint_answer(self) -> None:
        """`12 questions wait   before the first session with Amara (3) · this month (5)`."""
        if self.known is None:
            return
        now = self.known.now
        head = strong(words.count_waiting(now.waiting).capitalize())
        room = self.app.size.width - head.cell_length - 7
        said = Content.empty()
        waiting = [one for one in now.checklists if one.waiting]
        for one in waiting[:_NAMED]:
            more = joined(said, self._where(one), by=" · ")
            said = more if more.cell_length <= room else said
        self.answer(head, said or (quiet(now.edition_title) if not waiting else self._where(waiting[0])))

    def _where(self, one: Checklist) -> Content:
        heading = words.heading_of(one, self.desk_app.private)
        return shown(f"{heading[:1].lower()}{heading[1:]} ({one.waiting})")

    def _rows(self, now: EthicsNow) -> Iterator[Row]:
        for one in now.checklists:
            number, count = one.waiting, len(one.items)
            said = caution(f"{number} of {count} wait") if number else quiet(f"all {count} answered")
            mark = caution("○") if number else good("✓")
            yield Row(of_checklist(one), (mark, words.heading_of(one, self.desk_app.private), said))

    def _here(self, line: str) -> Checklist | None:
        lists = self.known.now.checklists if self.known is not None else ()
        return next((one for one in lists if of_checklist(one) == line), None)

    def text_here(self, line: str) -> list[Content]:
        """The questions of the checklist under the cursor, those that wait first."""
        one = self._here(line)
        if one is None:
            return []
        heading = strong(words.heading_of(one, self.desk_app.private))
        lines = [heading, joined(keyed("enter"), quiet(" opens it")), Content.empty()]
        for item in sorted(one.items, key=lambda each: not each.waits):
            lines.append(joined(words.mark(item), " ", item.text if item.waits else quiet(item.text)))
        return lines

    # the keys

    def open_line(self) -> None:
        """The checklist under the cursor."""
        if self.lines.current:
            self.desk_app.open_record("checklist", self.lines.current)

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.open_line()


# in the desk thread


def _read(desk: Desk) -> Known:
    from coachdesk.services import ethics

    return Known(ethics.now(desk), clock_of(desk), len(desk.damaged))
