"""What can be done with the practice register: its page, and a client's entries on theirs."""

from __future__ import annotations

from functools import partial

from coachdesk.domain.register_kinds import KINDS, PRACTICE
from coachdesk.ui.commands.command import EVERYWHERE, Context, needs_desk, needs_line, needs_words, on_key

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


_key = partial(on_key, group="The register")
_BOTH = ("register", PART)

COMMANDS = (
    _key(
        "register.go", "Practice register", "", "open_page",
        "Qualifications, tools, materials, checks, and dated entries about clients.", needs_desk, 0, "", (EVERYWHERE,),
        "register", group="Everywhere",
    ),
    _key(
        "register.open", "Open an entry", "enter", "open_line",
        "Open the form of the entry under the cursor; of a check that is due, that of a new one.", _opens, 1, "open",
    ),
    _key(
        "register.new", "New entry", "n", "new_entry", "Choose a kind, and enter what it has: words, dates, fields.",
        needs_words, 2, "new entry", _BOTH,
    ),
    _key(
        "register.edit", "Change an entry", "e", "edit_entry",
        "Change the entry under the cursor, or on a client's page the field there.", _edits, 3, "change", _BOTH,
    ),
    _key(
        "register.delete", "End an entry", "D", "end_entry",
        "Let the entry under the cursor count no more, such as a tool you stopped using; it asks, and it stays.",
        _ends, 4, "end", _BOTH,
    ),
    _key(
        "register.which", "Which entries are shown", "v", "next_shown",
        "Show all, then the practice's, then clients', then what lacks something.", needs_desk, 5, "show",
    ),
    *(
        _key(
            f"register.new_{kind.name.replace('-', '_')}", f"New entry: {kind.title}", "", "new_entry",
            f"A new entry of the register: {kind.about}.", needs_words, 0, "",
            ("register",) if kind.whose == PRACTICE else _BOTH, kind.name,
        )
        for kind in KINDS.values()
    ),
    *(
        _key(
            f"client.enter_{name}", title, "", "enter_field", help_text, needs_words, 0, "", ("client", PART), name,
            group="A client",
        )
        for name, (title, help_text) in FIELDS.items()
    ),
)  # fmt: skip
