"""Today: what needs the coach now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from coachdesk.domain.views.session_lines import SessionLine
from coachdesk.domain.views.task_lines import DayLoad, TaskLine

SEPARATOR = " · "


class TodayLine(NamedTuple):
    """One line that is true now: who, what, and where `enter` leads (`client`, `agreement` or empty, and an id)."""

    mark: str
    who: str
    what: str
    leads_to: str
    id: str


class TodaySection(NamedTuple):
    """Lines under one heading, most pressing first."""

    title: str
    lines: tuple[TodayLine, ...]


class TodaySession(NamedTuple):
    """A session of today. `there` is its time on their clock, in words: `10:00 in Lagos`.

    `said` is what became of it, what it lacks first, or `ready`; `ready` whether it may begin as it is, `over` whether
    it is over or was marked.
    """

    line: SessionLine
    there: str
    said: str
    ready: bool
    over: bool


class TodayOwed(NamedTuple):
    """A promise, an own task or a reply that is due today or was before. `clock` is when, on the coach's clock, `there`
    on theirs where that differs; `said` how it stands in words, with the time left; `expected` when an answer to a
    message is expected at last."""

    task: TaskLine
    clock: str
    there: str
    said: str
    past_half: bool
    expected: datetime | None
    breach: bool


class TodayWarning(NamedTuple):
    """Something true now that is worth a look. `key` is the key that deals with it and `does` what that does; `enter`
    leads to `leads_to` and `id` (`plan` plans a session with that client, `mark` asks what became of that session).
    `fact` names it, so that it can be dismissed once; `task` is the task it is about."""

    fact: str
    who: str
    what: str
    key: str
    does: str
    leads_to: str
    id: str
    task: TaskLine | None = None


def fitted(parts: Sequence[str], cells: int) -> str:
    """As many parts, in their order, as so many cells hold; then how many more kinds of things there are."""
    if len(whole := SEPARATOR.join(parts)) <= cells:
        return whole
    for count in range(len(parts) - 1, 0, -1):
        more = len(parts) - count
        said = SEPARATOR.join([*parts[:count], f"{more} more kind{'s' * (more > 1)} below"])
        if len(said) <= cells:
            return said
    return parts[0]


@dataclass(frozen=True, slots=True)
class TodayView:
    """Today as painted: `sentence` answers the screen's question; `now` is UTC, `zone` the coach's, `day` theirs.

    `parts` is all that the sentence could say, most pressing first; `sentence` is as much of it as 80 columns hold.
    `review` is the line about the day's review, from the end of the day until it is done. `older` counts what is owed
    since long and is left to the list of tasks. `tips` are shown under a demo or an empty desk: the first keys.
    """

    now: datetime
    zone: str
    day: date
    coach: str
    parts: tuple[str, ...]
    sentence: str
    review: str
    sessions: tuple[TodaySession, ...]
    owed: tuple[TodayOwed, ...]
    older: int
    warnings: tuple[TodayWarning, ...]
    sections: tuple[TodaySection, ...]
    week: tuple[DayLoad, ...]
    load: str
    tips: tuple[tuple[str, str], ...]
