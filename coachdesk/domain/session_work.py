"""The rules of what happens in and after one session: beginning it, silent moments, wrapping up, what is to share.

Instants are aware UTC; `now` is always given. Days are calendar days where the coach is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.sessions import MOST_MINUTES

MOMENTS: dict[str, str] = {
    "mark": "a mark",
    "insight": "an insight",
    "action": "an action",
    "feeling": "a feeling",
    "win": "a win",
    "back": "to come back to",
}
"""Each kind of silent mark, in words."""

NOTE, OBSERVATION, INTERPRETATION, INSIGHT = "note", "observation", "interpretation", "insight"
NOTE_KINDS = (NOTE, OBSERVATION, INTERPRETATION, INSIGHT)
"""What a note of a session is. An interpretation is the coach's own and never leaves."""

ACTION, PROMISE, SHARE, NOTHING = "action", "promise", "share", "nothing"
BECOMES = (*NOTE_KINDS, ACTION, PROMISE, SHARE, NOTHING)
"""What any moment may become at the wrap-up, whatever kind it is of."""

SUGGESTED = {
    "mark": NOTE,
    "insight": INSIGHT,
    "action": ACTION,
    "feeling": OBSERVATION,
    "win": INSIGHT,
    "back": SHARE,
}
"""What a moment of each kind most often becomes."""

ADDED = (*NOTE_KINDS, ACTION, SHARE)
"""What can be added to a session without a moment."""

DONE, PARTLY, NOT, OPEN = "done", "partly", "not", "open"
ACTION_STATES = (OPEN, DONE, PARTLY, NOT)
ASKED, AGREED, DECLINED = "asked", "agreed", "declined"
ANSWERS = (ASKED, AGREED, DECLINED)

EARLY = timedelta(hours=2)
"""How long before its time a session may begin: any earlier it is another time, which moving it says."""
LATE = timedelta(hours=12)
"""How long after its time it may still begin."""
_SECOND = timedelta(seconds=1)


# a session that runs


def is_running(state: str, started: datetime | None) -> bool:
    """Whether it was begun and not ended."""
    return state == "planned" and started is not None


def check_start(state: str, at: datetime, now: datetime, said: str) -> None:
    """Refuses to begin a session that is no longer planned, or far from its time (`said` in words)."""
    if state != "planned":
        raise failure("session.not-planned", state=state)
    if now < at - EARLY:
        raise failure("focus.early", when=said)
    if now > at + LATE:
        raise failure("focus.past", when=said)


def check_running(state: str, started: datetime | None) -> None:
    """Refuses what only a session that runs can have."""
    if not is_running(state, started):
        raise failure("focus.not-running")


def held_minutes(started: datetime, now: datetime, planned: int) -> int:
    """How long it really was. One that nobody ended before it had run longer than any session can is taken for as long
    as planned: it was forgotten, not held."""
    minutes = max(1, round((now - started) / timedelta(minutes=1)))
    return minutes if minutes <= MOST_MINUTES else planned


def moment_at(now: datetime, others: Iterable[datetime]) -> datetime:
    """When a moment was: now, to the second; after the last one where two keys were pressed within a second, so that
    each has its own time."""
    this = now.replace(microsecond=0)
    last = max(others, default=None)
    return this if last is None or last < this else last + _SECOND


# settling and wrapping up


def check_to_be(state: str) -> None:
    """Refuses to settle or note anything for a session that did not take place."""
    if state in ("missed", "cancelled"):
        raise failure("wrap-up.not-held", state=state)


def check_wrap_up(state: str, at: datetime, started: datetime | None, now: datetime, said: str) -> None:
    """Refuses to wrap up what did not take place, or has not begun (`said` is when it begins, in words)."""
    check_to_be(state)
    if state == "planned" and started is None and at > now:
        raise failure("session.not-begun", when=said)


def check_close(waiting: int, wrapped: datetime | None) -> None:
    """Refuses to close a wrap-up while moments wait, or twice."""
    if wrapped is not None:
        raise failure("wrap-up.closed")
    if waiting:
        raise failure("wrap-up.waiting", count="1 moment waits" if waiting == 1 else f"{waiting} moments wait")


def known_moment(kind: str) -> str:
    """The kind itself, or `moment.kind`."""
    if kind not in MOMENTS:
        raise failure("moment.kind", text=kind or "nothing", choices=", ".join(MOMENTS))
    return kind


def known_becoming(became: str, choices: tuple[str, ...] = BECOMES) -> str:
    """What it becomes, or `moment.became`."""
    if became not in choices:
        raise failure("moment.became", where="kind", text=became or "nothing", choices=", ".join(choices))
    return became


# what they said they would do


def known_action_state(state: str) -> str:
    """The state itself, or `action.state`."""
    if state not in ACTION_STATES:
        raise failure("action.state", where="state", text=state or "nothing", choices=", ".join(ACTION_STATES))
    return state


# what is to share


def check_answer(answer: str, told: date | None) -> None:
    """Refuses an answer that is none, and one to what they know already."""
    if answer not in ANSWERS:
        raise failure("share.answer", where="answer", text=answer or "nothing", choices=", ".join(ANSWERS))
    check_untold(told)


def check_untold(told: date | None) -> None:
    """Refuses to change what they were told."""
    if told is not None:
        raise failure("share.told", on=day_text(told))


def check_tell(ask_first: bool, answer: str | None, answered: date | None, told: date | None, on: date) -> None:
    """Refuses to have told what they must be asked about first and did not agree to hear, or know already."""
    check_untold(told)
    if answer == DECLINED:
        raise failure("share.declined")
    if ask_first and answer != AGREED:
        raise failure("share.ask-first")
    if ask_first and answered is not None and on < answered:
        raise failure("share.before-answer", where="on", on=day_text(answered))


def check_day(on: date, today: date) -> None:
    """Refuses a day that is still to come."""
    if on > today:
        raise failure("share.future", where="on", on=day_text(on))
