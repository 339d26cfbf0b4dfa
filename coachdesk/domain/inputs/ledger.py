"""What is entered of a line of the ledger."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, ValidationInfo, model_validator

from coachdesk.domain import ledger as rules
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.agreements import read_amount, read_currency
from coachdesk.domain.inputs.fields import BegunDay, Line, Name, Number, as_text, past_day, problem, reading_of, told
from coachdesk.domain.inputs.validate import Input
from coachdesk.domain.money import Money


def _day(value: object, info: ValidationInfo) -> date | None:
    return past_day(value, reading_of(info))


LineDay = Annotated[date | None, BeforeValidator(told(_day))]
"""The day it happened; without a year the last one is meant. Whether it is to come is said of the whole line."""


class LineInput(Input):
    """A line: its kind, the amount and currency, why, when, by when; the sessions that a credit gives. `agreement` is
    the id of the agreement that it is under; without one, the one in force. `incident` is the id of what it makes
    good."""

    ALIASES: ClassVar[dict[str, str]] = {"reason": "why"}

    kind: Annotated[str, BeforeValidator(told(lambda value, _: rules.known_kind(as_text(value), "")))]
    currency: Annotated[str, BeforeValidator(told(read_currency))] = ""
    amount: Annotated[Money | None, BeforeValidator(told(read_amount))] = None
    why: Line = ""
    on: LineDay = None
    due: BegunDay = None
    sessions: Number = None
    agreement: Name = ""
    incident: Name = ""

    @model_validator(mode="after")
    def _can_be(self, info: ValidationInfo) -> LineInput:
        today = reading_of(info).today or date.max
        minor = self.amount.minor if self.amount is not None else 0
        try:
            rules.check(self.kind, minor, self.sessions or 0, self.why, self.on or today, self.due, today)
        except CoachdeskError as error:
            raise problem(error) from None
        return self
