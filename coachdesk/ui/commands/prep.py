"""The keys of prep, and of what a client would do and what is to share, there and on the client's page."""

from __future__ import annotations

from coachdesk.ui.commands.command import Command, Context, WhyNot, needs_desk, needs_line, needs_words, on_key

PREP, HELD = ("prep",), ("prep", "client_held")


def _on(fact: str, what: str) -> WhyNot:
    return lambda context: (
        needs_words(context) or (None if fact in context.facts else f"there is {what} under the cursor")
    )


_action = _on("action", "nothing that they would do")
_held = _on("held", "nothing of theirs and nothing to share")


def _shares(context: Context) -> str | None:
    if (reason := needs_words(context)) is not None:
        return reason
    if "told" in context.facts:
        return "they were told already"
    return None if "share" in context.facts else "there is nothing to share under the cursor"


def _answers(context: Context) -> str | None:
    return _held(context) or ("they were told already" if "told" in context.facts else None)


def _key(
    verb: str, title: str, key: str, run: str, help_text: str, why_not: WhyNot, bar: int, short: str,
    where: tuple[str, ...] = PREP, noun: str = "prep",
) -> Command:  # fmt: skip
    return on_key(f"{noun}.{verb}", title, key, run, help_text, why_not, bar, short, where, group="Preparing a session")


COMMANDS = (
    _key(
        "open", "Open what this line is about", "enter", "open_line",
        "Mend what is missing, say what became of it, rate the goal, or open what this line is about.",
        needs_line, 4, "open",
    ),
    _key(
        "intend", "What I want of myself", "i", "intend", "Your own intention for the session.", needs_words, 8, "mine",
    ),
    _key(
        "export", "Save the card", "X", "save_card", "Write the card to a file of your own, to print.",
        needs_words, 20, "save",
    ),
    _key(
        "done", "They did it", "space", "tick_held", "Tick what they said they would do, or open it again.",
        _action, 1, "did it", HELD, "held",
    ),
    _key(
        "share", "Asked, or told", "s", "answer_held",
        "Say that they were asked whether they want to hear it, what they said, or that they were told.",
        _shares, 1, "asked, told", HELD, "held",
    ),
    _key(
        "new", "Add an action or something to share", "n", "new_held",
        "Add what they will do, or what you hold for them and have not told them.",
        needs_words, 9, "new", HELD, "held",
    ),
    _key(
        "edit", "Change the words", "e", "edit_held", "Other words for what they would do, or for what is to share.",
        _held, 10, "edit", HELD, "held",
    ),
    _key(
        "delete", "Delete it", "D", "delete_held", "Delete what is under the cursor; it asks first.",
        _held, 11, "delete", HELD, "held",
    ),
    _key(
        "open", "What became of it", "enter", "answer_held",
        "Say what became of it (done, partly, not, and what got in the way), or what they said to hearing it.",
        _answers, 2, "what became of it", ("client_held",), "held",
    ),
    Command(
        id="follow_up.copy",
        title="Copy the note",
        keys=("y",),
        group="Note afterwards",
        where=("follow_up",),
        help="Copy the note to the clipboard; the register keeps that it went there.",
        run="copy_note",
        why_not=needs_words,
        bar=1,
        short="copy",
    ),
    Command(
        id="follow_up.edit",
        title="Change the note",
        keys=("e",),
        group="Note afterwards",
        where=("follow_up",),
        help="Change its words; they are kept.",
        run="edit_note",
        why_not=needs_words,
        bar=2,
        short="edit",
    ),
    Command(
        id="follow_up.export",
        title="Save the note",
        keys=("X",),
        group="Note afterwards",
        where=("follow_up",),
        help="Write it to a file; the register keeps that it was handed over.",
        run="save_note",
        why_not=needs_words,
        bar=3,
        short="save",
    ),
    Command(
        id="follow_up.anew",
        title="Write it anew",
        keys=("w",),
        group="Note afterwards",
        where=("follow_up",),
        help="Write it anew from the session, without your changes.",
        run="write_anew",
        why_not=lambda context: needs_desk(context) or (None if "edited" in context.facts else "it was not changed"),
        bar=4,
        short="anew",
    ),
)  # fmt: skip
