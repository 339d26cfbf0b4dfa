"""What an agreement's summary says and in which order: a small model of blocks that every format paints in its way.

All text in the model is plain text, the user's and ours alike; each format escapes it. The order of the fields of
`Document` is the reading order. (Named tuples, because making a dozen dataclasses would take as long as many a page.)
"""

from __future__ import annotations

import re
import unicodedata
from string import Formatter
from typing import NamedTuple

from coachdesk.documents.facts import told
from coachdesk.documents.words import Words
from coachdesk.domain.agreements import DEFAULT_TITLE
from coachdesk.domain.views.agreements import AgreementSummary, Logo, SignatureView

Paragraph = tuple[str, ...]
"""The lines of one paragraph."""

Pieces = tuple[tuple[str, bool], ...]
"""A sentence in pieces: the text, and whether a person wrote it."""

LAYOUTS = ("classic", "plain")
"""How a document may look."""

SHORT_FINGERPRINT = 16
"""So many characters of the fingerprint stand at the foot of every page."""


class Cover(NamedTuple):
    """The head of the first page. `pieces` are those of `between`; `say` explains the mark."""

    business: str
    title: str
    between: str
    pieces: Pieces
    mark: str
    say: str


class Party(NamedTuple):
    """One of the people of the agreement, with how to reach them where that is known."""

    role: str
    name: str
    contact: Paragraph


class Fact(NamedTuple):
    label: str
    value: Paragraph


class Facts(NamedTuple):
    heading: str
    rows: tuple[Fact, ...]


class Goal(NamedTuple):
    """A goal; `measure_label` is empty where there is no measure."""

    text: Paragraph
    measure_label: str
    measure: Paragraph


class Goals(NamedTuple):
    heading: str
    rows: tuple[Goal, ...]


class Clause(NamedTuple):
    """A numbered piece of text; of number 0 none is shown."""

    number: int
    title: str
    paragraphs: tuple[Paragraph, ...]


class Clauses(NamedTuple):
    heading: str
    rows: tuple[Clause, ...]


class Signature(NamedTuple):
    """One party's signature: `signed` in words and in pieces, or empty where there is a line to sign on."""

    role: str
    name: str
    signed: str
    pieces: Pieces = ()


class Signatures(NamedTuple):
    """`note` stands in place of `rows` where nothing is to be signed; the labels belong to the lines to sign on. A
    document that nobody signs has no heading here."""

    heading: str
    note: str
    rows: tuple[Signature, ...]
    sign_here: str
    sign_name: str
    sign_day: str


class About(NamedTuple):
    """The end of the document: version, instant, code of ethics, fingerprint (the last two may be empty)."""

    heading: str
    lines: tuple[str, ...]
    fingerprint_label: str
    fingerprint: str
    fingerprint_says: str


class Foot(NamedTuple):
    """What every page of a paged format repeats, long names shortened; `page` holds `{page}` and `{pages}`."""

    between: str
    text: str
    version: str
    fingerprint: str
    page: str


class Document(NamedTuple):
    """A whole summary. `standing` is the view's, for the formats that mark a draft by more than a word.

    `dated` is the instant of the text in ISO form."""

    language: str
    direction: str
    layout: str
    standing: str
    author: str
    dated: str
    logo: Logo | None
    cover: Cover
    parties: tuple[Party, ...]
    facts: Facts
    goals: Goals
    clauses: Clauses
    signatures: Signatures
    about: About
    foot: Foot


def lay_out(summary: AgreementSummary, words: Words) -> Document:
    """The summary as blocks, in those words. An empty block has no rows, and formats leave it out."""
    title = line(summary.title)
    # a title that nobody chose is a fixed word, whatever language it was stored in
    title = words.agreement if title in ("", DEFAULT_TITLE) else title
    return Document(
        language=words.language,
        direction=words.direction,
        layout=summary.layout if summary.layout in LAYOUTS else LAYOUTS[0],
        standing=summary.standing,
        author=line(summary.coach_name) or line(summary.business),
        dated=summary.frozen_at.isoformat(),
        logo=summary.logo,
        cover=_cover(summary, words, title),
        parties=_parties(summary, words),
        facts=Facts(words.facts, tuple(Fact(label, lines(value)) for label, value in told(summary.deal, words))),
        goals=goals_of(summary, words),
        clauses=_clauses(summary, words),
        signatures=_signatures(summary, words),
        about=_about(summary, words),
        foot=_foot(summary, words, title),
    )


def line(text: str) -> str:
    """User text on one line. Desk text is clean already; this holds for text that reached a view another way."""
    return " ".join(_SHAPELESS.sub("", _BREAK.sub(" ", text)).split())


def lines(text: str) -> Paragraph:
    """User text as its lines, empty ones left out."""
    return tuple(found for part in _BREAK.split(text) if (found := line(part)))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """User text as paragraphs, which empty lines part."""
    return tuple(found for part in _EMPTY_LINE.split(text) if (found := lines(part)))


_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_EMPTY_LINE = re.compile(f"(?:{_BREAK.pattern})[ \t]*(?:{_BREAK.pattern})")
# Controls, direction marks, byte order marks and halves of characters: a page has no use for them, a reader may trip.
_SHAPELESS = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def _cover(summary: AgreementSummary, words: Words, title: str) -> Cover:
    marks = {
        "draft": (words.mark_draft, words.say_draft),
        "sent": (words.mark_sent, words.say_sent),
        "signed": (words.mark_signed, words.say_signed),
        "ended": (words.mark_ended, words.say_ended),
    }
    mark, say = marks[summary.standing]
    pieces = _between(line(summary.coach_name), line(summary.client_name), words)
    return Cover(line(summary.business), title, _whole(pieces), pieces, mark, say)


def _parties(summary: AgreementSummary, words: Words) -> tuple[Party, ...]:
    parties = [
        Party(words.coach, line(summary.coach_name) or words.unnamed, lines(summary.coach_contact)),
        Party(words.client, line(summary.client_name) or words.unnamed, lines(summary.client_contact)),
    ]
    if payer := line(summary.sponsor_name):
        parties.append(Party(words.payer, payer, ()))
    return tuple(parties)


def _foot(summary: AgreementSummary, words: Words, title: str) -> Foot:
    version = words.version.format(number=summary.version)
    return Foot(
        between=_whole(_between(_short(line(summary.coach_name)), _short(line(summary.client_name)), words)),
        text=f"{_short(title)} · {version} · {words.at(summary.frozen_at)}",
        version=version,
        fingerprint=line(summary.fingerprint)[:SHORT_FINGERPRINT],
        page=words.page,
    )


def _between(coach: str, client: str, words: Words) -> Pieces:
    return _pieces(words.between, ("coach", "client"), coach=coach or words.unnamed, client=client or words.unnamed)


def _pieces(pattern: str, written: tuple[str, ...], **values: str) -> Pieces:
    """A sentence of ours with its places filled; `written` are the places that hold what a person wrote."""
    pieces: list[tuple[str, bool]] = []
    for text, place, _, _ in Formatter().parse(pattern):
        pieces += [(text, False)] if text else []
        pieces += [(values[place], place in written)] if place else []
    return tuple(pieces)


def _whole(pieces: Pieces) -> str:
    return "".join(text for text, _ in pieces)


def _short(text: str) -> str:
    """At most 45 characters, never ending in half of a joined letter."""
    if len(text) <= 45:
        return text
    cut = text[:44]
    while cut and (unicodedata.category(text[len(cut)])[0] == "M" or "\u200d" in (cut[-1], text[len(cut)])):
        cut = cut[:-1]
    return cut.rstrip() + "…"


def goals_of(summary: AgreementSummary, words: Words) -> Goals:
    """The goals that a summary shows, as a block."""
    rows = tuple(
        Goal(lines(goal.text), words.measure if goal.measure.strip() else "", lines(goal.measure))
        for goal in summary.goals
    )
    return Goals(words.goals, rows)


def _clauses(summary: AgreementSummary, words: Words) -> Clauses:
    rows = tuple(
        Clause(number, line(clause.title), paragraphs(clause.text)) for number, clause in enumerate(summary.clauses, 1)
    )
    return Clauses(words.clauses, rows)


def _signatures(summary: AgreementSummary, words: Words) -> Signatures:
    draft = summary.standing == "draft"
    rows: list[Signature] = []
    roles = {"coach": "coach", "client": "client", "payer": "payer"}
    names = {"coach": summary.coach_name, "client": summary.client_name, "payer": summary.sponsor_name}
    for party in roles if not draft else ():
        role, name = getattr(words, roles[party]), line(names[party])
        found = [signature for signature in summary.signatures if signature.party == party]
        for one in found:
            pieces = _signed(one, name, words)
            rows.append(Signature(role, name or line(one.by_name), _whole(pieces), pieces))
        # An ended agreement is a record: nobody is asked to sign it any more.
        if not found and summary.standing != "ended" and (name or party != "payer"):
            rows.append(Signature(role, name, ""))
    return Signatures(
        heading=words.signatures,
        note=words.nothing_to_sign if draft else "",
        rows=tuple(rows),
        sign_here=words.sign_here,
        sign_name=words.sign_name,
        sign_day=words.sign_day,
    )


def _signed(signature: SignatureView, party_name: str, words: Words) -> Pieces:
    """Who signed is said only where it is not the party by name: a colleague who signs for the payer, say."""
    known = {"paper": words.how_paper, "email": words.how_email, "e-signature": words.how_e_signature}
    how, name = known.get(signature.how, line(signature.how)), line(signature.by_name)
    other = bool(name) and bool(party_name) and name != party_name
    if how:
        pattern = words.signed_by if other else words.signed
    else:
        pattern = words.signed_by_no_way if other else words.signed_no_way
    written = ("name",) if signature.how in known else ("name", "how")
    return _pieces(pattern, written, name=name, day=words.on(signature.on), how=how)


def _about(summary: AgreementSummary, words: Words) -> About:
    fixed = words.drafted if summary.standing == "draft" else words.fixed
    version = words.version.format(number=summary.version)
    told = [f"{version}. {fixed.format(moment=words.at(summary.frozen_at))}"]
    name, edition = line(summary.code_name), line(summary.code_edition)
    if name:
        told.append((words.code if edition else words.code_no_edition).format(name=name, edition=edition))
    if summary.clauses_language not in ("", words.language):
        told.append(words.written_in)
    fingerprint = line(summary.fingerprint)
    return About(
        heading=words.about,
        lines=tuple(told),
        fingerprint_label=words.fingerprint if fingerprint else "",
        fingerprint=fingerprint,
        fingerprint_says=words.fingerprint_says if fingerprint else "",
    )
