"""What can be done with the hour of a session, wherever one is in sight: prepare, begin, wrap up, the note after it."""

from __future__ import annotations

from coachdesk.ui.commands.command import Command, Context, WhyNot, needs_desk, needs_words

PLACES = ("today", "sessions", "session", "client_sessions")
CLIENT = ("client", "client_agreements", "client_tasks", "client_goals", "client_held", "client_history")


def _needs_session(context: Context) -> str | None:
    none = "there is no session here"
    return needs_desk(context) or (none if "no-session" in context.facts else None)


def _is_planned(context: Context) -> str | None:
    reason = _needs_session(context)
    for state in ("held", "missed", "cancelled"):
        if reason is None and f"session-{state}" in context.facts:
            return f"it is {state} already"
    return reason


def _begins(context: Context) -> str | None:
    return _is_planned(context)


def _settles(context: Context) -> str | None:
    if (reason := _needs_session(context) or needs_words(context)) is not None:
        return reason
    gone = next((state for state in ("missed", "cancelled") if f"session-{state}" in context.facts), "")
    return f"it was {gone}: there is nothing to settle" if gone else None


def _wraps_up(context: Context) -> str | None:
    if (reason := _needs_session(context)) is not None:
        return reason
    for state in ("missed", "cancelled"):
        if f"session-{state}" in context.facts:
            return f"it was {state}: there is nothing to wrap up"
    return "it has not begun" if {"session-ahead", "session-running"} & context.facts == {"session-ahead"} else None


def _follows_up(context: Context) -> str | None:
    return _wraps_up(context) or (None if "session-held" in context.facts else "it is wrapped up first: W")


def runs_late(context: Context) -> str | None:
    """Only around its time, and before it began."""
    if (reason := _is_planned(context)) is not None:
        return reason
    if "session-running" in context.facts:
        return "it has begun"
    return None if "session-near" in context.facts else "only from an hour before it begins"


def _hour(
    verb: str, title: str, key: str, run: str, help_text: str, why_not: WhyNot, bar: int, short: str,
    where: tuple[str, ...] = PLACES,
) -> Command:  # fmt: skip
    return Command(
        id=f"hour.{verb}",
        title=title,
        keys=(key,),
        group="The hour of a session",
        where=where,
        help=help_text,
        run=run,
        why_not=why_not,
        bar=bar,
        short=short,
    )


COMMANDS = (
    _hour(
        "prep", "Prepare a session", "p", "prepare",
        "All there is to know before a session on one screen; on a client's page before their next.",
        _is_planned, 2, "prepare", (*PLACES, *CLIENT),
    ),
    _hour(
        "focus", "Begin a session", "f", "begin_focus",
        "Focus: it begins now, on a nearly empty screen; one that runs goes on. The desk does not lock by itself while"
        " focus is in sight.",
        _begins, 3, "begin", (*PLACES, "prep"),
    ),
    _hour(
        "agree", "Settle what it is about", "T", "agree_session",
        "The session agreement: six short fields that client and coach settle at the start; the topic alone will do.",
        _settles, 5, "topic", (*PLACES, "prep"),
    ),
    _hour(
        "wrap_up", "Wrap a session up", "W", "wrap_up",
        "Make something of each moment of a session, say what came of it, and count it.", _wraps_up, 12, "wrap up",
    ),
    _hour(
        "follow_up", "Note afterwards", "F", "follow_up",
        "The note to them after a session: to read, change, copy or save.", _follows_up, 13, "note to them",
    ),
    _hour(
        "late", "I run late", "O", "run_late",
        "Copy the sentence that says that you begin some minutes late, on their clock.",
        lambda context: runs_late(context) or needs_words(context), 14, "running late", (*PLACES, "prep"),
    ),
)  # fmt: skip
