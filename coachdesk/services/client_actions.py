"""What clients said they would do: shown at prep, ticked there, and never on the coach's own list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coachdesk.domain import session_work as rules
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.session_work import line_text
from coachdesk.domain.views.session_work import ActionView
from coachdesk.services.people import people
from coachdesk.services.session_items import action_view, actions_of
from coachdesk.services.session_work import session_row
from coachdesk.store.engine import Session
from coachdesk.store.tables.session_work import ClientAction

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def add(desk: Desk, client_id: str, text: str, due: date | None = None, session_id: str = "") -> ActionView:
    """Something they said they would do, in a session if one is named, by a day if they said so.

    Raises `text.…`, `wrap-up.not-held`, `ref.unknown`.
    """
    words, action_id = line_text(text), new_id()
    people(desk).known(("client", client_id))
    with desk.store.write("actions.add", client_id=client_id) as db:
        if session_id:
            rules.check_to_be(session_row(db, session_id).state)
        db.add(
            ClientAction(
                id=action_id,
                client_id=client_id,
                session_id=session_id or None,
                created_at=desk.clock(),
                due_on=due,
                text=words,
            )
        )
    return view(desk, action_id)


def answer(desk: Desk, action_id: str, state: str, obstacle: str = "") -> ActionView:
    """What became of it: done, partly, not (or open again), and what got in the way if something did.

    Raises `action.state`, `text.…`, `ref.unknown`.
    """
    rules.known_action_state(state)
    words = line_text(obstacle, "obstacle", needed=False)
    with desk.store.write("actions.answer", client_id=_known(desk, action_id)) as db:
        row = _row(db, action_id)
        row.state = state
        row.answered_at = None if state == rules.OPEN else desk.clock()
        if row.obstacle != words:
            row.obstacle = words
    return view(desk, action_id)


def edit(desk: Desk, action_id: str, text: str, due: date | None = None) -> ActionView:
    """Other words and another day (or none) for it. Raises `text.…`, `ref.unknown`."""
    words = line_text(text)
    with desk.store.write("actions.edit", client_id=_known(desk, action_id)) as db:
        row = _row(db, action_id)
        if row.text != words:
            row.text = words
        if row.due_on != due:
            row.due_on = due
    return view(desk, action_id)


def remove(desk: Desk, action_id: str) -> None:
    """Take it away; undo brings it back. Raises `ref.unknown`."""
    with desk.store.write("actions.remove", client_id=_known(desk, action_id)) as db:
        db.delete(_row(db, action_id))


def lines(desk: Desk, client_id: str) -> tuple[ActionView, ...]:
    """All that a client ever said they would do, what is open first, then the latest."""
    found = actions_of(desk, client_id=client_id)
    is_open = [one for one in found if one.state == rules.OPEN]
    return (*is_open, *(one for one in reversed(found) if one.state != rules.OPEN))


def view(desk: Desk, action_id: str) -> ActionView:
    """One of them. Raises `ref.unknown`, `row.damaged`."""
    rows = desk.rows("client_action", "WHERE id = ?", (action_id,))
    if not rows:
        _known(desk, action_id)
        raise failure("row.damaged", table="client_action", id=action_id)
    return action_view(rows[0])


def _known(desk: Desk, action_id: str) -> str:
    with desk.store.read() as db:
        return _row(db, action_id).client_id


def _row(db: Session, action_id: str) -> ClientAction:
    row = db.get(ClientAction, action_id)
    if row is None:
        raise failure("ref.unknown", ref=action_id, noun="action")
    return row
