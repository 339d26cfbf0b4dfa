"""The rules of the practice register: which entries can be, what one still lacks, and what is to be done again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from coachdesk.domain.days import day_text, months_after, months_before
from coachdesk.domain.errors import failure
from coachdesk.domain.evidence.entries import is_by, newest_first
from coachdesk.domain.evidence.facts import EntryFacts
from coachdesk.domain.nearest import did_you_mean
from coachdesk.domain.register_kinds import CLIENT, EITHER, KINDS, PRACTICE, EntryField, Kind, in_line, kind_of
from coachdesk.domain.text import LINE_LIMIT, NOTE_LIMIT, clean, clean_lines
from coachdesk.domain.times import duration_text, parse_duration

__all__ = ["CLIENT", "EITHER", "KINDS", "PRACTICE", "EntryField", "Kind", "in_line", "kind_of"]

FIELDS: dict[str, EntryField] = {field.name: field for kind in KINDS.values() for field in kind.fields}
"""Every field that some kind has, by name; where two kinds share one, its help is that of the later kind."""


def known_kind(text: str, where: str = "kind") -> str:
    """The kind itself, case and spaces aside, or `register.kind` with those that are near."""
    small = "-".join(text.lower().replace("_", "-").split())
    if small not in KINDS:
        near = did_you_mean(small, KINDS, "coachdesk register kinds lists them", cutoff=0.6)
        raise failure("register.kind", where=where, text=text.strip() or "nothing", near=near)
    return small


def check_whose(kind: str, client_id: str) -> None:
    """Refuses an entry of a client without one, and one of the practice with one."""
    whose = KINDS[kind].whose
    if whose == CLIENT and not client_id:
        raise failure("register.needs-client", where="client", title=KINDS[kind].title)
    if whose == PRACTICE and client_id:
        raise failure("register.of-practice", where="client", title=KINDS[kind].title)


def checked_details(kind: str, details: Mapping[str, str]) -> dict[str, str]:
    """The fields of an entry of that kind as they are kept, empty ones left out.

    Raises `register.field` (a field that the kind has not), `register.missing`, `register.choice`, `text.…`,
    `duration.…`.
    """
    known = kind_of(kind)
    for name in details:
        if known.field(name) is None:
            names = ", ".join(one.name.replace("_", "-") for one in known.fields)
            choices = f"it has: {names}" if names else "it has none but its text"
            raise failure("register.field", where=name, field=name, kind=kind, choices=choices)
    found = {field.name: _checked(field, details.get(field.name, "")) for field in known.fields}
    for field in known.fields:
        if field.needed and not found[field.name]:
            raise failure("register.missing", where=field.name, title=in_line(field.title), help=field.help)
    return {name: value for name, value in found.items() if value}


def _checked(field: EntryField, text: str) -> str:
    if field.kind == "lines":
        return clean_lines(text, NOTE_LIMIT, field.name)
    line = clean(text, LINE_LIMIT, field.name)
    if field.kind == "choice" and line:
        small = "-".join(line.lower().split())
        if small not in field.choices:
            raise failure("register.choice", where=field.name, text=line, choices=", ".join(field.choices))
        return small
    if field.kind == "minutes" and line:
        return str(parse_duration(f"{line}m" if line.isdigit() else line, field.name))
    return line


def check_entry(
    kind: str,
    today: date,
    *,
    text: str,
    on: date,
    until: date | None = None,
    told: date | None = None,
    answered: date | None = None,
    ended: date | None = None,
) -> None:
    """Refuses an entry that cannot be: without the text it needs, with a date that its kind has not, a date to come,
    or dates in an order that cannot be. Raises `register.…`."""
    known = kind_of(kind)
    if known.text_needed and not text:
        raise failure("register.text", where="text", title=known.title, what=known.text)
    titles = known.date_titles()
    for name, day in (("until", until), ("told", told), ("answered", answered)):
        if day is not None and name not in titles:
            has = ", ".join(titles)
            raise failure("register.date", where=name, kind=kind, has=has)
    for name, day in (("on", on), ("told", told), ("answered", answered), ("ended", ended)):
        if day is not None and day > today:
            raise failure("register.future", where=name, on=day_text(day))
    if until is not None and until < on:
        raise failure("register.until", where="until", until=day_text(until), what=known.on, on=day_text(on))
    for name, day in (("answered", answered), ("ended", ended)):
        if day is not None and day < on:
            raise failure("register.before", where=name, day=day_text(day), what=known.on, on=day_text(on))


def check_end(entry: EntryFacts, on: date, today: date) -> None:
    """Refuses an end that is still to come, or before the entry's own day."""
    days = {"until": entry.until, "told": entry.told, "answered": entry.answered}
    check_entry(entry.kind, today, text=entry.text, on=entry.on, ended=on, **days)


def counts(entry: EntryFacts, today: date) -> bool:
    """Whether it was not ended by that day."""
    return not is_by(entry.ended, today)


def lacks(entry: EntryFacts, today: date) -> tuple[str, ...]:
    """What an entry that counts still lacks, in words: fields that are wanted, a date, or that it is out of date."""
    return tuple(_lacks(entry, kind_of(entry.kind), today)) if counts(entry, today) else ()


def _lacks(entry: EntryFacts, kind: Kind, today: date) -> Iterator[str]:
    for field in kind.fields:
        if field.wanted and not entry.details.get(field.name):
            yield in_line(field.title)
    if kind.told and entry.told is None and kind.whose != EITHER:
        yield "when somebody was told" if kind.name == "harm" else "when the client was told"
    if kind.whose == EITHER and entry.client_id and entry.told is None:
        yield "when the client was told"
    if kind.answered and entry.answered is None:
        yield "when it was decided" if kind.name == "conflict" else "an answer"
    if kind.name == "qualification" and entry.details.get("shown") == "yes" and is_past(entry, today):
        yield "it is shown to clients and ran out"
    if kind.name == "backup" and entry.details.get("opened") == "no":
        yield "it was not opened and checked"


def is_past(entry: EntryFacts, today: date) -> bool:
    """Whether the last day on which it holds is over."""
    return entry.until is not None and entry.until < today


def due_on(kind: str, done: date) -> date:
    """The day on which what was done then is to be done again; such a kind has months or days (`Kind.recurs`)."""
    known = kind_of(kind)
    return months_after(done, known.months) if known.months else done + timedelta(days=known.days)


def is_due(kind: str, done: date, today: date) -> bool:
    """Whether it lies longer ago than it counts, as evidence reckons."""
    known = kind_of(kind)
    return done < (months_before(today, known.months) if known.months else today - timedelta(days=known.days))


def latest(entries: Iterable[EntryFacts], kind: str, today: date) -> EntryFacts | None:
    """The last entry of a kind that counts. A backup that was not opened is none."""
    of_kind = newest_first(entries, kind, today)
    return next((one for one in of_kind if kind != "backup" or one.details.get("opened") == "yes"), None)


def headline(entry: EntryFacts) -> str:
    """An entry on one line: its text, else the first of its fields that says something of itself, else nothing."""
    words = (entry.details.get(one.name, "") for one in kind_of(entry.kind).fields if one.kind in ("line", "lines"))
    return " ".join((entry.text or next((one for one in words if one), "")).split())


def detail_words(field: EntryField, value: str) -> str:
    """The value of a field as a person reads it."""
    return duration_text(int(value)) if field.kind == "minutes" and value.isdigit() else value
