"""The demo's hours: who may be listed in the log, whom the coach met before this desk, what they learnt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from coachdesk import catalogue
from coachdesk.domain.inputs.consents import DeclineInput, GiveInput
from coachdesk.domain.inputs.hours import PastHoursInput
from coachdesk.domain.inputs.register import EntryInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.times import local
from coachdesk.services import consents, past_hours, register
from coachdesk.services.hours_records import CONSENT

if TYPE_CHECKING:
    from coachdesk.services.demo_story import Teller

Event = tuple[int, Callable[[], None]]

ENTERED = -200
"""The day on which hours from before this desk were entered."""


def events(teller: Teller) -> list[Event]:
    """Everything that was entered, with its day."""
    data = catalogue.load("demo_hours")
    told: list[Event] = [(one["day"], partial(_consent, teller, one)) for one in data["consent"]]
    told += [(ENTERED, partial(_past, teller, one)) for one in data["past"]]
    return told + [(one["day"], partial(_learning, teller, one)) for one in data["learning"]]


def _consent(teller: Teller, one: dict[str, Any]) -> None:
    entered = {"kind": CONSENT, "on": _day(teller, one["day"]), "how": "by e-mail"}
    client_id = teller.ids[one["client"]]
    if one["given"]:
        consents.give(teller.desk, client_id, validated(GiveInput, entered))
    else:
        consents.decline(teller.desk, client_id, validated(DeclineInput, entered))


def _past(teller: Teller, one: dict[str, Any]) -> None:
    entered = one | {name: _day(teller, one[name]) for name in ("start", "end")}
    past_hours.add(teller.desk, validated(PastHoursInput, entered, Reading(teller.desk.today())))


def _learning(teller: Teller, one: dict[str, Any]) -> None:
    entered = {"kind": "learning", "text": one["text"], "on": _day(teller, one["day"]), "details": one["details"]}
    register.add(teller.desk, validated(EntryInput, entered))


def _day(teller: Teller, day: int) -> date:
    """That day on the coach's calendar."""
    return local(teller.now, teller.desk.settings().zone).date() + timedelta(days=day)
