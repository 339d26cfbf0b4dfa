"""Writing tasks: a new one, what happened to one, and the caches that lists are queried by; inside a transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.promises import KEPT, LATE, Event, Standing, cached, not_undone, state_of, state_words
from coachdesk.domain.times import clock
from coachdesk.services.people import Key
from coachdesk.store.engine import Session
from coachdesk.store.tables.tasks import Task, TaskEvent

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.store.tables.messages import Message


ANEW = "anew"
"""How a promise made after the deadline of an old one says so (`task.follows_as`)."""


@dataclass(frozen=True, slots=True)
class Links:
    """What a task belongs to or came from: ids, empty where there is none. `follows_as` says how it follows a task."""

    agreement_id: str = ""
    message_id: str = ""
    session_id: str = ""
    follows_id: str = ""
    follows_as: str = ""


@dataclass(slots=True)
class Opened:
    """A task inside a transaction, with all that happened to it so far."""

    row: Task
    events: list[TaskEvent]
    message: Message | None = None

    @property
    def expected(self) -> datetime | None:
        """When an answer is expected, of a reply."""
        return self.message.expected_at if self.message is not None else None

    @property
    def begun(self) -> datetime:
        """Since when it could be done: it was put on the list then, or its message arrived."""
        return self.message.received_at if self.message is not None else self.row.created_at

    @property
    def key(self) -> Key | None:
        """To whom it is owed."""
        return key_of(self.row)

    def facts(self) -> tuple[Event, ...]:
        """What happened, as the rules read it."""
        return tuple(_event(one) for one in self.events)

    def standing(self, now: datetime) -> Standing:
        """How it stands at that instant."""
        return state_of(self.row.kind, self.facts(), now, expected=self.expected)

    def event(
        self,
        db: Session,
        kind: str,
        now: datetime,
        *,
        deadline: datetime | None = None,
        done_at: datetime | None = None,
        of_id: str | None = None,
        words: str = "",
    ) -> TaskEvent:
        """Something more happened: it is written with the next number, and the caches follow."""
        made = TaskEvent(
            id=new_id(),
            client_id=self.row.client_id,
            task_id=self.row.id,
            number=self.events[-1].number + 1 if self.events else 1,
            at=now,
            kind=kind,
            deadline=deadline,
            done_at=done_at,
            of_id=of_id,
            words=words,
        )
        db.add(made)
        self.events.append(made)
        self._cache()
        return made

    def _cache(self) -> None:
        standing = cached(self.row.kind, self.facts(), self.expected)
        for name, value in (("state", standing.state), ("due_at", standing.due), ("ended_at", standing.ended)):
            if getattr(self.row, name) != value:
                setattr(self.row, name, value)


def new_task(
    db: Session,
    now: datetime,
    *,
    kind: str,
    to: Key | None,
    text: str,
    due: datetime | None,
    minutes: int | None = None,
    whole_day: bool = False,
    zone: str = "",
    repeat: str = "",
    links: Links | None = None,
    words: str = "",
    message: Message | None = None,
) -> Opened:
    """A new task on the one list, with its first event."""
    link = links or Links()
    row = Task(
        id=new_id(),
        client_id=to[1] if to and to[0] == "client" else None,
        contact_id=to[1] if to and to[0] == "contact" else None,
        kind=kind,
        created_at=now,
        due_at=due,
        minutes=minutes,
        whole_day=whole_day,
        follows_id=link.follows_id or None,
        follows_as=link.follows_as or None,
        agreement_id=link.agreement_id or None,
        session_id=link.session_id or None,
        message_id=link.message_id or None,
        text=text,
        zone=zone,
        repeat=repeat,
    )
    db.add(row)
    opened = Opened(row, [], message)
    opened.event(db, "made", now, deadline=due, words=words)
    return opened


def opened(db: Session, task_id: str) -> Opened:
    """A task with all that happened to it. Raises `ref.unknown`, `row.damaged`."""
    row = db.get(Task, task_id)
    if row is None:
        raise failure("ref.unknown", ref=task_id, noun="task")
    row.secrets()
    events = sorted(db.all(TaskEvent, TaskEvent.task_id == task_id), key=lambda one: one.number)
    for one in events:
        one.secrets()
    return Opened(row, events, _message(db, row))


def _message(db: Session, row: Task) -> Message | None:
    """The message that a reply answers. Its table is made when it is asked for: `add` has no time for it."""
    if row.kind != "reply" or not row.message_id:
        return None
    from coachdesk.store.tables.messages import Message

    return db.get(Message, row.message_id)


def key_of(row: Task | Message) -> Key | None:
    """To or from whom a row is."""
    if row.client_id:
        return "client", row.client_id
    return ("contact", row.contact_id) if row.contact_id else None


def _event(row: TaskEvent) -> Event:
    return Event(
        id=row.id, number=row.number, at=row.at, kind=row.kind, deadline=row.deadline, done_at=row.done_at,
        of_id=row.of_id,
    )  # fmt: skip


def still_open(desk: Desk, db: Session, task_id: str) -> Opened:
    """A task that something may still become of. Raises `task.done-already`, `task.not-open`, `ref.unknown`."""
    task = opened(db, task_id)
    standing = task.standing(desk.clock())
    if standing.ended is None:
        return task
    zone = desk.settings().zone
    if task.row.kind == "reply" and any(one.kind == "acknowledged" for one in not_undone(task.facts())):
        raise failure("message.acknowledged", where=_named(db, task.row), when=clock(standing.ended, zone))
    if standing.state in (KEPT, LATE):
        raise failure("task.done-already", where=_named(db, task.row), when=clock(standing.ended, zone))
    raise failure("task.not-open", where=_named(db, task.row), state=state_words(task.row.kind, standing.state))


def _named(db: Session, row: Task) -> str:
    """Which task it is, for a line that says why not: its words and for whom, short."""
    from coachdesk.store.tables.clients import Client  # only a refusal names them
    from coachdesk.store.tables.contacts import Contact

    client = db.get(Client, row.client_id) if row.client_id else None
    contact = db.get(Contact, row.contact_id) if row.contact_id else None
    name = ""
    if client is not None and client.damaged is None:
        name = client.called
    elif contact is not None and contact.damaged is None:
        name = contact.called or contact.name
    text = row.text if len(row.text) <= 60 else row.text[:59] + "…"
    return f"“{text}” ({name})" if name else f"“{text}”"


def client_of(desk: Desk, task_id: str) -> str | None:
    """The client whom a task belongs to, if to any. Raises `ref.unknown`."""
    with desk.store.read() as db:
        row = db.get(Task, task_id)
        if row is None:
            raise failure("ref.unknown", ref=task_id, noun="task")
        return row.client_id
