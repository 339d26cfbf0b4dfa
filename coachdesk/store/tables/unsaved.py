"""Half-typed forms, so that neither a lock nor a crash loses a word."""

from datetime import datetime

from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret, reference
from coachdesk.store.types import Instant


class UnsavedForm(SealedRow, table=True):
    """What is half-typed in a form; never journaled, so that it is gone when it is saved or dropped."""

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str | None = reference("client", default=None)
    form: str
    at: datetime = Field(sa_type=Instant)

    content: Secret[str]
