"""The history of a question: what I answered when, and in which edition's words it was asked then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.views.ethics import AnswerView, Subject
from coachdesk.ui.screens import ethics_words as words
from coachdesk.ui.screens.ethics_ids import unpacked
from coachdesk.ui.screens.panes import Panes
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.text import joined, quiet, shown, shown_lines, strong
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.line_list import Empty

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Known:
    """The answers, newest first."""

    answers: tuple[AnswerView, ...]
    clock: Clock


class ItemScreen(Panes):
    """One question, answered again and again."""

    place = "item"
    tab = "ethics"
    columns = (
        Column("When", most=14),
        Column("Answered", most=16),
        Column("About", most=20),
        Column("Note", flex=True, most=200),
    )

    def __init__(self, word: str) -> None:
        super().__init__()
        self.item, _, self.subject = unpacked(word)
        self.known: Known | None = None

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("What I answered")
        self.lines.empty = Empty("This question was never answered. What you answer stays here, with its day.", "esc")
        self.lines.focus()

    async def load(self) -> Known:
        """Every answer."""
        known: Known = await self.ask(_read, self.item, self.subject)
        return known

    def paint(self, view: Known) -> None:
        """How often, and the latest; a line for each."""
        self.known = view
        count = len(view.answers)
        times = {0: "never answered", 1: "answered once"}.get(count, f"answered {count} times")
        latest = view.answers[0] if view.answers else None
        self.answer(times.capitalize(), shown(latest.words) if latest is not None else "")
        self.lines.show([Row(one.id, self._cells(one, view.clock)) for one in view.answers])
        self.paint_text()

    def _cells(self, one: AnswerView, clock: Clock) -> tuple[object, ...]:
        about = self.name_of(one.about) if one.subject.client_id else quiet(one.about)
        return (clock.day(one.at), words.ANSWERS.get(one.answer, one.answer), about, self.words_of(one.note))

    def text_here(self, line: str) -> list[Content]:
        """One answer, whole: as it was asked and numbered then."""
        known = self.known
        one = next((each for each in known.answers if each.id == line), None) if known is not None else None
        if one is None or known is None:
            return []
        which = ", ".join(one.standards) or "no standard of its own that was known"
        return [
            strong(one.words),
            quiet(joined("as it was asked by the code of ", one.edition, ": ", which)),
            Content.empty(),
            joined(words.ANSWERS.get(one.answer, one.answer), f" on {known.clock.at(one.at)}"),
            self.words_of(shown_lines(one.note)) if one.note else quiet("without a note"),
        ]


# in the desk thread


def _read(desk: Desk, item: str, subject: Subject) -> Known:
    from coachdesk.services import ethics

    return Known(tuple(ethics.history(desk, item, subject)), clock_of(desk))
