"""Rows of the one list and what lies beside it: sessions, messages, tasks with their histories, absences, consents."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from coachdesk.domain.ids import new_id
from coachdesk.store.session import Session
from coachdesk.store.tables.absences import Absence, Review
from coachdesk.store.tables.consents import Consent
from coachdesk.store.tables.messages import Message
from coachdesk.store.tables.sessions import SessionRow
from coachdesk.store.tables.tasks import Dismissal, Task, TaskEvent
from tests.store.ethics import fill_ethics
from tests.store.session_work import fill_session_work

NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)
DUE = datetime(2027, 1, 15, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)


def promise(db: Session, client_id: str | None, text: str = "send the notes", **options: Any) -> str:
    """A task with its first event, `made`; answers with its id. `deadline` (None for none) is DUE if not given."""
    task_id = options.pop("id", None) or new_id()
    deadline = options.pop("deadline", DUE)
    kind = options.pop("kind", "promise" if client_id else "own")
    db.add(Task(id=task_id, client_id=client_id, kind=kind, created_at=NOW, due_at=deadline, text=text, **options))
    event(db, task_id, client_id, 1, "made", deadline=deadline)
    return task_id


def event(db: Session, task_id: str, client_id: str | None, number: int, kind: str, **options: Any) -> str:
    """One thing that happened to a task; answers with its id."""
    event_id = new_id()
    at = options.pop("at", NOW)
    db.add(TaskEvent(id=event_id, client_id=client_id, task_id=task_id, number=number, at=at, kind=kind, **options))
    return event_id


def fill_one_list(db: Session, client_id: str, contact_id: str, agreement_id: str) -> None:
    """At least one row in every table, and each plain column set in one of them."""
    session_id = new_id()
    db.add(_session(session_id, client_id, agreement_id))
    fill_session_work(db, client_id, session_id)
    fill_ethics(db, client_id, agreement_id, session_id)
    message_id = new_id()
    times = {"received_at": NOW - HOUR, "created_at": NOW, "aim_at": NOW + 11 * HOUR, "expected_at": NOW + 23 * HOUR}
    db.add(Message(id=message_id, client_id=client_id, **times, how="email", about="the exercise"))
    theirs = new_id()
    db.add(Message(id=theirs, contact_id=contact_id, **times, how="phone", about="the second instalment"))
    promise(db, None, "the second instalment", kind="reply", deadline=NOW + 11 * HOUR, message_id=theirs,
            contact_id=contact_id)  # fmt: skip
    reply = promise(db, client_id, "the exercise", kind="reply", deadline=NOW + 11 * HOUR, message_id=message_id,
                    state="kept", ended_at=NOW)  # fmt: skip
    event(db, reply, client_id, 2, "acknowledged", deadline=DUE)
    kept = promise(db, client_id, "answer about the exercise", minutes=30, whole_day=True, follows_id=reply,
                   follows_as="acknowledged", agreement_id=agreement_id, session_id=session_id, state="kept",
                   ended_at=NOW, zone="Europe/Sofia")  # fmt: skip
    event(db, kept, client_id, 2, "done", done_at=NOW)
    moved = promise(db, client_id, "read the report", state="renegotiated")
    asked = event(db, moved, client_id, 2, "asked", deadline=DUE + 24 * HOUR, words="the report came late")
    event(db, moved, client_id, 3, "agreed", of_id=asked, words="of course")
    db.flush()
    task = db.get(Task, moved)
    assert task is not None
    task.due_at = DUE + 24 * HOUR
    promise(db, None, "water the plants", deadline=None, repeat="weekly:fri")
    db.add(Dismissal(id=new_id(), client_id=client_id, fact=f"{moved} load 2027-01-15T17:00:00Z", at=NOW))
    db.add(Absence(id=new_id(), created_at=NOW, from_at=DUE, until_at=DUE + 48 * HOUR, back_at=DUE + 40 * HOUR,
                   cover_id=contact_id, why="leave", told={client_id: "2027-01-12"}, decisions={moved: "keep"},
                   channels={"email": {"on": "2027-01-15T17:00:00Z"}}))  # fmt: skip
    db.add(Review(id=new_id(), day=date(2027, 1, 10), at=NOW))
    db.add(Consent(id=new_id(), client_id=client_id, kind="stand-in", given=True, on_day=date(2027, 1, 2),
                   until_day=date(2027, 12, 31), withdrawn_on=date(2027, 1, 9), created_at=NOW, how="by email",
                   use="name and number", words="yes, if you are ill"))  # fmt: skip


def _session(session_id: str, client_id: str, agreement_id: str) -> SessionRow:
    return SessionRow(
        id=session_id,
        client_id=client_id,
        agreement_id=agreement_id,
        kind="coaching",
        at=NOW - 24 * HOUR,
        minutes=60,
        state="missed",
        series_id=new_id(),
        created_at=NOW - 48 * HOUR,
        started_at=NOW - 24 * HOUR,
        held_minutes=10,
        ended_at=NOW - 23 * HOUR,
        ended_by="client",
        charged=True,
        zone="Europe/Sofia",
        medium="video",
        link="https://example.org/room",
        fallback="+359 2 000000",
        why="ill",
        wrapped_at=NOW - 22 * HOUR,
        outcome="a first sentence",
        intention="listen longer",
    )
