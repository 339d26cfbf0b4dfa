"""Reading messages: who waits for an answer, since when and until when, and how it came out.

Raw rows only: Today stands on this, so nothing here imports SQLModel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coachdesk.domain import replies
from coachdesk.domain.absences import Away, auto_reply_spans
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.load import Hours
from coachdesk.domain.promises import KEPT, LATE, RELEASED, UNDONE, Standing, not_undone, state_words
from coachdesk.domain.spans import near_clock
from coachdesk.domain.times import from_stamp
from coachdesk.domain.views.messages import MessageView
from coachdesk.services.absence_rows import absences, away_at, returns
from coachdesk.services.people import People, people
from coachdesk.services.refs import Candidate, resolve
from coachdesk.services.task_reading import standing_of
from coachdesk.services.task_rows import CHUNK, Facts, key_of, with_events
from coachdesk.store.among import among

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Row = dict[str, Any]

ACKNOWLEDGED = "acknowledged"

WAITING = (
    "WHERE id IN (SELECT message_id FROM task WHERE ended_at IS NULL AND message_id IS NOT NULL"
    " AND (kind = 'reply' OR follows_as IN ('acknowledged', 'anew')))"
)
"""Messages that may not be answered yet: their reply is open, or a promise that came of it."""


def lines(desk: Desk, open_only: bool = False) -> list[MessageView]:
    """Messages, those that wait for an answer first, by when it is expected; then the others, the newest first.

    A message that was logged by mistake, and undone, is not among them.
    """
    rows = desk.rows("message", WAITING if open_only else "")
    found = [one for one, undone in _views(desk, rows) if not undone]
    waiting = sorted((one for one in found if one.is_open), key=lambda one: (one.expected, one.id))
    if open_only:
        return waiting
    over = (one for one in found if not one.is_open)
    return waiting + sorted(over, key=lambda one: (one.received, one.id), reverse=True)


def view(desk: Desk, message_id: str) -> MessageView:
    """One message, also one that was undone. Raises `ref.unknown`."""
    for one, _ in _views(desk, desk.rows("message", "WHERE id = ?", (message_id,))):
        return one
    raise failure("ref.unknown", ref=message_id, noun="message")


def find(desk: Desk, ref: str) -> str:
    """The id of the message that `ref` means: its own id or that of its reply, its sender or a part of what it is
    about, the beginning of its id; those that wait for an answer first. Raises `ref.…`."""
    waiting = lines(desk, open_only=True)
    by_reply = {one.task_id: one.id for one in waiting}
    if ref.strip() in by_reply:
        return by_reply[ref.strip()]
    try:
        return resolve(ref, _candidates(desk, waiting), "message")
    except CoachdeskError as refused:
        if refused.code != "ref.unknown":
            raise
    return resolve(ref, _candidates(desk, lines(desk)), "message")


def _candidates(desk: Desk, among: Iterable[MessageView]) -> list[Candidate]:
    everyone = people(desk)
    found = []
    for one in among:
        sender = everyone.get((one.sender.kind, one.sender.id))
        names = (one.about, *(sender.names if sender else ()))
        found.append(Candidate(one.id, f"{one.sender.title}: {one.about}", tuple(name for name in names if name)))
    return found


@dataclass(frozen=True, slots=True)
class _Frame:
    """All that a message's clock follows from beside the message itself."""

    now: datetime
    people: People
    away: Away | None
    back: datetime | None
    auto_replies: Sequence[tuple[datetime, datetime | None]]
    zone: str


def _views(desk: Desk, rows: list[Row]) -> list[tuple[MessageView, bool]]:
    """The messages as views, and whether each was undone; one whose reply cannot be read is left out."""
    tasks = _tasks(desk, [row["id"] for row in rows])
    aways, now = absences(desk), desk.clock()
    away, settings = away_at(aways, now), desk.settings()
    back = returns(away, Hours.of(settings)) if away is not None else None
    frame = _Frame(now, people(desk), away, back, auto_reply_spans(aways), settings.zone)
    found = (_view(row, tasks.get(row["id"], []), frame) for row in rows)
    return [one for one in found if one is not None]


def _view(row: Row, tasks: list[Facts], frame: _Frame) -> tuple[MessageView, bool] | None:
    now = frame.now
    reply = next((one for one in tasks if one.kind == "reply"), None)
    sender = frame.people.owed(key_of(row), now)
    if reply is None or sender is None:
        return None
    standing = standing_of(reply, now)
    received, aim, expected = (from_stamp(row[name]) for name in ("received_at", "aim_at", "expected_at"))
    acknowledged = _acknowledged(reply)
    chain = _promises_of(reply, tasks)
    last = standing_of(chain[-1], now) if chain else standing
    first = standing.ended
    covering = frame.away if first is None else None
    breach = replies.breach(received, first, now, frame.auto_replies)
    until = frame.back if covering is not None else None
    view = MessageView(
        id=row["id"],
        short=row["id"][:6],
        sender=sender,
        about=row["about"],
        how=row["how"],
        received=received,
        aim=aim,
        expected=expected,
        acknowledged=acknowledged,
        answered=last.ended if last.state in (KEPT, LATE) and (chain or acknowledged is None) else None,
        verdict=standing.verdict,
        breach=breach,
        covered=covering is not None,
        covered_until=until,
        clock=_ended_words(standing, last, bool(chain), now, frame.zone)
        or replies.clock_words(
            received, aim, expected, now, frame.zone,
            is_breach=breach, covered=covering is not None, covered_until=until,
            late_before=covering is not None and covering.came_too_late(expected),
        ),
        task_id=reply.id,
        promise_id=chain[-1].id if chain else "",
        is_open=last.ended is None,
    )  # fmt: skip
    return view, standing.state == UNDONE


def _ended_words(reply: Standing, last: Standing, acknowledged: bool, now: datetime, zone: str) -> str:
    """How it came out, once they had a word: `answered early`, `acknowledged in time · they hear more by 18:30`."""
    if reply.ended is None:
        return ""
    if reply.verdict and acknowledged and last.ended is None and last.due is not None:
        passed = "were to hear more by" if now > last.due else "hear more by"
        return f"acknowledged {reply.verdict} · they {passed} {near_clock(last.due, now, zone)}"
    if acknowledged and reply.verdict and last.state == RELEASED:
        return f"acknowledged {reply.verdict} · they let you off"
    if reply.state == RELEASED:
        return state_words("reply", RELEASED)
    return f"answered {reply.verdict}" if reply.verdict else reply.state


def _tasks(desk: Desk, message_ids: list[str]) -> Mapping[str, list[Facts]]:
    """The reply of each message, and what followed from it."""
    found: dict[str, list[Facts]] = {}
    for start in range(0, len(message_ids), CHUNK):
        part = message_ids[start : start + CHUNK]
        rows = desk.rows("task", f"WHERE message_id IN {among(part)}", part)
        for one in with_events(desk, rows):
            found.setdefault(one.message_id, []).append(one)
    return found


def _acknowledged(reply: Facts) -> datetime | None:
    """When they were told that they will hear more."""
    alive = not_undone(reply.events)
    return next((one.at for one in alive if one.kind == ACKNOWLEDGED), None)


def _promises_of(reply: Facts, tasks: Iterable[Facts]) -> list[Facts]:
    """The promise that acknowledging made, and those that were promised anew in its place; not one that was undone."""
    chain: list[Facts] = []
    by_former = {
        one.follows_id: one
        for one in tasks
        if one.follows_as in (ACKNOWLEDGED, "anew") and any(event.kind == "made" for event in not_undone(one.events))
    }
    following = by_former.get(reply.id)
    while following is not None and following not in chain:
        chain.append(following)
        following = by_former.get(following.id)
    return chain
