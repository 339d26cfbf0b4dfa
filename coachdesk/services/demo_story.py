"""The demo's story: what happened to whom on which day, told in order by the same verbs as on any desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from coachdesk.domain.inputs.agreements import TermsInput
from coachdesk.domain.inputs.clients import ClientInput
from coachdesk.domain.inputs.contacts import ContactInput
from coachdesk.domain.inputs.goals import GoalInput, RatingInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.times import local
from coachdesk.services import (
    agreements,
    clients,
    contacts,
    demo_ethics,
    demo_hours,
    demo_list,
    demo_money,
    demo_sessions,
    goals,
)

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

TOLD_APART = ("agreement", "goal", "since")
"""Keys of a client's data that are not fields of a client."""

SIGNERS = {"signed": ("client", "coach"), "part-signed": ("coach",)}
MORNING = time(8)
"""When, in UTC, what is told of a day happened."""
CHANGED_STAGE = -45
"""The day on which those who paused or ended did so."""


def tell(desk: Desk, data: dict[str, Any]) -> None:
    """Let everything happen on its day, the oldest first; the desk's clock goes along and is left at the end."""
    teller = Teller(desk, data)
    for day, event in sorted(teller.events(), key=lambda told: told[0]):
        teller.go_to(day)
        event()


class Teller:
    """Keeps who has which id while the story is told. Days count from today, -30 being thirty days ago."""

    def __init__(self, desk: Desk, data: dict[str, Any]) -> None:
        self.desk, self.data, self.now = desk, data, desk.clock()
        self.ids: dict[str, str] = {}
        self.pages: dict[str, str] = {}

    def go_to(self, day: int) -> None:
        """Let the desk's clock show the morning of that day of the coach's calendar, never later than now."""
        today = local(self.now, self.desk.settings().zone).date()
        then = datetime.combine(today + timedelta(days=day), MORNING, UTC)
        self.desk.clock = lambda: min(then, self.now)

    def events(self) -> list[tuple[int, Callable[[], None]]]:
        """Everything that happened, with its day; of one day in this order."""
        told: list[tuple[int, Callable[[], None]]] = [(-500, self._contacts)]
        for one in self.data["client"]:
            told.append((one["since"], partial(self._client, one)))
            for wanted in one.get("goal", []):
                told.append((one["since"], partial(self._goal, one, wanted)))
                for by in ("client", "coach"):
                    ratings = wanted.get("ratings" if by == "client" else "mine", [])
                    told += [(day, partial(self._rating, one, wanted, value, by)) for day, value in ratings]
            if one["stage"] in ("paused", "ended"):
                told.append((CHANGED_STAGE, partial(self._stage, one)))
            told += self._of_agreement(one) if "agreement" in one else []
        told += demo_sessions.events(self) + demo_list.events(self)
        return told + demo_ethics.events(self) + demo_hours.events(self) + demo_money.events(self)

    def _of_agreement(self, one: dict[str, Any]) -> list[tuple[int, Callable[[], None]]]:
        sent = one["agreement"].get("sent")
        told: list[tuple[int, Callable[[], None]]] = [((sent or one["since"] + 2) - 1, partial(self._draft, one))]
        if sent is not None:
            told.append((sent, partial(self._send, one)))
            told.append((sent + 2, partial(self._sign, one)))
        return told

    def _contacts(self) -> None:
        for one in self.data["contact"]:
            contacts.add(self.desk, validated(ContactInput, one))

    def _client(self, one: dict[str, Any]) -> None:
        entered = {key: value for key, value in one.items() if key not in TOLD_APART}
        entered.setdefault("called", one["full_name"].split()[0])
        entered["stage"] = "enquiry" if one["stage"] == "enquiry" else "active"
        entered["referred_by"] = self.ids.get(one.get("referred_by", ""), "")
        for key in ("away_from", "away_until"):
            if key in entered:
                entered[key] = local(self.now, one["zone"]).date() + timedelta(days=entered[key])
        self.ids[one["full_name"]] = clients.add(self.desk, validated(ClientInput, entered)).id

    def _goal(self, one: dict[str, Any], wanted: dict[str, Any]) -> None:
        entered = validated(GoalInput, {"text": wanted["text"], "measure": wanted["measure"]})
        self.pages[wanted["text"]] = goals.add(self.desk, self.ids[one["full_name"]], entered).id

    def _rating(self, one: dict[str, Any], wanted: dict[str, Any], value: int, by: str) -> None:
        goals.rate(self.desk, self.pages[wanted["text"]], validated(RatingInput, {"value": value, "by": by}))

    def _stage(self, one: dict[str, Any]) -> None:
        clients.set_stage(self.desk, self.ids[one["full_name"]], one["stage"])

    def _draft(self, one: dict[str, Any]) -> None:
        told = one["agreement"]
        today = local(self.now, self.desk.settings().zone).date()
        dates = {key: today + timedelta(days=told[key]) for key in ("start", "end", "review") if key in told}
        numbers = {key: told[key] for key in ("sessions", "minutes", "fee")}
        entered = validated(TermsInput, {**numbers, **dates, "currency": "EUR", "cancel_hours": 24})
        page = agreements.new(self.desk, self.ids[one["full_name"]], entered.terms(), title=told["title"])
        self.pages[told["title"]] = page.id

    def _send(self, one: dict[str, Any]) -> None:
        agreements.send(self.desk, self.pages[one["agreement"]["title"]])

    def _sign(self, one: dict[str, Any]) -> None:
        told = one["agreement"]
        names = {"client": one["full_name"], "coach": self.desk.settings().name}
        for party in SIGNERS.get(told["state"], ()):
            day = self.desk.today()
            agreements.sign(
                self.desk, self.pages[told["title"]], by=names[party], on=day, how="e-signature", party=party
            )
