"""Views of the one list: a task as lists show it, its history, a caught line, and the record of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """To whom something is owed: a client or a contact. `title` tells namesakes apart; `zone` is where they are now."""

    kind: str
    id: str
    title: str
    zone: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One line of the one list, as it stands at the instant it was read. Instants are UTC.

    kind       promise | own | reply
    due        the last deadline agreed in time (of a reply: its aim); nothing for an own task without a date
    state      open | asked | renegotiated (still open) | kept | late | broken | released | undone
    deadlines  every deadline it had that was agreed, oldest first (of a reply: when an answer is expected)
    asked_to   the new deadline that was asked for and not answered yet
    whole_day  a day alone was given: the time of day is the coach's end of day
    warning    why it should be renegotiated now, in words; empty while there is no reason or it was dismissed
    fact       names that warning, so that it can be dismissed once
    ended      when it was done, released or ended otherwise
    said       what they said when they last agreed to another deadline
    """

    id: str
    short: str
    kind: str
    text: str
    to: Owed | None
    created: datetime
    due: datetime | None
    state: str
    deadlines: tuple[datetime, ...]
    asked_to: datetime | None
    whole_day: bool
    minutes: int | None
    repeat: str
    warning: str
    fact: str
    ended: datetime | None
    message_id: str = ""
    said: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done (a broken one does)."""
        return self.ended is None

    @property
    def to_client(self) -> str:
        """The id of the client it is owed to, or nothing."""
        return self.to.id if self.to is not None and self.to.kind == "client" else ""


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
    """A task, whole: its line, what happened to it (oldest first), what it came from and what came of it."""

    line: TaskLine
    history: tuple[TaskEventLine, ...]
    zone: str
    leads_to: tuple[tuple[str, str, str], ...]
    """Records it belongs to: (kind, id, words), kinds as in `open_record`."""


@dataclass(frozen=True, slots=True)
class DayLoad:
    """One working day of the coach: minutes of work there are, and what lies on them. `off` says why there are none."""

    day: date
    work_minutes: int
    session_minutes: int
    task_minutes: int
    sessions: int
    tasks: int
    off: str = ""

    @property
    def planned(self) -> int:
        """Minutes taken."""
        return self.session_minutes + self.task_minutes

    @property
    def left(self) -> int:
        """Minutes free; never below nothing."""
        return max(0, self.work_minutes - self.planned)


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
