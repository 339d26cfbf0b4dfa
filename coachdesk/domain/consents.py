"""The rules of consents: what a client may allow, and whether it holds on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure

KINDS: dict[str, str] = {
    "name-release": "their name and contact details given to someone, such as a credentialing body",
    "testimonial": "their words shown to others",
    "sponsor-report": "a report on the coaching to whoever pays",
    "hours-log": "name and hours in a log towards a credential",
    "recording": "a session recorded",
    "ai-tools": "tools with artificial intelligence used on what they say",
    "stand-in": "name and number given to who stands in for you",
    "research": "what they said used in research, without their name",
}
"""Each kind, with what it allows."""

IN_FORCE, DECLINED, WITHDRAWN, OVER, REPLACED = "in force", "declined", "withdrawn", "over", "replaced"
STATES = (IN_FORCE, DECLINED, WITHDRAWN, OVER, REPLACED)


@dataclass(frozen=True, slots=True)
class Answer:
    """A client's answer to one kind: `given` or declined on a day. It holds through `until`; not on `withdrawn` any
    more. `created` tells the order of answers of one day."""

    id: str
    kind: str
    given: bool
    on: date
    until: date | None
    withdrawn: date | None
    created: datetime


def known_kind(text: str, where: str = "kind") -> str:
    """The kind itself, case and spaces aside, or `consent.kind`."""
    small = "-".join(text.lower().split())
    if small not in KINDS:
        raise failure("consent.kind", where=where, text=text.strip() or "nothing", choices=", ".join(KINDS))
    return small


def latest(answers: Iterable[Answer], kind: str, day: date) -> Answer | None:
    """The answer of that kind that counts on a day: the last one given by then, whatever was said before it."""
    by_then = [one for one in answers if one.kind == kind and one.on <= day]
    return max(by_then, key=lambda one: (one.on, one.created, one.id), default=None)


def in_force(answers: Iterable[Answer], kind: str, day: date) -> bool:
    """Whether one client's answers allow that kind of use on a day."""
    last = latest(answers, kind, day)
    return last is not None and _holds(last, day)


def state_on(answer: Answer, answers: Iterable[Answer], day: date) -> str:
    """What became of an answer by that day, among all answers of that client; one of `STATES`."""
    last = latest(answers, answer.kind, day)
    if last is not None and last.id != answer.id:
        return REPLACED
    if not answer.given:
        return DECLINED
    if answer.withdrawn is not None and answer.withdrawn <= day:
        return WITHDRAWN
    return IN_FORCE if _holds(answer, day) else OVER


def said(answers: Iterable[Answer], kind: str, day: date) -> str:
    """What a client said to a kind by that day, in words: `never asked`, `declined on 3 November 2026`."""
    last = latest(answers, kind, day)
    if last is None:
        return "never asked"
    if not last.given:
        return f"declined on {day_text(last.on)}"
    if last.withdrawn is not None and last.withdrawn <= day:
        return f"withdrawn on {day_text(last.withdrawn)}"
    if last.until is not None and last.until < day:
        return f"over since {day_text(last.until)}"
    return f"given until {day_text(last.until)}" if last.until is not None else f"given on {day_text(last.on)}"


def check_answer(on: date, until: date | None, today: date) -> None:
    """Raises `consent.future` for an answer that was not given yet, `consent.until` for an end before its beginning."""
    if on > today:
        raise failure("consent.future", where="on", on=day_text(on))
    if until is not None and until < on:
        raise failure("consent.until", where="until", until=day_text(until), on=day_text(on))


def check_words(kind: str, words: str) -> None:
    """Raises `consent.no-words` for a testimonial without the words that may be shown."""
    if kind == "testimonial" and not words:
        raise failure("consent.no-words", where="words")


def check_withdrawal(answer: Answer, answers: Iterable[Answer], on: date, today: date) -> None:
    """Raises a `consent.…` failure where there is nothing to withdraw on that day."""
    if not answer.given:
        raise failure("consent.declined", on=day_text(answer.on))
    if answer.withdrawn is not None:
        raise failure("consent.withdrawn", on=day_text(answer.withdrawn))
    last = latest(answers, answer.kind, today)
    if last is not None and last.id != answer.id:
        raise failure("consent.replaced", on=day_text(last.on), id=last.id)
    if on > today:
        raise failure("consent.future", where="on", on=day_text(on))
    if on < answer.on:
        raise failure("consent.early", where="on", on=day_text(on), given=day_text(answer.on))
    if answer.until is not None and on > answer.until:
        raise failure("consent.over", where="on", until=day_text(answer.until))


def _holds(answer: Answer, day: date) -> bool:
    """Whether it allows anything on that day. A withdrawal counts from its day on, an end only from the day after."""
    return (
        answer.given
        and answer.on <= day
        and (answer.until is None or day <= answer.until)
        and (answer.withdrawn is None or day < answer.withdrawn)
    )
