"""The summary of an agreement as the client will read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.views.agreements import Passage
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.text import joined, keyed, quiet, shown_lines, strong
from coachdesk.ui.widgets.reader import Reader


class PreviewScreen(DeskScreen):
    """The same words in the same order as in the file that is handed over."""

    place = "agreement_preview"
    tab = "agreements"

    def __init__(self, agreement_id: str) -> None:
        super().__init__()
        self.agreement_id = agreement_id

    def body(self) -> ComposeResult:
        """The text, no wider than is good to read."""
        yield Reader(widest=76)

    def on_mount(self) -> None:
        """The text has the keys."""
        self.answer("As the client reads it")
        self.query_one(Reader).focus()

    async def load(self) -> tuple[Passage, ...]:
        """The summary, piece by piece."""
        found: tuple[Passage, ...] = await self.ask("agreement_papers.preview", self.agreement_id)
        return found

    def paint(self, view: Sequence[Passage]) -> None:
        """The text."""
        self.answer("As the client reads it", quiet("the file that is handed over says the same"))
        self.query_one(Reader).read(list(self._paragraphs(view)), self.agreement_id)

    def _paragraphs(self, view: Sequence[Passage]) -> Iterator[Content]:
        last = ""
        for one in view:
            parted = one.kind != "small" and (one.kind != "label" or last != "label")
            if parted and last:
                yield Content.empty()
            last = one.kind if one.kind != "small" else last
            yield self._paragraph(one)

    def _paragraph(self, one: Passage) -> Content:
        if one.kind == "title":
            return strong(self.words_of(one.text))
        if one.kind == "heading":
            return keyed(one.text)
        if one.kind == "subheading":
            return strong(one.text)
        if one.kind == "label":
            return joined(quiet(f"{one.label}  "), self.words_of(one.text.replace("\n", " · ")))
        words = shown_lines(self.words_of(shown_lines(one.text)))
        if one.kind == "small":
            return quiet(words)
        return joined(strong(one.label), " ", words) if one.label else words
