"""The demo's money: what was invoiced and paid, and a session that was credited, by the same verbs as on any desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from coachdesk import catalogue
from coachdesk.domain.inputs.ledger import LineInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.services import ledger

if TYPE_CHECKING:
    from coachdesk.services.demo_story import Teller

Event = tuple[int, Callable[[], None]]


def events(teller: Teller) -> list[Event]:
    """Every line of the ledger, with its day."""
    return [(one["day"], partial(_add, teller, one)) for one in catalogue.load("demo_money")["line"]]


def _add(teller: Teller, one: dict[str, Any]) -> None:
    today = teller.desk.today()
    entered: dict[str, Any] = {name: one[name] for name in ("kind", "amount", "why", "sessions") if name in one}
    entered |= {"currency": "EUR", "due": today + timedelta(days=one["due"]) if "due" in one else None}
    entered |= {"agreement": teller.pages[one["agreement"]]}
    ledger.add(teller.desk, teller.ids[one["client"]], validated(LineInput, entered, Reading(today=today)))
