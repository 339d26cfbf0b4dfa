"""Which standards of the code each clause of an agreement answers, and which of them no clause answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.views.ethics import ClauseStandards, EditionView
from coachdesk.ui.screens.ethics_words import edition_note, standard_lines
from coachdesk.ui.screens.panes import Panes
from coachdesk.ui.text import caution, good, joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Known:
    """The clauses with their standards, whose agreement it is, and the edition in use."""

    clauses: tuple[ClauseStandards, ...]
    client: str
    edition: EditionView


class ClauseStandardsScreen(Panes):
    """The clauses beside the standards of one; made with the agreement's id."""

    place = "clause_standards"
    tab = "agreements"
    columns = (Column(width=1), Column(flex=True, most=90), Column(most=24))
    DEFAULT_CSS = """
    ClauseStandardsScreen #edition { height: auto; max-height: 3; padding: 0 2; margin-bottom: 1; }
    """

    def __init__(self, agreement_id: str) -> None:
        super().__init__()
        self.agreement_id = agreement_id
        self.known: Known | None = None

    def body(self) -> ComposeResult:
        """Which edition it is, the clauses, the standards of one."""
        yield Words(id="edition", lines=True)
        yield from self.panes()

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Clauses and standards")
        self.lines.focus()

    async def load(self) -> Known:
        """Every clause, and the standards that it answers."""
        known: Known = await self.ask(_read, self.agreement_id)
        return known

    def paint(self, view: Known) -> None:
        """How many standards no clause answers; a line for each clause, those first."""
        self.known = view
        lacking = [one for one in view.clauses if _lacks(one)]
        count = sum(len(one.standards) for one in lacking)
        said = caution(f"! {count} without a clause in it") if count else good("✓ each has a clause in it")
        self.answer(joined(strong("Clauses and standards"), " with ", self.name_of(view.client)), said)
        self.query_one("#edition", Words).show(edition_note(view.edition))
        rows = [self._row(view, one) for one in lacking]
        found = [heading("  No clause in it answers these"), *rows, note()] if rows else []
        inside = [self._row(view, one) for one in view.clauses if not _lacks(one)]
        self.lines.show([*found, heading("  Clauses in it"), *inside])
        self.paint_text()

    def _row(self, view: Known, one: ClauseStandards) -> Row:
        mark = caution("!") if _lacks(one) else good("✓") if one.standards else quiet("·")
        which = ", ".join(each.number + ("" if each.checked else " ?") for each in one.standards)
        return Row(str(view.clauses.index(one)), (mark, one.title, shown(which) if which else quiet("of no standard")))

    def text_here(self, line: str) -> list[Content]:
        """The standards of a clause in our own words."""
        if self.known is None or not line:
            return []
        one = self.known.clauses[int(line)]
        lines = [strong(one.title)]
        if one.key and not one.included:
            lines.append(
                joined(caution("it is not in the agreement; "), keyed("esc"), quiet(" goes back to take it in"))
            )
        lines += [Content.empty(), *standard_lines(one.standards, self.known.edition.id)]
        topics = [Content.empty(), *(quiet(f"topic: {topic}") for topic in one.topics)] if one.topics else []
        return [*lines, *topics]


def _lacks(one: ClauseStandards) -> bool:
    """Whether standards stand there that nothing in the agreement answers."""
    return bool(one.standards) and not (one.key and one.included)


# in the desk thread


def _read(desk: Desk, agreement_id: str) -> Known:
    from coachdesk.services import agreements, ethics

    used = next(one for one in ethics.editions(desk) if one.is_used)
    client = agreements.page(desk, agreement_id).client_title
    return Known(tuple(ethics.clause_standards(desk, agreement_id)), client, used)
