"""A document as Markdown that reads well as plain text too. All text is escaped: none of it can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coachdesk.documents.summary import Document, Paragraph, Signature, Signatures

# What means something anywhere in a line. CommonMark lets any of these be escaped; `~ | $ ^ {}` are for its dialects.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>#&!|~$^{}])")
# What means something at the start of a line only: lists, rules, underlined headings, numbered lists, definitions.
_AT_START = re.compile(r"^([-+=:])")
_NUMBER_AT_START = re.compile(r"^(\d+)([.)])(?=\s|$)")
# What some readers turn into a link by themselves: a scheme, www., an e-mail address.
_SCHEME = re.compile(r":(?=//)|(?<=www)\.|(?<=\S)@(?=\S)", re.IGNORECASE)


def escaped(text: str) -> str:
    """One line of text so that a Markdown reader shows exactly it, wherever in a line it stands."""
    safe = _SCHEME.sub(r"\\\g<0>", _ANYWHERE.sub(r"\\\1", text))
    return _NUMBER_AT_START.sub(r"\1\\\2", _AT_START.sub(r"\\\1", safe))


def write_markdown(document: Document) -> str:
    """The document as CommonMark, ending in one newline. The same document gives the same text."""
    blocks: list[str] = [*_cover(document), *_parties(document)]
    if document.facts.rows:
        blocks.append(f"## {escaped(document.facts.heading)}")
        blocks.append(_list(_labelled(fact.label, fact.value) for fact in document.facts.rows))
    if document.goals.rows:
        blocks.append(f"## {escaped(document.goals.heading)}")
        blocks.append(_list(_goal(goal.text, goal.measure_label, goal.measure) for goal in document.goals.rows))
    if document.clauses.rows:
        blocks.append(f"## {escaped(document.clauses.heading)}")
    for clause in document.clauses.rows:
        number = f"{clause.number}. " if clause.number else ""
        blocks.append(f"### {number}{escaped(clause.title)}".rstrip())
        blocks += [_paragraph(paragraph) for paragraph in clause.paragraphs]
    blocks += _signatures(document.signatures)
    blocks += _about(document)
    return "\n\n".join(blocks) + "\n"


def _cover(document: Document) -> list[str]:
    cover = document.cover
    head = [_paragraph((cover.business,))] if cover.business else []
    return [
        *head,
        f"# {escaped(cover.title)}",
        _paragraph((cover.between,)),
        f"**{escaped(cover.mark)}.** {escaped(cover.say)}",
    ]


def _parties(document: Document) -> list[str]:
    return [_list(_labelled(party.role, (party.name, *party.contact)) for party in document.parties)]


def _goal(text: Paragraph, label: str, measure: Paragraph) -> str:
    first = _indented(text)
    return f"{first}\\\n  {_labelled(label, measure)}" if label else first


def _signatures(signatures: Signatures) -> list[str]:
    if not signatures.heading:
        return []
    blocks = [f"## {escaped(signatures.heading)}"]
    if signatures.note:
        blocks.append(escaped(signatures.note))
    if signatures.rows:
        blocks.append(_list(_signature(row, signatures) for row in signatures.rows))
    return blocks


def _signature(row: Signature, labels: Signatures) -> str:
    if row.signed:
        return _labelled(row.role, (row.name, row.signed) if row.name else (row.signed,))
    name = escaped(row.name) if row.name else f"{escaped(labels.sign_name)} {_LINE}"
    return (
        f"**{escaped(row.role)}:** {name}\\\n  {escaped(labels.sign_here)} {_LINE} {escaped(labels.sign_day)} {_LINE}"
    )


# Underscores to sign on, escaped so that they stay underscores.
_LINE = "\\_" * 20


def _about(document: Document) -> list[str]:
    about = document.about
    blocks = ["---", f"## {escaped(about.heading)}", _paragraph(about.lines)]
    if about.fingerprint:
        blocks.append(
            f"{escaped(about.fingerprint_label)}: {escaped(about.fingerprint)}\\\n{escaped(about.fingerprint_says)}"
        )
    return blocks


def _labelled(label: str, value: Paragraph) -> str:
    return f"**{escaped(label)}:** {_indented(value)}".rstrip() if label else _indented(value)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _indented(paragraph: Paragraph) -> str:
    """The lines of a list item: hard breaks, the later lines under the first."""
    return "\\\n  ".join(escaped(text) for text in paragraph)


def _paragraph(paragraph: Paragraph) -> str:
    return "\\\n".join(escaped(text) for text in paragraph)
