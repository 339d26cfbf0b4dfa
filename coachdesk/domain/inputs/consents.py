"""What is entered of a consent: the kind, the day of the answer, how it came and in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo

from coachdesk.domain.consents import known_kind
from coachdesk.domain.errors import failure
from coachdesk.domain.inputs.fields import Line, Note, as_text, day, reading_of, told
from coachdesk.domain.inputs.validate import Input


def _past_day(value: Any, info: ValidationInfo) -> date:
    """A day on which something was said; without a year the last one is meant."""
    found = day(value, replace(reading_of(info), lean="past"))
    if found is None:
        raise failure("text.empty")
    return found


PastDay = Annotated[date, BeforeValidator(told(_past_day))]
Kind = Annotated[str, BeforeValidator(told(lambda value, _: known_kind(as_text(value), "")))]
LastDay = Annotated[date | None, BeforeValidator(told(lambda value, info: day(value, reading_of(info))))]


class DeclineInput(Input):
    """A client's no."""

    kind: Kind
    on: PastDay
    how: Line = ""
    use: Line = ""
    words: Note = ""


class GiveInput(DeclineInput):
    """A client's yes, for good or through a last day. `use` says for what exactly: where, which report, which study."""

    until: LastDay = None


class WithdrawInput(Input):
    """The day from which a consent does not hold any more."""

    on: PastDay
