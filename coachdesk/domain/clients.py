"""The rules of clients: their stages, how namesakes are told apart, likely duplicates, and what a search reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import shortest
from coachdesk.domain.text import fold
from coachdesk.domain.zones import city_of

if TYPE_CHECKING:  # Today stands on this module, and making these classes would hold up the first screen
    from coachdesk.domain.views.clients import ClientFields, LikelyDuplicate

STAGES = ("enquiry", "active", "paused", "ended")

ALLOWED: dict[str, tuple[str, ...]] = {
    "enquiry": ("active", "ended"),
    "active": ("paused", "ended"),
    "paused": ("active", "ended"),
    # someone may come back, as an enquiry or at once
    "ended": ("enquiry", "active"),
}
"""Which stage may follow which."""

_DIGITS = 7
"""Fewer digits than this do not name one phone."""


def known_stage(stage: str) -> str:
    """The stage itself, case aside, or `client.stage`."""
    small = stage.strip().lower()
    if small not in STAGES:
        raise failure("client.stage", where="stage", text=stage.strip() or "nothing", choices=", ".join(STAGES))
    return small


def check_stage_change(before: str, after: str) -> None:
    """Refuses a change of stage that cannot happen, and one that changes nothing."""
    after = known_stage(after)
    if before == after:
        raise failure("client.stage-same", where="stage", stage=before)
    if after not in ALLOWED[before]:
        choices = ", ".join(ALLOWED[before])
        raise failure("client.stage-change", where="stage", before=before, after=after, choices=choices)


class Named(NamedTuple):
    """What tells one client or contact from another; the same for both."""

    id: str
    called: str
    full_name: str
    former_names: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    organisation: str = ""
    zone: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name they go or went by."""
        return tuple(name for name in (self.called, self.full_name, *self.former_names) if name)


def phone_digits(phone: str) -> str:
    """What two ways of writing one number share: its last nine digits, or nothing if there are too few."""
    digits = re.sub(r"\D", "", phone)
    return digits[-9:] if len(digits) >= _DIGITS else ""


def likely_duplicates(new: Named, others: Iterable[Named]) -> tuple[LikelyDuplicate, ...]:
    """Those who may be the person being added, each with the reasons in words, surest first."""
    from coachdesk.domain.views.clients import LikelyDuplicate

    found = []
    for other in others:
        reasons = [] if other.id == new.id else list(_reasons(new, other))
        if reasons:
            title = other.called or other.full_name
            found.append((-len(reasons), fold(title), LikelyDuplicate(other.id, title, " and ".join(reasons))))
    return tuple(entry[2] for entry in sorted(found, key=lambda entry: entry[:2]))


def _reasons(new: Named, other: Named) -> Iterator[str]:
    current = {fold(name) for name in (other.called, other.full_name) if name}
    former = {fold(name) for name in other.former_names}
    whole = fold(new.full_name or new.called)
    if whole in current:
        yield "the same name"
    elif whole in former:
        yield f"{other.called or other.full_name} was called that before"
    elif current & {fold(name) for name in new.former_names}:
        yield "a former name of the new one"
    if new.email and new.email.casefold() == other.email.casefold():
        yield "the same e-mail address"
    if phone_digits(new.phone) and phone_digits(new.phone) == phone_digits(other.phone):
        yield "the same phone number"


def told_apart(people: Iterable[Named]) -> dict[str, str]:
    """For everyone who shares the name that lists show, the word that tells them apart; the others are not in it.

    The first of these that differs among the namesakes: full name, organisation, city, short id.
    """
    everyone = list(people)
    groups: dict[str, list[Named]] = {}
    for person in everyone:
        groups.setdefault(fold(person.called or person.full_name), []).append(person)
    words: dict[str, str] = {}
    ids = [person.id for person in everyone]
    for namesakes in groups.values():
        if len(namesakes) > 1:
            words |= _suffixes(namesakes, ids)
    return words


def _suffixes(namesakes: list[Named], ids: list[str]) -> dict[str, str]:
    choices = (
        {person.id: person.full_name for person in namesakes},
        {person.id: person.organisation for person in namesakes},
        {person.id: city_of(person.zone) if person.zone else "" for person in namesakes},
    )
    for words in choices:
        if all(words.values()) and len({fold(word) for word in words.values()}) == len(namesakes):
            return words
    return {person.id: shortest(person.id, ids) for person in namesakes}


def search_fields(fields: ClientFields) -> tuple[tuple[str, str], ...]:
    """What a search reads of a client, as (field in words, text), former names included."""
    texts = (
        ("name", fields.called),
        ("full name", fields.full_name),
        ("former name", ", ".join(fields.former_names)),
        ("organisation", fields.organisation),
        ("e-mail", fields.email),
        ("phone", fields.phone),
        ("pronouns", fields.pronouns),
        ("language", fields.language),
        ("time zone", fields.zone),
        ("how to contact", fields.contact_how),
        ("how they came", fields.how_came),
        ("ask before", "; ".join(fields.ask_before)),
        ("emergency", fields.emergency),
        ("where they are", fields.location),
        ("emergency number", fields.emergency_number),
        ("other ties", fields.other_ties),
        ("conflict check", fields.conflict_check),
        ("note", fields.note),
    )
    return tuple((title, text) for title, text in texts if text)


def check_away(zone: str, since: date | None, until: date | None) -> None:
    """Refuses a stay away without its zone, or one that ends before it begins (both days count)."""
    if (since or until) and not zone:
        raise failure("away.zone", where="away_zone")
    if since and until and until < since:
        raise failure("away.dates", where="away_until", since=since, until=until)


MOST_YEARS = 100
"""Records are kept for no more years than this."""


def check_keeping(years: int | None, until: date | None) -> None:
    """Refuses a length of keeping that cannot be, and two rules at once: so many years after the ending, or a day."""
    if years is not None and years > MOST_YEARS:
        raise failure("client.keep-years", where="keep_years", years=years, most=MOST_YEARS)
    if years is not None and until is not None:
        raise failure("client.two-keeps", where="keep_until")


def check_conflict(on: date | None, result: str) -> None:
    """Refuses half of a conflict check: it has a day and a result, which may be that there is none."""
    if (on is None) != (not result):
        raise failure("client.check-alone", where="conflict_check" if on else "conflict_check_on")


def kept_words(years: int | None, until: date | None) -> str:
    """How long records are kept: `7 years after the ending`, `until 31 December 2030`; nothing where nobody said."""
    if until is not None:
        return f"until {day_text(until)}"
    return "" if years is None else f"{years} year{'' if years == 1 else 's'} after the ending"


def yes_no(answer: bool | None) -> str:
    """`yes`, `no`, or nothing where nobody said."""
    return "" if answer is None else "yes" if answer else "no"
