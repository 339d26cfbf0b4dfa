"""Contacts: anyone else the coach owes words or care."""

from datetime import date, datetime

from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret
from coachdesk.store.types import Instant


class Contact(SealedRow, table=True):
    """A sponsor, colleague, stand-in, helper or professional.

    `profession` is therapist, doctor, lawyer or another; `takes_clients_on` is the day on which they last said that
    they can take a client; `confidential_on` that on which a helper agreed to keep things private.
    """

    __owner__ = "desk"

    id: str = Field(primary_key=True)
    role: str
    created_at: datetime = Field(sa_type=Instant)

    name: Secret[str]
    called: Secret[str] = ""
    email: Secret[str] = ""
    phone: Secret[str] = ""
    organisation: Secret[str] = ""
    zone: Secret[str] = ""
    note: Secret[str] = ""
    profession: Secret[str] = ""
    takes_clients_on: Secret[date | None] = None
    confidential_on: Secret[date | None] = None
