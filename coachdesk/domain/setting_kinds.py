"""The kinds of setting: how each is read from what a person types, stored as text, and shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import NamedTuple

from coachdesk.domain import logos
from coachdesk.domain.days import WEEKDAYS, weekday_number
from coachdesk.domain.errors import failure
from coachdesk.domain.money import parse_currency
from coachdesk.domain.text import clean
from coachdesk.domain.times import clock_text, duration_text, parse_clock, parse_duration
from coachdesk.domain.zones import parse_zone

Parse = Callable[[str, str, tuple[str, ...], int], str]

_SHORT = tuple(name[:3].lower() for name in WEEKDAYS)
_RANGE = re.compile(r"\s*(?:-|–|\.\.|\bto\b)\s*")
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*(?:\.\.|–|\bto\b)\s*(\d{4}-\d{2}-\d{2}))?", re.ASCII)


class Kind(NamedTuple):
    """How one kind of setting is read (text, key, choices, limit → stored) and shown (stored → text)."""

    parse: Parse
    show: Callable[[str], str]


def weekdays_of(stored: str) -> frozenset[int]:
    """The days (0 for Monday) of the stored form `mon,tue`."""
    return frozenset(_SHORT.index(word) for word in stored.split(",") if word)


def time_of(stored: str) -> time:
    """The time of day of the stored form `09:00`."""
    return time.fromisoformat(stored)


def span_of(stored: str) -> tuple[tuple[date, date], ...]:
    """The spans of the stored form `2027-12-24..2027-12-31,2028-03-03`, both ends included."""
    spans = [part.split("..") for part in stored.split(",") if part]
    return tuple((date.fromisoformat(ends[0]), date.fromisoformat(ends[-1])) for ends in spans)


def weekdays_words(days: frozenset[int]) -> str:
    """Days as a client reads them: `Monday to Friday`, `Monday, Wednesday and Thursday`."""
    ordered = sorted(days)
    names = [WEEKDAYS[day] for day in ordered]
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{names[0]} to {names[-1]}"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "no day"


def _text(text: str, key: str, choices: tuple[str, ...], limit: int) -> str:
    return clean(text, limit, key)


def _zone(text: str, key: str, choices: tuple[str, ...], limit: int) -> str:
    return parse_zone(text, key) if text.strip() else ""


def _currency(text: str, key: str, choices: tuple[str, ...], limit: int) -> str:
    return parse_currency(text, key) if text.strip() else ""


def _choice(text: str, key: str, choices: tuple[str, ...], limit: int) -> str:
    for choice in choices:
        if choice.casefold() == text.strip().casefold():
            return choice
    raise failure("setting.choice", where=key, text=text.strip() or "nothing", choices=", ".join(choices))


def _edition(text: str, key: str, choices: tuple[str, ...], limit: int) -> str:
    # whether there is such an edition is known where its file can be looked for
    return clean(text, 20, key).lower()


def _time(text: str, key: str, choices: tuple[str, ...], limit: int) -> str:
    bare = text.strip()
    # a setting is asked for as a time of day: an hour alone can mean nothing else here
    whole = f"{bare}:00" if re.fullmatch("[0-9]{1,2}", bare) else text
    return clock_text(parse_clock(whole, key))


def _duration(text: str, key: str, choices: tuple[str, ...], limit: int) -> str:
    return str(parse_duration(text, key))


def _idle(text: str, key: str, choices: tuple[str, ...], limit: int) -> str:
    small = text.strip().lower()
    if small in ("off", "never", "0"):
        return "0"
    seconds = re.fullmatch(r"([0-9]{1,5})\s*s(?:ec|econds?)?", small)
    return seconds[1] if seconds and int(seconds[1]) else str(parse_duration(text, key) * 60)


def _hours(text: str, key: str, choices: tuple[str, ...], limit: int) -> str:
    found = re.fullmatch(r"([0-9]{1,4})\s*h?", text.strip().lower())
    if not found or int(found[1]) > 720:
        raise failure("setting.number", where=key, text=text.strip() or "nothing", least=0, most=720)
    return str(int(found[1]))


def _weekdays(text: str, key: str, choices: tuple[str, ...], limit: int) -> str:
    days: set[int] = set()
    for part in re.split(r"[,;\s]+(?!-|–|to\b)", re.sub(r"\s*(-|–|\bto\b)\s*", "-", text.strip().lower())):
        ends = [weekday_number(word) for word in _RANGE.split(part)] if part else []
        if not ends or len(ends) > 2 or any(end is None for end in ends):
            raise failure("setting.workdays", where=key, text=text.strip() or "nothing")
        first, last = ends[0] or 0, ends[-1] or 0
        # fri-mon goes over the end of the week
        days.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return ",".join(_SHORT[day] for day in sorted(days))


def _spans(text: str, key: str, choices: tuple[str, ...], limit: int) -> str:
    spans: set[tuple[date, date]] = set()
    for part in (part.strip() for part in re.split("[,;\n]", clean(text, limit, key))):
        found = _SPAN.fullmatch(part)
        try:
            ends = [date.fromisoformat(end) for end in found.groups() if end] if found else []
        except ValueError:
            ends = []
        if part and (not ends or ends[-1] < ends[0]):
            raise failure("setting.days-off", where=key, text=part)
        if part:
            spans.add((ends[0], ends[-1]))
    return ",".join(first.isoformat() if first == last else f"{first}..{last}" for first, last in sorted(spans))


def _picture(text: str, key: str, choices: tuple[str, ...], limit: int) -> str:
    # the file was read and cleaned by then: a rule reads no file
    return logos.check_stored(text)


def _as_stored(stored: str) -> str:
    return stored


def _show_weekdays(stored: str) -> str:
    return ", ".join(stored.split(","))


def _show_duration(stored: str) -> str:
    return duration_text(int(stored))


def _show_idle(stored: str) -> str:
    seconds = int(stored)
    return "off" if not seconds else f"{seconds}s" if seconds % 60 else duration_text(seconds // 60)


def _show_spans(stored: str) -> str:
    return stored.replace(",", ", ")


KINDS: dict[str, Kind] = {
    "text": Kind(_text, _as_stored),
    "zone": Kind(_zone, _as_stored),
    "currency": Kind(_currency, _as_stored),
    "choice": Kind(_choice, _as_stored),
    "edition": Kind(_edition, _as_stored),
    "time": Kind(_time, _as_stored),
    "duration": Kind(_duration, _show_duration),
    "idle": Kind(_idle, _show_idle),
    "hours": Kind(_hours, _as_stored),
    "weekdays": Kind(_weekdays, _show_weekdays),
    "picture": Kind(_picture, logos.shown),
    "spans": Kind(_spans, _show_spans),
}
