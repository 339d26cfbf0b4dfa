"""Desks for stories: real ones, opened by a key that is known, at an instant that stands still."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk, NewDesk, Passphrase, RecoveryKey, create_desk, new_recovery_key, open_desk
from coachdesk.ui.door import Stand
from coachdesk.ui.own_door import FolderDoor

NOW = datetime(2026, 11, 27, 7, 30, tzinfo=UTC)
CLOCK = fixed_clock(NOW)


def new_desk(folder: Path, *, passphrase: str = "") -> str:
    """Make a desk there and close it; its recovery key. Without a passphrase no slow derivation is needed."""
    key = new_recovery_key()
    openers: list[Any] = [RecoveryKey(key), *([Passphrase(passphrase)] if passphrase else [])]
    create_desk(folder, NewDesk(name="Vera Stone", zone="Europe/Sofia"), openers, CLOCK).close()
    return key


class OpenDoor(FolderDoor):
    """A door that stands open: it uses the recovery key by itself, so that a story begins on Today."""

    def __init__(self, folder: Path, key: str) -> None:
        super().__init__(folder, clock=CLOCK)
        self.folder_here, self.key = folder, key

    def stand(self) -> Stand:
        """Nothing is asked."""
        return "ready"

    def without_asking(self) -> Any:
        """Open with the key."""
        return self.by_recovery_key(self.key)

    def other(self) -> Desk:
        """Another process's view of the same desk."""
        return open_desk(self.folder_here, RecoveryKey(self.key), CLOCK)
