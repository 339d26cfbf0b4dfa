"""Views of a session's own work: prep card, focus, wrap-up and the follow-up note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coachdesk.domain.views.clients import GoalView
from coachdesk.domain.views.incidents import IncidentView
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.domain.views.tasks import Owed, TaskLine


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
    """What a client said they would do, what became of it (open, done, partly or not), and when they said so."""

    id: str
    text: str
    state: str
    obstacle: str
    made: datetime
    due: date | None
    session_id: str
    answered: datetime | None = None


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
    """What is missing before a session, in one line, and the id of the command that mends it; `record_id` is the record
    that this is about, where it is another than the session."""

    what: str
    command: str
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class PrepCard:
    """Everything to know before a session, on one screen. `their_now` is the clock there now (`07:44 in Santiago`);
    `heading` its line without the name (`11:30 for 45 min · 07:30 in Santiago · session 4 of 8`); `days_since` counts
    from the last contact: a session held or a message of theirs. `last` is the session held before, `last_agreement`
    what was settled then, `last_outcome` what came of it. `goals` are the open ones. `actions` are theirs that are open
    or were answered since; `promises` those to them that are open or ended since; `shares` what they were not told;
    `incidents` what went wrong for them and is not made good yet. `left` and `money` are words;
    `care` what not to do; `consents` those that matter today."""

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
    incidents: tuple[IncidentView, ...]
    care: tuple[str, ...]
    consents: tuple[str, ...]
    left: str
    money: str
    agreement: SessionAgreementView | None
    intention: str
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class FocusView:
    """A session that runs: who, what for, since when, how long; instants UTC. `zone` is theirs. `ends` is when its
    minutes are over, counted from the actual start; `planned_end` when the calendar has it end."""

    session_id: str
    client: str
    zone: str
    topic: str
    result: str
    started: datetime
    ends: datetime
    planned_end: datetime
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


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The note to a client after a session, ready to be read, changed, copied or saved. `is_edited` says that it was
    changed by hand and kept; `email` is where it would go."""

    session_id: str
    client: Owed
    email: str
    text: str
    is_edited: bool
