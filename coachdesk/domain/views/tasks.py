"""Views of the one list: a task as lists show it, its history, a caught line, and the record of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coachdesk.domain.views.task_lines import DayLoad, Owed, TaskLine

__all__ = ["Caught", "Choice", "DayLoad", "Done", "Owed", "Record", "TaskEventLine", "TaskLine", "TaskPage"]


@dataclass(frozen=True, slots=True)
class TaskEventLine:
    """One thing that happened to a task: `said` is all of it in words; `at` when it was recorded (UTC)."""

    id: str
    at: datetime
    kind: str
    said: str
    undone: bool


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A task, whole: its line, what happened to it (oldest first), what it came from and what came of it; whether it is
    due at the end of the coach's day, as the settings have that now."""

    line: TaskLine
    history: tuple[TaskEventLine, ...]
    zone: str
    leads_to: tuple[tuple[str, str, str], ...]
    """Records it belongs to: (kind, id, words), kinds as in `open_record`."""
    ends_my_day: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One completion: what is put in place of the word under the cursor, and how it is told from the others."""

    insert: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Caught:
    """A line as it was understood, said back in words before anything is saved.

    `problem` is why it cannot be saved as it is (one line; empty where it can). `words` are what it will be, a line
    each: what and to whom, when in both clocks, how long; `load` is that of the day.
    """

    line: str
    kind: str
    text: str
    to: Owed | None
    due: datetime | None
    whole_day: bool
    minutes: int | None
    repeat: str
    zone: str
    due_local: str
    due_client: str
    words: tuple[str, ...]
    load: DayLoad | None
    load_words: str
    room: date | None
    room_line: str
    """The same line with the deadline moved to the next day that has room; empty where there is room already."""
    problem: str
    problem_code: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What became of the promises to one person, counted by their ends; replies beside. `words` and `reply_words` say
    it: `kept 18 of 20 · 1 late · 1 broken`."""

    kept: int
    late: int
    broken: int
    renegotiated: int
    released: int
    open: int
    early: int
    in_time: int
    late_replies: int
    words: str
    reply_words: str


@dataclass(frozen=True, slots=True)
class Done:
    """What doing, releasing or renegotiating came to, in words a toast may say; `next_id` is the task that it made."""

    id: str
    words: str
    next_id: str = ""
    sentence: str = ""
    """The sentence to send to them, in their zone."""
