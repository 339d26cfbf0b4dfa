"""Files that a person names, to be read whole: a pipe or a device is never waited for, and nothing endless is read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from coachdesk.domain.errors import failure


def read_at_most(name: str | Path, most: int, code: str) -> bytes:
    """The bytes of a file, one more than are allowed at the most, so that the caller can tell. Raises `code`, which
    says `path` and `why`."""
    try:
        handle = os.open(Path(name).expanduser(), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise failure(code, path=name, why=os.strerror(error.errno or 0)) from None
    except (ValueError, RuntimeError):  # a NUL in the name, or the home of a user who does not exist
        raise failure(code, path=name, why="no file can have that name") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise failure(code, path=name, why="it is not a file")
    with os.fdopen(handle, "rb") as file:
        return file.read(most + 1)
