"""Views of absences and of the day's review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coachdesk.domain.views.sessions import SessionLine
from coachdesk.domain.views.tasks import Owed, TaskLine


@dataclass(frozen=True, slots=True)
class Touched:
    """A session or a task that an absence touches, and what was decided: empty, keep, move, renegotiate or cover. Of a
    reply `message_id` is the message that it answers."""

    kind: str
    id: str
    to: Owed | None
    at: datetime
    what: str
    decision: str
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class SwitchedOn:
    """A channel's auto-reply: when it was switched on and off again."""

    channel: str
    on: datetime | None
    off: datetime | None


@dataclass(frozen=True, slots=True)
class ToldView:
    """A client whom an absence concerns, and the day on which they were told; nothing while they were not."""

    client_id: str
    client: str
    on: date | None


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """An absence. `until` is nothing while its end is not known; `state` is coming, now or over. `words` is the span in
    words. The auto-reply says dates in the coach's zone and those of clients whose day differs.
    `told` are the clients being coached now, and any other who was told."""

    id: str
    short: str
    since: datetime
    until: datetime | None
    state: str
    cover: Owed | None
    why: str
    words: str
    touched: tuple[Touched, ...]
    auto_reply: str
    voicemail: str
    channels: tuple[SwitchedOn, ...]
    undecided: int
    told: tuple[ToldView, ...] = ()

    @property
    def untold(self) -> int:
        """How many of the clients were not told yet."""
        return sum(one.on is None for one in self.told)


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The day review: what is due today or earlier and waits for a word, replies, and the next session with what it
    lacks. `left` is still open and had its word today: left open for a reason, or asked more time for.

    `reviewed_on` is the last day that was reviewed, `done_today` whether that is today."""

    day: date
    due: tuple[TaskLine, ...]
    replies: tuple[TaskLine, ...]
    left: tuple[TaskLine, ...]
    next_session: SessionLine | None
    lacks: tuple[str, ...]
    reviewed_on: date | None
    done_today: bool
