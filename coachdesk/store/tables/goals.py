"""Goals, and where they stood when they were rated."""

from datetime import datetime

from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret, reference
from coachdesk.store.types import Instant


class Goal(SealedRow, table=True):
    """What a client wants, with how we will know."""

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    created_at: datetime = Field(sa_type=Instant)
    position: int
    state: str

    text: Secret[str]
    measure: Secret[str] = ""


class Rating(SealedRow, table=True):
    """Where a goal stood at an instant, 0 to 10, as the client or the coach saw it."""

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    goal_id: str = reference("goal")
    at: datetime = Field(sa_type=Instant)
    by: str

    value: Secret[int]
