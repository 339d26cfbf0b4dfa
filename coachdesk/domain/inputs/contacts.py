"""What is entered of a contact."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, model_validator

from coachdesk.domain.contacts import known_profession, known_role
from coachdesk.domain.errors import failure
from coachdesk.domain.inputs.fields import Email, Name, Note, PastDay, Phone, Zone, as_text, one_line, problem, told
from coachdesk.domain.inputs.validate import Input
from coachdesk.domain.text import NAME_LIMIT

Role = Annotated[str, BeforeValidator(told(lambda value, _: known_role(as_text(value))))]


Profession = Annotated[str, BeforeValidator(told(lambda value, _: known_profession(one_line(value, NAME_LIMIT))))]


class _Fields(Input):
    ALIASES: ClassVar[dict[str, str]] = {"full_name": "name", "e_mail": "email", "organization": "organisation"}

    name: Name = ""
    called: Name = ""
    email: Email = ""
    phone: Phone = ""
    organisation: Name = ""
    zone: Zone = ""
    profession: Profession = ""
    takes_clients_on: PastDay = None
    confidential_on: PastDay = None
    note: Note = ""


class ContactInput(_Fields):
    """A new contact: a name and one of the five roles are needed."""

    role: Role

    @model_validator(mode="after")
    def _named(self) -> ContactInput:
        if not self.name:
            raise problem(failure("text.empty", where="name"))
        return self

    def fields(self) -> dict[str, Any]:
        """Every field, ready for the table; lists show the whole name until another is given."""
        values: dict[str, Any] = {name: getattr(self, name) for name in type(self).model_fields}
        return values | {"called": self.called or self.name}


class ContactChange(_Fields):
    """Changes of a contact: `changes()` is what was given."""

    role: Role = ""

    @model_validator(mode="after")
    def _still_named(self) -> ContactChange:
        for name in ("name", "called"):
            if name in self.model_fields_set and not getattr(self, name):
                raise problem(failure("text.empty", where=name))
        return self
