"""An agreement on paper: what the client can hold, as a preview and as a file, and the register of what went out.

Handing over takes three steps, so that a screen can make the pages outside the desk's thread: `begin` reads, `make`
renders and touches no desk, `finish` writes the file and its line in the register. `export` is all three.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.documents.words import DEFAULT
from coachdesk.domain import disclosures
from coachdesk.domain.disclosures import Audience
from coachdesk.domain.errors import failure
from coachdesk.domain.settings import LANGUAGES, parse_setting
from coachdesk.domain.text import NAME_LIMIT, clean, fold
from coachdesk.domain.views.agreements import AgreementSummary, Letter, Passage
from coachdesk.domain.views.history import DisclosureView
from coachdesk.services import agreement_reading as reading
from coachdesk.services import agreement_views as views
from coachdesk.services import gate, payers_copy
from coachdesk.services.hand_over import Leaving, check_target, hand_over, note_copied, register
from coachdesk.store.tables.contacts import Contact

if TYPE_CHECKING:
    from coachdesk.documents import Rendered
    from coachdesk.services.desk import Desk

_PAYERS = "agreement-payers-summary"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is about to be handed over, and where to; read from the desk, not rendered yet."""

    summary: AgreementSummary
    format: str
    target: Path
    overwrite: bool
    leaving: Leaving
    notes: tuple[str, ...] = ()
    """What is worth reading beside the hand-over: what the payer may be told, what stays in another language."""


def summary(desk: Desk, agreement_id: str, number: int | None = None, copy: str = "client") -> AgreementSummary:
    """The summary that the client, or (`copy`) the payer can hold, of the newest version where none is named.

    Raises `agreement.copy`, `agreement.no-sponsor`.
    """
    payers_copy.check_copy(copy)
    with desk.store.read() as db:
        found = reading.read(desk, db, agreement_id, number)
        shown = views.summary_of(desk, found)
    return payers_copy.payers(shown, found) if copy == "payer" else shown


def may_hear(desk: Desk, agreement_id: str, number: int | None = None) -> str:
    """What the payer may be told, in the words of the sharing clause; empty where nobody else pays."""
    with desk.store.read() as db:
        return payers_copy.may_hear(reading.read(desk, db, agreement_id, number))


def email(desk: Desk, agreement_id: str, number: int | None = None, copy: str = "client") -> Letter:
    """The e-mail to go with a copy, ready to copy; for a next version with what changes. To the payer it goes where the
    copy may go, or went. Raises `consent.needed`, and as `summary` does."""
    from coachdesk.documents.letters import changes_in, letter
    from coachdesk.services.agreement_versions import diff

    shown = summary(desk, agreement_id, number, copy)
    with desk.store.read() as db:
        found = reading.read(desk, db, agreement_id, number)
        payer = db.get(Contact, found.agreement.sponsor_id) if found.agreement.sponsor_id else None
    if copy == "payer":
        gate.ground(desk, found.client.id, _of_letter(desk, found), payers_copy.would_agree(found))
    changes: tuple[str, ...] = ()
    if shown.version > 1 and shown.standing in ("draft", "sent"):
        differs = diff(desk, agreement_id, new=shown.version)
        changes = tuple(one.line for one in differs.changes if one.kind != "signer")
        if shown.language != DEFAULT:
            changes = changes_in(summary(desk, agreement_id, differs.old), shown)
    if copy == "payer" and payer is not None:
        return letter(shown, copy, payer.email, payer.called or payer.name, ())
    return letter(shown, copy, found.client.email, found.client.called, changes)


def letter_copied(desk: Desk, agreement_id: str, number: int | None, letter: Letter) -> None:
    """The payer's e-mail is about to be copied: it is in the register from now on. Raises `consent.needed`."""
    with desk.store.read() as db:
        found = reading.read(desk, db, agreement_id, number)
    leaving = Leaving(
        client_id=found.client.id,
        version_id=found.version.id,
        kind="agreement-payers-letter",
        what=letter.subject,
        recipient=found.sponsor,
        format="copied",
        fingerprint="",
        audience=_of_letter(desk, found),
    )
    note_copied(desk, leaving, letter.body.encode())


def preview(desk: Desk, agreement_id: str, number: int | None = None, copy: str = "client") -> tuple[Passage, ...]:
    """The same summary for reading on a screen, as whoever holds it will read it."""
    from coachdesk.documents import as_passages

    return as_passages(summary(desk, agreement_id, number, copy))


def begin(
    desk: Desk,
    agreement_id: str,
    fmt: str,
    target: Path,
    *,
    number: int | None = None,
    recipient: str = "",
    overwrite: bool = False,
    copy: str = "client",
    language: str = "",
    layout: str = "",
    override: str | None = None,
) -> Paper:
    """What `make` and `finish` need; refuses a place that cannot be written before the seconds that a PDF may take.

    The recipient is whoever the copy is for unless another is named; the client's copy does not go to the payer. The
    language of the fixed words is that of the agreement, the look that of the setting, unless another is named.
    Anybody but the client gets it where they signed that this payer does, or consented, or for a reason (`override`).
    Raises `consent.needed`, `disclosure.no-reason`, `file.…`, `setting.choice`, `text.…`, `ref.unknown`,
    `agreement.withdrawn`, `agreement.payers-copy`, and as `summary` does.
    """
    payers_copy.check_copy(copy)
    check_target(target, overwrite=overwrite)
    name, reason = clean(recipient, NAME_LIMIT, "recipient"), disclosures.reason(override)
    with desk.store.read() as db:
        found = reading.read(desk, db, agreement_id, number)
        shown = views.summary_of(desk, found)
    if language:
        shown = replace(shown, language=parse_setting("agreement.language", language))
    if layout:
        shown = replace(shown, layout=parse_setting("agreement.layout", layout))
    if found.version.withdrawn_at is not None:
        raise failure("agreement.withdrawn", number=shown.version)
    payer = copy == "payer"
    if payer:
        shown = payers_copy.payers(shown, found)
    elif found.sponsored and fold(name) == fold(found.sponsor):
        raise failure("agreement.payers-copy", name=found.sponsor)
    leaving = Leaving(
        client_id=found.client.id,
        version_id=found.version.id,
        kind=_PAYERS if payer else "agreement-summary",
        what=f"{shown.title}, version {shown.version}, {shown.standing}{', the payer’s copy' if payer else ''}",
        recipient=name or (found.sponsor if payer else shown.client_name),
        format=fmt,
        fingerprint=shown.fingerprint,
        audience=_audience(desk, found, copy, name, reason),
    )
    gate.ground(desk, leaving.client_id, leaving.audience, payers_copy.would_agree(found) * payer)
    notes = (_stays(found, shown.language), f"what the payer may be told: {payers_copy.may_hear(found)}" * payer)
    return Paper(shown, fmt, target, overwrite, leaving, tuple(filter(None, notes)))


def _audience(desk: Desk, found: reading.Reading, copy: str, name: str, reason: str) -> Audience:
    """Who gets the paper: the payer by what the client signed or by a report to them, anybody else by their name."""
    if copy == "payer" and fold(name or found.sponsor) == fold(found.sponsor):
        agreed = payers_copy.agreed(found, found.sponsor, found.terms.share_goals)
        return disclosures.to_other("sponsor-report", agreed=agreed, override=reason)
    return gate.audience_of(desk, found.client.id, name, "name-release", reason)


def _of_letter(desk: Desk, found: reading.Reading) -> Audience:
    """Who gets the e-mail that goes with the payer's copy; the reason that let that out lets the e-mail go along."""
    sent = (one for one in register(desk, found.client.id) if one.version_id == found.version.id)
    why = next((one.why for one in sent if one.kind == _PAYERS and one.basis == "override"), "")
    return _audience(desk, found, "payer", "", why)


def _stays(found: reading.Reading, language: str) -> str:
    """What of a summary is not in the language of its fixed words, as far as that is known."""
    if found.language != language:
        return f"the clauses stay in {LANGUAGES[found.language]}, as they were written"
    own = views.own_words(found)
    if not own or language == DEFAULT:
        return ""
    return f"in your own words, and not put into {LANGUAGES[language]}: {', '.join(own)}"


def make(paper: Paper) -> Rendered:
    """The pages; may run in any thread. Raises `document.…`."""
    from coachdesk.documents import render

    return render(paper.summary, paper.format)


def finish(desk: Desk, paper: Paper, rendered: Rendered) -> tuple[Path, str, tuple[str, ...]]:
    """Write the file and its line in the register: its place, its fingerprint, and notes worth reading."""
    place = hand_over(desk, paper.leaving, rendered.data, paper.target, overwrite=paper.overwrite)
    return place, paper.leaving.fingerprint, (*rendered.notes, *paper.notes)


def export(
    desk: Desk,
    agreement_id: str,
    fmt: str,
    target: Path,
    *,
    number: int | None = None,
    recipient: str = "",
    overwrite: bool = False,
    copy: str = "client",
    language: str = "",
    layout: str = "",
    override: str | None = None,
) -> tuple[Path, str, tuple[str, ...]]:
    """Hand the summary over as a file: answers with its place, its fingerprint, and notes worth reading.

    The recipient is the client (or, for its copy, the payer) unless another is named; the register keeps what went to
    whom, in which version.
    Raises `file.…`, `document.…`; nothing is written or registered then.
    """
    paper = begin(
        desk,
        agreement_id,
        fmt,
        target,
        number=number,
        recipient=recipient,
        overwrite=overwrite,
        copy=copy,
        language=language,
        layout=layout,
        override=override,
    )
    return finish(desk, paper, make(paper))


def handed_over(desk: Desk, agreement_id: str) -> list[DisclosureView]:
    """What left of an agreement, newest first, in any of its versions. Raises `ref.unknown`."""
    with desk.store.read() as db:
        found = reading.read(desk, db, agreement_id)
        versions = {row.id for row in reading.versions_of(db, agreement_id)}
    return [one for one in register(desk, found.client.id) if one.version_id in versions]
