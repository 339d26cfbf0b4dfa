"""A session's page: when on both clocks, where, under what, how it stands, and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.times import clock_text, local
from coachdesk.domain.views.session_work import NoteView, SessionAgreementView
from coachdesk.domain.views.sessions import MoveView, SessionLine, SessionPage
from coachdesk.domain.zones import city_of
from coachdesk.ui.say import say
from coachdesk.ui.screens import person_held
from coachdesk.ui.screens import session_lines as words
from coachdesk.ui.screens.hour_keys import hour_facts
from coachdesk.ui.screens.moment_questions import ROW, QuestionKeys
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.session_agreement import agree
from coachdesk.ui.screens.session_form import KIND_WORDS
from coachdesk.ui.screens.session_keys import SessionKeys
from coachdesk.ui.screens.tabs import TabbedScreen, base_of
from coachdesk.ui.text import caution, joined, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_LABEL = 14
_NOTES = {"note": "Note", "observation": "Seen, heard", "interpretation": "Mine alone", "insight": "Insight"}


@dataclass(frozen=True, slots=True)
class Known:
    """All that the page shows."""

    page: SessionPage
    clock: Clock
    settled: SessionAgreementView | None
    notes: tuple[NoteView, ...]
    held: person_held.Held


class SessionScreen(TabbedScreen, SessionKeys, QuestionKeys):
    """One session."""

    tab = "sessions"
    parts = (("session", "session"),)
    columns = {"session": (Column(width=_LABEL), Column(flex=True, most=400))}  # noqa: RUF012  (never changed)

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self.session_id = session_id

    async def load(self) -> Known | None:
        """The session; None where it is no longer here."""
        try:
            known: Known = await self.ask(_read, self.session_id)
        except CoachdeskError as error:
            if error.code != "ref.unknown":
                raise
            return None
        return known

    def paint(self, view: Known | None) -> None:
        """With whom and when; then what is known of it."""
        if view is None:
            if self.app.screen is self:
                self.app.pop_screen()
                say(self.desk_app, "this session is no longer here: planning it was undone")
            return
        line = view.page.line
        until = words.until_words(line.at, view.clock.now) if line.state == "planned" else ""
        self.answer(
            strong(self.name_of(line.client.title, 30)),
            joined(words.when_shown(line, view.clock, self.desk_app.private), f"{line.minutes} min", until, by=" · "),
        )
        super().paint(view)
        self.look_for_questions()

    def rows(self, view: Known) -> Iterator[Row]:
        """Label and words."""
        for key, label, said in self._entries(view):
            if said:
                yield from self.spread(key, quiet(label), shown(said), _LABEL)

    def _entries(self, view: Known) -> Iterator[tuple[str, str, Content | str]]:
        page, line, clock = view.page, view.page.line, view.clock
        yield "state", "Stands", shown("planned") if _is_ahead(line, clock) else words.outcome_words(line, clock)
        for at, lack in enumerate(line.lacks):
            yield f"lack{at}", "Lacks" if not at else "", caution(lack)
        if line.lacks and line.zone and line.zone != line.client.zone:
            yield "zone", "Was meant", self._meant(line, clock)
        yield "client", "With", self.name_of(line.client.title)
        said = joined(words.number_words(line), quiet(page.count), by=" · ")
        under = joined(self.words_of(line.agreement), said, by=": ") if line.agreement else ""
        yield "agreement", "Under", under
        yield "kind", "Kind", KIND_WORDS[line.kind].partition(",")[0]
        yield "series", "Series", f"one of {page.siblings}" if page.siblings > 1 else ""
        yield "notice", "Notice", self._notice(page, clock) if line.state == "planned" else ""
        yield "medium", "Medium", self.words_of(line.medium)
        yield "link", "Link", self.words_of(line.link)
        yield "fallback", "If that fails", self.words_of(line.fallback)
        yield "why", "Why", self.words_of(line.why)
        ended = f"{clock.at(line.ended)}, {words.BY.get(line.ended_by, '')}".rstrip(", ") if line.ended else ""
        yield "ended", "Said on", ended
        for at, move in enumerate(page.moves):
            yield f"moved{at}", "Moved" if not at else "", self._moved(move, clock)
        yield from self._work(view)
        yield ROW, "Ethics", self.questions_words()

    def _work(self, view: Known) -> Iterator[tuple[str, str, Content | str]]:
        """What was settled, noted and said they would do; W changes it."""
        settled = view.settled
        if settled is not None:
            about = (("About", settled.topic), ("Wanted", settled.result), ("Known by", settled.measure),
                     ("It matters", settled.matters), ("To resolve", settled.resolve))  # fmt: skip
            for at, (label, text) in enumerate(about):
                yield f"settled{at}", label, self.words_of(text)
            yield "settled5", "For it", f"{settled.minutes} min" if settled.minutes else ""
        for one in view.notes:
            yield f"note:{one.id}", _NOTES[one.kind], self.words_of(one.text)
        for action in view.held.actions:
            yield person_held.row_id(action), "Their action", person_held.words_of(self, action)
        for share in view.held.shares:
            yield person_held.row_id(share), "To share", person_held.words_of(self, share)

    def _meant(self, line: SessionLine, clock: Clock) -> str:
        """The hour that was agreed where they were to be, now that they will be elsewhere."""
        then = clock_text(local(line.at, line.zone))
        now = clock_text(local(line.at, line.client.zone))
        if self.desk_app.private:
            return f"{then} there, and is {now} now"
        there = f"{then} in {city_of(line.zone)}, and is {now} in {city_of(line.client.zone)} now"
        return f"{there}; t moves it, e.g. to “{then} theirs”"

    def _moved(self, move: MoveView, clock: Clock) -> Content:
        """When it was to be, who asked for another time and when; that it was late where the terms ask for notice."""
        asked = quiet(f"asked for {words.BY[move.by]} on {clock.at(move.at)}")
        late = caution("less than the notice was left") if move.late else ""
        return joined(f"from {clock.at(move.was)}", asked, late, by=" · ")

    def _notice(self, page: SessionPage, clock: Clock) -> str:
        if page.cancel_hours is None or page.line.kind != "coaching":
            return ""
        last = clock.at(page.line.at - timedelta(hours=page.cancel_hours))
        if page.is_late:
            return f"{page.cancel_hours} h were agreed, until {last}: a client's cancelling now is charged"
        hours = f"{page.cancel_hours} h" if page.cancel_hours else "none is asked for"
        return f"{hours}: free to cancel until {last}"

    # commands

    def session_here(self) -> SessionLine | None:
        """This one."""
        return self.view.page.line if self.view is not None else None

    def questions_about(self) -> tuple[str, str]:
        """Before it, or after."""
        return "session", self.session_id

    def questions_counted(self) -> None:
        """The line that says how many wait."""
        self.paint_part()

    def client_here(self) -> str:
        """A new one is with the same client."""
        return self.view.page.line.client.id if self.view is not None else ""

    def facts(self) -> frozenset[str]:
        """How it stands."""
        return frozenset(hour_facts(self.session_here(), self.view.clock.now if self.view else None))

    async def open_line(self) -> None:
        """The client or agreement of the line under the cursor, what was settled, or where it was noted."""
        line, here = self.session_here(), base_of(self.lines.current)
        if line is None:
            return
        if here == "agreement":
            self.desk_app.open_record("agreement", line.agreement_id)
        elif here == ROW:
            await self.open_questions()
        elif here.startswith("settled"):
            await agree(self.desk_app, line.id)
        elif here.partition(":")[0] in ("note", "action", "share"):
            self.desk_app.open_record("wrap_up", line.id)
        else:
            self.desk_app.open_record("client", line.client.id)


def _is_ahead(line: SessionLine, clock: Clock) -> bool:
    return line.state == "planned" and line.at > clock.now


def _read(desk: Desk, session_id: str) -> Known:
    from coachdesk.services import session_items, session_work, sessions

    held = person_held.Held(
        session_items.actions_of(desk, session_id=session_id), session_items.shares_of(desk, session_id=session_id)
    )
    settled = session_work.agreement(desk, session_id)
    notes = session_items.notes_of(desk, session_id)
    return Known(sessions.page(desk, session_id), clock_of(desk), settled, notes, held)
