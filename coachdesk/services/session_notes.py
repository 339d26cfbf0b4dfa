"""Notes of a session: what was seen, what the coach makes of it, what came to the client; each kind on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain import session_work as rules
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.session_work import note_text
from coachdesk.domain.views.session_work import NoteView
from coachdesk.services.session_items import note_view
from coachdesk.services.session_work import client_of, session_row
from coachdesk.store.engine import Session
from coachdesk.store.tables.session_work import SessionNote

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def add(desk: Desk, session_id: str, kind: str, text: str) -> NoteView:
    """Add a note of a kind: note, observation, interpretation (the coach's own, which never leaves) or insight.

    Raises `moment.became`, `text.…` (above 20,000 characters), `wrap-up.not-held`, `ref.unknown`.
    """
    rules.known_becoming(kind, rules.NOTE_KINDS)
    words = note_text(text)
    note_id = new_id()
    with desk.store.write("notes.add", client_id=client_of(desk, session_id)) as db:
        row = session_row(db, session_id)
        rules.check_to_be(row.state)
        db.add(
            SessionNote(
                id=note_id,
                client_id=row.client_id,
                session_id=session_id,
                created_at=desk.clock(),
                kind=kind,
                text=words,
            )
        )
    return view(desk, note_id)


def edit(desk: Desk, note_id: str, text: str) -> NoteView:
    """Other words for a note. Raises `text.…`, `ref.unknown`."""
    words, before = note_text(text), _known(desk, note_id)
    with desk.store.write("notes.edit", client_id=before) as db:
        row = _row(db, note_id)
        if row.text != words:
            row.text = words
    return view(desk, note_id)


def remove(desk: Desk, note_id: str) -> None:
    """Take a note away; undo brings it back. Raises `ref.unknown`."""
    with desk.store.write("notes.remove", client_id=_known(desk, note_id)) as db:
        db.delete(_row(db, note_id))


def view(desk: Desk, note_id: str) -> NoteView:
    """One note. Raises `ref.unknown`, `row.damaged`."""
    rows = desk.rows("session_note", "WHERE id = ?", (note_id,))
    if not rows:
        _known(desk, note_id)
        raise failure("row.damaged", table="session_note", id=note_id)
    return note_view(rows[0])


def _known(desk: Desk, note_id: str) -> str:
    with desk.store.read() as db:
        return _row(db, note_id).client_id


def _row(db: Session, note_id: str) -> SessionNote:
    row = db.get(SessionNote, note_id)
    if row is None:
        raise failure("ref.unknown", ref=note_id, noun="note")
    return row
