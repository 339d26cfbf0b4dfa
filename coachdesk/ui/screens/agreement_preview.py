"""The summary of an agreement as the client will read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.views.agreements import Passage, VersionDiff
from coachdesk.ui.screens.agreement_compare import unsigned
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.text import caution, joined, keyed, quiet, shown_lines, strong
from coachdesk.ui.widgets.reader import Reader

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


class PreviewScreen(DeskScreen):
    """The same words in the same order as in the file that is handed over."""

    place = "agreement_preview"
    tab = "agreements"

    def __init__(self, agreement_id: str, number: int | None = None, *, payer: bool = False) -> None:
        super().__init__()
        self.agreement_id, self.number, self.payer = agreement_id, number, payer
        self.copy_for = "client"

    def body(self) -> ComposeResult:
        """The text, no wider than is good to read."""
        yield Reader(widest=76)

    def on_mount(self) -> None:
        """The text has the keys."""
        self.answer("As the client reads it")
        self.query_one(Reader).focus()

    async def load(self) -> tuple[tuple[Passage, ...], VersionDiff | None]:
        """The summary, piece by piece, and what changed since the version in force."""
        found: tuple[tuple[Passage, ...], VersionDiff | None] = await self.ask(
            _read, self.agreement_id, self.number, self.copy_for
        )
        return found

    def paint(self, view: tuple[Sequence[Passage], VersionDiff | None]) -> None:
        """The text, under what changed."""
        passages, since = view
        who = "whoever pays" if self.copy_for == "payer" else "the client"
        self.answer(f"As {who} reads it", quiet("the file that is handed over says the same"))
        self.query_one(Reader).read([*self._changed(since), *self._paragraphs(passages)], self.copy_for)
        self.footer_changed()

    def _changed(self, since: VersionDiff | None) -> Iterator[Content]:
        if since is not None and since.changes:
            yield caution(f"Since version {since.old} (for you; this box is not in the file)")
            for one in since.changes:
                yield joined("· ", self.words_of(one.line))
            yield quiet("─" * 40)

    def facts(self) -> frozenset[str]:
        """Whether there are two copies."""
        return frozenset({"sponsored"} if self.payer else ())

    def other_copy(self) -> None:
        """The client's copy, or the payer's own."""
        self.copy_for = "client" if self.copy_for == "payer" else "payer"
        self.reload()

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


def _read(
    desk: Desk, agreement_id: str, number: int | None, copy: str
) -> tuple[tuple[Passage, ...], VersionDiff | None]:
    from coachdesk.services import agreement_papers, agreement_versions, agreements

    version = agreements.page(desk, agreement_id, number).version
    passages = agreement_papers.preview(desk, agreement_id, number, copy)
    if version == 1 or copy == "payer":
        return passages, None
    return passages, unsigned(agreement_versions.diff(desk, agreement_id, None, version))
