"""The lines of an agreement's page, and the text that stands beside each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from coachdesk.domain.evidence.consents import REPORT
from coachdesk.domain.views.agreements import AgreementPage, ClauseView, VersionDiff
from coachdesk.domain.views.history import DisclosureView
from coachdesk.domain.views.ledger import UnderAgreement
from coachdesk.domain.views.task_lines import TaskLine
from coachdesk.ui.screens import task_words
from coachdesk.ui.screens.agreement_compare import change_text
from coachdesk.ui.screens.agreement_money import money_rows, money_text
from coachdesk.ui.screens.agreement_words import (
    HOW,
    PARTY,
    WHO,
    count,
    ending_words,
    renewal_words,
    signature_words,
    suggests_renewal,
    version_words,
)
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.text import caution, good, joined, keyed, quiet, shown, shown_lines, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note

COLUMNS = (Column(width=1), Column(flex=True, most=120), Column(most=24))
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
    since: VersionDiff | None = None
    may_hear: str = ""
    money: UnderAgreement | None = None
    owed: Sequence[TaskLine] = ()


def first_line(page: AgreementPage, *, suggests: bool = False, changed: bool = False) -> str:
    """Where the cursor begins: on what calls for something."""
    if page.missing:
        return gap_id(page, 0)
    if page.state == "sent" and page.to_sign:
        return f"sign:{page.to_sign[0]}"
    if suggests:
        return "renew:"
    if changed:
        return "change:0"
    if page.ending is not None:
        return "ending:"
    if page.sessions.unmarked:
        return "sessions:"
    return f"clause:{page.clauses[0].key}" if page.clauses else ""


def gap_id(page: AgreementPage, at: int) -> str:
    """The id of a gap's line: its number, its clause, its placeholder."""
    gap = page.missing[at]
    return f"gap:{at}:{gap.clause}:{gap.placeholder}"


def rows(seen: Seen) -> list[Row]:
    """All lines: what is missing, the signatures, what was handed over, the clauses."""
    parts = (_missing, _ahead, _since, _owed, _money, _signatures, _payer, _papers, _versions, _clauses)
    groups = [list(part(seen)) for part in parts]
    found: list[Row] = []
    for group in groups:
        if group:
            found += [note(), *group] if found else group
    return found


def _ahead(seen: Seen) -> Iterator[Row]:
    """What comes after it, or that it is over."""
    page = seen.page
    if page.ending is not None:
        yield heading("  The end")
        yield Row("ending:", (caution("–"), f"E{ending_words(page, seen.clock)[1:]}"))
    if suggests_renewal(page, seen.clock):
        yield heading("  Coming up")
        yield Row("renew:", (caution("↻"), f"{renewal_words(page, seen.clock)}: renew it?"))
    if page.renewed_by:
        yield heading("  Renewed")
        yield Row(f"other:{page.renewed_by}", ("→", "the next agreement"))
    if page.renews:
        yield heading("  Renews")
        yield Row(f"other:{page.renews}", ("←", "the agreement before"))


def _since(seen: Seen) -> Iterator[Row]:
    """What differs from the version before, in words."""
    if seen.since is not None:
        changes = seen.since.changes
        yield heading(f"  Since version {seen.since.old}" + ("" if changes else ": nothing differs"))
        for at, one in enumerate(changes):
            yield Row(f"change:{at}", ("·", seen.words(one.line)))


def _owed(seen: Seen) -> Iterator[Row]:
    """What is on the one list because of it, such as its review."""
    if seen.owed:
        yield heading("  Owed under it")
    for one in seen.owed:
        due = task_words.both(one.due, one, seen.clock) if one.due else "no date"
        yield Row(f"task:{one.id}", (task_words.mark(one), seen.words(one.text), quiet(due)))


def _owed_text(seen: Seen, task_id: str) -> list[Content]:
    found = next((one for one in seen.owed if one.id == task_id), None)
    if found is None:
        return []
    due = f", due {task_words.both(found.due, found, seen.clock)}" if found.due else ""
    whose = "a promise" if found.kind == "promise" else "a task of your own"
    return [
        strong(seen.words(found.text)), joined(whose, due, by=""), Content.empty(),
        joined(keyed("enter"), quiet(" opens it; there it is done or renegotiated")),
    ]  # fmt: skip


def _money(seen: Seen) -> Iterator[Row]:
    return money_rows(seen.page, seen.money, seen.clock, seen.words)


def _payer(seen: Seen) -> Iterator[Row]:
    page = seen.page
    if page.sponsor:
        yield heading("  Who pays")
        sees = "sees the goals" if page.terms.share_goals else "sees no goals"
        yield Row("payer:", ("€", seen.name(page.sponsor), quiet(sees)))


def _versions(seen: Seen) -> Iterator[Row]:
    page = seen.page
    if page.versions > 1:
        yield heading("  Versions")
        for one in reversed(page.all_versions):
            here = quiet(", read here") if one.number == page.version else Content.empty()
            named = joined(f"version {one.number}", here)
            yield Row(f"version:{one.number}", ("▪" if one.holds else "·", named, version_words(one, seen.clock)))


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
        what = "report, " if one.kind == REPORT else ""
        to = joined(quiet(f"{what}{_NAMED.get(one.format, one.format)} to "), seen.name(one.recipient))
        yield Row(f"file:{one.id}", ("·", to, quiet(seen.clock.at(one.at))))


def _clauses(seen: Seen) -> Iterator[Row]:
    page = seen.page
    frozen = page.state != "draft"
    clauses = [one for one in page.clauses if one.included or one.why_out] if frozen else page.clauses
    inside = sum(1 for one in page.clauses if one.included)
    offered = len(page.clauses) - inside if page.state == "draft" else 0
    told = f"  Clauses: {inside} in it" + (f", {offered} more offered" if offered else "")
    yield heading(told)
    open_keys = {gap.clause for gap in page.missing}
    for one in clauses:
        mark, state = clause_state(one, one.key in open_keys)
        title = shown(one.title) if one.included or one.required else quiet(one.title)
        yield Row(f"clause:{one.key}", (mark, title, state))


def clause_state(one: ClauseView, open_place: bool) -> tuple[Content, Content]:
    if one.included:
        own = quiet("your own") if one.own else Content.empty()
        return (caution("!"), caution("not filled")) if open_place else (shown("☑"), own)
    if one.why_out:
        return shown("☐"), caution("out, for a reason")
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
    if kind in _TEXTS:
        return _TEXTS[kind](seen, rest)
    if kind in ("money", "entry", "sessions"):
        return money_text(seen.page, seen.money, (kind, rest), seen.clock, seen.words)
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


def in_or_out(one: ClauseView) -> Content:
    if one.included:
        return quiet("every agreement needs it") if one.required else quiet("x takes it out")
    if one.required:
        return caution("needed, and left out for a reason" if one.why_out else "needed, and left out")
    return quiet("not in it; x takes it in")


def _clause_text(seen: Seen, one: ClauseView) -> list[Content]:
    frozen = seen.page.state != "draft"
    lines = [strong(one.title), *([] if frozen and one.included else [in_or_out(one)])]
    if one.why_out:
        lines += [joined(quiet("Left out because: "), seen.words(shown_lines(one.why_out)))]
    lines += [Content.empty(), _filled(seen, one)]
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


def _change_text(seen: Seen, rest: str) -> list[Content]:
    if seen.since is None or int(rest) >= len(seen.since.changes):
        return []
    one = seen.since.changes[int(rest)]
    hidden = seen.words(one.line).plain != shown(one.line).plain
    lines = [seen.words(one.line)] if hidden else change_text(one, seen.since.old, seen.since.new)
    return [*lines, Content.empty(), joined(keyed("v"), quiet(" shows the versions beside each other"))]


def _version_text(seen: Seen, rest: str) -> list[Content]:
    one = next((each for each in seen.page.all_versions if each.number == int(rest)), None)
    if one is None:
        return []
    days = [
        ("Written", one.created),
        ("Sent", one.sent),
        ("Withdrawn", one.withdrawn),
        ("Signed by all", one.signed),
        ("In force from", one.since),
        ("In force until", one.until),
    ]
    lines = [joined(quiet(f"{what}: "), seen.clock.day(day)) for what, day in days if day is not None]
    printed = [joined(quiet("Fingerprint: "), quiet(one.fingerprint))] if one.fingerprint else []
    keys = joined(keyed("enter"), quiet(" reads it, "), keyed("v"), quiet(" says what differs"))
    head = joined(strong(f"Version {one.number}"), "  ", version_words(one, seen.clock))
    return [head, Content.empty(), *lines, *printed, Content.empty(), keys]


def _payer_text(seen: Seen, _: str) -> list[Content]:
    lines = [joined(strong(seen.name(seen.page.sponsor)), " pays, and signs too."), Content.empty()]
    lines += [quiet("What may be told to them:"), seen.words(shown_lines(seen.may_hear))]
    return [*lines, Content.empty(), joined(keyed("X"), quiet(" hands over their own copy as well"))]


def _ending_text(seen: Seen, _: str) -> list[Content]:
    ending = seen.page.ending
    if ending is None:
        return []
    why = ending.why or ("The client needs no reason." if ending.by == "client" else "")
    lines = [
        strong(f"Ended by {WHO[ending.by]}"),
        Content.empty(),
        joined(quiet("Over from: "), seen.clock.day(ending.on)),
    ]
    lines += [joined(quiet("Why: "), seen.words(shown_lines(why)))] if why else []
    lines += [joined(quiet("What is left: "), ending.said)] if ending.said else []
    return [*lines, Content.empty(), quiet("What was signed stays as it is, word for word.")]


def _renewal_text(seen: Seen, _: str) -> list[Content]:
    return [
        strong(f"{renewal_words(seen.page, seen.clock)}."),
        Content.empty(),
        shown(
            "The next agreement begins with the same terms, clauses and payer, from the day after; goals as they are."
        ),
        Content.empty(),
        joined(keyed("enter"), quiet(" or "), keyed("w"), quiet(" writes it as a draft. Or end well: nothing is due.")),
    ]


def _other_text(seen: Seen, _: str) -> list[Content]:
    return [joined(keyed("enter"), quiet(" opens its page"))]


_TEXTS: dict[str, Callable[[Seen, str], list[Content]]] = {
    "change": _change_text,
    "version": _version_text,
    "payer": _payer_text,
    "ending": _ending_text,
    "renew": _renewal_text,
    "task": _owed_text,
    "other": _other_text,
}
