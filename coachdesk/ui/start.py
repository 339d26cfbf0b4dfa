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


ESCAPE = "5"
"""Milliseconds after which a lone escape is the key itself and not the beginning of another; Textual waits for 100, at
each `esc`. Terminals send what belongs together at once. Who needs another sets ESCDELAY, as for other programs."""

THRESHOLDS = (2_000, 10, 1_000)
"""Of the garbage collector: new things are looked through often, in a millisecond; old ones by themselves only after
twenty million more of them."""
MUCH = 5
"""So many times a middle generation has become old: a hundred thousand things."""

TURN = 0.001
"""Seconds after which a thread that computes lets another go on. Python's own are five times as many: while the screen
is painted, each answer of the database would wait for as long, several times in one reading."""


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
    for good. Does nothing where the collector was not held off, such as in tests.

    From now on the collector also looks through what is old only while nobody types (`collect_old`): that stops the
    screen for tens of milliseconds, at any key."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*THRESHOLDS)
        gc.enable()


def collect_old() -> None:
    """Look through what is old, if much has become so; nobody types now."""
    if gc.get_threshold() == THRESHOLDS and gc.get_count()[2] >= MUCH:
        gc.collect()


def run_at(door: Door, *, locked: bool = False) -> int:
    """The screens at that door, until the person leaves; the exit status."""
    os.environ.setdefault("ESCDELAY", ESCAPE)  # Textual looks at it as it is imported
    sys.setswitchinterval(TURN)
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
