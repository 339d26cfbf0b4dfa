"""What tests of the work of a session do before what they are about: one that runs, one that was held, settled."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from coachdesk.domain.inputs.session_work import SessionAgreementInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.views.session_work import SessionAgreementView
from coachdesk.services import focus, session_work, sessions
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk
from tests.services.acts import signed
from tests.services.session_acts import plan

AT = "2026-12-03 10:00"
"""Thursday morning in Sofia, 08:00 UTC."""


def planned(desk: Desk, at: str = AT, **entered: Any) -> str:
    """A coaching session of sixty minutes under a signed agreement that is in force then."""
    page = signed(desk)
    return plan(desk, page.client_id, at, **entered).line.id


def running(desk: Desk, at: str = AT) -> str:
    """The same, begun on time; the clock stands at its beginning."""
    session_id = planned(desk, at)
    line = sessions.line(desk, session_id)
    desk.clock = fixed_clock(line.at)
    focus.start(desk, session_id)
    return session_id


def held(desk: Desk, at: str = AT) -> str:
    """The same, held for fifty minutes."""
    session_id = running(desk, at)
    pass_minutes(desk, 50)
    focus.end(desk, session_id)
    return session_id


def another(desk: Desk, session_id: str, at: str) -> str:
    """Another session with the same client."""
    return plan(desk, sessions.line(desk, session_id).client.id, at).line.id


def pass_minutes(desk: Desk, minutes: float) -> None:
    """Let the clock go on."""
    desk.clock = fixed_clock(desk.clock() + timedelta(minutes=minutes))


def agree(desk: Desk, session_id: str, **entered: Any) -> SessionAgreementView:
    """What was settled, as it is entered."""
    return session_work.agree(desk, session_id, validated(SessionAgreementInput, entered))
