"""What can be done with the list of agreements, and with templates."""

from __future__ import annotations

from coachdesk.ui.commands.command import EVERYWHERE, Command, needs_desk, needs_line, needs_words


def _list(verb: str, title: str, key: str, bar: int, run: str, help_text: str, **more: str) -> Command:
    return Command(
        id=f"agreements.{verb}",
        title=title,
        keys=(key,),
        group="Agreements",
        where=("agreements",),
        help=help_text,
        run=run,
        why_not={"open": needs_line, "new": needs_words}.get(verb, needs_desk),
        bar=bar,
        short=more.get("short", verb),
    )


def _templates(verb: str, title: str, key: str, bar: int, run: str, help_text: str, short: str) -> Command:
    return Command(
        id=f"templates.{verb}",
        title=title,
        keys=(key,),
        group="Templates",
        where=("templates",),
        help=help_text,
        run=run,
        why_not=needs_line,
        bar=bar,
        short=short,
    )


COMMANDS = (
    _list("open", "Open an agreement", "enter", 1, "open_line", "Open the page of the agreement under the cursor."),
    _list(
        "new", "New agreement", "n", 2, "new_agreement",
        "Write an agreement: pick the client, enter the terms; every clause that is needed is in it.",
    ),
    _list(
        "states", "Which agreements are shown", "v", 3, "next_kind",
        "Show drafts, those that wait for a signature, the signed, the ended; then all.", short="show",
    ),
    _list(
        "filter", "Filter as typed", "f", 4, "filter_as_typed",
        "Show only those whose client, title or state have what you type.",
    ),
    _list(
        "order", "Order of the list", "o", 5, "next_order",
        "Order by what they wait for, by client, or by their end.",
    ),
    _list(
        "templates", "Templates", "T", 6, "open_templates",
        "List the templates that a new agreement can begin with.",
    ),
    Command(
        id="agreements.verify",
        title="Verify a paper",
        keys=("V",),
        group="Agreements",
        where=(EVERYWHERE,),
        help="Say whether a file, or a printed fingerprint, is what was agreed and is in force.",
        run="verify_paper",
        why_not=needs_words,
        bar=79,
        short="verify",
    ),
    _templates("open", "Open a template", "enter", 1, "open_line", "Read and change the template.", "open"),
    _templates(
        "new", "New agreement from it", "n", 2, "new_agreement", "Write an agreement that begins with this template.",
        "agreement from it",
    ),
    _templates(
        "delete", "Delete a template", "D", 3, "delete",
        "Delete the template under the cursor; agreements made from it stay as they are.", "delete",
    ),
    Command(
        id="template.delete",
        title="Delete this template",
        keys=("D",),
        group="Templates",
        where=("template",),
        help="Delete this template; agreements made from it stay as they are.",
        run="delete",
        why_not=needs_desk,
        bar=12,
        short="delete",
    ),
)  # fmt: skip
