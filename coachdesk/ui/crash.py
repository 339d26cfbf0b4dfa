"""What is kept of an unexpected fault: the kinds and places of it, and nothing that anyone typed.

Messages of exceptions and local variables may hold a client's words or a key; neither is ever read here.
"""

from __future__ import annotations

import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from coachdesk import __version__


def note_of(error: BaseException) -> str:
    """The note: version, the chain of exceptions by kind, and the places they came through."""
    lines = [f"Coachdesk {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def keep(error: BaseException, folder: Path | None) -> Path | None:
    """Save the note in that folder, for its owner only; None where it cannot be saved."""
    if folder is None or not folder.is_dir():
        return None
    path = folder / f"fault-{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}.txt"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(note_of(error))
    except OSError:
        return path if path.exists() else None
    return path


def line_of(error: BaseException, path: Path | None) -> str:
    """The one line a person reads."""
    kept = f"what went wrong is noted in {path}" if path else "it could not be noted in a file"
    return f"something unexpected happened ({type(error).__name__}); nothing that was saved is lost, and {kept}"
