"""What happened in the demo's sessions: settled, noted, said they would do, held back; one is not wrapped up yet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from coachdesk import catalogue
from coachdesk.domain.inputs.session_work import SessionAgreementInput
from coachdesk.domain.inputs.sessions import HeldInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import client_actions, focus, session_notes, session_work, sessions, shares, wrap_ups

if TYPE_CHECKING:
    from coachdesk.services.demo_story import Teller

NOTES = (("insights", "insight"), ("observations", "observation"), ("interpretations", "interpretation"))


def plan(teller: Teller, client: str, day: int, session_id: str) -> None:
    """What the coach wants of themself in a session that is still to come."""
    told = _told(client, day)
    if "intention" in told:
        session_work.intend(teller.desk, session_id, told["intention"])


def hold(teller: Teller, one: dict[str, Any], day: int, session_id: str) -> None:
    """It took place, and all that came of it; wrapped up, unless it is told moment by moment."""
    desk, told = teller.desk, _told(one["client"], day)
    if "topic" in told:
        settled = {"topic": told["topic"], "result": told["result"]}
        session_work.agree(desk, session_id, validated(SessionAgreementInput, settled))
    if "moments" in told:
        _run(teller, session_id, told["moments"], one["held"])
        return
    sessions.hold(desk, session_id, validated(HeldInput, {"minutes": one.get("held", "")}))
    client_id = sessions.line(desk, session_id).client.id
    for name, kind in NOTES:
        for text in told.get(name, []):
            session_notes.add(desk, session_id, kind, text)
    for action in told.get("actions", []):
        made = client_actions.add(desk, client_id, action["text"], session_id=session_id)
        if "state" in action:
            client_actions.answer(desk, made.id, action["state"], action.get("obstacle", ""))
    for share in told.get("shares", []):
        shares.add(desk, client_id, share["text"], share["ask_first"], session_id)
    wrap_ups.set_outcome(desk, session_id, told.get("outcome", ""))
    wrap_ups.close(desk, session_id)


def _run(teller: Teller, session_id: str, moments: list[tuple[int, str]], minutes: int) -> None:
    """Minute by minute, on the day itself; the clock is back afterwards."""
    desk, later = teller.desk, teller.desk.clock
    began = sessions.line(desk, session_id).at
    try:
        desk.clock = lambda: began
        focus.start(desk, session_id)
        for minute, kind in moments:
            desk.clock = lambda at=began + timedelta(minutes=minute): at  # type: ignore[misc]
            focus.mark(desk, session_id, kind)
        desk.clock = lambda: began + timedelta(minutes=minutes)
        focus.end(desk, session_id)
    finally:
        desk.clock = later


def _told(client: str, day: int) -> dict[str, Any]:
    found: list[dict[str, Any]] = catalogue.load("demo_hour")["hour"]
    return next((one for one in found if (one["client"], one["day"]) == (client, day)), {})
