"""What is entered when a desk is made: the settings that it cannot do without."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import ConfigDict, ValidationInfo, field_validator, model_validator

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.fields import as_text, problem
from coachdesk.domain.inputs.validate import Input
from coachdesk.domain.settings import check_together, parse_setting

_KEYS = {"workday_start": "workday.start", "workday_end": "workday.end"}


class FirstSettings(Input):
    """Name, zone, currency and working time as typed; afterwards each field holds the setting's stored form."""

    model_config = ConfigDict(validate_default=True)

    ALIASES: ClassVar[dict[str, str]] = {"workday.start": "workday_start", "workday.end": "workday_end"}

    name: str
    zone: str = "UTC"
    currency: str = "EUR"
    business: str = ""
    contact: str = ""
    workdays: str = "mon-fri"
    workday_start: str = "09:00"
    workday_end: str = "17:30"

    @field_validator("*", mode="before")
    @classmethod
    def _stored(cls, value: Any, info: ValidationInfo) -> str:
        field = str(info.field_name)
        try:
            return parse_setting(_KEYS.get(field, field), as_text(value))
        except CoachdeskError as error:
            raise problem(error) from None

    @model_validator(mode="after")
    def _together(self) -> FirstSettings:
        try:
            check_together(self.values())
        except CoachdeskError as error:
            raise problem(error) from None
        return self

    def values(self) -> dict[str, str]:
        """Key → stored value; those left empty are not in it."""
        stored = {_KEYS.get(name, name): getattr(self, name) for name in type(self).model_fields}
        return {key: value for key, value in stored.items() if value}
