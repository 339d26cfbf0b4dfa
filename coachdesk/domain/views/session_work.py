"""Views of a session's own work: prep card, focus, wrap-up and the follow-up note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coachdesk.domain.views.clients import GoalView
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.domain.views.tasks import TaskLine


@dataclass(frozen=True, slots=True)
class SessionAgreementView:
    """What was settled at the start of a session; empty texts where nothing was said."""

    topic: str
    result: str
    measure: str
    matters: str
    resolve: str
    minutes: int | None
    made: datetime


@dataclass(frozen=True, slots=True)
class MomentView:
    """A silent mark: when (UTC), of which kind, and what it became (empty until the wrap-up)."""

    id: str
    at: datetime
    kind: str
    became: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note: note, observation, interpretation (the coach's own, never leaves) or insight."""

    id: str
    kind: str
    text: str
    made: datetime
    session_id: str


@dataclass(frozen=True, slots=True)
class ActionView:
    """What a client said they would do, and what became of it: open, done, partly or not."""

    id: str
    text: str
    state: str
    obstacle: str
    made: datetime
    due: date | None
    session_id: str


@dataclass(frozen=True, slots=True)
class ShareView:
    """What the coach holds for a client: whether to ask first, their answer (asked, agreed, declined), when told."""

    id: str
    text: str
    ask_first: bool
    answer: str
    answered: date | None
    told: date | None
    made: datetime
    session_id: str


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing before a session, in one line, and the id of the command that mends it."""

    what: str
    command: str


@dataclass(frozen=True, slots=True)
class PrepCard:
    """Everything to know before a session, on one screen. `their_now` is the clock there now; `days_since` counts from
    the last session held. `last` is the session before, `last_agreement` what was settled then, `last_outcome` what
    came of it. `left`, `booked` and `money` are words; `care` what not to do; `consents` those that matter today."""

    session: SessionLine
    now: datetime
    their_now: str
    heading: str
    days_since: int | None
    goals: tuple[GoalView, ...]
    last: SessionLine | None
    last_agreement: SessionAgreementView | None
    last_outcome: str
    last_insights: tuple[NoteView, ...]
    actions: tuple[ActionView, ...]
    promises: tuple[TaskLine, ...]
    shares: tuple[ShareView, ...]
    care: tuple[str, ...]
    consents: tuple[str, ...]
    left: str
    money: str
    agreement: SessionAgreementView | None
    intention: str
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class FocusView:
    """A session that runs: who, what for, since when, how long; instants UTC. `zone` is theirs."""

    session_id: str
    client: str
    zone: str
    topic: str
    result: str
    started: datetime
    ends: datetime
    moments: tuple[MomentView, ...]
    where: str
    emergency: str


@dataclass(frozen=True, slots=True)
class WrapUp:
    """A session to be closed: its moments with what they became, notes, actions, promises, shares and the outcome."""

    session: SessionLine
    agreement: SessionAgreementView | None
    moments: tuple[MomentView, ...]
    notes: tuple[NoteView, ...]
    actions: tuple[ActionView, ...]
    promises: tuple[TaskLine, ...]
    shares: tuple[ShareView, ...]
    outcome: str
    closed: bool
    next_session: SessionLine | None
    left: str
