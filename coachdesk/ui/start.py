"""Starting the screens. Order is everything here: the keyring is asked first (in a process of its own), then Textual is
imported, the frame of Today is painted, and only then is anything else read."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coachdesk.ui.door import Door

_LEAKS: tuple[str, ...] = (
    "TEXTUAL",
    "TEXTUAL_DEBUG",
    "TEXTUAL_LOG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SHOW_RETURN",
    "TEXTUAL_DRIVER",
)
_LEAKS += ("TEXTUAL_SCREENSHOT", "TEXTUAL_SCREENSHOT_LOCATION", "TEXTUAL_SCREENSHOT_FILENAME", "TEXTUAL_DEVTOOLS_HOST")

LONGEST = 20.0
"""Seconds after which a start counts as over, wherever it led: to a passphrase, or to a damaged desk."""


def clear_environment() -> None:
    """Take away what would make Textual write a log, a screenshot or a debug view of the desk."""
    for name in _LEAKS:
        os.environ.pop(name, None)


def run(folder: Path | None, *, demo: bool = False, locked: bool = False) -> int:
    """Open the desk in that folder (None for the demo) on the terminal; the exit status.

    Raises a CoachdeskError for what makes a start impossible: a folder that is a file, or somebody else's.
    """
    clear_environment()
    from coachdesk.services.opening import harden
    from coachdesk.ui.own_door import DemoDoor, FolderDoor

    door = DemoDoor() if demo or folder is None else FolderDoor(folder, locked=locked)
    harden()  # no sooner: the keyring is being asked meanwhile, and nothing secret is here yet
    return run_at(door, locked=locked)


def collect_again() -> None:
    """The start is over: collect garbage from now on, but never walk what was made until now, nearly all of which stays
    for good. Does nothing where the collector was not held off, such as in tests."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def run_at(door: Door, *, locked: bool = False) -> int:
    """The screens at that door, until the person leaves; the exit status."""
    gc.disable()  # importing makes a hundred thousand objects and no garbage; `collect_again` ends this
    try:
        from coachdesk.ui import pasting
        from coachdesk.ui.app import CoachdeskApp

        pasting.install()
        app = CoachdeskApp(door, locked=locked)
        try:
            status = app.run()
        finally:
            app.bridge.stop()
    finally:
        door.close()
    if app.fault:
        sys.stderr.write(f"coachdesk: {app.fault}\n")
        return 1
    return status or 0
