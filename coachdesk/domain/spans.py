"""Where days begin and end as instants, and lengths of time and near days as a glance takes them in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from coachdesk.domain.times import clock, clock_text, day_text, local, next_change, zone_of

_FIRST, _LAST = date(2, 1, 1), date(9990, 1, 1)
"""Beyond these a day cannot be put on another zone's clock."""


def on_clock(day: date, at: time, zone: str, is_end: bool = False) -> datetime:
    """The instant (UTC) at which a span of that day begins or ends by that zone's clocks.

    A time that they skip is the instant of the change; of one that they show twice a span begins with the first and
    ends with the second. Not fit for what a person promised, which is asked about (`times.resolve_local`).
    """
    naive = datetime.combine(min(max(day, _FIRST), _LAST), at)
    there = zone_of(zone)
    early, late = (naive.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early > late:  # skipped: read with the offset of after the change it lies before it
        return next_change(late, zone, 2) or early
    return late if is_end else early


def day_begins(day: date, zone: str) -> datetime:
    """The instant (UTC) at which that day begins there; where clocks skip midnight, when they do."""
    return on_clock(day, time(0), zone)


def day_ends(day: date, zone: str) -> datetime:
    """The instant (UTC) at which the day after begins there."""
    return day_begins(min(day, _LAST) + timedelta(days=1), zone)


def is_day_edge(at: datetime, zone: str) -> bool:
    """Whether one day ends there and the next begins; where clocks skip midnight, that is not at 00:00."""
    return at == day_begins(local(at, zone).date(), zone)


def whole_minutes(length: timedelta) -> int:
    """The full minutes of it."""
    return int(length.total_seconds() // 60)


def hours_words(minutes: int) -> str:
    """Work in hours and minutes: `45 min`, `5 h 40`, `6 h`."""
    hours, rest = divmod(minutes, 60)
    return f"{rest} min" if not hours else f"{hours} h {rest:02d}" if rest else f"{hours} h"


def span_words(length: timedelta) -> str:
    """How long something lasts, to a glance: `25 min`, `2 h 10`, from three days on `3 days`."""
    return f"{length.days} days" if length.days >= 3 else hours_words(whole_minutes(length))


def past_words(then: datetime, now: datetime, zone: str) -> str:
    """How long ago it was to somebody there: `25 min ago` on the same day, else `yesterday`, `3 days ago`."""
    days = (local(now, zone).date() - local(then, zone).date()).days
    return f"{span_words(now - then)} ago" if not days else "yesterday" if days == 1 else f"{days} days ago"


def near_clock(instant: datetime, now: datetime, zone: str) -> str:
    """The time of day alone where it is today there, else with its day: `18:30`, `Mon 30 Nov 18:30`."""
    there = local(instant, zone)
    return clock_text(there) if there.date() == local(now, zone).date() else clock(instant, zone)


def near_day(instant: datetime, now: datetime, zone: str) -> str:
    """The day of an instant there, as `near` says it."""
    return near(local(instant, zone).date(), local(now, zone).date())


def near(day: date, today: date) -> str:
    """A day without its month where that leaves no doubt: `Mon 30`, and `Wed 2 Dec` in another month."""
    text = day_text(day, year=False)
    return text.rpartition(" ")[0] if (day.year, day.month) == (today.year, today.month) else text
