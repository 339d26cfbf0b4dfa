"""A session as lists show it: alone, since Today waits for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from coachdesk.domain.views.task_lines import Owed


class SessionLine(NamedTuple):
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
