"""Views of sessions: one conversation, as the agenda and Today show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coachdesk.domain.views.session_lines import SessionLine

__all__ = ["Agenda", "MoveView", "PlanView", "Planned", "SessionLine", "SessionPage"]


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning or moving came to: the session (of a series the first), the ids of all of a series, and what speaks
    against it, in words: it warns and never stops."""

    line: SessionLine
    series: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """What would be planned, before it is saved: when (UTC), in words on both clocks, and what speaks against it."""

    ats: tuple[datetime, ...]
    minutes: int
    agreement_id: str
    words: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveView:
    """One time a session was moved: when that was said, who asked for it (client or coach), and when it was to be until
    then; UTC. `late` is whether less than the notice was left that the terms in force on that day ask for."""

    at: datetime
    by: str
    was: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session, whole: its line, and what the signed terms say of cancelling it now.

    cancel_hours  the notice that the terms in force on its day ask for; nothing where there are none
    is_late       whether less than that notice is left
    would_charge  whether the terms charge a client's cancelling it now
    count         the sessions of its agreement in words: `3 held, 1 booked, 3 left of 6`
    siblings      how many sessions its series has
    moves         every time it was moved, the first one first
    """

    line: SessionLine
    cancel_hours: int | None
    is_late: bool
    would_charge: bool
    count: str
    siblings: int
    moves: tuple[MoveView, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """Some days of the calendar. `lines` are by time; `unmarked` are past ones of any day that wait to be marked, and
    `following` is the next one from now on, which may lie beyond."""

    lines: tuple[SessionLine, ...]
    unmarked: tuple[SessionLine, ...]
    following: SessionLine | None
