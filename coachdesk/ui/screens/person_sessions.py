"""The sessions of one client, on their page: what waits to be marked, what comes, what was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.days import day_text
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.ui.screens import session_lines as words
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.screens.tabs import TabbedScreen, base_of
from coachdesk.ui.text import caution, joined, keyed, quiet, shown
from coachdesk.ui.widgets.columns import Column, Row, heading, note

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

COLUMNS = (Column(most=21), Column(width=4, right=True), Column(most=28), Column(flex=True, most=200))
PREFIX = "session:"
LATEST = 60
"""So many that are over are shown; the agenda has them all."""


@dataclass(frozen=True, slots=True)
class TheirSessions:
    """All sessions of one client, by time."""

    lines: tuple[SessionLine, ...]

    def following(self, clock: Clock) -> SessionLine | None:
        """The next one that is planned."""
        return next((one for one in self.lines if one.state == "planned" and one.ends > clock.now), None)

    def of_row(self, row_id: str) -> SessionLine | None:
        """The session of that row."""
        here = base_of(row_id).removeprefix(PREFIX)
        return next((one for one in self.lines if one.id == here), None)


def rows(screen: TabbedScreen, known: TheirSessions, clock: Clock) -> Iterator[Row]:
    """What waits to be marked, what comes by time, and what was, the latest first."""
    waits = [one for one in known.lines if one.is_unmarked(clock.now)]
    comes = [one for one in known.lines if one.ends > clock.now]
    been = [one for one in reversed(known.lines) if one.ends <= clock.now and one not in waits]
    if not known.lines:
        yield note()
        yield note("  No sessions yet. What you plan with them stands here, on both clocks.")
        yield note()
        yield note(joined("  ", keyed("n"), "  ", quiet("plans one, or a series")))
    more = f" (the latest {LATEST}; the agenda has them all)" if len(been) > LATEST else ""
    for title, lines in (("To be marked", waits), ("Coming", comes), (f"Past{more}", been[:LATEST])):
        if lines:
            yield heading(f"  {title}")
            yield from (_row(screen, line, clock) for line in lines)
            yield note()


def _row(screen: TabbedScreen, line: SessionLine, clock: Clock) -> Row:
    day = words.day_of(line, clock)
    year = "" if day.year == clock.today.year else f" {day.year}"
    when = f"{day_text(day, year=False)}{year} {words.clock_of_line(line, clock)}"
    theirs = quiet(words.there(line, clock, screen.desk_app.private))
    return Row(PREFIX + line.id, (when, quiet(f"{line.minutes}m"), theirs, words.state_words(line, clock)))


def next_words(known: TheirSessions, clock: Clock, private: bool) -> Content:
    """`Fri 27 Nov 09:00 · theirs 10:00 in Lagos · 4 of 6`, or that one waits to be marked; nothing without any."""
    line = known.following(clock)
    waits = sum(1 for one in known.lines if one.is_unmarked(clock.now))
    waiting = caution(f"{waits} to be marked") if waits else Content.empty()
    if line is None:
        return waiting
    lacks = caution(line.lacks[0]) if line.lacks else shown("")
    until = words.until_words(line.at, clock.now)
    return joined(words.when_shown(line, clock, private), until, lacks, words.number_words(line), waiting, by=" · ")


def read(desk: Desk, client_id: str) -> TheirSessions:
    """Every session of a client; for use in the desk thread."""
    from coachdesk.services import sessions

    return TheirSessions(tuple(sessions.lines(desk, client_id=client_id)))
