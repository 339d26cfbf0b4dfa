"""Sessions: one conversation each."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Index
from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret, reference
from coachdesk.store.types import Instant


class Moved(BaseModel):
    """One time it was moved: when that was entered, by whom (client or coach), and when it was to be until then."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: datetime
    by: str
    was: datetime


class SessionRow(SealedRow, table=True):
    """One conversation, planned or past (`Session` alone is the store's transaction).

    kind      coaching (under an agreement) | chemistry | three-way | review (these count nowhere)
    state     planned | held | missed | cancelled
    ended_by  who missed or cancelled it: client | coach; `ended_at` when that was said
    charged   whether a missed or cancelled one counts as used; nothing while it is open
    started_at    when it really began; held_minutes: how long it really was
    wrapped_at    when its wrap-up was closed; `outcome` is what came of it
    intention     what the coach wants of themself in it
    """

    __tablename__ = "session"
    __owner__ = "client_id"
    # Planned ones from an instant on, the next one first, are found among forty thousand without sorting.
    # Those of each agreement are counted from the index alone (`store.counting`): no row is looked at.
    __table_args__ = (
        Index("ix_session_at_id", "at", "id"),
        Index("ix_session_state_at_id", "state", "at", "id"),
        Index("ix_session_counted", "agreement_id", "kind", "state", "charged"),
    )

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    agreement_id: str | None = reference("agreement", default=None, index=False)
    kind: str
    at: datetime = Field(sa_type=Instant)
    minutes: int
    state: str = "planned"
    series_id: str | None = Field(default=None, index=True)
    created_at: datetime = Field(sa_type=Instant)
    started_at: datetime | None = Field(default=None, sa_type=Instant)
    held_minutes: int | None = None
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_by: str | None = None
    charged: bool | None = None
    wrapped_at: datetime | None = Field(default=None, sa_type=Instant)

    zone: Secret[str] = ""
    medium: Secret[str] = ""
    link: Secret[str] = ""
    fallback: Secret[str] = ""
    why: Secret[str] = ""
    outcome: Secret[str] = ""
    intention: Secret[str] = ""
    moves: Secret[tuple[Moved, ...]] = ()
