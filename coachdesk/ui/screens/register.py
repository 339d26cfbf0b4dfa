"""The practice register: what the practice has and does, and dated entries about clients, by kind; what lacks something
or is to be done again stands on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.register import in_line
from coachdesk.domain.views.register import DueView, EntryView
from coachdesk.ui.screens import entry_words
from coachdesk.ui.screens.entry_keys import PREFIX, EntryKeys, facts_of
from coachdesk.ui.screens.panes import Panes
from coachdesk.ui.screens.people import Clock, clock_of, damaged_words
from coachdesk.ui.text import caution, joined, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.line_list import Empty

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

EMPTY = Empty(
    "Nothing is entered. Qualifications, tools, materials, checks and talks belong here, each with its date.",
    "n",
    "enters one",
)
DUE = "due:"
SHOWN = ("all", "the practice's", "clients'", "what lacks something")
"""What is shown; `v` goes from one to the next."""


@dataclass(frozen=True, slots=True)
class Known:
    """The entries (of one client, if the page is theirs), and what is to be done again."""

    entries: tuple[EntryView, ...]
    dues: tuple[DueView, ...]
    clock: Clock
    client: str = ""
    client_id: str = ""
    left_out: int = 0


class RegisterScreen(Panes, EntryKeys):
    """Entries beside all that is known of one; made with nothing, a client's id (then only theirs) or an entry's."""

    place = "register"
    tab = "ethics"
    columns = (Column(width=1), Column("On", most=11), Column("What", flex=True, most=300))

    def __init__(self, about: str = "") -> None:
        super().__init__()
        self._about = about
        self._to_show = PREFIX + about if about else ""
        self._which = 0
        self.known: Known | None = None

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Register")
        self.lines.empty = EMPTY
        self.lines.focus()

    async def load(self) -> Known:
        """The entries."""
        known: Known = await self.ask(_read, self._about)
        return known

    def paint(self, view: Known) -> None:
        """The first line says how many there are, what is due and what lacks something."""
        self.known = view
        self.answer(self._heading(view), self._sentence(view))
        self.lines.show(list(self._rows(view)))
        self.go_to_entry()
        self.paint_text()

    def _heading(self, view: Known) -> Content:
        of = joined(quiet(" of "), strong(self.name_of(view.client, 30))) if view.client_id else ""
        return joined(strong("Register"), of)

    def _sentence(self, view: Known) -> Content:
        count = len(view.entries)
        due = [one for one in view.dues if one.is_due]
        first = next((one for one in due if one.due is not None), None)
        since = f"{in_line(first.title)} due since {view.clock.day(first.due)}" if first and first.due else ""
        never = sum(one.last is None for one in due)
        lacking = sum(bool(one.lacks) for one in view.entries)
        said = [
            shown("1 entry" if count == 1 else f"{count} entries" if count else "no entries yet"),
            caution(since),
            caution(f"{lacking} lack{'s' if lacking == 1 else ''} something" if lacking else ""),
            quiet(f"{never} check{'s' if never > 1 else ''} never done" if never and not since else ""),
            quiet(f"showing {SHOWN[self._which]}" if self._which else ""),
        ]
        if view.left_out:
            said.append(damaged_words(view.left_out))
        return joined(*said, by=" · ")

    def _rows(self, view: Known) -> Iterator[Row]:
        """What is to be done again, the entries by kind, what was never done."""
        dues = [one for one in view.dues if one.is_due] if self._which in (0, 1) else []
        groups = [list(self._dues("To be done again", [one for one in dues if one.last is not None], view))]
        for kind in dict.fromkeys(one.kind for one in view.entries):
            groups.append(
                list(self._of_kind([one for one in view.entries if one.kind == kind and self._shows(one)], view))
            )
        groups.append(list(self._dues("Never done yet", [one for one in dues if one.last is None], view)))
        for at, group in enumerate(one for one in groups if one):
            if at:
                yield note()
            yield from group

    def _dues(self, title: str, dues: Sequence[DueView], view: Known) -> Iterator[Row]:
        if dues:
            yield heading(f"  {title}")
        for due in dues:
            last = view.clock.day(due.last) if due.last else ""
            since = caution(f"due since {view.clock.day(due.due)}") if due.due else Content.empty()
            yield Row(DUE + due.kind, (caution("!"), quiet(last), joined(due.title, since, by=" · ")))

    def _of_kind(self, entries: Sequence[EntryView], view: Known) -> Iterator[Row]:
        if entries:
            yield heading(joined("  ", entry_words.title_of(self, entries[0])))
        for entry in entries:
            of = quiet(self.name_of(entry.client)) if entry.client else Content.empty()
            said = joined(of, entry_words.said(self, entry, view.clock), by=" · ")
            yield Row(PREFIX + entry.id, (entry_words.mark(entry), quiet(view.clock.day(entry.on)), said))

    def _shows(self, entry: EntryView) -> bool:
        return (True, not entry.client_id, bool(entry.client_id), bool(entry.lacks))[self._which]

    def text_here(self, line: str) -> list[Content]:
        """The entry, or what is to be done again, at length."""
        entry, due = self.entry_here(), self._due_here()
        if self.known is None:
            return []
        if entry is not None:
            return list(entry_words.whole(self, entry, self.known.clock))
        return list(entry_words.whole_due(due, self.known.clock)) if due is not None else []

    # the keys

    def facts(self) -> frozenset[str]:
        """Whether the cursor is on an entry, and whether that was ended."""
        return frozenset(facts_of(self.entry_here()))

    def entry_here(self) -> EntryView | None:
        """The entry under the cursor."""
        kind, rest = self.line_here()
        if self.known is None or f"{kind}:" != PREFIX:
            return None
        return next((one for one in self.known.entries if one.id == rest), None)

    def _due_here(self) -> DueView | None:
        kind, rest = self.line_here()
        if self.known is None or f"{kind}:" != DUE:
            return None
        return next((one for one in self.known.dues if one.kind == rest), None)

    def entry_for(self) -> tuple[str, str]:
        """On the page of a client's entries, that client."""
        return (self.known.client_id, self.known.client) if self.known is not None else ("", "")

    def links(self) -> dict[str, Any]:
        """What is caught here is about the client whose entries these are."""
        return {"to": ("client", self.known.client_id)} if self.known is not None and self.known.client_id else {}

    def link_name(self) -> str:
        """That client."""
        return self.known.client if self.known is not None else ""

    def open_line(self) -> Any:
        """The form of the entry; of what is to be done again that of a new one."""
        due = self._due_here()
        return self.new_entry(due.kind) if due is not None else self.edit_entry()

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("register.open")

    def next_shown(self) -> None:
        """Show all, then only some."""
        self._which = (self._which + 1) % len(SHOWN)
        if self.known is not None:
            self.paint(self.known)
            self.lines.move("first")


def _read(desk: Desk, about: str) -> Known:
    from coachdesk.services import register
    from coachdesk.services.people import people

    with desk.noting() as damaged:
        whose = people(desk).get(("client", about)) if about else None
        entries = tuple(register.lines(desk, client_id=whose.id if whose else None))
        dues = tuple(register.due(desk)) if whose is None else ()
        client = (whose.title, whose.id) if whose else ("", "")
        return Known(entries, dues, clock_of(desk), *client, len(damaged))
