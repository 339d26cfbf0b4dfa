"""What the records say of the people around a practice: who takes a client, who stands in, who helps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from coachdesk.domain.days import day_text, months_before
from coachdesk.domain.evidence.entries import and_list, is_by, newest_first, opens
from coachdesk.domain.evidence.facts import ContactFacts, Found, Look, Record, Records
from coachdesk.domain.text import fold

COACHES = 2
"""So many coaches are to be known who could take a client."""
PROFESSIONS = ("therapist", "doctor", "lawyer")


def coach_list(records: Records) -> Found:
    """At least two colleagues who said within the last twelve months that they can take a client."""
    since = months_before(records.today, 12)
    said = [(one, day) for one, day in _dated(records, "colleague", _could_take) if is_by(day, records.today)]
    ready, old = ([(one, day) for one, day in said if (day >= since) is which] for which in (True, False))
    pages = _pages(one for one, _ in (*ready, *old))
    if len(ready) >= COACHES:
        return Found(True, f"{len(ready)} coaches could take a client: {_days(ready)}.", pages)
    who = f"only {_days(ready)}" if ready else "no colleague"
    before = f"; longer ago: {_days(old)}" if old else ""
    says = f"Two coaches who can take a client are wanted, and in the last 12 months {who} said so{before}."
    return Found(False, says, pages)


def professional_list(records: Records) -> Found:
    """At least one therapist, one doctor and one lawyer among the contacts."""
    by_profession = {
        name: [one for one in records.practice.contacts if fold(one.profession) == name] for name in PROFESSIONS
    }
    known = [found[0] for found in by_profession.values() if found]
    missing = [f"a {name}" for name, found in by_profession.items() if not found]
    named = and_list([f"{one.title} ({fold(one.profession)})" for one in known])
    if not missing:
        return Found(True, f"To hand on: {named}.", _pages(known))
    there = f"; noted: {named}" if known else ""
    return Found(False, f"Not among your contacts: {and_list(missing)}{there}.", _pages(known))


def stand_in(records: Records) -> Found:
    """A stand-in with a phone number or an e-mail address."""
    every = _of_role(records, "stand-in")
    reached = [one for one in every if one.phone.strip() or one.email.strip()]
    if reached:
        ways = " or ".join(way for way in (reached[0].phone.strip(), reached[0].email.strip()) if way)
        return Found(True, f"{reached[0].title} stands in for you and is reached by {ways}.", _pages(reached))
    if every:
        says = f"{every[0].title} stands in for you; neither a phone number nor an e-mail address is noted."
        return Found(False, says, _pages(every))
    return Found(False, "No contact is marked as your stand-in.")


def helpers(records: Records) -> Found:
    """Every helper agreed to keep things private, on a day; without a helper, it was stated that nobody helps."""
    every = _of_role(records, "helper")
    stated = newest_first(records.practice.entries, "no-helpers", records.today)
    if not every:
        if not stated:
            return Found(False, "No contact is marked as a helper, and that nobody helps is not stated.")
        return Found(True, f"That nobody helps you was stated on {day_text(stated[0].on)}.", opens(stated[0]))
    open_ones = [one for one in every if not is_by(one.confidential_on, records.today)]
    if not open_ones:
        agreed = _days(_dated(records, "helper", _agreed))
        return Found(True, f"Agreed to keep things private: {agreed}.", _pages(every))
    names = and_list([one.title for one in open_ones])
    but = f"; that nobody helps you was stated on {day_text(stated[0].on)}" if stated else ""
    says = f"When {names} agreed to keep things private is not noted{but}."
    return Found(False, says, (*_pages(open_ones), *opens(*stated[:1])))


def _of_role(records: Records, role: str) -> list[ContactFacts]:
    return [one for one in records.practice.contacts if one.role == role]


def _dated(
    records: Records, role: str, day_of: Callable[[ContactFacts], date | None]
) -> list[tuple[ContactFacts, date]]:
    """The contacts of a role that have that day, each with it."""
    return [(one, day) for one in _of_role(records, role) if (day := day_of(one)) is not None]


def _could_take(contact: ContactFacts) -> date | None:
    return contact.takes_clients_on


def _agreed(contact: ContactFacts) -> date | None:
    return contact.confidential_on


def _days(dated: Iterable[tuple[ContactFacts, date]]) -> str:
    return and_list([f"{one.title} ({day_text(day)})" for one, day in dated])


def _pages(contacts: Iterable[ContactFacts]) -> tuple[Record, ...]:
    return tuple(("contact", one.id) for one in contacts)


LOOKS: Mapping[str, Look] = {
    "practice.coach_list": coach_list,
    "practice.professional_list": professional_list,
    "practice.stand_in_named": stand_in,
    "practice.helpers_agreed": helpers,
}
