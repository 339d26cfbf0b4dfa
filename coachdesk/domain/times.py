"""Instants, clocks and lengths of time. Instants are aware UTC datetimes to the second; every clock names its zone.

Days and zones have files of their own (`days`, `zones`); what other columns need of them can be had from here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from coachdesk.domain.days import MONTHS, WEEKDAYS, day_text, parse_day
from coachdesk.domain.errors import failure
from coachdesk.domain.zones import ZoneCity, city_of, known, parse_zone, search_zones, zone_of

__all__ = [
    "MONTHS",
    "WEEKDAYS",
    "ZoneCity",
    "after",
    "ago",
    "both",
    "city_of",
    "clock",
    "clock_text",
    "day_text",
    "duration_text",
    "duration_words",
    "from_stamp",
    "known",
    "local",
    "next_change",
    "parse_clock",
    "parse_day",
    "parse_duration",
    "parse_zone",
    "resolve_local",
    "search_zones",
    "theirs",
    "to_stamp",
    "zone_at",
    "zone_of",
]

_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_CLOCK_24 = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_CLOCK_12 = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?\s*(am|pm)")
_PART = re.compile(r"\s*([0-9]{1,6})\s*(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)\s*")
_HOURS_AND_MINUTES = re.compile(r"\s*([0-9]{1,4})\s*h\s*([0-9]{1,2})\s*")
_UNIT = {"m": 1, "h": 60, "d": 1440, "w": 10080}
_YEAR = 366 * 1440


def to_stamp(instant: datetime) -> str:
    """The instant as it is stored and as JSON has it: `2027-01-11T09:00:00Z`, cut to the second."""
    if instant.tzinfo is None:
        raise ValueError("an instant knows its zone")
    return instant.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def after(before: Iterable[datetime], now: datetime) -> datetime:
    """When something is entered of which the last one counts: now, and later than those before it, since a stamp has
    no part of a second and a script enters two in one."""
    last = max(before, default=None)
    return now if last is None or last < now.replace(microsecond=0) else last + timedelta(seconds=1)


def from_stamp(text: str, where: str = "") -> datetime:
    """The instant (aware, UTC) of a stamp, or `stamp.unknown`."""
    try:
        if _STAMP.fullmatch(text):
            return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
    except ValueError:
        pass
    raise failure("stamp.unknown", where=where, text=text)


def local(instant: datetime, zone: str) -> datetime:
    """The instant on the clock of that zone."""
    return instant.astimezone(zone_of(zone))


def parse_clock(text: str, where: str = "") -> time:
    """A time of day: `09:00`, `9:00`, `5pm`, `5:30 pm`, `noon`, `midnight`; or `clock.unknown`."""
    typed = " ".join(text.lower().split())
    if typed in ("noon", "midnight"):
        return time(12 if typed == "noon" else 0)
    found = _CLOCK_24.fullmatch(typed)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    found = _CLOCK_12.fullmatch(typed)
    if found and 1 <= int(found[1]) <= 12 and int(found[2] or 0) < 60:
        return time(int(found[1]) % 12 + (12 if found[3] == "pm" else 0), int(found[2] or 0))
    raise failure("clock.unknown", where=where, text=text.strip() or "nothing")


def clock_text(at: time | datetime) -> str:
    """A time of day in 24 hours: `09:00`."""
    return f"{at.hour:02d}:{at.minute:02d}"


def parse_duration(text: str, where: str = "") -> int:
    """A length of time in whole minutes: `90m`, `24h`, `2d`, `1w`, `1h30`, `1h 30m`. From a minute to a year."""
    typed = text.strip().lower()
    short = _HOURS_AND_MINUTES.fullmatch(typed)
    parts = list(_PART.finditer(typed))
    if short and int(short[2]) < 60:
        minutes = int(short[1]) * 60 + int(short[2])
    elif parts and "".join(part[0] for part in parts) == typed and _falling([part[2][0] for part in parts]):
        minutes = sum(int(part[1]) * _UNIT[part[2][0]] for part in parts)
    else:
        raise failure("duration.unknown", where=where, text=text.strip() or "nothing")
    if minutes > _YEAR:
        raise failure("duration.long", where=where, text=text.strip())
    if minutes < 1:
        raise failure("duration.unknown", where=where, text=text.strip())
    return minutes


def duration_text(minutes: int) -> str:
    """A length of time in the shortest form that can be typed back: `24h`, `90m`, `3d`, `2h30`."""
    hours, rest = divmod(minutes, 60)
    if minutes < 120 and rest:
        return f"{minutes}m"
    if rest:
        return f"{hours}h{rest:02d}"
    return f"{hours // 24}d" if hours % 24 == 0 and hours > 24 else f"{hours}h"


def duration_words(minutes: int) -> str:
    """A length of time as a client reads it: `24 hours`, `90 minutes`, `3 days`, `2 hours and 30 minutes`."""
    hours, rest = divmod(minutes, 60)
    if minutes < 120 and rest:
        return _count(minutes, "minute")
    if rest:
        return f"{_count(hours, 'hour')} and {_count(rest, 'minute')}"
    return _count(hours // 24, "day") if hours % 24 == 0 and hours > 48 else _count(hours, "hour")


def clock(instant: datetime, zone: str, year: bool = False) -> str:
    """The instant on that zone's clock: `Fri 27 Nov 17:00`, on request `Fri 27 Nov 2026 17:00`."""
    there = local(instant, zone)
    day = day_text(there.date(), year=False) + (f" {there.year}" if year else "")
    return f"{day} {clock_text(there)}"


def ago(instant: datetime, now: datetime) -> str:
    """How far an instant lies from now, in words: `2 weeks ago`, `in 3 hours`, `just now`."""
    import pendulum  # calendar months are its craft; imported here because a start of the app never needs it

    words = pendulum.instance(instant).diff_for_humans(pendulum.instance(now), absolute=True)
    if abs(instant - now) < timedelta(minutes=1):
        return "just now"
    return f"{words} ago" if instant < now else f"in {words}"


def theirs(instant: datetime, mine: str, zone: str) -> str:
    """Only the time of day there, with the weekday where it is another day than mine: `00:00 Sat`."""
    here, there = local(instant, mine), local(instant, zone)
    day = "" if here.date() == there.date() else f" {WEEKDAYS[there.weekday()][:3]}"
    return f"{clock_text(there)}{day}"


def both(instant: datetime, mine: str, zone: str, year: bool = False) -> str:
    """The instant on my clock and on theirs: `Fri 27 Nov 17:00 · theirs 12:00`, on request with the year. Without their
    zone mine alone."""
    here = clock(instant, mine, year)
    return f"{here} · theirs {theirs(instant, mine, zone)}" if zone else here


def zone_at(instant: datetime, home: str, away: str, since: date | None, until: date | None) -> str:
    """The zone in force at that instant for someone who is away between two dates, both included.

    The dates are those of the calendar where they are away; an open end has no date. A zone that this machine does not
    know (any more) is as good as none: it hides no list.
    """
    if known(away):
        day = local(instant, away).date()
        begun = since is None or day >= since
        over = until is not None and day > until
        if begun and not over:
            return away
    return home if known(home) else ""


def resolve_local(naive: datetime, zone: str, which: str = "", where: str = "") -> datetime:
    """The instant (UTC) at which that zone's clocks show this date and time.

    Where clocks skip it, or show it twice, fails with `time.skipped` or `time.repeated` naming both readings;
    `which` (`first` or `second`) chooses beforehand for a time that comes twice.
    """
    there = zone_of(zone, where or "zone")
    early, late = (naive.replace(tzinfo=there, fold=fold) for fold in (0, 1))
    instants = [moment.astimezone(UTC) for moment in (early, late)]
    real = [at for at in instants if at.astimezone(there).replace(tzinfo=None) == naive]
    if len(real) == 2 and real[0] != real[1]:
        if which in ("first", "second"):
            return real[0 if which == "first" else 1]
        first, second = (f"{_minute(naive)} at {_offset(moment)}" for moment in (early, late))
        raise failure(
            "time.repeated", where=where, local=_minute(naive), city=city_of(zone), first=first, second=second
        )
    if not real:
        # read with the offset from before the change it lands after the gap, and the other way round
        after, before = (at.astimezone(there).replace(tzinfo=None) for at in instants)
        raise failure(
            "time.skipped",
            where=where,
            local=_minute(naive),
            city=city_of(zone),
            before=_minute(before),
            after=_minute(after),
        )
    return real[0]


def next_change(instant: datetime, zone: str, days: int = 30) -> datetime | None:
    """The first instant (UTC) within so many days after which that zone's clocks differ from now, if any."""
    there = zone_of(zone)
    now_offset = instant.astimezone(there).utcoffset()
    low, step = instant, timedelta(days=1)
    for _ in range(days):
        high = low + step
        if high.astimezone(there).utcoffset() != now_offset:
            return _first_with_another_offset(low, high, there)
        low = high
    return None


def _first_with_another_offset(low: datetime, high: datetime, there: ZoneInfo) -> datetime:
    before = low.astimezone(there).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (middle, high) if middle.astimezone(there).utcoffset() == before else (low, middle)
    return high.astimezone(UTC).replace(microsecond=0)


def _falling(units: list[str]) -> bool:
    """Whether every unit is smaller than the one before it."""
    sizes = [_UNIT[unit] for unit in units]
    return all(one > other for one, other in pairwise(sizes))


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _minute(naive: datetime) -> str:
    return f"{day_text(naive.date(), year=False)} {clock_text(naive)}"


def _offset(moment: datetime) -> str:
    offset = moment.utcoffset() or timedelta(0)
    minutes = int(offset.total_seconds() // 60)
    sign, (hours, rest) = "+" if minutes >= 0 else "-", divmod(abs(minutes), 60)
    return f"UTC{sign}{hours:02d}:{rest:02d}"
