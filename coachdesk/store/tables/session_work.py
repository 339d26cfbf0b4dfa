"""What belongs to one session: what was settled at its start, moments, notes, their actions, what is to share."""

from datetime import date, datetime

from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret, reference
from coachdesk.store.types import Day, Instant


class SessionAgreement(SealedRow, table=True):
    """What client and coach settled at the start of a session (ICF competency 3); one a session."""

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    session_id: str = reference("session")
    created_at: datetime = Field(sa_type=Instant)
    minutes: int | None = None

    topic: Secret[str]
    result: Secret[str] = ""
    measure: Secret[str] = ""
    matters: Secret[str] = ""
    resolve: Secret[str] = ""


class Moment(SealedRow, table=True):
    """A silent mark made while the client spoke: when and of which kind, nothing else.

    kind    mark | insight | action | feeling | win | back
    became  what the wrap-up made of it: note | observation | interpretation | insight | action | promise | share |
            nothing; empty until then
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    session_id: str = reference("session")
    at: datetime = Field(sa_type=Instant)
    kind: str
    became: str = ""


class SessionNote(SealedRow, table=True):
    """A note of a session. What was seen or heard (`observation`) and what the coach makes of it (`interpretation`) are
    never one row; an interpretation never leaves in anything that a client gets.

    kind    note | observation | interpretation | insight
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    session_id: str = reference("session")
    moment_id: str | None = reference("moment", default=None)
    created_at: datetime = Field(sa_type=Instant)
    kind: str

    text: Secret[str]


class ClientAction(SealedRow, table=True):
    """Something the client said they would do; shown at prep, never on the coach's list.

    state   open | done | partly | not
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    session_id: str | None = reference("session", default=None)
    moment_id: str | None = reference("moment", default=None)
    created_at: datetime = Field(sa_type=Instant)
    due_on: date | None = Field(default=None, sa_type=Day)
    state: str = "open"
    answered_at: datetime | None = Field(default=None, sa_type=Instant)

    text: Secret[str]
    obstacle: Secret[str] = ""


class Share(SealedRow, table=True):
    """Something the coach holds for a client and has not told them yet.

    ask_first   whether they must be asked before it is told
    answer      asked | agreed | declined; nothing while nobody asked; `answered_on` is the day of it
    told_on     the day on which they were told
    """

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str = reference("client")
    session_id: str | None = reference("session", default=None)
    moment_id: str | None = reference("moment", default=None)
    created_at: datetime = Field(sa_type=Instant)
    ask_first: bool = True
    answer: str | None = None
    answered_on: date | None = Field(default=None, sa_type=Day)
    told_on: date | None = Field(default=None, sa_type=Day)

    text: Secret[str]
