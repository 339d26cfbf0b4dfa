"""The agenda: a week or a day of sessions on both clocks, what waits to be marked, and the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.days import day_text
from coachdesk.domain.times import local
from coachdesk.domain.views.clients import ClientLine
from coachdesk.domain.views.sessions import Agenda, SessionLine
from coachdesk.domain.zones import city_of
from coachdesk.ui.screens import session_lines as words
from coachdesk.ui.screens.hour_keys import hour_facts
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.session_keys import SessionKeys
from coachdesk.ui.screens.tabs import LOOK_AT_THE_CLOCK
from coachdesk.ui.text import alarm, joined, keyed, quiet, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.dialogs import pick
from coachdesk.ui.widgets.line_list import LineList

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_COLUMNS = (
    Column(width=5),
    Column(most=4, right=True),
    Column(most=24),
    Column(most=28),
    Column(flex=True, most=200, least=24),
)
_TURNING = (
    keyed("← →"),
    quiet(" other days   "),
    keyed("w"),
    quiet(" day or week   "),
    keyed("z"),
    quiet(" their time"),
)
_BESIDE = 15
"""Cells of the first line beside its words: the name of the screen and the margins."""
_LONG = (Column(most=30), Column(width=9), Column(flex=True, most=60))


@dataclass(frozen=True, slots=True)
class Shown:
    """The days in sight, and the clock they are read on."""

    agenda: Agenda
    clock: Clock
    first: date
    days: int


class SessionsScreen(SessionKeys):
    """The agenda, by week or by day."""

    place = "sessions"
    tab = "sessions"

    def __init__(self) -> None:
        super().__init__()
        self.view: Shown | None = None
        self._day: date | None = None  # today, whatever day it gets, until another is turned to
        self._days = 7

    def body(self) -> ComposeResult:
        """One list: days as headings, a line for each session."""
        yield LineList(_COLUMNS)

    def on_mount(self) -> None:
        """What time it is changes what is next."""
        self.answer("Sessions")
        self.set_interval(LOOK_AT_THE_CLOCK, self._look)

    def _look(self) -> None:
        if self.app.screen is self:
            self.reload()

    async def load(self) -> Shown:
        """Only the days in sight are read."""
        await self.read_ahead("ahead.names")
        view: Shown = await self.ask(_read, self._day, self._days)
        return view

    def paint(self, view: Shown) -> None:
        """The answer, what waits from other days, and the days."""
        first = self.view is None
        self.view = view
        self.answer("Sessions", self._sentence(view))
        rows = [*self._waiting(view), *self._days_of(view)]
        self.lines.show(rows)
        if first and view.agenda.following is not None:
            self.lines.go_to(view.agenda.following.id)

    # the first line

    def _sentence(self, view: Shown) -> Content:
        """`this week: 6 sessions · 2 to be marked · next: Amara in 40 min`."""
        number = sum(1 for line in view.agenda.lines if line.state != "cancelled")
        many = "1 session" if number == 1 else f"{number or 'no'} sessions"
        waiting = len(view.agenda.unmarked)
        first = joined(f"{self._span(view)}: {many}", alarm(f"{waiting} to be marked") if waiting else "", by=" · ")
        ways = [joined(first, self._next(view, brief=brief), by=" · ") for brief in (False, True)]
        room = self.app.size.width - _BESIDE
        # who is next is left out rather than cut
        return next((one for one in ways if one.cell_length <= room), first)

    def _span(self, view: Shown) -> str:
        today, last = view.clock.today, view.first + timedelta(days=view.days - 1)
        if view.days == 1:
            return "today" if view.first == today else day_text(view.first, year=False)
        if view.first <= today <= last:
            return "this week"
        if view.first.month == last.month:
            return f"{view.first.day}–{view.clock.day(last)}"
        return f"{view.clock.day(view.first)} – {view.clock.day(last)}"

    def _next(self, view: Shown, *, brief: bool) -> Content | str:
        """With whom, and in how long, else on which day and when; the brief one is for narrow screens."""
        line, clock = view.agenda.following, view.clock
        if line is None:
            return ""
        when = words.until_words(line.at, clock.now) or (_day if brief else _day_and_time)(line, clock)
        return joined("next: ", self.name_of(line.client.title, 14 if brief else 24), f" {when}")

    # the lines

    def _waiting(self, view: Shown) -> list[Row]:
        """Those of other days of which nobody said what became of them, above the days around today."""
        if not view.first <= view.clock.today < view.first + timedelta(days=view.days):
            return []  # the first line counts them; here one looks at other days
        here = {line.id for line in view.agenda.lines}
        others = [line for line in view.agenda.unmarked if line.id not in here]
        if not others:
            return []
        rows = [heading("  To be marked")]
        for line in others:
            when = _day_and_time(line, view.clock)
            rows.append(
                Row(line.id, ("", "", self.name_of(line.client.title), when, words.state_words(line, view.clock)))
            )
        return [*rows, note()]

    def _days_of(self, view: Shown) -> list[Row]:
        rows: list[Row] = []
        for at in range(view.days):
            day = view.first + timedelta(days=at)
            lines = [line for line in view.agenda.lines if words.day_of(line, view.clock) == day]
            if not lines and (day != view.clock.today or not view.agenda.lines):
                continue
            rows += [note()] if rows and rows[-1].kind == "line" else []
            rows.append(heading(f"  {words.heading_words(day, view.clock, len(lines))}"))
            rows += [self._row(line, view.clock) for line in lines]
        return [*rows, note(), note(joined("  ", *_TURNING))] if rows else self._empty(view)

    def _row(self, line: SessionLine, clock: Clock) -> Row:
        gone = line.state in ("missed", "cancelled")
        name = self.name_of(line.client.title)
        said = (
            words.clock_of_line(line, clock),
            quiet(f"{line.minutes}m"),
            quiet(name) if gone else name,
            quiet(words.there(line, clock, self.desk_app.private)),
            words.state_words(line, clock),
        )
        return Row(line.id, said)

    def _empty(self, view: Shown) -> list[Row]:
        there = self._span(view)
        said = f"No sessions {there if there in ('today', 'this week') else f'on these days, {there}'}."
        more = [note(), note(joined("  ", keyed("← →"), "  ", quiet("turn to other days")))]
        return [
            note(),
            note(joined("  ", said, " What you plan with clients stands here, on both clocks.")),
            note(),
            note(joined("  ", keyed("n"), "    ", quiet("plans one, or a series"))),
            *more,
        ]

    # commands

    def session_here(self) -> SessionLine | None:
        """The one under the cursor."""
        if self.view is None:
            return None
        lines = (*self.view.agenda.lines, *self.view.agenda.unmarked)
        return next((line for line in lines if line.id == self.lines.current), None)

    def facts(self) -> frozenset[str]:
        """How the session under the cursor stands, and whether these are the days around today."""
        here = {"on-today"} if self._day is None else set()
        return frozenset(here | hour_facts(self.session_here(), self.view.clock.now if self.view else None))

    def show_session(self, line: SessionLine) -> None:
        """Turn to its day."""
        if self.view is not None:
            self._turn(words.day_of(line, self.view.clock), line.id)

    def move(self, verb: str) -> None:
        """Left and right turn to the days before and after; the rest moves the cursor."""
        if verb not in ("left", "right") or self.view is None:
            super().move(verb)
            return
        self._turn(self.view.first + timedelta(days=self.view.days * (1 if verb == "right" else -1)))

    def today(self) -> None:
        """Back to today, and to the session that comes next."""
        following = self.view.agenda.following if self.view is not None else None
        self._turn(None, following.id if following is not None else "")

    def day_or_week(self) -> None:
        """Show the day under the cursor, or the week around it."""
        line = self.session_here()
        if self.view is not None:
            day = words.day_of(line, self.view.clock) if line is not None else self._day
            self._days = 1 if self._days > 1 else 7
            self._turn(day, self.lines.current)

    def _turn(self, day: date | None, session_id: str = "") -> None:
        self._day = day
        self.desk_app.beside(self._reload_at(session_id))

    async def _reload_at(self, session_id: str) -> None:
        self.paint(await self.load())
        if session_id:
            self.lines.go_to(session_id)
        else:
            self.lines.move("first")
        self.footer_changed()

    async def everyones_time(self) -> None:
        """What time it is for whom, those who are awake and asleep alike; `enter` opens the client."""
        clients: list[ClientLine] = await self.ask("clients.lines")
        clock: Clock = await self.ask(clock_of)
        here = [one for one in clients if one.stage in ("active", "paused", "enquiry")]

        def find(text: str) -> list[Row]:
            wanted = text.casefold()
            return [
                Row(one.id, (self.name_of(one.title), strong(clock.there(one.zone)), quiet(_city(one, self))))
                for one in sorted(here, key=lambda one: (not one.zone, _wall(one, clock), one.title.casefold()))
                if wanted in f"{one.title} {one.zone}".casefold()
            ]

        question = joined("What time it is for everyone; here ", clock.there(clock.zone))
        found = await pick(self.desk_app, question, find, _LONG, empty="Nobody has this name or zone.")
        if found:
            self.desk_app.open_record("client", found)

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.open_session()


def _wall(one: ClientLine, clock: Clock) -> datetime:
    """What their clock on the wall shows; the earliest first."""
    return local(clock.now, one.zone or "UTC").replace(tzinfo=None)


def _city(one: ClientLine, screen: SessionsScreen) -> str:
    if screen.desk_app.private:
        return ""
    return city_of(one.zone) if one.zone else "time zone not known"


def _day_and_time(line: SessionLine, clock: Clock) -> str:
    """`today 16:00`, `Fri 4 Dec 10:00`."""
    return f"{_day(line, clock)} {words.clock_of_line(line, clock)}"


def _day(line: SessionLine, clock: Clock) -> str:
    """`today`, `Fri 4 Dec`."""
    day = words.day_of(line, clock)
    near = {clock.today: "today", clock.today + timedelta(days=1): "tomorrow"}.get(day)
    return near or day_text(day, year=False)


def _read(desk: Desk, day: date | None, days: int) -> Shown:
    from coachdesk.services import sessions

    first = day or desk.today()
    if days == 7:
        first -= timedelta(days=first.weekday())
    return Shown(sessions.agenda(desk, first, days), clock_of(desk), first, days)
