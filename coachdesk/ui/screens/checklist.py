"""A checklist: the questions of one moment about one subject, each with what the records say and what I answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.views.ethics import Checklist, EditionView, ItemView, Subject
from coachdesk.ui.screens import checklist_acts as acts
from coachdesk.ui.screens import ethics_words as words
from coachdesk.ui.screens.ethics_ids import packed, unpacked
from coachdesk.ui.screens.panes import Panes
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.text import blanks, joined, shown, strong
from coachdesk.ui.widgets.columns import ROOMY, Column, Row, note
from coachdesk.ui.widgets.line_list import Empty
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_FRAME = 8
"""Cells of a list's width that hold no words of a question: the cursor, the mark, gaps, the scroll bar."""
_INDENT = 5
"""Where the words of a question begin."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the page shows."""

    checklist: Checklist
    edition: EditionView
    clock: Clock
    left_out: int = 0


class ChecklistScreen(Panes):
    """The questions beside all that is known of the one under the cursor."""

    place = "checklist"
    tab = "ethics"
    columns = (Column(width=1), Column(flex=True, most=400))
    DEFAULT_CSS = """
    ChecklistScreen #edition { height: auto; max-height: 5; padding: 0 2; margin-bottom: 1; }
    ChecklistScreen.-wide #panes > LineList { width: 3fr; }
    ChecklistScreen.-wide #panes > Reader { width: 2fr; }
    """

    def __init__(self, word: str) -> None:
        super().__init__()
        self.moment, self.event, self.subject = unpacked(word)
        self.known: Known | None = None

    def body(self) -> ComposeResult:
        """Which edition it is, the list, all that is known of a question."""
        yield Words(id="edition", lines=True)
        yield from self.panes()

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Questions")
        self.lines.empty = Empty("Nothing is asked here.", "esc", "goes back")
        self.lines.focus()

    async def load(self) -> Known:
        """The questions, looked up in the records as they are now."""
        known: Known = await self.ask(_read, self.moment, self.event, self.subject)
        return known

    def paint(self, view: Known) -> None:
        """How many wait, and what they are about; at first the cursor is on one that waits."""
        first, self.known = self.known is None, view
        one = view.checklist
        head = strong(words.count_waiting(one.waiting).capitalize())
        self.answer(head, words.heading_of(one, self.desk_app.private))
        self.query_one("#edition", Words).show(words.with_damaged(words.edition_note(view.edition), view.left_out))
        self._paint_rows()
        if first:
            self.go_to_waiting()
        self.paint_text()

    def on_resize(self) -> None:
        """Questions are laid out for the width."""
        self._paint_rows()

    def _paint_rows(self) -> None:
        if self.known is not None:
            self.lines.show(list(self._rows(self.known)))

    def _rows(self, view: Known) -> Iterator[Row]:
        """A question on as many lines as it needs, and what is known of it under it."""
        width = self.app.size.width
        room = (width * 3 // 5 if width >= ROOMY else width) - _FRAME
        seen = self._seen(view)
        for at, item in enumerate(view.checklist.items):
            first, *rest = shown(item.text).wrap(room) or [shown(item.text)]
            yield Row(str(at), (words.mark(item), first))
            for line in rest:
                yield note(joined(blanks(_INDENT), line))
            about = self._apart(item)
            yield note(joined(blanks(_INDENT), shown(joined(about, words.state(item, seen), by=": "), room)))

    def _apart(self, item: ItemView) -> Content:
        """Whom it is about, where that is not what the whole checklist is about."""
        apart = item.subject.client_id and not self.subject.client_id
        return self.name_of(item.about) if apart else Content.empty()

    def _seen(self, view: Known) -> words.Seen:
        return words.Seen(view.clock, self.desk_app.private, self.words_of)

    def text_here(self, line: str) -> list[Content]:
        """What the records say, what I answered, why it is asked, which standards it touches."""
        item = self.item_here()
        if item is None or self.known is None:
            return []
        return words.paragraphs(item, self._seen(self.known))

    # the keys

    def item_here(self) -> ItemView | None:
        """The question under the cursor."""
        here = self.lines.current
        items = self.known.checklist.items if self.known is not None else ()
        return items[int(here)] if here and int(here) < len(items) else None

    def facts(self) -> frozenset[str]:
        """What is known of the question under the cursor."""
        item = self.item_here()
        if item is None:
            return frozenset()
        known = {
            "found": item.evidence is not None and bool(item.evidence.found.records),
            "makes": item.evidence is not None,
            "answered": item.answer is not None,
            "of-each": not item.subject.client_id and item.scope != "practice",
            "client": bool(self.subject.client_id or item.subject.client_id),
        }
        return frozenset(name for name, true in known.items() if true)

    def go_to_waiting(self) -> None:
        """To the next question that waits, from the cursor on; else it stays."""
        items = self.known.checklist.items if self.known is not None else ()
        here = int(self.lines.current or 0)
        places = [*range(here, len(items)), *range(here)]
        found = next((at for at in places if items[at].waits), None)
        if found is not None:
            self.lines.go_to(str(found))

    def open_line(self) -> None:
        """The record that was found."""
        item = self.item_here()
        if item is not None and item.evidence is not None:
            acts.open_found(self.desk_app, item.evidence, item.subject)

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("checklist.open")

    async def make_record(self) -> None:
        """Where the record is made."""
        item = self.item_here()
        if item is not None and item.evidence is not None:
            await acts.make_record(self.desk_app, item)

    async def say_answer(self) -> None:
        """My own answer; then to the next that waits."""
        item = self.item_here()
        if item is not None and await acts.answer(self.desk_app, item, item.subject):
            await self._renewed()

    async def say_apart(self) -> None:
        """Another answer for one client."""
        item = self.item_here()
        question = "For which client is it otherwise?"
        client = await acts.pick_client(self.desk_app, question) if item is not None else None
        if item is not None and client is not None:
            subject = Subject(client_id=client[0])
            if await acts.answer(self.desk_app, item, subject, about=client[1]):
                await self._renewed()

    async def _renewed(self) -> None:
        known = await self.load()
        if self.app.screen is self:
            self.paint(known)
            self.go_to_waiting()

    def show_history(self) -> None:
        """What I answered before."""
        item = self.item_here()
        if item is not None:
            self.desk_app.open_record("item", packed(item.item, item.subject))

    async def export(self) -> None:
        """The checklist of this client or of the practice as a file."""
        if self.known is not None:
            about = next((one.about for one in self.known.checklist.items if one.subject.client_id), "")
            await acts.export(self.desk_app, self.subject, about if self.subject.client_id else "")

    def open_client(self) -> None:
        """The page of the client it is about."""
        item = self.item_here()
        client = self.subject.client_id or (item.subject.client_id if item is not None else "")
        if client:
            self.desk_app.open_record("client", client)


# in the desk thread


def _read(desk: Desk, moment: str, event: str, subject: Subject) -> Known:
    from coachdesk.services import ethics

    found = ethics.checklist(desk, moment, subject, event)
    return Known(found, next(one for one in ethics.editions(desk) if one.is_used), clock_of(desk), len(desk.damaged))
