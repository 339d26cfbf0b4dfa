"""Clients: adding, changing, finding and reading them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coachdesk.domain import clients as rules
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id, shortest
from coachdesk.domain.inputs.clients import ClientChange, ClientInput
from coachdesk.domain.text import clean
from coachdesk.domain.times import from_stamp, zone_at
from coachdesk.domain.views.clients import (
    ClientFields,
    ClientLine,
    ClientPage,
    LikelyDuplicate,
    StageChange,
)
from coachdesk.services import agreements_kept, people
from coachdesk.services.goals import goals_of
from coachdesk.services.refs import Candidate, resolve
from coachdesk.store import keys
from coachdesk.store.engine import Session
from coachdesk.store.tables import clients as tables

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

FIELDS = tuple(ClientFields.__dataclass_fields__)


def add(desk: Desk, entered: ClientInput) -> ClientPage:
    """A new client under a data key of their own, in the stage entered."""
    client_id, now = new_id(), desk.clock()
    with desk.store.write("clients.add", client_id=client_id) as db:
        keys.make(db, client_id)
        db.add(tables.Client(id=client_id, stage=entered.stage, created_at=now, **entered.fields()))
        db.add(tables.StageChange(id=new_id(), client_id=client_id, at=now, stage=entered.stage, why=""))
    return page(desk, client_id)


def edit(desk: Desk, client_id: str, change: ClientChange, stage: str | None = None) -> ClientPage:
    """Change the fields that were entered, and only those; with `stage`, the stage too (into its history).

    Raises what the rules refuse: `away.…`, `client.stage…`, `ref.unknown`.
    """
    with desk.store.write("clients.edit", client_id=client_id) as db:
        row = _row(db, client_id)
        for field, value in change.changes().items():
            if getattr(row, field) != value:
                setattr(row, field, value)
        rules.check_away(row.away_zone, row.away_from, row.away_until)
        rules.check_keeping(row.keep_years, row.keep_until)
        rules.check_conflict(row.conflict_check_on, row.conflict_check)
        if stage is not None and rules.known_stage(stage) != row.stage:
            _enter_stage(desk, db, row, stage, "")
    return page(desk, client_id)


def set_stage(desk: Desk, client_id: str, stage: str, why: str = "") -> ClientPage:
    """Move a client to another stage and keep when and why."""
    with desk.store.write("clients.stage", client_id=client_id) as db:
        _enter_stage(desk, db, _row(db, client_id), stage, clean(why))
    return page(desk, client_id)


def _enter_stage(desk: Desk, db: Session, row: tables.Client, stage: str, why: str) -> None:
    rules.check_stage_change(row.stage, stage)
    row.stage = stage = rules.known_stage(stage)
    db.add(tables.StageChange(id=new_id(), client_id=row.id, at=desk.clock(), stage=stage, why=why))


def lines(desk: Desk, stage: str | None = None) -> list[ClientLine]:
    """Every client in a stage (all where none is named), by name; namesakes are told apart.

    Not to be called inside a transaction. Lines are kept until one of them changes: lists are read anew every minute.
    """
    now, today = desk.clock(), desk.today()
    # states of agreements depend on the day, zones of those who are away on the instant
    known = desk.cached_for("client lines", ("client", *agreements_kept.TABLES), lambda: _lines(desk), today)
    return [
        replace(line, zone=zone_at(now, line.zone, *away)) if away[0] else line
        for line, away in known
        if stage is None or line.stage == stage
    ]


def _lines(desk: Desk) -> list[tuple[ClientLine, people.Away]]:
    """A line for every client with their home zone, and where they are for a while; by name."""
    apart, states, rows = names_apart(desk), agreements_kept.states(desk), people.client_rows(desk)
    ids = [row.id for row in rows]
    found = [
        (
            ClientLine(
                id=row.id,
                short=shortest(row.id, ids) if len(ids) < 500 else row.id[:6],
                called=row.called,
                full_name=row.full_name,
                former_names=row.former_names,
                told_apart=apart.get(row.id, ""),
                stage=row.stage,
                organisation=row.organisation,
                zone=row.zone,
                agreement=states.get(row.id, ""),
                created=from_stamp(row.created_at),
            ),
            row.away,
        )
        for row in rows
    ]
    found.sort(key=lambda one: (one[0].called.casefold(), one[0].full_name.casefold(), one[0].id))
    return found


def page(desk: Desk, client_id: str) -> ClientPage:
    """A client, whole but for damaged rows beside their own (`Desk.noting`). Raises `ref.unknown`, `row.damaged`."""
    apart = names_apart(desk)
    with desk.store.read() as db:
        row = _row(db, client_id)
        stages = desk.whole(db.all(tables.StageChange, tables.StageChange.client_id == client_id))
        return ClientPage(
            id=row.id,
            short=shortest(row.id, list(apart)),
            told_apart=apart.get(row.id, ""),
            stage=row.stage,
            created=row.created_at,
            fields=fields_of(row),
            zone_now=zone_at(desk.clock(), row.zone, row.away_zone, row.away_from, row.away_until),
            goals=goals_of(desk, db, client_id),
            stages=tuple(
                StageChange(at=one.at, stage=one.stage, why=one.why) for one in sorted(stages, key=lambda s: s.at)
            ),
            referred_by_name=_name_of(desk, db, row.referred_by),
        )


def fields_of(row: tables.Client) -> ClientFields:
    """The entered fields of a row."""
    return ClientFields(**{name: getattr(row, name) for name in FIELDS})


def likely_duplicates(desk: Desk, entered: ClientInput | ClientChange, besides: str = "") -> list[LikelyDuplicate]:
    """Clients who may be the one being entered, each with the reason; `besides` is the client being edited."""
    new = rules.Named(
        id=besides,
        called=entered.called,
        full_name=entered.full_name,
        former_names=entered.former_names,
        email=entered.email,
        phone=entered.phone,
    )
    with desk.store.read() as db:
        return list(rules.likely_duplicates(new, [_named(row) for row in desk.whole(db.all(tables.Client))]))


def names_apart(desk: Desk) -> dict[str, str]:
    """For every client, the word that tells them from a namesake, or nothing; kept until a client changes.

    Not to be called inside a transaction (`Desk.version`).
    """
    return desk.cached_for("names apart", ("client",), lambda: _names_apart(desk))


def _names_apart(desk: Desk) -> dict[str, str]:
    known = people.known_clients(desk)
    words = rules.told_apart([people.named_client(row) for row in known.values()])
    return {client_id: words.get(client_id, "") for client_id in known}


def _named(row: tables.Client) -> rules.Named:
    """What tells a client from another."""
    return rules.Named(
        id=row.id,
        called=row.called,
        full_name=row.full_name,
        former_names=row.former_names,
        email=row.email,
        phone=row.phone,
        organisation=row.organisation,
        zone=row.zone,
    )


def find(desk: Desk, ref: str) -> str:
    """The id of the client that `ref` means (whole id, name, id prefix)."""
    with desk.store.read() as db:
        return resolve(ref, [candidate(row) for row in desk.whole(db.all(tables.Client))], "client")


def candidate(row: tables.Client) -> Candidate:
    """What a client answers to: what they are called and their names, former ones too."""
    names = (row.called, row.full_name, *row.former_names)
    return Candidate(row.id, row.called or row.full_name, tuple(name for name in names if name))


def _row(db: Session, client_id: str) -> tables.Client:
    row = db.get(tables.Client, client_id)
    if row is None:
        raise failure("ref.unknown", ref=client_id, noun="client")
    return row


def _name_of(desk: Desk, db: Session, ref: str) -> str:
    """Whom `referred_by` names: a client or contact by id, else the words as they were entered."""
    from coachdesk.store.tables.contacts import Contact

    client = db.get(tables.Client, ref) if ref else None
    contact = db.get(Contact, ref) if ref and client is None else None
    if not desk.whole([one for one in (client, contact) if one is not None]):
        return "someone whose record is damaged" if client or contact else ref
    return client.called if client else contact.name if contact else ref
