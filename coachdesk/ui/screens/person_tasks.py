"""The tasks of one person, on their page: what is open, what became of the rest, and the record in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.views.tasks import Record, TaskLine
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.screens.tabs import TabbedScreen, base_of
from coachdesk.ui.screens.task_words import OF_ONE, Seen, kind_words, rows_of
from coachdesk.ui.text import alarm, caution, joined, keyed, quiet, shown
from coachdesk.ui.widgets.columns import ROOMY, Column, Row, heading, note

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

COLUMNS: tuple[Column, ...] = OF_ONE
PREFIX = "task:"
_ENDED = ("kept", "late", "broken", "released")
LATEST = 50
"""So many that ended are shown; Tasks has them all."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """All that is owed to one person, the latest of what ended, and their record."""

    open: tuple[TaskLine, ...]
    ended: tuple[TaskLine, ...]
    record: Record


def rows(screen: TabbedScreen, known: Theirs, clock: Clock) -> Iterator[Row]:
    """What is open by when it is due; below, what ended."""
    yield note(joined("  ", record_words(known.record)))
    seen = Seen(clock, screen.name_of, screen.words_of, with_names=False, roomy=screen.app.size.width >= ROOMY)
    if not known.open:
        yield note()
        yield note(joined("  Nothing is owed to them now.  ", keyed("a"), quiet("  adds a promise to them")))
    else:
        yield note()
        for line in known.open:
            yield from rows_of(line, seen, PREFIX + line.id)
    if known.ended:
        yield note()
        more = quiet(f" (the latest {LATEST}; Tasks has them all)") if len(known.ended) >= LATEST else ""
        yield heading(joined("  Ended", more))
        for line in known.ended:
            yield from rows_of(line, seen, PREFIX + line.id)


def task_of(known: Theirs, row_id: str) -> TaskLine | None:
    """The task of that row."""
    here = base_of(row_id).removeprefix(PREFIX)
    return next((one for one in (*known.open, *known.ended) if one.id == here), None)


def record_words(record: Record) -> Content:
    """`kept 18 of 20 · 1 late · 1 broken · replies 11 of 11 in time`."""
    return joined(record.words, _reply_words(record), by=" · ")


def _reply_words(record: Record) -> Content:
    return quiet(record.reply_words) if _replies(record) else Content.empty()


def _replies(record: Record) -> int:
    return record.early + record.in_time + record.late_replies


def owed_words(known: Theirs) -> Iterator[tuple[str, Content]]:
    """How I stand with them: what became of what I promised, and what is open. Nothing before anything was."""
    record = known.record
    if record.kept or record.late or record.broken or record.renegotiated:
        yield "Kept", joined(record.words.removeprefix("kept "), _reply_words(record), by=" · ")
    elif _replies(record):
        yield "Replies", quiet(record.reply_words.removeprefix("replies "))
    if known.open:
        yield "Open", open_words(known)


def open_words(known: Theirs) -> Content:
    """`2 promises · 1 reply · 1 broken`."""
    counts = {kind: sum(1 for one in known.open if one.kind == kind) for kind in ("promise", "reply", "own")}
    broken = sum(1 for one in known.open if one.state == "broken")
    warned = sum(1 for one in known.open if one.warning)
    return joined(
        *(kind_words(kind, count) for kind, count in counts.items() if count),
        alarm(f"✗ {broken} broken") if broken else shown(""),
        caution(f"! {warned} to renegotiate") if warned else shown(""),
        by=" · ",
    )


def read(desk: Desk, kind: str, record_id: str) -> Theirs:
    """What is owed to that person, and was; for use in the desk thread."""
    from coachdesk.services import tasks

    whom = (kind, record_id)
    ended = tasks.lines(desk, to=whom, states=_ENDED, limit=LATEST)
    return Theirs(
        tuple(tasks.lines(desk, to=whom)),
        tuple(one for one in ended if not one.is_open),  # a broken one may be open still
        tasks.record(desk, kind, record_id),
    )
