"""Absences from raw rows: Today, the load of days and the reply clock stand on this; nothing here imports SQLModel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from coachdesk.domain.absences import Away
from coachdesk.domain.load import Hours
from coachdesk.domain.spans import day_begins
from coachdesk.domain.times import from_stamp, local

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

LOOK_AHEAD = 60
"""Days after an absence in which a working day is looked for."""


def absences(desk: Desk, since: datetime | None = None) -> list[Away]:
    """Every absence that is not over at `since` (all where none is given), the first to begin first."""
    found = [away_of(row) for row in desk.rows("absence")]
    kept = [one for one in found if since is None or one.end is None or one.end > since]
    return sorted(kept, key=lambda one: (one.since, one.id))


def away_at(found: Sequence[Away], instant: datetime) -> Away | None:
    """The absence in which that instant lies, if any (they do not overlap)."""
    return next((one for one in found if one.covers(instant)), None)


def returns(away: Away, hours: Hours) -> datetime | None:
    """When the coach works again after it: its end, or the beginning of the first working day from then on. Nothing
    while its end is not known."""
    if away.end is None:
        return None
    first = local(away.end, hours.zone).date()
    for step in range(LOOK_AHEAD):
        day = first + timedelta(days=step)
        if not hours.off(day):
            return max(away.end, day_begins(day, hours.zone))
    return away.end


def away_of(row: Mapping[str, Any]) -> Away:
    """An absence from its raw row."""
    return Away(
        id=row["id"],
        since=from_stamp(row["from_at"]),
        until=from_stamp(row["until_at"]) if row["until_at"] else None,
        back=from_stamp(row["back_at"]) if row["back_at"] else None,
        cover_id=row["cover_id"] or "",
        why=row["why"],
        decisions=row["decisions"],
        channels=row["channels"],
        told={client_id: date.fromisoformat(day) for client_id, day in row["told"].items()},
    )
