"""A desk of the first release under today's services: rows that lack the fields of later are read as not known."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from coachdesk.domain.evidence import LOOKS
from coachdesk.domain.inputs.clients import ClientChange
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import clients, contacts, register
from coachdesk.services.desk import Desk, Passphrase, open_desk
from coachdesk.services.evidence import Reader
from coachdesk.services.search import search
from tests.samples.make import PASSPHRASE, SAMPLES


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """A desk that the first release made, copied there."""
    shutil.copytree(SAMPLES / "schema_1", folder)
    folder.chmod(0o700)
    for path in folder.iterdir():
        path.chmod(0o600)
    with closing(open_desk(folder, Passphrase(PASSPHRASE.format(number=1)))) as desk:
        yield desk


@pytest.fixture
def before(tmp_path: Path) -> Iterator[Desk]:
    """This test's own."""
    with opened(tmp_path / "desk") as desk:
        yield desk


@pytest.fixture(scope="module")
def only_read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One that no test changes: its passphrase is stretched once."""
    with opened(tmp_path_factory.mktemp("before") / "desk") as desk:
        yield desk


def test_fields_of_later_are_not_known(before: Desk) -> None:
    line = clients.lines(before)[0]
    fields = clients.page(before, line.id).fields
    assert (fields.location, fields.shares_employer, fields.keep_years) == ("", None, None)
    assert line.id in [one.id for one in search(before, line.called)]
    entered = {"location": "Oslo", "away_from": "", "away_until": ""}
    changed = clients.edit(before, line.id, validated(ClientChange, entered))
    assert changed.fields.location == "Oslo"
    assert {one.profession for one in contacts.lines(before)} == {""}
    assert register.lines(before) == []


@pytest.mark.parametrize("key", LOOKS)
def test_every_evidence_can_be_looked_up(only_read: Desk, key: str) -> None:
    subject = Subject(client_id=clients.lines(only_read)[0].id)
    assert Reader(only_read).look(key, subject).says
