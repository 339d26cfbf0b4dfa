"""What is entered of the practice register: an entry of a kind, with the dates and fields that the kind has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, model_validator

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.fields import BegunDay, Note, as_text, past_day, problem, reading_of, told
from coachdesk.domain.inputs.validate import Input
from coachdesk.domain.register import check_entry, checked_details, known_kind

DATES = ("on", "until", "told", "answered")
TOP = ("kind", "text", *DATES)
"""What every entry is entered with; all else that is given are fields of its kind."""


def _texts(value: Any) -> dict[str, str]:
    given = value if isinstance(value, Mapping) else {}
    return {name.replace("-", "_"): as_text(one) for name, one in given.items()}


KindName = Annotated[str, BeforeValidator(told(lambda value, _: known_kind(as_text(value), "")))]
PastDay = Annotated[date | None, BeforeValidator(told(lambda value, info: past_day(value, reading_of(info))))]
Details = Annotated[dict[str, str], BeforeValidator(told(lambda value, _: _texts(value)))]


class EntryInput(Input):
    """A new entry. Without a day it is of today; `details` are the fields of its kind by name."""

    kind: KindName
    text: Note = ""
    on: PastDay = None
    until: BegunDay = None
    told: PastDay = None
    answered: PastDay = None
    details: Details = {}  # noqa: RUF012  (pydantic copies it)

    @model_validator(mode="after")
    def _of_its_kind(self, info: ValidationInfo) -> EntryInput:
        today = reading_of(info).today or date.max
        try:
            checked_details(self.kind, self.details)
            check_entry(
                self.kind, today, text=self.text, on=self.on or today, until=self.until, told=self.told,
                answered=self.answered,
            )  # fmt: skip
        except CoachdeskError as error:
            raise problem(error) from None
        return self


class EntryChange(Input):
    """Changes of an entry: `changes()` is what was given; of `details` too only what is given changes. They are checked
    with what is kept, after merging."""

    text: Note = ""
    on: PastDay = None
    until: BegunDay = None
    told: PastDay = None
    answered: PastDay = None
    details: Details = {}  # noqa: RUF012  (pydantic copies it)


def entry_data(flat: Mapping[str, Any]) -> dict[str, Any]:
    """The data of an input from values that stand side by side, as a form and the command line have them."""
    named = {name.replace("-", "_"): value for name, value in flat.items()}
    details = {name: value for name, value in named.items() if name not in TOP}
    return {name: value for name, value in named.items() if name in TOP} | ({"details": details} if details else {})
