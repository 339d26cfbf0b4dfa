"""The record of a person: what became of every promise to them, and of every message of theirs; counted by the ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain import promises
from coachdesk.domain.views.tasks import Record
from coachdesk.services.task_reading import standing_of
from coachdesk.services.task_rows import with_events

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

OWNERS = {"client": "client_id", "contact": "contact_id"}


def record(desk: Desk, kind: str, person_id: str) -> Record:
    """What became of everything owed to one client or contact, in numbers and in words. What was undone counts
    nothing, unless its deadline had passed by then."""
    now = desk.clock()
    tasks = with_events(desk, desk.rows("task", f"WHERE {OWNERS[kind]} = ?", (person_id,)))
    return promises.record((one.kind, standing_of(one, now)) for one in tasks)
