"""Coaching hours: how they are written, whose they are, and the rows of a log as a credentialing body asks for it.

Hours are whole minutes everywhere; they become text only where they are shown: as decimals, since forms of
credentialing bodies take nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.text import fold
from coachdesk.domain.views.hours import HoursLog, LogRow, Spent, Sums

INDIVIDUAL, GROUP = "individual", "group"
KINDS = (INDIVIDUAL, GROUP)
MOST_MINUTES = 20_000 * 60
"""Past hours with one client above this are a slip of the keys."""
MOST_PEOPLE = 500

NOT_ASKED, DECLINED = "never asked", "declined"
UNREADABLE = "their record cannot be read"

_DECIMAL = re.compile(r"([0-9]{1,6})?(?:[.,]([0-9]{1,4}))?")
_CLOCK = re.compile(r"([0-9]{1,6})\s*[:h]\s*([0-5]?[0-9])\s*(?:m|min)?")
_MINUTES = re.compile(r"([0-9]{1,7})\s*(?:m|min|minutes)")
_UNIT = re.compile(r"\s*(?:h|hrs?|hours?|std)\.?$")


class Held(NamedTuple):
    """A session that was held: on the coach's calendar, with its real minutes. `paid` is nothing where no agreement
    says so; `people` is the number in the group, nothing for one person."""

    client_id: str
    on: date
    minutes: int
    paid: bool | None
    people: int | None = None


class Person(NamedTuple):
    """A client as a log shows them. `off` is why they are left off, empty where they agreed to be in it; `over` whether
    the coaching has ended; `internal` whether they share the coach's employer."""

    id: str
    name: str
    contact: str
    internal: bool
    over: bool
    off: str


class Past(NamedTuple):
    """Hours from before this desk. `listed` counts only where they are no client of this desk."""

    id: str
    client_id: str
    name: str
    contact: str
    people: int | None
    internal: bool
    listed: bool | None
    start: date
    end: date | None
    paid: int
    pro_bono: int


class Part(NamedTuple):
    """The hours that were held with one client alone, or with one size of group: added up, and each that counts."""

    people: int | None
    first: date
    last: date
    paid: int
    pro_bono: int
    unsettled: int
    spent: tuple[Spent, ...]


class _Row:
    """One row while it is added up."""

    __slots__ = ("first", "internal", "last", "paid", "past", "person", "pro_bono", "spent", "unsettled")

    def __init__(self, person: Person, on: date) -> None:
        self.person, self.first, self.last = person, on, on
        self.paid = self.pro_bono = self.unsettled = 0
        self.internal = person.internal
        self.past: list[str] = []
        self.spent: tuple[Spent, ...] = ()


def add_up(held: Iterable[Held]) -> dict[str, tuple[Part, ...]]:
    """By client, what was held: one part for each size of group that they were coached in."""
    rows: dict[tuple[str, int | None], list[Held]] = {}
    for one in held:
        rows.setdefault((one.client_id, one.people), []).append(one)
    found: dict[str, tuple[Part, ...]] = {}
    for (client_id, people), own in rows.items():
        found[client_id] = (*found.get(client_id, ()), _part(people, own))
    return found


def _part(people: int | None, held: Sequence[Held]) -> Part:
    minutes: dict[bool | None, int] = {True: 0, False: 0, None: 0}
    for one in held:
        minutes[one.paid] += one.minutes
    return Part(
        people=people,
        first=min(one.on for one in held),
        last=max(one.on for one in held),
        paid=minutes[True],
        pro_bono=minutes[False],
        unsettled=minutes[None],
        spent=tuple(Spent(one.on, one.on, one.minutes, one.paid) for one in held if one.paid is not None),
    )


def log(day: date, held: Iterable[Held], people: Mapping[str, Person], past: Iterable[Past]) -> HoursLog:
    """The log of a day: a row for each client, and another for each size of group that they were coached in.

    Whoever is not in `people` has a record that cannot be read: their hours are counted, and they are left off.
    """
    return log_of(day, add_up(held), people, past)


def log_of(
    day: date, parts: Mapping[str, Iterable[Part]], people: Mapping[str, Person], past: Iterable[Past]
) -> HoursLog:
    """The same from what was held and added up before."""
    rows: dict[tuple[str, int | None], _Row] = {}
    for client_id, own in parts.items():
        for part in own:
            row = _row(rows, client_id, part.people, people.get(client_id), part.first)
            row.last = max(row.last, part.last)
            row.paid, row.pro_bono, row.unsettled = part.paid, part.pro_bono, part.unsettled
            row.spent = part.spent
    entries = list(past)
    answers = _answers(entries)
    for entry in entries:
        _add_past(rows, entry, people, answers)
    made = sorted(rows.items(), key=lambda item: (fold(item[1].person.name), item[0][0], item[0][1] or 0))
    lines = [(_log_row(key, row), row) for key, row in made]
    spent: list[Spent] = []
    for line, row in lines:
        if not line.off:
            spent += row.spent
    return HoursLog(
        day=day,
        listed=tuple(line for line, _ in lines if line.minutes and not line.off),
        off=tuple(line for line, _ in lines if line.minutes and line.off),
        unsettled=tuple(line for line, _ in lines if not line.minutes),
        spent=tuple(spent),
    )


def _row(
    rows: dict[tuple[str, int | None], _Row], who: str, people: int | None, person: Person | None, on: date
) -> _Row:
    row = rows.get((who, people))
    if row is None:
        unknown = Person(who, "", "", internal=False, over=False, off=UNREADABLE)
        row = rows[(who, people)] = _Row(person or unknown, on)
    elif on < row.first:
        row.first = on
    if on > row.last:
        row.last = on
    return row


def _answers(past: Iterable[Past]) -> dict[str, str]:
    """Why somebody who is no client of this desk is left off, by name. One no leaves off all that they are named in."""
    found: dict[str, str] = {}
    for entry in past:
        if not entry.client_id:
            off = "" if entry.listed else NOT_ASKED if entry.listed is None else DECLINED
            name = fold(entry.name)
            before = found.get(name, "")
            found[name] = before if before == DECLINED else off or before
    return found


def _add_past(
    rows: dict[tuple[str, int | None], _Row], entry: Past, people: Mapping[str, Person], answers: Mapping[str, str]
) -> None:
    """A client of this desk is listed by their consent, anybody else by what was entered that they answered."""
    if entry.client_id:
        row = _row(rows, entry.client_id, entry.people, people.get(entry.client_id), entry.start)
    else:
        name = fold(entry.name)
        person = Person("", entry.name, entry.contact, entry.internal, over=True, off=answers[name])
        row = _row(rows, f"past {name}", entry.people, person, entry.start)
    row.internal = row.internal or entry.internal
    row.last = max(row.last, entry.end or entry.start)
    row.paid += entry.paid
    row.pro_bono += entry.pro_bono
    row.past.append(entry.id)
    last = entry.end or entry.start
    both = ((entry.paid, True), (entry.pro_bono, False))
    row.spent += tuple(Spent(entry.start, last, minutes, paid) for minutes, paid in both if minutes)


def _log_row(key: tuple[str, int | None], row: _Row) -> LogRow:
    person = row.person
    return LogRow(
        who=key[0],
        client_id=person.id,
        name=person.name,
        people=key[1],
        contact=person.contact,
        start=row.first,
        end=row.last if person.over else None,
        paid=row.paid,
        pro_bono=row.pro_bono,
        unsettled=row.unsettled,
        internal=row.internal,
        off=person.off,
        past=tuple(row.past),
    )


def hours_text(minutes: int) -> str:
    """Minutes as hours, in decimals to the nearest hundredth: `14.5`, `0.83`. `parse_hours` has the same minutes again;
    sums are made of minutes, so that a sum may differ by a hundredth from that of its parts as shown."""
    whole, hundredths = divmod((minutes * 5 + 1) // 3, 100)
    return f"{whole}.{hundredths:02d}".removesuffix("0") if hundredths else str(whole)


def hours_of(minutes: int) -> str:
    """The same with its unit: `14.5 hours`, `1 hour`."""
    return f"{hours_text(minutes)} {'hour' if minutes == 60 else 'hours'}"


def parse_hours(text: str, where: str = "hours") -> int:
    """Minutes of hours as people and tables write them: `12`, `12.5`, `12,5`, `12:30`, `12h30`, `90m`.

    Decimals are rounded to the nearest minute, since 0.33 is how 20 minutes are written. Raises `hours.unknown`,
    `hours.many`.
    """
    typed = " ".join(text.lower().split())
    minutes = _MINUTES.fullmatch(typed)
    bare = _UNIT.sub("", typed)
    clock, number = _CLOCK.fullmatch(typed), _DECIMAL.fullmatch(bare)
    if minutes:
        found = int(minutes[1])
    elif clock:
        found = int(clock[1]) * 60 + int(clock[2])
    elif number and (number[1] or number[2]) and not _is_thousands(bare):
        exact = Fraction(f"{number[1] or 0}.{number[2] or 0}") * 60
        found = int(exact + Fraction(1, 2))
    else:
        raise failure("hours.unknown", where=where, text=text.strip() or "nothing")
    if found > MOST_MINUTES:
        raise failure("hours.many", where=where, text=text.strip(), most=f"{MOST_MINUTES // 60:,}")
    return found


def _is_thousands(text: str) -> bool:
    """Whether a mark may part thousands as well as decimals: `1,250`."""
    return re.fullmatch(r"[0-9]{1,3},[0-9]{3}", text) is not None


def check_past(
    today: date, start: date, end: date | None, paid: int, pro_bono: int, kind: str, people: int | None
) -> None:
    """Refuses past hours that cannot be. Raises `hours.…`."""
    if start > today:
        raise failure("hours.future", where="start", on=day_text(start))
    if end is not None and end > today:
        raise failure("hours.future", where="end", on=day_text(end))
    if end is not None and end < start:
        raise failure("hours.order", where="end", end=day_text(end), start=day_text(start))
    if not paid + pro_bono:
        raise failure("hours.none", where="paid")
    days = ((end or today) - start).days + 1
    if paid + pro_bono > days * 24 * 60:
        raise failure("hours.full", where="paid", hours=hours_of(paid + pro_bono), days=days)
    if kind == GROUP and people is None:
        raise failure("hours.group", where="group_size")
    if kind == INDIVIDUAL and people is not None:
        raise failure("hours.individual", where="group_size")
    check_people(people)


def check_people(people: int | None) -> None:
    """Refuses a number of people that is no group. Raises `hours.people`."""
    if people is not None and not 2 <= people <= MOST_PEOPLE:
        raise failure("hours.people", where="group_size", found=people, most=MOST_PEOPLE)


def left_off_line(left: Sums) -> str:
    """Who is left off, in a sentence; empty where nobody is."""
    if not left.clients:
        return ""
    some = "1 client, " if left.clients == 1 else f"{left.clients} clients, "
    unpaid = f", and {hours_of(left.unsettled)} more in no column" if left.unsettled else ""
    return f"{some}{hours_of(left.minutes)}{unpaid}, {'is' if left.clients == 1 else 'are'} left off"
