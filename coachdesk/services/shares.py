"""What the coach holds for a client and has not told them: whether to ask first, what they said to that, when told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coachdesk.domain import session_work as rules
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.session_work import note_text
from coachdesk.domain.views.session_work import ShareView
from coachdesk.services.people import people
from coachdesk.services.session_items import share_view, shares_of
from coachdesk.services.session_work import session_row
from coachdesk.store.engine import Session
from coachdesk.store.tables.session_work import Share

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def add(desk: Desk, client_id: str, text: str, ask_first: bool = True, session_id: str = "") -> ShareView:
    """Something to share with a client, held back for now; from a session if one is named.

    Raises `text.…`, `wrap-up.not-held`, `ref.unknown`.
    """
    words, share_id = note_text(text), new_id()
    people(desk).known(("client", client_id))
    with desk.store.write("shares.add", client_id=client_id) as db:
        if session_id:
            rules.check_to_be(session_row(db, session_id).state)
        db.add(
            Share(
                id=share_id,
                client_id=client_id,
                session_id=session_id or None,
                created_at=desk.clock(),
                ask_first=ask_first,
                text=words,
            )
        )
    return view(desk, share_id)


def answer(desk: Desk, share_id: str, said: str, on: date | None = None) -> ShareView:
    """They were asked, agreed to hear it or declined, on a day (today where none is named).

    Raises `share.answer`, `share.told`, `share.future`, `ref.unknown`.
    """
    day, today = on or desk.today(), desk.today()
    rules.check_day(day, today)
    with desk.store.write("shares.answer", client_id=_known(desk, share_id)) as db:
        row = _row(db, share_id)
        rules.check_answer(said, row.told_on)
        row.answer, row.answered_on = said, day
    return view(desk, share_id)


def tell(desk: Desk, share_id: str, on: date | None = None) -> ShareView:
    """They were told, on a day (today where none is named).

    Raises `share.ask-first`, `share.declined`, `share.told`, `share.before-answer`, `share.future`, `ref.unknown`.
    """
    day, today = on or desk.today(), desk.today()
    rules.check_day(day, today)
    with desk.store.write("shares.tell", client_id=_known(desk, share_id)) as db:
        row = _row(db, share_id)
        rules.check_tell(row.ask_first, row.answer, row.answered_on, row.told_on, day)
        row.told_on = day
    return view(desk, share_id)


def edit(desk: Desk, share_id: str, text: str, ask_first: bool | None = None) -> ShareView:
    """Other words for it, or whether they are to be asked first. Raises `share.told`, `text.…`, `ref.unknown`."""
    words = note_text(text)
    with desk.store.write("shares.edit", client_id=_known(desk, share_id)) as db:
        row = _row(db, share_id)
        rules.check_untold(row.told_on)
        if row.text != words:
            row.text = words
        if ask_first is not None and row.ask_first != ask_first:
            row.ask_first = ask_first
    return view(desk, share_id)


def remove(desk: Desk, share_id: str) -> None:
    """Take it away; undo brings it back. Raises `share.told`, `ref.unknown`."""
    with desk.store.write("shares.remove", client_id=_known(desk, share_id)) as db:
        row = _row(db, share_id)
        rules.check_untold(row.told_on)
        db.delete(row)


def lines(desk: Desk, client_id: str) -> tuple[ShareView, ...]:
    """All of a client's: what they were not told first, then what they were told, the latest first."""
    found = shares_of(desk, client_id=client_id)
    waiting = [one for one in found if one.told is None]
    return (*waiting, *(one for one in reversed(found) if one.told is not None))


def view(desk: Desk, share_id: str) -> ShareView:
    """One of them. Raises `ref.unknown`, `row.damaged`."""
    rows = desk.rows("share", "WHERE id = ?", (share_id,))
    if not rows:
        _known(desk, share_id)
        raise failure("row.damaged", table="share", id=share_id)
    return share_view(rows[0])


def _known(desk: Desk, share_id: str) -> str:
    with desk.store.read() as db:
        return _row(db, share_id).client_id


def _row(db: Session, share_id: str) -> Share:
    row = db.get(Share, share_id)
    if row is None:
        raise failure("ref.unknown", ref=share_id, noun="share")
    return row
