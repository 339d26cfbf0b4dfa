"""Groups: how many people an agreement coaches together, for the log, where one member stands for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.errors import failure
from coachdesk.domain.hours import check_people
from coachdesk.store.tables.agreements import Agreement

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def size(desk: Desk, agreement_id: str) -> int | None:
    """How many people it coaches together; nothing for one person. Raises `ref.unknown`."""
    with desk.store.read() as db:
        row = db.get(Agreement, agreement_id)
        if row is None:
            raise failure("ref.unknown", ref=agreement_id, noun="agreement")
        return row.group_size


def set_size(desk: Desk, agreement_id: str, people: int | None) -> int | None:
    """Its sessions are of a group of so many people, or with nothing of one person. It is no part of what was signed.

    Raises `hours.people`, `ref.unknown`.
    """
    check_people(people)
    if size(desk, agreement_id) == people:
        return people
    with desk.store.read() as db:
        row = db.get(Agreement, agreement_id)
        client_id = row.client_id if row is not None else None
    with desk.store.write("hours.group", client_id=client_id) as db:
        row = db.get(Agreement, agreement_id)
        if row is None:
            raise failure("ref.unknown", ref=agreement_id, noun="agreement")
        row.group_size = people
    return people
