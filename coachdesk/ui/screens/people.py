"""What the screens of clients and contacts share: whose clock it is, zones by city, how days are written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from coachdesk.domain.days import day_text, parse_day
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.times import clock_text, duration_words, local, parse_duration, theirs
from coachdesk.domain.working_hours import overlap
from coachdesk.domain.zones import city_of, parse_zone, search_zones
from coachdesk.ui.text import alarm

if TYPE_CHECKING:
    from textual.content import Content

    from coachdesk.domain.inputs.validate import Reading
    from coachdesk.services.desk import Desk


class Clock(NamedTuple):
    """The present instant (UTC), the coach's zone and working hours, how they write dates, and from when to when
    anybody is awake."""

    now: datetime
    zone: str
    begins: time
    ends: time
    order: str
    waking: tuple[time, time]

    @property
    def today(self) -> date:
        """The calendar day where the coach is."""
        return local(self.now, self.zone).date()

    def there(self, zone: str) -> str:
        """The time of day in that zone, with the weekday where it is another: `00:42 Sat`; nothing without a zone."""
        return theirs(self.now, self.zone, zone) if zone else ""

    def hours(self, zone: str) -> str:
        """My working hours on the clock of that zone, in words."""
        return overlap(self.zone, zone, self.begins, self.ends, self.today, self.waking).sentence

    def day(self, day: date | datetime) -> str:
        """A day as lists show it: `27 Nov`, with its year where it is not this one. An instant is read on my clock."""
        when = local(day, self.zone).date() if isinstance(day, datetime) else day
        short = day_text(when, year=False).partition(" ")[2]
        return short if when.year == self.today.year else f"{short} {when.year}"

    def at(self, instant: datetime) -> str:
        """A day and a time on my clock: `27 Nov 09:30`."""
        return f"{self.day(instant)} {clock_text(local(instant, self.zone))}"


def damaged_words(count: int) -> Content:
    """What a page says that had to leave damaged records out."""
    records = "1 damaged record is" if count == 1 else f"{count} damaged records are"
    return alarm(f"✗ {records} left out here; coachdesk doctor names what and why")


def clock_of(desk: Desk) -> Clock:
    """The clock of a desk; for use in the desk thread."""
    settings = desk.settings()
    return Clock(
        desk.clock(),
        settings.zone,
        settings.workday_start,
        settings.workday_end,
        settings.date_order,
        (settings.wakes, settings.sleeps),
    )


def reading_of(desk: Desk, lean: str = "future") -> Reading:
    """How entered values are read on this desk, days without a year as coming or (`past`) as gone; for use in the
    desk thread."""
    from coachdesk.domain.inputs.validate import Reading

    settings = desk.settings()
    return Reading(today=desk.today(), date_order=settings.date_order, currency=settings.currency, lean=lean)


def past_day(clock: Clock) -> Callable[[str], str]:
    """How a day is understood that has been."""

    def echo(text: str) -> str:
        try:
            day = parse_day(text, clock.today, clock.order, lean="past")
        except CoachdeskError:
            return ""
        return _day_words(day)

    return echo


def _day_words(day: date) -> str:
    return f"{day_text(day, year=False)} {day.year}"


class Echoes:
    """How what is typed into a form is understood, said under its field as it is typed. Silent about what is wrong:
    that is said when the field is left."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def zones(self, text: str) -> list[tuple[str, str]]:
        """Places that hold what was typed, with the time there."""
        found = search_zones(text)
        return [(one.zone, f"{one.city} · {self._clock.there(one.zone)} there now · {one.zone}") for one in found]

    def zone(self, text: str) -> str:
        """`Lagos, 09:30 there now; your 09:00–17:30 is 08:00–16:30 theirs …`."""
        try:
            zone = parse_zone(text)
        except CoachdeskError:
            return ""
        return f"{city_of(zone)}, {self._clock.there(zone)} there now; {self._clock.hours(zone)}"

    def day(self, text: str) -> str:
        """`Fri 16 Dec 2026`; without a year the next such day."""
        return self._day(text, "future")

    def begun_day(self, text: str) -> str:
        """The same of a day that may be on both sides of today. Raises `day.ambiguous`: it is asked about at once."""
        try:
            day = parse_day(text, self._clock.today, self._clock.order, lean="either")
        except CoachdeskError as error:
            if error.code == "day.ambiguous":
                raise
            return ""
        return _day_words(day)

    def past_day(self, text: str) -> str:
        """The same of a day on which something was: without a year the last one."""
        return self._day(text, "past")

    def _day(self, text: str, lean: str) -> str:
        try:
            day = parse_day(text, self._clock.today, self._clock.order, lean=lean)
        except CoachdeskError:
            return ""
        return _day_words(day)

    def duration(self, text: str) -> str:
        """`12 hours`."""
        try:
            return duration_words(parse_duration(text))
        except CoachdeskError:
            return ""
