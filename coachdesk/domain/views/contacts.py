"""Views of contacts: anyone else the coach owes words or care."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact, whole; it is also the line of the list. `role` is one of the five of the glossary."""

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

    @property
    def title(self) -> str:
        """The name as lists show it."""
        return self.called or self.name
