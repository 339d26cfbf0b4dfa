"""Views of messages: who waits for an answer, since when and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coachdesk.domain.views.tasks import Choice, Owed


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message and its reply clock; instants are UTC. `task_id` is its reply on the one list.

    verdict   early | in time | late once it was acknowledged or answered, else empty
    breach    48 hours went by with neither, and no auto-reply was on
    covered_until  an absence covers it: until then (or until an open end: `covered` alone)
    clock     the state of the clock in words: `aim in 2 h · expected by 18:30`, `covered until Mon 30`
    promise_id  the promise that acknowledging made
    """

    id: str
    short: str
    sender: Owed
    about: str
    how: str
    received: datetime
    aim: datetime
    expected: datetime
    acknowledged: datetime | None
    answered: datetime | None
    verdict: str
    breach: bool
    covered: bool
    covered_until: datetime | None
    clock: str
    task_id: str
    promise_id: str
    is_open: bool
    """Whether they still wait: for an answer, or for what they were promised when it was acknowledged."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What acknowledging made: the promise, and the sentence to send (in their zone and language)."""

    message_id: str
    task_id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CaughtMessage:
    """A line that logs a message (`@amara by phone yesterday 17:00 asks about Friday`) as it was understood, said back
    in words before anything is saved; what `messages.parse_log` answers.

    `received` is UTC; without a time in the line it is now. `problem`, `words` and `choices` are as in `Caught`.
    """

    line: str
    sender: Owed | None
    about: str
    how: str
    received: datetime
    words: tuple[str, ...]
    problem: str
    problem_code: str
    choices: tuple[Choice, ...]
