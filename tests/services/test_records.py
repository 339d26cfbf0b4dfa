"""The record of a person: every promise counted by its end, and nothing that rewrites it."""

from __future__ import annotations

from coachdesk.services import messages, tasks, undo
from coachdesk.services.desk import Desk
from coachdesk.store.tables.tasks import Task, TaskEvent
from tests.services import acts


def test_ends_are_counted_and_renegotiations_stand_beside(desk: Desk) -> None:
    client = acts.client(desk, "Amara Okonkwo", called="Amara").id
    kept, late, broken, moved, still = (acts.promise(desk, f"number {n} @amara fri 17:00") for n in range(5))
    tasks.done(desk, kept.id)
    tasks.renegotiate(desk, moved.id, "mon", said="Monday is fine")
    tasks.renegotiate(desk, moved.id, "tue", said="or Tuesday")
    acts.at_instant(desk, "2026-11-28T09:00:00Z")
    tasks.done(desk, late.id)
    tasks.renegotiate(desk, broken.id, "mon")
    tasks.done(desk, moved.id)
    record = tasks.record(desk, "client", client)
    assert (record.kept, record.late, record.broken, record.renegotiated, record.open) == (2, 1, 2, 1, 2)
    assert record.words == "kept 2 of 5 · 1 late · 2 broken · 1 renegotiated in time"
    assert tasks.page(desk, still.id).line.state == "broken"


def test_own_tasks_and_other_people_do_not_count(desk: Desk) -> None:
    client, sponsor = acts.client(desk, "Amara Okonkwo").id, acts.contact(desk).id
    tasks.done(desk, tasks.add(desk, "tidy up").id)
    tasks.done(desk, tasks.add(desk, "send the report @ingrid mon").id)
    assert tasks.record(desk, "client", client).words == "nothing promised yet"
    assert tasks.record(desk, "contact", sponsor).words == "kept 1 of 1"


def test_replies_are_counted_beside(desk: Desk) -> None:
    client = acts.client(desk, "Amara Okonkwo").id
    one, other = (messages.log(desk, ("client", client), about) for about in ("one", "two"))
    messages.answer(desk, one.id)
    acts.at_instant(desk, "2026-11-29T09:00:00Z")
    messages.answer(desk, other.id)
    record = tasks.record(desk, "client", client)
    assert (record.early, record.in_time, record.late_replies) == (1, 0, 1)
    assert record.reply_words == "replies 1 of 2 in time"


def test_nobody_gets_rid_of_a_broken_promise_by_taking_it_back(desk: Desk) -> None:
    client = acts.client(desk, "Amara Okonkwo", called="Amara").id
    line = acts.promise(desk)
    acts.at_instant(desk, "2026-11-28T09:00:00Z")
    undo.undo(desk)
    assert tasks.record(desk, "client", client).words == "kept 0 of 1 · 1 broken"
    assert tasks.lines(desk) == []
    assert [one.id for one in tasks.lines(desk, states=("broken",))] == [line.id]


def test_no_path_rewrites_what_happened(desk: Desk) -> None:
    acts.client(desk, "Amara Okonkwo", called="Amara")
    line = acts.promise(desk)
    for change in (_another_deadline, _gone, _not_its_own):
        try:
            with desk.store.write("tasks.edit") as db:
                change(db.all(TaskEvent)[0], db.all(Task)[0], db)
        except TypeError:
            continue
        raise AssertionError(change.__name__)
    assert acts.events(desk, line.id) == [(1, "made")]


def _another_deadline(event: TaskEvent, task: Task, db: object) -> None:
    event.deadline = None


def _gone(event: TaskEvent, task: Task, db: object) -> None:
    db.delete(event)  # type: ignore[attr-defined]


def _not_its_own(event: TaskEvent, task: Task, db: object) -> None:
    task.client_id = None
