"""Messages that wait, or waited, for an answer."""

from datetime import datetime

from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret, reference
from coachdesk.store.types import Instant


class Message(SealedRow, table=True):
    """A message from a client or a contact; written once. What it was about is the text of its reply on the one list
    (`task.message_id`), and what became of it are that task's events.

    `aim_at` and `expected_at` were reckoned when it was logged, by what that person expected then.
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str | None = reference("client", default=None)
    contact_id: str | None = reference("contact", default=None)
    received_at: datetime = Field(sa_type=Instant, index=True)
    created_at: datetime = Field(sa_type=Instant)
    aim_at: datetime = Field(sa_type=Instant)
    expected_at: datetime = Field(sa_type=Instant)
    how: str

    about: Secret[str]
