"""What can be done on the Ledger."""

from __future__ import annotations

from coachdesk.ui.commands.command import Command, Context, WhyNot, needs_desk, needs_line, needs_words

PEOPLE = frozenset({"log", "off", "open"})


def _past(context: Context) -> str | None:
    reason = needs_line(context) or needs_words(context)
    return reason or (None if "past" in context.facts else "there are no past hours under the cursor")


def _opens(context: Context) -> str | None:
    if (reason := needs_line(context)) is not None:
        return reason
    if context.facts & {"way", "renewal", "money"}:
        return "it is told beside the line"
    return None if "client" in context.facts else needs_words(context)


def _person(context: Context) -> str | None:
    reason = needs_line(context)
    return reason or (None if context.facts & PEOPLE else "there is nobody of the log under the cursor")


def _client(context: Context) -> str | None:
    return _person(context) or (None if "client" in context.facts else "they are no client of this desk")


def _exports(context: Context) -> str | None:
    return needs_desk(context) or (None if "listed" in context.facts else "nobody agreed to be listed yet")


def _command(
    verb: str, title: str, key: str, bar: int, run: str, help_text: str, why_not: WhyNot, short: str
) -> Command:
    return Command(
        id=f"ledger.{verb}",
        title=title,
        keys=(key,),
        group="The Ledger",
        where=("ledger",),
        help=help_text,
        run=run,
        why_not=why_not,
        bar=bar,
        short=short,
    )


COMMANDS = (
    _command(
        "open", "Open it", "enter", 1, "open_line",
        "Open the client, the past hours or what was learnt under the cursor.", _opens, "open",
    ),
    _command(
        "credential", "Another credential", "v", 2, "next_credential",
        "Show the way to the next credential: ACC, PCC, MCC.", needs_desk, "another credential",
    ),
    _command(
        "consent", "What they said to being listed", "c", 3, "enter_consent",
        "Enter that they agreed to be listed or declined, or see a question to send them.", _person, "consent",
    ),
    _command(
        "new", "Hours from before this desk", "n", 4, "new_past",
        "Enter hours with somebody from before this desk.", needs_words, "past hours",
    ),
    _command(
        "import", "Import a log of hours", "i", 5, "import_past",
        "Import past hours from a CSV file: it is shown what is in it before anything is.", needs_words, "import",
    ),
    _command(
        "learnt", "What you learnt", "t", 6, "new_learning",
        "Enter education, mentor coaching or supervision with its hours.", needs_words, "learning",
    ),
    _command(
        "export", "Hand the log over", "X", 7, "hand_over",
        "Write the log of hours as PDF, CSV or JSON; each who is named is a line in the register.", _exports,
        "hand over",
    ),
    _command(
        "edit", "Change past hours", "e", 8, "edit_past", "Change the past hours under the cursor.", _past, "change",
    ),
    _command(
        "delete", "Take past hours away", "D", 9, "remove_past",
        "Take the past hours under the cursor away; it asks, and undo brings them back.", _past, "take away",
    ),
    _command(
        "group", "Coached as a group", "w", 0, "set_group",
        "Say how many people were coached together with the client under the cursor.", _client, "group",
    ),
)  # fmt: skip
