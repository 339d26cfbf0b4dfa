"""Half-typed forms, so that neither a lock nor a crash loses a word."""

from datetime import datetime

from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret, reference
from coachdesk.store.types import Instant


class UnsavedForm(SealedRow, table=True):
    """What is half-typed in a form; never journaled, so that it is gone when it is saved or dropped.

    `form` is the first word of the form's name and `name` all of it, sealed: it may say what nobody should know, such
    as which kind of entry was begun about a client. It is empty where `form` is all of it.
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str | None = reference("client", default=None)
    form: str
    at: datetime = Field(sa_type=Instant)

    content: Secret[str]
    name: Secret[str] = ""
