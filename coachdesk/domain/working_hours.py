"""My working hours on someone else's clock, and which of them fall into their waking hours."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from coachdesk.domain.spans import on_clock
from coachdesk.domain.times import clock_text
from coachdesk.domain.zones import zone_of

WAKES, SLEEPS = time(7), time(22)
"""When someone may be called without asking, on their own clock, unless the settings say otherwise."""


class Overlap(NamedTuple):
    """My working hours on one day against their clock.

    `theirs` are the ends of my day on their clock, `shared` the spans, on my clock, in which they are awake too.
    """

    start: time
    end: time
    theirs: tuple[time, time]
    days_apart: int
    shared: tuple[tuple[time, time], ...]
    waking: tuple[time, time] = (WAKES, SLEEPS)

    @property
    def sentence(self) -> str:
        """All of it in words: `your 09:00–17:30 is 18:00–02:30 theirs; shared waking hours (07–22) 09:00–13:00`."""
        mine = (self.start, self.end)
        if self.theirs == mine and not self.days_apart:
            return f"your {_span(mine)} is the same on their clock"
        apart = {0: "", 1: ", the next day", -1: ", the day before"}[self.days_apart]
        return f"your {_span(mine)} is {_span(self.theirs)} theirs{apart}; {self._shared_words()}"

    def _shared_words(self) -> str:
        waking = f"({_short(self.waking[0])}–{_short(self.waking[1])})"
        if not self.shared:
            return f"none of it in their waking hours {waking}"
        if self.shared == ((self.start, self.end),):
            return f"all of it in their waking hours {waking}"
        return f"shared waking hours {waking} {' and '.join(_span(span) for span in self.shared)}"


def overlap(
    my_zone: str, their_zone: str, start: time, end: time, day: date, waking: tuple[time, time] = (WAKES, SLEEPS)
) -> Overlap:
    """How my hours from `start` to `end` on that day of mine lie on their clock, and which of them into their `waking`
    hours. An end at or before the start is the next day's."""
    mine, theirs = zone_of(my_zone), zone_of(their_zone)
    begins = on_clock(day, start, my_zone)
    ends = on_clock(day if end > start else day + timedelta(days=1), end, my_zone, is_end=True)
    there = (begins.astimezone(theirs), ends.astimezone(theirs))
    shared = []
    for offset in range(-2, 4):
        their_day = day + timedelta(days=offset)
        wakes = on_clock(their_day, waking[0], their_zone)
        sleeps = on_clock(their_day, waking[1], their_zone, is_end=True)
        first, last = max(begins, wakes), min(ends, sleeps)
        if first < last:
            shared.append((_at(first.astimezone(mine)), _at(last.astimezone(mine))))
    on_theirs = (_at(there[0]), _at(there[1]))
    return Overlap(start, end, on_theirs, (there[0].date() - day).days, tuple(shared), waking)


def _at(moment: datetime) -> time:
    return time(moment.hour, moment.minute)


def _short(at: time) -> str:
    """`07` for a whole hour, else `07:30`."""
    return clock_text(at) if at.minute else f"{at.hour:02d}"


def _span(span: tuple[time, time]) -> str:
    return f"{clock_text(span[0])}–{clock_text(span[1])}"
