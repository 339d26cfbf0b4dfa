"""The short report to whoever pays, in the blocks of every other paper: sessions, dates, shared goals, the coach's own
words. What is noted of sessions never comes here: the view has no room for it."""

from __future__ import annotations

from coachdesk.documents import FORMATS, Rendered
from coachdesk.documents.summary import (
    LAYOUTS,
    About,
    Clause,
    Clauses,
    Cover,
    Document,
    Fact,
    Facts,
    Foot,
    Party,
    Signatures,
    goals_of,
    line,
    lines,
    paragraphs,
)
from coachdesk.documents.words import Words, words_for
from coachdesk.domain.errors import failure
from coachdesk.domain.times import local
from coachdesk.domain.views.reports import SponsorReport


def render_report(report: SponsorReport, fmt: str, zone: str) -> Rendered:
    """The report as `md`, `html` or `pdf`; its day is that of `zone`. The same report gives the same bytes.

    Raises `document.format`, and as `pdf.write_pdf` does.
    """
    if fmt not in FORMATS:
        raise failure("document.format", found=fmt, known=", ".join(FORMATS))
    document = lay_out_report(report, words_for(report.summary.language), zone)
    if fmt == "md":
        from coachdesk.documents.markdown import write_markdown

        return Rendered(write_markdown(document).encode())
    if fmt == "html":
        from coachdesk.documents.html import write_html

        return Rendered(write_html(document, report.summary.paper).encode())
    from coachdesk.documents.pdf import write_pdf

    return Rendered(*write_pdf(document, report.summary.paper, report.made_at))


def lay_out_report(report: SponsorReport, words: Words, zone: str) -> Document:
    """The report as blocks, in those words."""
    said, summary = words.report, report.summary
    coach, client, payer = line(summary.coach_name), line(summary.client_name), line(summary.sponsor_name)
    before, _, rest = said["between"].partition("{payer}")
    middle, _, after = rest.partition("{client}")
    pieces = tuple(
        piece for piece in ((before, False), (payer, True), (middle, False), (client, True), (after, False)) if piece[0]
    )
    between = "".join(text for text, _ in pieces)
    day = words.on(local(report.made_at, zone).date())
    return Document(
        language=words.language,
        direction=words.direction,
        layout=summary.layout if summary.layout in LAYOUTS else LAYOUTS[0],
        standing="signed",
        author=coach or line(summary.business),
        dated=report.made_at.isoformat(),
        logo=summary.logo,
        cover=Cover(line(summary.business), said["title"], between, pieces, said["mark"], said["say"].format(day=day)),
        parties=(
            Party(words.coach, coach or words.unnamed, lines(summary.coach_contact)),
            Party(words.client, client or words.unnamed, ()),
            Party(words.payer, payer, ()),
        ),
        facts=Facts(words.facts, _facts(report, words)),
        goals=goals_of(summary, words),
        clauses=Clauses(said["words"], _texts(report, words)),
        signatures=Signatures("", "", (), "", "", ""),
        about=About(words.about, _about(report, words), "", "", ""),
        foot=Foot(between=between, text=f"{said['title']} · {day}", version="", fingerprint="", page=words.page),
    )


def _facts(report: SponsorReport, words: Words) -> tuple[Fact, ...]:
    count, said = report.sessions, words.report
    facts = [
        Fact(said["agreed"], (str(count.agreed),)),
        Fact(said["held"], (str(count.held),)),
        Fact(said["left"], (str(count.left),)),
    ]
    facts += [Fact(said["charged"], (str(count.charged),))] if count.charged else []
    facts += [Fact(said["booked"], (str(count.booked),))] if count.booked else []
    facts += [Fact(said["dates"], tuple(words.on(day) for day in report.dates))] if report.dates else []
    return tuple(facts)


def _texts(report: SponsorReport, words: Words) -> tuple[Clause, ...]:
    texts = ((words.report["from_coach"], report.words), (words.report["may_hear"], report.may_hear))
    return tuple(Clause(0, title, paragraphs(text)) for title, text in texts if text)


def _about(report: SponsorReport, words: Words) -> tuple[str, ...]:
    summary, said = report.summary, words.report
    under = said["under"].format(
        title=line(summary.title),
        version=summary.version,
        client=line(summary.client_name),
        day=words.on(report.signed_on),
    )
    return (under, said["no_notes"])
