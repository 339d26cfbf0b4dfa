"""What the records say of a client before and beside the sessions: the intake talk, ties, where they live, how long
their records are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coachdesk.domain.days import day_text
from coachdesk.domain.engagements import first_session
from coachdesk.domain.evidence.current import agreement_of, named, page, version_of
from coachdesk.domain.evidence.entries import capital, newest_first, of_client, opens
from coachdesk.domain.evidence.facts import ClientFacts, Found, Look, Record, Records
from coachdesk.domain.evidence.words import counted, quoted

DATA_CLAUSE = "data_kept"


def intake_talk(records: Records, client: ClientFacts) -> Found:
    """A talk on or before the day of the first held session; before one was held, any."""
    talks = newest_first(client.entries, "intake-talk", records.today)
    first = _first_day(records, client)
    in_time = [one for one in talks if first is None or one.on <= first]
    if in_time:
        return Found(True, f"Intake talk with {client.title} {_when(in_time[0].on, first)}.", opens(in_time[0]))
    if talks:
        early = talks[-1]
        return Found(False, f"The intake talk with {client.title} was {_when(early.on, first)}.", opens(early))
    return Found(False, f"No intake talk with {client.title} is entered.")


def conflict_check(records: Records, client: ClientFacts) -> Found:
    """A check on or before the day of the first held session, whatever came of it; before one was held, any."""
    on, first = client.conflict_check_on, _first_day(records, client)
    if on is None or on > records.today:
        return Found(False, f"No conflict check is entered for {client.title}.")
    result = f" ({quoted(client.conflict_check)})" if client.conflict_check.strip() else ""
    if first is not None and on > first:
        return Found(False, f"The conflict check for {client.title}{result} was {_when(on, first)}.", _page(client))
    return Found(True, f"Conflict check for {client.title}{result} {_when(on, first)}.", _page(client))


def emergency_number(records: Records, client: ClientFacts) -> Found:
    """Where they live, and the emergency number of that place."""
    place, number = client.location.strip(), client.emergency_number.strip()
    if place and number:
        return Found(True, f"{client.title} is in {place}, where the emergency number is {number}.", _page(client))
    if place:
        return Found(False, f"{client.title} is in {place}; the emergency number there is not noted.", _page(client))
    if number:
        says = f"The emergency number {number} is noted for {client.title}, but not the country they are in."
        return Found(False, says, _page(client))
    return Found(False, f"Neither the country {client.title} is in nor its emergency number is noted.")


def other_ties(records: Records, client: ClientFacts) -> Found:
    """An answer to the question of other ties; that there are none is one."""
    if not client.other_ties.strip():
        return Found(False, f"Whether you have any other tie with {client.title} is not noted.")
    return Found(True, f"Noted as other ties with {client.title}: {quoted(client.other_ties)}.", _page(client))


def retention_rule(records: Records, client: ClientFacts) -> Found:
    """How long records are kept, on the client's page and in the data clause of the current agreement."""
    agreement = agreement_of(client, records.today)
    version = version_of(agreement, records.today) if agreement else None
    clause = version.clauses.get(DATA_CLAUSE) if version else None
    where = named(agreement, version) if agreement and version else ""
    has_text = clause is not None and clause.is_filled
    kept = _kept(client)
    rule = f"records of {client.title} are kept {kept or 'as long as nothing is decided'}"
    said = (
        f"the clause on records has text in {where}" if has_text
        else f"the clause on records lacks text in {where}" if where
        else "no agreement with a clause on records was written"
    )  # fmt: skip
    joint = "and" if bool(kept) is has_text else "but"
    there = page(agreement) if agreement else ()
    pages = (*_page(client), *there) if has_text or not there else (*there, *_page(client))
    return Found(bool(kept) and has_text, f"{capital(rule)}, {joint} {said}.", pages)


def _kept(client: ClientFacts) -> str:
    """Until when records are kept, in words; empty where that was not decided."""
    if client.keep_until is not None:
        return f"until {day_text(client.keep_until)}"
    return "" if client.keep_years is None else f"for {counted(client.keep_years, 'year')} after the ending"


def _first_day(records: Records, client: ClientFacts) -> date | None:
    first = first_session(client, records.today, records.zone)
    return first.on if first else None


def _when(day: date, first: date | None) -> str:
    """The day, and how it lies to the first session."""
    if first is None:
        return f"on {day_text(day)}; the first session is still to come"
    if day == first:
        return f"on {day_text(day)}, the day of the first session"
    return f"on {day_text(day)}, {'before' if day < first else 'after'} the first session on {day_text(first)}"


def _page(client: ClientFacts) -> tuple[Record, ...]:
    return (("client", client.id),)


LOOKS: Mapping[str, Look] = {
    "client.intake_talk_logged": of_client(intake_talk),
    "client.conflict_check_dated": of_client(conflict_check),
    "client.emergency_number": of_client(emergency_number),
    "client.other_roles_noted": of_client(other_ties),
    "client.retention_rule_set": of_client(retention_rule),
}
