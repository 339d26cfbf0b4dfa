"""Coaching hours that no session of this desk stands for."""

from datetime import date, datetime

from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret, reference
from coachdesk.store.types import Day, Instant


class PastHours(SealedRow, table=True):
    """Hours with one client, or one group, from before this desk or held elsewhere: one row of a log.

    kind        individual | group; `group_size` is the number of people in the group
    internal    whether coach and client had the same employer
    listed      what they answered to being listed by name; nothing where they were not asked
    source      `entered`, or the name of the file it was imported from
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str | None = reference("client", default=None)
    created_at: datetime = Field(sa_type=Instant)
    start_on: date = Field(sa_type=Day)
    end_on: date | None = Field(default=None, sa_type=Day)
    paid_minutes: int = 0
    pro_bono_minutes: int = 0

    name: Secret[str]
    contact: Secret[str] = ""
    kind: Secret[str] = "individual"
    group_size: Secret[int | None] = None
    internal: Secret[bool] = False
    listed: Secret[bool | None] = None
    source: Secret[str] = "entered"
    note: Secret[str] = ""
