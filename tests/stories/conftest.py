"""An open desk for each story."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.desks import OpenDoor, new_desk


@pytest.fixture
def door(tmp_path: Path) -> OpenDoor:
    """The door of a new desk, open."""
    folder = tmp_path / "desk"
    return OpenDoor(folder, new_desk(folder))
