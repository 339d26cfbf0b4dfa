"""What can be done with consents and with the register of disclosures."""

from __future__ import annotations

from functools import partial

from coachdesk.ui.commands.clients import PAGE, needs_line_and_words
from coachdesk.ui.commands.command import EVERYWHERE, Context, needs_desk, needs_line, needs_words, on_key

_OF_CLIENT = (*PAGE, "client_tasks", "client_held")


def _can_withdraw(context: Context) -> str | None:
    if (reason := needs_line_and_words(context)) is not None:
        return reason
    return None if "in force" in context.facts else "nothing is in force here, so there is nothing to take back"


_key = partial(on_key, group="Consents")

COMMANDS = (
    _key(
        "client.consents", "Consents", "C", "open_consents", "What this client allowed, declined or took back.",
        needs_desk, 30, "consents", _OF_CLIENT, group="A client",
    ),
    _key(
        "client.disclosures", "What went to whom", "H", "open_disclosures",
        "All that ever left about this client: to whom, when, on which ground.", needs_desk, 31, "what went out",
        _OF_CLIENT, group="A client",
    ),
    _key(
        "consents.go", "Consents of everybody", "", "open_page", "What each client allowed, declined or took back.",
        needs_desk, 0, "", (EVERYWHERE,), "consents",
    ),
    _key(
        "disclosures.go", "What went to whom, of everybody", "", "open_page",
        "The register of disclosures: all that ever left, to whom, and on which ground.", needs_desk, 0, "",
        (EVERYWHERE,), "disclosures", group="Disclosures",
    ),
    _key(
        "consents.new", "They allow it", "n", "give", "Enter a yes: to what, from when, until when, in which words.",
        needs_line_and_words, 1, "they allow it",
    ),
    _key(
        "consents.decline", "They decline it", "d", "decline", "Enter a no: it is an answer too, and it counts.",
        needs_line_and_words, 2, "they decline",
    ),
    _key(
        "consents.withdraw", "They take it back", "w", "withdraw", "Enter that a yes does not hold from a day on.",
        _can_withdraw, 3, "they take it back",
    ),
    _key(
        "consents.open", "Open whose it is", "enter", "open_line",
        "Open all consents of the client under the cursor, or on those the client's page.", needs_line, 4, "open",
    ),
    _key(
        "disclosures.open", "Read all of it", "enter", "open_line",
        "Show all that is kept of it: to whom, on which ground, why, which file.", needs_line_and_words, 1, "read",
        group="Disclosures",
    ),
    _key(
        "disclosures.new", "Enter what was told", "n", "tell_by_hand",
        "Enter what was told of a client by word of mouth, and on which ground: law, harm, supervision, consent.",
        needs_words, 2, "enter what was told", group="Disclosures",
    ),
)  # fmt: skip
