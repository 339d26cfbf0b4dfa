"""The kinds of field that inputs are made of; each reads text as a person types it, or a value that is ready."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from coachdesk.domain.days import day_text, parse_day
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.inputs.validate import Reading
from coachdesk.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, clean, clean_lines, has_controls
from coachdesk.domain.times import parse_duration
from coachdesk.domain.zones import parse_zone

LIST_LIMIT = 50
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+")
_PHONE = re.compile(r"\+?[0-9() ./x-]+", re.IGNORECASE)


def problem(error: CoachdeskError) -> PydanticCustomError:
    """A failure in the form that pydantic collects, field by field."""
    return PydanticCustomError("coachdesk", "{code}", {"code": error.code, "failure": error})


def told(check: Callable[[Any, ValidationInfo], Any]) -> Callable[[Any, ValidationInfo], Any]:
    """A check whose failures pydantic collects."""

    @wraps(check)
    def checked(value: Any, info: ValidationInfo) -> Any:
        try:
            return check(value, info)
        except CoachdeskError as error:
            raise problem(error) from None

    return checked


def reading_of(info: ValidationInfo) -> Reading:
    """How entered values are read, as `validated` was told."""
    return info.context if isinstance(info.context, Reading) else Reading()


def as_text(value: Any) -> str:
    """The value as the text it was typed as; nothing is empty text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    raise failure("input.wrong", why="text is expected here")


def one_line(value: Any, limit: int = LINE_LIMIT) -> str:
    """A line of text. Control characters in a line that someone typed are a slip or an attack, so they are refused."""
    text = as_text(value)
    if has_controls(text):
        raise failure("text.controls")
    return clean(text, limit)


def whole_number(value: Any) -> int | None:
    """A whole number, or nothing where nothing was given."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    bare = as_text(value).strip()
    if bare and not (bare.isascii() and bare.isdigit() and len(bare) <= 9):
        raise failure("input.wrong", why="a whole number is expected here")
    return int(bare) if bare else None


def day(value: Any, reading: Reading) -> date | None:
    """A date, or nothing where nothing was given."""
    if value is None or type(value) is date:
        return value
    text = as_text(value)
    if not text.strip():
        return None
    if reading.today is None:
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            raise failure("day.unknown", text=text.strip()) from None
    return parse_day(text, reading.today, reading.date_order, lean=reading.lean)


def past_day(value: Any, reading: Reading) -> date | None:
    """A date on which something was: without a year the last one is meant."""
    return day(value, replace(reading, lean="past"))


def begun_day(value: Any, reading: Reading) -> date | None:
    """A date that may lie on both sides of today: without a year one that has just passed is questioned."""
    return day(value, replace(reading, lean="either"))


def _gone_day(value: Any, info: ValidationInfo) -> date | None:
    found, today = past_day(value, reading_of(info)), reading_of(info).today
    if found is not None and today is not None and found > today:
        raise failure("day.future", on=day_text(found))
    return found


def _yes_no(value: Any) -> bool | None:
    """Whether it is so; nothing where that is not known."""
    if value is None or isinstance(value, bool):
        return value
    small = as_text(value).strip().lower()
    if small in ("", "unknown"):
        return None
    if small not in ("yes", "no"):
        raise failure("input.wrong", why="yes, no or unknown is expected here")
    return small == "yes"


def minutes(value: Any) -> int | None:
    """A length of time in minutes, given as such a number or as text (`24h`)."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    text = as_text(value)
    return parse_duration(text) if text.strip() else None


def listed(value: Any) -> list[Any]:
    """The entries of a list; nothing is none."""
    if value is not None and not isinstance(value, (list, tuple)):
        raise failure("input.wrong", why="a list of lines is expected here")
    return list(value or ())


def several(value: Any, limit: int = LINE_LIMIT) -> tuple[str, ...]:
    """Several lines: a list, or text with one on each line or parted by semicolons. Empty and doubled ones go."""
    parts = re.split("[;\n]", value) if isinstance(value, str) else listed(value)
    cleaned = tuple(dict.fromkeys(text for text in (one_line(part, limit) for part in parts) if text))
    if len(cleaned) > LIST_LIMIT:
        raise failure("input.list-long", found=len(cleaned), limit=LIST_LIMIT)
    return cleaned


def _email(value: Any, _: ValidationInfo) -> str:
    text = one_line(value)
    if text and not _EMAIL.fullmatch(text):
        raise failure("email.form", text=text)
    return text


def _phone(value: Any, _: ValidationInfo) -> str:
    text = one_line(value)
    if text and not (_PHONE.fullmatch(text) and len(text) <= 60 and sum(c.isdigit() for c in text) >= 3):
        raise failure("phone.form", text=text)
    return text


def _zone(value: Any, _: ValidationInfo) -> str:
    text = as_text(value)
    return parse_zone(text, "") if text.strip() else ""


Name = Annotated[str, BeforeValidator(told(lambda value, _: one_line(value, NAME_LIMIT)))]
"""A line of at most 200 characters."""

Line = Annotated[str, BeforeValidator(told(lambda value, _: one_line(value)))]
"""A line of at most 1,000 characters."""

Note = Annotated[str, BeforeValidator(told(lambda value, _: clean_lines(as_text(value), NOTE_LIMIT)))]
"""Text of several lines; control characters that came with a paste are dropped."""

Names = Annotated[tuple[str, ...], BeforeValidator(told(lambda value, _: several(value, NAME_LIMIT)))]
Lines = Annotated[tuple[str, ...], BeforeValidator(told(lambda value, _: several(value)))]
Email = Annotated[str, BeforeValidator(told(_email))]
Phone = Annotated[str, BeforeValidator(told(_phone))]
Zone = Annotated[str, BeforeValidator(told(_zone))]
"""An IANA id; a city will do. Empty where it is not known."""

YesNo = Annotated[bool | None, BeforeValidator(told(lambda value, _: _yes_no(value)))]
"""Yes or no; nothing where it is not known."""

PastDay = Annotated[date | None, BeforeValidator(told(_gone_day))]
"""A date that is not to come."""

Day = Annotated[date | None, BeforeValidator(told(lambda value, info: day(value, reading_of(info))))]
"""A date, to come where its year is not said (or gone, where all of an input is: `Reading.lean`)."""

BegunDay = Annotated[date | None, BeforeValidator(told(lambda value, info: begun_day(value, reading_of(info))))]
"""A date that may be to come or have passed, such as a first day: one that has just passed is asked about."""
Minutes = Annotated[int | None, BeforeValidator(told(lambda value, _: minutes(value)))]
Number = Annotated[int | None, BeforeValidator(told(lambda value, _: whole_number(value)))]
