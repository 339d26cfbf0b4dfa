"""Views of the practice register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DetailView:
    """One field of an entry that is filled: its name, what it is called, its value as it is kept, and in words."""

    name: str
    title: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry of the register; days are the coach's.

    title     what its kind is called
    client    the name of the client it is about; empty where it is the practice's
    dates     every date that it has, as (what it is called, the day)
    lacks     what it still lacks, in words; empty once it was ended
    headline  its words on one line: its text, or the first of its fields where it has none
    counts    whether it was not ended
    """

    id: str
    short: str
    kind: str
    title: str
    client_id: str
    client: str
    on: date
    until: date | None
    told: date | None
    answered: date | None
    ended: date | None
    text: str
    details: tuple[DetailView, ...]
    dates: tuple[tuple[str, date], ...]
    lacks: tuple[str, ...]
    headline: str
    counts: bool
    created: datetime

    def detail(self, name: str) -> str:
        """The value of a field as it is kept; empty where it has none."""
        return next((one.value for one in self.details if one.name == name), "")


@dataclass(frozen=True, slots=True)
class DueView:
    """Something that is to be done again: its kind, when it was done last (nothing, if never), and from when on."""

    kind: str
    title: str
    last: date | None
    due: date | None
    is_due: bool
