"""Absences from raw rows: when the coach is away, and when an auto-reply was on. Today, the load of days and the reply
clock stand on this, so nothing here imports SQLModel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coachdesk.domain.times import from_stamp

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Away:
    """One absence. `until` is when it was meant to end, nothing while that is not known; `back` when the coach said to
    be back. Channels hold the stamps `on` and `off` of each auto-reply. Instants are UTC."""

    id: str
    since: datetime
    until: datetime | None
    back: datetime | None
    cover_id: str
    why: str
    decisions: Mapping[str, str]
    channels: Mapping[str, Mapping[str, str]]

    @property
    def end(self) -> datetime | None:
        """When it ends or ended; nothing while that is not known."""
        return self.back or self.until

    def covers(self, instant: datetime) -> bool:
        """Whether the coach is away at that instant."""
        return self.since <= instant and (self.end is None or instant < self.end)

    def meets(self, since: datetime, until: datetime | None) -> bool:
        """Whether it shares any time with that span; an end that is not known lies behind all others."""
        return (until is None or self.since < until) and (self.end is None or since < self.end)

    def state(self, now: datetime) -> str:
        """`coming`, `now` or `over`."""
        if self.end is not None and self.end <= now:
            return "over"
        return "coming" if now < self.since else "now"


def absences(desk: Desk, since: datetime | None = None) -> list[Away]:
    """Every absence that is not over at `since` (all where none is given), the first to begin first."""
    found = [away_of(row) for row in desk.rows("absence")]
    kept = [one for one in found if since is None or one.end is None or one.end > since]
    return sorted(kept, key=lambda one: (one.since, one.id))


def away_at(found: list[Away], instant: datetime) -> Away | None:
    """The absence in which that instant lies, if any (they do not overlap)."""
    return next((one for one in found if one.covers(instant)), None)


def replies_were_on(found: list[Away]) -> list[tuple[datetime, datetime | None]]:
    """The spans in which an auto-reply was on, on any channel; without an end it still is."""
    stamps = [one for away in found for one in away.channels.values() if one.get("on")]
    return [(from_stamp(one["on"]), from_stamp(one["off"]) if one.get("off") else None) for one in stamps]


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
    )
