"""Doctor compares every task with its history."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from coachdesk.store.tables.tasks import Task, TaskEvent
from tests.store.desks import Desk, add_client, raw_connection
from tests.store.one_list import DUE, NOW, event, promise


def said(desk: Desk, task_id: str) -> list[str]:
    """What doctor says of that task."""
    return [finding.what for finding in desk.findings() if finding.record == f"task {task_id}"]


def add(desk: Desk, **options: Any) -> str:
    client_id = add_client(desk)
    with desk.store.write("tasks.add", client_id=client_id) as db:
        return promise(db, client_id, **options)


def change(desk: Desk, task_id: str, **values: Any) -> None:
    """As a faulty verb would: through the store, so that the row is sealed and summed."""
    with desk.store.write("tasks.edit") as db:
        task = db.get(Task, task_id)
        assert task is not None
        task.sqlmodel_update(values)


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"due_at": DUE + timedelta(seconds=1)}, "when it is due"),
        ({"due_at": None}, "when it is due"),
        ({"state": "kept"}, "its state"),
        ({"ended_at": NOW}, "when it ended"),
        ({"state": "kept", "ended_at": NOW, "due_at": NOW}, "when it is due, its state, when it ended"),
    ],
)
def test_a_row_that_says_something_else_than_its_history_is_named(
    desk: Desk, values: dict[str, Any], what: str
) -> None:
    task_id = add(desk)
    change(desk, task_id, **values)
    assert said(desk, task_id) == [f"lists show what its history does not say ({what})"]


def test_what_is_in_order_is_not_named(filled: Desk) -> None:
    assert filled.records() == {"keys.json"}


def test_a_promise_whose_deadline_has_passed_is_open_in_its_row(desk: Desk) -> None:
    add(desk, deadline=NOW - timedelta(days=400))
    assert desk.records() == {"keys.json"}


@pytest.mark.parametrize(("number", "lost"), [(1, "1"), (2, "2"), (3, "")])
def test_a_hole_in_a_history_is_named(desk: Desk, number: int, lost: str) -> None:
    task_id = add(desk)
    with desk.store.write("tasks.edit") as db:
        task = db.get(Task, task_id)
        assert task is not None
        for other in (2, 3):
            event(db, task_id, task.client_id, other, "left-open")
    with raw_connection(desk) as other:
        other.execute("DELETE FROM task_event WHERE number = ?", (number,))
    assert said(desk, task_id) == ([f"number {lost} of what happened to it is missing"] if lost else [])
    assert any(record.startswith("task_event ") for record in desk.records())


def test_a_history_that_is_gone_is_named(desk: Desk) -> None:
    task_id = add(desk)
    with raw_connection(desk) as other:
        other.execute("DELETE FROM task_event")
    assert said(desk, task_id) == ["number 1 of what happened to it is missing"]


def test_a_damaged_event_is_named_once_and_stops_nothing(desk: Desk) -> None:
    task_id, other_id = add(desk), add(desk)
    change(desk, other_id, state="kept")
    with raw_connection(desk) as other:
        other.execute("UPDATE task_event SET at = 'never', number = 5 WHERE task_id = ?", (task_id,))
    with desk.store.read() as db:
        damaged = [row.id for row in db.all(TaskEvent) if row.damaged]
    assert desk.records() == {"keys.json", f"task_event {damaged[0]}", f"task {other_id}"}
