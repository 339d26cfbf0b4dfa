"""The page of a task: its line, all that happened to it in words, what it came from and what came of it; and what is
owed under an agreement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coachdesk.domain.agreements import DEFAULT_TITLE
from coachdesk.domain.promises import not_undone
from coachdesk.domain.times import clock, from_stamp, local
from coachdesk.domain.views.task_lines import TaskLine
from coachdesk.domain.views.tasks import TaskEventLine, TaskPage
from coachdesk.domain.whens import end_of_day
from coachdesk.services.people import people
from coachdesk.services.task_reading import facts, frame, line_of, unwarned
from coachdesk.services.task_rows import Facts
from coachdesk.services.task_words import event_words

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

FOLLOWS = {
    "anew": ("the promise it was before", "promised anew"),
    "repeat": ("the time before", "the next time"),
    "acknowledged": ("the message that was acknowledged", "the promise to answer"),
}
"""What a task follows, and what follows it, by the way it does."""


def page(desk: Desk, task_id: str) -> TaskPage:
    """A task, whole. Raises `ref.unknown`."""
    task = facts(desk, task_id)
    settings = desk.settings()
    home, line = settings.zone, line_of(task, frame(desk))
    ends = line.due is not None and end_of_day(local(line.due, home).date(), settings.eod, home) == line.due
    return TaskPage(
        line=line,
        history=tuple(_history(desk, task, home)),
        zone=task.zone or home,
        leads_to=tuple(_leads_to(desk, task)),
        ends_my_day=line.whole_day and ends,
    )


def _history(desk: Desk, task: Facts, home: str) -> Iterator[TaskEventLine]:
    someone = people(desk).get(task.to)
    alive = {event.id for event in not_undone(task.events)}
    said: dict[str, str] = {}
    for event, words in zip(task.events, task.words, strict=True):
        there = someone.zone_at(event.deadline or event.at) if someone is not None else ""
        told = event_words(task.kind, event, words, home, there, said.get(event.of_id or "", ""))
        said[event.id] = told
        yield TaskEventLine(id=event.id, at=event.at, kind=event.kind, said=told, undone=event.id not in alive)


def _leads_to(desk: Desk, task: Facts) -> Iterator[tuple[str, str, str]]:
    """Whom it is owed to, what it belongs to, what it followed and what followed it."""
    if task.to is not None:
        someone = people(desk).get(task.to)
        yield *task.to, someone.title if someone is not None else "someone whose record cannot be read"
    for row in desk.rows("agreement", "WHERE id = ?", (task.agreement_id,)):
        yield "agreement", row["id"], row["title"] or DEFAULT_TITLE
    for row in desk.rows("session", "WHERE id = ?", (task.session_id,)):
        yield "session", row["id"], f"the session of {clock(from_stamp(row['at']), desk.settings().zone)}"
    for row in desk.rows("message", "WHERE id = ?", (task.message_id,)):
        yield "message", row["id"], f"their message: {row['about']}"
    for row in desk.rows("task", "WHERE id = ?", (task.follows_id,)):
        yield "task", row["id"], f"{FOLLOWS[task.follows_as][0]}: {row['text']}"
    for row in desk.rows("task", "WHERE follows_id = ? AND state <> 'undone'", (task.id,)):
        yield "task", row["id"], f"{FOLLOWS[row['follows_as']][1]}: {row['text']}"
    if task.kind == "reply":  # on the page of a message: what was caught while it was read
        caught = "WHERE message_id = ? AND id <> ? AND follows_id IS NULL AND state <> 'undone' ORDER BY created_at, id"
        for row in desk.rows("task", caught, (task.message_id, task.id)):
            yield "task", row["id"], f"caught from it: {row['text']}"


def under_agreement(desk: Desk, agreement_id: str) -> tuple[TaskLine, ...]:
    """What is still open that belongs to an agreement, such as its review, by when it is due."""
    rows = desk.rows("task", "WHERE agreement_id = ? AND ended_at IS NULL ORDER BY due_at, id", (agreement_id,))
    return tuple(one for one in unwarned(desk, rows) if one.is_open)
