"""The coach's logo: read from a file once, cleaned, and kept sealed in the desk like every other setting."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from coachdesk.domain import logos
from coachdesk.domain.errors import failure


def entered(text: str, stored: str) -> str:
    """The stored form of what was entered for the logo: the name of a file, or nothing to have none.

    What stands there already, as it is shown, stays. Raises `logo.…`.
    """
    from coachdesk.documents.logos import clean_logo

    name = text.strip()
    if not name or name == logos.shown(stored):
        return stored if name else ""
    return logos.to_stored(clean_logo(_read(name)))


def _read(name: str) -> bytes:
    """The bytes of a file, one more than are allowed at the most; a pipe or device is never waited for."""
    from coachdesk.documents.logos import MOST_BYTES

    try:
        handle = os.open(Path(name).expanduser(), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise failure("logo.file", path=name, why=os.strerror(error.errno or 0)) from None
    except (ValueError, RuntimeError):  # a NUL in the name, or the home of a user who does not exist
        raise failure("logo.file", path=name, why="no file can have that name") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise failure("logo.file", path=name, why="it is not a file")
    with os.fdopen(handle, "rb") as file:
        return file.read(MOST_BYTES + 1)
