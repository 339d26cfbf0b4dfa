"""Undo: taking back what was done, as an action of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.views.history import Undone
from coachdesk.services.history import VERBS
from coachdesk.services.task_rows import of_ids
from coachdesk.store import history as journal
from coachdesk.store.undo import undo as take_back

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_NAMES = {"client": "called", "contact": "name"}
"""What a row of a table is known by."""
_OF_TASKS = ("task", "task_event")


def undo(desk: Desk, action_id: str | None = None, *, whole_desk: bool = False) -> Undone:
    """Take back that action, else the latest of this run of the program, else (`whole_desk`) the latest of the desk.

    Raises `undo.…` where it cannot be: nothing to undo, changed since, recorded for good, or upgraded since.
    """
    run = None if action_id or whole_desk else desk.run
    done = take_back(desk.store, action_id, run=run, words=lambda verb: VERBS.get(verb, verb))
    return Undone(action_id=done.id, what=VERBS.get(done.verb, done.verb), at=done.at, about=_about(desk, done.id))


def _about(desk: Desk, action_id: str) -> str:
    """What that action touched, as a person knows it: `“send the notes”`, `“send the notes” and 2 more`."""
    with desk.store.read() as db:
        changes = journal.history(db, action_id=action_id)
    rows = [(change.table, change.after or change.before or {}) for change in changes]
    tasks = [str(row["id" if table == "task" else "task_id"]) for table, row in rows if table in _OF_TASKS and row]
    words = {one.text: None for one in of_ids(desk, tasks).values()}
    named = [f"“{one}”" for one in words] or list(
        dict.fromkeys(str(row[_NAMES[table]]) for table, row in rows if row.get(_NAMES.get(table, "")))
    )
    more = f" and {len(named) - 1} more" if len(named) > 1 else ""
    return f"{named[0]}{more}" if named else ""


def find_action(desk: Desk, ref: str) -> str:
    """The id of the action that `ref` means: a whole id or the beginning of one."""
    from coachdesk.services.refs import Candidate, resolve

    with desk.store.read() as db:
        known = [Candidate(one.id, VERBS.get(one.verb, one.verb), ()) for one in journal.actions(db)]
    return resolve(ref, known, "action")
