"""What hours are made of, read from raw rows: sessions that were held, what was paid, who may be named, past hours.

A desk of a long career has tens of thousands of sessions: for a screen only their plain columns are read, and kept
until one of them changes; what is handed over is made of rows that were opened, and so authenticated.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from coachdesk.domain import consents
from coachdesk.domain.consents import Answer
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.evidence.facts import EntryFacts
from coachdesk.domain.hours import NOT_ASKED, Held, Part, Past, Person, add_up
from coachdesk.domain.sessions import COUNTED
from coachdesk.domain.times import zone_of
from coachdesk.services import by_client
from coachdesk.services import session_agreements as agreed
from coachdesk.services.agreement_rows import day_of
from coachdesk.services.by_client import ByClient
from coachdesk.services.evidence_rows import answer_of
from coachdesk.services.register_rows import entries
from coachdesk.store import counting, raw
from coachdesk.store.among import among

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

T = TypeVar("T")
Row = Mapping[str, Any]
Paid = Callable[[date], "bool | None"]
Deal = tuple[Paid, "int | None"]

CONSENT = "hours-log"
"""The kind of consent by which a client is named in the log."""

_COLUMNS = ("client_id", "agreement_id", "at", "minutes", "held_minutes")
_SEEN = "WHERE +state = 'held' AND kind = ?"  # the plus: nearly all were held, an index of states would lead to all
_DEALS = ("agreement", "agreement_version", "signature")
OF_LOG = ("session", *_DEALS, "client", "consent", "past_hours", "setting")
"""The tables that the log is made of."""


def kept(desk: Desk, name: str, tables: tuple[str, ...], make: Callable[[], T]) -> T:
    """What `make` answered when one of those tables last changed; what it found damaged is remembered each time, since
    a page that leaves records out says so whenever it is painted."""

    def noted() -> tuple[T, tuple[CoachdeskError, ...]]:
        with desk.noting() as damaged:
            return make(), tuple(damaged)

    value, damaged = desk.cached_for(name, tables, noted)
    desk.remember(list(damaged))
    return value


def opened(desk: Desk) -> list[Held]:
    """Every coaching session that was held, each row authenticated first; a damaged one is left out and remembered by
    the desk. Not to be called inside a transaction."""
    rows = desk.rows("session", _SEEN, (COUNTED,))
    known = {key: deal for own in deals(desk).values() for key, deal in own.items()}
    return _held(str(desk.settings().get("zone")), known, [tuple(row[name] for name in _COLUMNS) for row in rows])


def parts(desk: Desk) -> Mapping[str, tuple[Part, ...]]:
    """The hours of every client from the plain columns of their sessions, added up. Not to be called inside a
    transaction."""
    deals(desk)  # which of them cannot be read is said with the hours under them
    return _parts(desk).values(desk, str(desk.settings().get("zone")))


def _parts(desk: Desk) -> ByClient[tuple[Part, ...]]:
    def read(desk: Desk, some: Collection[str]) -> Mapping[str, tuple[Part, ...]]:
        of_them = f"{_SEEN} AND client_id IN {among(some)}"
        rows = counting.columns(desk.connection, "session", _COLUMNS, of_them, (COUNTED, *some))
        under = _deals(desk).known(desk)
        known = {key: deal for one in some for key, deal in under.get(one, {}).items()}
        return add_up(_held(str(desk.settings().get("zone")), known, rows))

    return by_client.of(desk, "hours of clients", ("session", *_DEALS), read)


def _held(zone_id: str, known: Mapping[str, Deal], rows: Iterable[tuple[Any, ...]]) -> list[Held]:
    zone = zone_of(zone_id)
    nothing: Deal = (lambda _: None, None)
    found = []
    for client_id, agreement_id, at, minutes, real in rows:
        paid, people = known.get(agreement_id, nothing)
        on = datetime.fromisoformat(at).astimezone(zone).date()
        found.append(Held(client_id, on, minutes if real is None else real, paid(on), people))
    return found


def deals(desk: Desk) -> Mapping[str, Mapping[str, Deal]]:
    """By client and agreement: whether a session of a day was paid, and how many people are coached in it together.
    Not to be called inside a transaction."""
    return _deals(desk).values(desk)


def _deals(desk: Desk) -> ByClient[Mapping[str, Deal]]:
    def read(desk: Desk, some: Collection[str]) -> Mapping[str, Mapping[str, Deal]]:
        found: dict[str, dict[str, Deal]] = {}
        for one in agreed.of_clients(desk, some).values():
            found.setdefault(one.client_id, {})[one.id] = (_paid(one), one.people)
        return found

    return by_client.of(desk, "hours deals", _DEALS, read)


def _paid(deal: agreed.AgreementFacts) -> Paid:
    """By the version in force on a day, else by the newest one."""
    by_version = {number: is_paid(terms) for number, terms in deal.terms.items()}
    answers = set(by_version.values())
    if len(answers) == 1:
        (always,) = answers
        return lambda _: always
    return lambda on: by_version[(deal.holds_on(on) or deal.versions[-1]).number]


def is_paid(terms: Row) -> bool | None:
    """Whether coaching under these terms is paid: a fee of any size, by anyone, or a swap; nothing where no fee was
    settled."""
    if terms.get("barter"):
        return True
    fee = terms.get("fee")
    return None if fee is None else fee["minor"] > 0


def persons(desk: Desk) -> Mapping[str, Person]:
    """Every client as a log of today shows them, by id. Not to be called inside a transaction."""
    return _persons(desk).values(desk, desk.today())


def _persons(desk: Desk) -> ByClient[Person]:
    def read(desk: Desk, some: Collection[str]) -> Mapping[str, Person]:
        off = _off(desk, some)
        return {
            row["id"]: Person(
                id=row["id"],
                name=row["full_name"] or row["called"],
                contact=row["email"] or row["phone"],
                internal=bool(row.get("shares_employer")),
                over=row["stage"] == "ended",
                off=off.get(row["id"], NOT_ASKED),
            )
            for row in agreed.in_chunks(desk, "client", "id", some)
        }

    return by_client.of(desk, "hours persons", ("client", "consent"), read)


def _off(desk: Desk, some: Collection[str]) -> dict[str, str]:
    """Of those clients who answered, why they are left off; empty for those who are listed. Of somebody whose answer is
    damaged nothing is known: it may have been a no."""
    answers: dict[str, list[Answer]] = {}
    damaged: dict[str, CoachdeskError] = {}
    of_them = f"WHERE client_id IN {among(some)} AND kind = ?"
    for plain, sealed in raw.sealed_rows(desk.connection, "consent", of_them, (*some, CONSENT)):
        try:
            raw.open_secrets(desk.vault, "consent", plain, sealed)
        except CoachdeskError as problem:
            damaged[plain["client_id"]] = problem
        else:
            answers.setdefault(plain["client_id"], []).append(answer_of(plain))
    desk.remember(list(damaged.values()))
    day = desk.today()
    found = {
        client_id: "" if consents.in_force(given, CONSENT, day) else consents.said(given, CONSENT, day)
        for client_id, given in answers.items()
    }
    return found | dict.fromkeys(damaged, "an answer of theirs cannot be read")


def steps(desk: Desk) -> Iterator[tuple[int, int]]:
    """Read ahead what the log is made of, some clients at a time: how many of how many are read."""
    yield from _deals(desk).steps(desk)
    yield from _parts(desk).steps(desk, str(desk.settings().get("zone")))
    yield from _persons(desk).steps(desk, desk.today())


def past_rows(desk: Desk) -> list[raw.Row]:
    """Hours from before this desk, as they are kept, by their first day."""
    return desk.kept_rows("hours past", "past_hours", "ORDER BY start_on, id")


def past(desk: Desk) -> list[Past]:
    """The same as the rules add them up."""
    return [past_of(row) for row in past_rows(desk)]


def past_of(row: Row) -> Past:
    """One entry from its raw row."""
    start = day_of(row["start_on"])
    if start is None:
        raise LookupError("start_on")  # the column is never empty
    return Past(
        id=row["id"],
        client_id=row["client_id"] or "",
        name=row["name"],
        contact=row["contact"],
        people=row["group_size"],
        internal=row["internal"],
        listed=row["listed"],
        start=start,
        end=day_of(row["end_on"]),
        paid=row["paid_minutes"],
        pro_bono=row["pro_bono_minutes"],
    )


def learnt(desk: Desk) -> list[EntryFacts]:
    """The entries of the register that a credential asks about: learning and qualifications, of the practice."""
    found = kept(desk, "hours learnt", ("register_entry",), lambda: entries(desk, "WHERE client_id IS NULL"))
    return [one for one in found if one.kind in ("learning", "qualification")]
