"""What can be done with the money of a client."""

from __future__ import annotations

from coachdesk.ui.commands.clients import PAGE, needs_line_and_words
from coachdesk.ui.commands.command import Command, Context, needs_desk, needs_words

PLACE = "money"


def _reverses(context: Context) -> str | None:
    if (reason := needs_line_and_words(context)) is not None:
        return reason
    return None if "stands" in context.facts else "it was taken back already, or takes back another"


COMMANDS = (
    Command(
        id="client.money",
        title="Money of this client",
        keys=("$",),
        group="A client",
        where=(*PAGE, "client_tasks", "client_held"),
        help="What this client owes, paid and did not use yet: invoices, payments, credits, refunds.",
        run="open_money",
        why_not=needs_desk,
        bar=32,
        short="money",
    ),
    Command(
        id="money.open",
        title="Read all of a line",
        keys=("enter",),
        group="Money",
        where=(PLACE,),
        help="Show all that is kept of the line under the cursor.",
        run="open_line",
        why_not=needs_line_and_words,
        bar=1,
        short="read",
    ),
    Command(
        id="money.new",
        title="New line of the ledger",
        keys=("n",),
        group="Money",
        where=(PLACE,),
        help="Enter an invoice, a payment, a credit, a refund or a barter; a line is never edited.",
        run="new_line",
        why_not=needs_words,
        bar=2,
        short="new line",
    ),
    Command(
        id="money.delete",
        title="Take back a line of the ledger",
        keys=("D",),
        group="Money",
        where=(PLACE,),
        help="Take back the line under the cursor by another, with a reason; both stay in sight.",
        run="reverse_line",
        why_not=_reverses,
        bar=3,
        short="take back",
    ),
)
