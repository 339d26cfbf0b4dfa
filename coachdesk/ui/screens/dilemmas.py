"""Dilemmas: what happened, what it touches, whom I asked, what I decided, and how it looks now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.views.ethics import DilemmaView
from coachdesk.ui.say import say
from coachdesk.ui.screens import dilemma_form
from coachdesk.ui.screens.panes import Panes
from coachdesk.ui.screens.people import Clock, clock_of, damaged_words
from coachdesk.ui.text import caution, good, joined, keyed, quiet, shown_lines, strong
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.line_list import Empty

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

EMPTY = Empty(
    "No dilemma is written down. Where you were unsure what is right belongs here.",
    "n",
    "writes one down",
)


@dataclass(frozen=True, slots=True)
class Known:
    """The dilemmas, the clock, and which edition their topics are numbered in."""

    dilemmas: tuple[DilemmaView, ...]
    clock: Clock
    edition: str
    left_out: int = 0


class DilemmasScreen(Panes):
    """The dilemmas beside all that is known of one; made with the id of the one to begin with, or with none."""

    place = "dilemmas"
    tab = "ethics"
    columns = (Column(width=1), Column("On", most=12), Column("Stands", most=22), Column("What", flex=True, most=200))

    def __init__(self, first: str = "") -> None:
        super().__init__()
        self.first = first
        self.known: Known | None = None

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Dilemmas")
        self.lines.empty = EMPTY
        self.lines.go_to(self.first)
        self.lines.focus()

    async def load(self) -> Known:
        """Every dilemma."""
        known: Known = await self.ask(_read)
        return known

    def paint(self, view: Known) -> None:
        """How many are not decided, how many wait to be looked back on; a line for each."""
        self.known, count = view, len(view.dilemmas)
        undecided = sum(1 for one in view.dilemmas if one.decided_on is None)
        due = sum(1 for one in view.dilemmas if _is_due(one, view.clock))
        said = joined(
            damaged_words(view.left_out) if view.left_out else "",
            caution(f"! {undecided} not decided") if undecided else "",
            caution(f"! {due} to look back on") if due else "",
            by=" · ",
        )
        head = {0: "No dilemma", 1: "1 dilemma"}.get(count, f"{count} dilemmas")
        fine = good("✓ each is decided") if count else quiet("what was not clear belongs here")
        self.answer(strong(head), joined(said or fine, quiet(f"code of {view.edition}"), by=" · "))
        self.lines.show([Row(one.id, self._cells(one, view.clock)) for one in view.dilemmas])
        self.paint_text()

    def _cells(self, one: DilemmaView, clock: Clock) -> tuple[object, ...]:
        what = joined(self.name_of(one.client), self.words_of(_first_line(one.happened)), by=": ")
        if one.decided_on is None:
            return caution("○"), clock.day(one.on), caution("not decided"), what
        if _is_due(one, clock):
            return caution("○"), clock.day(one.on), caution("to look back on"), what
        state = f"looked back {clock.day(one.looked_back_on)}" if one.looked_back_on else "decided"
        return good("✓"), clock.day(one.on), state, what

    def text_here(self, line: str) -> list[Content]:
        """All of it, in the order in which it went."""
        one = self.dilemma_here()
        return list(self._text(one, self.known.clock)) if one is not None and self.known is not None else []

    def _text(self, one: DilemmaView, clock: Clock) -> Iterator[Content]:
        yield joined(strong(clock.day(one.on)), self.name_of(one.client), by=" · ")
        yield self.words_of(shown_lines(one.happened))
        if one.topic_titles:
            yield Content.empty()
            yield from (quiet(f"touches: {title}") for title in one.topic_titles)
        yield Content.empty()
        if one.consulted:
            yield joined(quiet("I asked: "), self.words_of(one.consulted))
        if one.decided_on is None:
            yield joined(keyed("d"), quiet(" says what you decided"))
            return
        yield joined(quiet(f"decided on {clock.day(one.decided_on)}: "), self.words_of(one.decided))
        yield Content.empty()
        if one.looked_back_on is not None:
            yield joined(quiet(f"looking back on {clock.day(one.looked_back_on)}: "), self.words_of(one.looked_back))
        else:
            again = f" from {clock.day(one.look_back_on)}" if one.look_back_on is not None else ""
            yield joined(keyed("b"), quiet(f" looks back on it{again}"))

    # the keys

    def dilemma_here(self) -> DilemmaView | None:
        """The one under the cursor."""
        here = self.lines.current
        return next((one for one in self.known.dilemmas if one.id == here), None) if self.known is not None else None

    def facts(self) -> frozenset[str]:
        """Whether the one under the cursor is decided."""
        one = self.dilemma_here()
        return frozenset({"decided"} if one is not None and one.decided_on is not None else ())

    async def new_dilemma(self) -> None:
        """Write one down."""
        added = await dilemma_form.add(self.desk_app)
        if added is not None:
            self.lines.go_to(added.id)
            say(self.desk_app, "written down", "u undoes" if added.decided_on else "d decides it, u undoes")

    async def open_line(self) -> None:
        """What comes next with it: deciding, then looking back."""
        one = self.dilemma_here()
        if one is not None:
            await (self.look_back() if one.decided_on is not None else self.decide())

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("dilemmas.open")

    async def decide(self) -> None:
        """Whom I asked and what I decided."""
        one = self.dilemma_here()
        if one is not None and await dilemma_form.decide(self.desk_app, one) is not None:
            say(self.desk_app, "decided", "u undoes")

    async def look_back(self) -> None:
        """How it looks now."""
        one = self.dilemma_here()
        if one is not None and await dilemma_form.look_back(self.desk_app, one) is not None:
            say(self.desk_app, "looked back on", "u undoes")


def _is_due(one: DilemmaView, clock: Clock) -> bool:
    """Whether the day has come on which I meant to look back on it."""
    return one.look_back_on is not None and one.looked_back_on is None and one.look_back_on <= clock.today


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


# in the desk thread


def _read(desk: Desk) -> Known:
    from coachdesk.services import dilemmas

    with desk.noting() as damaged:
        found = tuple(dilemmas.lines(desk))
        return Known(found, clock_of(desk), desk.settings().edition, len(damaged))
