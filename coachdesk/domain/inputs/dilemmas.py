"""What is entered of a dilemma, of what was decided, and of looking back on it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, model_validator

from coachdesk.domain.errors import failure
from coachdesk.domain.inputs.fields import Day, Line, Note, past_day, problem, reading_of, several, told
from coachdesk.domain.inputs.validate import Input


def _topics(value: Any, _: ValidationInfo) -> tuple[str, ...]:
    parts = value.replace(",", ";") if isinstance(value, str) else value
    return several(parts)


PastDay = Annotated[date | None, BeforeValidator(told(lambda value, info: past_day(value, reading_of(info))))]
Topics = Annotated[tuple[str, ...], BeforeValidator(told(_topics))]


class DilemmaInput(Input):
    """Something that was not clear; without a day it happened today. What was decided may be entered at once."""

    happened: Note
    on: PastDay = None
    client: Line = ""
    topics: Topics = ()
    consulted: Line = ""
    decided: Note = ""
    decided_on: PastDay = None
    look_back_on: Day = None

    @model_validator(mode="after")
    def _says_what_happened(self) -> DilemmaInput:
        if not self.happened:
            raise problem(failure("text.empty", where="happened"))
        if self.decided_on is not None and not self.decided:
            raise problem(failure("text.empty", where="decided"))
        return self


class DecisionInput(Input):
    """What was decided, whom the coach asked, and when they mean to look back on it. Without a day it was today."""

    decided: Note
    consulted: Line = ""
    decided_on: PastDay = None
    look_back_on: Day = None

    @model_validator(mode="after")
    def _says_what(self) -> DecisionInput:
        if not self.decided:
            raise problem(failure("text.empty", where="decided"))
        return self
