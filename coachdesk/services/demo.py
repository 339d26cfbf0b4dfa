"""The demo desk: invented people, always about today, in a temporary folder that is gone afterwards.

The folder of a demo that was killed is removed at the next start: each holds a lock on a file in it for as long as
its process lives, so a folder whose lock can be taken belongs to nobody.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from coachdesk import catalogue
from coachdesk.services.clock import Clock, system_clock

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

PREFIX = "coachdesk-demo-"
LOCK = "in-use"


class DemoFolder:
    """A temporary folder that is removed on `close`, and by the next demo if this process is killed."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or Path(tempfile.gettempdir())
        remove_abandoned(self.root)
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self.root))
        self._lock = _take(self.path / LOCK, make=True)
        self.desk_dir = self.path / "desk"

    def close(self) -> None:
        """Remove the folder and all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()


def remove_abandoned(root: Path) -> list[Path]:
    """Remove the folders of demos that were killed; answers with what was removed. Those in use stay."""
    removed = []
    for folder in root.glob(PREFIX + "*"):
        lock = _take(folder / LOCK, make=False) if _is_ours(folder) else None
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            lock.close()
            removed.append(folder)
    return removed


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder of ours, looked at once: the temporary folder is shared with every other user."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


def _take(path: Path, *, make: bool) -> IO[bytes] | None:
    """The lock, or None while another process holds it; without `make`, None where there is no such file, since a
    folder without it may be a person's own that is only named like a demo's."""
    file = None
    try:
        flags = os.O_RDWR | os.O_NOFOLLOW | (os.O_CREAT | os.O_EXCL if make else 0)
        file = os.fdopen(os.open(path, flags, 0o600), "wb")
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        if file is not None:
            file.close()
        return None
    return file


def make(folder: DemoFolder, clock: Clock = system_clock) -> Desk:
    """The demo desk, made by the same verbs as any desk, each called at the day it is told to have happened."""
    from coachdesk.services import desk as desks
    from coachdesk.services.demo_story import tell
    from coachdesk.store.connection import commit_without_waiting

    data = catalogue.load("demo")
    key = desks.new_recovery_key()
    desk = desks.create_desk(folder.desk_dir, desks.NewDesk(**data["coach"]), [desks.RecoveryKey(key)], clock)
    desk.is_demo = True
    commit_without_waiting(desk.connection)
    try:
        tell(desk, data)
        desk.begin_run()
    finally:
        desk.clock = clock
    return desk
