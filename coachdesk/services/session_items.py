"""What belongs to sessions, read from raw rows: what was settled, moments, notes, actions of theirs, what is to share.

Damaged rows are left out and remembered. Nothing here is to be called inside a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coachdesk.domain.times import from_stamp
from coachdesk.domain.views.session_work import ActionView, MomentView, NoteView, SessionAgreementView, ShareView
from coachdesk.domain.views.tasks import TaskLine
from coachdesk.services.agreement_rows import day_of
from coachdesk.services.task_reading import unwarned

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Row = Mapping[str, Any]

OF_SESSION, OF_CLIENT = "WHERE session_id = ?", "WHERE client_id = ?"


def agreement_of(desk: Desk, session_id: str) -> SessionAgreementView | None:
    """What was settled at the start of a session; nothing where it was not."""
    rows = desk.rows("session_agreement", f"{OF_SESSION} ORDER BY created_at, id LIMIT 1", (session_id,))
    return agreement_view(rows[0]) if rows else None


def agreement_view(row: Row) -> SessionAgreementView:
    """What was settled, from its row."""
    return SessionAgreementView(
        topic=row["topic"],
        result=row["result"],
        measure=row["measure"],
        matters=row["matters"],
        resolve=row["resolve"],
        minutes=row["minutes"],
        made=from_stamp(row["created_at"]),
    )


def moments_of(desk: Desk, session_id: str) -> tuple[MomentView, ...]:
    """The silent marks of a session, by time."""
    rows = desk.rows("moment", f"{OF_SESSION} ORDER BY at, id", (session_id,))
    return tuple(MomentView(row["id"], from_stamp(row["at"]), row["kind"], row["became"]) for row in rows)


def notes_of(desk: Desk, session_id: str) -> tuple[NoteView, ...]:
    """The notes of a session, in the order they were made; interpretations too, which are for the coach alone."""
    return tuple(note_view(row) for row in _by_age(desk.rows("session_note", OF_SESSION, (session_id,))))


def note_view(row: Row) -> NoteView:
    """A note, from its row."""
    return NoteView(row["id"], row["kind"], row["text"], from_stamp(row["created_at"]), row["session_id"])


def actions_of(desk: Desk, *, session_id: str = "", client_id: str = "") -> tuple[ActionView, ...]:
    """What they said they would do, the oldest first: in one session, or ever."""
    where, value = (OF_SESSION, session_id) if session_id else (OF_CLIENT, client_id)
    return tuple(action_view(row) for row in _by_age(desk.rows("client_action", where, (value,))))


def action_view(row: Row) -> ActionView:
    """An action of theirs, from its row."""
    return ActionView(
        id=row["id"],
        text=row["text"],
        state=row["state"],
        obstacle=row["obstacle"],
        made=from_stamp(row["created_at"]),
        due=day_of(row["due_on"]),
        session_id=row["session_id"] or "",
        answered=_instant(row["answered_at"]),
    )


def shares_of(desk: Desk, *, session_id: str = "", client_id: str = "") -> tuple[ShareView, ...]:
    """What is or was to share, the oldest first: of one session, or of a client."""
    where, value = (OF_SESSION, session_id) if session_id else (OF_CLIENT, client_id)
    return tuple(share_view(row) for row in _by_age(desk.rows("share", where, (value,))))


def share_view(row: Row) -> ShareView:
    """Something to share, from its row."""
    return ShareView(
        id=row["id"],
        text=row["text"],
        ask_first=bool(row["ask_first"]),
        answer=row["answer"] or "",
        answered=day_of(row["answered_on"]),
        told=day_of(row["told_on"]),
        made=from_stamp(row["created_at"]),
        session_id=row["session_id"] or "",
    )


def promises_of(desk: Desk, session_id: str) -> tuple[TaskLine, ...]:
    """The promises that were made in a session, as they stand, the oldest first; undone ones are left out."""
    rows = desk.rows("task", f"{OF_SESSION} ORDER BY created_at, rowid", (session_id,))
    return tuple(one for one in unwarned(desk, rows) if one.state != "undone")


def _by_age(rows: Iterable[Row]) -> list[Row]:
    # those of one second stay in the order in which they were written, which is that of the rows of one session
    return sorted(rows, key=lambda row: str(row["created_at"]))


def _instant(stamp: str | None) -> datetime | None:
    return from_stamp(stamp) if stamp else None
