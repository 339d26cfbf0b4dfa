"""Undo on the one list: nothing of a task's history goes; what was undone is said by one more event.

A task or a message that the undone action made stays: its `made` event is undone, and the task ended as that. The
plain columns of a task that say what became of it are put back with the rest of its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.promises import Event, cached
from coachdesk.store.history import Change, Done
from coachdesk.store.session import Session
from coachdesk.store.tables.messages import Message
from coachdesk.store.tables.tasks import Task, TaskEvent

LASTING = frozenset({"task", "task_event", "message"})
"""Tables whose rows an undo never takes away."""

UNDONE = "undone"


def stays(change: Change) -> bool:
    """Whether that row is left where it is, though the undone action made it."""
    return change.table in LASTING and change.before is None


def check(db: Session, target: Done, changes: Sequence[Change]) -> None:
    """Raises undo.list for an undo of tasks (their history goes one way), undo.changed where more happened since."""
    events = [change.after for change in changes if change.table == "task_event" and change.after is not None]
    if events and target.undoes is not None:
        raise failure("undo.list")
    ours = {str(event["id"]) for event in events}
    for task_id in sorted({str(event["task_id"]) for event in events}):
        happened = _events(db, task_id)
        gone = {event.of_id for event in happened if event.kind == UNDONE}
        first = min(event.number for event in happened if event.id in ours)
        if any(event.number > first and event.kind != UNDONE and event.id not in gone | ours for event in happened):
            raise failure("undo.changed", what=f"task {task_id[:8]}")


def take_back(db: Session, changes: Sequence[Change], now: datetime) -> None:
    """Says of every event of the undone action that it is undone; the tasks stand as their histories say then."""
    events = [change.after for change in changes if change.table == "task_event" and change.after is not None]
    for event in sorted(events, key=lambda one: int(one["number"]), reverse=True):
        _say_undone(db, str(event["id"]), now)
    for task_id in sorted({str(event["task_id"]) for event in events}):
        task = db.get(Task, task_id)
        if task is not None:
            _renew(db, task)
    going = {change.row_id for change in changes if change.before is None and change.table not in LASTING}
    for change in changes:
        if change.table == "task" and change.before is None:
            _let_go(db.get(Task, change.row_id), going)


def _say_undone(db: Session, event_id: str, now: datetime) -> None:
    event = db.get(TaskEvent, event_id)
    if event is None:
        return
    number = max(one.number for one in _events(db, event.task_id)) + 1
    db.add(TaskEvent(id=new_id(), client_id=event.client_id, task_id=event.task_id, number=number, at=now, kind=UNDONE,
                     of_id=event.id))  # fmt: skip
    db.flush()  # the next one of the same task counts on from here


def _renew(db: Session, task: Task) -> None:
    """The caches of a task. A promise that is taken back after its deadline ends as broken, whatever it was before."""
    message = db.get(Message, task.message_id) if task.kind == "reply" and task.message_id else None
    events = [
        Event(row.id, row.number, row.at, row.kind, row.deadline, row.done_at, row.of_id)
        for row in _events(db, task.id)
    ]
    standing = cached(task.kind, events, message.expected_at if message else None)
    task.due_at, task.state, task.ended_at = standing.due, standing.state, standing.ended


def _let_go(task: Task | None, going: set[str]) -> None:
    """A task that stays names nothing that goes with the same undo."""
    if task is not None and task.session_id in going:
        task.session_id = None
    if task is not None and task.agreement_id in going:
        task.agreement_id = None


def _events(db: Session, task_id: str) -> list[TaskEvent]:
    return sorted(db.all(TaskEvent, TaskEvent.task_id == task_id), key=lambda event: event.number)
