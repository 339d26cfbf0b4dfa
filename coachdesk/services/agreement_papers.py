"""An agreement on paper: what the client can hold, as a preview and as a file, and the register of what went out.

Handing over takes three steps, so that a screen can make the pages outside the desk's thread: `begin` reads, `make`
renders and touches no desk, `finish` writes the file and its line in the register. `export` is all three.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.domain.text import NAME_LIMIT, clean
from coachdesk.domain.views.agreements import AgreementSummary, Passage
from coachdesk.domain.views.history import DisclosureView
from coachdesk.services import agreement_reading as reading
from coachdesk.services import agreement_views as views
from coachdesk.services.hand_over import Leaving, check_target, hand_over, register

if TYPE_CHECKING:
    from coachdesk.documents import Rendered
    from coachdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Paper:
    """What is about to be handed over, and where to; read from the desk, not rendered yet."""

    summary: AgreementSummary
    format: str
    target: Path
    overwrite: bool
    leaving: Leaving


def summary(desk: Desk, agreement_id: str, number: int | None = None) -> AgreementSummary:
    """The summary that the client can hold, of the newest version where none is named."""
    with desk.store.read() as db:
        return views.summary_of(desk, reading.read(desk, db, agreement_id, number))


def preview(desk: Desk, agreement_id: str, number: int | None = None) -> tuple[Passage, ...]:
    """The same summary for reading on a screen, as the client will read it."""
    from coachdesk.documents import as_passages

    return as_passages(summary(desk, agreement_id, number))


def begin(
    desk: Desk,
    agreement_id: str,
    fmt: str,
    target: Path,
    *,
    number: int | None = None,
    recipient: str = "",
    overwrite: bool = False,
) -> Paper:
    """What `make` and `finish` need; refuses a place that cannot be written before the seconds that a PDF may take.

    The recipient is the client unless another is named. Raises `file.…`, `text.…`, `ref.unknown`.
    """
    check_target(target, overwrite=overwrite)
    with desk.store.read() as db:
        found = reading.read(desk, db, agreement_id, number)
        shown = views.summary_of(desk, found)
    leaving = Leaving(
        client_id=found.client.id,
        version_id=found.version.id,
        kind="agreement-summary",
        what=f"{shown.title}, version {shown.version}, {shown.standing}",
        recipient=clean(recipient, NAME_LIMIT, "recipient") or shown.client_name,
        format=fmt,
        fingerprint=shown.fingerprint,
    )
    return Paper(shown, fmt, target, overwrite, leaving)


def make(paper: Paper) -> Rendered:
    """The pages; may run in any thread. Raises `document.…`."""
    from coachdesk.documents import render

    return render(paper.summary, paper.format)


def finish(desk: Desk, paper: Paper, rendered: Rendered) -> tuple[Path, str, tuple[str, ...]]:
    """Write the file and its line in the register: its place, its fingerprint, and notes worth reading."""
    place = hand_over(desk, paper.leaving, rendered.data, paper.target, overwrite=paper.overwrite)
    return place, paper.leaving.fingerprint, rendered.notes


def export(
    desk: Desk,
    agreement_id: str,
    fmt: str,
    target: Path,
    *,
    number: int | None = None,
    recipient: str = "",
    overwrite: bool = False,
) -> tuple[Path, str, tuple[str, ...]]:
    """Hand the summary over as a file: answers with its place, its fingerprint, and notes worth reading.

    The recipient is the client unless another is named; the register keeps what went to whom, in which version.
    Raises `file.…`, `document.…`; nothing is written or registered then.
    """
    paper = begin(desk, agreement_id, fmt, target, number=number, recipient=recipient, overwrite=overwrite)
    return finish(desk, paper, make(paper))


def handed_over(desk: Desk, agreement_id: str) -> list[DisclosureView]:
    """What left of an agreement, newest first, in any of its versions. Raises `ref.unknown`."""
    with desk.store.read() as db:
        found = reading.read(desk, db, agreement_id)
        versions = {row.id for row in reading.versions_of(db, agreement_id)}
    return [one for one in register(desk, found.client.id) if one.version_id in versions]
