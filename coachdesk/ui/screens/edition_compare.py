"""Two editions side by side: each topic with its standards in both, and what the other adds, drops or renumbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.views.ethics import Comparison, StandardView, TopicAcross
from coachdesk.ui.screens.ethics_words import OURS, standard_lines
from coachdesk.ui.screens.panes import Panes
from coachdesk.ui.text import caution, good, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_GROUPS = (
    ("added", "Only in {right}"),
    ("dropped", "Only in {left}"),
    ("renumbered", "In both, under another number"),
    ("not known", "In one; what the other says of it is not known here"),
    ("", "In both, or in neither that is known here"),
)
_MARKS = {
    "added": good("+"),
    "dropped": caution("–"),
    "renumbered": shown("→"),
    "not known": quiet("?"),
    "": quiet("·"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """The two, and every edition that may stand there."""

    pair: Comparison
    ids: tuple[str, ...]


class EditionCompareScreen(Panes):
    """The topics beside both editions' standards; made with the ids of both, such as `2025|2020`."""

    place = "edition_compare"
    tab = "ethics"
    DEFAULT_CSS = """
    EditionCompareScreen #edition { height: auto; padding: 0 2; margin-bottom: 1; }
    EditionCompareScreen.-wide #panes > LineList { width: 3fr; }
    EditionCompareScreen.-wide #panes > Reader { width: 2fr; }
    """

    def __init__(self, pair: str) -> None:
        super().__init__()
        self.left, _, self.right = pair.partition("|")
        self.columns = self._columns()
        self.known: Known | None = None

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(width=1),
            Column("Topic", flex=True, most=60),
            Column(self.left, most=18, least=8),
            Column(self.right, most=18, least=8),
        )

    def body(self) -> ComposeResult:
        """Whose words these are, the topics, the standards of one."""
        yield Words(quiet(f"{OURS} · ? is a number that was not checked"), id="edition")
        yield from self.panes()

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Side by side")
        self.lines.focus()

    async def load(self) -> Known:
        """Both, by topic."""
        known: Known = await self.ask(_read, self.left, self.right)
        return known

    def paint(self, view: Known) -> None:
        """What the other adds and drops; a line for each topic."""
        self.known, pair = view, view.pair
        counts = Counter(one.change for one in pair.topics)
        said = [f"{counts[change]} {change}" for change, _ in _GROUPS if change and counts[change]]
        head = strong(f"{pair.left.id} beside {pair.right.id}")
        self.answer(head, ", ".join(said) + " by topic" if said else "nothing differs")
        self.lines.columns = self._columns()
        self.lines.show(list(self._rows(pair)))
        self.paint_text()

    def _rows(self, pair: Comparison) -> Iterator[Row]:
        begun = False
        for change, words in _GROUPS:
            group = [one for one in pair.topics if one.change == change]
            if not group:
                continue
            if begun:
                yield note()
            begun = True
            yield heading("  " + words.format(left=pair.left.id, right=pair.right.id))
            for one in group:
                yield Row(one.topic, (_MARKS[change], one.title, _numbers(one.left), _numbers(one.right)))

    def text_here(self, line: str) -> list[Content]:
        """The topic, and its standards in each edition."""
        pair = self.known.pair if self.known is not None else None
        one = next((each for each in pair.topics if each.topic == line), None) if pair is not None else None
        if one is None or pair is None:
            return []
        lines = [strong(one.title), quiet(one.about), Content.empty()]
        lines += [*standard_lines(one.left, pair.left.id, one.left_closest), Content.empty()]
        lines += [*standard_lines(one.right, pair.right.id, one.right_closest), Content.empty()]
        return [*lines, quiet(_asked(one))]

    def facts(self) -> frozenset[str]:
        """Whether there is another edition to put there."""
        return frozenset({"several"} if self.known is not None and len(self.known.ids) > 2 else ())

    def step(self) -> None:
        """Another edition on the right."""
        ids = [one for one in self.known.ids if one != self.left] if self.known is not None else []
        if ids:
            self.right = ids[(ids.index(self.right) + 1) % len(ids)] if self.right in ids else ids[0]
            self.reload()

    def swap(self) -> None:
        """The other way round."""
        self.left, self.right = self.right, self.left
        self.reload()


def _numbers(standards: tuple[StandardView, ...]) -> Content:
    which = ", ".join(one.number for one in standards)
    return quiet("–") if not which else shown(which) if all(one.checked for one in standards) else caution(f"{which} ?")


def _asked(one: TopicAcross) -> str:
    return {0: "no question asks about it", 1: "1 question asks about it"}.get(
        one.items, f"{one.items} questions ask about it"
    )


# in the desk thread


def _read(desk: Desk, left: str, right: str) -> Known:
    from coachdesk.services import ethics

    ids = tuple(one.id for one in ethics.editions(desk) if one.of)
    return Known(ethics.compare(desk, left, right), ids)
