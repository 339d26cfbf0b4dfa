"""The money of one client: what they owe, what is paid and not used, and every line of their ledger, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.days import day_text
from coachdesk.domain.ledger import INVOICE
from coachdesk.domain.ledger_words import of_words, owed_words, paid_words
from coachdesk.domain.money import Money, format_money
from coachdesk.domain.views.ledger import LedgerLine, MoneyPage
from coachdesk.ui.say import say
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.screens.money_form import add_line
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.text import caution, joined, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.dialogs import ask_text, tell
from coachdesk.ui.widgets.line_list import Empty, LineList

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_COLUMNS = (
    Column(width=11), Column(most=20), Column(most=24), Column(flex=True, most=120), Column(most=18),
)  # fmt: skip
EMPTY = Empty("Nothing is entered. Invoices, payments, credits and refunds belong here.", "n", "enters one")


class MoneyScreen(DeskScreen):
    """What one client owes and paid."""

    place = "money"
    tab = "ledger"

    def __init__(self, client_id: str) -> None:
        super().__init__()
        self.client_id = client_id
        self.view: tuple[MoneyPage, Clock] | None = None

    def body(self) -> ComposeResult:
        """The list."""
        yield LineList(_COLUMNS, empty=EMPTY)

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Money")
        self.lines.focus()

    async def load(self) -> tuple[MoneyPage, Clock]:
        """The lines, and what they come to."""
        found: tuple[MoneyPage, Clock] = await self.ask(_read, self.client_id)
        return found

    def paint(self, view: tuple[MoneyPage, Clock]) -> None:
        """What is owed, what is paid and not used; then each line."""
        self.view = view
        page, clock = view
        self.answer(joined(strong("Money · "), strong(self.name_of(page.client, 24))), self._sentence(page, clock))
        self.lines.show([Row(one.id, self._cells(one, clock, page.unpaid)) for one in page.lines])

    def _sentence(self, page: MoneyPage, clock: Clock) -> Content:
        """`they owe 120.00 EUR · overdue since 3 Dec · paid for 6 · 3 paid and unused`; what is paid of the newest
        agreement alone."""
        paid = paid_words(page.paid[0]) if page.paid else ""
        late = [one.due for one in page.lines if one.id in page.unpaid and one.due and one.due < clock.today]
        overdue = caution(f"overdue since {clock.day(min(late))}") if late else ""
        return joined(self.words_of(owed_words(page.sums)), overdue, self.words_of(paid) if paid else "", by=" · ")

    def _cells(self, one: LedgerLine, clock: Clock, unpaid: frozenset[str]) -> tuple[object, ...]:
        what, why = self.words_of(of_words(one)), self.words_of(one.why)
        return quiet(clock.day(one.on)), one.kind, what, why, standing(one, unpaid, clock)

    def line_here(self) -> LedgerLine | None:
        """The line under the cursor."""
        if self.view is None:
            return None
        return next((one for one in self.view[0].lines if one.id == self.lines.current), None)

    def facts(self) -> frozenset[str]:
        """Whether the line under the cursor can be taken back."""
        one = self.line_here()
        return frozenset({"stands"} if one is not None and not one.reverses and not one.taken_back else ())

    # commands

    async def open_line(self) -> None:
        """All that is kept of the line under the cursor."""
        one = self.line_here()
        if one is not None:
            said = (
                ("on", day_text(one.on)), ("what", of_words(one)), ("why", one.why), ("under", one.agreement),
                ("makes good", one.incident),
                ("due", day_text(one.due) if one.due else ""), ("what they owe changes by", _effect(one)),
                ("", "it takes back another line" if one.reverses else "it was taken back" if one.taken_back else ""),
            )  # fmt: skip
            lines = [joined(quiet(f"{name}: " if name else ""), self.words_of(words)) for name, words in said if words]
            await tell(self.desk_app, strong(one.kind), lines)

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("money.open")

    async def new_line(self) -> None:
        """Enter a line."""
        page = self.view[0] if self.view is not None else None
        if page is not None:
            made = await add_line(self.desk_app, page)
            if made is not None:
                self.lines.go_to(made.id)
                say(self.desk_app, f"entered: {made.kind}", "D takes it back", about=page.client)

    async def reverse_line(self) -> None:
        """Take back the line under the cursor by another, with a reason."""
        one = self.line_here()
        if one is None:
            return
        question = joined("Take back the ", strong(one.kind), " of ", self.words_of(of_words(one)), "?")
        why = await ask_text(self.desk_app, question, "why; both lines stay in sight")
        if why is not None:
            await self.desk_app.do("ledger.reverse", one.id, why)
            say(self.desk_app, f"taken back: {one.kind}", about=one.client)


def standing(one: LedgerLine, unpaid: frozenset[str], clock: Clock) -> Content:
    """`due 3 Dec`, `overdue, 3 Dec`, `paid` of an invoice; `taken back`, `takes back`; else nothing."""
    if one.reverses or one.taken_back or one.kind != INVOICE:
        return quiet("takes back" if one.reverses else "taken back" if one.taken_back else "")
    if one.id not in unpaid:
        return quiet("paid")
    if one.due is None:
        return shown("not paid")
    is_late = one.due < clock.today
    return caution(f"overdue, {clock.day(one.due)}") if is_late else shown(f"due {clock.day(one.due)}")


def _effect(one: LedgerLine) -> str:
    return format_money(Money(one.effect, one.amount.currency)) if one.amount and one.effect else ""


# in the desk thread


def _read(desk: Desk, client_id: str) -> tuple[MoneyPage, Clock]:
    from coachdesk.services import ledger

    return ledger.page(desk, client_id), clock_of(desk)
