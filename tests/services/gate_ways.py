"""Every way in which something about a client leaves for anybody else: by its name, the file that lets it out, and the
formats there are. The tests of the gate, in services, in the shell and on screens, try all of them."""

from __future__ import annotations

from typing import NamedTuple


class Way(NamedTuple):
    """One way out. `refuses` is False where those without consent are left out, one by one, instead of refusing all."""

    name: str
    file: str
    formats: tuple[str, ...]
    kind: str
    refuses: bool = True


WAYS = (
    Way("summary", "services/agreement_papers.py", ("pdf", "html", "md"), "name-release"),
    Way("payers-copy", "services/agreement_papers.py", ("pdf", "html", "md"), "sponsor-report"),
    Way("payers-letter", "services/agreement_papers.py", ("copied",), "sponsor-report"),
    Way("report", "services/sponsor_report.py", ("pdf", "html", "md"), "sponsor-report"),
    Way("sheet", "services/absence_sheet.py", ("txt",), "stand-in", False),
    Way("hours", "services/hours_export.py", ("csv", "json", "pdf"), "hours-log", False),
    Way("checklist", "services/ethics_record.py", ("md", "pdf"), "name-release", False),
)

OWN = {
    "services/calendar_files.py": "the coach's own calendar, or without names",
    "services/follow_ups.py": "to the client themself",
    "ui/screens/absence_texts.py": "an auto-reply and a voicemail, which show no client",
    "ui/screens/prep_file.py": "the coach's own card",
}
"""What lets out only what needs nothing, and why."""


def each(refuses: bool) -> list[tuple[Way, str]]:
    """Every way that refuses, or that leaves out, in every format."""
    return [(way, fmt) for way in WAYS if way.refuses is refuses for fmt in way.formats]


def id_of(value: object) -> str:
    """How a test is named."""
    return value.name if isinstance(value, Way) else str(value)
