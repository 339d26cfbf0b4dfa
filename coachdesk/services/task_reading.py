"""Reading the one list: lines as lists show them at this instant, with what warns of them; and the page of a task.

Raw rows only: Today stands on this, so nothing here imports SQLModel.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from coachdesk.domain.errors import failure
from coachdesk.domain.load import Work, mostly_gone
from coachdesk.domain.promises import BROKEN, KINDS, STATES, UNDONE, Standing, not_undone, state_of
from coachdesk.domain.text import fold
from coachdesk.domain.times import to_stamp
from coachdesk.domain.views.task_lines import TaskLine
from coachdesk.services import load
from coachdesk.services.people import Key, People, people
from coachdesk.services.task_rows import REVIEW, Facts, ended_rows, of_ids, open_tasks, with_events

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

AT_ONCE = 200
"""Ended tasks read at a time while looking for those that are wanted."""

REVIEW_AHEAD = timedelta(days=14)
"""So long before its day the time of an agreement's review begins."""

OVER = frozenset({"kept", "late", "released", UNDONE})
"""The states that nothing open is in; a broken promise may still be open."""

SELDOM = frozenset({BROKEN, "released", UNDONE})
"""Ends that are few among many."""


class Frame(NamedTuple):
    """All that lines follow from beside the tasks themselves. Without `known`, the load, nothing warns of them."""

    now: datetime
    people: People
    known: load.Known | None
    dismissed: Collection[str]


def frame(desk: Desk) -> Frame:
    """As it is at this instant. Not to be called inside a transaction."""
    return Frame(desk.clock(), people(desk), load.known(desk), dismissed(desk))


def unwarned(desk: Desk, rows: Sequence[dict[str, Any]]) -> list[TaskLine]:
    """Those rows as lines, in their order, without what warns of them: that follows from everything that is open."""
    known = _without_load(desk)
    return [line_of(one, known) for one in with_events(desk, list(rows))]


def _without_load(desk: Desk) -> Frame:
    return Frame(desk.clock(), people(desk), None, ())


def dismissed(desk: Desk) -> frozenset[str]:
    """The facts whose warnings were dismissed."""
    return desk.cached_for(
        "dismissed", ("dismissal",), lambda: frozenset(row["fact"] for row in desk.rows("dismissal"))
    )


def open_lines(desk: Desk) -> tuple[TaskLine, ...]:
    """Everything still open, by when it is due, what has no date last; kept until the desk changes, or the clock makes
    another of one of them."""
    now = desk.clock()
    held: list[_Read] = desk.cached("open lines", list)
    if not held or not held[0].at <= now <= held[0].until:
        kept = _open_lines(desk)
        held[:] = [_Read(now, _same_until(now, kept), tuple(one.line for one in kept))]
    return held[0].lines


class _Read(NamedTuple):
    """The open lines, the instant at which they were read, and until when they are the same."""

    at: datetime
    until: datetime
    lines: tuple[TaskLine, ...]


def _same_until(now: datetime, kept: Collection[_Kept]) -> datetime:
    """Deadlines pass, three quarters of a time are gone, and the minutes left to work are others with each minute."""
    begun = now.replace(second=0, microsecond=0)
    ends = [begun if begun == now else begun + timedelta(minutes=1)]
    for one in kept:
        if one.line.deadlines and one.line.deadlines[-1] >= now:
            ends.append(one.line.deadlines[-1])
        if one.work is not None and (gone := mostly_gone(one.work)) > now:
            ends.append(gone - timedelta.resolution)
    return min(ends)


def _open_lines(desk: Desk) -> Collection[_Kept]:
    """The lines; those of before are kept where neither the task nor the clock could make another of them."""
    known, before = frame(desk), desk.held("open lines", dict[str, "_Kept"])
    after: dict[str, _Kept] = {}
    for task in open_tasks(desk):
        kept = before.get(task.id)
        if kept is None or not kept.holds(task, known):
            line = line_of(task, known)
            kept = _Kept(task, known.people, known.now, line, _promised(task, line))
        else:
            kept = kept._replace(line=_warned(kept.line, kept.work, known))
        after[task.id] = kept
    before.clear()
    before.update(after)
    return after.values()


class _Kept(NamedTuple):
    """An open task's line, beside all that it was made from; its warning is looked at anew each time."""

    task: Facts
    people: People
    at: datetime
    line: TaskLine
    work: Work | None

    def holds(self, task: Facts, known: Frame) -> bool:
        """Whether the line would be the same now. An open task changes by itself only as its deadline passes."""
        last = self.line.deadlines[-1] if self.line.deadlines else None
        passed = last is not None and (self.at > last) != (known.now > last)
        return self.task is task and self.people is known.people and not passed and self.at <= known.now


def _warned(line: TaskLine, work: Work | None, known: Frame) -> TaskLine:
    """The line with why it should be renegotiated now, if it should."""
    fact, warning = _warning(line, work, known)
    return line if (line.fact, line.warning) == (fact, warning) else replace(line, fact=fact, warning=warning)


def lines(
    desk: Desk,
    *,
    to: Key | None = None,
    kind: str | None = None,
    states: Collection[str] | None = None,
    text: str = "",
    limit: int | None = None,
    after: TaskLine | None = None,
) -> list[TaskLine]:
    """What is still open, by when it is due; or tasks in those states, the open ones first and then the ended ones,
    latest first. At most `limit`, beginning after the last line of the page before (`after`).

    `text` are words that the task or the name of the person holds, case and accents aside.
    Raises `task.kind`, `task.state`.
    """
    _check(kind, states)
    wanted = fold(text).split()
    found: list[TaskLine] = []
    at_once = AT_ONCE if limit is None or wanted else min(AT_ONCE, limit)
    for line in _candidates(desk, to, kind, states, after, at_once):
        if _fits(line, to, kind, states) and _holds(line, wanted):
            found.append(line)
        if limit is not None and len(found) >= limit:
            break  # before the next page is read
    return found if limit is None else found[:limit]


def line(desk: Desk, task_id: str) -> TaskLine:
    """One task as lists show it. Raises `ref.unknown`."""
    return line_of(facts(desk, task_id), frame(desk))


def facts(desk: Desk, task_id: str) -> Facts:
    """One task as it is stored. Raises `ref.unknown`."""
    found = of_ids(desk, [task_id]).get(task_id)
    if found is None:
        raise failure("ref.unknown", ref=task_id, noun="task")
    return found


def standing_of(task: Facts, now: datetime) -> Standing:
    """How a task stands at that instant."""
    return state_of(task.kind, task.events, now, task.expected)


def line_of(task: Facts, known: Frame) -> TaskLine:
    """A task as lists show it."""
    standing = standing_of(task, known.now)
    line = TaskLine(
        id=task.id,
        short=task.id[:6],
        kind=task.kind,
        text=task.text,
        to=known.people.owed(task.to, standing.due or known.now),
        created=task.created,
        due=standing.due,
        state=standing.state,
        deadlines=standing.deadlines,
        asked_to=standing.asked_to,
        whole_day=task.whole_day,
        minutes=task.minutes,
        repeat=task.repeat,
        warning="",
        fact="",
        ended=standing.ended,
        message_id=task.message_id,
        said=_said(task),
    )
    return _warned(line, _promised(task, line), known)


def _said(task: Facts) -> str:
    """Their words to the last deadline that they agreed to."""
    if not any(one.kind == "agreed" for one in task.events):
        return ""
    alive = {one.id for one in not_undone(task.events) if one.kind == "agreed"}
    words = [said for one, said in zip(task.events, task.words, strict=True) if one.id in alive]
    return words[-1] if words else ""


def _promised(task: Facts, line: TaskLine) -> Work | None:
    """What is promised, as work, if it can still be renegotiated: since its deadline was set, until then.

    The review of an agreement was put on the list for months, by signing and not by promising: nobody waits for work on
    it meanwhile, and three quarters of those months would warn for weeks. Its time begins `REVIEW_AHEAD` of its day.
    """
    if task.kind != "promise" or line.ended is not None or line.due is None:
        return None
    set_at = max(
        (one.at for one in task.events if one.deadline == line.due and one.kind in ("made", "asked")),
        default=task.created,
    )
    if task.follows_as == REVIEW:
        set_at = max(set_at, line.due - REVIEW_AHEAD)
    return Work(task.id, set_at, line.due, task.minutes)


def _warning(line: TaskLine, work: Work | None, known: Frame) -> tuple[str, str]:
    """The fact's name and the words; both empty where there is none."""
    if known.known is None or work is None:
        return "", ""
    return known.known.warning(work, asked=line.asked_to is not None, dismissed=known.dismissed) or ("", "")


def _check(kind: str | None, states: Collection[str] | None) -> None:
    if kind is not None and kind not in KINDS:
        raise failure("task.kind", where="kind", text=kind or "nothing", choices=", ".join(KINDS))
    for state in states or ():
        if state not in STATES:
            raise failure("task.state", where="state", text=state or "nothing", choices=", ".join(STATES))


def _candidates(
    desk: Desk,
    to: Key | None,
    kind: str | None,
    states: Collection[str] | None,
    after: TaskLine | None,
    at_once: int,
) -> Iterator[TaskLine]:
    """The open ones, then those ended ones that may be wanted. What is open is looked through only for what it can be:
    to say it anew takes longer than to read a page of what ended."""
    can_be_open = states is None or not OVER.issuperset(states)
    if can_be_open and (after is None or after.is_open):
        place = _place(after) if after is not None else None
        yield from (one for one in open_lines(desk) if place is None or _place(one) > place)
    ended_states = set(states or ()) & {"kept", "late", BROKEN, "released", UNDONE}
    if ended_states:
        begin = after if after is not None and not after.is_open else None
        yield from _ended(desk, to, kind, ended_states, begin, at_once)


def _place(one: TaskLine) -> tuple[bool, datetime, str]:
    return one.due is None, one.due or one.created, one.id


def _ended(
    desk: Desk, to: Key | None, kind: str | None, states: Collection[str], after: TaskLine | None, at_once: int
) -> Iterator[TaskLine]:
    known = _without_load(desk)
    before = (after.ended, after.id) if after is not None and after.ended is not None else None
    while True:
        page = with_events(desk, ended_rows(desk, *_where(to, kind, states, before), at_once))
        yield from (line_of(one, known) for one in page)
        if len(page) < at_once or page[-1].ended is None:
            return
        before = (page[-1].ended, page[-1].id)


def _where(
    to: Key | None, kind: str | None, states: Collection[str], before: tuple[datetime, str] | None
) -> tuple[str, list[Any]]:
    """What narrows the ended ones down by their plain columns. A plus keeps SQLite to the order it is read in; where
    only a few can be meant, those are found first and then put in order."""
    # one that was undone after its deadline stays broken whatever its cache says
    stored = sorted({*states, UNDONE} if BROKEN in states else states)
    plus = "" if SELDOM.issuperset(stored) else "+"
    parts, values = [f"{plus}state IN ({','.join('?' * len(stored))})"], list[Any](stored)
    if to is not None:
        parts.append(f"{'client_id' if to[0] == 'client' else 'contact_id'} = ?")
        values.append(to[1])
    if kind is not None:
        parts.append("+kind = ?")
        values.append(kind)
    if before is not None:
        parts.append("(ended_at, id) < (?, ?)")
        values += [to_stamp(before[0]), before[1]]
    return " AND ".join(parts), values


def _fits(line: TaskLine, to: Key | None, kind: str | None, states: Collection[str] | None) -> bool:
    if to is not None and (line.to is None or (line.to.kind, line.to.id) != to):
        return False
    return (kind is None or line.kind == kind) and (line.is_open if states is None else line.state in states)


def _holds(line: TaskLine, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    folded = fold(f"{line.text} {line.to.title if line.to else ''}")
    return all(word in folded for word in wanted)
