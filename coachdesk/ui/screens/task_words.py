"""A task in words: its mark, its deadline on both clocks, what became of it. Every list of tasks is made from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from textual.content import Content

from coachdesk.domain.promises import state_words
from coachdesk.domain.times import clock_text, day_text, duration_text, local, theirs
from coachdesk.domain.views.task_lines import TaskLine
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.text import alarm, caution, good, joined, quiet, shown
from coachdesk.ui.widgets.columns import Column, Row, note
from coachdesk.ui.widgets.late_rows import LateRows

Hide = Callable[[object], Content]
COLUMNS = (
    Column(width=1),
    Column("When", most=21),
    Column("Theirs", most=9),
    Column("Who", most=24),
    Column("What", flex=True, most=400),
)
"""The columns of every list of tasks; that of one person has none for who."""
THEIRS, WHO = 2, 3
OF_ONE = COLUMNS[:WHO] + COLUMNS[WHO + 1 :]

_MARKS = {
    "asked": caution("?"),
    "renegotiated": shown("↻"),
    "kept": good("✓"),
    "late": caution("!"),
    "broken": alarm("✗"),
    "released": quiet("–"),
    "undone": quiet("–"),
}
_OPEN, _REPLY = shown("○"), shown("…")
_OWN = quiet("own")
_INDENT = " " * 6
_NEAR = 7
"""Days around today whose month goes without saying."""
_ENDS = {
    "kept": good("kept"),
    "late": caution("late"),
    "broken": alarm("broken"),
}


class Seen(NamedTuple):
    """How a task is shown: the coach's clock, and names and words as privacy mode has them.

    short_days   leave the day out, where a heading names it
    with_names   whether to whom it is owed has a column
    roomy        whether how a deadline moved, or passed, has room in the line; else it has one of its own
    """

    clock: Clock
    name: Hide
    words: Hide
    with_names: bool = True
    short_days: bool = False
    roomy: bool = True


def mark(line: TaskLine) -> Content:
    """One sign for the state, which words beside it say too."""
    if line.kind == "reply" and line.state == "open":
        return _REPLY
    return _MARKS.get(line.state, _OPEN)


def kind_words(kind: str, count: int) -> str:
    """`1 promise`, `2 own`, `3 replies`."""
    several = {"promise": "promises", "own": "own", "reply": "replies"}
    return f"{count} {kind if count == 1 else several[kind]}"


def called(line: TaskLine) -> str:
    """What it is, in a sentence: `promise`, `own task`, `reply`."""
    return "own task" if line.kind == "own" else line.kind


def name_of(line: TaskLine) -> str:
    """To whom it is owed; nothing for an own task."""
    return line.to.title if line.to else ""


def when(instant: datetime, clock: Clock, *, short: bool = False) -> str:
    """An instant on my clock: `17:00` today, `tomorrow 17:00`, `Tue 24 17:00` within the days around, else
    `Fri 18 Dec 17:00`. `short` gives the time of day alone."""
    here = local(instant, clock.zone)
    days = (here.date() - clock.today).days
    if not days or short:
        return clock_text(here)
    if days == 1:
        return f"tomorrow {clock_text(here)}"
    day = day_text(here.date(), year=False)
    if abs(days) < _NEAR:
        return f"{day.rpartition(' ')[0]} {clock_text(here)}"
    year = f" {here.year}" if here.year != clock.today.year else ""
    return f"{day}{year} {clock_text(here)}"


def there(instant: datetime | None, line: TaskLine, clock: Clock) -> str:
    """The time of day where the person is, if that is another than mine."""
    if instant is None or line.to is None or not line.to.zone:
        return ""
    at = theirs(instant, clock.zone, line.to.zone)
    return "" if at == clock_text(local(instant, clock.zone)) else at


def both(instant: datetime, line: TaskLine, clock: Clock) -> str:
    """`Fri 27 Nov 17:00 · theirs 12:00`; their clock only where it shows another time."""
    at = there(instant, line, clock)
    return when(instant, clock) + (f" · theirs {at}" if at else "")


def has_moved(line: TaskLine) -> bool:
    """Whether another deadline was asked for, or agreed."""
    if line.asked_to is not None and line.is_open:
        return True
    return line.kind != "reply" and len(line.deadlines) > 1 and line.deadlines[-2] != line.due


def changed(line: TaskLine, clock: Clock, words: Hide) -> Content:
    """How its deadline moved: `asked for Mon 30 12:00, no answer yet`, `was Fri 27 17:00, they said “…”`."""
    if not has_moved(line):
        return Content.empty()
    if line.asked_to is not None and line.is_open:
        return caution(f"asked for {when(line.asked_to, clock)}, no answer yet")
    said = joined(", they said “", words(line.said), "”") if line.said else ""
    return quiet(joined(f"was {when(line.deadlines[-2], clock)}", said))


def waits(line: TaskLine, clock: Clock) -> Content:
    """Of a reply whose aim has passed, until when it is expected."""
    if line.kind != "reply" or not line.is_open or line.due is None or line.due > clock.now or not line.deadlines:
        return Content.empty()
    expected = line.deadlines[-1]
    return caution(f"aim passed, expected {'by' if expected > clock.now else 'since'} {when(expected, clock)}")


def end_words(line: TaskLine, clock: Clock) -> Content:
    """`kept 24 Nov 16:20`, of one that is over."""
    if line.ended is None:
        return Content.empty()
    end = _ENDS.get(line.state) or quiet(state_words(line.kind, line.state))
    return joined(end, quiet(clock.at(line.ended)), by=" ")


def what(line: TaskLine, seen: Seen) -> Content:
    """`send the values exercise · 30m · weekly fri · was Fri 27 17:00`, or `kept 24 Nov 16:20 · send the …`."""
    text = seen.words(line.text)
    parts = [
        end_words(line, seen.clock),  # first, so that what became of it is never what is cut
        waits(line, seen.clock) if seen.roomy else Content.empty(),
        joined(quiet("answer: "), text) if line.kind == "reply" else text,
        quiet(duration_text(line.minutes)) if line.minutes else Content.empty(),
        quiet(line.repeat),
        changed(line, seen.clock, seen.words) if seen.roomy else Content.empty(),
    ]
    return joined(*parts, by=" · ")


def cells(line: TaskLine, seen: Seen) -> tuple[object, ...]:
    """The cells of a line."""
    clock = seen.clock
    due = when(line.due, clock, short=seen.short_days) if line.due else "no date"
    first = (mark(line), due if line.due else quiet(due), quiet(there(line.due, line, clock)))
    if not seen.with_names:
        return (*first, what(line, seen))
    return (*first, seen.name(line.to.title) if line.to else _OWN, what(line, seen))


def rows_of(line: TaskLine, seen: Seen, row_id: str) -> Iterator[Row]:
    """The line, and what stands under it."""
    yield Row(row_id, cells(line, seen))
    for make in _under(line, seen):
        yield make()


def add_late(rows: LateRows, line: TaskLine, seen: Seen) -> None:
    """The same for a long list: the cells are made once they are seen."""
    rows.late(lambda: Row(line.id, cells(line, seen)), line.id, (line.id, seen.short_days))
    for at, make in enumerate(_under(line, seen)):
        rows.late(make, name=(line.id, "under", at))


def _under(line: TaskLine, seen: Seen) -> Iterator[Callable[[], Row]]:
    """How its deadline moved, and that a reply is past its aim, where the line has no room for it; why it should be
    renegotiated now, if it should."""
    if not seen.roomy and has_moved(line):
        yield lambda: note(joined(_INDENT, changed(line, seen.clock, seen.words)))
    if not seen.roomy and (late := waits(line, seen.clock)):
        yield lambda: note(joined(_INDENT, late))
    if line.warning:
        yield lambda: note(joined(_INDENT, caution(f"! {line.warning}")))


def facts_of(line: TaskLine | None) -> set[str]:
    """Words by which commands know what can be done with a task."""
    if line is None:
        return set()
    known = {
        "over": not line.is_open,
        "asked": line.asked_to is not None,  # also of one done late, which a yes makes kept
        "warned": bool(line.warning),
        "dated": line.due is not None,
        "message": bool(line.message_id) and line.kind == "reply",
    }
    return {f"{line.kind} task", *(name for name, true in known.items() if true)}
