"""The practice register: what a practice has and does, and dated entries about a client."""

from datetime import date, datetime

from sqlmodel import Field

from coachdesk.store.rows import FrozenMap, SealedRow, Secret, reference
from coachdesk.store.types import Day, Instant


class RegisterEntry(SealedRow, table=True):
    """One dated entry, of the practice or of a client; its kinds and their fields are in `domain/register`.

    on_day       the day it is about: obtained, checked, talked, received, destroyed, told
    until_day    the last day it holds, such as that of a credential
    told_on      the day on which the client was told of it
    answered_on  the day on which it was answered or decided
    ended_on     the day from which it does not count any more (a tool no longer used); the entry itself stays
    `kind` is sealed: that somebody spoke of harm is nobody's business.
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str | None = reference("client", default=None)
    created_at: datetime = Field(sa_type=Instant)
    on_day: date = Field(sa_type=Day)
    until_day: date | None = Field(default=None, sa_type=Day)
    told_on: date | None = Field(default=None, sa_type=Day)
    answered_on: date | None = Field(default=None, sa_type=Day)
    ended_on: date | None = Field(default=None, sa_type=Day)

    kind: Secret[str]
    text: Secret[str] = ""
    details: Secret[FrozenMap[str]] = {}  # noqa: RUF012  (each row gets a frozen one of its own)
