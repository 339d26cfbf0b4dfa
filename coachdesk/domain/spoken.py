"""How texts that go to people speak: their language, how German addresses them, and days and clocks in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from coachdesk.domain.days import MONTHS, WEEKDAYS
from coachdesk.domain.text import fold
from coachdesk.domain.times import city_of, clock_text, local
from coachdesk.domain.whens import which_of_two

ENGLISH, GERMAN = "en", "de"

_GERMAN_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_TWICE = {
    ENGLISH: {"first": ", before the clocks go back", "second": ", after the clocks go back"},
    GERMAN: {"first": ", vor der Zeitumstellung", "second": ", nach der Zeitumstellung"},
}
"""Which of two equal times it is, where clocks show it twice."""


class Listener(NamedTuple):
    """Whom a text is for: what they are called, their zone (empty where it is not known), the coach's zone, and the
    language as the client's page has it (`German`, `Deutsch, du`; whatever is not German is written to in English)."""

    called: str
    zone: str
    home: str
    language: str = ""

    @property
    def tag(self) -> str:
        """`en` or `de`."""
        return language_of(self.language)

    @property
    def is_close(self) -> bool:
        """Whether German says `du` to them: only where their page says so."""
        return "du" in _words(self.language)


def language_of(text: str) -> str:
    """The language, of those that texts are written in, for what a client's page says of theirs: `en` or `de`."""
    first = _words(text)[:1]
    return GERMAN if first and first[0] in ("de", "german", "deutsch") else ENGLISH


def day_words(day: date, tag: str) -> str:
    """A day as one would say it: `Friday 27 November`, `Freitag, 27. November`."""
    if tag == GERMAN:
        return f"{_GERMAN_DAYS[day.weekday()]}, {day.day}. {_GERMAN_MONTHS[day.month - 1]}"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def moment_words(instant: datetime, to: Listener) -> str:
    """An instant on their clock: `Fri 27 Nov 17:00 your time (Lagos)`. Where they share the coach's clock or none is
    known for them, on the coach's, which is named: `Fri 27 Nov 17:00 (Sofia time)`."""
    return f"{_day_of(instant, to)} {time_words(instant, to)}" if to.tag == ENGLISH else _german(instant, to)


def time_words(instant: datetime, to: Listener) -> str:
    """The same without the day: `17:00 your time (Lagos)`, `17:00 Uhr Ihrer Zeit (Lagos)`."""
    zone = to.zone or to.home
    at, city = clock_text(local(instant, zone)), city_of(zone)
    twice = _TWICE[to.tag].get(which_of_two(instant, zone), "")
    if zone == to.home:
        return f"{at} ({city} time{twice})" if to.tag == ENGLISH else f"{at} Uhr (Zeit in {city}{twice})"
    if to.tag == ENGLISH:
        return f"{at} your time ({city}{twice})"
    return f"{at} Uhr {'deiner' if to.is_close else 'Ihrer'} Zeit ({city}{twice})"


def listed(parts: Sequence[str], tag: str) -> str:
    """`A, B and C` in that language."""
    joint = "und" if tag == GERMAN else "and"
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {joint} {parts[-1]}" if parts else ""


def _day_of(instant: datetime, to: Listener) -> str:
    there = local(instant, to.zone or to.home)
    return f"{WEEKDAYS[there.weekday()][:3]} {there.day} {MONTHS[there.month - 1][:3]}"


def _german(instant: datetime, to: Listener) -> str:
    return f"{day_words(local(instant, to.zone or to.home).date(), GERMAN)}, {time_words(instant, to)}"


def _words(text: str) -> list[str]:
    return fold("".join(c if c.isalpha() else " " for c in text)).split()
