"""Catching a line: read at each key and said back in words, with the load of its day; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from coachdesk.domain.days import day_text
from coachdesk.domain.echo import words_of
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.line_people import OFFERED, Person
from coachdesk.domain.line_people import People as Nameable
from coachdesk.domain.load import load_words
from coachdesk.domain.task_line import Line, parse_line
from coachdesk.domain.times import city_of, clock_text, local, parse_zone, resolve_local
from coachdesk.domain.views.tasks import Caught, Choice
from coachdesk.domain.whens import When, end_of_day, typed_when
from coachdesk.services import load
from coachdesk.services.people import Key, Someone, nameable, people

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Understood:
    """A line as it was understood, and on whose clock it was typed."""

    line: Line
    zone: str

    @property
    def to(self) -> Key | None:
        """To whom it will be owed."""
        person = self.line.person
        return (person.kind, person.id) if person is not None else None

    @property
    def client_id(self) -> str | None:
        """The client to whom it will be owed, if it is one."""
        return self.to[1] if self.to is not None and self.to[0] == "client" else None


def read(desk: Desk, line: str, *, zone: str = "", to: Key | None = None) -> Caught:
    """The line as it would be saved now, in words, with what is wrong with it and whom a half-typed name may mean.

    `zone` is on whose clock the times are typed (the coach's own where it is empty); `to` is meant where the line names
    nobody. Raises only `zone.unknown` and `ref.unknown`, for what is not in the line. Not to be called inside a
    transaction.
    """
    found = _understand(desk, line, zone, to)
    everyone, now, home = people(desk), desk.clock(), desk.settings().zone
    parsed, when = found.line, found.line.when
    someone = everyone.get(found.to)
    there = someone.zone_at(when.instant) if someone is not None and when is not None else ""
    known = load.known(desk) if when is not None else None
    day = local(when.instant, home).date() if when is not None else now.date()
    needed = parsed.minutes or (known.hours.estimate if known else 0)
    on_day = known.day(day) if known is not None else None
    room = known.room(needed, day) if known is not None and on_day is not None and on_day.left < needed else None
    return Caught(
        line=line,
        kind=parsed.kind,
        text=parsed.text,
        to=someone.owed(when.instant if when else now) if someone is not None else None,
        due=when.instant if when else None,
        whole_day=when.whole_day if when else False,
        minutes=parsed.minutes,
        repeat=parsed.repeat,
        zone=when.zone if when else found.zone,
        due_local=clock_text(local(when.instant, home)) if when else "",
        due_client=clock_text(local(when.instant, there)) if when and there else "",
        words=words_of(parsed, now, home=home),
        load=on_day,
        load_words=load_words(on_day, needed, room, known.today) if known and on_day else "",
        room=room,
        room_line=_room_line(desk, found, room, line, to) if room is not None else "",
        problem=parsed.problem.advice if parsed.problem is not None else "",
        problem_code=parsed.problem.code if parsed.problem is not None else "",
        choices=choices_of(desk, parsed.ambiguous, parsed.at_word),
    )


def understood(desk: Desk, line: str, *, zone: str = "", to: Key | None = None) -> Understood:
    """The line exactly as `read` shows it. Raises why it cannot be saved."""
    found = _understand(desk, line, zone, to)
    if found.line.problem is not None:
        raise found.line.problem
    return found


def _understand(desk: Desk, line: str, zone: str, to: Key | None) -> Understood:
    settings, now = desk.settings(), desk.clock()
    typed_in = parse_zone(zone, "zone") if zone else settings.zone
    meant = people(desk).known(to) if to is not None else None
    parsed = parse_line(
        line,
        nameable(desk),
        now,
        zone=typed_in,
        home=settings.zone,
        eod=settings.eod,
        order=settings.date_order,
        workdays=settings.workdays,
        to=as_person(meant, now) if meant is not None else None,
    )
    if parsed.person is not None and parsed.when is not None:
        # they may be elsewhere by then: their clock is that of where they will be
        someone = people(desk).known((parsed.person.kind, parsed.person.id))
        parsed = replace(parsed, person=as_person(someone, parsed.when.instant))
    return Understood(parsed, typed_in)


def as_person(someone: Someone, instant: datetime) -> Person:
    """Somebody as a line names them, where they are at that instant."""
    return Person(someone.kind, someone.id, someone.title, someone.names, someone.zone_at(instant))


def choices_of(desk: Desk, ambiguous: tuple[Person, ...], at_word: str | None) -> tuple[Choice, ...]:
    """Whom the name that is being typed may mean, or one that stands in the line and fits several; some of them, surest
    first."""
    known, everyone = nameable(desk), people(desk)
    meant = known.beginning(at_word) if at_word is not None else ambiguous[:OFFERED]
    return tuple(
        Choice(mention(known, one), one.title, _detail(everyone.get((one.kind, one.id)), one.zone)) for one in meant
    )


def mention(known: Nameable, person: Person) -> str:
    """The shortest `@name` that means this person and nobody else."""
    words = [word for name in person.names for word in name.split()]
    whole = [name.replace(" ", "_") for name in person.names]
    for name in (*words[:1], *whole[:1], *whole[1:], *words):
        if name.isprintable() and _only(known, name, person):
            return f"@{name}"
    return f'@"{person.title}"' if _only(known, person.title, person) else f"@{person.id}"


def _only(known: Nameable, name: str, person: Person) -> bool:
    return [(one.kind, one.id) for one in known.exactly(name)] == [(person.kind, person.id)]


def _detail(someone: Someone | None, zone: str) -> str:
    parts = [someone.detail if someone is not None else "", city_of(zone) if zone else ""]
    return " · ".join(part for part in parts if part)


def _room_line(desk: Desk, found: Understood, room: date, line: str, to: Key | None) -> str:
    """The same line due on another day at the same time; empty where it cannot be written so that it reads the same."""
    parsed = found.line
    if parsed.when is None or parsed.problem is not None or parsed.repeat:
        return ""
    try:
        moved, typed = _moved(desk, parsed.when, room, found.zone)
    except CoachdeskError:  # clocks skip that time on that day
        return ""
    named = mention(nameable(desk), parsed.person) if parsed.person is not None and "@" in line else ""
    estimate = f"~{parsed.minutes}m" if parsed.minutes else ""
    written = " ".join(part for part in (parsed.text, named, typed, estimate) if part)
    again = _understand(desk, written, found.zone, to).line
    same = again.problem is None and again.when is not None and again.when.instant == moved
    kept = (again.text, again.minutes) == (parsed.text, parsed.minutes) and again.person == parsed.person
    return written if same and kept else ""


def _moved(desk: Desk, when: When, room: date, typed_in: str) -> tuple[datetime, str]:
    """The same time of day of the coach on another day, and how that is typed."""
    settings = desk.settings()
    if when.whole_day:
        typed = day_text(room, year=room.year != desk.today().year)
        return end_of_day(room, settings.eod, settings.zone), typed
    at = local(when.instant, settings.zone)
    moved = resolve_local(datetime.combine(room, at.time()), settings.zone, "first")
    return moved, typed_when(moved, desk.clock(), typed_in)
