"""Who owes what and since when; and whom the coach owes: credits, money that came early, sessions not used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.money import Money, format_money
from coachdesk.domain.owed import how_much, words
from coachdesk.domain.views.owed import CREDIT, OwedLine, OwedPage
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.screens.people import Clock, clock_of, damaged_words
from coachdesk.ui.text import caution, good, joined, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.late_rows import LateRows
from coachdesk.ui.widgets.line_list import Empty, LineList

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_COLUMNS = (
    Column(width=1),
    Column(most=30),
    Column(most=18, right=True),
    Column(flex=True, most=120),
    Column(most=40, roomy=True),
)
EMPTY = Empty("Nobody owes anything, and you owe nobody. Invoices and payments are entered with each client: $ there.")


class OwedScreen(DeskScreen):
    """Both sides, the most pressing first; made with nothing."""

    place = "owed"
    tab = "ledger"

    def __init__(self, _: str = "") -> None:
        super().__init__()
        self.view: tuple[OwedPage, Clock, int] | None = None

    def body(self) -> ComposeResult:
        """The list."""
        yield LineList(_COLUMNS, empty=EMPTY)

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Owed")
        self.lines.focus()

    async def load(self) -> tuple[OwedPage, Clock, int]:
        """Both sides; on a desk of many clients they are read in steps."""
        await self.read_ahead("ahead.owed")
        found: tuple[OwedPage, Clock, int] = await self.ask(_read)
        return found

    def paint(self, view: tuple[OwedPage, Clock, int]) -> None:
        """What is owed in all, and a line for each."""
        self.view = view
        page, clock, left_out = view
        late = sum(one.overdue is not None for one in page.they)
        due, ahead = (_sums([one for one in page.you if (one.kind == CREDIT) is credit]) for credit in (True, False))
        sessions = sum(one.sessions for one in page.you)
        said = joined(
            self.words_of(f"they owe {_sums(page.they)}") if page.they else good("nobody owes anything"),
            caution(f"{late} overdue") if late else "",
            self.words_of(f"you owe {due}") if due else "",
            self.words_of(f"{ahead} paid ahead") if ahead else "",
            shown(f"{sessions} session{'' if sessions == 1 else 's'} not used") if sessions else "",
            damaged_words(left_out) if left_out else "",
            by=" · ",
        )
        self.answer(strong("Owed"), said)
        found = LateRows()
        for title, lines in (("They owe", page.they), ("You owe", page.you)):
            self._group(found, title, lines, clock)
        self.lines.show(found)

    def _group(self, found: LateRows, title: str, lines: Sequence[OwedLine], clock: Clock) -> None:
        if not lines:
            return
        if len(found):
            found.add(note())
        found.add(heading(f"  {title}: {len(lines)}"))
        for one in lines:
            row_id = row_id_of(one)
            found.late(lambda one=one, row_id=row_id: Row(row_id, self._cells(one, clock)), row_id)  # type: ignore[misc]

    def _cells(self, one: OwedLine, clock: Clock) -> tuple[object, ...]:
        said = self.words_of(words(one, clock.day, clock.today))
        return (
            caution("!") if one.overdue else quiet("·"),
            self.name_of(one.client, 30),
            self.words_of(how_much(one)),
            caution(said) if one.overdue else said,
            quiet(self.words_of(one.agreement)) if one.agreement else Content.empty(),
        )

    def open_line(self) -> None:
        """The money of that client."""
        if self.lines.current:
            self.desk_app.open_record("money", self.lines.current.split(":")[1])

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("owed.open")


def row_id_of(one: OwedLine) -> str:
    """The id of a line: its kind, its client, and which it is of theirs."""
    return f"{one.kind}:{one.client_id}:{one.agreement_id or (one.amount.currency if one.amount else '')}"


def _sums(lines: Sequence[OwedLine]) -> str:
    """`1,200.00 EUR and 50.00 USD`: currencies are never mixed."""
    found: Counter[str] = Counter()
    for one in lines:
        if one.amount is not None:
            found[one.amount.currency] += one.amount.minor
    return " and ".join(format_money(Money(minor, currency)) for currency, minor in sorted(found.items()))


# in the desk thread


def _read(desk: Desk) -> tuple[OwedPage, Clock, int]:
    from coachdesk.services import owed

    with desk.noting() as damaged:
        return owed.page(desk), clock_of(desk), len(damaged)
