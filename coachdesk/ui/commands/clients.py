"""What can be done with clients: on their list, and on a client's page."""

from __future__ import annotations

from coachdesk.ui.commands.command import Command, Context, needs_desk, needs_line, needs_words

PAGE = ("client", "client_agreements", "client_sessions", "client_goals", "client_ethics", "client_history")
"""The parts of a client's page, each a place of its own."""


def needs_line_and_words(context: Context) -> str | None:
    """Only on a line, and where words may be seen."""
    return needs_line(context) or needs_words(context)


def _can_take_back(context: Context) -> str | None:
    if "undone" in context.facts:
        return "it was undone already"
    if "final" in context.facts:
        return "it is recorded for good"
    return needs_line(context)


def _can_open(context: Context) -> str | None:
    if context.current.startswith(("field", "unknown", "entry")):
        return needs_line_and_words(context)
    return needs_line(context)


COMMANDS = (
    Command(
        id="clients.open",
        title="Open a client",
        keys=("enter",),
        group="Clients",
        where=("clients",),
        help="Open the page of the client under the cursor.",
        run="open_line",
        why_not=needs_line,
        bar=1,
        short="open",
    ),
    Command(
        id="clients.new",
        title="New client",
        keys=("n",),
        group="Clients",
        where=("clients",),
        help="Add a client; one name is enough. A likely duplicate is pointed out before it is saved.",
        run="new_client",
        why_not=needs_desk,
        bar=2,
        short="new",
    ),
    Command(
        id="clients.filter",
        title="Filter as typed",
        keys=("f",),
        group="Clients",
        where=("clients",),
        help="Show only those whose names (former ones too), city, organisation or stage have what you type.",
        run="filter_as_typed",
        why_not=needs_desk,
        bar=3,
        short="filter",
    ),
    Command(
        id="clients.stages",
        title="Which clients are shown",
        keys=("v",),
        group="Clients",
        where=("clients",),
        help="Show those of one stage after the other, then all.",
        run="next_kind",
        why_not=needs_desk,
        bar=4,
        short="show",
    ),
    Command(
        id="clients.order",
        title="Order of the list",
        keys=("o",),
        group="Clients",
        where=("clients",),
        help="Order by name, stage, time there, or newest first.",
        run="next_order",
        why_not=needs_desk,
        bar=5,
        short="order",
    ),
    Command(
        id="clients.edit",
        title="Edit a client",
        keys=("e",),
        group="Clients",
        where=("clients",),
        help="Change the client under the cursor.",
        run="edit_here",
        why_not=needs_line_and_words,
        bar=6,
        short="edit",
    ),
    Command(
        id="clients.stage",
        title="Change the stage",
        keys=("s",),
        group="Clients",
        where=("clients",),
        help="Move the client under the cursor to another stage, and say why.",
        run="change_stage",
        why_not=needs_line,
        bar=8,
        short="stage",
    ),
    Command(
        id="clients.contacts",
        title="Contacts",
        keys=("c",),
        group="Clients",
        where=("clients",),
        help="Sponsors, colleagues, stand-ins, helpers, and professionals to refer to.",
        run="open_contacts",
        why_not=needs_desk,
        bar=7,
        short="contacts",
    ),
    Command(
        id="client.open",
        title="Open what this line is about",
        keys=("enter",),
        group="A client",
        where=("client", "client_agreements", "client_ethics"),
        help="Open the agreement, goal or entry of this line, or the form at this field.",
        run="open_line",
        why_not=_can_open,
        bar=1,
        short="open",
    ),
    Command(
        id="client.edit",
        title="Edit this client",
        keys=("e",),
        group="A client",
        where=("client", "client_agreements", "client_history"),
        help="Change anything that is known of this client.",
        run="edit_client",
        why_not=needs_words,
        bar=3,
        short="edit",
    ),
    Command(
        id="client.stage",
        title="Change the stage",
        keys=("s",),
        group="A client",
        where=PAGE,
        help="Move this client to another stage, and say why.",
        run="change_stage",
        why_not=needs_desk,
        bar=5,
        short="stage",
    ),
    Command(
        id="client.copy",
        title="Copy this line",
        keys=("y",),
        group="A client",
        where=("client",),
        help="Copy the words of this line, such as the e-mail address, to the clipboard.",
        run="copy_line",
        why_not=needs_line_and_words,
        bar=6,
        short="copy",
    ),
    Command(
        id="client.new",
        title="New agreement with this client",
        keys=("n",),
        group="A client",
        where=("client_agreements",),
        help="Write an agreement with this client.",
        run="new_agreement",
        why_not=needs_words,
        bar=2,
        short="new agreement",
    ),
    Command(
        id="client.take_back",
        title="Take this change back",
        keys=("U",),
        group="A client",
        where=("client_history", "contact_history"),
        help="Undo the action under the cursor; it asks first.",
        run="take_back",
        why_not=_can_take_back,
        bar=1,
        short="take back",
    ),
)
