"""The one list: tasks, what happened to each, and what was said about warnings."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret, reference
from coachdesk.store.types import Instant


class Task(SealedRow, table=True):
    """A promise, an own task or a reply.

    What became of it is in its events. `due_at`, `state` and `ended_at` are caches of what the events say (whatever the
    clock says: a broken one is still `open` here), so that lists can be queried; `doctor` compares them.
    `follows_id` is the task that this one came from, as `follows_as` says: promised `anew`, the next of a `repeat`, or
    the promise of an `acknowledged` message; that of an agreement's `review` follows no task.
    """

    __owner__ = "client_id"
    # Lists are read page by page, as `(ended_at, id) < (?, ?)`: with the id in the index nothing is sorted. Of the open
    # ones, which are few among many, those due first are found without looking at the others.
    __table_args__ = (
        Index("ix_task_ended_at_id", "ended_at", "id", sqlite_where=text("ended_at IS NOT NULL")),
        Index("ix_task_open_due_at_id", "due_at", "id", sqlite_where=text("ended_at IS NULL")),
    )

    id: str = Field(primary_key=True)
    client_id: str | None = reference("client", default=None)
    contact_id: str | None = reference("contact", default=None)
    kind: str
    created_at: datetime = Field(sa_type=Instant)
    due_at: datetime | None = Field(default=None, sa_type=Instant)
    state: str = Field(default="open", index=True)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    minutes: int | None = None
    whole_day: bool = False
    follows_id: str | None = reference("task", default=None)
    follows_as: str | None = None
    agreement_id: str | None = reference("agreement", default=None)
    session_id: str | None = reference("session", default=None)
    message_id: str | None = reference("message", default=None)

    text: Secret[str]
    zone: Secret[str] = ""
    repeat: Secret[str] = ""


class TaskEvent(SealedRow, table=True):
    """One thing that happened to a task; written once and for good, so that no path can rewrite a record.

    kind      made | asked | agreed | declined | moved | done | reopened | released | anew | acknowledged | left-open
              | undone
    number    from 1 within its task
    at        when it was recorded
    deadline  that which it made, asked for or moved to (of a reply's `made`: its aim; of `acknowledged`: the reply-by)
    done_at   when it was really done
    of_id     the event that is undone, or the ask that was answered
    words     why, or what they said
    """

    __owner__ = "client_id"
    __table_args__ = (UniqueConstraint("task_id", "number"),)

    id: str = Field(primary_key=True)
    client_id: str | None = reference("client", default=None)
    task_id: str = reference("task", index=False)
    number: int
    at: datetime = Field(sa_type=Instant)
    kind: str
    deadline: datetime | None = Field(default=None, sa_type=Instant)
    done_at: datetime | None = Field(default=None, sa_type=Instant)
    of_id: str | None = reference("task_event", default=None, index=False)

    words: Secret[str] = ""


class Dismissal(SealedRow, table=True):
    """A warning that was dismissed: it stays dismissed for that fact (an id of ours, a kind and an instant)."""

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str | None = reference("client", default=None)
    fact: str = Field(unique=True)
    at: datetime = Field(sa_type=Instant)
