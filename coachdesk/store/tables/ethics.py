"""The coach's own answers to checklist items, and the log of dilemmas."""

from datetime import date, datetime

from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret, reference
from coachdesk.store.types import Day, Instant


class EthicsAnswer(SealedRow, table=True):
    """What the coach answered to one item, and in which words it was asked then; never changed, the next one counts.

    What it is about is the client, agreement, session or register entry named; with none of them, the practice.
    answer     yes | no | partly | does-not-apply
    standards  the numbers that its topic had in `edition` then
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str | None = reference("client", default=None)
    agreement_id: str | None = reference("agreement", default=None)
    session_id: str | None = reference("session", default=None)
    entry_id: str | None = reference("register_entry", default=None)
    at: datetime = Field(sa_type=Instant)

    item: Secret[str]
    topic: Secret[str]
    answer: Secret[str]
    note: Secret[str] = ""
    edition: Secret[str] = ""
    standards: Secret[tuple[str, ...]] = ()
    words: Secret[str] = ""


class Dilemma(SealedRow, table=True):
    """Something that was not clear: what happened, whom the coach asked, what they decided, and how it looks later.

    `looked_back_on` is the day on which the coach came back to it, as they meant to on `look_back_on`; `task_id` is
    what stands on the one list for that.
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str | None = reference("client", default=None)
    created_at: datetime = Field(sa_type=Instant)
    on_day: date = Field(sa_type=Day)
    decided_on: date | None = Field(default=None, sa_type=Day)
    look_back_on: date | None = Field(default=None, sa_type=Day)
    looked_back_on: date | None = Field(default=None, sa_type=Day)

    happened: Secret[str]
    topics: Secret[tuple[str, ...]] = ()
    consulted: Secret[str] = ""
    decided: Secret[str] = ""
    looked_back: Secret[str] = ""
    task_id: Secret[str] = ""
