"""What is entered of an incident, of an option that is offered, and of the client's choice."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BeforeValidator, model_validator

from coachdesk.domain.errors import failure
from coachdesk.domain.inputs.fields import Line, Note, PastDay, problem, told, whole_number
from coachdesk.domain.inputs.validate import Input

InputT = TypeVar("InputT", bound=Input)


def _number(value: object) -> int:
    found = whole_number(value)
    if found is None:
        raise failure("text.empty")
    return found


Choice = Annotated[int, BeforeValidator(told(lambda value, _: _number(value)))]


class IncidentInput(Input):
    """Something in the coach's service that went wrong for a client. Without a day it happened today."""

    client: Line
    what: Note
    on: PastDay = None
    session: Line = ""
    who_knows: Note = ""
    next_step: Note = ""

    @model_validator(mode="after")
    def _says_what(self) -> IncidentInput:
        return _filled(self, "what")


class IncidentChange(Input):
    """Who knows of it and what comes next; `changes()` is what was given."""

    who_knows: Note = ""
    next_step: Note = ""


class OptionInput(Input):
    """One way to make it good, and what it costs in the coach's words."""

    text: Line
    cost: Line = ""

    @model_validator(mode="after")
    def _says_what(self) -> OptionInput:
        return _filled(self, "text")


class ChoiceInput(Input):
    """The number of the option that they chose, from 1, and what they said."""

    option: Choice
    said: Note

    @model_validator(mode="after")
    def _in_their_words(self) -> ChoiceInput:
        return _filled(self, "said")


class ClosingInput(Input):
    """What was done to make it good; without it, what they chose, as it was offered."""

    made_good: Note = ""


def _filled(entered: InputT, name: str) -> InputT:
    """The input itself, where that field says something."""
    if not getattr(entered, name):
        raise problem(failure("text.empty", where=name))
    return entered
