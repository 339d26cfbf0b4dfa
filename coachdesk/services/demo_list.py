"""The demo's one list: promises kept, late, renegotiated and broken, and messages, by the same verbs as on any desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from coachdesk import catalogue
from coachdesk.domain.times import local
from coachdesk.services import messages, people, renegotiating, tasks

if TYPE_CHECKING:
    from coachdesk.services.demo_story import Teller

Event = tuple[int, Callable[[], None]]

NOW = 1
"""The day of what happens at this very moment: the teller's clock never goes further."""
FRIDAY = 4


def events(teller: Teller) -> list[Event]:
    """Everything that was promised, asked and answered, with its day."""
    data = catalogue.load("demo_list")
    told = [event for one in data["task"] for event in _of_task(teller, one)]
    return told + [event for one in data["message"] for event in _of_message(teller, one)]


def _of_task(teller: Teller, one: dict[str, Any]) -> list[Event]:
    made: dict[str, str] = {}
    told: list[Event] = [(one["made"], partial(_promise, teller, one, made))]
    if "asked" in one:
        told.append((one["asked"], partial(_renegotiate, teller, one, made)))
    if "done" in one:
        told.append((one["done"], partial(_done, teller, made)))
    return told


def _promise(teller: Teller, one: dict[str, Any], made: dict[str, str]) -> None:
    when = f" {_day(teller, one['due']).isoformat()} {one.get('at', '')}" if "due" in one else ""
    made["id"] = tasks.add(teller.desk, one["line"] + when.rstrip()).id


def _renegotiate(teller: Teller, one: dict[str, Any], made: dict[str, str]) -> None:
    to = _day(teller, one["to"]).isoformat()
    renegotiating.renegotiate(teller.desk, made["id"], to, why=one["why"], said=one.get("said"))


def _done(teller: Teller, made: dict[str, str]) -> None:
    tasks.done(teller.desk, made["id"])


def _of_message(teller: Teller, one: dict[str, Any]) -> list[Event]:
    logged: dict[str, str] = {}
    told: list[Event] = [(one.get("day", NOW), partial(_message, teller, one, logged))]
    if "answered" in one:
        told.append((one["answered"], partial(_answer, teller, logged)))
    return told


def _message(teller: Teller, one: dict[str, Any], logged: dict[str, str]) -> None:
    received = teller.desk.clock() - timedelta(hours=one.get("hours_ago", 0))
    sender = people.find(teller.desk, one["from"])
    logged["id"] = messages.log(teller.desk, sender, one["line"], how=one["how"], at=received).id


def _answer(teller: Teller, logged: dict[str, str]) -> None:
    messages.answer(teller.desk, logged["id"])


def _day(teller: Teller, day: int | str) -> date:
    """That day on the coach's calendar; `friday` is the next one after today."""
    today = local(teller.now, teller.desk.settings().zone).date()
    return today + timedelta(days=(FRIDAY - today.weekday()) % 7 or 7 if day == "friday" else int(day))
