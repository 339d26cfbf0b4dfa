"""What is entered of a session: a new one or a series, a change, and what became of it."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, model_validator

from coachdesk.domain import sessions as rules
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.inputs.fields import Line, Zone, as_text, one_line, problem, told
from coachdesk.domain.inputs.validate import Input
from coachdesk.domain.times import parse_duration

_SCHEME = re.compile(r"([a-z][a-z0-9+-]*):(?![0-9])(\s*)", re.IGNORECASE)
_RUNS = frozenset(("javascript", "vbscript", "data", "file"))
_SAFE = frozenset(
    ("https", "http", "tel", "sip", "sips", "mailto", "xmpp", "skype", "facetime", "msteams", "zoommtg", "webex")
)
"""How the address of a conversation may begin; a link of any other kind could run something when it is opened."""


def parse_minutes(text: str, least: int, code: str) -> int:
    """A length of a session: `60`, `45m`, `1h30`."""
    bare = text.strip()
    is_number = bare.isascii() and bare.lstrip("-").isdigit() and len(bare) <= 6
    found = int(bare) if is_number else parse_duration(bare)
    if not least <= found <= rules.MOST_MINUTES:
        raise failure(code, found=found, least=least, most=rules.MOST_MINUTES)
    return found


def _minutes(value: Any, least: int = rules.LEAST_MINUTES, code: str = "session.minutes") -> int | None:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else as_text(value)
    return parse_minutes(text, least, code) if text.strip() else None


def _link(value: Any) -> str:
    text = one_line(value)
    scheme = _SCHEME.match(text)
    if scheme and (scheme[1].lower() in _RUNS or not (scheme[2] or scheme[1].lower() in _SAFE)):
        raise failure("session.link", scheme=scheme[1])  # a word and a blank, as in `Zoom: 555`, is no address
    return text


def _one_of(value: Any, known: tuple[str, ...], code: str) -> str:
    small = as_text(value).strip().lower()
    if small and small not in known:
        raise failure(code, text=small, choices=", ".join(known))
    return small


def _times(value: Any) -> int | str | None:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else as_text(value)
    bare = text.strip().lower()
    if not bare or bare == rules.TO_THE_END:
        return bare or None
    if not (bare.isascii() and bare.lstrip("-").isdigit() and len(bare) <= 9):
        raise failure("input.wrong", why="a whole number is expected here, or `end`")
    if not 1 <= int(bare) <= rules.MOST_TIMES:
        raise failure("session.times", found=int(bare), most=rules.MOST_TIMES)
    return int(bare)


def _charge(value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    text = as_text(value).strip().lower()
    if text not in ("", "yes", "no"):
        raise failure("session.charge", text=text)
    return text == "yes" if text else None


Minutes = Annotated[int | None, BeforeValidator(told(lambda value, _: _minutes(value)))]
Link = Annotated[str, BeforeValidator(told(lambda value, _: _link(value)))]
Kind = Annotated[str, BeforeValidator(told(lambda value, _: _one_of(value, rules.KINDS, "session.kind")))]
Every = Annotated[str, BeforeValidator(told(lambda value, _: _one_of(value, tuple(rules.EVERY), "session.every")))]
Keep = Annotated[str, BeforeValidator(told(lambda value, _: _one_of(value, rules.KEEPS, "session.keep")))]
Times = Annotated[int | str | None, BeforeValidator(told(lambda value, _: _times(value)))]
Party = Annotated[str, BeforeValidator(told(lambda value, _: _one_of(value, rules.PARTIES, "session.by")))]
Charge = Annotated[bool | None, BeforeValidator(told(lambda value, _: _charge(value)))]


class _Fields(Input):
    """What a session has beside its time."""

    minutes: Minutes = None
    kind: Kind = ""
    agreement: Line = ""
    medium: Line = ""
    link: Link = ""
    fallback: Line = ""


class SessionInput(_Fields):
    """A session to be planned. `at` is as typed, read in `zone` (else on the coach's clock); `agreement` is an id.

    A series comes `every` week or fortnight, so many `times` (or `end`: as long as the agreement goes), and keeps the
    local hour of the coach or the client.
    """

    at: Line
    zone: Zone = ""
    every: Every = ""
    times: Times = None
    keep: Keep = ""

    @model_validator(mode="after")
    def _together(self) -> SessionInput:
        try:
            if not self.at:
                raise failure("session.when", where="at")
            if self.every and self.times is None:
                raise failure("session.times-missing", where="times")
            if self.times is not None and not self.every:
                raise failure("session.times-alone", where="every", found=self.times)
        except CoachdeskError as error:
            raise problem(error) from None
        return self


class SessionChange(_Fields):
    """Changes of a session: `changes()` is what was given. Its time changes by moving it."""


class MoveInput(Input):
    """Another time for a session: when, as typed (read in `zone`, else on the coach's clock), and who asked for it."""

    to: Line
    by: Party = "coach"
    zone: Zone = ""

    @model_validator(mode="after")
    def _to_somewhere(self) -> MoveInput:
        if not self.to:
            raise problem(failure("session.when", where="to"))
        return self


class EndingInput(Input):
    """Who missed or cancelled a session, why, and whether it is charged (nothing: as the terms say)."""

    ALIASES: ClassVar[dict[str, str]] = {"said": "why"}

    by: Party
    why: Line = ""
    charge: Charge = None

    @model_validator(mode="after")
    def _by_somebody(self) -> EndingInput:
        if not self.by:
            raise problem(failure("session.by", where="by", text="nobody"))
        return self


class CancelInput(EndingInput):
    """A cancellation, which needs a word why. `at` is when it was said, as typed; nothing for now."""

    at: Line = ""

    @model_validator(mode="after")
    def _with_a_reason(self) -> CancelInput:
        if not self.why:
            raise problem(failure("session.why", where="why"))
        return self


class HeldInput(Input):
    """How long a session really was; nothing for as long as planned."""

    minutes: Annotated[
        int | None, BeforeValidator(told(lambda value, _: _minutes(value, 1, "session.held-minutes")))
    ] = None
