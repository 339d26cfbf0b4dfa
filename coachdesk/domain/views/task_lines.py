"""A task as lists show it, to whom it is owed, and the load of a day: alone, since Today waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple


class Owed(NamedTuple):
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


class DayLoad(NamedTuple):
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
