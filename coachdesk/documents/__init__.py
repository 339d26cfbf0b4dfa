"""An agreement turned into a file: PDF, HTML and Markdown. Nothing here writes a file; `services/hand_over` does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coachdesk.domain.views.agreements import AgreementSummary, Passage

FORMATS: tuple[str, ...] = ("pdf", "html", "md")
"""The formats by name, which is also the ending of their file names."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document's bytes, and notes for the coach (never part of the document), each one sentence on one line."""

    data: bytes
    notes: tuple[str, ...] = ()


def render(summary: AgreementSummary, fmt: str) -> Rendered:
    """The summary in that format. The same summary gives the same bytes.

    Fails with `document.format` for an unknown format, and as `pdf.write_pdf` does. A language that has no words
    file is written with English words, and a note says so.
    """
    from coachdesk.documents.summary import lay_out
    from coachdesk.documents.words import languages, main_language, words_for
    from coachdesk.domain.errors import failure

    if fmt not in FORMATS:
        raise failure("document.format", found=fmt, known=", ".join(FORMATS))
    words = words_for(summary.language)
    notes: tuple[str, ...] = ()
    if main_language(summary.language) != main_language(words.language):
        known = ", ".join(languages())
        notes = (
            f"the fixed words are in English: there are none for the language {summary.language} yet (known: {known})",
        )
    document = lay_out(summary, words)
    if fmt == "md":
        from coachdesk.documents.markdown import write_markdown

        return Rendered(write_markdown(document).encode(), notes)
    if fmt == "html":
        from coachdesk.documents.html import write_html

        return Rendered(write_html(document, summary.paper).encode(), notes)
    from coachdesk.documents.pdf import write_pdf

    data, found = write_pdf(document, summary.paper, summary.frozen_at)
    return Rendered(data, notes + found)


def as_passages(summary: AgreementSummary) -> tuple[Passage, ...]:
    """The summary for reading on a screen: the same words in the same order as in a file."""
    from coachdesk.documents.passages import write_passages
    from coachdesk.documents.summary import lay_out
    from coachdesk.documents.words import words_for

    return write_passages(lay_out(summary, words_for(summary.language)))
