"""The keys of the wrap-up: one letter for each thing that a moment may become, and those that end it."""

from __future__ import annotations

from coachdesk.ui.commands.command import Command, Context, WhyNot, needs_desk, needs_line, needs_words

WHERE = ("wrap_up",)


def _drops(context: Context) -> str | None:
    return needs_desk(context) or (None if "moment" in context.facts else "there is no moment under the cursor")


def _deletes(context: Context) -> str | None:
    return needs_words(context) or (None if "held" in context.facts else "there is nothing to delete under the cursor")


def _closes(context: Context) -> str | None:
    if (reason := needs_desk(context)) is not None:
        return reason
    if "closed" in context.facts:
        return "it is wrapped up already"
    return "moments still wait; x makes nothing of one" if "waiting" in context.facts else None


def _key(
    verb: str, title: str, keys: tuple[str, ...], run: str, help_text: str, why_not: WhyNot, bar: int, short: str,
    argument: str = "",
) -> Command:  # fmt: skip
    return Command(
        id=f"wrap_up.{verb}",
        title=title,
        keys=keys,
        group="Wrap-up",
        where=WHERE,
        help=help_text,
        run=run,
        argument=argument,
        why_not=why_not,
        bar=bar,
        short=short,
    )


def _becomes(became: str, title: str, key: str, what: str) -> Command:
    help_text = f"The moment becomes {what}; on another line one is added without a moment."
    return _key(became, title, (key,), "becomes", help_text, needs_words, 0, "", became)


COMMANDS = (
    _becomes("note", "A note", "n", "a note"),
    _becomes("observation", "An observation", "o", "an observation: what you saw or heard"),
    _becomes("interpretation", "An interpretation", "t", "an interpretation, which stays yours"),
    _becomes("insight", "An insight", "i", "an insight of theirs"),
    _becomes("action", "An action of theirs", "a", "something they will do"),
    _becomes("promise", "A promise of mine", "p", "a promise to them, on the one list"),
    _becomes("share", "Something to share", "s", "something to share, asking first or not"),
    _key("nothing", "Nothing", ("x",), "becomes", "The moment becomes nothing.", _drops, 0, "", "nothing"),
    _key(
        "open", "Change it", ("enter",), "open_line",
        "Change what is under the cursor; on a moment, take what it mostly becomes.", needs_line, 1, "take it",
    ),
    _key(
        "outcome", "What came of it", ("c",), "say_outcome", "Say what came of what was wanted.", needs_words, 2,
        "what came",
    ),
    _key("next", "The next date", ("d",), "plan_next", "Plan the next session with them.", needs_words, 3, "next date"),
    _key(
        "close", "Close the wrap-up", ("C",), "close_wrap_up",
        "Close it: the session counts as held, one less in its agreement.", _closes, 4, "close",
    ),
    _key("follow_up", "Note afterwards", ("F",), "follow_up", "The note to them.", needs_desk, 5, "note to them"),
    _key(
        "delete", "Delete it", ("D",), "delete_here", "Delete what is under the cursor; it asks.", _deletes, 8,
        "delete",
    ),
    _key("undo", "Undo", ("u",), "undo", "Take back the latest change.", needs_desk, 6, "undo"),
    _key("back", "Leave it for now", ("escape",), "back", "Leave; all that was said is kept.", needs_desk, 7, "leaves"),
    _key("help", "Keys of this screen", ("?",), "open_help", "Show every key of this screen.", needs_desk, 81, "keys"),
    _key("down", "Next line", ("down", "j"), "move", "Go to the next line.", needs_desk, 0, "", "down"),
    _key("up", "Previous line", ("up", "k"), "move", "Go to the previous line.", needs_desk, 0, "", "up"),
)  # fmt: skip
