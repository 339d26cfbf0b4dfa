"""Views of sessions: one conversation, as the agenda and Today show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from coachdesk.domain.views.tasks import Owed


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session. `at` is UTC, `minutes` its length; `client.zone` is the zone where they will be then.

    kind   coaching | chemistry | three-way | review
    state  planned | held | missed | cancelled
    lacks  what it still needs, in words, most pressing first; nothing is `ready`
    number which one of its agreement's sessions it is, `of` how many were agreed; nothing where it does not count
    zone   where the client was to be then when the time was agreed: if they moved since, it is not `client.zone`
    ended  when it was said to be held, missed or cancelled
    started, wrapped  when it really began, and when its wrap-up was closed
    """

    id: str
    short: str
    client: Owed
    agreement_id: str
    agreement: str
    kind: str
    at: datetime
    minutes: int
    state: str
    series: str
    medium: str
    link: str
    fallback: str
    charged: bool | None
    ended_by: str
    why: str
    number: int | None
    of: int | None
    lacks: tuple[str, ...]
    zone: str = ""
    held_minutes: int | None = None
    ended: datetime | None = None
    started: datetime | None = None
    wrapped: datetime | None = None

    @property
    def is_running(self) -> bool:
        """Whether it was begun and not ended."""
        return self.state == "planned" and self.started is not None

    @property
    def ends(self) -> datetime:
        """When it ends, as planned."""
        return self.at + timedelta(minutes=self.minutes)

    def is_unmarked(self, now: datetime) -> bool:
        """Whether it is over and nobody said what became of it."""
        return self.state == "planned" and self.ends <= now


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
class SessionPage:
    """A session, whole: its line, and what the signed terms say of cancelling it now.

    cancel_hours  the notice that the terms in force on its day ask for; nothing where there are none
    is_late       whether less than that notice is left
    would_charge  whether the terms charge a client's cancelling it now
    count         the sessions of its agreement in words: `3 held, 1 booked, 3 left of 6`
    siblings      how many sessions its series has
    """

    line: SessionLine
    cancel_hours: int | None
    is_late: bool
    would_charge: bool
    count: str
    siblings: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """Some days of the calendar. `lines` are by time; `unmarked` are past ones of any day that wait to be marked, and
    `following` is the next one from now on, which may lie beyond."""

    lines: tuple[SessionLine, ...]
    unmarked: tuple[SessionLine, ...]
    following: SessionLine | None
