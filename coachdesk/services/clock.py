"""The clock of a desk: the system's, or for a desk made for tests the one that `COACHDESK_NOW` names."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Answers the present instant: aware, UTC, whole seconds."""


def system_clock() -> datetime:
    """Now, in UTC, to the second (every stored instant is a whole second)."""
    return datetime.now(UTC).replace(microsecond=0)


def fixed_clock(instant: datetime) -> Clock:
    """A clock that stands still."""
    return lambda: instant


def clock_for_tests(otherwise: Clock = system_clock) -> Clock:
    """The clock of a desk that is marked as made for tests: `COACHDESK_NOW` where set, else the clock given.

    It is read at each call, so that one desk can be opened at several instants. A desk that is not marked never
    comes here: somebody who sets a variable must not move a real deadline.
    """

    def clock() -> datetime:
        from coachdesk.domain.times import from_stamp

        named = os.environ.get("COACHDESK_NOW")
        return from_stamp(named, where="COACHDESK_NOW") if named else otherwise()

    return clock
