"""What tests of sessions do before what they are about: one that is planned, one that is refused, how many are left."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.sessions import CancelInput, EndingInput, MoveInput, SessionInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.views.agreements import SessionCount
from coachdesk.domain.views.sessions import Planned
from coachdesk.services import agreements, sessions
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk

CLIENT = validated(CancelInput, {"by": "client", "why": "a cold"})
COACH = validated(CancelInput, {"by": "coach", "why": "a train"})
NO_SHOW = validated(EndingInput, {"by": "client"})


def plan(desk: Desk, client_id: str, at: str, **entered: Any) -> Planned:
    """A session at a time as it is typed."""
    return sessions.add(desk, client_id, validated(SessionInput, {"at": at, **entered}))


def to(when: str, by: str = "coach") -> MoveInput:
    """Another time as it is typed, and who asked for it."""
    return validated(MoveInput, {"to": when, "by": by})


def refused(code: str, verb: Any, *args: Any, **named: Any) -> CoachdeskError:
    """The failure of that code, on one line."""
    with pytest.raises(CoachdeskError) as caught:
        verb(*args, **named)
    assert caught.value.code == code
    assert "\n" not in caught.value.line
    return caught.value


def now(desk: Desk, *when: int) -> None:
    """Let the clock show that instant."""
    desk.clock = fixed_clock(datetime(*when, tzinfo=UTC))  # type: ignore[arg-type, misc]


def count(desk: Desk, agreement_id: str) -> SessionCount:
    """The sessions of an agreement, on its page and on the list, which are one."""
    found = agreements.page(desk, agreement_id).sessions
    assert [one.sessions for one in agreements.lines(desk) if one.id == agreement_id] == [found]
    return found
