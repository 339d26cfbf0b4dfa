"""What hours are made of, read from raw rows: sessions that were held, what was paid, who may be named, past hours.

A desk of a long career has tens of thousands of sessions: for a screen only their plain columns are read, and kept
until one of them changes; what is handed over is made of rows that were opened, and so authenticated.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coachdesk.domain import consents
from coachdesk.domain.consents import Answer
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.evidence.facts import EntryFacts
from coachdesk.domain.hours import NOT_ASKED, Held, Part, Past, Person, add_up
from coachdesk.domain.sessions import COUNTED
from coachdesk.domain.times import zone_of
from coachdesk.services import agreements_kept, by_client
from coachdesk.services import session_agreements as agreed
from coachdesk.services.agreement_rows import day_of
from coachdesk.services.agreements_kept import Kept
from coachdesk.services.by_client import ByClient
from coachdesk.services.evidence_rows import answer_of
from coachdesk.services.register_rows import entries
from coachdesk.store import counting, raw
from coachdesk.store.among import among

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Row = Mapping[str, Any]

CONSENT = "hours-log"
"""The kind of consent by which a client is named in the log."""

_COLUMNS = ("client_id", "agreement_id", "at", "minutes", "held_minutes")
_SEEN = "WHERE +state = 'held' AND kind = ?"  # the plus: nearly all were held, an index of states would lead to all
OF_LOG = ("session", *agreements_kept.TABLES, "client", "consent", "past_hours", "setting")
"""The tables that the log is made of."""


def opened(desk: Desk) -> list[Held]:
    """Every coaching session that was held, each row authenticated first; a damaged one is left out and remembered by
    the desk. Not to be called inside a transaction."""
    rows = desk.rows("session", _SEEN, (COUNTED,))
    sessions = [tuple(row[name] for name in _COLUMNS) for row in rows]
    return _held(str(desk.settings().get("zone")), deals(desk), sessions)


def parts(desk: Desk) -> Mapping[str, tuple[Part, ...]]:
    """The hours of every client from the plain columns of their sessions, added up. Not to be called inside a
    transaction."""
    agreements_kept.by_client_id(desk)  # which of them cannot be read is said with the hours under them
    return _parts(desk).values(desk, str(desk.settings().get("zone")))


def _parts(desk: Desk) -> ByClient[tuple[Part, ...]]:
    def read(desk: Desk, some: Collection[str]) -> Mapping[str, tuple[Part, ...]]:
        of_them = f"{_SEEN} AND client_id IN {among(some)}"
        rows = counting.columns(desk.connection, "session", _COLUMNS, of_them, (COUNTED, *some))
        under = agreements_kept.known(desk)
        known = {deal.id: deal for one in some for deal in under.get(one, ())}
        return add_up(_held(str(desk.settings().get("zone")), known, rows))

    return by_client.of(desk, "hours of clients", ("session", *agreements_kept.TABLES), read)


def _held(zone_id: str, known: Mapping[str, Kept], rows: Iterable[tuple[Any, ...]]) -> list[Held]:
    zone = zone_of(zone_id)
    found = []
    for client_id, agreement_id, at, minutes, real in rows:
        deal = known.get(agreement_id)
        on = datetime.fromisoformat(at).astimezone(zone).date()
        paid, people = (deal.paid(on), deal.people) if deal else (None, None)
        found.append(Held(client_id, on, minutes if real is None else real, paid, people))
    return found


def deals(desk: Desk) -> Mapping[str, Kept]:
    """Every agreement that a session may be under, by its id. Not to be called inside a transaction."""
    return {one.id: one for own in agreements_kept.by_client_id(desk).values() for one in own}


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
    yield from agreements_kept.steps(desk)
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
    of_practice = "WHERE client_id IS NULL"
    found = desk.cached_for("hours learnt", ("register_entry",), lambda: entries(desk, of_practice))
    return [one for one in found if one.kind in ("learning", "qualification")]
