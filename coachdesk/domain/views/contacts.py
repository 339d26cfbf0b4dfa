"""Views of contacts: anyone else the coach owes words or care."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact, whole; it is also the line of the list. `role` is one of the five of the glossary.

    `takes_clients_on` is the day on which they last said that they can take a client, `confidential_on` that on which
    a helper agreed to keep things private.
    """

    id: str
    short: str
    role: str
    name: str
    called: str
    email: str
    phone: str
    organisation: str
    zone: str
    note: str
    created: datetime
    profession: str = ""
    takes_clients_on: date | None = None
    confidential_on: date | None = None

    @property
    def title(self) -> str:
        """The name as lists show it."""
        return self.called or self.name
