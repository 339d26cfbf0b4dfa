"""What can be done on the page of an agreement, and with the clauses of a template."""

from __future__ import annotations

from coachdesk.ui.commands import agreement_list
from coachdesk.ui.commands.command import Command, Context, WhyNot, needs_desk, needs_line, needs_words

_FROZEN = "it was sent, and what was sent stays as it is"
LEADS = frozenset(("version", "renew", "other", "change", "money", "entry", "sessions", "task"))
BOTH = ("agreement", "template")


def _draft(context: Context) -> str | None:
    if (reason := needs_desk(context)) is not None:
        return reason
    if "draft" in context.facts:
        return "the agreement is over; D deletes this draft" if "over" in context.facts else None
    if "has-draft" in context.facts and "over" not in context.facts:
        return f"{_FROZEN}; ] goes to the draft of the next version"
    return _FROZEN + ("" if "over" in context.facts else "; N writes the next version")


def _in_the_order(context: Context) -> str | None:
    if (reason := _on_clause(context)) is not None:
        return reason
    return None if "included" in context.facts else "it is not in the agreement; x takes it in"


def _own(context: Context) -> str | None:
    return _on_clause(context) or (None if "own" in context.facts else "it is of the catalogue; x leaves it out")


def _of_the_catalogue(context: Context) -> str | None:
    return _on_clause(context) or (
        None if "own" not in context.facts else "it is your own; the catalogue has none such"
    )


def _amends(context: Context) -> str | None:
    if (reason := needs_desk(context)) is not None:
        return reason
    if "has-draft" in context.facts:
        return "there is a draft already" + ("; ] goes to it" if "draft" not in context.facts else ", and this is it")
    return "it is over; w renews it" if "over" in context.facts else None


def _withdraws(context: Context) -> str | None:
    return needs_desk(context) or (None if "waits" in context.facts else "no version of it waits for a signature")


def _ends(context: Context) -> str | None:
    if (reason := needs_desk(context)) is not None:
        return reason
    if "agreed" not in context.facts:
        return "not everyone has signed it; W withdraws it, D deletes a draft"
    return "it has ended" if {"over", "ending"} & context.facts else None


def _renews(context: Context) -> str | None:
    return needs_desk(context) or (None if "agreed" in context.facts else "only what everyone signed is renewed")


def _pays(context: Context) -> str | None:
    if (reason := _draft_in_words(context)) is not None:
        return reason
    return None if "unsent" in context.facts else "who pays is settled once a version was sent"


def _reports(context: Context) -> str | None:
    return needs_words(context) or (None if "sponsored" in context.facts else "nobody else pays")


def _compares(context: Context) -> str | None:
    return needs_desk(context) or (None if "several" in context.facts else "there is only one version")


def _older(context: Context) -> str | None:
    return _compares(context) or (None if "first" not in context.facts else "this is the first version")


def _newer(context: Context) -> str | None:
    return _compares(context) or (None if "newest" not in context.facts else "this is the newest version")


def _other_copy(context: Context) -> str | None:
    return needs_words(context) or (None if "sponsored" in context.facts else "nobody else pays; there is one copy")


def _steps(which: str) -> WhyNot:
    def why_not(context: Context) -> str | None:
        return None if which in context.facts else "there is no other version that way"

    return why_not


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
    if LEADS & context.facts:
        return needs_desk(context)
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
    return needs_desk(context) or (
        None if "draft" in context.facts else "it was sent, and what was sent is kept for good"
    )


def _page(
    verb: str,
    title: str,
    key: str,
    run: str,
    help_text: str,
    why_not: WhyNot,
    bar: int,
    short: str,
    where: tuple[str, ...] = ("agreement",),
) -> Command:
    return Command(
        id=f"agreement.{verb}",
        title=title,
        keys=(key,),
        group="An agreement",
        where=where,
        help=help_text,
        run=run,
        why_not=why_not,
        bar=bar,
        short=short,
    )


def _compare(verb: str, title: str, key: str, which: str, short: str = "") -> Command:
    return Command(
        id=f"agreement_compare.{verb}",
        title=title,
        keys=(key,),
        group="Versions side by side",
        where=("agreement_compare",),
        help=f"{title}.",
        run="step",
        argument=which,
        why_not=_steps(which),
        bar=1,
        short=short or title.lower(),
    )


COMMANDS = (
    *agreement_list.COMMANDS,
    _page(
        "open", "Fill, edit or sign", "enter", "open_line",
        "Do what the line under the cursor calls for: fill what is missing, edit the clause, record the signature.",
        _opens, 1, "open", BOTH,
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
        _draft_in_words, 5, "terms", BOTH,
    ),
    _page(
        "edit", "Edit a clause", "e", "edit_clause",
        "Word the clause under the cursor in your own words, or fill the places in it.",
        _on_clause, 6, "edit", BOTH,
    ),
    _page(
        "select", "Take a clause in or out", "x", "toggle_clause",
        "Take the clause under the cursor in, or leave it out; a needed one only for a reason, which is kept.",
        _toggles, 7, "in or out", BOTH,
    ),
    _page(
        "preview", "Preview", "p", "preview",
        "Read the whole agreement as the client will read it.",
        needs_words, 12, "preview",
    ),
    _page(
        "export", "Hand it over as a file", "X", "hand_over",
        "Write it as PDF, HTML or Markdown for somebody; it is kept in the register what went to whom.",
        needs_words, 13, "hand over",
    ),
    _page("client", "The client's page", "c", "open_client", "Open the page of the client.", needs_desk, 25, "client"),
    _page(
        "money", "Money of the client", "$", "open_money",
        "What the client owes, paid and did not use yet; n there enters a line.", needs_desk, 25, "money",
    ),
    _page(
        "delete", "Delete a draft", "D", "delete", "Delete a draft; the versions that were sent stay.",
        _deletes, 26, "delete",
    ),
    _page(
        "up", "Move a clause up", "K", "move_up", "Put the clause under the cursor before the one above it.",
        _in_the_order, 8, "up", BOTH,
    ),
    _page(
        "down", "Move a clause down", "J", "move_down", "Put the clause under the cursor after the one below it.",
        _in_the_order, 9, "down", BOTH,
    ),
    _page(
        "new", "A clause of your own", "n", "add_own", "Write a clause of your own, after the one under the cursor.",
        _draft_in_words, 10, "own clause", BOTH,
    ),
    _page(
        "remove", "Take an own clause away", "d", "remove_own", "Take a clause of your own away for good.",
        _own, 24, "take away", BOTH,
    ),
    _page(
        "reset", "The catalogue's words again", "b", "reset_words",
        "Put the catalogue's wording back in place of yours in the clause under the cursor.",
        _of_the_catalogue, 11, "catalogue's words", BOTH,
    ),
    _page(
        "compare", "Compare versions", "v", "compare", "Say in words what differs between two versions.",
        _compares, 14, "compare",
    ),
    _page("older", "The version before", "[", "older_version", "Read the version before this one.", _older, 0, "older"),
    _page("newer", "The version after", "]", "newer_version", "Read the version after this one.", _newer, 15, "newer"),
    _page(
        "amend", "Next version", "N", "amend",
        "Write the next version; the one in force holds until all have signed the new one.",
        _amends, 16, "next version",
    ),
    _page(
        "renew", "Renew", "w", "renew",
        "Write the next agreement with the terms, clauses and payer of this one; or open it, if it is there.",
        _renews, 17, "renew",
    ),
    _page(
        "end", "End it", "E", "end", "End the agreement: from when, by whom, why, and what is given back.",
        _ends, 18, "end",
    ),
    _page(
        "end_now", "The client ends it", "ctrl+e", "end_now",
        "The client ends it at once and needs no reason; what is unused is said.", _ends, 19, "client ends it",
    ),
    _page(
        "withdraw", "Withdraw", "W", "withdraw",
        "Take back the version that was sent and not signed by all. It cannot be undone.", _withdraws, 20, "withdraw",
    ),
    _page(
        "payer", "Who pays", "P", "set_payer",
        "Set whether somebody else pays for a draft, and whether they see the goals.", _pays, 21, "who pays",
    ),
    _page(
        "copy", "E-mail to go with it", "y", "copy_letter",
        "Read and copy the text of an e-mail to go with it; nothing is sent.", needs_words, 22, "e-mail",
    ),
    _page(
        "report", "Report to the payer", "o", "report_to_payer",
        "Write whoever pays a short report: sessions, dates, shared goals, your own words; the client must allow it.",
        _reports, 23, "report",
    ),
    _page(
        "template", "Save as a template", "T", "save_template",
        "Keep it as a template for the next agreement, without its client and dates.", needs_words, 23, "template",
    ),
    _compare("older_back", "Compare with an older version", "[", "older-back", "older"),
    _compare("older_on", "Compare with a later version", "]", "older-on", "later"),
    _compare("newer_back", "Compare an earlier version", "{", "newer-back", "earlier new one"),
    _compare("newer_on", "Compare a newer version", "}", "newer-on", "newer new one"),
    Command(
        id="agreement_letter.copy",
        title="Copy the text",
        keys=("y",),
        group="An agreement",
        where=("agreement_letter",),
        help="Copy the text of the e-mail to the clipboard.",
        run="copy_letter",
        why_not=needs_words,
        bar=1,
        short="copy",
    ),
    Command(
        id="agreement_letter.heading",
        title="Copy address and subject",
        keys=("Y",),
        group="An agreement",
        where=("agreement_letter",),
        help="Copy the address and the subject of the e-mail to the clipboard.",
        run="copy_heading",
        why_not=needs_words,
        bar=2,
        short="copy address and subject",
    ),
    Command(
        id="agreement_preview.other",
        title="The other copy",
        keys=("v",),
        group="An agreement",
        where=("agreement_preview",),
        help="Read the copy of whoever pays, or the client's again.",
        run="other_copy",
        why_not=_other_copy,
        bar=1,
        short="the other copy",
    ),
)  # fmt: skip
