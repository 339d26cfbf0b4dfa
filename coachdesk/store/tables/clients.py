"""Clients and the stages they went through."""

from datetime import date, datetime

from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret, reference
from coachdesk.store.types import Instant


class Client(SealedRow, table=True):
    """A person coached. Sealed under their own key, as everything of theirs is."""

    __owner__ = "id"

    id: str = Field(primary_key=True)
    stage: str = Field(index=True)
    created_at: datetime = Field(sa_type=Instant)

    called: Secret[str]
    full_name: Secret[str] = ""
    former_names: Secret[tuple[str, ...]] = ()
    pronouns: Secret[str] = ""
    email: Secret[str] = ""
    phone: Secret[str] = ""
    organisation: Secret[str] = ""
    zone: Secret[str] = ""
    away_zone: Secret[str] = ""
    away_from: Secret[date | None] = None
    away_until: Secret[date | None] = None
    language: Secret[str] = ""
    contact_how: Secret[str] = ""
    expects_reply_minutes: Secret[int | None] = None
    how_came: Secret[str] = ""
    referred_by: Secret[str] = ""
    ask_before: Secret[tuple[str, ...]] = ()
    emergency: Secret[str] = ""
    location: Secret[str] = ""
    emergency_number: Secret[str] = ""
    other_ties: Secret[str] = ""
    shares_employer: Secret[bool | None] = None
    conflict_check_on: Secret[date | None] = None
    conflict_check: Secret[str] = ""
    keep_years: Secret[int | None] = None
    keep_until: Secret[date | None] = None
    coached_since: Secret[date | None] = None
    note: Secret[str] = ""


class StageChange(SealedRow, table=True):
    """When a client entered a stage, and why."""

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    at: datetime = Field(sa_type=Instant)
    stage: str

    why: Secret[str] = ""
