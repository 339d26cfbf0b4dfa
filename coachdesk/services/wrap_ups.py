"""Wrapping a session up: each moment becomes something or nothing, then what came of it, and it counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from coachdesk.domain import session_work as rules
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.session_work import line_text, note_text
from coachdesk.domain.session_words import when_words
from coachdesk.domain.views.session_work import WrapUp
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.services import session_rows, sessions, tasks
from coachdesk.services.capture import Understood, understood
from coachdesk.services.session_items import (
    actions_of,
    agreement_of,
    moments_of,
    notes_of,
    promises_of,
    shares_of,
)
from coachdesk.services.session_work import client_of, hold_now, session_row
from coachdesk.services.task_writing import Links
from coachdesk.store.engine import Session
from coachdesk.store.tables.session_work import ClientAction, Moment, SessionNote, Share

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def view(desk: Desk, session_id: str) -> WrapUp:
    """A session to be wrapped up, as far as it got. Raises `wrap-up.not-held`, `session.not-begun`, `ref.unknown`."""
    line = _begun(desk, session_id)
    following = session_rows.lines(desk, session_rows.following(desk, desk.clock(), line.client.id))
    return WrapUp(
        session=line,
        agreement=agreement_of(desk, session_id),
        moments=moments_of(desk, session_id),
        notes=notes_of(desk, session_id),
        actions=actions_of(desk, session_id=session_id),
        promises=promises_of(desk, session_id),
        shares=shares_of(desk, session_id=session_id),
        outcome=_outcome(desk, session_id),
        closed=line.wrapped is not None,
        next_session=following[0] if following else None,
        left=sessions.page(desk, session_id).count,
    )


def resolve(
    desk: Desk, moment_id: str, became: str, text: str = "", due: date | None = None, ask_first: bool = True
) -> WrapUp:
    """Make something of a moment: a note of some kind, an action of theirs (by a day, if they named one), a promise (a
    line as the one list reads it, to this client where it names nobody), something to share, or nothing.

    Said again, it becomes that instead, unless what it became has gone on meanwhile.
    Raises `moment.became`, `moment.went-on`, `text.…`, `line.…`, `when.…`, `wrap-up.not-held`, `ref.unknown`.
    """
    rules.known_becoming(became)
    moment = _moment_known(desk, moment_id)
    caught = understood(desk, text, to=("client", moment.client_id)) if became == rules.PROMISE else None
    make = _maker(desk, became, text, due, ask_first, caught)
    with desk.store.write("moments.resolve", client_id=moment.client_id) as db:
        row = _moment(db, moment_id)
        rules.check_to_be(session_row(db, row.session_id).state)
        _take_away(db, row)
        make(db, row)
        row.became = became
    return view(desk, moment.session_id)


def set_outcome(desk: Desk, session_id: str, text: str) -> str:
    """What came of it, beside what was wanted. Raises `text.…`, `wrap-up.not-held`, `ref.unknown`."""
    words = note_text(text, "outcome", needed=False)
    with desk.store.write("sessions.outcome", client_id=client_of(desk, session_id)) as db:
        row = session_row(db, session_id)
        rules.check_to_be(row.state)
        if row.outcome != words:
            row.outcome = words
    return words


def close(desk: Desk, session_id: str) -> WrapUp:
    """The session is wrapped up: it counts as held, if nobody said so before. Nothing is counted twice.

    Raises `wrap-up.waiting` while moments wait, `wrap-up.closed`, `wrap-up.not-held`, `session.not-begun`.
    """
    line = _begun(desk, session_id)
    with desk.store.write("sessions.wrap-up", client_id=line.client.id) as db:
        row = session_row(db, session_id)
        rules.check_to_be(row.state)
        waiting = [one for one in db.all(Moment, Moment.session_id == session_id) if not one.became]
        rules.check_close(len(waiting), row.wrapped_at)
        if row.state == "planned":
            hold_now(row, desk.clock())
        row.wrapped_at = desk.clock()
    return view(desk, session_id)


def _begun(desk: Desk, session_id: str) -> SessionLine:
    line = sessions.line(desk, session_id)
    said = when_words(line.at, desk.settings().zone, line.client.zone)
    rules.check_wrap_up(line.state, line.at, line.started, desk.clock(), said)
    return line


def _outcome(desk: Desk, session_id: str) -> str:
    rows = desk.rows("session", "WHERE id = ?", (session_id,))
    return str(rows[0]["outcome"]) if rows else ""


def _maker(
    desk: Desk, became: str, text: str, due: date | None, ask_first: bool, caught: Understood | None
) -> Callable[[Session, Moment], None]:
    """What writes the thing that a moment becomes; its words are checked here, before anything is written."""
    now = desk.clock()
    words = ""
    if became in (*rules.NOTE_KINDS, rules.SHARE):
        words = note_text(text)
    elif became == rules.ACTION:
        words = line_text(text)

    def make(db: Session, row: Moment) -> None:
        whose: dict[str, Any] = {"client_id": row.client_id, "session_id": row.session_id}
        whose |= {"moment_id": row.id, "created_at": now}
        if became in rules.NOTE_KINDS:
            db.add(SessionNote(id=new_id(), kind=became, text=words, **whose))
        elif became == rules.ACTION:
            db.add(ClientAction(id=new_id(), due_on=due, text=words, **whose))
        elif became == rules.SHARE:
            db.add(Share(id=new_id(), ask_first=ask_first, text=words, **whose))
        elif caught is not None:
            tasks.put(db, now, caught, Links(session_id=row.session_id))

    return make


def _take_away(db: Session, row: Moment) -> None:
    """What a moment had become goes, unless it has gone on: was answered, told, or is on the one list."""
    if row.became == rules.PROMISE:
        raise failure("moment.went-on", what="a promise on the one list")
    for action in db.all(ClientAction, ClientAction.moment_id == row.id):
        if action.state != rules.OPEN:
            raise failure("moment.went-on", what=f"an action of theirs, {action.state}")
        db.delete(action)
    for share in db.all(Share, Share.moment_id == row.id):
        if share.answer or share.told_on:
            raise failure("moment.went-on", what=f"something to share, {'told' if share.told_on else share.answer}")
        db.delete(share)
    for note in db.all(SessionNote, SessionNote.moment_id == row.id):
        db.delete(note)


def _moment_known(desk: Desk, moment_id: str) -> Moment:
    with desk.store.read() as db:
        return _moment(db, moment_id)


def _moment(db: Session, moment_id: str) -> Moment:
    row = db.get(Moment, moment_id)
    if row is None:
        raise failure("ref.unknown", ref=moment_id, noun="moment")
    return row
