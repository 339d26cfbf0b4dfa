"""A document for reading on a screen: the same words in the same order as in a file, with nothing escaped."""

from __future__ import annotations

from collections.abc import Iterator

from coachdesk.documents.summary import Document, Paragraph, Signature
from coachdesk.domain.views.agreements import Passage


def write_passages(document: Document) -> tuple[Passage, ...]:
    """The document, piece by piece."""
    return tuple(_passages(document))


def _passages(document: Document) -> Iterator[Passage]:
    cover = document.cover
    if cover.business:
        yield Passage("small", cover.business)
    yield Passage("title", cover.title)
    yield Passage("text", cover.between)
    yield Passage("text", cover.say, f"{cover.mark}.")
    for party in document.parties:
        yield Passage("label", _joined((party.name, *party.contact)), party.role)
    if document.facts.rows:
        yield Passage("heading", document.facts.heading)
        for fact in document.facts.rows:
            yield Passage("label", _joined(fact.value), fact.label)
    if document.goals.rows:
        yield Passage("heading", document.goals.heading)
        for number, goal in enumerate(document.goals.rows, 1):
            yield Passage("label", _joined(goal.text), f"{number}.")
            if goal.measure_label:
                yield Passage("small", f"{goal.measure_label}: {_joined(goal.measure)}")
    if document.clauses.rows:
        yield Passage("heading", document.clauses.heading)
    for clause in document.clauses.rows:
        yield Passage("subheading", f"{clause.number}. {clause.title}" if clause.number else clause.title)
        for paragraph in clause.paragraphs:
            yield Passage("text", _joined(paragraph))
    yield from _end(document)


def _end(document: Document) -> Iterator[Passage]:
    signatures, about = document.signatures, document.about
    if signatures.heading:
        yield Passage("heading", signatures.heading)
    if signatures.note:
        yield Passage("text", signatures.note)
    for row in signatures.rows:
        line = f"{signatures.sign_here} ________________  {signatures.sign_day} __________"
        yield Passage("label", _signed(row, line), row.role)
    yield Passage("heading", about.heading)
    yield Passage("text", _joined(about.lines))
    if about.fingerprint:
        yield Passage("label", about.fingerprint, about.fingerprint_label)
        yield Passage("small", about.fingerprint_says)


def _signed(row: Signature, line: str) -> str:
    return "\n".join(part for part in (row.name, row.signed or line) if part)


def _joined(paragraph: Paragraph) -> str:
    return "\n".join(paragraph)
