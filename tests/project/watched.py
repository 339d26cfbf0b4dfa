"""Runs a part of Coachdesk in this process and notes which modules were loaded by a moment of it.

    python -P -m tests.project.watched NOTES end WORDS…           the whole program, at its end
    python -P -m tests.project.watched NOTES paint WORDS…         the whole program, when its first screen is painted
    python -P -m tests.project.watched NOTES today FOLDER KEY     the screens, when Today was read

The moments are watched from outside: the program has no hook for its tests.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any


def note(path: Path) -> None:
    """Write down what is loaded now, the first time that it is called."""
    if not path.exists():
        path.write_text("\n".join(sorted(sys.modules)), "utf-8")


def after(owner: Any, name: str, then: Callable[[], None]) -> None:
    """Call `then` each time after that function."""
    function = getattr(owner, name)

    @wraps(function)
    def watched(*args: Any, **named: Any) -> Any:
        answer = function(*args, **named)
        then()
        return answer

    setattr(owner, name, watched)


def main(notes: Path, moment: str, words: list[str]) -> int:
    """Run it, and leave the notes in that file."""
    if moment == "paint":
        from textual.app import App

        after(App, "_display", lambda: note(notes))
    if moment == "today":
        from coachdesk.services import today
        from coachdesk.ui import start
        from tests.bench.opened import OpenDoor

        after(today, "today", lambda: note(notes))
        return start.run_at(OpenDoor(Path(words[0]), Path(words[1]).read_text("ascii")))
    from coachdesk.__main__ import main as run

    try:
        return run(words)
    finally:
        if moment == "end":
            note(notes)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
