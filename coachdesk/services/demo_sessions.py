"""The demo's sessions: planned some days before, and marked when they were over, by the same verbs as on any desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from coachdesk.domain.inputs.sessions import CancelInput, EndingInput, SessionInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.times import clock_text, local, parse_clock
from coachdesk.services import demo_hour, sessions

if TYPE_CHECKING:
    from coachdesk.services.demo_story import Teller

Event = tuple[int, Callable[[], None]]

PLANNED_BEFORE = 6
"""Days between planning a session and the session itself."""
FIELDS = ("kind", "medium", "link", "fallback", "every", "times", "keep", "minutes")
_SOON = timedelta(minutes=25)


def events(teller: Teller) -> list[Event]:
    """Planning each, and what became of it, with its day."""
    return [event for one in teller.data["session"] for day in one["days"] for event in _of_one(teller, one, day)]


def _of_one(teller: Teller, one: dict[str, Any], day: int) -> list[Event]:
    made: dict[str, str] = {}
    told: list[Event] = [(min(day, 0) - PLANNED_BEFORE, partial(_plan, teller, one, day, made))]
    if one.get("became") == "cancelled":  # said in the morning of the day itself: late
        told.append((day, partial(_cancel, teller, one, made)))
    elif "became" in one:
        told.append((day + 1, partial(_mark, teller, one, day, made)))
    return told


def _plan(teller: Teller, one: dict[str, Any], day: int, made: dict[str, str]) -> None:
    at = _soon(teller) if one.get("soon") else f"{_weekday(teller, day).isoformat()} {one['at']}"
    entered = {"at": at, **{name: one[name] for name in FIELDS if name in one}}
    planned = sessions.add(teller.desk, teller.ids[one["client"]], validated(SessionInput, entered))
    made["id"] = planned.line.id
    demo_hour.plan(teller, one["client"], day, planned.line.id)


def _mark(teller: Teller, one: dict[str, Any], day: int, made: dict[str, str]) -> None:
    if one["became"] == "held":
        demo_hour.hold(teller, one, day, made["id"])
    else:
        sessions.miss(teller.desk, made["id"], validated(EndingInput, {"by": "client", "why": one.get("why", "")}))


def _cancel(teller: Teller, one: dict[str, Any], made: dict[str, str]) -> None:
    sessions.cancel(teller.desk, made["id"], validated(CancelInput, {"by": "client", "why": one["why"]}))


def _weekday(teller: Teller, day: int) -> date:
    """That day, or the working day beside it that lies further from today; today itself stays."""
    today = local(teller.now, teller.desk.settings().zone).date()
    found = today + timedelta(days=day)
    while day and found.weekday() >= 5:
        found += timedelta(days=1 if day > 0 else -1)
    return found


def _soon(teller: Teller) -> str:
    """The next quarter of an hour that leaves time to look around."""
    zone = teller.desk.settings().zone
    at: datetime = local(teller.now + _SOON, zone)
    at += timedelta(minutes=-at.minute % 15)
    return f"{at.date().isoformat()} {clock_text(parse_clock(clock_text(at)))}"
