"""An agreement: how it stands, what is missing, its clauses with their text beside them, who signed, what went out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.views.agreements import AgreementPage, VersionDiff
from coachdesk.domain.views.history import DisclosureView
from coachdesk.domain.views.ledger import UnderAgreement
from coachdesk.domain.views.task_lines import TaskLine
from coachdesk.ui.say import say
from coachdesk.ui.screens import agreement_acts as acts
from coachdesk.ui.screens.agreement_compare import unsigned
from coachdesk.ui.screens.agreement_filling import edit_clause, fill_gaps
from coachdesk.ui.screens.agreement_form import edit_terms
from coachdesk.ui.screens.agreement_keys import AgreementKeys
from coachdesk.ui.screens.agreement_parts import COLUMNS, Seen, first_line, rows, text_of
from coachdesk.ui.screens.agreement_preview import PreviewScreen
from coachdesk.ui.screens.agreement_words import page_answer, suggests_renewal, terms_words
from coachdesk.ui.screens.moment_questions import QuestionKeys
from coachdesk.ui.screens.people import Clock, clock_of, damaged_words
from coachdesk.ui.text import joined, strong
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


_AROUND = 7
"""Cells of the first line beside its words."""

_NAME_LEAST = 16
"""So many cells of a long name are left where the state needs the others."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the page is painted from."""

    page: AgreementPage
    papers: tuple[DisclosureView, ...]
    clock: Clock
    coach: str
    left_out: int = 0
    since: VersionDiff | None = None
    may_hear: str = ""
    money: UnderAgreement | None = None
    owed: tuple[TaskLine, ...] = ()


class AgreementScreen(AgreementKeys, QuestionKeys):
    """The page of one agreement: a list on the left (or above), the text of its line on the right (or below)."""

    place = "agreement"
    tab = "agreements"
    columns = COLUMNS
    DEFAULT_CSS = """
    AgreementScreen #terms { height: auto; max-height: 3; padding: 0 2; margin-bottom: 1; }
    """

    def __init__(self, agreement_id: str) -> None:
        super().__init__()
        self.agreement_id = agreement_id
        self.known: Known | None = None

    def body(self) -> ComposeResult:
        """The terms, the list, the text of its line."""
        yield Words(id="terms")
        yield from self.panes()

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Agreement")
        self.lines.focus()

    async def load(self) -> Known:
        """The agreement, and what was handed over of it."""
        known: Known = await self.ask(_read, self.agreement_id, self.number)
        return known

    @property
    def page(self) -> AgreementPage:
        """What is shown."""
        if self.known is None:
            raise RuntimeError("nothing is shown yet")
        return self.known.page

    @property
    def clock(self) -> Clock:
        """The coach's clock."""
        if self.known is None:
            raise RuntimeError("nothing is shown yet")
        return self.known.clock

    def paint(self, view: Known) -> None:
        """The state, the terms, the list, the text."""
        before = _standing(self.known)
        self.known = view
        self._paint_answer()
        terms = joined(strong(view.page.title), " · ", terms_words(view.page.terms, view.clock))
        damaged = damaged_words(view.left_out) if view.left_out else ""
        self.query_one("#terms", Words).show(joined(damaged, self.words_of(terms), by=" · "))
        self.lines.show(rows(self._seen(view)))
        if _standing(view) != before:
            suggests = suggests_renewal(view.page, view.clock)
            changed = view.since is not None and bool(view.since.changes)
            self.lines.go_to(first_line(view.page, suggests=suggests, changed=changed))
        self.go_to_new()
        self.paint_text()

    def _paint_answer(self) -> None:
        if self.known is not None:
            said = page_answer(self.known.page, self.known.clock)
            name = strong(self.name_of(self.known.page.client_title))
            heading = joined(strong("Agreement with "), name)
            fits = heading.cell_length + said.cell_length + _AROUND <= self.app.size.width
            if not fits and name.cell_length + said.cell_length + _AROUND > self.app.size.width:
                said = page_answer(self.known.page, self.known.clock, brief=True)
                room = max(_NAME_LEAST, self.app.size.width - said.cell_length - _AROUND)
                name = strong(self.name_of(self.known.page.client_title, room))
            self.answer(heading if fits else name, said)

    def on_resize(self) -> None:
        """The first line says as much as fits."""
        self._paint_answer()

    def _seen(self, view: Known) -> Seen:
        return Seen(
            view.page, view.papers, view.clock, self.name_of, self.words_of, view.since, view.may_hear, view.money,
            view.owed,
        )  # fmt: skip

    def text_here(self, line: str) -> list[Content]:
        """What is known of a line."""
        return text_of(self._seen(self.known), line) if self.known is not None else []

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("agreement.open")

    # what can be done here

    def facts(self) -> frozenset[str]:
        """The state, what is missing in words, what the line is about."""
        if self.known is None:
            return frozenset()
        page = self.page
        found = {page.state, self.line_here()[0]} | self.clause_facts() | self.life_facts()
        if page.missing:
            named = [gap.what for gap in page.missing[:2]]
            more = [f"{len(page.missing) - 2} more"] if len(page.missing) > 2 else []
            found |= {"missing", "missing: " + ", ".join(named) + (" and " + more[0] if more else "")}
        if page.to_sign:
            found.add("to-sign")
        return frozenset(found)

    def open_line(self) -> Any:
        """Fill the gap, edit the clause, record the signature, read the version: what the line calls for."""
        kind, rest = self.line_here()
        if kind == "gap":
            return fill_gaps(self.desk_app, self.agreement_id, int(rest.partition(":")[0]))
        if kind == "clause":
            return self.edit_clause()
        if kind == "sign":
            return self._sign(rest)
        return self._follow(kind, rest)

    def _follow(self, kind: str, rest: str) -> Any:
        """What a line leads to."""
        if kind == "version":
            return self.read_version(int(rest))
        if kind == "renew":
            return self.renew()
        if kind == "other":
            return self.desk_app.open_record("agreement", rest)
        if kind == "change":
            return self.compare()
        if kind in ("money", "entry"):
            return self.open_money()
        if kind == "sessions":
            return self.open_client()
        if kind == "task":
            return self.desk_app.open_record("task", rest)
        return None

    async def edit_clause(self) -> None:
        """Word the clause under the cursor anew, or fill the places in it."""
        if await edit_clause(self.desk_app, self.page, self.clause_key()):
            say(self.desk_app, "clause saved", "u undoes", about=self.page.client_title)

    async def edit_terms(self) -> None:
        """Title, sessions, fee, dates, more goals."""
        if await edit_terms(self.desk_app, self.page):
            say(self.desk_app, "terms saved", "u undoes", about=self.page.client_title)

    async def fill_gaps(self) -> None:
        """From gap to gap, beginning with the one under the cursor."""
        kind, rest = self.line_here()
        await fill_gaps(self.desk_app, self.agreement_id, int(rest.partition(":")[0]) if kind == "gap" else 0)

    async def send(self) -> None:
        """Freeze it as it is sent."""
        await acts.send(self.desk_app, self.page)

    async def sign(self) -> None:
        """Record a signature."""
        await self._sign(self.line_here()[1] if self.line_here()[0] == "sign" else "")

    async def _sign(self, party: str) -> None:
        known = self.known
        if known is not None:
            await acts.sign(self.desk_app, known.page, known.clock, known.coach, party)

    async def hand_over(self) -> None:
        """Write the summary as a file."""
        await acts.hand_over(self.desk_app, self.page, self.known.may_hear if self.known else "")

    async def delete(self) -> None:
        """Delete a draft; the list is below, or the versions that were sent are still here."""
        if await acts.delete(self.desk_app, self.page):
            self.number = None
            if self.page.versions == 1:
                self.desk_app.back()
            self.desk_app.changed()

    def preview(self) -> None:
        """As the client reads it."""
        known = self.known
        payer = bool(known and known.page.sponsor_id)
        self.app.push_screen(PreviewScreen(self.agreement_id, self.number, payer=payer))

    def questions_about(self) -> tuple[str, str]:
        """At this agreement."""
        return "agreement", self.agreement_id

    def show_standards(self) -> None:
        """Which standards each clause answers."""
        self.desk_app.open_record("clause_standards", self.agreement_id)

    def open_client(self) -> None:
        """The page of the client."""
        self.desk_app.open_record("client", self.page.client_id)

    def open_money(self) -> None:
        """What the client owes and paid, line by line."""
        self.desk_app.open_record("money", self.page.client_id)

    def links(self) -> dict[str, Any]:
        """What is caught here is about this client, under this agreement."""
        if self.known is None:
            return {}
        return {"to": ("client", self.page.client_id), "agreement_id": self.agreement_id}

    def link_name(self) -> str:
        """The client."""
        return self.page.client_title if self.known is not None else ""


def _standing(known: Known | None) -> tuple[str, int, int]:
    """What the cursor goes to its first line for, once it is another."""
    return (known.page.state, known.page.version, known.page.versions) if known else ("", 0, 0)


def _read(desk: Desk, agreement_id: str, number: int | None) -> Known:
    from coachdesk.services import agreement_papers, agreement_versions, agreements, ledger, task_page

    with desk.noting() as damaged:
        page = agreements.page(desk, agreement_id, number)
        return Known(
            page=page,
            papers=tuple(agreement_papers.handed_over(desk, agreement_id)),
            clock=clock_of(desk),
            coach=desk.settings().name,
            left_out=len(damaged),
            since=unsigned(agreement_versions.diff(desk, agreement_id, None, page.version))
            if page.version > 1
            else None,
            may_hear=agreement_papers.may_hear(desk, agreement_id, number) if page.sponsor_id else "",
            money=ledger.of_agreement(desk, agreement_id),
            owed=task_page.under_agreement(desk, agreement_id),
        )
