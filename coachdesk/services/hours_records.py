"""What hours are made of, read from raw rows: sessions that were held, what was paid, who may be named, past hours.

A desk of a long career has tens of thousands of sessions: for a screen only their plain columns are read, and kept
until one of them changes; what is handed over is made of rows that were opened, and so authenticated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from coachdesk.domain import consents
from coachdesk.domain.consents import Answer
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.evidence.facts import EntryFacts
from coachdesk.domain.hours import NOT_ASKED, Held, Past, Person
from coachdesk.domain.sessions import COUNTED
from coachdesk.domain.times import from_stamp, zone_of
from coachdesk.services import session_agreements as agreed
from coachdesk.services.agreement_rows import day_of
from coachdesk.services.register_rows import entries
from coachdesk.store import counting, raw

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

T = TypeVar("T")
Row = Mapping[str, Any]
Paid = Callable[[date], "bool | None"]

CONSENT = "hours-log"
"""The kind of consent by which a client is named in the log."""

_COLUMNS = ("client_id", "agreement_id", "at", "minutes", "held_minutes")
# Most sessions of a long career were held: reading the table as it lies is twice as fast as jumping by an index.
_SEEN = "NOT INDEXED WHERE state = 'held' AND kind = ?"
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


def held(desk: Desk, *, opened: bool = False) -> list[Held]:
    """Every coaching session that was held. With `opened` each row is authenticated first, and a damaged one is left
    out and remembered by the desk. Not to be called inside a transaction."""
    if opened:
        rows = desk.rows("session", _SEEN, (COUNTED,))
        return _held(desk, [tuple(row[name] for name in _COLUMNS) for row in rows])
    zone = str(desk.settings().get("zone"))

    def make() -> list[Held]:
        return _held(desk, counting.columns(desk.connection, "session", _COLUMNS, _SEEN, (COUNTED,)))

    return kept(desk, f"hours held in {zone}", ("session", *_DEALS), make)


def _held(desk: Desk, rows: Iterable[tuple[Any, ...]]) -> list[Held]:
    zone = zone_of(str(desk.settings().get("zone")))
    known = deals(desk)
    nothing: tuple[Paid, int | None] = (lambda _: None, None)
    found = []
    for client_id, agreement_id, at, minutes, real in rows:
        paid, people = known.get(agreement_id, nothing)
        on = datetime.fromisoformat(at).astimezone(zone).date()
        found.append(Held(client_id, on, minutes if real is None else real, paid(on), people))
    return found


def deals(desk: Desk) -> dict[str, tuple[Paid, int | None]]:
    """By agreement: whether a session of a day was paid, and how many people are coached in it together. Kept until an
    agreement changes. Not to be called inside a transaction."""
    return kept(desk, "hours deals", _DEALS, lambda: _deals(desk))


def _deals(desk: Desk) -> dict[str, tuple[Paid, int | None]]:
    ids = {row[0] for row in counting.columns(desk.connection, "agreement", ("id",))}
    return {one.id: (_paid(one), one.people) for one in agreed.of_agreements(desk, ids).values()}


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


def persons(desk: Desk) -> dict[str, Person]:
    """Every client as a log of today shows them, by id. Not to be called inside a transaction."""
    name = f"hours persons on {desk.today()}"
    return kept(desk, name, ("client", "consent"), lambda: _persons(desk))


def _persons(desk: Desk) -> dict[str, Person]:
    off = _off(desk)
    return {
        row["id"]: Person(
            id=row["id"],
            name=row["full_name"] or row["called"],
            contact=row["email"] or row["phone"],
            internal=bool(row.get("shares_employer")),
            over=row["stage"] == "ended",
            off=off.get(row["id"], NOT_ASKED),
        )
        for row in desk.rows("client")
    }


def _off(desk: Desk) -> dict[str, str]:
    """Of clients who answered, why they are left off; empty for those who are listed. Of somebody whose answer is
    damaged nothing is known: it may have been a no."""
    answers: dict[str, list[Answer]] = {}
    damaged: dict[str, CoachdeskError] = {}
    for plain, sealed in raw.sealed_rows(desk.connection, "consent", "WHERE kind = ?", (CONSENT,)):
        try:
            raw.open_secrets(desk.vault, "consent", plain, sealed)
        except CoachdeskError as problem:
            damaged[plain["client_id"]] = problem
        else:
            answers.setdefault(plain["client_id"], []).append(_answer(plain))
    desk.remember(list(damaged.values()))
    day = desk.today()
    found = {
        client_id: "" if consents.in_force(given, CONSENT, day) else consents.said(given, CONSENT, day)
        for client_id, given in answers.items()
    }
    return found | dict.fromkeys(damaged, "an answer of theirs cannot be read")


def _answer(row: Row) -> Answer:
    on = day_of(row["on_day"])
    if on is None:
        raise LookupError("on_day")  # the column is never empty
    until, withdrawn = day_of(row["until_day"]), day_of(row["withdrawn_on"])
    return Answer(row["id"], row["kind"], bool(row["given"]), on, until, withdrawn, from_stamp(row["created_at"]))


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
