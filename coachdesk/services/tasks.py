"""The one list: what is put on it, and what becomes of it. What happened to a task is only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.tasks import task_minutes, task_text
from coachdesk.domain.promises import BROKEN
from coachdesk.domain.text import clean
from coachdesk.domain.times import clock
from coachdesk.domain.views.tasks import Done, TaskLine
from coachdesk.services.capture import Understood, understood
from coachdesk.services.people import Key
from coachdesk.services.records import record
from coachdesk.services.renegotiating import answer_ask, renegotiate
from coachdesk.services.repeating import next_round
from coachdesk.services.task_finding import find
from coachdesk.services.task_page import page
from coachdesk.services.task_reading import line, lines
from coachdesk.services.task_words import done_words, released_words
from coachdesk.services.task_writing import Links, Opened, client_of, new_task, still_open
from coachdesk.store.engine import Session
from coachdesk.store.tables.tasks import Dismissal, Task

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

__all__ = [
    "add", "answer_ask", "dismiss", "done", "done_many", "edit_text", "find", "leave_open", "line", "lines", "page",
    "put", "record", "release", "renegotiate",
]  # fmt: skip


def add(
    desk: Desk,
    caught: str,
    *,
    zone: str = "",
    agreement_id: str | None = None,
    message_id: str | None = None,
    session_id: str | None = None,
    to: Key | None = None,
) -> TaskLine:
    """Put what a line says on the list, exactly as `capture.read` showed it; `to` is meant where it names nobody.

    Raises why the line cannot be saved (`line.…`, `when.…`, …); nothing is saved then.
    """
    found = understood(desk, caught, zone=zone, to=to)
    links = Links(agreement_id or "", message_id or "", session_id or "")
    with desk.store.write("tasks.add", client_id=found.client_id) as db:
        task = put(db, desk.clock(), found, links)
    return line(desk, task.row.id)


def put(db: Session, now: datetime, found: Understood, links: Links) -> Opened:
    """Put what was understood on the list, inside a transaction that does more than that."""
    when = found.line.when
    return new_task(
        db,
        now,
        kind=found.line.kind,
        to=found.to,
        text=found.line.text,
        due=when.instant if when else None,
        minutes=found.line.minutes,
        whole_day=when.whole_day if when else False,
        zone=when.zone if when else "",
        repeat=found.line.repeat,
        links=links,
    )


def edit_text(desk: Desk, task_id: str, text: str, minutes: str | None = None) -> TaskLine:
    """Other words for an open task and, where given, another estimate (`30m`; empty text takes it away).

    Never another deadline: that is a renegotiation. Raises `task.not-open`, `line.empty`, `line.long`, `line.estimate`.
    """
    words = task_text(text)
    estimate = task_minutes(minutes) if minutes else None
    with desk.store.write("tasks.edit", client_id=client_of(desk, task_id)) as db:
        row = still_open(desk, db, task_id).row
        if row.text != words:
            row.text = words
        if minutes is not None and row.minutes != estimate:
            row.minutes = estimate
    return line(desk, task_id)


def done(desk: Desk, task_id: str, at: datetime | None = None) -> Done:
    """It is done, now or at an earlier instant; says whether in time. One that repeats makes the next, and says so.

    A reply that is done was answered.
    Raises `task.done-already`, `task.not-open`, `task.future`, `task.before-made`, `message.before`.
    """
    owner, is_reply = client_of(desk, task_id), _kind_of(desk, task_id) == "reply"
    with desk.store.write("messages.answer" if is_reply else "tasks.done", client_id=owner) as db:
        return _do(desk, db, task_id, at)


def done_many(desk: Desk, task_ids: Sequence[str]) -> tuple[Done, ...]:
    """Several are done at once, as one action. Raises what `done` does for the first that cannot be; none is then."""
    owners = {client_of(desk, one) for one in task_ids}
    with desk.store.write("tasks.done", client_id=owners.pop() if len(owners) == 1 else None) as db:
        return tuple(_do(desk, db, one, None) for one in dict.fromkeys(task_ids))


def _do(desk: Desk, db: Session, task_id: str, at: datetime | None) -> Done:
    task, now, zone = still_open(desk, db, task_id), desk.clock(), desk.settings().zone
    when = at or now
    if when > now:
        raise failure("task.future", where="at", when=clock(when, zone))
    if when < task.begun:
        made = clock(task.begun, zone)
        if task.message is not None:
            raise failure("message.before", where="at", when=clock(when, zone), received=made)
        raise failure("task.before-made", where="at", when=clock(when, zone), made=made)
    task.event(db, "done", now, done_at=when)
    words = done_words(task.row.kind, task.standing(now), when)
    following = next_round(desk, db, task, now)
    if following is None or following.row.due_at is None:
        return Done(task_id, words)
    return Done(task_id, f"{words}; the next one is due {clock(following.row.due_at, zone)}", following.row.id)


def release(desk: Desk, task_id: str, said: str) -> Done:
    """A promise: they let me off, in their words. A broken one can be released too, and stays counted as broken.
    My own task is let go, and a message that needs no answer is closed, each with a word why; neither is counted.

    Raises `task.release-words`, `task.let-go`, `task.not-open`, `task.done-already`.
    """
    words, owner, kind = clean(said, where="said"), client_of(desk, task_id), _kind_of(desk, task_id)
    if not words:
        raise failure("task.release-words" if kind == "promise" else "task.let-go", where="said")
    with desk.store.write("messages.close" if kind == "reply" else "tasks.release", client_id=owner) as db:
        task = still_open(desk, db, task_id)
        was_broken = kind == "promise" and task.standing(desk.clock()).state == BROKEN
        task.event(db, "released", desk.clock(), words=words)
        repeats = bool(task.row.repeat)
    return Done(task_id, released_words(kind, was_broken=was_broken, repeats=repeats))


def leave_open(desk: Desk, task_id: str, why: str) -> Done:
    """It stays open for a reason, which is kept. Raises `task.why`, `task.not-open`, `task.done-already`."""
    words = clean(why, where="why")
    if not words:
        raise failure("task.why", where="why")
    with desk.store.write("tasks.leave-open", client_id=client_of(desk, task_id)) as db:
        still_open(desk, db, task_id).event(db, "left-open", desk.clock(), words=words)
    return Done(task_id, "left open")


def dismiss(desk: Desk, fact: str, client_id: str | None = None) -> None:
    """A warning is not shown again for that fact; whose task it is about is read from it where no client is named."""
    owner = client_id or _client_in(desk, fact)
    with desk.store.write("tasks.dismiss", client_id=owner) as db:
        if not db.all(Dismissal, Dismissal.fact == fact):
            db.add(Dismissal(id=new_id(), client_id=owner, fact=fact, at=desk.clock()))


def _client_in(desk: Desk, fact: str) -> str | None:
    """The client whose task a fact names, if it names one."""
    with desk.store.read() as db:
        rows = [row for part in fact.split(":") if (row := db.get(Task, part)) is not None]
    return rows[0].client_id if rows else None


def _kind_of(desk: Desk, task_id: str) -> str:
    with desk.store.read() as db:
        row = db.get(Task, task_id)
        return row.kind if row is not None else ""
