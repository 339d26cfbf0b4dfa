"""Sessions as a calendar file (iCalendar, RFC 5545). Only this module imports icalendar.

Every session is an event of its own at an instant in UTC, so that a series lands where it is whatever clocks do; the
zone of the coach goes with it for calendars that show it. A session keeps its UID and its SEQUENCE only grows, so that
a calendar updates what it has instead of doubling it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, Timezone

PRODUCT = "-//Coachdesk//Coachdesk//EN"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One session: `at` is UTC; `sequence` is how often it changed; `where` a place, link or number, or nothing."""

    uid: str
    at: datetime
    minutes: int
    title: str
    sequence: int
    is_cancelled: bool
    where: str = ""


def calendar(entries: Sequence[CalendarEntry], zone: str, now: datetime) -> bytes:
    """A calendar file of those sessions, made `now`, by a coach in that zone."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-timezone", zone)
    if entries:
        first, last = min(one.at for one in entries), max(one.at for one in entries)
        made.add_component(Timezone.from_tzid(zone, first_date=(first - _DAY).date(), last_date=(last + _DAY).date()))
    for one in entries:
        made.add_component(_event(one, now))
    return bytes(made.to_ical())


def _event(one: CalendarEntry, now: datetime) -> Event:
    event = Event()
    begins = one.at.astimezone(UTC)
    event.add("uid", one.uid)
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=one.minutes))
    event.add("sequence", one.sequence)
    event.add("summary", one.title)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if one.where:
        event.add("location", one.where)
    return event
