"""Whether a folder is a desk, or can become one. All checks of a desk's place live here."""

from __future__ import annotations

import os
from pathlib import Path

from coachdesk.domain.errors import failure


def has_desk(folder: Path) -> bool:
    """Whether a desk lives there. A database without a key copy was never finished, and counts as none."""
    return (folder / "desk.db").is_file()


def check_folder(folder: Path) -> None:
    """Refuse a path that is a file, or belongs to somebody else, before anything is read from it.

    Raises `desk.not-a-folder`, `desk.not-yours`, `desk.not-writable`.
    """
    try:
        status = folder.stat()
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise failure("desk.not-a-folder", path=folder) from None
    except PermissionError:
        raise failure("desk.not-yours", path=folder) from None
    if not folder.is_dir():
        raise failure("desk.not-a-folder", path=folder)
    if hasattr(os, "getuid") and status.st_uid != os.getuid():
        raise failure("desk.not-yours", path=folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise failure("desk.not-writable", path=folder)


def check_new(folder: Path) -> None:
    """Refuse a place where no new desk can be made: `desk.exists`, `desk.not-empty` and those of `check_folder`."""
    check_folder(folder)
    if not folder.exists():
        _check_parent(folder)
        return
    if has_desk(folder):
        raise failure("desk.exists", path=folder)
    if any(folder.iterdir()):
        raise failure("desk.not-empty", path=folder)


def _check_parent(folder: Path) -> None:
    parent = folder.parent
    while not parent.exists():
        parent = parent.parent
    if not parent.is_dir():
        raise failure("desk.not-a-folder", path=parent)
    if not os.access(parent, os.W_OK | os.X_OK):
        raise failure("desk.not-writable", path=parent)
