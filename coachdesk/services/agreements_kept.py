"""What is kept of everybody's agreements: their days, and of each version only what lists and hours ask.

Whoever opens a list of them stands before a career's thousands, each with the whole wording of every version. They are
opened once, and again only those of clients whom a change touched (`by_client`).

Raw rows only: nothing here imports SQLModel.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from coachdesk.domain import agreements as rules
from coachdesk.services import by_client
from coachdesk.services import session_agreements as agreed
from coachdesk.services.by_client import ByClient

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

TABLES = ("agreement", "agreement_version", "signature")
_BEST_LAST = ("withdrawn", "ended", "draft", "sent", "signed")


class Version(NamedTuple):
    """One version: what it is called in it, the number of sessions, and whether they are paid."""

    facts: rules.VersionFacts
    title: str
    sessions: int | None
    paid: bool | None


class Kept(NamedTuple):
    """One agreement with its versions, first to last. `people` is how many it coaches together, nothing for one."""

    id: str
    client_id: str
    created: datetime
    sponsored: bool
    ended_on: date | None
    people: int | None
    versions: tuple[Version, ...]

    @property
    def facts(self) -> tuple[rules.VersionFacts, ...]:
        """What the rules need of its versions."""
        return tuple(one.facts for one in self.versions)

    def state(self, today: date) -> str:
        """Its state on a day."""
        return rules.agreement_state(self.facts, self.sponsored, self.ended_on, today)

    def holds(self, on: date) -> Version | None:
        """The version in force on a day."""
        found = rules.in_force(self.facts, self.sponsored, self.ended_on, on)
        return self.numbered(found.number) if found else None

    def numbered(self, number: int) -> Version:
        """The version of that number, which is one of them."""
        return next(one for one in self.versions if one.facts.number == number)

    def paid(self, on: date) -> bool | None:
        """Whether a session of that day is paid: by the version in force then, else by the newest one."""
        if len(self.versions) == 1:  # as nearly always, and asked of each of a career's sessions
            return self.versions[0].paid
        return (self.holds(on) or self.versions[-1]).paid


def steps(desk: Desk) -> Iterator[tuple[int, int]]:
    """Read ahead, some clients at a time: how many of how many are read."""
    return _of_all(desk).steps(desk)


def by_client_id(desk: Desk) -> Mapping[str, tuple[Kept, ...]]:
    """The agreements of every client. Not to be called inside a transaction."""
    return _of_all(desk).values(desk)


def known(desk: Desk) -> Mapping[str, tuple[Kept, ...]]:
    """The same without a word of what is damaged, for what is put together from it and says so by itself."""
    return _of_all(desk).known(desk)


def states(desk: Desk) -> dict[str, str]:
    """The state of each client's best agreement: a signed one before one that was sent, a draft, an ended one. Not to
    be called inside a transaction."""
    today = desk.today()
    return {
        client_id: max((one.state(today) for one in own), key=_BEST_LAST.index)
        for client_id, own in by_client_id(desk).items()
    }


def read(desk: Desk, some: Collection[str]) -> dict[str, tuple[Kept, ...]]:
    """The agreements of those clients, as they are now, the oldest of each first."""
    found: dict[str, tuple[Kept, ...]] = {}
    for one in agreed.of_clients(desk, some).values():
        found[one.client_id] = (*found.get(one.client_id, ()), _kept(one))
    return found


def _of_all(desk: Desk) -> ByClient[tuple[Kept, ...]]:
    return by_client.of(desk, "agreements", TABLES, read)


def _kept(one: agreed.AgreementFacts) -> Kept:
    terms = one.terms
    versions = (
        Version(facts, title, terms[facts.number].get("sessions"), _is_paid(terms[facts.number]))
        for facts, title in zip(one.versions, one.titles, strict=True)
    )
    return Kept(one.id, one.client_id, one.created, one.sponsored, one.ended_on, one.people, tuple(versions))


def _is_paid(terms: Mapping[str, Any]) -> bool | None:
    """Whether coaching under these terms is paid: a fee of any size, by anyone, or a swap; nothing where no fee was
    settled."""
    if terms.get("barter"):
        return True
    fee = terms.get("fee")
    return None if fee is None else fee["minor"] > 0
