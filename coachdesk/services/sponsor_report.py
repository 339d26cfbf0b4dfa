"""A short report to whoever pays: the sessions, their dates, the goals where they are shared, and words that the coach
types for it. It reads no note, and leaves with the client's consent to it alone, or once for a reason.

As with a summary, `begin` reads, `make` renders and touches no desk, `finish` writes the file and its line in the
register; `export` is all three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.domain import disclosures
from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.text import clean_lines
from coachdesk.domain.times import local
from coachdesk.domain.views.reports import ReportWays, SponsorReport
from coachdesk.services import agreement_reading as reading
from coachdesk.services import agreement_views as views
from coachdesk.services import agreements, consents, gate, payers_copy, sessions
from coachdesk.services.hand_over import Leaving, check_target, hand_over

if TYPE_CHECKING:
    from coachdesk.documents import Rendered
    from coachdesk.services.desk import Desk

KIND = "sponsor-report"
"""Of the consent that it needs, and of its line in the register."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report that is about to be handed over, and where to; read from the desk, not rendered yet."""

    report: SponsorReport
    format: str
    zone: str
    target: Path
    overwrite: bool
    leaving: Leaving


def ways(desk: Desk, agreement_id: str) -> ReportWays:
    """What can be in a report, and what the client said to one. Raises `agreement.no-sponsor`, `report.unsigned`."""
    found = _signed(desk, agreement_id)
    return ReportWays(
        payer=found.sponsor,
        may_hear=payers_copy.may_hear(found),
        shares_goals=found.terms.share_goals,
        said=consents.said(desk, found.client.id, KIND),
        in_force=consents.in_force(desk, found.client.id, KIND, desk.today()),
        unmarked=agreements.page(desk, agreement_id).sessions.unmarked,
    )


def begin(
    desk: Desk,
    agreement_id: str,
    fmt: str,
    target: Path,
    *,
    words: str = "",
    dates: bool = True,
    goals: bool = True,
    override: str | None = None,
    overwrite: bool = False,
) -> Sheet:
    """What `make` and `finish` need. `dates` and `goals` leave out what they could show; goals are never in it unless
    the client signed that the payer sees them.

    Raises `consent.needed`, `disclosure.no-reason`, `report.unsigned`, `agreement.no-sponsor`, `file.…`, `text.…`.
    """
    reason = disclosures.reason(override)
    said = clean_lines(words, where="words")
    check_target(target, overwrite=overwrite)
    found = _signed(desk, agreement_id)
    leaving = Leaving(
        client_id=found.client.id,
        version_id=found.version.id,
        kind=KIND,
        what=_what(_held(desk, found)),
        recipient=found.sponsor,
        format=fmt,
        fingerprint="",
        audience=disclosures.to_other(KIND, override=reason),
    )
    gate.ground(desk, leaving.client_id, leaving.audience)
    report = _report(desk, found, said, dates, goals)
    return Sheet(report, fmt, desk.settings().zone, target, overwrite, leaving)


def make(sheet: Sheet) -> Rendered:
    """The pages; may run in any thread. Raises `document.…`."""
    from coachdesk.documents.report import render_report

    return render_report(sheet.report, sheet.format, sheet.zone)


def finish(desk: Desk, sheet: Sheet, rendered: Rendered) -> tuple[Path, tuple[str, ...]]:
    """Write the file and its line in the register: its place, and notes worth reading. Raises `consent.needed`,
    `file.…`."""
    waits = sheet.report.sessions.unmarked
    notes = (f"not marked, and in none of its numbers: {waits} of the sessions that are over",) if waits else ()
    place = hand_over(desk, sheet.leaving, rendered.data, sheet.target, overwrite=sheet.overwrite)
    return place, (*rendered.notes, *notes)


def export(
    desk: Desk,
    agreement_id: str,
    fmt: str,
    target: Path,
    *,
    words: str = "",
    dates: bool = True,
    goals: bool = True,
    override: str | None = None,
    overwrite: bool = False,
) -> tuple[Path, tuple[str, ...]]:
    """Hand a report over as a file; nothing is written or registered where anything is refused."""
    sheet = begin(
        desk, agreement_id, fmt, target, words=words, dates=dates, goals=goals, override=override, overwrite=overwrite
    )
    return finish(desk, sheet, make(sheet))


def _signed(desk: Desk, agreement_id: str) -> reading.Reading:
    """The version that holds today, else the last one that the client signed: what was agreed."""
    holds = agreements.page(desk, agreement_id).holds
    with desk.store.read() as db:
        newest = reading.read(desk, db, agreement_id)
        if not newest.sponsored:
            raise failure("agreement.no-sponsor")
        signed = [one.number for one in newest.versions if "client" in one.signed and one.withdrawn_at is None]
        if not signed:
            raise failure("report.unsigned")
        return reading.read(desk, db, agreement_id, holds or signed[-1])


def _held(desk: Desk, found: reading.Reading) -> tuple[date, ...]:
    """The days of the sessions that were held under it, on the coach's calendar, the first one first."""
    zone = desk.settings().zone
    return tuple(
        sorted(
            local(one.at, zone).date()
            for one in sessions.lines(desk, client_id=found.client.id, states=("held",))
            if one.agreement_id == found.agreement.id and one.kind == "coaching"
        )
    )


def _what(held: Sequence[date]) -> str:
    """What the report is, for the register: `report on 3 sessions, 3 March to 20 November 2026`."""
    if not held:
        return "report before the first session"
    first, last = held[0], held[-1]
    if first == last:
        span = day_text(last)
    else:
        span = f"{day_text(first) if first.year != last.year else day_text(first)[:-5]} to {day_text(last)}"
    return f"report on {len(held)} session{'' if len(held) == 1 else 's'}, {span}"


def _report(desk: Desk, found: reading.Reading, words: str, dates: bool, goals: bool) -> SponsorReport:
    summary = payers_copy.payers(views.summary_of(desk, found), found)
    return SponsorReport(
        summary=summary if goals else replace(summary, goals=()),
        signed_on=found.facts.signed["client"],
        may_hear=payers_copy.may_hear(found),
        sessions=agreements.page(desk, found.agreement.id).sessions,
        dates=_held(desk, found) if dates else (),
        words=words,
        made_at=desk.clock(),
    )
