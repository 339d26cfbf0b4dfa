"""Today: what needs the coach now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One line that is true now: who, what, and where `enter` leads (`client`, `agreement` or empty, and an id)."""

    mark: str
    who: str
    what: str
    leads_to: str
    id: str


@dataclass(frozen=True, slots=True)
class TodaySection:
    """Lines under one heading, most pressing first."""

    title: str
    lines: tuple[TodayLine, ...]


@dataclass(frozen=True, slots=True)
class TodayView:
    """Today as painted: `sentence` answers the screen's question; `now` is UTC, `zone` the coach's.

    `tips` are shown under a demo or an empty desk: the keys to press first.
    """

    now: datetime
    zone: str
    coach: str
    sentence: str
    sections: tuple[TodaySection, ...]
    tips: tuple[tuple[str, str], ...]
