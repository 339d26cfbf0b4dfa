"""Files of a desk: private, and replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coachdesk.domain.errors import CoachdeskError, failure

PRIVATE_FILE, PRIVATE_DIR = 0o600, 0o700
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

DATABASE, KEYS, BACKUPS = "desk.db", "keys.json", "backups"
"""The names inside a desk's folder."""


def failure_of_file(error: OSError, path: object) -> CoachdeskError:
    """The failure that an operating system error on a desk's file means: full, or not writable."""
    return failure("desk.full" if error.errno in _NO_ROOM else "desk.not-writable", path=path)


def private_dir(path: Path) -> Path:
    """Makes the folder where it is missing, with its parents, and makes it 0700.

    Raises desk.not-a-folder, desk.not-yours, desk.not-writable, desk.full.
    """
    try:
        path.mkdir(mode=PRIVATE_DIR, parents=True, exist_ok=True)
        check_dir(path)
        if stat.S_IMODE(path.stat().st_mode) != PRIVATE_DIR:
            path.chmod(PRIVATE_DIR)
    except (FileExistsError, NotADirectoryError):
        raise failure("desk.not-a-folder", path=path) from None
    except OSError as error:
        raise failure_of_file(error, path) from None
    return path


def check_dir(path: Path) -> None:
    """Looks at a desk's folder without changing it.

    Raises desk.none, desk.not-a-folder, desk.not-yours, desk.not-writable.
    """
    try:
        found = path.stat()
    except NotADirectoryError:
        raise failure("desk.not-a-folder", path=path) from None
    except PermissionError:
        raise failure("desk.not-writable", path=path) from None
    except OSError:
        raise failure("desk.none", path=path) from None
    if not stat.S_ISDIR(found.st_mode):
        raise failure("desk.not-a-folder", path=path)
    if found.st_uid != os.geteuid():
        raise failure("desk.not-yours", path=path)
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise failure("desk.not-writable", path=path)


def atomic_write(path: Path, content: bytes, mode: int = PRIVATE_FILE) -> None:
    """Writes the file whole or leaves the old one. Raises desk.full, desk.not-writable."""
    with written_beside(path, content, mode) as put_in_place:
        put_in_place()


@contextmanager
def written_beside(path: Path, content: bytes, mode: int = PRIVATE_FILE) -> Iterator[Callable[[], None]]:
    """The content in a synced file beside `path`, and a call that puts it there; uncalled, nothing stays.

    What can fail for want of room has happened before the block begins. Raises desk.full, desk.not-writable.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")

    def put_in_place() -> None:
        try:
            os.replace(beside, path)
            _sync_dir(path.parent)
        except OSError as error:
            raise failure_of_file(error, path) from None

    try:
        try:
            with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise failure_of_file(error, path) from None
        yield put_in_place
    finally:
        with suppress(OSError):
            beside.unlink()


def _sync_dir(path: Path) -> None:
    """Makes the rename itself last through a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
