"""Which standards of the code each clause of an agreement answers, and which of them no clause answers."""

from __future__ import annotations

from collections.abc import Iterator
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
        """How many standards only clauses that were left out answer; a line for each clause, and for what none says."""
        self.known = view
        count = len({each.number for one in view.clauses if _is_out(one) for each in one.standards})
        said = caution(f"! {count} only in clauses left out") if count else good("✓ none is only in a clause left out")
        self.answer(joined(strong("Clauses and standards"), " with ", self.name_of(view.client)), said)
        self.query_one("#edition", Words).show(edition_note(view.edition))
        self.lines.show(list(self._rows(view)))
        self.paint_text()

    def _rows(self, view: Known) -> Iterator[Row]:
        """Clauses left out that would answer more, those in it, and the standards that no clause speaks of."""
        numbered = list(enumerate(view.clauses))
        groups = (
            ("Left out: these would answer more", [(at, one) for at, one in numbered if _is_out(one)]),
            ("In the agreement", [(at, one) for at, one in numbered if one.key and one.included]),
        )
        for title, group in groups:
            if group:
                yield heading(f"  {title}")
                yield from (Row(str(at), _cells(one)) for at, one in group)
                yield note()
        unspoken = [(at, one) for at, one in numbered if not one.key]
        if unspoken:
            yield heading("  Standards of which no clause speaks")
        for at, one in unspoken:
            for standard in one.standards:
                unchecked = "" if standard.checked else quiet("not checked")
                said = joined(strong(standard.number), "  ", standard.words)
                yield Row(f"{at}:{standard.number}", (quiet("·"), said, unchecked))

    def text_here(self, line: str) -> list[Content]:
        """The standards of a clause in our own words."""
        if self.known is None or not line:
            return []
        at, _, number = line.partition(":")
        one, edition = self.known.clauses[int(at)], self.known.edition.id
        if number:
            standards = tuple(each for each in one.standards if each.number == number)
            why = "No clause speaks of it: what you do answers it, and the checklists ask."
            return [*standard_lines(standards, edition), Content.empty(), quiet(why)]
        lines = [strong(one.title)]
        if _is_out(one):
            out = caution("it is not in the agreement; ")
            lines.append(joined(out, keyed("esc"), quiet(" goes back to take it in")))
        return [*lines, Content.empty(), *standard_lines(one.standards, edition)]


def _is_out(one: ClauseStandards) -> bool:
    """Whether it is a clause that was left out."""
    return bool(one.key) and not one.included


def _cells(one: ClauseStandards) -> tuple[object, ...]:
    mark = caution("!") if _is_out(one) else good("✓") if one.standards else quiet("·")
    which = ", ".join(each.number + ("" if each.checked else " ?") for each in one.standards)
    return mark, one.title, shown(which) if which else quiet("of no standard")


# in the desk thread


def _read(desk: Desk, agreement_id: str) -> Known:
    from coachdesk.services import agreements, ethics

    found = tuple(ethics.clause_standards(desk, agreement_id))
    client = agreements.page(desk, agreement_id).client_title
    return Known(found, client, next(one for one in ethics.editions(desk) if one.is_used))
