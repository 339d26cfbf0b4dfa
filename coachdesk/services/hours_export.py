"""The log of hours as a file: CSV, JSON or PDF, for the credentialing body, through the gate like all that leaves.

Each client who is named has a line of their own in the register, which rests on their consent to be in the log.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coachdesk import catalogue
from coachdesk.domain.days import day_text
from coachdesk.domain.disclosures import KEPT, SHOWS_NOBODY
from coachdesk.domain.errors import failure
from coachdesk.domain.hours_csv import write_log
from coachdesk.domain.hours_words import log_data, off_line, sum_line
from coachdesk.domain.text import NAME_LIMIT, clean, fold
from coachdesk.domain.views.hours import HoursLog
from coachdesk.services import gate, hours
from coachdesk.services.hand_over import Leaving, check_target, hand_over_together
from coachdesk.services.hours_records import CONSENT

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

FORMATS = ("csv", "json", "pdf")
RECIPIENT = "the credentialing body"
"""Who gets the log where nobody else is named."""
KIND = "hours-log"


@dataclass(frozen=True, slots=True)
class LogFile:
    """A log that was handed over: where it is, to whom, what it shows, and notes such as letters that no font has."""

    file: Path
    recipient: str
    log: HoursLog
    notes: tuple[str, ...] = ()


def export(desk: Desk, fmt: str, target: Path, *, recipient: str = "", overwrite: bool = False) -> LogFile:
    """Write the log of today to a file for that recipient, `myself` for a copy of one's own.

    It is made of sessions that were authenticated one by one. Raises `hours.format`, `hours.nobody`, `consent.needed`,
    `file.…`, `text.…`.
    """
    if fmt not in FORMATS:
        raise failure("hours.format", where="format", text=fmt, choices=", ".join(FORMATS))
    check_target(target, overwrite=overwrite)
    to = clean(recipient, NAME_LIMIT, "recipient") or RECIPIENT
    log = hours.log(desk, opened=True)
    if not log.listed:
        raise failure("hours.nobody")
    data, notes = _written(desk, fmt, log)
    place = hand_over_together(desk, _leaving(desk, log, to, fmt), data, target, overwrite=overwrite)
    return LogFile(place, to, log, notes)


def _written(desk: Desk, fmt: str, log: HoursLog) -> tuple[bytes, tuple[str, ...]]:
    rules = catalogue.load("credentials")
    if fmt == "csv":
        return write_log(log.listed, rules["client_log"]["column"]), ()
    if fmt == "json":
        return json.dumps(log_data(log, rules), ensure_ascii=False, indent=2, default=_plain).encode() + b"\n", ()
    from coachdesk.documents.hours import LogPaper
    from coachdesk.documents.hours import write_log as write_paper

    settings = desk.settings()
    paper = LogPaper(
        log=log,
        coach=settings.name,
        columns=rules["client_log"]["column"],
        paper=settings.paper,
        layout=settings.layout,
        made_at=desk.clock(),
        lines=tuple(one for one in (sum_line(log, rules), off_line(log)) if one),
        notes=_notes(rules),
    )
    return write_paper(paper)


def _notes(rules: dict[str, Any]) -> tuple[str, ...]:
    """What is said below the rows; no rule of the body stands on its own paper without its day."""
    return (
        f"{rules['hour']['paid_means']} Partial hours are in decimals.",
        f"{rules['client_log']['group_rule']}",
        f"{rules['wording']['caution_line']} They were stored on {day_text(date.fromisoformat(rules['stored_on']))}.",
    )


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _leaving(desk: Desk, log: HoursLog, recipient: str, fmt: str) -> list[Leaving]:
    """A line for each client who is named, and one for all who are no clients of this desk."""
    mine = fold(recipient) in {gate.MYSELF, fold(desk.settings().name)}
    shown = dict.fromkeys(row.client_id for row in log.listed)
    what = f"hours in a log of {day_text(log.day)}"
    return [
        Leaving(
            client_id=client_id,
            version_id="",
            kind=KIND,
            what=what if client_id else f"{what}: of people who are no clients of this desk, and agreed",
            recipient=recipient,
            format=fmt,
            fingerprint="",
            audience=(
                gate.audience_of(desk, client_id, recipient, CONSENT) if client_id else (KEPT if mine else SHOWS_NOBODY)
            ),
        )
        for client_id in shown
    ]
