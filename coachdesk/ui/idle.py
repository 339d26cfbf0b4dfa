"""How long nobody has touched the desk. A key or a click is a sign of life; the mouse merely moving is not."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual import events
from textual.app import App

SIGNS = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
"""What only a person does."""


PAUSE = 1.0
"""Seconds without a sign of life in which what nobody waits for may be done."""


def since_boot() -> float:
    """Seconds of a clock that nobody sets and that goes on while the computer sleeps, where the system has one."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boot) if boot is not None else time.monotonic()


class Idle:
    """`after` is the seconds without a sign of life after which `is_over` says so; 0 for never. `now` may be another
    clock, in tests."""

    def __init__(self, now: Callable[[], float] = since_boot) -> None:
        self.now = now
        self.after = 0
        self._last = now()
        self.unsaid = ""

    def touch(self) -> None:
        """A sign of life."""
        self._last = self.now()

    @property
    def has_paused(self) -> bool:
        """Whether nobody is amid typing."""
        return self.now() - self._last >= PAUSE

    @property
    def is_over(self) -> bool:
        """Whether it has been quiet for too long."""
        return bool(self.after) and self.now() - self._last >= self.after


def in_session(app: App[int]) -> bool:
    """Whether a session is in sight, if only under a question of its own: nobody types while a client speaks."""
    return any(getattr(screen, "stays_open", False) for screen in app.screen_stack)
