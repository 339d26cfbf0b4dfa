"""The checklist of a client or of the practice as a file, for a supervisor or a mentor.

Who a client is stays out of it unless they consented to be named, or it goes to themself: their names are replaced in
everything that the records and the coach say. A note that tells who somebody is in other words tells it still.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coachdesk.documents.checklist import ChecklistPaper, Part, Question, write_markdown, write_pdf
from coachdesk.domain.checklists import EVENTS, MOMENTS
from coachdesk.domain.days import day_text
from coachdesk.domain.disclosures import CLIENT, KEPT, SHOWS_NOBODY
from coachdesk.domain.editions import number_words
from coachdesk.domain.errors import failure
from coachdesk.domain.moments import PRACTICE
from coachdesk.domain.text import NAME_LIMIT, clean, fold
from coachdesk.domain.times import local
from coachdesk.domain.views.ethics import ItemView, Subject
from coachdesk.services import consents, ethics, ethics_catalogue, gate
from coachdesk.services.hand_over import Leaving, check_target, hand_over
from coachdesk.services.people import people

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

FORMATS = ("md", "pdf")
KIND = "ethics-checklist"
CONSENT = "name-release"
SOMEBODY, PAYER = "a client", "who pays"
UNNAMED = "Names of clients, and of who pays, are left out."
NOT_ICF = "Not made or endorsed by the ICF. The questions are the desk's own words; the code is on the ICF's own pages."

_OWN_WORDS = re.compile(r" \(“[^”]*”\)")
"""What came of a session, in the coach's words, as evidence quotes it: it stays here."""

Mask = Callable[[str], str]


class Handed(NamedTuple):
    """Where it is, for whom, whether it names the client, and what is worth reading beside it."""

    place: Path
    recipient: str
    named: bool
    notes: tuple[str, ...]


def export(
    desk: Desk, subject: Subject, fmt: str, target: Path, recipient: str = "", *, overwrite: bool = False
) -> Handed:
    """Hand the checklist over as a file; without a recipient it is kept by the coach. Its line is in the register.

    Raises `document.format`, `file.…`, `ref.unknown`, `text.…`, `edition.unknown`; nothing is written then.
    """
    if fmt not in FORMATS:
        raise failure("document.format", found=fmt, known=", ".join(FORMATS))
    check_target(target, overwrite=overwrite)
    leaving = _leaving(desk, subject.client_id, clean(recipient, NAME_LIMIT, "recipient"), fmt)
    paper = paper_of(desk, subject.client_id, named=bool(leaving.client_id))
    data, notes = (write_markdown(paper).encode(), ()) if fmt == "md" else write_pdf(paper)
    place = hand_over(desk, leaving, data, target, overwrite=overwrite)
    return Handed(place, leaving.recipient, bool(leaving.client_id), notes)


def paper_of(desk: Desk, client_id: str, named: bool) -> ChecklistPaper:
    """The checklist as it would leave; unless `named`, without who anybody is."""
    settings, edition = desk.settings(), ethics_catalogue.edition(desk)
    mask = _mask(desk, client_id if named else "")
    name = people(desk).known(("client", client_id)).title if client_id else ""
    whose = (name if named else SOMEBODY) if client_id else "the practice"
    items = _of_client(desk, client_id) if client_id else _of_practice(desk)
    return ChecklistPaper(
        title="Ethics checklist",
        whose=f"{whose[:1].upper()}{whose[1:]}",
        coach=settings.name,
        day=day_text(desk.today()),
        parts=tuple(_parts(items, mask, settings.zone)),
        about=tuple(
            one
            for one in (f"{edition.title}.", _sentence(edition.view("").note), "" if named else UNNAMED, NOT_ICF)
            if one
        ),
        paper=settings.paper,
        layout=settings.layout,
        made_at=desk.clock(),
    )


def _leaving(desk: Desk, client_id: str, recipient: str, fmt: str) -> Leaving:
    """Whom it shows, and to whom: a client only where they may be named."""
    mine = fold(recipient) in {"", gate.MYSELF, fold(desk.settings().name)}
    allowed = bool(client_id) and consents.in_force(desk, client_id, CONSENT, desk.today())
    audience = KEPT if mine else SHOWS_NOBODY
    if client_id and not mine:
        to = gate.audience_of(desk, client_id, recipient, CONSENT)
        audience = to if allowed or to.who == CLIENT else audience
    named = client_id if allowed or audience.who == CLIENT else ""
    whom = "of the practice" if not client_id else "" if named else "of a client, who is not named"
    return Leaving(
        client_id=named,
        version_id="",
        kind=KIND,
        what=f"ethics checklist {whom}".strip(),
        recipient=recipient or gate.MYSELF,
        format=fmt,
        fingerprint="",
        audience=audience,
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


def _as_it_is(text: str) -> str:
    return text


def _mask(desk: Desk, named: str) -> Mask:
    """What takes out of a text who anybody is, those of long ago too: a note about one client may tell of another.
    Who is named stays, and so does who pays then."""
    everyone = desk.rows("client")
    words = {word: SOMEBODY for row in everyone if row["id"] != named for word in _telling(row)}
    if named:
        theirs = {word for row in everyone if row["id"] == named for word in _telling(row)}
        words = {word: stands for word, stands in words.items() if word not in theirs}
    else:
        sponsors = (row for row in desk.rows("contact") if row["role"] == "sponsor")
        words |= {word: PAYER for row in sponsors for word in _parts_of((row["name"], row["called"]))}
    if not words:
        return _as_it_is
    either = "|".join(re.escape(word) for word in sorted(words, key=lambda one: (-len(one), one)))
    # a day such as 3 May is no name
    found = re.compile(rf"(?<![\w])(?<!\d )(?:{either})(?![\w])")

    def placed(one: re.Match[str]) -> str:
        word, before = words[one[0]], one.string[: one.start()]
        return word[:1].upper() + word[1:] if not before or before.endswith((". ", ": ")) else word

    def masked(text: str) -> str:
        shown = found.sub(placed, text)
        return re.sub(rf"\b({SOMEBODY}|{PAYER})(?:[ ,]+\1)+\b", r"\1", shown, flags=re.IGNORECASE)

    return masked


def _telling(row: Mapping[str, Any]) -> Iterator[str]:
    """The words of a client's row that tell who they are."""
    yield from _parts_of((row["called"], row["full_name"], *row["former_names"]))
    yield from (row[name] for name in ("email", "phone", "organisation", "location") if row[name])


def _parts_of(names: Iterable[str]) -> Iterator[str]:
    """Names, and each part of one that is written as a name is."""
    for name in names:
        if name:
            yield name
            yield from (
                part for part in name.split() if not part[0].islower() and (len(part) > 2 or not part.isascii())
            )
