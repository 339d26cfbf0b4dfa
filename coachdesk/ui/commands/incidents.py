"""What can be done with incidents: what went wrong in the service, and how it is made good."""

from __future__ import annotations

from functools import partial

from coachdesk.ui.commands.clients import PAGE, needs_line_and_words
from coachdesk.ui.commands.command import EVERYWHERE, Context, needs_desk, needs_line, needs_words, on_key

_OF_CLIENT = (*PAGE, "client_tasks", "client_held")


def _live(context: Context) -> str | None:
    if (reason := needs_line_and_words(context)) is not None:
        return reason
    return "it is closed; n writes down what came after it" if "closed" in context.facts else None


def _opens(context: Context) -> str | None:
    return needs_line(context) if "closed" in context.facts else needs_line_and_words(context)


def _chooses(context: Context) -> str | None:
    return _live(context) or (None if "offered" in context.facts else "nothing was offered yet; o offers something")


def _closes(context: Context) -> str | None:
    if (reason := _live(context)) is not None:
        return reason
    if "making it good" in context.facts:
        return None
    return (
        "they did not choose yet; s enters it" if "their choice" in context.facts else "it takes two options; o offers"
    )


_key = partial(on_key, group="Incidents")

COMMANDS = (
    _key(
        "client.incidents", "What went wrong for them", "I", "open_incidents",
        "The incidents of this client: what was offered, what they chose, how it was made good.", needs_desk, 32,
        "incidents", _OF_CLIENT, group="A client",
    ),
    _key(
        "incidents.go", "Incidents of everybody", "", "open_page",
        "What went wrong in your service, what was offered, what they chose.", needs_desk, 0, "", (EVERYWHERE,),
        "incidents",
    ),
    _key(
        "incidents.open", "Go on with it", "enter", "open_line",
        "Do what comes next: offer, enter their choice, close it; of a closed one open the client's page.", _opens, 1,
        "go on",
    ),
    _key(
        "incidents.new", "Write an incident down", "n", "new_incident",
        "Write down what went wrong, who knows of it and what you do next.", needs_words, 2, "new",
    ),
    _key(
        "incidents.offer", "Offer a way to make it good", "o", "offer",
        "Add an option, and what it costs; at least two are offered before it can be closed.", _live, 3, "offer",
    ),
    _key(
        "incidents.choose", "What they chose", "s", "choose", "Enter which option they chose, in their words.",
        _chooses, 4, "they chose",
    ),
    _key(
        "incidents.done", "It was made good", "space", "close_it", "Say what you did, and close it for good.", _closes,
        5, "made good",
    ),
    _key(
        "incidents.credit", "Credit or refund it", "$", "credit",
        "Enter the credit or refund that makes it good: a line of the ledger that names it.", needs_line_and_words, 6,
        "credit it",
    ),
    _key(
        "incidents.edit", "Who knows, and what is next", "e", "edit", "Change who knows of it, and what you do next.",
        _live, 7, "edit",
    ),
)  # fmt: skip
