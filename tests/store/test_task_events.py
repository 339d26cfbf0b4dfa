"""What became of a promise is written for good: by no path is it changed, and undo shows as undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from coachdesk.domain.ids import new_id
from coachdesk.store import raw, undo
from coachdesk.store.engine import Store
from coachdesk.store.history import actions
from coachdesk.store.session import Session
from coachdesk.store.tables.messages import Message
from coachdesk.store.tables.sessions import SessionRow
from coachdesk.store.tables.tasks import Task, TaskEvent
from tests.store.desks import Desk, add_client, refusal
from tests.store.one_list import DUE, HOUR, NOW, event, promise

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def client_id(desk: Desk) -> str:
    """A client."""
    return add_client(desk)


def add(desk: Desk, client_id: str | None, **options: Any) -> str:
    """A promise by an action of its own."""
    with desk.store.write("tasks.add", client_id=client_id) as db:
        return promise(db, client_id, **options)


def happens(desk: Desk, task_id: str, kind: str, *, caches: dict[str, Any] | None = None, **options: Any) -> str:
    """An event by an action of its own, with what it makes of the task's plain columns."""
    with desk.store.write("tasks.done") as db:
        task = db.get(Task, task_id)
        assert task is not None
        number = 1 + len(db.all(TaskEvent, TaskEvent.task_id == task_id))
        for name, value in (caches or {}).items():
            setattr(task, name, value)
        return event(db, task_id, task.client_id, number, kind, **options)


def done(desk: Desk, task_id: str) -> str:
    """The task is done, in time."""
    return happens(desk, task_id, "done", caches={"state": "kept", "ended_at": NOW}, done_at=NOW)


def rows(desk: Desk, table: str) -> list[dict[str, Any]]:
    return raw.rows(desk.connection, desk.vault, table)


def history(desk: Desk, task_id: str) -> list[tuple[int, str, int]]:
    """Each event's number, kind, and the number of the one it names."""
    found = {row["id"]: row for row in rows(desk, "task_event") if row["task_id"] == task_id}
    lines = [(row["number"], row["kind"], found[row["of_id"]]["number"] if row["of_id"] else 0)
             for row in found.values()]  # fmt: skip
    return sorted(lines)


def state(desk: Desk, task_id: str) -> tuple[str, str | None, str | None]:
    row = raw.row(desk.connection, desk.vault, "task", task_id)
    assert row is not None
    return row["state"], row["due_at"], row["ended_at"]


def latest(desk: Desk) -> str:
    with desk.store.read() as db:
        return actions(db)[0].id


def whole(desk: Desk) -> bool:
    return desk.records() == {"keys.json"}


OPEN = ("open", "2027-01-15T17:00:00Z", None)


def test_a_task_that_is_undone_stays_and_says_so(desk: Desk, client_id: str) -> None:
    task_id = add(desk, client_id)
    assert undo.undo(desk.store).verb == "tasks.add"
    assert history(desk, task_id) == [(1, "made", 0), (2, "undone", 1)]
    assert state(desk, task_id) == ("undone", OPEN[1], "2027-01-11T09:00:00Z")
    assert whole(desk)


def test_what_was_done_is_undone_by_one_more_event(desk: Desk, client_id: str) -> None:
    task_id = add(desk, client_id)
    done(desk, task_id)
    assert state(desk, task_id)[0] == "kept"
    undo.undo(desk.store)
    assert history(desk, task_id) == [(1, "made", 0), (2, "done", 0), (3, "undone", 2)]
    assert state(desk, task_id) == OPEN
    done(desk, task_id)
    undo.undo(desk.store)
    undo.undo(desk.store)
    assert [kind for _, kind, _ in history(desk, task_id)] == ["made", "done", "undone", "done", "undone", "undone"]
    assert history(desk, task_id)[-1] == (6, "undone", 1)
    assert state(desk, task_id)[0] == "undone"
    assert whole(desk)


def test_a_promise_taken_back_after_its_deadline_ends_as_broken(desk: Desk, client_id: str) -> None:
    task_id = add(desk, client_id)
    undo.undo(Store(desk.connection, desk.vault, lambda: DUE + HOUR), latest(desk))
    assert state(desk, task_id) == ("broken", OPEN[1], "2027-01-15T18:00:00Z")
    assert whole(desk)


def test_an_undo_on_the_one_list_is_not_undone(desk: Desk, client_id: str) -> None:
    task_id = add(desk, client_id)
    done(desk, task_id)
    undo.undo(desk.store)
    before = history(desk, task_id)
    with refusal("undo.list"):
        undo.undo(desk.store, latest(desk))
    assert (history(desk, task_id), state(desk, task_id)) == (before, OPEN)


def test_an_edit_of_the_words_is_undone_and_done_again_like_any_other_row(desk: Desk, client_id: str) -> None:
    task_id = add(desk, client_id)
    with desk.store.write("tasks.edit") as db:
        task = db.get(Task, task_id)
        assert task is not None
        task.text, task.minutes = "send all the notes", 20
    undo.undo(desk.store)
    assert [row["text"] for row in rows(desk, "task")] == ["send the notes"]
    undo.undo(desk.store, latest(desk))
    assert [(row["text"], row["minutes"]) for row in rows(desk, "task")] == [("send all the notes", 20)]
    assert history(desk, task_id) == [(1, "made", 0)]
    assert whole(desk)


def test_an_older_action_is_refused_where_more_happened_since(desk: Desk, client_id: str) -> None:
    task_id = add(desk, client_id)
    made = latest(desk)
    asked = happens(desk, task_id, "asked", deadline=DUE + HOUR)  # nothing of the task's own row changes
    asking = latest(desk)
    happens(desk, task_id, "agreed", of_id=asked, caches={"due_at": DUE + HOUR})
    before = history(desk, task_id), state(desk, task_id)
    for action in (made, asking):
        with refusal("undo.changed"):
            undo.undo(desk.store, action)
    assert (history(desk, task_id), state(desk, task_id)) == before
    for _ in range(3):
        undo.undo(desk.store)
    assert history(desk, task_id)[3:] == [(4, "undone", 3), (5, "undone", 2), (6, "undone", 1)]
    assert state(desk, task_id)[:2] == ("undone", OPEN[1])
    assert whole(desk)


def test_an_older_action_is_undone_where_what_came_since_was_undone(desk: Desk, client_id: str) -> None:
    task_id = add(desk, client_id)
    made = latest(desk)
    happens(desk, task_id, "left-open", words="waiting for the printer")
    undo.undo(desk.store)
    undo.undo(desk.store, made)
    assert history(desk, task_id)[-1] == (4, "undone", 1)
    with refusal("undo.done"):
        undo.undo(desk.store, made)


def test_a_promise_made_anew_is_undone_with_the_end_of_the_old_one(desk: Desk, client_id: str) -> None:
    old = add(desk, client_id)
    with desk.store.write("tasks.renegotiate", client_id=client_id) as db:
        task = db.get(Task, old)
        assert task is not None
        task.state, task.ended_at = "broken", NOW
        event(db, old, client_id, 2, "anew", deadline=DUE + HOUR)
        new = promise(db, client_id, deadline=DUE + HOUR, follows_id=old, follows_as="anew")
    undo.undo(desk.store)
    assert (state(desk, old), state(desk, new)[0]) == (OPEN, "undone")
    assert history(desk, new) == [(1, "made", 0), (2, "undone", 1)]
    assert history(desk, old)[-1] == (3, "undone", 2)
    assert whole(desk)


def test_a_message_stays_with_its_reply_undone(desk: Desk, client_id: str) -> None:
    message_id = new_id()
    with desk.store.write("messages.log", client_id=client_id) as db:
        db.add(_message(message_id, client_id))
        reply = promise(db, client_id, kind="reply", message_id=message_id)
    undo.undo(desk.store)
    assert [row["about"] for row in rows(desk, "message")] == ["the exercise"]
    assert state(desk, reply)[0] == "undone"
    assert whole(desk)


def test_what_the_same_action_made_beside_a_task_goes_and_is_not_named_any_more(desk: Desk, client_id: str) -> None:
    session_id = new_id()
    with desk.store.write("sessions.add", client_id=client_id) as db:
        db.add(SessionRow(id=session_id, client_id=client_id, kind="coaching", at=DUE, minutes=60, created_at=NOW))
        task_id = promise(db, client_id, session_id=session_id)
    undo.undo(desk.store)
    assert rows(desk, "session") == []
    assert [row["session_id"] for row in rows(desk, "task")] == [None]
    assert history(desk, task_id)[-1] == (2, "undone", 1)
    assert whole(desk)


def test_a_client_to_whom_something_was_promised_does_not_go(desk: Desk, client_id: str) -> None:
    clients = latest(desk)
    add(desk, client_id)
    undo.undo(desk.store)
    with refusal("undo.kept"):
        undo.undo(desk.store, clients)


def test_undo_of_one_run_leaves_the_other_runs_tasks_alone(desk: Desk, client_id: str) -> None:
    task_id = add(desk, client_id)
    with refusal("undo.nothing"):
        undo.undo(Store(desk.connection, desk.vault, lambda: LATER), run="another")
    assert history(desk, task_id) == [(1, "made", 0)]


def test_the_undone_event_is_recorded_at_the_time_of_the_undo(desk: Desk, client_id: str) -> None:
    task_id = add(desk, client_id)
    undo.undo(Store(desk.connection, desk.vault, lambda: LATER), latest(desk))
    assert [row["at"] for row in rows(desk, "task_event") if row["kind"] == "undone"] == ["2027-01-11T11:00:00Z"]
    assert state(desk, task_id)[2] == "2027-01-11T11:00:00Z"


def test_events_of_two_tasks_by_one_action_are_undone_together(desk: Desk, client_id: str) -> None:
    tasks = [add(desk, client_id), add(desk, None, text="water the plants")]
    with desk.store.write("tasks.done") as db:
        for task_id in tasks:
            task = db.get(Task, task_id)
            assert task is not None
            task.state, task.ended_at = "kept", NOW
            event(db, task_id, task.client_id, 2, "left-open")
            event(db, task_id, task.client_id, 3, "done", done_at=NOW)
    undo.undo(desk.store)
    for task_id in tasks:
        assert history(desk, task_id)[3:] == [(4, "undone", 3), (5, "undone", 2)]
        assert state(desk, task_id) == OPEN
    assert whole(desk)


def _message(message_id: str, client_id: str) -> Message:
    times = {"received_at": NOW - HOUR, "created_at": NOW, "aim_at": NOW + 11 * HOUR, "expected_at": NOW + 23 * HOUR}
    return Message(id=message_id, client_id=client_id, **times, how="email", about="the exercise")


def _change_event(db: Session) -> None:
    db.all(TaskEvent)[0].words = "another reason"


def _change_deadline(db: Session) -> None:
    db.all(TaskEvent)[0].deadline = DUE + HOUR


def _delete_event(db: Session) -> None:
    db.delete(db.all(TaskEvent)[0])


def _change_message(db: Session) -> None:
    db.all(Message)[0].received_at = NOW + HOUR


def _reword_message(db: Session) -> None:
    db.all(Message)[0].about = "something else"


def _delete_message(db: Session) -> None:
    db.delete(db.all(Message)[0])


def _delete_task(db: Session) -> None:
    db.delete(db.all(Task)[0])


def _change_kind(db: Session) -> None:
    db.all(Task)[0].kind = "own"


def _change_made(db: Session) -> None:
    db.all(Task)[0].created_at = NOW + HOUR


def _change_to(db: Session) -> None:
    db.all(Task)[0].contact_id = new_id()


def _change_what_it_follows(db: Session) -> None:
    db.all(Task)[0].follows_as = "anew"


def _leave_a_hole(db: Session) -> None:
    task = db.all(Task)[0]
    event(db, task.id, task.client_id, 3, "done", done_at=NOW)


def _begin_at_nothing(db: Session) -> None:
    task = db.all(Task)[0]
    event(db, task.id, task.client_id, 0, "done", done_at=NOW)


def _make_without_history(db: Session) -> None:
    db.add(Task(id=new_id(), kind="own", created_at=NOW, text="from nowhere"))


@pytest.mark.parametrize(
    "change",
    [
        _change_event, _change_deadline, _delete_event, _change_message, _reword_message, _delete_message, _delete_task,
        _change_kind, _change_made, _change_to, _change_what_it_follows, _leave_a_hole, _begin_at_nothing,
        _make_without_history,
    ],
)  # fmt: skip
def test_no_verb_writes_over_what_happened(desk: Desk, client_id: str, change: Callable[[Session], None]) -> None:
    with desk.store.write("messages.log", client_id=client_id) as db:
        db.add(_message("m" * 16, client_id))
        promise(db, client_id, kind="reply", message_id="m" * 16)
    before = rows(desk, "task"), rows(desk, "task_event"), rows(desk, "message")
    with pytest.raises(TypeError), desk.store.write("tasks.edit") as db:
        change(db)
    assert (rows(desk, "task"), rows(desk, "task_event"), rows(desk, "message")) == before
    assert whole(desk)


def test_a_number_is_given_once(desk: Desk, client_id: str) -> None:
    task_id = add(desk, client_id)
    with refusal("store.unknown"), desk.store.write("tasks.done") as db:
        event(db, task_id, client_id, 1, "done", done_at=NOW)
    assert history(desk, task_id) == [(1, "made", 0)]
