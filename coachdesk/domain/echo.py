"""What was understood, said back in words: what, to whom, when on both clocks, and whether clocks change until then."""

from __future__ import annotations

from datetime import datetime, timedelta

from coachdesk.domain.days import day_text
from coachdesk.domain.repeats import parse_repeat
from coachdesk.domain.task_line import Line
from coachdesk.domain.times import city_of, clock, clock_text, local, next_change, theirs
from coachdesk.domain.whens import which_of_two

_FURTHEST = 400
"""How many days ahead changes of clocks are looked for: beyond that, only what they come to is said."""


def words_of(line: Line, now: datetime, *, home: str) -> tuple[str, ...]:
    """A caught line in words, a line each: what to whom; by when on both clocks and how long; and, if clocks change
    between now and then, what that does. `home` is the coach's zone."""
    said = [_what(line)]
    more = [f"about {minutes_words(line.minutes)}"] if line.minutes else []
    more += [parse_repeat(line.repeat).words] if line.repeat else []
    if line.when is None:
        undated = ["without a date"] if line.kind == "own" and line.problem is None else []
        last = " · ".join([*undated, *more])
        return (*said, last) if last else tuple(said)
    when, zone = line.when, line.person.zone if line.person else ""
    due = "by " + when_words(when.instant, now, home, zone, whole_day=when.whole_day)
    if when.zone not in (home, zone):
        due += f" · typed as {clock_text(local(when.instant, when.zone))} in {city_of(when.zone)}"
    change = change_words(now, when.instant, home, zone)
    return (*said, " · ".join([due, *more]), *([change] if change else []))


def when_words(instant: datetime, now: datetime, home: str, zone: str = "", *, whole_day: bool = False) -> str:
    """The instant on the coach's clock and on theirs, with their city: `Fri 27 Nov 17:00 · theirs 13:00 in Santiago`.

    The weekday is said where it is another one there, the year where it is not this one, and which of two equal times
    it is. Without their zone, or in the coach's own, the coach's clock alone.
    """
    here = clock(instant, home, year=local(instant, home).year != local(now, home).year)
    here += _twice(instant, home) + ", the end of your day" * whole_day
    if not zone or zone == home:
        return here
    return f"{here} · theirs {theirs(instant, home, zone)}{_twice(instant, zone)} in {city_of(zone)}"


def change_words(now: datetime, then: datetime, home: str, zone: str = "") -> str:
    """One sentence if the coach's clocks or theirs change between now and then, with the date; else nothing."""
    sides = [("your", home)] + ([("their", zone)] if zone and zone != home else [])
    changes = [said for whose, one in sides if (said := _changes(whose, one, now, then))]
    if not changes:
        return ""
    sentence = " and ".join(changes).replace(" and their clocks ", " and theirs ")
    if len(sides) == 1:
        return sentence
    today, later = _apart(now, home, zone), _apart(then, home, zone)
    if today == later:
        return f"{sentence}: the hours between you stay the same"
    here = local(then, home)
    as_today = clock_text(here + today)
    return f"{sentence}: {clock_text(here)} is {clock_text(here + later)} theirs then, today it would be {as_today}"


def minutes_words(minutes: int) -> str:
    """A length of work, short: `30 min`, `1 h 30`, `2 h`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def _what(line: Line) -> str:
    words = f'"{line.text}"' if line.text else "nothing yet"
    if line.person is not None:
        return f"A promise to {line.person.title}: {words}"
    return f"A promise: {words}" if line.kind == "promise" else f"For yourself: {words}"


def _twice(instant: datetime, zone: str) -> str:
    which = which_of_two(instant, zone)
    return f" (the {which} of two)" if which else ""


def _changes(whose: str, zone: str, now: datetime, then: datetime) -> str:
    """When and how that zone's clocks change between the two instants, in words; nothing where they do not."""
    found: list[datetime] = []
    at = now
    while at < then and at < now + timedelta(days=_FURTHEST):
        change = next_change(at, zone, min(_FURTHEST, (then - at).days + 2))
        if change is None or change > then:
            break
        found.append(change)
        at = change
    if not found:
        return ""
    if len(found) > 1:
        days = " and ".join(day_text(local(change, zone).date(), year=False) for change in found)
        return f"{whose} clocks change on {days}"
    before, after = (_offset(found[0] + timedelta(seconds=step), zone) for step in (-1, 1))
    way = "forward" if after > before else "back"
    day = day_text(local(found[0], zone).date(), year=False)
    return f"{whose} clocks go {way} {_amount(abs(after - before))} on {day}"


def _offset(instant: datetime, zone: str) -> timedelta:
    return local(instant, zone).utcoffset() or timedelta(0)


def _apart(instant: datetime, home: str, zone: str) -> timedelta:
    return _offset(instant, zone) - _offset(instant, home)


def _amount(step: timedelta) -> str:
    minutes = int(step.total_seconds() // 60)
    return "an hour" if minutes == 60 else minutes_words(minutes)
