"""Agreements, their versions and signatures."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from coachdesk.store.rows import FrozenMap, SealedRow, Secret, reference
from coachdesk.store.types import Day, Instant


class Part(BaseModel):
    """The base of what lies inside an envelope: frozen, and no field that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ClauseText(Part):
    """One clause of a version, as written (placeholders not filled). `why_out` is why a required one is left out."""

    key: str
    title: str
    wording: str
    included: bool = True
    why_out: str = ""


class GoalText(Part):
    """A goal as it stood when the version was written."""

    text: str
    measure: str = ""


class Agreement(SealedRow, table=True):
    """The coaching agreement with a client; what was agreed is in its versions.

    `title` is that of the next version; a version that was sent has its own. `renews_id` is the agreement that this one
    goes on from. `unused` and `refund` are what was said of sessions and money when it was ended. `group_size` is how
    many people it coaches together: nothing for one person.
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    created_at: datetime = Field(sa_type=Instant)
    sponsor_id: str | None = reference("contact", default=None)
    renews_id: str | None = reference("agreement", default=None, index=False)
    ended_on: date | None = Field(default=None, sa_type=Day)
    ended_by: str | None = None

    title: Secret[str]
    end_why: Secret[str] = ""
    unused: Secret[int | None] = None
    refund: Secret[FrozenMap[Any]] = {}  # noqa: RUF012  (each row gets a frozen one of its own)
    group_size: Secret[int | None] = None


class AgreementVersion(SealedRow, table=True):
    """One version, from 1; frozen when it is sent.

    `terms` are those of `domain.agreements.Terms.as_json` but for the dates, which are columns. In a draft `fills` are
    what the coach filled in; in a frozen version they are every value there was, and `own_fills` are the coach's.
    `content` is the canonical text that the fingerprint stands for.
    """

    __owner__ = "client_id"
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    agreement_id: str = reference("agreement", index=False)
    number: int
    created_at: datetime = Field(sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    start_on: date | None = Field(default=None, sa_type=Day)
    end_on: date | None = Field(default=None, sa_type=Day)
    review_on: date | None = Field(default=None, sa_type=Day)

    title: Secret[str] = ""
    terms: Secret[FrozenMap[Any]] = {}  # noqa: RUF012  (each row gets a frozen one of its own)
    clauses: Secret[tuple[ClauseText, ...]] = ()
    goals: Secret[tuple[GoalText, ...]] = ()
    fills: Secret[FrozenMap[str]] = {}  # noqa: RUF012  (each row gets a frozen one of its own)
    own_fills: Secret[FrozenMap[str]] = {}  # noqa: RUF012  (each row gets a frozen one of its own)
    salt: Secret[str] = ""
    content: Secret[str] = ""


class Signature(SealedRow, table=True):
    """Who signed a version, as which party, on which day and how; and the fingerprint of what they signed."""

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    version_id: str = reference("agreement_version")
    party: str
    signed_on: date = Field(sa_type=Day)
    created_at: datetime = Field(sa_type=Instant)

    by_name: Secret[str]
    how: Secret[str]
    fingerprint: Secret[str] = ""
