"""What is entered of hours from before this desk."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, model_validator

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.hours import GROUP, INDIVIDUAL, KINDS, check_past, parse_hours
from coachdesk.domain.inputs.fields import Day, Line, Name, Number, as_text, problem, reading_of, told
from coachdesk.domain.inputs.validate import Input
from coachdesk.domain.text import fold

_YES = frozenset({"yes", "y", "true", "1", "x", "agreed", "given", "ja", "si", "oui"})
_NO = frozenset({"no", "n", "false", "0", "declined", "nein", "non"})


def _hours(value: Any, info: ValidationInfo) -> int:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value or 0
    text = as_text(value)
    return parse_hours(text, info.field_name or "") if text.strip(" -–") else 0


def _kind(value: Any) -> str:
    text = fold(as_text(value))
    if text in ("", *KINDS):
        return text
    short = {"i": INDIVIDUAL, "ind": INDIVIDUAL, "1:1": INDIVIDUAL, "one-to-one": INDIVIDUAL, "g": GROUP, "team": GROUP}
    if text not in short:
        raise failure("hours.kind", text=as_text(value).strip(), choices=", ".join(KINDS))
    return short[text]


def _answer(value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    text = fold(as_text(value))
    if not text:
        return None
    if text not in _YES and text not in _NO:
        raise failure("hours.answer", text=as_text(value).strip())
    return text in _YES


def _group_size(value: Any) -> Any:
    """A number, where one person is a way of saying that there is no group."""
    return None if isinstance(value, str) and value.strip() in ("0", "1", "-", "–") else value


Hours = Annotated[int, BeforeValidator(told(_hours))]
"""Minutes, typed as hours."""

Answer = Annotated[bool | None, BeforeValidator(told(lambda value, _: _answer(value)))]
"""yes, no, or nothing where it was not said."""


class PastHoursInput(Input):
    """Hours with one client, or with one group that is named by one of its members. Where nothing says whether it was
    a group, its size does."""

    name: Name = ""
    kind: Annotated[str, BeforeValidator(told(lambda value, _: _kind(value)))] = ""
    group_size: Annotated[Number, BeforeValidator(_group_size)] = None
    contact: Line = ""
    start: Day = None
    end: Day = None
    paid: Hours = 0
    pro_bono: Hours = 0
    internal: Answer = None
    listed: Answer = None
    note: Line = ""

    @model_validator(mode="after")
    def _can_be(self, info: ValidationInfo) -> PastHoursInput:
        if not self.name:
            raise problem(failure("hours.name", where="name"))
        if self.start is None:
            raise problem(failure("hours.start", where="start"))
        today = reading_of(info).today or date.max
        try:
            check_past(today, self.start, self.end, self.paid, self.pro_bono, self.of_kind, self.group_size)
        except CoachdeskError as error:
            raise problem(error) from None
        return self

    @property
    def of_kind(self) -> str:
        """individual or group."""
        return self.kind or (GROUP if self.group_size is not None else INDIVIDUAL)
