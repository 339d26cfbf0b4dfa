"""One way from entered values to a checked input, and one way to say what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.nearest import did_you_mean


class Input(BaseModel):
    """What every input shares: frozen, and no field that is not known. `ALIASES` are other names people use."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, hide_input_in_errors=True)

    ALIASES: ClassVar[dict[str, str]] = {}

    def changes(self) -> dict[str, Any]:
        """Only what was given, checked: field → value."""
        return {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}


@dataclass(frozen=True, slots=True)
class Reading:
    """How entered values are read: the coach's own today, order of dates and currency. Without today only ISO dates."""

    today: date | None = None
    date_order: str = "dmy"
    currency: str = "EUR"
    lean: str = "future"


M = TypeVar("M", bound=Input)


def validated(model: type[M], data: Mapping[str, Any], reading: Reading | None = None) -> M:
    """The checked input, or one failure that names the first field that is wrong and why."""
    try:
        return model.model_validate(_named(model, data), context=reading or Reading())
    except ValidationError as error:
        # `from None`: pydantic's own report holds what was typed
        raise next(_failures(model, error, _typed_names(model, data))) from None


def problems(model: type[M], data: Mapping[str, Any], reading: Reading | None = None) -> dict[str, str]:
    """For a form: field → what is wrong with it and what to do. Empty where all is well."""
    try:
        model.model_validate(_named(model, data), context=reading or Reading())
    except ValidationError as error:
        found: dict[str, str] = {}
        for one in _failures(model, error, {}):
            found.setdefault(one.where, one.what + (f" ({one.hint})" if one.hint else ""))
        return found
    return {}


def _named(model: type[M], data: Mapping[str, Any]) -> dict[str, Any]:
    """The data under the names of the fields, whichever of their names was used."""
    named = {}
    for name, value in data.items():
        key = name.strip().replace("-", "_")
        named[model.ALIASES.get(key, key)] = value
    return named


def _typed_names(model: type[M], data: Mapping[str, Any]) -> dict[str, str]:
    """Field → the name under which it was given, so that a failure speaks of what was typed."""
    return {model.ALIASES[key]: name for name in data if (key := name.strip().replace("-", "_")) in model.ALIASES}


def _failures(model: type[M], error: ValidationError, typed: Mapping[str, str]) -> Iterator[CoachdeskError]:
    """Every problem as a failure; those of fields first, in the order of the fields."""
    for problem in error.errors(include_url=False, include_input=False):
        field = str(problem["loc"][0]) if problem["loc"] else ""
        where = typed.get(field, field)
        own = problem.get("ctx", {}).get("failure")
        if isinstance(own, CoachdeskError):
            place = where or typed.get(own.where, own.where)
            yield CoachdeskError(own.code, own.what, place, own.hint, own.exit_status)
        elif problem["type"] == "extra_forbidden":
            known = [*model.model_fields, *model.ALIASES]
            near = did_you_mean(where, known, "look for a typing error")
            yield failure("input.unknown-field", where=where, field=where, near=near)
        elif problem["type"] == "missing":
            yield failure("text.empty", where=where)
        else:
            yield failure("input.wrong", where=where, why=problem["msg"][:1].lower() + problem["msg"][1:])
