"""Agreements as sessions need them: which is in force on a day, its terms, and how many sessions are left.

Raw rows only: Today stands on this, so nothing here imports SQLModel.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from coachdesk.domain import agreements as rules
from coachdesk.domain.sessions import COUNTED, NOTHING, Tally, is_unmarked
from coachdesk.domain.times import from_stamp, to_stamp
from coachdesk.services.agreement_rows import by_agreement, day_of, facts_of_row, signed_days
from coachdesk.services.ledger_rows import credited
from coachdesk.store import counting
from coachdesk.store.among import among

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Row = Mapping[str, Any]
OF_LIVE = "WHERE agreement_id IN (SELECT id FROM agreement WHERE ended_on IS NULL OR ended_on > ?)"
NONE_GIVEN: Mapping[str, int] = {}
CHUNK = 400
"""Ids in one question to the database."""


class AgreementFacts(NamedTuple):
    """An agreement with all of its versions: what the rules know of each, its title, and its terms. `people` is how
    many it coaches together, nothing for one person."""

    id: str
    client_id: str
    created: datetime
    sponsored: bool
    ended_on: date | None
    versions: tuple[rules.VersionFacts, ...]
    titles: tuple[str, ...]
    terms: Mapping[int, Row]
    people: int | None = None

    @property
    def title(self) -> str:
        """What it is called in the newest version."""
        return self.titles[-1]

    def holds_on(self, day: date) -> rules.VersionFacts | None:
        """The version in force on that day."""
        return rules.in_force(self.versions, self.sponsored, self.ended_on, day)

    def state(self, today: date) -> str:
        """draft, sent, signed or ended."""
        return rules.agreement_state(self.versions, self.sponsored, self.ended_on, today)

    def number(self, name: str, day: date) -> int | None:
        """A number of the terms in force on that day (else of the newest version): sessions, minutes."""
        version = self.holds_on(day) or self.versions[-1]
        found = self.terms[version.number].get(name)
        return int(found) if found is not None else None

    def cancel_hours(self, day: date) -> int | None:
        """The notice that the terms in force on that day ask for; nothing where none are."""
        version = self.holds_on(day)
        found = self.terms[version.number].get("cancel_hours") if version else None
        return int(found) if found is not None else None

    def last_day(self) -> date | None:
        """The last day of the newest version that is signed, or else of the newest."""
        signed = [one for one in self.versions if rules.in_force_from(one, self.sponsored)]
        return (signed or list(self.versions))[-1].end


def of_clients(desk: Desk, client_ids: Collection[str]) -> dict[str, AgreementFacts]:
    """Every agreement of those clients, by id; the oldest of each first."""
    return _facts(desk, "client_id", client_ids)


def of_agreements(desk: Desk, agreement_ids: Collection[str]) -> dict[str, AgreementFacts]:
    """Those agreements, by id."""
    return _facts(desk, "id", agreement_ids)


def _facts(desk: Desk, column: str, ids: Collection[str]) -> dict[str, AgreementFacts]:
    rows = in_chunks(desk, "agreement", column, ids)
    whose = {row["client_id"] for row in rows}  # by whom versions are found in an index
    versions = by_agreement(in_chunks(desk, "agreement_version", "client_id", whose))
    signed = signed_days(in_chunks(desk, "signature", "client_id", whose))
    rows.sort(key=lambda row: (row["created_at"], row["id"]))
    return {row["id"]: _fact(row, versions[row["id"]], signed) for row in rows if row["id"] in versions}


def _fact(row: Row, versions: list[Row], signed: Mapping[str, Mapping[str, date]]) -> AgreementFacts:
    titles = (one["title"] if one["sent_at"] else row["title"] for one in versions)
    return AgreementFacts(
        id=row["id"],
        client_id=row["client_id"],
        created=from_stamp(row["created_at"]),
        sponsored=row["sponsor_id"] is not None,
        ended_on=day_of(row["ended_on"]),
        versions=tuple(facts_of_row(one, signed) for one in versions),
        titles=tuple(one or rules.DEFAULT_TITLE for one in titles),
        terms={int(one["number"]): one["terms"] for one in versions},
        people=row.get("group_size"),
    )


def in_chunks(desk: Desk, table: str, column: str, values: Collection[str]) -> list[Row]:
    """Raw rows of a table in which that column has one of the values."""
    wanted, found = sorted(values), list[Row]()
    for at in range(0, len(wanted), CHUNK):
        some = wanted[at : at + CHUNK]
        found += desk.rows(table, f"WHERE {column} IN {among(some)}", some)
    return found


def tallies(desk: Desk, client_id: str | None = None, live_on: date | None = None) -> dict[str, Tally]:
    """How many sessions of each agreement are held, charged, booked, over and not marked, and credited; what counts
    nowhere is left out.

    Of one client the rows are opened; of everybody only plain columns are counted (`store.counting`), on request only
    of agreements that were not ended by that day.
    """
    if client_id is not None:
        return tally(desk.rows("session", "WHERE client_id = ?", (client_id,)), desk.clock(), credited(desk, client_id))
    found: dict[str, Tally] = {}
    by = ("agreement_id", "kind", "state", "charged")  # the order of an index, which is all that is read
    where, values = ("WHERE agreement_id IS NOT NULL", []) if live_on is None else (OF_LIVE, [live_on.isoformat()])
    every = counting.counts(desk.connection, "session", by, where, values)
    for agreement_id, kind, state, charged, number in every:
        if kind == COUNTED:
            found[agreement_id] = found.get(agreement_id, NOTHING).with_one(state, bool(charged), number)
    for agreement_id in unmarked(desk):
        if agreement_id in found:
            found[agreement_id] = found[agreement_id].with_past()
    return _with_credits(found, credited(desk, live_on=live_on))


def unmarked(desk: Desk) -> list[str]:
    """The agreement of each counted session that is over and not marked; by an index, since these are few."""
    now = desk.clock()
    names, past = ("agreement_id", "kind", "at", "minutes"), "WHERE state = 'planned' AND at <= ?"
    return [
        agreement_id
        for agreement_id, kind, at, minutes in counting.columns(
            desk.connection, "session", names, past, (to_stamp(now),)
        )
        if kind == COUNTED and is_unmarked("planned", from_stamp(at), minutes, now)
    ]


def tally(rows: Iterable[Row], now: datetime, given: Mapping[str, int] = NONE_GIVEN) -> dict[str, Tally]:
    """The same of rows that were read, and of the sessions that were credited."""
    found: dict[str, Tally] = {}
    for row in rows:
        if row["agreement_id"] and row["kind"] == COUNTED:
            before = found.get(row["agreement_id"], NOTHING)
            after = before.with_one(row["state"], bool(row["charged"]))
            over = is_unmarked(row["state"], from_stamp(row["at"]), row["minutes"], now)
            found[row["agreement_id"]] = after.with_past() if over else after
    return _with_credits(found, given)


def _with_credits(found: dict[str, Tally], given: Mapping[str, int]) -> dict[str, Tally]:
    for agreement_id, number in given.items():
        found[agreement_id] = found.get(agreement_id, NOTHING)._replace(credited=number)
    return found
