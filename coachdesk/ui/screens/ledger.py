"""The Ledger: hours towards a credential, who is in the log and who is left off, past hours, learning, renewal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.hours_words import first_line
from coachdesk.domain.views.hours import LedgerPage, LogRow, PastLine
from coachdesk.ui.say import say
from coachdesk.ui.screens import ledger_acts, ledger_forms, ledger_rows
from coachdesk.ui.screens.entry_form import add_entry
from coachdesk.ui.screens.panes import Panes
from coachdesk.ui.screens.people import Clock, clock_of, damaged_words
from coachdesk.ui.text import caution, joined, shown, strong
from coachdesk.ui.widgets.dialogs import ask_yes_no

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

SAID_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class Known:
    """What the screen shows; how many damaged records it had to leave out."""

    page: LedgerPage
    clock: Clock
    left_out: int


class LedgerScreen(Panes):
    """The hours beside all that is known of the line under the cursor."""

    place = tab = "ledger"
    columns = ledger_rows.COLUMNS
    DEFAULT_CSS = """
    LedgerScreen.-wide #panes > LineList { width: 3fr; }
    LedgerScreen.-wide #panes > Reader { width: 2fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.known: Known | None = None
        self._credential = ""

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Ledger")
        self.lines.focus()

    async def load(self) -> Known:
        """All of it."""
        await self.read_ahead("ahead.ledger")
        found: Known = await self.ask(_read)
        return found

    def paint(self, view: Known) -> None:
        """The first line says how far it is to the credential that is looked at."""
        self.known = view
        self._credential = self._credential or view.page.wanted
        seen = self.seen()
        head, _, rest = first_line(seen.path).partition(" · ")
        off = view.page.log.left_off.clients
        said = joined(
            shown(rest),
            caution(f"{off} left off" if off else ""),
            damaged_words(view.left_out) if view.left_out else "",
            by=" · ",
        )
        self.answer(strong(head), said)
        self.lines.show(ledger_rows.rows(seen))
        self.paint_text()

    def seen(self) -> ledger_rows.Seen:
        """What is painted, and how names may be seen now."""
        if self.known is None:
            raise LookupError("nothing was read yet")
        return ledger_rows.Seen(self.known.page, self._credential, self.known.clock, self.name_of, self.words_of)

    def text_here(self, line: str) -> list[Content]:
        """What the line under the cursor says at length."""
        return ledger_rows.text_of(self.seen(), line) if self.known is not None else []

    # what is under the cursor

    def row_here(self) -> LogRow | None:
        """The row of the log under the cursor."""
        return ledger_rows.row_here(self.known.page, self.lines.current) if self.known is not None else None

    def past_here(self) -> PastLine | None:
        """The past hours under the cursor."""
        kind, rest = self.line_here()
        if self.known is None or kind != "past":
            return None
        return next((one for one in self.known.page.past if one.id == rest), None)

    def facts(self) -> frozenset[str]:
        """What the line under the cursor is."""
        row = self.row_here()
        found = {self.line_here()[0]}
        if row is not None:
            found.add("client" if row.client_id else "stranger")
        if self.known is not None and self.known.page.log.listed:
            found.add("listed")
        return frozenset(found)

    def links(self) -> dict[str, Any]:
        """What is caught here is about the client under the cursor."""
        row = self.row_here()
        return {"to": ("client", row.client_id)} if row is not None and row.client_id else {}

    def link_name(self) -> str:
        """That client."""
        row = self.row_here()
        return row.name if row is not None and row.client_id else ""

    # the keys

    def next_credential(self) -> None:
        """The way to the next credential."""
        if self.known is not None:
            names = [one.id for one in self.known.page.paths]
            self._credential = names[(names.index(self._credential) + 1) % len(names)]
            self.paint(self.known)
            self.lines.move("first")

    async def open_line(self) -> None:
        """The page of that client, the form of past hours, the entry of the register."""
        kind, rest = self.line_here()
        row = self.row_here()
        if row is not None and row.client_id:
            self.desk_app.open_record("client", row.client_id)
        elif row is not None and row.past and self.known is not None:
            await self._change(next(one for one in self.known.page.past if one.id == row.past[0]))
        elif kind == "past":
            await self.edit_past()
        elif kind == "money":
            self.open_owed()
        elif kind == "learnt":
            self.desk_app.open_record("entry", rest)
        elif kind == "new":
            await (self.new_past() if rest == "past" else self.new_learning())

    def open_owed(self) -> None:
        """Who owes what, and whom the coach owes."""
        self.desk_app.open_record("owed", "")

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("ledger.open")

    async def new_past(self) -> None:
        """Hours from before this desk."""
        added = await ledger_forms.past_hours(self.desk_app)
        if added is not None:
            self.lines.go_to(f"past:{added.id}")
            left = "" if added.listed or added.client_id else "; left off by name until they agree"
            say(self.desk_app, f"hours entered{left}", "u undoes", about=added.name)

    async def edit_past(self) -> None:
        """Change the past hours under the cursor."""
        one = self.past_here()
        if one is not None:
            await self._change(one)

    async def _change(self, one: PastLine) -> None:
        if await ledger_forms.past_hours(self.desk_app, one) is not None:
            say(self.desk_app, "hours changed", "u undoes", about=one.name)

    async def remove_past(self) -> None:
        """Take the past hours under the cursor away."""
        one = self.past_here()
        if one is None:
            return
        question = joined("Take the hours with ", strong(self.name_of(one.name, SAID_AT_MOST)), " away?")
        if await ask_yes_no(self.desk_app, question, yes="takes them away; u brings them back", no="leaves them"):
            await self.do("past_hours.remove", one.id)
            say(self.desk_app, "hours taken away", "u undoes", about=one.name)

    async def import_past(self) -> None:
        """A table of past hours."""
        done = await ledger_forms.import_table(self.desk_app)
        if done is not None:
            count = len(done.imported)
            say(self.desk_app, f"{count} {'entry' if count == 1 else 'entries'} imported", "u undoes")

    async def new_learning(self) -> None:
        """An entry of the register: education, mentor coaching, supervision."""
        added = await add_entry(self.desk_app, "learning")
        if added is not None:
            self.lines.go_to(f"learnt:{added.id}")
            say(self.desk_app, "learning entered", "u undoes")

    async def enter_consent(self) -> None:
        """What the person under the cursor said to being listed."""
        row = self.row_here()
        if row is not None:
            await ledger_acts.consent(self.desk_app, row)

    async def set_group(self) -> None:
        """Say that the sessions with the client under the cursor were with a group."""
        row = self.row_here()
        if row is not None and row.client_id:
            await ledger_acts.group(self.desk_app, row)

    async def hand_over(self) -> None:
        """The log as a file."""
        if self.known is not None:
            await ledger_forms.hand_over(self.desk_app, self.known.page.says)


# in the desk thread


def _read(desk: Desk) -> Known:
    from coachdesk.services import hours

    with desk.noting() as damaged:
        page = hours.ledger(desk)
        return Known(page, clock_of(desk), len(damaged))
