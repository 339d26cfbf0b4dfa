"""Reading what a coach plans: when, how long, under which agreement, and what speaks against it. Nothing is written.

It warns and never stops anything but what cannot be: a time that clocks skip, a series without an end, a session that
is there already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from coachdesk.domain import sessions as rules
from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.inputs.sessions import SessionInput
from coachdesk.domain.session_words import Calendar, calendar_warnings, series_changes, when_words
from coachdesk.domain.times import from_stamp, local
from coachdesk.domain.views.sessions import PlanView
from coachdesk.domain.whens import EITHER
from coachdesk.services import session_agreements as agreed
from coachdesk.services import session_rows as rows
from coachdesk.services.absence_rows import absences
from coachdesk.services.people import People, Someone, people
from coachdesk.services.session_agreements import AgreementFacts
from coachdesk.services.typed_times import read_when

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_FARTHEST = timedelta(days=3660)
"""Ten years before or after today: a session further away is a slip of the keys."""
_MOST_WARNINGS = 8
"""Of a series no more are said one by one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be planned: the instants (UTC), of a series more than one; `zone` is where the client is then."""

    who: Someone
    ats: tuple[datetime, ...]
    minutes: int
    kind: str
    under: AgreementFacts | None
    zone: str
    words: tuple[str, ...]
    warnings: tuple[str, ...]

    def view(self) -> PlanView:
        """The same for a screen."""
        under = self.under.id if self.under else ""
        return PlanView(self.ats, self.minutes, under, self.words, self.warnings)


def read_plan(desk: Desk, client_id: str, entered: SessionInput) -> Plan:
    """What was entered, with its warnings. Not to be called inside a transaction.

    Raises `when.…`, `time.…`, `session.…`, `ref.unknown`; `where` is the name of the field.
    """
    who = people(desk).known(("client", client_id))
    zone, kind = desk.settings().zone, entered.kind or rules.COUNTED
    first = read_time(desk, entered.at, who, entered.zone)
    day = local(first, zone).date()
    under = choose_agreement(desk, who, kind, entered.agreement, day)
    minutes = entered.minutes or (under.number("minutes", day) if under else None) or rules.DEFAULT_MINUTES
    keep = entered.keep or "coach"
    ats = tuple(_series(first, entered, who, under, zone)) if entered.every else (first,)
    for at in ats:
        _check_not_twice(desk, who, at)
    warnings = [
        *_times_warnings(desk, who, ats, minutes),
        *(series_changes(ats, zone, who.zone_at(ats[0]), keep) if len(ats) > 1 else []),
        *agreement_warnings(desk, who, kind, under, ats),
    ]
    return Plan(
        who=who,
        ats=ats,
        minutes=minutes,
        kind=kind,
        under=under,
        zone=who.zone_at(first),
        words=tuple(_words(who, ats, minutes, under, zone, desk.clock())),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def read_time(desk: Desk, text: str, who: Someone, zone: str = "", where: str = "at") -> datetime:
    """The instant of a session as it was typed; `17:00 theirs` is read where the client is then.

    Raises `session.needs-time` for a day alone, `session.far`, and what `parse_when` refuses.
    """
    now = desk.clock()
    found = read_when(desk, text, zone=zone, theirs=who.zone_at(now), lean=EITHER, where=where)
    if who.zone_at(found.instant) != who.zone_at(now):
        found = read_when(desk, text, zone=zone, theirs=who.zone_at(found.instant), lean=EITHER, where=where)
    if found.whole_day:
        raise failure("session.needs-time", where=where, text=text.strip())
    if abs(found.instant - now) > _FARTHEST:
        raise failure("session.far", where=where, text=text.strip())
    return found.instant


def _series(
    first: datetime, entered: SessionInput, who: Someone, under: AgreementFacts | None, zone: str
) -> list[datetime]:
    keeps_theirs = entered.keep == "client"
    if keeps_theirs and not who.zone_at(first):
        raise failure("session.keep-unknown", where="keep")
    zone_on: Callable[[datetime], str] = who.zone_at if keeps_theirs else lambda at: zone
    weeks = rules.EVERY[entered.every]
    if entered.times != rules.TO_THE_END:
        return rules.series(first, weeks, zone_on, times=int(entered.times or 1), until=None)
    last = under.last_day() if under else None
    if last is None:
        raise failure("session.times-no-end", where="times")
    if last < local(first, zone).date():
        raise failure("session.times-none", where="times", end=day_text(last))
    _, until = rows.day_span(last, 1, zone)
    return rules.series(first, weeks, zone_on, times=None, until=until)


def _check_not_twice(desk: Desk, who: Someone, at: datetime, besides: str = "") -> None:
    there = [
        one
        for one in rows.between(desk, at, at + timedelta(minutes=1), who.id)
        if one["state"] == "planned" and one["id"] != besides
    ]
    if there:
        raise failure("session.twice", where="at", client=who.title, id=there[0]["id"])


def _words(
    who: Someone, ats: Sequence[datetime], minutes: int, under: AgreementFacts | None, zone: str, now: datetime
) -> list[str]:
    """When, in both clocks; of a series also how many and the last; under which agreement."""
    said = [f"{when_words(ats[0], zone, who.zone_at(ats[0]), now)} · {minutes} min"]
    if len(ats) > 1:
        said.append(f"{len(ats)} sessions, the last {when_words(ats[-1], zone, who.zone_at(ats[-1]), now)}")
    if under is not None:
        said.append(f"under “{under.title}”")
    return said


# agreements


def choose_agreement(desk: Desk, who: Someone, kind: str, wanted: str, day: date) -> AgreementFacts | None:
    """The agreement that a session on that day belongs to: the one wanted (an id), else the only one in force then,
    else the only one that is under way. Only coaching needs one.

    Raises `session.which-agreement` where several are in force, `session.agreement-ended`, `session.other-client`.
    """
    known = agreed.of_clients(desk, [who.id])
    today = desk.today()
    if wanted:
        found = known.get(wanted)
        if found is None:
            raise failure("session.other-client", where="agreement")
        if found.holds_on(day) is None and found.state(today) == "ended":
            over = found.ended_on or found.last_day()
            raise failure("session.agreement-ended", where="agreement", on=day_text(over) if over else "a day before")
        return found
    if kind != rules.COUNTED:
        return None
    holding = [one for one in known.values() if one.holds_on(day)]
    under_way = [one for one in known.values() if one.state(today) != "ended"]
    for choice in (holding, under_way):
        if len(choice) > 1:
            which = ", ".join(f"“{one.title}” [{one.id[:6]}]" for one in choice)
            raise failure("session.which-agreement", where="agreement", client=who.title, which=which)
        if choice:
            return choice[0]
    return None


def agreement_warnings(
    desk: Desk, who: Someone, kind: str, under: AgreementFacts | None, ats: Sequence[datetime], more: int | None = None
) -> list[str]:
    """That no agreement is in force then, or that none is left of the number agreed; `more` is how many are new."""
    if kind != rules.COUNTED:
        return []
    zone, today = desk.settings().zone, desk.today()
    days = [local(at, zone).date() for at in ats]
    if under is None:
        return [f"no agreement with {who.title} is in force on {day_text(days[0], year=False)}"]
    found = []
    outside = [day for day in days if under.holds_on(day) is None]
    if outside:
        some = f"on {len(outside)} of these {len(days)} days, first " if len(days) > 1 else "on "
        why = _why_not_in_force(under, outside[0], today)
        found.append(f"“{under.title}” is not in force {some}{day_text(outside[0], year=False)}{why}")
    number = under.number("sessions", days[0]) or 0
    used = agreed.tallies(desk, who.id).get(under.id, rules.NOTHING)
    left = used.left(number)
    new = len(ats) if more is None else more
    if new and rules.is_used_up(number, left, used.taken, new):
        free = max(left - used.taken, 0)
        beyond = f": {new} more would be {used.taken + new - max(left, 0)} beyond" if new > 1 else ""
        many = f"{free} of the {number} sessions of “{under.title}” {'is' if free == 1 else 'are'} left to plan"
        none = f"none is left to plan of the {number} sessions of “{under.title}”: {rules.count_words(number, used)}"
        found.append(f"{many if free else none}{beyond}")
    return found


def _why_not_in_force(under: AgreementFacts, day: date, today: date) -> str:
    state = under.state(today)
    if state in ("draft", "sent"):
        return {"draft": ": it is a draft", "sent": ": it is sent and not signed"}[state]
    last = under.ended_on or under.last_day()
    return f": it ends on {day_text(last, year=False)}" if last and last <= day else ": it begins later"


# the calendar


def _times_warnings(desk: Desk, who: Someone, ats: Sequence[datetime], minutes: int) -> list[str]:
    """What speaks against each time; of a series, what is new after the first is said with its day."""
    calendar = calendar_for(desk, ats, minutes)
    now, said = desk.clock(), list[str]()
    for at in ats:
        zone = who.zone_at(at)
        # how clocks change in a series is said once for all of it
        since = now if at == ats[0] else at
        for warning in calendar_warnings(rules.Span(at, minutes), zone, calendar, since):
            if warning not in said:
                said.append(warning)
    if len(said) > _MOST_WARNINGS:
        return [*said[:_MOST_WARNINGS], f"and {len(said) - _MOST_WARNINGS} warnings more like these"]
    return said


def calendar_for(desk: Desk, ats: Sequence[datetime], minutes: int, besides: str = "") -> Calendar:
    """What stands on the calendar around those times."""
    settings = desk.settings()
    margin = timedelta(minutes=minutes + settings.prep_minutes + settings.wrap_up_minutes)
    found = [one for at in ats for one in rows.touching(desk, at - margin, at + margin) if one["id"] != besides]
    everyone = people(desk)
    spans = {
        one["id"]: rules.Span(from_stamp(one["at"]), one["minutes"], _name(everyone, one["client_id"]), one["id"])
        for one in found
    }
    return Calendar(
        zone=settings.zone,
        wakes=settings.wakes,
        sleeps=settings.sleeps,
        prep=settings.prep_minutes,
        wrap_up=settings.wrap_up_minutes,
        days_off=settings.days_off,
        sessions=tuple(spans.values()),
        absences=tuple((one.since, one.end) for one in absences(desk)),
    )


def _name(everyone: People, client_id: str) -> str:
    found = everyone.get(("client", client_id))
    return found.title if found else "somebody"


def warnings_at(desk: Desk, who: Someone, at: datetime, minutes: int, besides: str = "") -> list[str]:
    """What speaks against one time for a session that is there already (`besides` is its id)."""
    _check_not_twice(desk, who, at, besides)
    calendar = calendar_for(desk, [at], minutes, besides)
    return calendar_warnings(rules.Span(at, minutes, id=besides), who.zone_at(at), calendar, desk.clock())
