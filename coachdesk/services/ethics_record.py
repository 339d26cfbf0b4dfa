"""The checklist of a client or of the practice as a file, for a supervisor or a mentor.

Who a client is stays out of it unless they consented to be named, or it goes to themself (`ethics_masks`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coachdesk.documents.checklist import ChecklistPaper, Part, Question, write_markdown, write_pdf
from coachdesk.domain.checklists import EVENTS, MOMENTS
from coachdesk.domain.days import day_text
from coachdesk.domain.disclosures import CLIENT, KEPT, NOT_NAMED, SHOWS_NOBODY, Audience
from coachdesk.domain.editions import number_words
from coachdesk.domain.errors import failure
from coachdesk.domain.moments import PRACTICE
from coachdesk.domain.text import NAME_LIMIT, clean, fold
from coachdesk.domain.times import local
from coachdesk.domain.views.agreements import Passage
from coachdesk.domain.views.ethics import ItemView, Subject
from coachdesk.services import consents, ethics, ethics_catalogue, gate
from coachdesk.services.ethics_masks import Masks
from coachdesk.services.hand_over import Leaving, check_target, hand_over_together
from coachdesk.services.people import people

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

FORMATS = ("md", "pdf")
KIND = "ethics-checklist"
CONSENT = "name-release"
UNNAMED = "Names of clients, and of who pays, are left out. A letter is the same client throughout this paper only."
NAMES_THEM = "It names the client: they allowed it, or it goes to themself."
UNREADABLE = "The record of somebody cannot be read, so that their name may still stand in it."
LOOK_FIRST = "Names are taken out. What is described can still tell who it is: read it before it leaves."
NOT_ICF = "Not made or endorsed by the ICF. The questions are the desk's own words; the code is on the ICF's own pages."

_OWN_WORDS = re.compile(r" \(“[^”]*”\)")
"""What came of a session, in the coach's words, as evidence quotes it: it stays here."""

Mask = Callable[[str], str]


class Handed(NamedTuple):
    """Where it is, for whom, whether it names the client, what to mind about that, and what is worth reading."""

    place: Path
    recipient: str
    named: bool
    caution: str
    notes: tuple[str, ...]


class Look(NamedTuple):
    """What a recipient would be handed: whether it names the client, what to mind about that, the text as a file has
    it, and piece by piece for a screen."""

    recipient: str
    named: bool
    caution: str
    text: str
    passages: tuple[Passage, ...]


class Sheet(NamedTuple):
    """A checklist as it would leave: whether it names the client, what to mind, and its lines in the register."""

    paper: ChecklistPaper
    named: bool
    caution: str
    leaving: tuple[Leaving, ...]


def look(desk: Desk, subject: Subject, recipient: str = "") -> Look:
    """What that recipient would be handed, to be read before; nothing leaves. Raises as `export` does."""
    sheet = _sheet(desk, subject, recipient, "md")
    return Look(
        sheet.leaving[0].recipient,
        sheet.named,
        sheet.caution,
        write_markdown(sheet.paper),
        tuple(_passages(sheet.paper)),
    )


def export(
    desk: Desk, subject: Subject, fmt: str, target: Path, recipient: str = "", *, overwrite: bool = False
) -> Handed:
    """Hand the checklist over as a file; without a recipient it is kept by the coach. Whoever stands in it has a line
    in the register, by name or not.

    Raises `document.format`, `file.…`, `ref.unknown`, `text.…`, `edition.unknown`; nothing is written then.
    """
    if fmt not in FORMATS:
        raise failure("document.format", found=fmt, known=", ".join(FORMATS))
    check_target(target, overwrite=overwrite)
    sheet = _sheet(desk, subject, recipient, fmt)
    data, notes = (write_markdown(sheet.paper).encode(), ()) if fmt == "md" else write_pdf(sheet.paper)
    place = hand_over_together(desk, sheet.leaving, data, target, overwrite=overwrite)
    return Handed(place, sheet.leaving[0].recipient, sheet.named, sheet.caution, notes)


def _passages(paper: ChecklistPaper) -> Iterator[Passage]:
    """The paper's words in their order, for reading on a screen."""
    yield Passage("title", paper.title)
    yield Passage("small", paper.between)
    for part in paper.parts:
        yield Passage("heading", part.heading)
        for one in part.questions:
            yield Passage("subheading", one.text)
            yield Passage("small", one.numbers)
            yield from (Passage("text", line) for line in one.lines)
    yield from (Passage("small", line) for line in paper.about)


def _sheet(desk: Desk, subject: Subject, recipient: str, fmt: str) -> Sheet:
    client_id, to = subject.client_id, clean(recipient, NAME_LIMIT, "recipient")
    mine = fold(to) in {"", gate.MYSELF, fold(desk.settings().name)}
    audience = _audience(desk, client_id, to, mine)
    named = bool(client_id) and (
        audience.who not in (KEPT.who, NOT_NAMED.who) or consents.in_force(desk, client_id, CONSENT, desk.today())
    )
    masks = Masks(desk, first=client_id, named=client_id if named else "")
    paper = _paper(desk, client_id, masks, named)

    def line(whose: str, what: str, to_whom: Audience) -> Leaving:
        return Leaving(
            client_id=whose, version_id="", kind=KIND, what=what, recipient=to or gate.MYSELF, format=fmt,
            fingerprint="", audience=to_whom,
        )  # fmt: skip

    of = "ethics checklist" if client_id else "ethics checklist of the practice"
    others_of = "ethics checklist of somebody else" if client_id else of
    own = masks.letters.pop(client_id, "")
    first = line(client_id, _what(of, own), audience)
    # what the coach keeps has left nobody else
    others = (
        () if mine else tuple(line(one, _what(others_of, letter), NOT_NAMED) for one, letter in masks.letters.items())
    )
    unread = UNREADABLE if masks.unreadable else ""
    caution = " ".join(one for one in (unread, NAMES_THEM if named else LOOK_FIRST) if one)
    return Sheet(paper, named, caution, (first, *others))


def _what(of: str, letter: str) -> str:
    """Of whoever is not named it is kept by which letter they stand in it: the coach may be asked about client B."""
    return f"{of}, in which they are {letter}" if letter else of


def _audience(desk: Desk, client_id: str, recipient: str, mine: bool) -> Audience:
    """To whom it goes: to anybody else with the client's name only where they may be named."""
    if mine or not client_id:
        return KEPT if mine else SHOWS_NOBODY
    to = gate.audience_of(desk, client_id, recipient, CONSENT)
    allowed = to.who == CLIENT or consents.in_force(desk, client_id, CONSENT, desk.today())
    return to if allowed else NOT_NAMED


def _paper(desk: Desk, client_id: str, masks: Masks, named: bool) -> ChecklistPaper:
    """The checklist as it would leave."""
    settings, edition = desk.settings(), ethics_catalogue.edition(desk)
    name = people(desk).known(("client", client_id)).title if client_id else ""
    whose = (name if named else masks.name_of(client_id)) if client_id else "the practice"
    items = _of_client(desk, client_id) if client_id else _of_practice(desk)
    return ChecklistPaper(
        title="Ethics checklist",
        whose=f"{whose[:1].upper()}{whose[1:]}",
        coach=settings.name,
        day=day_text(desk.today()),
        parts=tuple(_parts(items, masks, settings.zone)),
        about=tuple(
            one
            for one in (f"{edition.title}.", _sentence(edition.view("").note), "" if named else UNNAMED, NOT_ICF)
            if one
        ),
        paper=settings.paper,
        layout=settings.layout,
        made_at=desk.clock(),
    )


def _of_client(desk: Desk, client_id: str) -> list[ItemView]:
    """What is asked of a client; of events only those that there was something of."""
    found = ethics.show(desk, client_id=client_id)
    came = {one.event for one in found if one.event and _is_said(one)}
    return [one for one in found if not one.event or one.event in came]


def _of_practice(desk: Desk) -> list[ItemView]:
    """What is asked of the practice month by month, with the exceptions, and of events that there was something of."""
    monthly = ethics.checklist(desk, "monthly", PRACTICE).items
    events = [one for one in ethics.show(desk, moment="on_event") if one.scope == "practice" and _is_said(one)]
    return [*monthly, *events]


def _is_said(item: ItemView) -> bool:
    found = item.evidence.found.found if item.evidence is not None else None
    return item.answer is not None or bool(found) or bool(item.subject.entry_id)


def _parts(items: Iterable[ItemView], mask: Mask, zone: str) -> Iterator[Part]:
    groups: dict[tuple[str, str], list[ItemView]] = {}
    for one in items:
        groups.setdefault((one.moment, one.event), []).append(one)
    for (moment, event), own in groups.items():
        heading = EVENTS[event] if event else MOMENTS[moment]
        yield Part(heading, tuple(_question(one, mask, zone) for one in own))


def _question(item: ItemView, mask: Mask, zone: str) -> Question:
    lines = []
    if item.evidence is not None:
        found = item.evidence.found
        said = {True: "Record found", False: "No record found", None: "The records cannot tell"}[found.found]
        says = _OWN_WORDS.sub("", found.says)
        lines.append(mask(f"{said}: {says}" if says else said))
    if item.answer is not None:
        day = day_text(local(item.answer.at, zone).date())
        lines.append(mask(f"{_whom(item)} {item.answer.answer} on {day}"))
        lines += [mask(line) for line in item.answer.note.splitlines() if line.strip()]
    elif item.mode != "auto":
        lines.append("Not answered")
    return Question(item.text, number_words(item.standards, item.closest, item.edition), tuple(lines))


def _whom(item: ItemView) -> str:
    """Of a monthly question, whether the answer was given for one client."""
    about = item.answer.about if item.answer is not None and item.moment == "monthly" else ""
    return f"Answered for {about}:" if about else "Answered"


def _sentence(text: str) -> str:
    return f"{text.rstrip('.')}." if text else ""
