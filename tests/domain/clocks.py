"""Every zone of the tz database, and every change of its clocks from 2024 to 2030."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from zoneinfo import available_timezones

from coachdesk.domain.times import next_change
from coachdesk.domain.zones import known

ZONES = sorted(zone for zone in available_timezones() if known(zone))


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """Every instant from 2024 to 2030 at which that zone's clocks change."""
    found, at = [], datetime(2024, 1, 1, tzinfo=UTC)
    while at < datetime(2031, 1, 1, tzinfo=UTC):
        change = next_change(at, zone, 400)
        if change is None:
            break
        found.append(change)
        at = change
    return tuple(found)
