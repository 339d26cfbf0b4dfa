"""A real desk for tests of the verbs: opened by a recovery key alone, which needs no slow key derivation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk, NewDesk, RecoveryKey, create_desk, new_recovery_key
from tests.services.acts import NOW


@pytest.fixture
def recovery_key() -> str:
    """The key that opens `desk`."""
    return new_recovery_key()


@pytest.fixture
def desk(tmp_path: Path, recovery_key: str) -> Iterator[Desk]:
    """An empty desk of a coach in Sofia, at a fixed instant."""
    new = NewDesk(name="Nadia Petrova", zone="Europe/Sofia", business="Petrova Coaching")
    made = create_desk(tmp_path / "desk", new, [RecoveryKey(recovery_key)], fixed_clock(NOW))
    yield made
    made.close()


@pytest.fixture
def later(desk: Desk) -> datetime:
    """Move the desk's clock to a day after, and say when that is."""
    then = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
    desk.clock = fixed_clock(then)
    return then
