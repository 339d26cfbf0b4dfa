"""Absences, and the days that were reviewed."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field

from coachdesk.store.rows import FrozenMap, SealedRow, Secret, reference
from coachdesk.store.types import Day, Instant


class Absence(SealedRow, table=True):
    """Time away. `until_at` is nothing while its end is not known; `back_at` is when the coach said to be back.

    `decisions` are what becomes of each session and task it touches, by id: keep, move, renegotiate or cover.
    `channels` are the stamps at which each auto-reply was switched `on` and `off`, by channel;
    `told` are the days on which clients were told of it, by client id.
    """

    __owner__ = "desk"

    id: str = Field(primary_key=True)
    created_at: datetime = Field(sa_type=Instant)
    from_at: datetime = Field(sa_type=Instant, index=True)
    until_at: datetime | None = Field(default=None, sa_type=Instant)
    back_at: datetime | None = Field(default=None, sa_type=Instant)
    cover_id: str | None = reference("contact", default=None)

    why: Secret[str] = ""
    decisions: Secret[FrozenMap[str]] = {}  # noqa: RUF012  (each row gets a frozen one of its own)
    told: Secret[FrozenMap[str]] = {}  # noqa: RUF012  (each row gets a frozen one of its own)
    channels: Secret[FrozenMap[Any]] = {}  # noqa: RUF012  (each row gets a frozen one of its own)


class Review(SealedRow, table=True):
    """A day (of the coach's calendar) that was looked through to its end."""

    __owner__ = "desk"

    id: str = Field(primary_key=True)
    day: date = Field(sa_type=Day, unique=True)
    at: datetime = Field(sa_type=Instant)
