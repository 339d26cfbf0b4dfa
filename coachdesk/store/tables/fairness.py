"""What was owed, paid and given back, and what went wrong in the service for a client."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret, reference
from coachdesk.store.types import Day, Instant


class LedgerEntry(SealedRow, table=True):
    """One line of a client's ledger, written once: a mistake is reversed by another line, never edited.

    kind         invoice | payment | credit | refund | error-in-my-favour | barter
    on_day       the day it happened; due_on: the day by which an invoice is to be paid
    minor        money in minor units of `currency` (ISO 4217); `sessions` are given back beside money, or instead of it
    reverses_id  the line that this one takes back, whole
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    agreement_id: str | None = reference("agreement", default=None)
    incident_id: str | None = reference("incident", default=None)
    reverses_id: str | None = reference("ledger_entry", default=None)
    kind: str
    on_day: date = Field(sa_type=Day)
    due_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(sa_type=Instant)

    minor: Secret[int] = 0
    currency: Secret[str] = ""
    sessions: Secret[int] = 0
    why: Secret[str] = ""


class Option(BaseModel):
    """One way to make it good that was offered, what it costs, and when it was offered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    cost: str = ""
    on: date


class Incident(SealedRow, table=True):
    """Something in the coach's own service that went wrong for a client.

    state      open | chosen | closed; it is closed only after two options were offered and one was chosen
    chosen     the number of the option that the client chose, from 1; `said` are their words
    who_knows, next_step, made_good   as the coach wrote them
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    session_id: str | None = reference("session", default=None)
    state: str = "open"
    on_day: date = Field(sa_type=Day)
    created_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)

    what: Secret[str]
    who_knows: Secret[str] = ""
    next_step: Secret[str] = ""
    options: Secret[tuple[Option, ...]] = ()
    chosen: Secret[int | None] = None
    said: Secret[str] = ""
    made_good: Secret[str] = ""
