"""Locking: the process is replaced by a fresh one at the lock screen, so that no key stays in memory.

`execv` inside `suspend()` gives the terminal back clean; outside it the new process would find it without echo.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp


def arguments(folder: Path) -> list[str]:
    """The command line of the locked process. `-P`: the working directory must not be a place to import from."""
    return [sys.executable, "-P", "-m", "coachdesk", "--desk", str(folder), "--locked"]


def wipe(app: CoachdeskApp) -> None:
    """Blank the picture first: some terminals keep the alternate screen, names and all, and show it again."""
    driver = app._driver
    if driver is not None:
        driver.write("\x1b[2J\x1b[H")
        driver.flush()


def replace_process(app: CoachdeskApp, folder: Path) -> NoReturn:
    """Become a locked Coachdesk. Does not come back."""
    wipe(app)
    with app.suspend():
        os.execv(sys.executable, arguments(folder))
    raise AssertionError("execv came back")  # suspend() yields nothing where there is no terminal to give back
