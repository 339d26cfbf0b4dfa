"""Views of incidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coachdesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class OptionView:
    """One way to make it good that was offered on a day; `number` counts from 1, `cost` is in the coach's words."""

    number: int
    text: str
    cost: str
    on: date


@dataclass(frozen=True, slots=True)
class GivenView:
    """A credit or a refund that makes an incident good; one that was taken back stays in sight as such."""

    id: str
    kind: str
    on: date
    amount: Money | None
    sessions: int
    why: str
    taken_back: bool


@dataclass(frozen=True, slots=True)
class IncidentView:
    """Something in the service that went wrong for a client. `state` is open, chosen or closed; `waits_for` what comes
    next, in words. `chosen` is the option that the client chose, in the words of `said`; `made_good` what was done, and
    `given` the lines of the ledger by which. `on` and `closed_on` are days where the coach is, `created` an instant in
    UTC."""

    id: str
    short: str
    client_id: str
    client: str
    session_id: str
    state: str
    on: date
    closed_on: date | None
    what: str
    who_knows: str
    next_step: str
    options: tuple[OptionView, ...]
    chosen: OptionView | None
    said: str
    made_good: str
    waits_for: str
    created: datetime
    given: tuple[GivenView, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be made good."""
        return self.state != "closed"

    @property
    def in_line(self) -> str:
        """What went wrong and what it waits for, on one line, with the options that wait for an answer."""
        first = self.what.partition("\n")[0]
        if self.state == "open" and self.waits_for == "their choice":
            offered = " · ".join(f"{one.number} {one.text}" for one in self.options)
            return f"{first} — waits for {self.waits_for}: {offered}"
        if self.chosen is not None and self.is_open:
            return f"{first} — they chose: {self.chosen.text}"
        return f"{first} — waits for {self.waits_for}" if self.waits_for else first
