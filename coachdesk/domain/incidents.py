"""The rules of incidents: what is offered, what the client chooses of it, and what it takes to close one.

A choice is one among at least two: what was offered after it asks the question anew. A closed incident is never
reopened; what comes after it is another one.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure

GIVING = "making it good"
"""What an incident waits for once the client chose."""
OPEN, CHOSEN, CLOSED = "open", "chosen", "closed"
LEAST = 2
"""So many ways to make it good are offered before an incident can be closed."""
MOST = 20
"""More ways than that are not an offer any more."""


def check_day(on: date, today: date) -> None:
    """Raises `day.future`."""
    if on > today:
        raise failure("day.future", where="on", on=day_text(on))


def check_live(state: str, closed_on: date | None) -> None:
    """That it may still change. Raises `incident.closed`."""
    if state == CLOSED:
        raise failure("incident.closed", on=day_text(closed_on) if closed_on is not None else "an earlier day")


def check_offer(text: str, offered: Collection[str]) -> None:
    """Raises `incident.same`, `incident.many`."""
    if text in offered:
        raise failure("incident.same", where="text", text=text)
    if len(offered) >= MOST:
        raise failure("incident.many", where="text", most=MOST)


def check_choice(number: int, offered: int) -> None:
    """That this option was offered, counted from 1. Raises `incident.no-options`, `incident.option`."""
    if not offered:
        raise failure("incident.no-options", where="option")
    if not 1 <= number <= offered:
        raise failure("incident.option", where="option", number=number, last=offered)


def check_close(state: str, offered: int) -> None:
    """Raises `incident.few-options`, `incident.not-chosen`."""
    if offered < LEAST:
        raise failure("incident.few-options", offered=offered, missing=LEAST - offered, least=LEAST)
    if state != CHOSEN:
        raise failure("incident.not-chosen")


def waits_for(state: str, offered: int) -> str:
    """What comes next with it, in words; nothing where it is closed."""
    if state == CLOSED:
        return ""
    if offered < LEAST:
        return "two options to offer" if not offered else "a second option to offer"
    return "their choice" if state == OPEN else GIVING
