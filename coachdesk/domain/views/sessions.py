"""Views of sessions: one conversation, as the agenda and Today show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coachdesk.domain.views.tasks import Owed


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session. `at` is UTC, `minutes` its length; `client.zone` is the zone where they will be then.

    kind   coaching | chemistry | three-way | review
    state  planned | held | missed | cancelled
    lacks  what it still needs, in words, most pressing first; nothing is `ready`
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
