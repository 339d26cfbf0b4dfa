"""What a coach is told when a session is planned: warnings, which never stop anything, and times on both clocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from coachdesk.domain.days import day_text
from coachdesk.domain.sessions import Span, clashes
from coachdesk.domain.times import both, city_of, clock, clock_text, from_stamp, local, next_change, theirs
from coachdesk.domain.zones import zone_of

if TYPE_CHECKING:
    from coachdesk.domain.views.sessions import MoveView

_FAR = 400
"""Days ahead in which a change of clocks is looked for; there is one in each year where there are any."""


class Calendar(NamedTuple):
    """What stands on the coach's calendar about then: sessions, absences (from, until, words), days off, and how the
    day is cut. Zones are the coach's; `wakes` and `sleeps` hold for either side, on their own clock."""

    zone: str
    wakes: time
    sleeps: time
    prep: int
    wrap_up: int
    days_off: tuple[tuple[date, date], ...]
    sessions: tuple[Span, ...]
    absences: tuple[tuple[datetime, datetime | None], ...]


def when_words(at: datetime, mine: str, zone: str, now: datetime | None = None) -> str:
    """`Fri 27 Nov 17:00 · theirs 12:00 in Lagos`; where the calendars' days differ, with theirs, and where it is said
    what `now` is and it is another year, with the year."""
    year = now is not None and local(at, mine).year != local(now, mine).year
    return both(at, mine, zone, year) + (f" in {city_of(zone)}" if zone else "")


def there_words(at: datetime, mine: str, zone: str) -> str:
    """Their time of day alone: `10:00 in Lagos`, `00:00 Sat in Taipei`; nothing without a zone."""
    return f"{theirs(at, mine, zone)} in {city_of(zone)}" if zone else ""


def calendar_warnings(plan: Span, zone: str, calendar: Calendar, now: datetime) -> list[str]:
    """What speaks against that time, in words: the past, either side's night, other sessions, absences, days off, and
    clocks that change before then. `zone` is where the client will be."""
    return [
        *_past(plan, calendar, now),
        *_night(plan, zone, calendar),
        *_clashing(plan, calendar),
        *_away(plan, calendar),
        *clock_changes(plan.at, calendar.zone, zone, now),
        *([] if zone else ["their time zone is not known, so only your clock was looked at"]),
    ]


def _past(plan: Span, calendar: Calendar, now: datetime) -> list[str]:
    if plan.at >= now:
        return []
    return [f"{clock(plan.at, calendar.zone)} is past: it is kept as one to be marked as held, missed or cancelled"]


def _night(plan: Span, zone: str, calendar: Calendar) -> list[str]:
    """Whose waking hours it leaves."""
    found = []
    for whose, their_zone in (("your", calendar.zone), ("their", zone)):
        if their_zone and _sleeps(plan, their_zone, calendar.wakes, calendar.sleeps):
            span = f"{clock_text(calendar.wakes)}–{clock_text(calendar.sleeps)}"
            there = theirs(plan.at, calendar.zone, their_zone)
            found.append(f"{there} in {city_of(their_zone)} is outside {whose} waking hours, {span}")
    return found


def _sleeps(plan: Span, zone: str, wakes: time, sleeps: time) -> bool:
    begins, ends = local(plan.at, zone), local(plan.ends, zone)
    last = clock_text(ends) if ends.date() == begins.date() else "24:00"
    return clock_text(begins) < clock_text(wakes) or last > clock_text(sleeps)


def _clashing(plan: Span, calendar: Calendar) -> list[str]:
    found = []
    for other, whole in clashes(plan, calendar.sessions, calendar.prep, calendar.wrap_up):
        span = f"{clock(other.at, calendar.zone)}–{clock_text(local(other.ends, calendar.zone))}"
        what = "overlaps the session" if whole else "runs into the time around the session"
        room = "" if whole else f": {calendar.wrap_up} min to wrap up and {calendar.prep} to prepare do not fit between"
        found.append(f"it {what} with {other.who}, {span}{room}")
    return found


def _away(plan: Span, calendar: Calendar) -> list[str]:
    found = []
    for since, until in calendar.absences:
        if since < plan.ends and (until is None or plan.at < until):
            ends = f"until {clock(until, calendar.zone)}" if until else "with no end set"
            found.append(f"you are away then: from {clock(since, calendar.zone)} {ends}")
    day = local(plan.at, calendar.zone).date()
    if any(first <= day <= last for first, last in calendar.days_off):
        found.append(f"{day_text(day, year=False)} is one of your days off")
    return found


def clock_changes(at: datetime, mine: str, zone: str, now: datetime) -> list[str]:
    """That clocks change before then so that the two lie otherwise apart, with the old and the new time there."""
    if not zone or at <= now or _apart(now, mine, zone) == _apart(at, mine, zone):
        return []
    changes = [(change, whose) for whose, one in (("your", mine), ("their", zone)) if (change := _last(now, at, one))]
    if not changes:
        return []
    new = local(at, zone)
    old = new - (_apart(at, mine, zone) - _apart(now, mine, zone))
    said = " and ".join(
        f"{whose} clocks change on {day_text(local(change, mine if whose == 'your' else zone).date(), year=False)}"
        for change, whose in sorted(changes)
    )
    here = clock_text(local(at, mine))
    return [f"{said}: {here} here is {clock_text(new)} there then, not {clock_text(old)} as it would be now"]


def _apart(at: datetime, mine: str, zone: str) -> timedelta:
    here, there = at.astimezone(zone_of(mine)).utcoffset(), at.astimezone(zone_of(zone)).utcoffset()
    return (there or timedelta()) - (here or timedelta())


def _last(now: datetime, at: datetime, zone: str) -> datetime | None:
    """The last change of clocks between the two; the one that makes the difference."""
    found, since = None, now
    while (change := next_change(since, zone, _FAR)) is not None and change <= at:
        found, since = change, change
    return found


def series_changes(ats: Sequence[datetime], mine: str, zone: str, keep: str) -> list[str]:
    """From which session of a series on the other side's hour is another."""
    if not zone or not ats:
        return []
    whose, other, held = ("your", mine, zone) if keep == "client" else ("their", zone, mine)
    found, before = [], clock_text(local(ats[0], other))
    for at in ats[1:]:
        there = clock_text(local(at, other))
        if there != before:
            kept = clock_text(local(at, held))
            found.append(
                f"from {day_text(local(at, mine).date(), year=False)} on it is {there} on {whose} clock instead of "
                f"{before}, and stays {kept} on {'theirs' if keep == 'client' else 'yours'}"
            )
            before = there
    return found


def move_words(move: MoveView, zone: str) -> str:
    """`from Fri 27 Nov 10:00, asked for by the client on Thu 26 Nov 18:00, with less than the notice left`."""
    asked = f"asked for by {'the client' if move.by == 'client' else 'you'} on {clock(move.at, zone)}"
    return f"from {clock(move.was, zone)}, {asked}" + (", with less than the notice left" if move.late else "")


_EDITED = ("kind", "minutes", "medium", "link", "fallback", "intention", "outcome")
_HAPPENED = {"started_at": "begun", "wrapped_at": "wrapped up"}


def session_change(before: Mapping[str, Any], after: Mapping[str, Any], zone: str) -> list[str]:
    """How the row of a session changed, in words for its history; times are on the clock of `zone`."""
    if not after:
        return ["taken away"]
    at = clock(from_stamp(after["at"]), zone, year=True)
    if not before:
        return [f"{at}, {after['minutes']} min" + ("" if after["kind"] == "coaching" else f", {after['kind']}")]
    found = []
    if before["at"] != after["at"]:
        asked = after["moves"][-1]["by"] if len(after["moves"]) > len(before["moves"]) else ""
        by = {"client": ", asked for by the client", "coach": ", asked for by you"}.get(asked, "")
        found.append(f"{clock(from_stamp(before['at']), zone, year=True)} → {at}{by}")
    if before["state"] != after["state"]:
        found.append(f"{at}: {outcome_words(after)}")
    edited = [name for name in _EDITED if before[name] != after[name]]
    found += [f"{name}: {_told(before, name)} → {_told(after, name)}" for name in edited]
    found += [f"{word} {clock(from_stamp(after[name]), zone, year=True)}" for name, word in _HAPPENED.items()
              if after.get(name) and before.get(name) != after[name]]  # fmt: skip
    if before.get("agreement_id") != after.get("agreement_id"):
        found.append("under another agreement" if after.get("agreement_id") else "under no agreement")
    return found


def outcome_words(session: Mapping[str, Any]) -> str:
    """What became of a session: `held, 55 min`, `cancelled by the client, charged: a cold`, `planned again`."""
    if session["state"] == "planned":
        return "planned again"
    if session["state"] == "held":
        return f"held, {session['held_minutes'] or session['minutes']} min"
    by = {"client": "by the client", "coach": "by you"}.get(session["ended_by"] or "", "")
    charged = ", charged" if session["charged"] else ""
    why = f": {session['why']}" if session["why"] else ""
    return f"{session['state']} {by}{charged}{why}"


def _told(session: Mapping[str, Any], name: str) -> str:
    return str(session[name] or "nothing")
