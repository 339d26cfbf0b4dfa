"""What screens stand on, read before they are asked for.

`libraries` is the same on every desk. The others are for a desk of many clients and say after each step how far they
are, in words; each is to be followed by the verb that it reads ahead for, which then opens only what changed meanwhile.
What they read is kept by the desk. A small desk is read when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.evidence.facts import PracticeFacts
from coachdesk.services import by_client, people
from coachdesk.store import counting

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

CLIENTS = 5
"""Clients of whom everything is read in one step."""


def libraries(desk: Desk) -> None:
    """The files of the catalogue, and the store's own preparations for its first question."""
    from coachdesk.services import ethics_catalogue, goals, hours
    from coachdesk.services.agreement_reading import known_clauses

    for read in (ethics_catalogue.items, hours.rules, known_clauses):
        read()
    with suppress(CoachdeskError):  # what is wrong in the file of an edition is said where it is asked for
        ethics_catalogue.edition(desk)
    goals.of_client(desk, "")


def names(desk: Desk) -> Iterator[str]:
    """What everyone is called."""
    if _has_many(desk):
        yield from _said("names", people.steps(desk))
        people.people(desk)


def clients(desk: Desk) -> Iterator[str]:
    """What `clients.lines` is made of: names, and who has agreed to what."""
    if _has_many(desk):
        from coachdesk.services import agreements_kept

        yield from names(desk)
        yield from _said("agreements", agreements_kept.steps(desk))


def agreements(desk: Desk) -> Iterator[str]:
    """What `agreements.lines` is made of."""
    if _has_many(desk):
        from coachdesk.services import agreement_lines

        yield from clients(desk)
        yield from _said("agreements", agreement_lines.steps(desk))


def ledger(desk: Desk) -> Iterator[str]:
    """What `hours.ledger` is made of."""
    if _has_many(desk):
        from coachdesk.services import hours_records

        yield from _said("agreements and sessions", hours_records.steps(desk))


def owed(desk: Desk) -> Iterator[str]:
    """What `owed.page` is made of."""
    if _has_many(desk):
        from coachdesk.services import owed as kept

        yield from names(desk)
        yield from _said("money", kept.steps(desk))


def ethics(desk: Desk) -> Iterator[str]:
    """What `ethics.now` looks through: everybody for moments that have come, then all of whom they are about."""
    if not _has_many(desk):
        return
    from coachdesk.services import ethics_occasions

    yield from names(desk)
    yield from _said("clients", ethics_occasions.steps(desk))
    yield from ledger(desk)
    ethics_occasions.around(desk)
    yield "looking for moments that have come…"
    yield from _said("records of clients", _records(desk))


def _records(desk: Desk) -> Iterator[tuple[int, int]]:
    from coachdesk.services import ethics_occasions
    from coachdesk.services.evidence import Reader
    from coachdesk.services.evidence_practice import Practice

    come = ethics_occasions.occasions(desk, ethics_occasions.around(desk), Reader(desk))
    active = counting.columns(desk.connection, "client", ("id",), "WHERE stage = 'active'")
    asked = sorted({one.subject.client_id for one in come if one.subject.client_id} | {row[0] for row in active})
    yield 0, len(asked)
    for at in range(0, len(asked), CLIENTS):
        reader = Reader(desk)  # one reading each: something may be written between two steps
        for client_id in asked[at : at + CLIENTS]:
            with suppress(CoachdeskError):  # whose records cannot be read is said where they are asked about
                reader.client(client_id)
        yield min(at + CLIENTS, len(asked)), len(asked)
    for part in PracticeFacts.__dataclass_fields__:
        Practice(desk).facts((part,))
        yield len(asked), len(asked)


def _has_many(desk: Desk) -> bool:
    """Whether there are more clients than are read in one step."""
    found = sum(int(row[-1]) for row in counting.counts(desk.connection, "client", ("stage",)))
    return found > by_client.STEP


def _said(what: str, steps: Iterable[tuple[int, int]]) -> Iterator[str]:
    for done, every in steps:
        yield f"reading {what}, {done:,} of {every:,}…"
