"""Repeats: every so many weeks on a weekday, or monthly on a day; each time at the same hour of the clock.

A repeat is kept as text (`weekly fri`, `every 2 weeks fri`, `monthly 31`), which reads back as itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from coachdesk.domain.days import WEEKDAYS, in_month, weekday_number
from coachdesk.domain.errors import failure
from coachdesk.domain.times import local, zone_of
from coachdesk.domain.when_words import WEEKDAY

_MOST_WEEKS = 52
_EVERY = re.compile(
    rf"every (?:(?P<other>other |second )|(?P<count>[0-9]{{1,3}}) )?(?P<unit>weeks?|months?|{WEEKDAY})"
    rf"(?: (?:on )?(?:the )?(?:(?P<on>{WEEKDAY})|(?P<nth>[0-9]{{1,2}})(?:st|nd|rd|th)))?"
)
_WORD = re.compile(
    rf"(?P<word>weekly|fortnightly|monthly)"
    rf"(?: (?:on )?(?:the )?(?:(?P<on>{WEEKDAY})|(?P<nth>[0-9]{{1,2}})(?:st|nd|rd|th)?))?"
)
_NOT_OURS = re.compile("every (?:[0-9]+ )?(?:days?|years?|hours?|weekdays?|mornings?|evenings?)|yearly")


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often. `weeks` is nothing for a monthly one. `weekday` (0 for Monday) and `day` (of the month; the last day
    where a month is shorter) are nothing until its first day says them."""

    weeks: int = 0
    weekday: int | None = None
    day: int | None = None

    def on(self, first: date) -> Repeat:
        """The same, with what was left open taken from its first day."""
        if self.weeks:
            return self if self.weekday is not None else Repeat(self.weeks, first.weekday())
        return self if self.day else Repeat(day=first.day)

    @property
    def text(self) -> str:
        """As it is kept and can be typed."""
        if not self.weeks:
            return f"monthly {self.day or ''}".strip()
        often = "weekly" if self.weeks == 1 else f"every {self.weeks} weeks"
        return often if self.weekday is None else f"{often} {WEEKDAYS[self.weekday][:3].lower()}"

    @property
    def words(self) -> str:
        """As a person reads it: `every Friday`, `every 2 weeks on Friday`, `every month on the 5th`."""
        if not self.weeks:
            if not self.day:
                return "every month"
            return f"every month on the {_nth(self.day)}" + " or its last day" * (self.day > 28)
        on = "" if self.weekday is None else WEEKDAYS[self.weekday]
        if self.weeks == 1:
            return f"every {on or 'week'}"
        return f"every {self.weeks} weeks" + (f" on {on}" if on else "")

    def first_from(self, day: date) -> date:
        """Its first day that is `day` or later; `day` itself where it names none."""
        if self.weekday is not None:
            return day + timedelta(days=(self.weekday - day.weekday()) % 7)
        if self.day:
            here = in_month(day.year, day.month, self.day)
            return here if here >= day else in_month(*_month_after(day), self.day)
        return day

    def day_after(self, day: date) -> date:
        """Its next day after one that it was due on; after one that was moved, that nearest to a whole round later."""
        if self.weeks:
            later = day + timedelta(weeks=self.weeks)
            return later if self.weekday is None else later + timedelta(days=(self.weekday - day.weekday() + 3) % 7 - 3)
        months = [(day.year, day.month), _month_after(day)]
        later = in_month(*months[1], day.day)
        months.append(_month_after(later))
        days = [in_month(*month, self.day or day.day) for month in months]
        return min((one for one in days if one > day), key=lambda one: abs(one - later))


def parse_repeat(text: str, where: str = "") -> Repeat:
    """How often is meant by `weekly`, `every fri`, `every 2 weeks`, `monthly`, `every month on the 31st`.

    Fails with `repeat.unknown`.
    """
    found = match_repeat(text)
    if found is None:
        raise failure("repeat.unknown", where=where, text=text.strip() or "nothing")
    return found


def looks_like_repeat(text: str) -> bool:
    """Whether it has the shape of a repeat, also of one that is not possible here (`every day`)."""
    typed = _plain(text)
    return any(shape.fullmatch(typed) for shape in (_EVERY, _WORD, _NOT_OURS))


def match_repeat(text: str) -> Repeat | None:
    """The repeat, or nothing where there is none of that kind."""
    typed = _plain(text)
    every, word = _EVERY.fullmatch(typed), _WORD.fullmatch(typed)
    if word is not None:
        weeks = {"weekly": 1, "fortnightly": 2, "monthly": 0}[word["word"]]
        return _checked(weeks, word["on"], word["nth"])
    if every is None:
        return None
    count = 2 if every["other"] else int(every["count"] or 1)
    if not count:
        return None
    unit = every["unit"]
    if unit.startswith("month"):
        return _checked(0, every["on"], every["nth"]) if count == 1 else None
    if unit.startswith("week"):
        return _checked(count, every["on"], every["nth"])
    return _checked(count, unit, every["on"] or every["nth"])


def next_due(
    repeat: str, due: datetime, zone: str, after: datetime | None = None, hour: time | None = None
) -> datetime:
    """When it is due next (UTC): the next of its days, at the same time of that zone's clock as `due`, or at `hour`.

    With `after` the days up to then are left out (one that was done weeks late is not due in the past). Where clocks
    skip that hour it is just after the gap; where they show it twice, the first.
    """
    often = parse_repeat(repeat)
    there = local(due, zone)
    # what the first day left open is settled by this one, so that the 31st does not become the 28th for ever
    often = often.on(there.date())
    day = there.date()
    while True:
        day = often.day_after(day)
        clock = hour or there.time()
        at = datetime.combine(day, clock.replace(fold=0), tzinfo=zone_of(zone)).astimezone(UTC)
        if after is None or at > after:
            return at


def _checked(weeks: int, on: str | None, nth: str | None) -> Repeat | None:
    """The repeat where what was named fits together: a weekday with weeks, a day of the month with months."""
    if weeks:
        return None if nth or weeks > _MOST_WEEKS else Repeat(weeks, weekday_number(on) if on else None)
    if on or (nth and not 1 <= int(nth) <= 31):
        return None
    return Repeat(day=int(nth) if nth else None)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace(",", " ").split()).rstrip(".!;") if len(text) <= 60 else ""


def _month_after(day: date) -> tuple[int, int]:
    return (day.year + day.month // 12, day.month % 12 + 1)


def _nth(day: int) -> str:
    ending = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
