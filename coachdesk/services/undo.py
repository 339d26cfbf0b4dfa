"""Undo: taking back what was done, as an action of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.views.history import Undone
from coachdesk.services.history import VERBS
from coachdesk.store.undo import undo as take_back

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def undo(desk: Desk, action_id: str | None = None, *, whole_desk: bool = False) -> Undone:
    """Take back that action, else the latest of this run of the program, else (`whole_desk`) the latest of the desk.

    Raises `undo.…` where it cannot be: nothing to undo, changed since, recorded for good, or upgraded since.
    """
    run = None if action_id or whole_desk else desk.run
    done = take_back(desk.store, action_id, run=run, words=lambda verb: VERBS.get(verb, verb))
    return Undone(action_id=done.id, what=VERBS.get(done.verb, done.verb), at=done.at)


def find_action(desk: Desk, ref: str) -> str:
    """The id of the action that `ref` means: a whole id or the beginning of one."""
    from coachdesk.services.refs import Candidate, resolve
    from coachdesk.store import history as journal

    with desk.store.read() as db:
        known = [Candidate(one.id, VERBS.get(one.verb, one.verb), ()) for one in journal.actions(db)]
    return resolve(ref, known, "action")
