"""An agreement: how it stands, what is missing, its clauses with their text beside them, who signed, what went out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from coachdesk.domain.views.agreements import AgreementPage
from coachdesk.domain.views.history import DisclosureView
from coachdesk.ui.commands.command import Context
from coachdesk.ui.say import say
from coachdesk.ui.screens import agreement_acts as acts
from coachdesk.ui.screens.agreement_filling import clause_of, edit_clause, fill_gaps
from coachdesk.ui.screens.agreement_form import edit_terms
from coachdesk.ui.screens.agreement_parts import COLUMNS, Seen, first_line, rows, text_of
from coachdesk.ui.screens.agreement_preview import PreviewScreen
from coachdesk.ui.screens.agreement_words import page_answer, terms_words
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.screens.people import Clock, clock_of, damaged_words
from coachdesk.ui.text import joined, strong
from coachdesk.ui.widgets.dialogs import ask_yes_no
from coachdesk.ui.widgets.line_list import LineList
from coachdesk.ui.widgets.reader import Reader
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


_AROUND = 7
"""Cells of the first line beside its words."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the page is painted from."""

    page: AgreementPage
    papers: tuple[DisclosureView, ...]
    clock: Clock
    coach: str
    left_out: int = 0


class AgreementScreen(DeskScreen):
    """The page of one agreement: a list on the left (or above), the text of its line on the right (or below)."""

    place = "agreement"
    tab = "agreements"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (Textual's own declaration)
    DEFAULT_CSS = """
    AgreementScreen #terms { height: auto; max-height: 3; padding: 0 2; margin-bottom: 1; }
    AgreementScreen #panes { height: 1fr; layout: vertical; }
    AgreementScreen #panes > LineList { height: 3fr; min-height: 5; }
    AgreementScreen #panes > Reader { height: 2fr; min-height: 5; border-top: solid $border; }
    AgreementScreen #panes > Reader:focus { border-top: solid $keyed; }
    AgreementScreen.-wide #panes { layout: horizontal; }
    AgreementScreen.-wide #panes > LineList { width: 1fr; height: 1fr; }
    AgreementScreen.-wide #panes > Reader { width: 1fr; height: 1fr; border: none; border-left: solid $border; }
    AgreementScreen.-wide #panes > Reader:focus { border: none; border-left: solid $keyed; }
    """

    def __init__(self, agreement_id: str) -> None:
        super().__init__()
        self.agreement_id = agreement_id
        self.known: Known | None = None

    def body(self) -> ComposeResult:
        """The terms, the list, the text of its line."""
        yield Words(id="terms")
        with Container(id="panes"):
            yield LineList(COLUMNS)
            yield Reader(widest=76)

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Agreement")
        self.lines.focus()

    async def load(self) -> Known:
        """The agreement, and what was handed over of it."""
        known: Known = await self.ask(_read, self.agreement_id)
        return known

    @property
    def page(self) -> AgreementPage:
        """What is shown."""
        if self.known is None:
            raise RuntimeError("nothing is shown yet")
        return self.known.page

    @property
    def reader(self) -> Reader:
        """The text of the line under the cursor."""
        return self.query_one(Reader)

    def paint(self, view: Known) -> None:
        """The state, the terms, the list, the text."""
        before = self.known.page.state if self.known else ""
        self.known = view
        self._paint_answer()
        terms = joined(strong(view.page.title), " · ", terms_words(view.page.terms, view.clock))
        damaged = damaged_words(view.left_out) if view.left_out else ""
        self.query_one("#terms", Words).show(joined(damaged, self.words_of(terms), by=" · "))
        self.lines.show(rows(self._seen(view)))
        if view.page.state != before:
            self.lines.go_to(first_line(view.page))
        self._paint_text()

    def _paint_answer(self) -> None:
        if self.known is not None:
            said = page_answer(self.known.page, self.known.clock)
            name = strong(self.name_of(self.known.page.client))
            heading = joined(strong("Agreement with "), name)
            fits = heading.cell_length + said.cell_length + _AROUND <= self.app.size.width
            self.answer(heading if fits else name, said)

    def on_resize(self) -> None:
        """The first line says as much as fits."""
        self._paint_answer()

    def _seen(self, view: Known) -> Seen:
        return Seen(view.page, view.papers, view.clock, self.name_of, self.words_of)

    def _paint_text(self) -> None:
        if self.known is not None:
            self.reader.read(text_of(self._seen(self.known), self.lines.current), self.lines.current)

    @on(LineList.Moved)
    def line_changed(self, event: LineList.Moved) -> None:
        """The text is that of the line under the cursor."""
        if event.lines is self.lines:
            self._paint_text()

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("agreement.open")

    # what can be done here

    def facts(self) -> frozenset[str]:
        """The state, what is missing in words, what the line is about."""
        if self.known is None:
            return frozenset()
        page = self.page
        found = {page.state, self.lines.current.partition(":")[0]}
        if page.missing:
            named = [gap.what for gap in page.missing[:2]]
            more = [f"{len(page.missing) - 2} more"] if len(page.missing) > 2 else []
            found |= {"missing", "missing: " + ", ".join(named) + (" and " + more[0] if more else "")}
        if page.versions == 1:
            found.add("only")
        if page.to_sign:
            found.add("to-sign")
        return frozenset(found)

    def context(self) -> Context:
        """What the line under the cursor is about also holds while its text is read."""
        return replace(super().context(), current=self.lines.current)

    def move(self, verb: str) -> None:
        """Right goes into the text, left back to the list; the rest moves where one is."""
        if verb == "right":
            self.reader.focus()
        elif verb == "left":
            self.lines.focus()
        else:
            super().move(verb)
        self.footer_changed()

    def back(self) -> None:
        """From the text to the list; then one step back."""
        if self.focused is self.reader:
            self.lines.focus()
        else:
            self.desk_app.back()

    def _line(self) -> tuple[str, str]:
        kind, _, rest = self.lines.current.partition(":")
        return kind, rest

    def open_line(self) -> Any:
        """Fill the gap, edit the clause, record the signature: what the line calls for."""
        kind, rest = self._line()
        if kind == "gap":
            return fill_gaps(self.desk_app, self.agreement_id, int(rest.partition(":")[0]))
        if kind == "clause":
            return self.edit_clause()
        if kind == "sign":
            return self._sign(rest)
        return None

    async def edit_clause(self) -> None:
        """Word the clause under the cursor anew, or fill the places in it."""
        kind, rest = self._line()
        key = rest if kind == "clause" else rest.partition(":")[2].partition(":")[0]
        if await edit_clause(self.desk_app, self.page, key):
            say(self.desk_app, "clause saved", "u undoes", about=self.page.client)

    async def toggle_clause(self) -> None:
        """Take the clause under the cursor in, or leave it out; one that is needed only after a question."""
        clause = clause_of(self.page, self._line()[1])
        if clause is None:
            return
        if clause.required and clause.included:
            question = joined(
                "“", strong(clause.title), "” is one that every agreement needs. Left out, it counts as missing and ",
                "the agreement cannot be sent.",
            )  # fmt: skip
            if not await ask_yes_no(self.desk_app, question, yes="leaves it out all the same", no="keeps it"):
                return
        await self.do("agreements.include", self.agreement_id, clause.key, not clause.included)

    async def edit_terms(self) -> None:
        """Title, sessions, fee, dates, more goals."""
        if await edit_terms(self.desk_app, self.page):
            say(self.desk_app, "terms saved", "u undoes", about=self.page.client)

    async def fill_gaps(self) -> None:
        """From gap to gap, beginning with the one under the cursor."""
        kind, rest = self._line()
        await fill_gaps(self.desk_app, self.agreement_id, int(rest.partition(":")[0]) if kind == "gap" else 0)

    async def send(self) -> None:
        """Freeze it as it is sent."""
        await acts.send(self.desk_app, self.page)

    async def sign(self) -> None:
        """Record a signature."""
        await self._sign(self._line()[1] if self._line()[0] == "sign" else "")

    async def _sign(self, party: str) -> None:
        known = self.known
        if known is not None:
            await acts.sign(self.desk_app, known.page, known.clock, known.coach, party)

    async def hand_over(self) -> None:
        """Write the summary as a file."""
        await acts.hand_over(self.desk_app, self.page)

    async def delete(self) -> None:
        """Delete a draft; the list is below."""
        if await acts.delete(self.desk_app, self.page):
            self.desk_app.back()
            self.desk_app.changed()

    def preview(self) -> None:
        """As the client reads it."""
        self.app.push_screen(PreviewScreen(self.agreement_id))

    def open_client(self) -> None:
        """The page of the client."""
        self.desk_app.open_record("client", self.page.client_id)


def _read(desk: Desk, agreement_id: str) -> Known:
    from coachdesk.services import agreement_papers, agreements

    with desk.noting() as damaged:
        return Known(
            page=agreements.page(desk, agreement_id),
            papers=tuple(agreement_papers.handed_over(desk, agreement_id)),
            clock=clock_of(desk),
            coach=desk.settings().name,
            left_out=len(damaged),
        )
