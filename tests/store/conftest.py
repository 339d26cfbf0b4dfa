"""Desks as fixtures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.store import connection as connections
from tests.store.desks import Desk, copy_of, fill, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk without rows."""
    folder = tmp_path / "desk"
    folder.mkdir(mode=0o700)
    made = new_desk(folder)
    yield made
    connections.close(made.connection)


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A closed desk with a row in every table; tests take copies of it."""
    folder = tmp_path_factory.mktemp("filled") / "desk"
    folder.mkdir(mode=0o700)
    made = new_desk(folder)
    fill(made)
    connections.close(made.connection)
    return made


@pytest.fixture
def filled(filled_once: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A desk of one's own with a row in every table."""
    with copy_of(filled_once, tmp_path / "copy") as made:
        yield made
