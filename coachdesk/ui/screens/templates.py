"""Templates: what the next agreement may begin with."""

from __future__ import annotations

from textual.app import ComposeResult

from coachdesk.domain.views.templates import TemplateView
from coachdesk.ui.screens.agreement_form import write_agreement
from coachdesk.ui.screens.agreement_words import count, fee_words
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.screens.template_form import delete_template
from coachdesk.ui.text import quiet, strong
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.line_list import Empty, LineList

COLUMNS = (
    Column("Template", most=40),
    Column("Sessions", most=22),
    Column("Fee", most=32),
    Column("Title", most=60, flex=True),
)
EMPTY = Empty("No templates yet. An agreement you like can be kept as one:", "T", "on its page saves it")


class TemplatesScreen(DeskScreen):
    """Every template, by name."""

    place = "templates"
    tab = "agreements"

    def __init__(self, _: str = "") -> None:
        super().__init__()
        self._names: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """The list."""
        yield LineList(COLUMNS, empty=EMPTY)

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Templates")
        self.lines.focus()

    async def load(self) -> list[TemplateView]:
        """Every template."""
        found: list[TemplateView] = await self.ask("templates.lines")
        return found

    def paint(self, view: list[TemplateView]) -> None:
        """A line for each."""
        self._names = {one.id: one.name for one in view}
        said = count(len(view), "template to begin with", "templates to begin with") if view else "none yet"
        self.answer(strong("Templates"), said)
        self.lines.show(
            [
                Row(
                    one.id,
                    (self.words_of(one.name), _sessions(one), quiet(fee_words(one.terms)), self.words_of(one.title)),
                )
                for one in view
            ]
        )

    def open_line(self) -> None:
        """Its page."""
        if self.lines.current:
            self.desk_app.open_record("template", self.lines.current)

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.open_line()

    async def new_agreement(self) -> None:
        """Write an agreement that begins with it; its page opens."""
        written = await write_agreement(self.desk_app, template_id=self.lines.current)
        if written:
            self.desk_app.open_record("agreement", written)

    async def delete(self) -> None:
        """Delete it, after a question."""
        if await delete_template(self.desk_app, self.lines.current, self._names[self.lines.current]):
            self.desk_app.changed()


def _sessions(one: TemplateView) -> str:
    length = f" of {one.terms.minutes} min" if one.terms.minutes else ""
    return f"{one.terms.sessions}{length}" if one.terms.sessions else length.strip()
