"""What can be done with agreements: on their list, and on the page of one."""

from __future__ import annotations

from coachdesk.ui.commands.command import Command, Context, needs_desk, needs_line, needs_words

_FROZEN = "it was sent, and what was sent stays as it is"


def _draft(context: Context) -> str | None:
    return needs_desk(context) or (None if "draft" in context.facts else _FROZEN)


def _draft_in_words(context: Context) -> str | None:
    return _draft(context) or needs_words(context)


def _on_clause(context: Context) -> str | None:
    return _draft_in_words(context) or (None if {"clause", "gap"} & context.facts else "the cursor is on no clause")


def _toggles(context: Context) -> str | None:
    return _draft(context) or (None if "clause" in context.facts else "the cursor is on no clause")


def _fills(context: Context) -> str | None:
    return _draft_in_words(context) or (None if "missing" in context.facts else "nothing is missing")


def _opens(context: Context) -> str | None:
    if "sign" in context.facts:
        return _signs(context)
    if {"clause", "gap"} & context.facts:
        return _draft_in_words(context)
    return needs_line(context) or "all that is known of it stands beside it"


def _sends(context: Context) -> str | None:
    if (reason := _draft(context)) is not None:
        return reason
    named = next((fact for fact in context.facts if fact.startswith("missing: ")), "")
    return f"{named}; f fills it" if named else None


def _signs(context: Context) -> str | None:
    if "draft" in context.facts:
        return "a draft cannot be signed; s sends it first"
    if "sent" not in context.facts:
        return "every signature is there" if "signed" in context.facts else "it has ended"
    return needs_words(context)


def _deletes(context: Context) -> str | None:
    reason = _draft(context)
    if reason is not None:
        return "it was sent, and what was sent is kept for good"
    return None if "only" in context.facts else "earlier versions of it were sent and are kept for good"


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


def _page(verb: str, title: str, key: str, run: str, help_text: str, why_not: object, bar: int, short: str) -> Command:
    return Command(
        id=f"agreement.{verb}",
        title=title,
        keys=(key,),
        group="An agreement",
        where=("agreement",),
        help=help_text,
        run=run,
        why_not=why_not,  # type: ignore[arg-type]
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
        "Show drafts, those that wait for a signature, the signed, the ended; then all.", short="which",
    ),
    _list(
        "filter", "Filter as typed", "f", 4, "filter_as_typed",
        "Show only those whose client, title or state have what you type.",
    ),
    _list(
        "order", "Order of the list", "o", 5, "next_order",
        "Order by what they wait for, by client, or by their end.",
    ),
    _page(
        "open", "Fill, edit or sign", "enter", "open_line",
        "Do what the line under the cursor calls for: fill what is missing, edit the clause, record the signature.",
        _opens, 1, "opens",
    ),
    _page(
        "fill", "Go from gap to gap", "f", "fill_gaps",
        "Fill what is missing, one thing after the other; each says what it stands for and why it matters.",
        _fills, 2, "fill the gaps",
    ),
    _page(
        "send", "Send", "s", "send",
        "Mark it as sent: its words stay as they are from then on. It asks first, since it cannot be undone.",
        _sends, 3, "send",
    ),
    _page(
        "sign", "Record a signature", "S", "sign",
        "Record who signed, as whom, when and how. It cannot be undone.",
        _signs, 4, "sign",
    ),
    _page(
        "terms", "Terms", "t", "edit_terms",
        "Change title, sessions, fee, dates and notice of a draft, or add goals.",
        _draft_in_words, 5, "terms",
    ),
    _page(
        "edit", "Edit a clause", "e", "edit_clause",
        "Word the clause under the cursor in your own words, or fill the places in it.",
        _on_clause, 6, "edit",
    ),
    _page(
        "select", "Take a clause in or out", "x", "toggle_clause",
        "Take the clause under the cursor into the agreement, or leave it out.",
        _toggles, 7, "in or out",
    ),
    _page(
        "preview", "Preview", "p", "preview",
        "Read the whole agreement as the client will read it.",
        needs_words, 8, "preview",
    ),
    _page(
        "export", "Hand it over as a file", "X", "hand_over",
        "Write it as PDF or Markdown for somebody; it is kept in the register what went to whom.",
        needs_words, 9, "hand over",
    ),
    _page("client", "The client's page", "c", "open_client", "Open the page of the client.", needs_desk, 10, "client"),
    _page("delete", "Delete a draft", "D", "delete", "Delete a draft that was never sent.", _deletes, 11, "delete"),
)  # fmt: skip
