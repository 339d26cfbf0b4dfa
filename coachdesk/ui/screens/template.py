"""A template: its clauses with their text beside them, its terms, its name."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.views.agreements import ClauseView
from coachdesk.domain.views.templates import TemplateView
from coachdesk.ui.say import say
from coachdesk.ui.screens.agreement_parts import clause_state, in_or_out
from coachdesk.ui.screens.agreement_words import fee_words
from coachdesk.ui.screens.clause_keys import ClauseKeys
from coachdesk.ui.screens.template_form import delete_template, edit_template, edit_words
from coachdesk.ui.text import joined, quiet, shown, shown_lines, strong
from coachdesk.ui.widgets.columns import Column, Row, heading
from coachdesk.ui.widgets.words import Words


class TemplateScreen(ClauseKeys):
    """The page of one template; nothing in it is about a client."""

    place = "template"
    tab = "agreements"
    noun = "templates"
    columns = (Column(width=1), Column(flex=True, most=120), Column(most=20))
    DEFAULT_CSS = """
    TemplateScreen #terms { height: auto; max-height: 3; padding: 0 2; margin-bottom: 1; }
    """

    def __init__(self, template_id: str) -> None:
        super().__init__()
        self.template_id = template_id
        self.view: TemplateView | None = None

    def body(self) -> ComposeResult:
        """The terms, the clauses, the text of the one under the cursor."""
        yield Words(id="terms")
        yield from self.panes()

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Template")
        self.lines.focus()

    async def load(self) -> TemplateView:
        """The template."""
        found: TemplateView = await self.ask("templates.view", self.template_id)
        return found

    @property
    def record_id(self) -> str:
        """The template."""
        return self.template_id

    @property
    def clauses(self) -> Sequence[ClauseView]:
        """Its clauses."""
        return self.view.clauses if self.view else ()

    def paint(self, view: TemplateView) -> None:
        """Its terms, and a line for each clause."""
        self.view = view
        inside = sum(1 for one in view.clauses if one.included)
        self.answer(
            joined(strong("Template "), self.words_of(view.name)), "no client, no dates: each agreement adds its own"
        )
        terms = view.terms
        parts = (
            self.words_of(view.title) if view.title else "no title",
            f"{terms.sessions} sessions" if terms.sessions else "",
            f"{terms.minutes} min" if terms.minutes else "",
            fee_words(terms),
            f"{terms.cancel_hours} h to cancel" if terms.cancel_hours else "",
        )
        self.query_one("#terms", Words).show(joined(*parts, by=" · "))
        rows = [heading(f"  Clauses: {inside} in it, {len(view.clauses) - inside} more offered")]
        for one in view.clauses:
            mark, state = clause_state(one, False)
            rows.append(Row(f"clause:{one.key}", (mark, shown(one.title) if one.included else quiet(one.title), state)))
        self.lines.show(rows)
        self.go_to_new()
        self.paint_text()

    def text_here(self, line: str) -> list[Content]:
        """The words of the clause."""
        one = self.clause_here()
        if one is None:
            return []
        lines = [strong(one.title), in_or_out(one)]
        lines += [joined(quiet("Left out because: "), shown_lines(one.why_out))] if one.why_out else []
        return [*lines, Content.empty(), shown_lines(one.filled), Content.empty(), quiet(one.guidance)]

    def facts(self) -> frozenset[str]:
        """A template can always be changed."""
        return frozenset({"draft", self.line_here()[0]} | self.clause_facts())

    async def open_line(self) -> None:
        """Word the clause anew."""
        await self.edit_clause()

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("agreement.open")

    async def edit_clause(self) -> None:
        """Word the clause under the cursor anew."""
        one = self.clause_here()
        if one is not None and await edit_words(self.desk_app, self.template_id, one):
            say(self.desk_app, "clause saved", "u undoes")

    async def edit_terms(self) -> None:
        """Name, title, terms."""
        if await edit_template(self.desk_app, self.template_id):
            say(self.desk_app, "template saved", "u undoes")

    async def delete(self) -> None:
        """Delete it, after a question; the list is below."""
        if self.view is not None and await delete_template(self.desk_app, self.template_id, self.view.name):
            self.desk_app.back()
            self.desk_app.changed()
