"""A document as one HTML file that stands alone: no script, nothing loaded from outside, pages that print well.

Every text of a person is escaped and isolated, so that it is neither markup nor turns its neighbours' direction. What
styles the page is allowed by its own hash in the content security policy, and nothing else is allowed at all.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from coachdesk.documents.papers import paper_of
from coachdesk.documents.summary import Document, Paragraph, Pieces, Signature, Signatures
from coachdesk.domain.fingerprints import printed
from coachdesk.domain.views.agreements import Logo

_SIZES = {"a4": "A4", "us-letter": "letter"}


def write_html(document: Document, paper: str) -> str:
    """The document as HTML, ending in one newline. The same document gives the same text.

    Fails with `document.paper` for an unknown paper.
    """
    style = _style(document, paper_of(paper))
    blocks = [
        "<!doctype html>",
        f'<html lang="{escape(document.language)}" dir="{escape(document.direction)}">',
        *_head(document, style),
        f'<body class="is-{document.standing}">',
        *_watermark(document),
        "<main>",
        *_cover(document),
        *_facts(document),
        *_goals(document),
        *_clauses(document),
        *_signatures(document.signatures),
        *_about(document),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(blocks) + "\n"


def _style(document: Document, paper: str) -> str:
    folder = files("coachdesk.documents").joinpath("templates")
    sheets = [folder.joinpath(name).read_text("utf-8") for name in ("page.css", f"{document.layout}.css")]
    return "\n" + "\n".join([*sheets, _page_rule(document, paper)])


def _page_rule(document: Document, paper: str) -> str:
    """The size of the paper, and what stands at the foot of each printed page: fixed words and digits, no user text."""
    before, _, rest = document.foot.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    pages = f"{_css(before)} counter(page) {_css(between)} counter(pages) {_css(after)}"
    short = printed(document.foot.fingerprint)
    proof = " · ".join(part for part in (document.foot.version, short) if part)
    left, right = ("right", "left") if document.direction == "rtl" else ("left", "right")
    return (
        f"@page {{ size: {_SIZES[paper]}; @bottom-{left} {{ content: {_css(proof)} }} "
        f"@bottom-{right} {{ content: {pages} }} }}\n"
    )


def _css(text: str) -> str:
    """A CSS string; all but plain letters and digits as code points, so that no text can end it."""
    safe = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):06x}" for c in text)
    return f'"{safe}"'


def _head(document: Document, style: str) -> Iterator[str]:
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; img-src data:; base-uri 'none'; form-action 'none'"
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    named = {
        "referrer": "no-referrer",
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light",
        "format-detection": "telephone=no, date=no, address=no, email=no",
        "generator": "Coachdesk",
        "author": document.author,
        "date": document.dated,
        "fingerprint": document.about.fingerprint,
    }
    yield from (f'<meta name="{name}" content="{escape(text)}">' for name, text in named.items() if text)
    yield f"<title>{escape(_title(document))}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"


def _title(document: Document) -> str:
    return f"{document.cover.title} – {document.foot.between}"


def _watermark(document: Document) -> Iterator[str]:
    """What a draft says across each printed page; who listens hears it from the mark at the top."""
    if document.standing == "draft":
        yield f'<div class="watermark" aria-hidden="true">{escape(document.cover.mark)}</div>'


def _cover(document: Document) -> Iterator[str]:
    cover = document.cover
    yield "<header>"
    if document.logo:
        # beside the name of the business it says nothing more; alone it stands for it
        alt = "" if cover.business else document.author
        yield f'<img class="logo" src="{_data_url(document.logo)}" alt="{escape(alt)}">'
    if cover.business:
        yield f'<p class="business">{_bdi(cover.business)}</p>'
    yield f'<h1 dir="auto">{escape(cover.title)}</h1>'
    yield f'<p class="between">{_isolated(cover.pieces)}</p>'
    yield f'<p class="standing"><strong>{escape(cover.mark)}</strong> <span>{escape(cover.say)}</span></p>'
    yield '<dl class="parties">'
    for party in document.parties:
        contact = f'\n<dd class="contact">{_isolated_lines(party.contact)}</dd>' if party.contact else ""
        yield f'<div><dt>{escape(party.role)}</dt>\n<dd class="name">{_bdi(party.name)}</dd>{contact}</div>'
    yield "</dl>"
    yield "</header>"


def _isolated(pieces: Pieces) -> str:
    """A fixed sentence in which what people wrote stands for itself, whatever its direction."""
    return "".join(_bdi(text) if written else escape(text) for text, written in pieces)


def _data_url(logo: Logo) -> str:
    """A picture in the page itself. As a picture it can neither run anything nor load anything, whatever is in it."""
    kind = {"png": "image/png", "svg": "image/svg+xml"}[logo.kind]
    return f"data:{kind};base64,{base64.b64encode(logo.data).decode()}"


def _facts(document: Document) -> Iterator[str]:
    if not document.facts.rows:
        return
    yield from _section("facts", document.facts.heading)
    yield "<dl>"
    for fact in document.facts.rows:
        yield f"<div><dt>{escape(fact.label)}</dt>\n<dd>{_isolated_lines(fact.value)}</dd></div>"
    yield "</dl>"
    yield "</section>"


def _goals(document: Document) -> Iterator[str]:
    if not document.goals.rows:
        return
    yield from _section("goals", document.goals.heading)
    yield "<ol>"
    for goal in document.goals.rows:
        yield f'<li><p dir="auto">{_lines(goal.text)}</p>'
        if goal.measure_label:
            label = f"<em>{escape(goal.measure_label)}:</em> "
            yield f'<p class="measure">{label}{_isolated_lines(goal.measure)}</p>'
        yield "</li>"
    yield "</ol>"
    yield "</section>"


def _clauses(document: Document) -> Iterator[str]:
    if not document.clauses.rows:
        return
    yield from _section("clauses", document.clauses.heading)
    for at, clause in enumerate(document.clauses.rows, 1):
        short = sum(len(part) for paragraph in clause.paragraphs for part in paragraph) <= 900
        yield f'<section class="clause{" whole" if short else ""}" aria-labelledby="clause-{at}">'
        number = f'<span class="number">{clause.number}.</span> ' if clause.number else ""
        yield f'<h3 id="clause-{at}">{number}<bdi>{escape(clause.title)}</bdi></h3>'
        paragraphs = "\n".join(f'<p dir="auto">{_lines(paragraph)}</p>' for paragraph in clause.paragraphs)
        yield f'<div class="text">{paragraphs}</div>'
        yield "</section>"
    yield "</section>"


def _signatures(signatures: Signatures) -> Iterator[str]:
    yield '<div class="end">' if len(signatures.rows) <= 4 else "<div>"
    if not signatures.heading:
        return
    yield from _section("signatures", signatures.heading)
    if signatures.note:
        yield f"<p>{escape(signatures.note)}</p>"
    if signatures.rows:
        yield '<dl class="signatures">'
        for row in signatures.rows:
            yield f"<div><dt>{escape(row.role)}</dt>"
            yield from _signature(row, signatures)
            yield "</div>"
        yield "</dl>"
    yield "</section>"


def _signature(row: Signature, labels: Signatures) -> Iterator[str]:
    if row.name:
        yield f'<dd class="name">{_bdi(row.name)}</dd>'
    if row.signed:
        yield f'<dd class="signed">{_isolated(row.pieces)}</dd>'
        return
    wanted = (() if row.name else (labels.sign_name,), (labels.sign_here, labels.sign_day))
    for captions in wanted:
        if captions:
            lines = "".join(f'<span class="line">{escape(caption)}</span>' for caption in captions)
            yield f'<dd class="to-sign">{lines}</dd>'


def _about(document: Document) -> Iterator[str]:
    about = document.about
    yield from _section("about", about.heading)
    yield from (f'<p dir="auto">{escape(told)}</p>' for told in about.lines)
    if about.fingerprint:
        yield f"<dl><dt>{escape(about.fingerprint_label)}</dt>"
        yield f'<dd dir="ltr"><code>{printed(about.fingerprint)}</code></dd></dl>'
        yield f'<p class="small">{escape(about.fingerprint_says)}</p>'
    yield "</section>"
    yield "</div>"


def _section(name: str, heading: str) -> Iterator[str]:
    yield f'<section class="{name}" aria-labelledby="{name}">'
    yield f'<h2 id="{name}">{escape(heading)}</h2>'


def _bdi(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"


def _isolated_lines(paragraph: Paragraph) -> str:
    """Lines beside a label: each in its own direction, all on the label's side of the page."""
    return "<br>\n".join(_bdi(text) for text in paragraph)


def _lines(paragraph: Paragraph) -> str:
    return "<br>\n".join(escape(text) for text in paragraph)
