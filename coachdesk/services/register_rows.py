"""Entries of the practice register from raw rows; nothing here imports SQLModel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coachdesk.domain.evidence.facts import EntryFacts
from coachdesk.domain.times import from_stamp
from coachdesk.services.agreement_rows import day_of

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def entries(desk: Desk, where: str = "", params: Sequence[Any] = (), *, kept: str = "") -> list[EntryFacts]:
    """Entries as the rules read them, the last one first; damaged ones are left out and remembered by the desk.

    With `kept`, a name, their rows are kept: asked again, only those that changed are opened anew.
    """
    rows = desk.kept_rows(kept, "register_entry", where, params) if kept else desk.rows("register_entry", where, params)
    found = [facts_of(row) for row in rows]
    return sorted(found, key=lambda one: (one.on, one.created_at, one.id), reverse=True)


def facts_of(row: Mapping[str, Any]) -> EntryFacts:
    """One entry from its raw row."""
    on = day_of(row["on_day"])
    if on is None:
        raise LookupError("on_day")  # the column is never empty
    return EntryFacts(
        id=row["id"],
        client_id=row["client_id"] or "",
        kind=row["kind"],
        on=on,
        created_at=from_stamp(row["created_at"]),
        until=day_of(row["until_day"]),
        told=day_of(row["told_on"]),
        answered=day_of(row["answered_on"]),
        ended=day_of(row["ended_on"]),
        text=row["text"],
        details=dict(row["details"]),
    )
