"""The keys of focus. They are all there is while it is on, beside lock and privacy: a session is no time for others."""

from __future__ import annotations

from coachdesk.ui.commands.command import Command, Context, WhyNot, always, on_key

WHERE = ("focus",)


def _settles(context: Context) -> str | None:
    return None if "unsettled" in context.facts else "it is settled, or the first minutes are over"


def _key(
    verb: str, title: str, key: str, run: str, help_text: str, bar: int, short: str = "", *, argument: str = "",
    why_not: WhyNot = always,
) -> Command:  # fmt: skip
    return on_key(f"focus.{verb}", title, key, run, help_text, why_not, bar, short, WHERE, argument, "Focus")


def _moment(kind: str, title: str, key: str, bar: int, short: str, what: str) -> Command:
    help_text = f"Drop a silent moment: {what}. Nothing is asked; the wrap-up makes something of it."
    return _key(f"drop_{kind}", title, key, "drop", help_text, bar, short, argument=kind)


COMMANDS = (
    _moment("mark", "A mark", "space", 1, "mark", "something was"),
    _moment("insight", "An insight", "i", 2, "insight", "they saw something"),
    _moment("action", "An action", "a", 3, "action", "something to be done"),
    _moment("feeling", "A feeling", "h", 4, "feeling", "something moved them"),
    _moment("win", "A win", "w", 5, "win", "something went well"),
    _moment("back", "To come back to", "b", 6, "come back", "to come back to"),
    _key("take_back", "Take the last moment back", "z", "take_back", "Take the last moment back.", 7, "take back"),
    _key(
        "agree", "What it is about", "T", "settle",
        "In the first minutes, settle what it is about in one line, where that was not done before.",
        8, "what it is about", why_not=_settles,
    ),
    _key(
        "where", "Where they are", "!", "show_where",
        "Show where the client is and their emergency contact, and nothing else; once more shows the session again.",
        9, "where they are",
    ),
    _key(
        "leave", "End or leave the session", "escape", "leave_session",
        "End the session and wrap it up, go on with it, or leave the screen while it runs on. While it is in sight the"
        " desk does not lock by itself.",
        10, "over",
    ),
)  # fmt: skip
