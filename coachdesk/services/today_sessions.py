"""Today's sessions in both clocks, what each lacks, and past ones that nobody marked.

Raw rows only, as everything that Today stands on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coachdesk.domain.session_words import there_words
from coachdesk.domain.sessions import which_words
from coachdesk.domain.spans import span_words
from coachdesk.domain.times import clock, to_stamp
from coachdesk.domain.views.session_lines import SessionLine
from coachdesk.domain.views.today import TodaySession, TodayWarning

if TYPE_CHECKING:
    from collections.abc import Set

UNMARKED = "over: held, missed or cancelled?"
SOON = timedelta(minutes=10)
"""So long before a session Today says that it is about to begin."""
WRAPPED_WITHIN = timedelta(days=7)
"""So long after a session it is said that it was not wrapped up."""
MOST_UNMARKED = 5
"""So many past sessions are asked about at once: whoever comes back after months has the agenda for the others."""


def shown(lines: Sequence[SessionLine], now: datetime, zone: str) -> tuple[TodaySession, ...]:
    """The sessions of a day as Today shows them; cancelled ones are gone from it."""
    return tuple(_shown(one, now, zone) for one in lines if one.state != "cancelled")


def _shown(line: SessionLine, now: datetime, zone: str) -> TodaySession:
    is_over = line.is_unmarked(now) and not line.is_running
    return TodaySession(
        line=line,
        there=there_words(line.at, zone, line.client.zone),
        said=_said(line, now),
        ready=line.state == "planned" and not line.lacks,
        over=line.state != "planned" or is_over,
    )


def _said(line: SessionLine, now: datetime) -> str:
    """What became of it, that it runs or is about to begin, what it lacks first, or that nothing is lacking."""
    if line.state == "held" and line.wrapped is None:
        return "held, not wrapped up"
    if line.state != "planned":
        return line.state
    if line.started is not None:
        left = line.started + timedelta(minutes=line.minutes) - now
        return f"runs, {span_words(left)} left" if left > timedelta() else "runs, its time is up"
    if line.is_unmarked(now):
        return UNMARKED
    if line.at <= now:
        return " · ".join([f"now, {span_words(line.at + timedelta(minutes=line.minutes) - now)} left", *line.lacks[:1]])
    if line.at - now <= SOON:
        return " · ".join([f"in {span_words(line.at - now)}", *line.lacks[:1]])
    return " · ".join([*line.lacks[:1], *_last(line)]) or "ready"


def _last(line: SessionLine) -> list[str]:
    """That it is the last one that was agreed, or more than that."""
    if not line.number or not line.of or line.number < line.of:
        return []
    is_last = line.number == line.of
    return [f"last session of {line.of}" if is_last else f"session {which_words(line.number, line.of)}"]


def unmarked_fact(session_id: str, at: str) -> str:
    """What is dismissed of a session that nobody marked: its id and the stamp of its time."""
    return f"{session_id}:{at}:unmarked"


def unmarked(lines: Sequence[SessionLine], zone: str) -> list[TodayWarning]:
    """What is asked about past sessions that are still planned; the latest first."""
    found = []
    for one in sorted(lines, key=lambda line: (line.at, line.id), reverse=True):
        what = f"{clock(one.at, zone)}: held, missed, cancelled?"
        fact = unmarked_fact(one.id, to_stamp(one.at))
        found.append(TodayWarning(fact, one.client.title, what, "enter", "says it", "mark", one.id))
    return found


def not_wrapped(lines: Sequence[SessionLine], zone: str, dismissed: Set[str]) -> list[TodayWarning]:
    """What is said of earlier sessions that were held and not wrapped up; the latest first."""
    found = []
    for one in sorted(lines, key=lambda line: (line.at, line.id), reverse=True):
        fact = f"{one.id}:not-wrapped"
        if fact not in dismissed:
            what = f"not wrapped up: {clock(one.at, zone)}"
            found.append(TodayWarning(fact, one.client.title, what, "enter", "wraps it up", "wrap_up", one.id))
    return found[:MOST_UNMARKED]
