"""The lines of an agreement's page, and the text that stands beside each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from coachdesk.domain.views.agreements import AgreementPage, ClauseView
from coachdesk.domain.views.history import DisclosureView
from coachdesk.ui.screens.agreement_words import HOW, PARTY, count, signature_words
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.text import caution, good, joined, keyed, quiet, shown, shown_lines, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note

COLUMNS = (Column(width=1), Column(flex=True, most=120), Column(most=20))
_OPEN = re.compile(r"\{[a-z][a-z0-9_]*\}")
_NAMED = {"pdf": "PDF", "html": "HTML", "md": "Markdown"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is painted, and how names and words may be seen now."""

    page: AgreementPage
    papers: Sequence[DisclosureView]
    clock: Clock
    name: Callable[[object], Content]
    words: Callable[[object], Content]


def first_line(page: AgreementPage) -> str:
    """Where the cursor begins: on what calls for something."""
    if page.missing:
        return gap_id(page, 0)
    if page.state == "sent" and page.to_sign:
        return f"sign:{page.to_sign[0]}"
    return f"clause:{page.clauses[0].key}" if page.clauses else ""


def gap_id(page: AgreementPage, at: int) -> str:
    """The id of a gap's line: its number, its clause, its placeholder."""
    gap = page.missing[at]
    return f"gap:{at}:{gap.clause}:{gap.placeholder}"


def rows(seen: Seen) -> list[Row]:
    """All lines: what is missing, the signatures, what was handed over, the clauses."""
    groups = [list(_missing(seen)), list(_signatures(seen)), list(_papers(seen)), list(_clauses(seen))]
    found: list[Row] = []
    for group in groups:
        if group:
            found += [note(), *group] if found else group
    return found


def _missing(seen: Seen) -> Iterator[Row]:
    page = seen.page
    if page.missing:
        yield heading(joined("  Missing before sending"))
    for at, gap in enumerate(page.missing):
        yield Row(gap_id(page, at), (caution("!"), shown(gap.what)))


def _signatures(seen: Seen) -> Iterator[Row]:
    page = seen.page
    if page.state == "draft":
        return
    yield heading("  Signatures")
    for one in page.signatures:
        said = quiet(f"{one.party}, {seen.clock.day(one.on)}")
        yield Row(f"signed:{one.party}", (good("●"), seen.name(one.by_name), said))
    if page.state == "sent":
        for party in page.to_sign:
            who = {"client": seen.name(page.client_name), "coach": shown("you"), "payer": seen.name(page.sponsor)}
            yield Row(f"sign:{party}", (caution("○"), who[party], caution("not signed yet")))


def _papers(seen: Seen) -> Iterator[Row]:
    if seen.papers:
        yield heading("  Handed over")
    for one in seen.papers:
        to = joined(quiet(f"{_NAMED.get(one.format, one.format)} to "), seen.name(one.recipient))
        yield Row(f"file:{one.id}", ("·", to, quiet(seen.clock.at(one.at))))


def _clauses(seen: Seen) -> Iterator[Row]:
    page = seen.page
    clauses = page.clauses if page.state == "draft" else [one for one in page.clauses if one.included]
    inside = sum(1 for one in page.clauses if one.included)
    offered = len(page.clauses) - inside if page.state == "draft" else 0
    told = f"  Clauses: {inside} in it" + (f", {offered} more offered" if offered else "")
    yield heading(told)
    open_keys = {gap.clause for gap in page.missing}
    for one in clauses:
        mark, state = _clause_state(one, one.key in open_keys)
        title = shown(one.title) if one.included or one.required else quiet(one.title)
        yield Row(f"clause:{one.key}", (mark, title, state))


def _clause_state(one: ClauseView, open_place: bool) -> tuple[Content, Content]:
    if one.included:
        return (caution("!"), caution("not filled")) if open_place else (shown("☑"), Content.empty())
    if one.required:
        return caution("!"), caution("needed, left out")
    return quiet("☐"), Content.empty()


# the text beside a line


def text_of(seen: Seen, row_id: str) -> list[Content]:
    """The paragraphs beside a line."""
    kind, _, rest = row_id.partition(":")
    if kind == "gap":
        return _gap_text(seen, int(rest.partition(":")[0]))
    if kind == "clause":
        found = next((one for one in seen.page.clauses if one.key == rest), None)
        return _clause_text(seen, found) if found else []
    if kind in ("signed", "sign"):
        return _signature_text(seen, rest)
    if kind == "file":
        return [line for one in seen.papers if one.id == rest for line in _paper_text(seen, one)]
    return []


def _gap_text(seen: Seen, at: int) -> list[Content]:
    page = seen.page
    if at >= len(page.missing):
        return []
    gap = page.missing[at]
    number = f"{at + 1} of {len(page.missing)} missing" if len(page.missing) > 1 else "the last thing missing"
    lines = [joined(strong(gap.what), quiet(f"  {number}")), shown(gap.why), Content.empty()]
    clause = next((one for one in page.clauses if one.key == gap.clause), None)
    if clause is not None:
        lines += [joined(quiet(clause.title)), _filled(seen, clause), Content.empty()]
    return [*lines, joined(keyed("enter"), quiet(" fills it, and goes on to the next"))]


def _clause_text(seen: Seen, one: ClauseView) -> list[Content]:
    frozen = seen.page.state != "draft"
    if one.included:
        state = quiet("every agreement needs it") if one.required else quiet("x takes it out")
    else:
        state = caution("needed, and left out") if one.required else quiet("not in it; x takes it in")
    lines = [strong(one.title), *([] if frozen else [state]), Content.empty(), _filled(seen, one)]
    if one.guidance and not frozen:
        lines += [Content.empty(), quiet(one.guidance)]
    return lines


def _filled(seen: Seen, one: ClauseView) -> Content:
    """The text of a clause; places that are still open stand out."""
    text = seen.words(shown_lines(one.filled))
    opened = [found.span() for found in _OPEN.finditer(text.plain)] if one.included else []
    for start, end in opened:
        text = text.stylize("bold $caution", start, end)
    return text


def _signature_text(seen: Seen, party: str) -> list[Content]:
    page = seen.page
    for one in page.signatures:
        if one.party == party:
            return [
                strong(seen.name(one.by_name)),
                Content.empty(),
                shown(f"signed version {page.version} {signature_words(one, seen.clock)}"),
            ]
    ways = ", ".join(HOW.values())
    return [
        joined(strong(f"{PARTY[party].capitalize()}: not signed yet")),
        Content.empty(),
        joined(keyed("enter"), quiet(f" records who signed, when, and how: {ways}.")),
        Content.empty(),
        joined(keyed("X"), quiet(" hands the version over as a file, with a line to sign on.")),
    ]


def _paper_text(seen: Seen, one: DisclosureView) -> list[Content]:
    rows = [
        ("What", seen.words(one.what)),
        ("To", seen.name(one.recipient)),
        ("When", shown(seen.clock.at(one.at))),
        ("File", shown(one.file_name)),
        ("Its hash", quiet(one.file_hash)),
        ("Fingerprint", quiet(one.fingerprint or "none: it was a draft")),
    ]
    named = count(len(seen.papers), "hand-over") + " in the register"
    return [strong("Handed over"), quiet(named), Content.empty(), *(joined(quiet(f"{k}: "), v) for k, v in rows)]
