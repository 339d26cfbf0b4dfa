"""Everyone to whom something may be owed, clients and contacts, read once and kept until one of them changes.

Raw rows only: Today and the capture line stand on this, so nothing here imports SQLModel.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from coachdesk.domain.clients import Named, told_apart
from coachdesk.domain.errors import failure
from coachdesk.domain.text import fold
from coachdesk.domain.times import zone_at
from coachdesk.domain.views.task_lines import Owed
from coachdesk.services import by_client
from coachdesk.services.agreement_rows import day_of
from coachdesk.services.by_client import ByClient
from coachdesk.services.refs import Candidate, resolve
from coachdesk.store import counting
from coachdesk.store.among import among

if TYPE_CHECKING:
    from coachdesk.domain.line_people import People as Nameable
    from coachdesk.domain.spoken import Listener
    from coachdesk.services.desk import Desk

Key = tuple[str, str]
"""Whom: `client` or `contact`, and the id."""

TABLES = ("client", "contact")
Away = tuple[str, "date | None", "date | None"]
"""The zone of somebody who is not at home, and from which day until which."""
_AT_HOME: Away = ("", None, None)


class ClientRow(NamedTuple):
    """What is asked of a client's row in lists, and no more of it: of a career's clients it is kept."""

    id: str
    called: str
    full_name: str
    former_names: tuple[str, ...]
    organisation: str
    stage: str
    zone: str
    away: Away
    language: str
    expects_minutes: int | None
    created_at: str


class Someone(NamedTuple):
    """One client or contact. `title` is what lists show, told apart from namesakes; `names` is all they answer to."""

    kind: str
    id: str
    title: str
    called: str
    names: tuple[str, ...]
    detail: str
    zone: str
    away: Away
    language: str
    expects_minutes: int | None
    is_over: bool

    @property
    def key(self) -> Key:
        """Kind and id."""
        return self.kind, self.id

    def zone_at(self, instant: datetime) -> str:
        """The zone where they are at that instant; empty where it is not known."""
        return zone_at(instant, self.zone, *self.away)

    def owed(self, instant: datetime) -> Owed:
        """As views name them, where they are at that instant."""
        return Owed(self.kind, self.id, self.title, self.zone_at(instant))

    def listener(self, instant: datetime, home: str) -> Listener:
        """As a sentence is written to them, by a coach whose zone is `home`, about that instant."""
        from coachdesk.domain.spoken import Listener  # Today stands on this module and writes to nobody

        return Listener(self.called, self.zone_at(instant), home, self.language)


@dataclass(frozen=True)
class People:
    """Everyone, by kind and id."""

    everyone: dict[Key, Someone]

    def get(self, key: Key | None) -> Someone | None:
        """That person, or nothing: their row may be damaged, or their key destroyed."""
        return self.everyone.get(key) if key is not None else None

    def known(self, key: Key) -> Someone:
        """That person. Raises `ref.unknown`."""
        found = self.everyone.get(key)
        if found is None:
            raise failure("ref.unknown", ref=key[1], noun=key[0])
        return found

    def owed(self, key: Key | None, instant: datetime) -> Owed | None:
        """As views name them. Whose row cannot be read is named as such: what is owed to them is shown all the same."""
        if key is None:
            return None
        found = self.everyone.get(key)
        return found.owed(instant) if found else Owed(*key, "someone whose record cannot be read", "")

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """What a reference is looked for in."""
        return tuple(Candidate(one.id, one.title, one.names) for one in self.everyone.values())

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of each id."""
        return {one.id: one.kind for one in self.everyone.values()}

    def nameable(self, now: datetime) -> Nameable:
        """Everyone as a line is read with, where they are then; those we still work with come first."""
        from coachdesk.domain.line_people import People as Nameable
        from coachdesk.domain.line_people import Person  # Today stands on this module and reads no line

        return Nameable(Person(one.kind, one.id, one.title, one.names, one.zone_at(now)) for one in self._in_order)

    @cached_property
    def _in_order(self) -> tuple[Someone, ...]:
        return tuple(sorted(self.everyone.values(), key=lambda one: (one.is_over, fold(one.title), one.id)))


def people(desk: Desk) -> People:
    """Everyone. Not to be called inside a transaction (`Desk.version`)."""

    return desk.cached_for("people", TABLES, lambda: of_rows(client_rows(desk), desk.rows("contact")))


def client_rows(desk: Desk) -> list[ClientRow]:
    """What is kept of each client's row, the oldest first. Not to be called inside a transaction."""
    known = _clients(desk).values(desk)
    ids = (row[0] for row in counting.columns(desk.connection, "client", ("id",), "ORDER BY rowid"))
    return [known[one] for one in ids if one in known]


def known_clients(desk: Desk) -> Mapping[str, ClientRow]:
    """The same by id, without a word of what is damaged: for a page that these are nothing of."""
    return _clients(desk).known(desk)


def steps(desk: Desk) -> Iterator[tuple[int, int]]:
    """Read ahead what `people` is made of, some clients at a time: how many of how many are read."""
    return _clients(desk).steps(desk)


def _clients(desk: Desk) -> ByClient[ClientRow]:
    def read(desk: Desk, some: Collection[str]) -> Mapping[str, ClientRow]:
        rows = desk.rows("client", f"WHERE id IN {among(some)}", list(some))
        return {row["id"]: client_row(row) for row in rows}

    return by_client.of(desk, "people clients", ("client",), read)


def nameable(desk: Desk) -> Nameable:
    """Everyone as a line is read with, where they are today. Not to be called inside a transaction."""
    everyone, now = people(desk), desk.clock()
    return desk.cached_for("nameable", TABLES, lambda: everyone.nameable(now), desk.today())


def find(desk: Desk, ref: str) -> Key:
    """The client or contact that `ref` means (whole id, name, id prefix). Raises `ref.…`."""
    everyone = people(desk)
    found = resolve(ref, everyone.candidates, "client or contact")
    return everyone.kinds[found], found


def client_row(row: Mapping[str, Any]) -> ClientRow:
    """What lists ask of the row of a client. What thousands have in common is kept once."""
    away = (row["away_zone"], day_of(row["away_from"]), day_of(row["away_until"])) if row["away_zone"] else _AT_HOME
    return ClientRow(
        id=row["id"],
        called=row["called"],
        full_name=row["full_name"],
        former_names=tuple(row["former_names"]),
        organisation=row["organisation"],
        stage=intern(row["stage"]),
        zone=intern(row["zone"]),
        away=away,
        language=row["language"],
        expects_minutes=row["expects_reply_minutes"],
        created_at=row["created_at"],
    )


def of_rows(clients: Sequence[ClientRow], contacts: list[dict[str, Any]]) -> People:
    """Those clients and contacts alone, from their rows; namesakes among them are told apart."""
    # a client keeps the name that the list of clients shows; a contact of the same name gives way
    apart = told_apart([named_client(row) for row in clients]) | _contacts_apart(clients, contacts)
    found = [_client(row, apart) for row in clients] + [_contact(row, apart) for row in contacts]
    return People({one.key: one for one in found})


def _contacts_apart(clients: Sequence[ClientRow], contacts: list[dict[str, Any]]) -> dict[str, str]:
    if not contacts:
        return {}
    words = told_apart([named_client(row) for row in clients] + [_named_contact(row) for row in contacts])
    return {row["id"]: words[row["id"]] for row in contacts if row["id"] in words}


def named_client(row: ClientRow) -> Named:
    """What tells a client from a namesake."""
    return Named(row.id, row.called, row.full_name, organisation=row.organisation, zone=row.zone)


def _named_contact(row: dict[str, Any]) -> Named:
    called = row["called"] or row["name"]
    return Named(row["id"], called, row["name"], organisation=row["organisation"], zone=row["zone"])


def _client(row: ClientRow, apart: dict[str, str]) -> Someone:
    names = (row.called, row.full_name, *row.former_names)
    return Someone(
        kind="client",
        id=row.id,
        title=_title(row.called or row.full_name, apart.get(row.id, "")),
        called=row.called or row.full_name,
        names=tuple(dict.fromkeys(name for name in names if name)),
        detail=row.organisation or row.stage,
        zone=row.zone,
        away=row.away,
        language=row.language,
        expects_minutes=row.expects_minutes,
        is_over=row.stage == "ended",
    )


def _contact(row: dict[str, Any], apart: dict[str, str]) -> Someone:
    return Someone(
        kind="contact",
        id=row["id"],
        title=_title(row["called"] or row["name"], apart.get(row["id"], "")),
        called=row["called"] or row["name"],
        names=tuple(dict.fromkeys(name for name in (row["called"], row["name"]) if name)),
        detail=row["organisation"] or row["role"],
        zone=row["zone"],
        away=_AT_HOME,
        language="",
        expects_minutes=None,
        is_over=False,
    )


def _title(name: str, word: str) -> str:
    return f"{name} ({word})" if word else name
