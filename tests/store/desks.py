"""Desks to try things on: real files, opened by a random secret, so that no key derivation slows a test."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.ids import new_id
from coachdesk.domain.views.desk import Finding
from coachdesk.store import birth, check, key_copies, keys
from coachdesk.store import connection as connections
from coachdesk.store.engine import Store
from coachdesk.store.files import DATABASE
from coachdesk.store.tables.agreements import Agreement, AgreementVersion, ClauseText, GoalText, Signature
from coachdesk.store.tables.clients import Client, StageChange
from coachdesk.store.tables.contacts import Contact
from coachdesk.store.tables.disclosures import Disclosure
from coachdesk.store.tables.goals import Goal, Rating
from coachdesk.store.tables.settings import Setting
from coachdesk.store.tables.templates import Template
from coachdesk.store.tables.unsaved import UnsavedForm
from coachdesk.vault import keyfile as keyfiles
from coachdesk.vault.envelope import Vault
from coachdesk.vault.keyfile import KeyFile
from coachdesk.vault.slots import KeyringSecret, Opener
from tests.store.one_list import fill_one_list

MADE = "2027-01-11T09:00:00Z"
NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)


@dataclass
class Desk:
    """An opened desk."""

    folder: Path
    connection: sqlite3.Connection
    vault: Vault
    keyfile: KeyFile
    opener: Opener
    store: Store

    def findings(self) -> list[Finding]:
        """What doctor finds."""
        return check.examine(self.folder, self.vault)[0]

    def records(self) -> set[str]:
        """The records that doctor names."""
        return {finding.record for finding in self.findings()}

    def renew(self) -> None:
        """A new generation of keys."""
        keyfile, vault = keyfiles.with_slots(self.keyfile, self.vault, MADE)
        key_copies.renew(self.folder, self.connection, self.vault, vault, keyfile)
        self.keyfile, self.vault = keyfile, vault
        self.store.use(vault)


def new_desk(folder: Path, opener: Opener | None = None) -> Desk:
    """A desk without rows."""
    opener = opener or KeyringSecret.new()
    keyfile, vault = keyfiles.create([(opener, "this computer")], MADE)
    connection = birth.create(folder, keyfile, vault)
    return Desk(folder, connection, vault, keyfile, opener, Store(connection, vault, lambda: NOW))


def open_desk(folder: Path, opener: Opener, **options: Any) -> Desk:
    """A desk opened from its files."""
    connection = connections.connect(folder / DATABASE, **options)
    try:
        opened = key_copies.unlock(folder, connection, opener)
        store = Store(connection, opened.vault, lambda: NOW)
    except BaseException:
        connection.close()
        raise
    return Desk(folder, connection, opened.vault, opened.keyfile, opener, store)


@contextmanager
def copy_of(desk: Desk, folder: Path) -> Iterator[Desk]:
    """A copy of a closed desk, opened."""
    shutil.copytree(desk.folder, folder)
    folder.chmod(0o700)
    made = open_desk(folder, desk.opener)
    try:
        yield made
    finally:
        connections.close(made.connection)


def add_client(desk: Desk, called: str = "Ann", **secrets: Any) -> str:
    """A client under a key of their own; answers with the id."""
    client_id = new_id()
    with desk.store.write("clients.add", client_id=client_id) as db:
        keys.make(db, client_id)
        db.add(Client(id=client_id, stage="active", created_at=NOW, called=called, **secrets))
    return client_id


def add_goal(desk: Desk, client_id: str, text: str = "more time") -> str:
    """A goal of a client; answers with the id."""
    goal_id = new_id()
    with desk.store.write("goals.add", client_id=client_id) as db:
        db.add(Goal(id=goal_id, client_id=client_id, created_at=NOW, position=1, state="open", text=text))
    return goal_id


def fill(desk: Desk) -> str:
    """At least one row in every table, with every plain column set; answers with the client's id."""
    client_id = add_client(desk, "Ann Example", former_names=("Ann Before",), away_from=date(2027, 2, 1))
    goal_id = add_goal(desk, client_id)
    contact, agreement, version = new_id(), new_id(), new_id()
    with desk.store.write("agreements.new", client_id=client_id) as db:
        db.add(StageChange(id=new_id(), client_id=client_id, at=NOW, stage="active", why="began"))
        db.add(Rating(id=new_id(), client_id=client_id, goal_id=goal_id, at=NOW, by="client", value=4))
        db.add(Contact(id=contact, role="sponsor", created_at=NOW, name="Sam Payer"))
        db.add(Setting(id="zone", value="Europe/Sofia"))
        db.add(Template(id=new_id(), created_at=NOW, name="Six sessions", clauses=_clauses()))
        db.add(_agreement(agreement, client_id, contact))
        db.add(_version(version, client_id, agreement))
    with desk.store.write("tasks.add", client_id=client_id) as db:
        fill_one_list(db, client_id, contact, agreement)
    with desk.store.write("agreements.sign", client_id=client_id, final=True) as db:
        db.add(_signature(client_id, version))
        db.add(Disclosure(id=new_id(), client_id=client_id, version_id=version, at=NOW, kind="file",
                          recipient="Ann", what="agreement"))  # fmt: skip
    with desk.store.write("unsaved.keep", quiet=True) as db:
        db.add(UnsavedForm(id=new_id(), client_id=client_id, form="clients.edit", at=NOW, content='{"note": "half"}'))
    _undone_change(desk, contact)
    return client_id


def _undone_change(desk: Desk, contact: str) -> None:
    """An action of a client with every column set: one that undoes another."""
    from coachdesk.store.undo import undo

    with desk.store.write("contacts.edit") as db:
        row = db.get(Contact, contact)
        assert row is not None
        row.called = "Sam"
    undo(desk.store)


def _agreement(agreement_id: str, client_id: str, contact: str) -> Agreement:
    return Agreement(id=agreement_id, client_id=client_id, created_at=NOW, sponsor_id=contact, renews_id=agreement_id,
                     ended_on=date(2027, 6, 1), ended_by="client", title="Coaching", end_why="done")  # fmt: skip


def _version(version_id: str, client_id: str, agreement_id: str) -> AgreementVersion:
    return AgreementVersion(
        id=version_id,
        client_id=client_id,
        agreement_id=agreement_id,
        number=1,
        created_at=NOW,
        sent_at=NOW,
        withdrawn_at=NOW,
        start_on=date(2027, 1, 12),
        end_on=date(2027, 6, 1),
        review_on=date(2027, 3, 1),
        terms={"sessions": 6, "fee": {"minor": 120000, "currency": "EUR"}},
        clauses=_clauses(),
        goals=(GoalText(text="more time", measure="two evenings"),),
        fills={"place": "by video"},
        salt="00" * 16,
    )


def _clauses() -> tuple[ClauseText, ...]:
    return (ClauseText(key="scope", title="Scope", wording="We talk."),)


def _signature(client_id: str, version_id: str) -> Signature:
    return Signature(id=new_id(), client_id=client_id, version_id=version_id, party="client",
                     signed_on=date(2027, 1, 12), created_at=NOW, by_name="Ann Example", how="paper")  # fmt: skip


def raw_connection(desk: Desk) -> closing[sqlite3.Connection]:
    """SQLite without any of our rules, as someone with the file would use it."""
    return closing(sqlite3.connect(desk.folder / DATABASE, isolation_level=None))


def refusal(code: str) -> Any:
    """Expects the failure of exactly that code."""
    return pytest.raises(CoachdeskError, check=lambda error: error.code == code)
