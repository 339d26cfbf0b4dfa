"""What can be done with sessions: on the agenda, on a session's page, and on a client's page."""

from __future__ import annotations

from coachdesk.ui.commands.command import Command, Context, WhyNot, needs_desk, needs_line, needs_words, on_key

LISTS = ("sessions", "client_sessions")
EVERYWHERE_OF_THEM = ("sessions", "session", "client_sessions")


def _needs_session(context: Context) -> str | None:
    return needs_desk(context) or ("there is no session under the cursor" if "no-session" in context.facts else None)


def _is_planned(context: Context) -> str | None:
    reason = _needs_session(context)
    for state in ("held", "missed", "cancelled"):
        if reason is None and f"session-{state}" in context.facts:
            return f"it is {state} already; o takes that back"
    return reason


def _has_begun(context: Context) -> str | None:
    ahead = "it has not begun; t moves it, c cancels it"
    return _is_planned(context) or (ahead if "session-ahead" in context.facts else None)


def _is_over(context: Context) -> str | None:
    planned = "it is planned; there is nothing to take back"
    return _needs_session(context) or (planned if "session-planned" in context.facts else None)


def _is_elsewhere(context: Context) -> str | None:
    return needs_desk(context) or ("these are the days around today" if "on-today" in context.facts else None)


def _words_and(check: WhyNot) -> WhyNot:
    return lambda context: check(context) or needs_words(context)


def _command(
    verb: str, title: str, key: str, run: str, help_text: str, why_not: WhyNot, bar: int, short: str,
    where: tuple[str, ...] = EVERYWHERE_OF_THEM,
) -> Command:  # fmt: skip
    return on_key(f"sessions.{verb}", title, key, run, help_text, why_not, bar, short, where, group="Sessions")


COMMANDS = (
    _command(
        "open", "Open a session", "enter", "open_session", "Open the page of the session under the cursor.",
        _needs_session, 1, "open", LISTS,
    ),
    _command(
        "new", "Plan a session", "n", "new_session",
        "Plan a session or a series; what speaks against a time is said, and stops nothing.",
        needs_words, 2, "new", ("client", *EVERYWHERE_OF_THEM),
    ),
    _command(
        "done", "It was held", "space", "hold_session", "Say that the session took place, and how long it was.",
        _has_begun, 3, "held",
    ),
    _command(
        "miss", "It was missed", "M", "miss_session",
        "Say that somebody did not come; whether it is charged follows the signed terms, and you may let it go.",
        _words_and(_has_begun), 4, "missed",
    ),
    _command(
        "move", "Another time", "t", "move_session", "Give a planned session another time.",
        _words_and(_is_planned), 5, "other time",
    ),
    _command(
        "cancel", "Cancel a session", "c", "cancel_session",
        "Cancel a planned session: by whom and why; a late one is charged if the signed terms say so.",
        _words_and(_is_planned), 6, "cancel",
    ),
    _command(
        "reopen", "Open it again", "o", "reopen_session",
        "Take back that the session was held, missed or cancelled: it is planned again.",
        _is_over, 7, "open again",
    ),
    _command(
        "edit", "Edit a session", "e", "edit_session", "Change its length, its kind, its agreement, where you meet.",
        _words_and(_needs_session), 8, "edit",
    ),
    _command(
        "days", "Day or week", "w", "day_or_week", "Show one day, or the week around it.", needs_desk, 9, "day or week",
        ("sessions",),
    ),
    _command(
        "today", "Back to today", "b", "today", "Show the days around today again; left and right turn to others.",
        _is_elsewhere, 10, "today", ("sessions",),
    ),
    _command(
        "zones", "What time it is for everyone", "z", "everyones_time",
        "List everyone you work with and what time it is there now.", needs_desk, 11, "their time", ("sessions",),
    ),
    Command(
        id="session.open",
        title="Open what this line is about",
        keys=("enter",),
        group="Sessions",
        where=("session",),
        help="Open the client, or what the line is about: the agreement, what was settled, the wrap-up.",
        run="open_line",
        why_not=needs_line,
        bar=1,
        short="open client",
    ),
    Command(
        id="session.copy",
        title="Copy this line",
        keys=("y",),
        group="Sessions",
        where=("session",),
        help="Copy the words of this line, such as the link, to the clipboard.",
        run="copy_line",
        why_not=_words_and(needs_line),
        bar=9,
        short="copy",
    ),
)  # fmt: skip
