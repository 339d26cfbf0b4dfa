"""What can be done on the Ledger."""

from __future__ import annotations

from functools import partial

from coachdesk.ui.commands.command import Context, needs_desk, needs_line, needs_words, on_key

PEOPLE = frozenset({"log", "off", "open"})


def _past(context: Context) -> str | None:
    reason = needs_line(context) or needs_words(context)
    return reason or (None if "past" in context.facts else "there are no past hours under the cursor")


def _opens(context: Context) -> str | None:
    if (reason := needs_line(context)) is not None:
        return reason
    if context.facts & {"way", "renewal"}:
        return "it is told beside the line"
    return None if context.facts & {"client", "money"} else needs_words(context)


def _person(context: Context) -> str | None:
    reason = needs_line(context)
    return reason or (None if context.facts & PEOPLE else "there is nobody of the log under the cursor")


def _client(context: Context) -> str | None:
    return _person(context) or (None if "client" in context.facts else "they are no client of this desk")


def _exports(context: Context) -> str | None:
    return needs_desk(context) or (None if "listed" in context.facts else "nobody agreed to be listed yet")


_key = partial(on_key, group="The Ledger")

COMMANDS = (
    _key(
        "ledger.open", "Open it", "enter", "open_line",
        "Open the client, the past hours or what was learnt under the cursor.", _opens, 1, "open",
    ),
    _key(
        "ledger.credential", "Another credential", "v", "next_credential",
        "Show the way to the next credential: ACC, PCC, MCC.", needs_desk, 2, "another credential",
    ),
    _key(
        "ledger.owed", "Who owes what", "$", "open_owed",
        "List who owes what and since when, and whom you owe: credits, money paid ahead, sessions not used.",
        needs_desk, 2, "who owes what",
    ),
    _key(
        "owed.open", "Their money", "enter", "open_line", "Open the money of the client under the cursor.",
        needs_line, 1, "their money",
    ),
    _key(
        "ledger.consent", "What they said to being listed", "c", "enter_consent",
        "Enter that they agreed to be listed or declined, or see a question to send them.", _person, 3, "consent",
    ),
    _key(
        "ledger.new", "Hours from before this desk", "n", "new_past",
        "Enter hours with somebody from before this desk.", needs_words, 4, "past hours",
    ),
    _key(
        "ledger.import", "Import a log of hours", "i", "import_past",
        "Import past hours from a CSV file: it is shown what is in it before anything is.", needs_words, 5, "import",
    ),
    _key(
        "ledger.learnt", "What you learnt", "t", "new_learning",
        "Enter education, mentor coaching or supervision with its hours.", needs_words, 6, "learning",
    ),
    _key(
        "ledger.export", "Hand the log over", "X", "hand_over",
        "Write the log of hours as PDF, CSV or JSON; each who is named is a line in the register.", _exports, 7,
        "hand over",
    ),
    _key(
        "ledger.edit", "Change past hours", "e", "edit_past", "Change the past hours under the cursor.", _past, 8,
        "change",
    ),
    _key(
        "ledger.delete", "Take past hours away", "D", "remove_past",
        "Take the past hours under the cursor away; it asks, and undo brings them back.", _past, 9, "take away",
    ),
    _key(
        "ledger.group", "Coached as a group", "w", "set_group",
        "Say how many people were coached together with the client under the cursor.", _client, 0, "group",
    ),
)  # fmt: skip
