"""What can be done with the practice register: its page, and a client's entries on theirs."""

from __future__ import annotations

from coachdesk.domain.register_kinds import KINDS, PRACTICE
from coachdesk.ui.commands.command import EVERYWHERE, Command, Context, needs_desk, needs_line, needs_words

PART = "client_ethics"
"""The part of a client's page with their entries."""
FIELDS = {
    "location": ("Where this client is", "Enter the country and place where this client is."),
    "emergency_number": ("Emergency number of this client", "Enter the emergency number where this client is."),
    "other_ties": ("Other ties with this client", "Enter whether you know this client as anything else, too."),
    "shares_employer": ("Same employer as this client", "Enter whether you two have the same employer."),
    "conflict_check_on": ("Conflict check of this client", "Enter the day on which you looked, and what you found."),
    "keep_years": ("How long records of this client are kept", "Enter for how many years, or until which day."),
    "coached_since": ("First session before this desk", "Enter since when you coach this client, if it was before."),
}
"""Fields of a client that can be gone to by name: what the command is called, and its help."""


def _opens(context: Context) -> str | None:
    return needs_line(context) or needs_words(context)


def _entry(context: Context) -> str | None:
    if (reason := _opens(context)) is not None:
        return reason
    return None if "entry" in context.facts else "there is no entry under the cursor"


def _edits(context: Context) -> str | None:
    if context.place == PART and context.current.startswith("field:"):
        return _opens(context)
    return _entry(context)


def _ends(context: Context) -> str | None:
    return _entry(context) or ("it was ended already" if "ended" in context.facts else None)


COMMANDS = (
    Command(
        id="register.go",
        title="Practice register",
        keys=(),
        group="Everywhere",
        where=(EVERYWHERE,),
        help="Qualifications, tools, materials, checks, and dated entries about clients.",
        run="open_page",
        argument="register",
        why_not=needs_desk,
    ),
    Command(
        id="register.open",
        title="Open an entry",
        keys=("enter",),
        group="The register",
        where=("register",),
        help="Open the form of the entry under the cursor; of a check that is due, that of a new one.",
        run="open_line",
        why_not=_opens,
        bar=1,
        short="open",
    ),
    Command(
        id="register.new",
        title="New entry",
        keys=("n",),
        group="The register",
        where=("register", PART),
        help="Choose a kind, and enter what it has: words, dates, fields.",
        run="new_entry",
        why_not=needs_words,
        bar=2,
        short="new entry",
    ),
    Command(
        id="register.edit",
        title="Change an entry",
        keys=("e",),
        group="The register",
        where=("register", PART),
        help="Change the entry under the cursor, or on a client's page the field there.",
        run="edit_entry",
        why_not=_edits,
        bar=3,
        short="change",
    ),
    Command(
        id="register.delete",
        title="End an entry",
        keys=("D",),
        group="The register",
        where=("register", PART),
        help="Let the entry under the cursor count no more, such as a tool you stopped using; it asks, and it stays.",
        run="end_entry",
        why_not=_ends,
        bar=4,
        short="end",
    ),
    Command(
        id="register.which",
        title="Which entries are shown",
        keys=("v",),
        group="The register",
        where=("register",),
        help="Show all, then the practice's, then clients', then what lacks something.",
        run="next_shown",
        why_not=needs_desk,
        bar=5,
        short="which",
    ),
    *(
        Command(
            id=f"register.new_{kind.name.replace('-', '_')}",
            title=f"New entry: {kind.title}",
            keys=(),
            group="The register",
            where=("register",) if kind.whose == PRACTICE else ("register", PART),
            help=f"A new entry of the register: {kind.about}.",
            run="new_entry",
            argument=kind.name,
            why_not=needs_words,
        )
        for kind in KINDS.values()
    ),
    *(
        Command(
            id=f"client.enter_{name}",
            title=title,
            keys=(),
            group="A client",
            where=("client", PART),
            help=help_text,
            run="enter_field",
            argument=name,
            why_not=needs_words,
        )
        for name, (title, help_text) in FIELDS.items()
    ),
)
