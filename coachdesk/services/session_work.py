"""What is done in and after one session. What the screens call, with what each answers:

session_work  agree(desk, session_id, SessionAgreementInput) -> SessionAgreementView; agreement(desk, session_id);
              intend(desk, session_id, text); running(desk) -> the session that runs, or None; next_id(desk) -> the
              session that runs or is next; find(desk, ref, begun=False) -> id (`next` too)
prep          prep(desk, session_id) -> PrepCard; card_lines(desk, card) -> the same in plain lines, to print
focus         start(desk, session_id) -> FocusView (goes on where it had begun); view(desk, session_id) -> FocusView;
              mark(desk, session_id, kind) -> MomentView; take_back(desk, session_id) -> MomentView | None;
              end(desk, session_id) -> SessionLine (held, for as long as it really was)
wrap_ups      view(desk, session_id) -> WrapUp; resolve(desk, moment_id, became, text="", due=None, ask_first=True)
              -> WrapUp (again for another choice; `promise` takes a line as the one list reads it);
              set_outcome(desk, session_id, text); close(desk, session_id) -> WrapUp
session_notes add(desk, session_id, kind, text) -> NoteView; edit(desk, note_id, text); remove(desk, note_id)
client_actions add(desk, client_id, text, due=None, session_id="") -> ActionView; answer(desk, action_id, state,
              obstacle=""); edit(desk, action_id, text, due=None); remove(desk, action_id); lines(desk, client_id)
shares        add(desk, client_id, text, ask_first=True, session_id="") -> ShareView; answer(desk, share_id, answer,
              on=None) (asked, agreed, declined); tell(desk, share_id, on=None); edit(desk, share_id, text); remove;
              lines(desk, client_id)
follow_ups    view(desk, session_id) -> FollowUp; keep(desk, session_id, text); forget(desk, session_id);
              save(desk, session_id, target, text=None, overwrite=False) -> Path; copied(desk, session_id, text=None)
              -> FollowUp, whose text is then in the register as copied
calendar_files export(desk, sessions, target, names=False, overwrite=False) -> tuple[Path, …]

Each verb is one transaction and one step of undo. Nothing here is to be called inside a transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from coachdesk.domain import session_work as rules
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.session_work import SessionAgreementInput, line_text
from coachdesk.domain.sessions import MOST_MINUTES
from coachdesk.domain.times import from_stamp, to_stamp
from coachdesk.domain.views.session_work import SessionAgreementView
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.services import clients, session_rows, sessions
from coachdesk.services.session_items import agreement_of
from coachdesk.store.engine import Session
from coachdesk.store.tables.session_work import SessionAgreement
from coachdesk.store.tables.sessions import SessionRow

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

NEXT = "next"

agreement = agreement_of


def agree(desk: Desk, session_id: str, entered: SessionAgreementInput) -> SessionAgreementView:
    """Settle what a session is about, or settle it anew: there is one such agreement a session.

    Raises `wrap-up.not-held` where it was missed or cancelled, `ref.unknown`.
    """
    line = sessions.line(desk, session_id)
    rules.check_to_be(line.state)
    words = {name: getattr(entered, name) for name in ("topic", "result", "measure", "matters", "resolve")}
    with desk.store.write("sessions.agree", client_id=line.client.id) as db:
        found = db.all(SessionAgreement, SessionAgreement.session_id == session_id)
        if not found:
            db.add(
                SessionAgreement(
                    id=new_id(),
                    client_id=line.client.id,
                    session_id=session_id,
                    created_at=desk.clock(),
                    minutes=entered.minutes,
                    **words,
                )
            )
        for row in found[:1]:
            if row.minutes != entered.minutes:
                row.minutes = entered.minutes
            for name, text in words.items():
                if getattr(row, name) != text:
                    setattr(row, name, text)
    settled = agreement_of(desk, session_id)
    if settled is None:
        raise failure("row.damaged", table="session_agreement", id=session_id)
    return settled


def intend(desk: Desk, session_id: str, text: str) -> str:
    """What the coach wants of themself in a session; empty text takes it away. Raises `text.…`, `ref.unknown`."""
    words = line_text(text, "intention", needed=False)
    with desk.store.write("sessions.intend", client_id=client_of(desk, session_id)) as db:
        row = session_row(db, session_id)
        if row.intention != words:
            row.intention = words
    return words


def running(desk: Desk) -> SessionLine | None:
    """The session that was begun and not ended, the last one begun where there are several; nothing where none runs."""
    where = "WHERE state = 'planned' AND started_at IS NOT NULL ORDER BY started_at DESC, id LIMIT 1"
    found = session_rows.lines(desk, desk.rows("session", where))
    return found[0] if found else None


def next_id(desk: Desk) -> str:
    """The session that runs, or is on now, or comes next. Raises `prep.none`."""
    runs = running(desk)
    if runs is not None:
        return runs.id
    now = desk.clock()
    where = "WHERE state = 'planned' AND at >= ? ORDER BY at, id LIMIT 50"
    for row in desk.rows("session", where, (to_stamp(now - timedelta(minutes=MOST_MINUTES)),)):
        if _ends(row) > now:
            return str(row["id"])
    raise failure("prep.none")


def find(desk: Desk, ref: str, *, begun: bool = False) -> str:
    """The id of the session that is meant. `next` is that of anybody; a client's name means theirs that runs, is on or
    comes next, or where `begun` asks for it their last one that has begun; else as `sessions.find` reads it.

    Raises `prep.none`, `ref.…`.
    """
    if ref.strip().lower() == NEXT:
        return next_id(desk)
    try:
        client_id = clients.find(desk, ref)
    except CoachdeskError as error:
        if error.code != "ref.unknown":
            raise
        return sessions.find(desk, ref, ("planned", "held"))
    now = desk.clock()
    rows = [row for row in session_rows.between(desk, None, None, client_id) if row["state"] in ("planned", "held")]
    past = [row for row in rows if row["started_at"] or from_stamp(row["at"]) <= now]
    ahead = [row for row in rows if row["state"] == "planned" and _ends(row) > now]
    runs = [row for row in past if row["state"] == "planned" and row["started_at"]]
    order = [*runs[-1:], *past[-1:], *ahead[:1]] if begun else [*runs[-1:], *ahead[:1], *past[-1:]]
    return str(order[0]["id"]) if order else sessions.find(desk, ref)


def _ends(row: Mapping[str, Any]) -> datetime:
    return from_stamp(row["at"]) + timedelta(minutes=row["minutes"])


def client_of(desk: Desk, session_id: str) -> str:
    """The client whose session it is. Raises `ref.unknown`."""
    with desk.store.read() as db:
        return session_row(db, session_id).client_id


def session_row(db: Session, session_id: str) -> SessionRow:
    """A session inside a transaction. Raises `ref.unknown`."""
    row = db.get(SessionRow, session_id)
    if row is None:
        raise failure("ref.unknown", ref=session_id, noun="session")
    return row


def hold_now(row: SessionRow, now: datetime) -> None:
    """It took place: for as long as it really ran, or as planned where nobody said when it began."""
    row.state, row.ended_at = "held", now
    row.held_minutes = rules.held_minutes(row.started_at, now, row.minutes) if row.started_at else row.minutes
