"""A session as a line: its time on both clocks, with whom, and how it stands."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from textual.content import Content

from coachdesk.domain.days import day_text
from coachdesk.domain.session_words import there_words
from coachdesk.domain.sessions import which_words
from coachdesk.domain.times import clock_text, duration_words, local
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.text import alarm, caution, good, joined, quiet, shown

BY = {"client": "by them", "coach": "by me"}


def clock_of_line(line: SessionLine, clock: Clock) -> str:
    """`11:30` on my clock."""
    return clock_text(local(line.at, clock.zone))


def there(line: SessionLine, clock: Clock, private: bool = False) -> str:
    """`07:30 in Santiago`, with the day where theirs is another; privacy leaves out where."""
    said = there_words(line.at, clock.zone, line.client.zone)
    return said.partition(" in ")[0] if private else said


def day_of(line: SessionLine, clock: Clock) -> date:
    """Its day on my calendar."""
    return local(line.at, clock.zone).date()


def state_words(line: SessionLine, clock: Clock) -> Content:
    """How it stands: what became of it, that it waits to be marked, what it lacks, or which one of its agreement's."""
    number = "" if line.lacks and line.at > clock.now else number_words(line)
    return joined(outcome_words(line, clock), quiet(number), by=" · ")


def outcome_words(line: SessionLine, clock: Clock) -> Content:
    """The same without its number; nothing of a session that is still to come and lacks nothing."""
    if line.is_unmarked(clock.now):
        return alarm("! to be marked")
    if line.state == "held":
        return quiet(f"held {line.held_minutes}m")
    if line.state != "planned":
        # only what a client did is ever charged, so that says by whom as well
        said = "" if line.charged else f" {BY.get(line.ended_by, '')}".rstrip()
        return joined(quiet(f"{line.state}{said}"), caution("charged") if line.charged else "", by=", ")
    kind = "" if line.kind == "coaching" else line.kind
    if line.at <= clock.now:
        return good("now")
    if line.lacks:
        return joined(kind, caution(line.lacks[0]), by=" · ")
    return shown(kind)


def number_words(line: SessionLine) -> str:
    """`4 of 6`, `last of 6`, `7, more than the 6 agreed`; which one of its agreement's it is."""
    if line.number is None:
        return ""
    if not line.of:
        return f"number {line.number}"
    return f"last of {line.of}" if line.number == line.of > 1 else which_words(line.number, line.of)


def until_words(at: datetime, now: datetime) -> str:
    """`in 40 min`, `in 3 h`, `tomorrow` or later: nothing, since the day is said."""
    minutes = int((at - now).total_seconds() // 60)
    if minutes < 0 or minutes >= 12 * 60:
        return ""
    return f"in {minutes} min" if minutes < 90 else f"in {duration_words(60 * round(minutes / 60))}"


def heading_words(day: date, clock: Clock, count: int) -> str:
    """`Fri 27 Nov, today`, with how many there are."""
    named = {clock.today: ", today", clock.today + timedelta(days=1): ", tomorrow"}.get(day, "")
    year = "" if day.year == clock.today.year else f" {day.year}"
    many = "" if count else ": nothing planned"
    return f"{day_text(day, year=False)}{year}{named}{many}"


def when_shown(line: SessionLine, clock: Clock, private: bool = False) -> Content:
    """`Fri 27 Nov 11:30 · theirs 07:30 in Santiago`."""
    day = day_text(day_of(line, clock), year=False)
    year = "" if day_of(line, clock).year == clock.today.year else f" {day_of(line, clock).year}"
    here = f"{day}{year} {clock_of_line(line, clock)}"
    theirs = there(line, clock, private)
    return shown(f"{here} · theirs {theirs}" if theirs else here)
