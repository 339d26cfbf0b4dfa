"""Views of clients: a line of the list, the page of one, and what their history says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class GoalView:
    """What a client wants and how we will know. `ratings` are (instant, by, 0..10), oldest first."""

    id: str
    text: str
    measure: str
    state: str
    ratings: tuple[tuple[datetime, str, int], ...]


@dataclass(frozen=True, slots=True)
class StageChange:
    """When a client entered a stage (UTC) and why."""

    at: datetime
    stage: str
    why: str


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One line of the list. `told_apart` is the word that tells namesakes apart, empty where no other has the name;
    `former_names` are there to be searched, and shown on the client's own page only."""

    id: str
    short: str
    called: str
    full_name: str
    former_names: tuple[str, ...]
    told_apart: str
    stage: str
    organisation: str
    zone: str
    agreement: str
    created: datetime

    @property
    def title(self) -> str:
        """The name as lists show it."""
        return f"{self.called} ({self.told_apart})" if self.told_apart else self.called


@dataclass(frozen=True, slots=True)
class ClientFields:
    """Every field of a client that a person enters; the same names as the input and the table."""

    called: str
    full_name: str
    former_names: tuple[str, ...]
    pronouns: str
    email: str
    phone: str
    organisation: str
    zone: str
    away_zone: str
    away_from: date | None
    away_until: date | None
    language: str
    contact_how: str
    expects_reply_minutes: int | None
    how_came: str
    referred_by: str
    ask_before: tuple[str, ...]
    emergency: str
    note: str
    location: str = ""
    emergency_number: str = ""
    other_ties: str = ""
    shares_employer: bool | None = None
    conflict_check_on: date | None = None
    conflict_check: str = ""
    keep_years: int | None = None
    keep_until: date | None = None
    coached_since: date | None = None


@dataclass(frozen=True, slots=True)
class ClientPage:
    """A client, whole. `zone_now` is the zone in force today; instants are UTC."""

    id: str
    short: str
    told_apart: str
    stage: str
    created: datetime
    fields: ClientFields
    zone_now: str
    goals: tuple[GoalView, ...]
    stages: tuple[StageChange, ...]
    referred_by_name: str

    @property
    def title(self) -> str:
        """The name as lists show it."""
        return f"{self.fields.called} ({self.told_apart})" if self.told_apart else self.fields.called


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """A client or contact who may be the one being added, and why it looks so, in words."""

    id: str
    title: str
    why: str
