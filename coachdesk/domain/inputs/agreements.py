"""What is entered of an agreement: its terms, goals and fills, and who signed it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, cast

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from coachdesk.domain.agreements import BASES, PARTIES, WAYS, Instalment, Terms, check_terms
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.goals import MOST_GOALS, parse_goal
from coachdesk.domain.inputs.fields import (
    BegunDay,
    Day,
    Line,
    Minutes,
    Name,
    Note,
    Number,
    as_text,
    day,
    listed,
    one_line,
    problem,
    reading_of,
    several,
    told,
)
from coachdesk.domain.inputs.validate import Input
from coachdesk.domain.money import Money, parse_amount, parse_currency, plain_text
from coachdesk.domain.settings import parse_setting
from coachdesk.domain.views.agreements import GoalSnapshot

_YES, _NO = ("yes", "y", "true", "1", "on"), ("no", "n", "false", "0", "off", "")


def _choice(value: Any, choices: tuple[str, ...]) -> str:
    small = as_text(value).strip().lower()
    if small not in choices:
        raise failure("setting.choice", text=small or "nothing", choices=", ".join(choices))
    return small


def _basis(value: Any, _: ValidationInfo) -> str:
    small = as_text(value).strip().lower()
    if small not in BASES:
        raise failure("agreement.basis", text=small or "nothing", choices=", ".join(BASES))
    return small


def read_currency(value: Any, info: ValidationInfo) -> str:
    """A currency as typed; nothing is the one that amounts are read in."""
    text = as_text(value)
    return parse_currency(text) if text.strip() else reading_of(info).currency


def read_amount(value: Any, info: ValidationInfo) -> Money | None:
    """An amount in the currency of the field before it; nothing where none was typed."""
    if value is None or isinstance(value, Money):
        return value
    currency = info.data.get("currency")
    text = as_text(value)
    # a currency that is wrong is already said, and an amount cannot be read without one
    return parse_amount(text, currency) if text.strip() and currency else None


def _instalments(value: Any, info: ValidationInfo) -> tuple[Instalment, ...]:
    given = re.split("[;\n]", value) if isinstance(value, str) else listed(value)
    parts = [part for part in given if isinstance(part, Instalment)]
    currency = info.data.get("currency")
    for line in several([part for part in given if not isinstance(part, Instalment)]) if currency else ():
        # the amount is the last word, the day all before it (`27 jan 600.00`)
        when, _, amount = line.rpartition(" ")
        on = day(when, reading_of(info))
        if on is None:
            raise failure("agreement.instalment-form", text=line)
        parts.append(Instalment(on, parse_amount(amount, str(currency))))
    return tuple(sorted(parts, key=lambda part: part.on))


def _language(value: Any, _: ValidationInfo) -> str:
    text = as_text(value)
    return parse_setting("agreement.language", text) if text.strip() else ""


def _yes(value: Any, _: ValidationInfo) -> bool:
    if isinstance(value, bool):
        return value
    small = as_text(value).strip().lower()
    if small not in (*_YES, *_NO):
        raise failure("setting.choice", text=small, choices="yes, no")
    return small in _YES


class TermsInput(Input):
    """The terms of a version as entered. What is left empty is not settled yet and shows as a gap.

    A fee given as `Money` has its currency; one given as text is in `currency`, or else in the reading's.
    """

    ALIASES: ClassVar[dict[str, str]] = {
        "instalment": "instalments",
        "reply": "reply_minutes",
        "reply_time": "reply_minutes",
    }

    currency: Annotated[str, BeforeValidator(told(read_currency)), Field(validate_default=True)] = ""
    sessions: Number = None
    minutes: Number = None
    fee: Annotated[Money | None, BeforeValidator(told(read_amount))] = None
    basis: Annotated[str, BeforeValidator(told(_basis))] = "package"
    start: BegunDay = None
    end: Day = None
    review: Day = None
    cancel_hours: Number = None
    frequency: Line = ""
    medium: Line = ""
    reply_minutes: Minutes = None
    instalments: Annotated[tuple[Instalment, ...], BeforeValidator(told(_instalments))] = ()
    barter: Annotated[bool, BeforeValidator(told(_yes))] = False
    share_goals: Annotated[bool, BeforeValidator(told(_yes))] = False
    language: Annotated[str, BeforeValidator(told(_language))] = ""

    @model_validator(mode="after")
    def _together(self) -> TermsInput:
        try:
            check_terms(self.terms())
        except CoachdeskError as error:
            raise problem(error) from None
        return self

    def terms(self) -> Terms:
        """The terms themselves."""
        return Terms(**{name: getattr(self, name) for name in Terms.__dataclass_fields__})


def terms_data(terms: Terms) -> dict[str, Any]:
    """The data of a `TermsInput` that gives these terms again: to fill a form, or to amend some of it."""
    data = {name: getattr(terms, name) for name in Terms.__dataclass_fields__}
    if terms.fee:
        data |= {"fee": plain_text(terms.fee), "currency": terms.fee.currency}
    return data


def _goals(value: Any, _: ValidationInfo) -> tuple[GoalSnapshot, ...]:
    given = [value] if isinstance(value, (str, GoalSnapshot)) else listed(value)
    goals = [one if isinstance(one, GoalSnapshot) else parse_goal(one_line(one, 2_000), "") for one in given]
    if len(goals) > MOST_GOALS:
        raise failure("agreement.goal-limit", limit=MOST_GOALS)
    return tuple(dict.fromkeys(goals))


def _fills(value: Any, _: ValidationInfo) -> dict[str, str]:
    if isinstance(value, Mapping):
        return {str(name): as_text(text) for name, text in value.items()}
    fills = {}
    for line in [value] if isinstance(value, str) else listed(value):
        name, equals, text = as_text(line).partition("=")
        if not equals or not re.fullmatch(r"\s*[A-Za-z][A-Za-z0-9_-]*\s*", name):
            raise failure("fill.form", text=as_text(line))
        fills[name.strip()] = text
    return fills


class AgreementInput(Input):
    """A new agreement beside its terms. Fills are checked against the clauses by `ClauseSet.check_fills`."""

    ALIASES: ClassVar[dict[str, str]] = {"goal": "goals", "fill": "fills"}

    title: Name = ""
    goals: Annotated[tuple[GoalSnapshot, ...], BeforeValidator(told(_goals))] = ()
    fills: Annotated[dict[str, str], BeforeValidator(told(_fills))] = {}  # noqa: RUF012 (pydantic copies it)


class SignatureInput(Input):
    """Who signed, as which party, on which day and how."""

    ALIASES: ClassVar[dict[str, str]] = {"as": "party", "by": "by_name", "on": "signed_on"}

    by_name: Name
    signed_on: Day
    how: Annotated[str, BeforeValidator(told(lambda value, _: _choice(value, WAYS)))]
    party: Annotated[str, BeforeValidator(told(lambda value, _: _choice(value, PARTIES)))] = "client"

    @field_validator("by_name")
    @classmethod
    def _named(cls, value: str) -> str:
        if not value:
            raise problem(failure("text.empty"))
        return value

    @field_validator("signed_on")
    @classmethod
    def _dated(cls, value: date | None) -> date:
        if value is None:
            raise problem(failure("text.empty"))
        return value

    @property
    def on(self) -> date:
        """The day of signing."""
        return cast(date, self.signed_on)


class EndInput(Input):
    """The end of an agreement before its time: when, by whom, why (a client needs no reason), and what is given back.

    A refund given as text is in `currency`, or else in the reading's.
    """

    ALIASES: ClassVar[dict[str, str]] = {"on": "ended_on", "by": "ended_by", "why": "end_why"}

    ended_on: Day
    ended_by: Annotated[str, BeforeValidator(told(lambda value, _: _choice(value, PARTIES)))]
    end_why: Note = ""
    currency: Annotated[str, BeforeValidator(told(read_currency)), Field(validate_default=True)] = ""
    refund: Annotated[Money | None, BeforeValidator(told(read_amount))] = None

    @model_validator(mode="after")
    def _whole(self) -> EndInput:
        if self.ended_on is None:
            raise problem(failure("text.empty", where="ended_on"))
        if not self.end_why and self.ended_by != "client":
            raise problem(failure("text.empty", where="end_why"))
        return self
