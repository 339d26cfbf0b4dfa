"""What is entered of a client."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, model_validator

from coachdesk.domain.clients import check_away, check_conflict, check_keeping, known_stage
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.inputs.fields import (
    BegunDay,
    Day,
    Email,
    Line,
    Lines,
    Minutes,
    Name,
    Names,
    Note,
    Number,
    PastDay,
    Phone,
    YesNo,
    Zone,
    as_text,
    problem,
    told,
)
from coachdesk.domain.inputs.validate import Input

Stage = Annotated[str, BeforeValidator(told(lambda value, _: known_stage(as_text(value))))]


class _Fields(Input):
    """Every field of a client; the same names as the table and the views."""

    ALIASES: ClassVar[dict[str, str]] = {
        "name": "full_name", "expects_reply": "expects_reply_minutes", "former_name": "former_names", "e_mail": "email",
        "organization": "organisation",
    }  # fmt: skip

    full_name: Name = ""
    called: Name = ""
    former_names: Names = ()
    pronouns: Name = ""
    email: Email = ""
    phone: Phone = ""
    organisation: Name = ""
    zone: Zone = ""
    away_zone: Zone = ""
    away_from: BegunDay = None
    away_until: Day = None
    language: Name = ""
    contact_how: Line = ""
    expects_reply_minutes: Minutes = None
    how_came: Line = ""
    referred_by: Line = ""
    ask_before: Lines = ()
    emergency: Note = ""
    location: Line = ""
    emergency_number: Name = ""
    other_ties: Note = ""
    shares_employer: YesNo = None
    conflict_check_on: PastDay = None
    conflict_check: Note = ""
    keep_years: Number = None
    keep_until: Day = None
    coached_since: PastDay = None
    note: Note = ""


class ClientInput(_Fields):
    """A new client. One name is needed; the other is the same until told otherwise."""

    stage: Stage = "active"

    @model_validator(mode="after")
    def _together(self) -> ClientInput:
        try:
            if not (self.full_name or self.called):
                raise failure("text.empty", where="full_name")
            check_away(self.away_zone, self.away_from, self.away_until)
            check_keeping(self.keep_years, self.keep_until)
            check_conflict(self.conflict_check_on, self.conflict_check)
        except CoachdeskError as error:
            raise problem(error) from None
        return self

    @property
    def whole_name(self) -> str:
        """The full name, or the called one where it is the only one."""
        return self.full_name or self.called

    @property
    def called_name(self) -> str:
        """The name lists show."""
        return self.called or self.full_name

    def fields(self) -> dict[str, Any]:
        """Every field but the stage, ready for the table, with both names."""
        values: dict[str, Any] = {name: getattr(self, name) for name in _Fields.model_fields}
        return values | {"full_name": self.whole_name, "called": self.called_name}


class ClientChange(_Fields):
    """Changes of a client: `changes()` is what was given. Stages change by a verb of their own, with a reason.

    What must fit together (a stay away, how long records are kept, a conflict check) is checked with what is kept,
    after merging.
    """

    @model_validator(mode="after")
    def _still_named(self) -> ClientChange:
        for name in ("full_name", "called"):
            if name in self.model_fields_set and not getattr(self, name):
                raise problem(failure("text.empty", where=name))
        return self
