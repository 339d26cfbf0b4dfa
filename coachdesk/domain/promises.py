"""What became of a task: one pure function of its history and the clock, the record of a person, and the groups of the
one list.

A history is append-only. An `undone` event takes back the one it names (another `undone` too), and stays. Today stands
on this module: it must import nothing that is slow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from coachdesk.domain import replies
from coachdesk.domain.times import local

if TYPE_CHECKING:
    from coachdesk.domain.views.tasks import Record

KINDS = ("promise", "own", "reply")
OPEN, ASKED, RENEGOTIATED = "open", "asked", "renegotiated"
KEPT, LATE, BROKEN, RELEASED, UNDONE = "kept", "late", "broken", "released", "undone"
STATES = (OPEN, ASKED, RENEGOTIATED, KEPT, LATE, BROKEN, RELEASED, UNDONE)

_LET_GO = {"own": "let go", "reply": "closed without an answer"}

NO_DATE = "waiting on no one"
ENDED = "ended"
GROUPS = (BROKEN, "today", "tomorrow", "this week", "later", NO_DATE, ENDED)
"""The groups of the one list, in the order of its screen."""

BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
"""An instant at which no deadline has passed."""


class Event(NamedTuple):
    """One thing that happened to a task; the fields of table `task_event` that its state follows from (instants UTC).

    `agreed` and `declined` name the ask that they answer, `undone` the event that it takes back. A yes that came with
    the question is an `asked` and an `agreed` at one instant.
    """

    id: str
    number: int
    at: datetime
    kind: str
    deadline: datetime | None = None
    done_at: datetime | None = None
    of_id: str | None = None


class Standing(NamedTuple):
    """How a task stands at an instant.

    state         open | asked | renegotiated (still open) | kept | late | broken | released | undone
    due           the last deadline that was agreed in time; of a reply its aim
    deadlines     every deadline that was agreed, oldest first; of a reply when an answer is expected
    asked_to      the deadline that was asked for in time and not answered yet, also once the old one has passed, and
                  of one that was done after it
    asked_id      the event of that ask, which an answer names
    ended         when it ended (a broken one that still waits to be done has not)
    renegotiated  how often a new deadline was agreed in time
    was_broken    whether it counts as broken: it is, or it was when they let the coach off
    verdict       of a reply: early | in time | late, once they had a word
    """

    state: str
    due: datetime | None = None
    deadlines: tuple[datetime, ...] = ()
    asked_to: datetime | None = None
    asked_id: str = ""
    ended: datetime | None = None
    renegotiated: int = 0
    was_broken: bool = False
    verdict: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done; a broken one does until it ends."""
        return self.ended is None


def state_of(kind: str, events: Iterable[Event], now: datetime, expected: datetime | None = None) -> Standing:
    """How a task of that kind stands at that instant. Never fails, whatever the history.

    A reply's `made` has its aim as deadline; `expected` is when an answer is expected.
    """
    history = sorted(events, key=lambda event: event.number)
    if not any(event.kind == "undone" for event in history):
        return _standing(kind, history, now, expected)
    alive = not_undone(history)
    made = next((event for event in history if event.kind == "made"), None)
    if made is None:
        return _standing(kind, alive, now, expected)
    unmade = next((event for event in alive if event.kind == "undone" and event.of_id == made.id), None)
    if unmade is None:
        return _standing(kind, alive, now, expected)
    # What it was at that instant is settled: nobody gets rid of a broken promise by taking it back.
    before = [event for event in history if event.number < unmade.number]
    then = _standing(kind, not_undone(before), unmade.at, expected)
    known_late = kind == "reply" and expected is not None and made.at > expected
    if then.state == LATE or (then.was_broken and not known_late):
        state = LATE if then.state == LATE else BROKEN
        said = replies.LATE if kind == "reply" else ""
        return Standing(
            state, then.due, then.deadlines, None, "", then.ended or unmade.at, then.renegotiated, state == BROKEN, said
        )
    return Standing(UNDONE, then.due, then.deadlines, ended=unmade.at)


def cached(kind: str, events: Iterable[Event], expected: datetime | None = None) -> Standing:
    """How it stands by its history alone, whatever the clock says: what table `task` keeps of it, to be queried by.

    A promise whose deadline has passed is still open here; one that ended is as `state_of` has it at any later time.
    """
    return state_of(kind, events, BEFORE_ALL, expected)


def not_undone(history: Sequence[Event]) -> list[Event]:
    """The events that exist: those that no later `undone` names, unless that was undone itself."""
    gone: set[str] = set()
    alive = []
    for event in reversed(history):
        if event.id in gone:
            continue
        alive.append(event)
        if event.kind == "undone" and event.of_id:
            gone.add(event.of_id)
    return alive[::-1]


def _standing(kind: str, alive: Sequence[Event], now: datetime, expected: datetime | None) -> Standing:
    """How it stands by the events that exist."""
    if kind == "reply":
        return _reply(alive, now, expected)
    end = _end(alive)
    deadlines, pending = _deadlines(kind, alive, end)
    due = deadlines[-1] if deadlines else None
    moved = len(deadlines) - 1 if deadlines else 0
    state, ended, was_broken = _outcome(end, due, now)
    if state == OPEN and pending is not None:
        state = ASKED
    elif state == OPEN and moved:
        state = RENEGOTIATED
    # one that was done late meanwhile may still turn out to be kept, by a yes to what was asked in time
    waits = pending if ended is None or state == LATE else None
    return Standing(
        state,
        due,
        deadlines,
        waits.deadline if waits else None,
        waits.id if waits else "",
        ended,
        moved,
        was_broken,
    )


def _end(alive: Sequence[Event]) -> Event | None:
    """The event that ended it: the first that nothing opened again."""
    end: Event | None = None
    for event in alive:
        if end is None and event.kind in ("done", "released", "anew", "acknowledged"):
            end = event
        elif end is not None and end.kind == "done" and event.kind == "reopened":
            end = None
    return end


def _deadlines(kind: str, alive: Sequence[Event], end: Event | None) -> tuple[tuple[datetime, ...], Event | None]:
    """Every deadline that was agreed, and the ask that waits for an answer.

    A yes counts from the asking, so asks are taken in the order of asking, each with the answer that it got later. A
    yes after the end counts where it was done meanwhile: they had been asked in time.
    """
    last = end.number if end is not None and end.kind != "done" else None
    answers: dict[str, str] = {}
    for event in alive:
        if event.kind in ("agreed", "declined") and event.of_id and (last is None or event.number < last):
            answers.setdefault(event.of_id, event.kind)
    deadlines: list[datetime] = []
    pending: Event | None = None
    for event in alive:
        if end is not None and event.number >= end.number:
            break
        new = event.deadline
        if new is None:
            continue
        if (event.kind == "made" and not deadlines) or (event.kind == "moved" and kind == "own"):
            deadlines.append(new)
        elif event.kind == "asked" and kind == "promise" and deadlines and event.at < deadlines[-1] < new:
            answer = answers.get(event.id)
            # asking again takes the place of the question before it
            pending = event if answer is None else None
            if answer == "agreed":
                deadlines.append(new)
    return tuple(deadlines), pending


def _outcome(end: Event | None, due: datetime | None, now: datetime) -> tuple[str, datetime | None, bool]:
    """State, when it ended, and whether it counts as broken, by the last deadline that was agreed in time."""
    if end is None:
        broken = due is not None and now > due
        return (BROKEN if broken else OPEN), None, broken
    if end.kind == "anew":
        return BROKEN, end.at, True
    if end.kind == "released":
        return RELEASED, end.at, due is not None and end.at > due
    done = end.done_at or end.at
    return (KEPT if due is None or done <= due else LATE), done, False


def _reply(alive: Sequence[Event], now: datetime, expected: datetime | None) -> Standing:
    """A reply is measured by when an answer is expected; its aim is what the list shows it by."""
    made = next((event for event in alive if event.kind == "made"), None)
    aim = made.deadline if made else None
    until = expected or aim
    end = _end(alive)
    state, ended, was_broken = _outcome(end, until, now)
    first = ended if end is not None and end.kind in ("done", "acknowledged") else None
    said = replies.verdict(aim, until, answered=first) if aim and until else ""
    return Standing(state, aim, (until,) if until else (), ended=ended, was_broken=was_broken, verdict=said)


def record(standings: Iterable[tuple[str, Standing]]) -> Record:
    """What became of everything owed to one person, from (kind, how it stands) of each; in numbers and in words."""
    from coachdesk.domain.views.tasks import Record  # the first screen stands on this module and shows no record

    everything = list(standings)
    promises = [one for kind, one in everything if kind == "promise"]
    answers = [one.verdict for kind, one in everything if kind == "reply" and one.verdict]
    kept = sum(one.state == KEPT for one in promises)
    late = sum(one.state == LATE for one in promises)
    broken = sum(one.was_broken for one in promises)
    moved = sum(one.renegotiated > 0 for one in promises)
    early, in_time = answers.count(replies.EARLY), answers.count(replies.IN_TIME)
    return Record(
        kept=kept,
        late=late,
        broken=broken,
        renegotiated=moved,
        released=sum(one.state == RELEASED for one in promises),
        open=sum(one.ended is None for one in promises),
        early=early,
        in_time=in_time,
        late_replies=answers.count(replies.LATE),
        words=_record_words(kept, late, broken, moved, any(one.state != UNDONE for one in promises)),
        reply_words=f"replies {early + in_time} of {len(answers)} in time" if answers else "no reply yet",
    )


def _record_words(kept: int, late: int, broken: int, renegotiated: int, any_promise: bool) -> str:
    ends = kept + late + broken
    nothing = "no promise has ended yet" if any_promise else "nothing promised yet"
    parts = [
        f"kept {kept} of {ends}" if ends else nothing,
        f"{late} late" if late else "",
        f"{broken} broken" if broken else "",
        f"{renegotiated} renegotiated in time" if renegotiated else "",
    ]
    return " · ".join(part for part in parts if part)


def group_of(state: str, due: datetime | None, is_open: bool, today: date, zone: str) -> str:
    """The group of the one list that a task stands in, by the coach's calendar in that zone, where it is `today`; weeks
    begin on Monday.

    What was due earlier today, and a reply whose aim has passed, stand under today.
    """
    if not is_open:
        return ENDED
    if state == BROKEN:
        return BROKEN
    if due is None:
        return NO_DATE
    day = local(due, zone).date()
    if day <= today:
        return "today"
    if day == today + timedelta(days=1):
        return "tomorrow"
    return "this week" if day <= today + timedelta(days=6 - today.weekday()) else "later"


def state_words(kind: str, state: str) -> str:
    """A state as it is called for that kind of task: nobody releases a coach from a task of their own."""
    return _LET_GO.get(kind, state) if state == RELEASED else state


def had_its_word(events: Sequence[Event], since: datetime, now: datetime) -> bool:
    """Whether something was said about an open task since the day began, so that the day's review passes it by.

    It was left open with a word why, or another deadline was asked for: one that they declined, or that they agreed to
    and that has passed again, is no word any more.
    """
    if all(event.at < since for event in events):
        return False
    alive = not_undone(events)
    answers = {event.of_id: event.kind for event in alive if event.kind in ("agreed", "declined")}
    for event in alive:
        if event.at < since:
            continue
        answer = answers.get(event.id)
        passed = answer == "agreed" and event.deadline is not None and event.deadline < now
        if event.kind == "left-open" or (event.kind == "asked" and answer != "declined" and not passed):
            return True
    return False


def due_by_today(due: datetime | None, is_open: bool, now: datetime, zone: str) -> bool:
    """Whether it belongs to the review of today: still open, and due on this day of the coach's calendar or before."""
    return is_open and due is not None and local(due, zone).date() <= local(now, zone).date()
