"""Views of hours: the log, the way to a credential, and what was entered from before this desk. Times are minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class LogRow(NamedTuple):
    """The hours with one client, alone or in one size of group.

    who        the same for every row of one person or group
    client_id  empty where they are no client of this desk
    people     how many are in the group; nothing for one person
    end        the last session, once it is over; nothing while it goes on
    unsettled  minutes of which no agreement says whether they were paid: they are in no column
    off        why they are left off by name; empty where they agreed to be listed
    past       ids of what was entered from before this desk
    """

    who: str
    client_id: str
    name: str
    people: int | None
    contact: str
    start: date
    end: date | None
    paid: int
    pro_bono: int
    unsettled: int
    internal: bool
    off: str
    past: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """Paid and pro bono together."""
        return self.paid + self.pro_bono

    @property
    def kind(self) -> str:
        """individual or group."""
        return "individual" if self.people is None else "group"


class Sums(NamedTuple):
    """Sums of some rows. `clients` counts people and groups, each of them once."""

    clients: int = 0
    paid: int = 0
    pro_bono: int = 0
    individual: int = 0
    group: int = 0
    internal: int = 0
    unsettled: int = 0

    @property
    def minutes(self) -> int:
        """Paid and pro bono together."""
        return self.paid + self.pro_bono


def sums(rows: Iterable[LogRow]) -> Sums:
    """The sums of those rows; minutes that are in no column are in none of them but `unsettled`."""
    found = list(rows)
    return Sums(
        clients=len({one.who for one in found}),
        paid=sum(one.paid for one in found),
        pro_bono=sum(one.pro_bono for one in found),
        individual=sum(one.minutes for one in found if one.people is None),
        group=sum(one.minutes for one in found if one.people is not None),
        internal=sum(one.minutes for one in found if one.internal),
        unsettled=sum(one.unsettled for one in found),
    )


class Spent(NamedTuple):
    """Minutes that count for an application, and the days between which they were spent (both the same for one
    session)."""

    first: date
    last: date
    minutes: int
    paid: bool


@dataclass(frozen=True, slots=True)
class HoursLog:
    """The log of a day. `listed` is what an application shows, by name; `off` are those who did not agree to be in it,
    who are left off with all their hours; `unsettled` those with nothing but hours that are in no column. `spent` is
    what `listed` is made of, by day."""

    day: date
    listed: tuple[LogRow, ...]
    off: tuple[LogRow, ...]
    unsettled: tuple[LogRow, ...] = ()
    spent: tuple[Spent, ...] = ()

    @property
    def shown(self) -> Sums:
        """The sums for an application: of those who agreed to be listed."""
        return sums(self.listed)

    @property
    def left_off(self) -> Sums:
        """The sums of those who are left off."""
        return sums(self.off)

    @property
    def all(self) -> Sums:
        """All that was held, listed or not."""
        return sums((*self.listed, *self.off, *self.unsettled))


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a credential or its renewal.

    unit    minutes (hours are asked for) | clients | days (something must last so long) | record (it is there or not)
    figure  what there is; `needed` and `left` are in the same unit
    when    the day on which it is reached at the pace of the last six months; nothing where it is met, or never
    pace    that pace in words, or why there is no day
    """

    key: str
    label: str
    unit: str
    figure: int
    needed: int
    left: int
    when: date | None = None
    pace: str = ""
    says: str = ""

    @property
    def met(self) -> bool:
        """Whether nothing is left."""
        return self.left == 0


@dataclass(frozen=True, slots=True)
class CredentialPath:
    """The way to one credential. `notes` are what the rules leave open; `sources` the titles of the pages that they
    were read from, `read_on` the day on which they were stored here."""

    id: str
    title: str
    conditions: tuple[Condition, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    read_on: date
    caution: str

    @property
    def open(self) -> tuple[Condition, ...]:
        """The conditions of which something is left."""
        return tuple(one for one in self.conditions if not one.met)


@dataclass(frozen=True, slots=True)
class RenewalPath:
    """The renewal of the credential that was got last: the units since `since`, due by `due`."""

    id: str
    since: date
    due: date
    conditions: tuple[Condition, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    caution: str


@dataclass(frozen=True, slots=True)
class LearningLine:
    """Education, mentor coaching, supervision: a dated entry of the register that counts towards a credential."""

    id: str
    on: date
    text: str
    form: str
    minutes: int
    setting: str
    units: str
    provider: str


@dataclass(frozen=True, slots=True)
class PastLine:
    """Hours from before this desk. `listed` is what they answered to being listed, nothing where they were not asked;
    of a client of this desk their consent counts instead. `overlap` is the day of the first session on this desk, where
    these hours go on beyond it."""

    id: str
    short: str
    client_id: str
    name: str
    kind: str
    people: int | None
    contact: str
    start: date
    end: date | None
    paid: int
    pro_bono: int
    internal: bool
    listed: bool | None
    source: str
    note: str
    overlap: date | None = None

    @property
    def minutes(self) -> int:
        """Paid and pro bono together."""
        return self.paid + self.pro_bono


@dataclass(frozen=True, slots=True)
class ImportView:
    """What a file of past hours holds: lines that are new, how many are here already, which cannot be read and why.
    `imported` are the ids of what was added; none in a dry run. `unread` are columns that mean nothing here."""

    file: str
    new: tuple[tuple[int, PastLine], ...]
    same: tuple[int, ...]
    bad: tuple[tuple[int, str], ...]
    unread: tuple[str, ...]
    imported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """All that the Ledger screen shows of hours. `wanted` is the credential after the highest one that is held; `says`
    the sums for an application, who is left off, and what is in no column."""

    log: HoursLog
    paths: tuple[CredentialPath, ...]
    renewal: RenewalPath | None
    learning: tuple[LearningLine, ...]
    past: tuple[PastLine, ...]
    wanted: str
    says: tuple[str, ...]
