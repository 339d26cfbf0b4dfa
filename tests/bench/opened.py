"""Coachdesk with the key in hand: `python -P -m tests.bench.opened FOLDER KEYFILE`, the key being a recovery key.

All else is as the program starts: the same door, app and screens.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from coachdesk.ui import start
from coachdesk.ui.door import Stand
from coachdesk.ui.own_door import FolderDoor


class OpenDoor(FolderDoor):
    """The door of a desk whose key needs no asking."""

    def __init__(self, folder: Path, key: str) -> None:
        super().__init__(folder)
        self._key = key

    def stand(self) -> Stand:
        """Nothing is asked."""
        return "ready"

    def without_asking(self) -> Any:
        """Open with the key in hand."""
        return self.by_recovery_key(self._key)


if __name__ == "__main__":
    sys.exit(start.run_at(OpenDoor(Path(sys.argv[1]), Path(sys.argv[2]).read_text("ascii"))))
