"""Consents: what a client allowed, or did not."""

from datetime import date, datetime

from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret, reference
from coachdesk.store.types import Day, Instant


class Consent(SealedRow, table=True):
    """A client's answer to one kind of use: given or declined on a day, until a day, withdrawn on a day.

    `use` names what exactly: where a name may stand, which report, which study; `words` are theirs."""

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    kind: str
    given: bool
    on_day: date = Field(sa_type=Day)
    until_day: date | None = Field(default=None, sa_type=Day)
    withdrawn_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(sa_type=Instant)

    how: Secret[str] = ""
    use: Secret[str] = ""
    words: Secret[str] = ""
