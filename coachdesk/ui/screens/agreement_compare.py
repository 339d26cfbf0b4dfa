"""Two versions of an agreement: what differs, in words, and both wordings beside each other's line."""

from __future__ import annotations

from dataclasses import replace

from textual.content import Content

from coachdesk.domain.views.agreements import Change, VersionDiff
from coachdesk.ui.screens.panes import Panes
from coachdesk.ui.text import good, joined, quiet, shown, shown_lines, strong
from coachdesk.ui.widgets.columns import Column, Row

KINDS = {
    "title": "its title",
    "term": "terms",
    "goal": "goals",
    "clause": "clauses",
    "text": "what is filled in",
    "signer": "who signed",
}


def change_text(one: Change, old: int, new: int) -> list[Content]:
    """A change, whole: what it said before, and what it says now."""
    lines = [strong(one.line), Content.empty()]
    if one.before:
        lines += [quiet(f"Version {old}"), shown_lines(one.before), Content.empty()]
    if one.after:
        lines += [quiet(f"Version {new}"), shown_lines(one.after)]
    return lines


def unsigned(found: VersionDiff) -> VersionDiff:
    """A comparison without who signed: a version that waits for signatures differs in that anyway."""
    return replace(found, changes=tuple(one for one in found.changes if one.kind != "signer"))


class CompareScreen(Panes):
    """What differs between two versions; the older and the newer one are stepped through by keys."""

    place = "agreement_compare"
    tab = "agreements"
    columns = (Column(flex=True, most=160), Column(most=20))

    def __init__(self, agreement_id: str, client: str, old: int | None, new: int | None) -> None:
        super().__init__()
        self.agreement_id, self.client = agreement_id, client
        self.old, self.new = old, new
        self.found: VersionDiff | None = None
        self.last = 0

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Versions side by side")
        self.lines.focus()

    async def load(self) -> tuple[VersionDiff, int]:
        """The comparison, and how many versions there are."""
        found: VersionDiff = await self.ask("agreement_versions.diff", self.agreement_id, self.old, self.new)
        page = await self.ask("agreements.page", self.agreement_id)
        return found, page.versions

    def paint(self, view: tuple[VersionDiff, int]) -> None:
        """A line for each difference."""
        self.found, self.last = view
        self.old, self.new = self.found.old, self.found.new
        number = len(self.found.changes)
        said = f"{number} difference{'' if number == 1 else 's'}" if number else "nothing differs"
        heading = joined(strong(f"Version {self.old} → {self.new}"), " with ", self.name_of(self.client))
        self.answer(heading, said if number else good(said))
        self.lines.show(
            [
                Row(f"change:{at}", (self.words_of(one.line), quiet(KINDS.get(one.kind, ""))))
                for at, one in enumerate(self.found.changes)
            ]
        )
        self.paint_text()

    def text_here(self, line: str) -> list[Content]:
        """Both wordings."""
        if self.found is None:
            return []
        if not line:
            return [shown("Nothing differs between these two.")]
        one = self.found.changes[int(line.partition(":")[2])]
        if self.desk_app.private:
            return [self.words_of(one.line)]
        return change_text(one, self.found.old, self.found.new)

    def facts(self) -> frozenset[str]:
        """Which way there are other versions."""
        old, new = self.old or 0, self.new or 0
        ways = {
            "older-back": old > 1,
            "older-on": old < new - 1,
            "newer-back": new > old + 1,
            "newer-on": new < self.last,
        }
        return frozenset(name for name, there in ways.items() if there)

    def step(self, which: str = "") -> None:
        """Another older or newer one."""
        end, _, way = which.partition("-")
        by = -1 if way == "back" else 1
        if end == "older":
            self.old = (self.old or 1) + by
        else:
            self.new = (self.new or 1) + by
        self.reload()
