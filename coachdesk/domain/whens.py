"""Whens: the instant a person means by `fri 17:00`, `27 jan`, `in 2h`; questioned where it could be another, never
guessed. Days are those of the calendar where it is typed; a day alone ends with the coach's own end of day.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.text import clean
from coachdesk.domain.times import (
    WEEKDAYS,
    city_of,
    clock,
    clock_text,
    day_text,
    from_stamp,
    local,
    parse_clock,
    parse_day,
    parse_duration,
    resolve_local,
    zone_of,
)
from coachdesk.domain.when_words import WhenParts, take_apart

MON_FRI = frozenset(range(5))
FUTURE, PAST, EITHER = "future", "past", "either"
"""What a when may be: ahead of now (a deadline), up to now (when something was done), or both (a session's time)."""

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class When:
    """An instant (UTC) as it was typed. `zone` is whose clock was meant (the coach's own for a whole day: a day alone,
    which is due at the coach's end of day); `note` says which of two equal times it is, where there are two."""

    instant: datetime
    whole_day: bool
    zone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """All that a when depends on but its words."""

    now: datetime
    zone: str
    home: str
    eod: time
    order: str
    workdays: Collection[int]
    lean: str
    where: str


def parse_when(
    text: str,
    now: datetime,
    zone: str,
    *,
    eod: time,
    order: str = "dmy",
    workdays: Collection[int] = MON_FRI,
    lean: str = FUTURE,
    home: str = "",
    theirs: str = "",
    where: str = "",
) -> When:
    """The instant meant by `text` at `now`, typed on the clock of `zone` by a coach whose own clock is `home`.

    Reads a day (`today tom fri "next fri" +3d +2w +6m eow 27 jan 27/1 2027-01-27`; m is months after a plus), a time of
    day (`17:00 5pm noon eod`), both in either order, `in 2h`, and a UTC stamp. A time alone is today's. `17:00 first`
    or `second` chooses where clocks show it twice; `17:00 theirs` is read on the clock of `theirs`. `eow` is the last
    of the `workdays` (0 for Monday) of this week. Fails with `when.…`, `day.…`, `clock.…`, `duration.…` or `time.…`.
    """
    typed = clean(text, _LONGEST, where)
    if not typed:
        raise failure("when.empty", where=where)
    if typed.endswith("Z") and typed[:4].isdigit():
        return _believed(
            When(from_stamp(typed, where), False, zone), WhenParts(typed, "", "", "", False), now, where, lean
        )
    parts = take_apart(typed)
    if parts is None:
        raise failure("when.unknown", where=where, text=typed)
    if parts.whose and not theirs:
        raise failure("when.not-theirs", where=where, text=typed)
    return _when_of(
        parts, _Frame(now, theirs if parts.whose else zone, home or zone, eod, order, workdays, lean, where)
    )


def typed_when(instant: datetime, now: datetime, zone: str) -> str:
    """The instant as it can be typed on that zone's clock, to the minute: `Fri 27 Nov 17:00`, with the year where it is
    not this one, and with `first` or `second` where clocks show it twice."""
    year = local(instant, zone).year != local(now, zone).year
    which = which_of_two(instant, zone)
    return f"{clock(instant, zone, year)} {which}".rstrip()


def which_of_two(instant: datetime, zone: str) -> str:
    """`first` or `second` where that zone's clocks show this minute twice, else nothing."""
    there = local(instant, zone)
    if there.replace(fold=0).utcoffset() == there.replace(fold=1).utcoffset():
        return ""
    return "second" if there.fold else "first"


def end_of_day(day: date, eod: time, home: str) -> datetime:
    """The instant (UTC) at which that day of the coach ends. Where clocks skip that time it is just after the gap, and
    where they show it twice the later one: a day is never shortened by a change of clocks."""
    there = zone_of(home)
    naive = datetime.combine(day, eod)
    return max(naive.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))


def _when_of(parts: WhenParts, frame: _Frame) -> When:
    """The instant of a when that was taken apart."""
    if parts.span:
        found = When(_after_span(parts.span, frame), False, frame.zone)
    elif not parts.clock or parts.clock == "eod":
        found = _whole_day(parts.day, frame)
    else:
        found = _moment(parts, frame)
    return _believed(found, parts, frame.now, frame.where, frame.lean, frame.home)


def _after_span(span: str, frame: _Frame) -> datetime:
    """Elapsed time from now, cut to the minute: seconds are on no clock that is shown."""
    ago = span.endswith(" ago")
    length = span.removesuffix(" ago").removeprefix("in ").removeprefix("+").strip()
    if length == "now":
        return frame.now.replace(microsecond=0)
    length = "30m" if length == "half an hour" else length
    one, _, rest = length.partition(" ")
    minutes = parse_duration(f"1 {rest}" if one in ("a", "an") else length, frame.where)
    moment = frame.now + timedelta(minutes=-minutes if ago else minutes)
    return moment.replace(second=0, microsecond=0)


def _whole_day(day: str, frame: _Frame) -> When:
    """A day alone: the coach's own day, whatever clock the line is typed on."""
    on = _day(day or "today", frame, frame.home)
    instant = end_of_day(on, frame.eod, frame.home)
    if frame.lean == PAST and on == local(frame.now, frame.home).date():
        instant = min(instant, frame.now.replace(microsecond=0))
    return When(instant, True, frame.home)


def _moment(parts: WhenParts, frame: _Frame) -> When:
    at = parse_clock(parts.clock, frame.where)
    on = _day(parts.day or "today", frame, frame.zone)
    if parts.clock == "midnight":
        if parts.day:
            raise failure("when.midnight", where=frame.where, text=str(parts), day=parts.day)
        on += timedelta(days=0 if frame.lean == PAST else 1)
    naive = datetime.combine(on, at)
    instant = resolve_local(naive, frame.zone, parts.which, frame.where)
    which = which_of_two(instant, frame.zone)
    if parts.which and not which:
        shown = f"{day_text(on, year=False)} {clock_text(at)}"
        raise failure("when.once", where=frame.where, local=shown, which=parts.which)
    return When(instant, False, frame.zone, f"the {which} {clock_text(at)} of two" if which else "")


def _day(day: str, frame: _Frame, zone: str) -> date:
    today = local(frame.now, zone).date()
    if day == "eow":
        last = max(frame.workdays, default=4)
        return today + timedelta(days=last - today.weekday())
    return parse_day(day, today, frame.order, frame.where, frame.lean)


def _believed(found: When, parts: WhenParts, now: datetime, where: str, lean: str, home: str = "") -> When:
    """The when, or a question where it lies on the wrong side of now."""
    if (lean == FUTURE and found.instant <= now) or (lean == PAST and found.instant > now):
        raise _question(found, parts, now, where, lean, home)
    return found


def _question(found: When, parts: WhenParts, now: datetime, where: str, lean: str, home: str) -> CoachdeskError:
    there, here = local(found.instant, found.zone), local(now, found.zone)
    shown = clock(found.instant, found.zone, year=there.year != here.year)
    if home and found.zone != home:
        shown += f" in {city_of(found.zone)}"
    time_typed = "" if parts.clock == "eod" else f" {parts.clock}" * bool(parts.clock) + " theirs" * parts.whose
    if parts.day in ("", "today") and not parts.span:
        day = "yesterday" if lean == PAST else "tom"
        hint = f"write {day}{time_typed} if {_NAMES[day]} is meant"
    elif parts.day[:3] in _SHORT and parts.day.isalpha() and there.date() == here.date():
        # the weekday that is today: it is over, or in a week
        other = there.date() + timedelta(days=-7 if lean == PAST else 7)
        hint = f"write {day_text(other, year=False)}{time_typed} if {_NAMES[lean]} is meant"
    elif parts.day == "eow":
        hint = f"write next {_SHORT[there.weekday()]}{time_typed} if the end of next week is meant"
    else:
        hint = f"it is {clock(now, found.zone)} now"
    return failure("when.future" if lean == PAST else "when.past", where=where, local=shown, hint=hint)


_SHORT = tuple(name[:3].lower() for name in WEEKDAYS)
_NAMES = {"yesterday": "yesterday", "tom": "tomorrow", FUTURE: "the one in a week", PAST: "that of a week ago"}
