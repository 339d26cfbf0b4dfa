"""What is said of tasks: how one that was done came out, and each thing that happened to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from coachdesk.domain.promises import LATE, RELEASED, Event, Standing, state_words
from coachdesk.domain.spans import hours_words, whole_minutes
from coachdesk.domain.times import both, clock, from_stamp


def done_words(kind: str, standing: Standing, when: datetime) -> str:
    """Whether it was in time: `done, 2 h before its deadline`, `done late, by 1 day`."""
    verb = "answered" if kind == "reply" else "done"
    until = standing.deadlines[-1] if standing.deadlines else None
    if until is None:
        return verb
    if standing.state == LATE:
        return f"{verb} late, by {length_words(when - until)}"
    name = "it was expected" if kind == "reply" else "its deadline"
    early = "early, " if kind == "reply" and standing.verdict == "early" else ""
    if until - when < timedelta(minutes=1):
        return f"{verb}, right {'when' if kind == 'reply' else 'at'} {name}"
    return f"{verb}{' ' if early else ', '}{early}{length_words(until - when)} before {name}"


def released_words(kind: str, *, was_broken: bool, repeats: bool) -> str:
    """What came of letting one go: `released; it stays counted as broken`, `let go; it no longer repeats`."""
    said = state_words(kind, RELEASED)
    if was_broken:
        said += "; it stays counted as broken"
    return f"{said}; it no longer repeats" if repeats else said


def length_words(length: timedelta) -> str:
    """A length of time to the day, from one day on: `25 min`, `2 h 10`, `1 day`, `12 days`."""
    if length.days:
        return "1 day" if length.days == 1 else f"{length.days} days"
    minutes = whole_minutes(length)
    return hours_words(minutes) if minutes else "less than a minute"


def event_words(kind: str, event: Event, words: str, home: str, theirs: str, taken_back: str) -> str:
    """One thing that happened to a task of that kind; `words` is why or what they said, `taken_back` what an `undone`
    took back. Instants are on the coach's clock and on theirs."""
    at = both(event.deadline, home, theirs) if event.deadline else ""
    if event.kind == "done":
        really = event.done_at or event.at
        later = event.at - really >= timedelta(minutes=1)
        return f"really {_did(kind)} {clock(really, home)}, recorded later" if later else _did(kind)
    if event.kind == "undone":
        return f"undone: {taken_back}" if taken_back else "undone"
    return _with(_said(kind, event.kind, at), words)


OF_TASKS = frozenset({"task", "task_event", "message", "dismissal"})
"""Tables of the one list, whose rows the history of a client tells in words of their own."""


def task_change(table: str, before: Mapping[str, Any], after: Mapping[str, Any], zone: str, kind: str) -> list[str]:
    """How a row of the one list changed, from its stored forms: which task it is, and what happened to it. `kind` is
    the task's own."""
    if table == "task" and after:
        named = [f"“{after['text']}”"]
        if before and before["text"] != after["text"]:
            named = [f"“{before['text']}” → “{after['text']}”"]
        old, new = before.get("minutes"), after.get("minutes")
        changed = before and old != new
        return named + ([f"about {hours_words(new)}" if new else "without an estimate"] if changed else [])
    if table == "task_event" and after and after["kind"] not in ("made", "undone"):
        deadline, done_at = (from_stamp(after[name]) if after.get(name) else None for name in ("deadline", "done_at"))
        event = Event(after["id"], after["number"], from_stamp(after["at"]), after["kind"], deadline, done_at)
        return [event_words(kind, event, after["words"], zone, "", "")]
    return []


def _did(kind: str) -> str:
    return "answered" if kind == "reply" else "done"


def _said(kind: str, event: str, at: str) -> str:
    made = {"promise": "promised", "reply": "it waits for an answer"}.get(kind, "put on the list")
    released = "they let you off" if kind == "promise" else state_words(kind, RELEASED)
    known = {
        "made": f"{made}, {'aim' if kind == 'reply' else 'due'} {at}" if at else made,
        "asked": f"asked for {at}",
        "agreed": "they said yes",
        "declined": "they said no",
        "moved": f"moved to {at}",
        "released": released,
        "anew": f"broken, and promised anew for {at}",
        "acknowledged": f"acknowledged: they hear more by {at}",
        "left-open": "left open",
        "reopened": "opened again",
    }
    return known.get(event, event)


def _with(what: str, words: str) -> str:
    return f"{what}: “{words}”" if words else what
