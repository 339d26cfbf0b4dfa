"""A log of coaching hours on paper, with the look of the desk's other papers; it lies on its side for its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from coachdesk.documents.pdf import inputs_for, typeset
from coachdesk.domain.days import day_text
from coachdesk.domain.hours import hours_of, hours_text
from coachdesk.domain.hours_csv import cells
from coachdesk.domain.views.hours import HoursLog

_WIDTHS = {"client_name": 20, "contact": 24, "kind": 11, "group_size": 9}
_DATES, _HOURS = 12, 10
_RIGHT = ("group_size", "paid_hours", "pro_bono_hours")


class LogPaper(NamedTuple):
    """What a log on paper is made of: the log, whose it is, the columns of the body, the paper and its look, when it
    was made, and lines to be said above and below the rows."""

    log: HoursLog
    coach: str
    columns: Sequence[Mapping[str, Any]]
    paper: str
    layout: str
    made_at: datetime
    lines: tuple[str, ...]
    notes: tuple[str, ...]


def write_log(paper: LogPaper) -> tuple[bytes, tuple[str, ...]]:
    """The PDF and the notes for the coach: which letters no font has. Raises as `pdf.write_pdf` does."""
    return typeset("log.typ", inputs_for(_data(paper), "en", paper.paper), paper.made_at)


def _data(paper: LogPaper) -> dict[str, Any]:
    shown, day = paper.log.shown, day_text(paper.log.day)
    keys = [one["key"] for one in paper.columns]
    sums = [
        ("Hours", hours_text(shown.minutes)),
        ("Paid", hours_text(shown.paid)),
        ("Pro bono", hours_text(shown.pro_bono)),
        ("Individual", hours_text(shown.individual)),
        ("In groups", hours_text(shown.group)),
        ("Internal", hours_text(shown.internal)),
        ("Clients", str(shown.clients)),
    ]
    return {
        "title": "Coaching log",
        "coach": paper.coach,
        "between": f"{paper.coach} · {hours_of(shown.minutes)} by {day}",
        "layout": paper.layout,
        "sums": [{"label": label, "value": value} for label, value in sums],
        "lines": list(paper.lines),
        "heading": "Clients",
        "columns": [one["label"] for one in paper.columns],
        "widths": [_WIDTHS.get(key, _DATES if key.endswith("date") else _HOURS) for key in keys],
        "right": [key in _RIGHT for key in keys],
        "rows": [[cells(row)[key] for key in keys] for row in paper.log.listed],
        "notes": list(paper.notes),
        "foot": f"Coaching log of {paper.coach}, {day}",
    }
