"""The demo's ethics: what the practice keeps, what was noted about clients, what was answered, two dilemmas, an
incident."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from coachdesk import catalogue
from coachdesk.domain.inputs.dilemmas import DecisionInput, DilemmaInput
from coachdesk.domain.inputs.incidents import IncidentInput, OptionInput
from coachdesk.domain.inputs.register import EntryInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.times import local
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import dilemmas, ethics, incidents, register

if TYPE_CHECKING:
    from coachdesk.services.demo_story import Teller

Event = tuple[int, Callable[[], None]]

_DAYS = ("until", "told", "answered")


def events(teller: Teller) -> list[Event]:
    """Everything that was entered and answered, with its day."""
    data = catalogue.load("demo_ethics")
    told: list[Event] = [(_entered_on(one), partial(_entry, teller, one)) for one in data["entry"]]
    told += [(one["day"], partial(_answer, teller, one)) for one in data["answer"]]
    told += [(one["day"], partial(_incident, teller, one)) for one in data["incident"]]
    return told + [event for one in data["dilemma"] for event in _of_dilemma(teller, one)]


def _of_dilemma(teller: Teller, one: dict[str, Any]) -> list[Event]:
    made: dict[str, str] = {}
    told: list[Event] = [(one["day"], partial(_dilemma, teller, one, made))]
    if "decided_on" in one:
        told.append((one["decided_on"], partial(_decide, teller, one, made)))
    return told


def _entered_on(one: dict[str, Any]) -> int:
    """The day on which all that it says had happened."""
    return max(int(one[name]) for name in ("day", "told", "answered") if name in one)


def _entry(teller: Teller, one: dict[str, Any]) -> None:
    entered = {"kind": one["kind"], "text": one["text"], "on": _day(teller, one["day"])}
    entered |= {name: _day(teller, one[name]) for name in _DAYS if name in one}
    entered |= {"details": one.get("details", {})}
    register.add(teller.desk, validated(EntryInput, entered), teller.ids.get(one.get("client", ""), ""))


def _answer(teller: Teller, one: dict[str, Any]) -> None:
    ethics.answer(teller.desk, one["item"], one["answer"], Subject(), one.get("note", ""))


def _incident(teller: Teller, one: dict[str, Any]) -> None:
    """What went wrong, and what was offered the same day."""
    entered = {"client": teller.ids[one["client"]], "on": _day(teller, one["day"])}
    entered |= {name: one[name] for name in ("what", "who_knows", "next_step")}
    made = incidents.open_one(teller.desk, validated(IncidentInput, entered)).id
    for option in one["option"]:
        incidents.option(teller.desk, made, validated(OptionInput, option))


def _dilemma(teller: Teller, one: dict[str, Any], made: dict[str, str]) -> None:
    entered = {"happened": one["happened"], "topics": one["topics"], "on": _day(teller, one["day"])}
    entered |= {"client": teller.ids.get(one.get("client", ""), "")}
    made["id"] = dilemmas.add(teller.desk, validated(DilemmaInput, entered)).id


def _decide(teller: Teller, one: dict[str, Any], made: dict[str, str]) -> None:
    entered = {"consulted": one["consulted"], "decided": one["decided"]}
    entered |= {"look_back_on": _day(teller, one["look_back_on"])}
    dilemmas.decide(teller.desk, made["id"], validated(DecisionInput, entered))


def _day(teller: Teller, day: int) -> date:
    """That day on the coach's calendar."""
    return local(teller.now, teller.desk.settings().zone).date() + timedelta(days=day)
