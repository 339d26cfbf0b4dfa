"""The rows of Today: each section in its columns, a warning with the key that deals with it, the week as bars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.ui.text import alarm, blanks, caution, good, joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note

if TYPE_CHECKING:
    from coachdesk.domain.views.tasks import DayLoad
    from coachdesk.domain.views.today import TodayOwed, TodaySection, TodaySession, TodayView, TodayWarning

Hide = Callable[..., Content]

COLUMNS = (Column(width=1), Column(width=5), Column(width=7), Column(width=6), Column(width=1, flex=True))
"""Mark, clock, kind or length, who, and all else; as wide as what stands in them (`rows_of`)."""

MOST_NAME, NAME_AT_80 = 24, 14
MARGIN = 2
BARS = "▁▂▃▄▅▆▇█"
OWN = "own"


@dataclass
class Rows:
    """The rows, their columns, and where `enter` leads from each."""

    columns: tuple[Column, ...] = COLUMNS
    rows: list[Row] = field(default_factory=list)
    targets: dict[str, tuple[str, str]] = field(default_factory=dict)

    def section(self, title: object, lines: Iterable[tuple[Row, tuple[str, str]]]) -> None:
        """A heading and its lines, where there are any."""
        for at, (row, target) in enumerate(lines):
            if not at:
                self.rows += [note()] if self.rows else []
                self.rows.append(heading(joined("  ", title)))
            self.rows.append(row)
            self.targets[row.id] = target


def rows_of(view: TodayView, name: Hide, words: Hide, width: int) -> Rows:
    """All rows, for a list so wide."""
    found = Rows(_columns(view, name, width))
    found.rows += _tips(view)
    if view.review:
        found.rows += [note(joined("  ", keyed("R"), "  ", quiet(view.review)))]
    found.section("Sessions", ((_session(one, view, name, words), _leads_to(one)) for one in view.sessions))
    found.section("Owed", ((_owed(one, name, words), ("task", one.task.id)) for one in view.owed))
    if view.older:
        found.rows.append(
            note(
                joined(
                    "    ",
                    keyed("2"),
                    quiet(f"  shows {view.older} more that {'is' if view.older == 1 else 'are'} broken"),
                )
            )
        )
    room = width - MARGIN - 2
    found.section(
        "Worth a look",
        ((_warning(one, name, words, room - 3), (one.leads_to, one.id)) for one in view.warnings),
    )
    found.rows += _week(view)
    for section in view.sections:
        found.section(section.title, _others(section, name, words))
    return found


def _columns(view: TodayView, name: Hide, width: int) -> tuple[Column, ...]:
    """Columns as wide as what stands in them; no wider than leaves room for the words."""
    names = [one.line.client.title for one in view.sessions]
    names += [one.task.to.title if one.task.to else OWN for one in view.owed]
    widest = max((name(one).cell_length for one in names), default=6)
    clock = max((shown(one.clock).cell_length for one in view.owed), default=5)
    most = MOST_NAME if width >= 100 else NAME_AT_80
    sizes = {1: max(clock, 5), 3: min(widest, most)}
    return tuple(replace(column, width=sizes.get(at, column.width)) for at, column in enumerate(COLUMNS))


def _leads_to(one: TodaySession) -> tuple[str, str]:
    """Its page; of one that was held and not wrapped up its wrap-up, as with those of other days."""
    line = one.line
    return "wrap_up" if line.state == "held" and line.wrapped is None else "session", line.id


def _session(one: TodaySession, view: TodayView, name: Hide, words: Hide) -> Row:
    from coachdesk.domain.times import clock_text, local

    line = one.line
    there = max((words(other.there).cell_length for other in view.sessions), default=0)
    pad = blanks(there - words(one.there).cell_length)
    is_well = one.ready and not one.over and one.said.startswith(("ready", "now", "in ", "runs"))
    said = quiet(one.said) if line.state != "planned" else good(one.said) if is_well else shown(one.said)
    if line.lacks and line.state == "planned":
        said = caution(f"! {one.said}")
    clock = clock_text(local(line.at, view.zone))
    kind = "" if line.kind == "coaching" else line.kind
    mark = {"held": good("✓"), "missed": caution("–")}.get(line.state, "?" if one.over else "○")
    what = (
        joined(quiet(words(one.there)) + pad, said, quiet(kind), by="  ")
        if there
        else joined(said, quiet(kind), by="  ")
    )
    return Row(f"session {line.id}", (mark, clock, f"{line.minutes}m", name(line.client.title), what))


def _owed(one: TodayOwed, name: Hide, words: Hide) -> Row:
    from coachdesk.domain.times import duration_text
    from coachdesk.ui.screens.task_words import mark

    task = one.task
    broken = task.state == "broken"
    said = alarm(one.said) if broken else caution(one.said) if one.past_half else quiet(one.said)
    text = words(task.text)
    minutes = quiet(duration_text(task.minutes)) if task.minutes else ""
    # of a reply that is late the clock matters more than what it was about; of a promise the hour is in its column
    there = quiet(f"theirs {one.there}") if one.there and task.kind != "reply" else ""
    late_reply = task.kind == "reply" and (one.past_half or broken)
    what = joined(said, text, by=" · ") if late_reply else joined(text, said, there, minutes, by=" · ")
    who = name(task.to.title) if task.to else quiet(OWN)
    kind = {"promise": "promise", "reply": "reply", "own": ""}[task.kind]
    sign = caution("!") if one.past_half and not broken else mark(task)
    return Row(f"task {task.id}", (sign, one.clock, quiet(kind), who, what))


def _warning(one: TodayWarning, name: Hide, words: Hide, room: int) -> Row:
    """What is so, and at the right edge the key that deals with it."""
    hint = joined(keyed(one.key), quiet(one.does), by=" ")
    who = name(one.who)
    left = room - hint.cell_length - 2
    text = shown(joined(strong(who), words(one.what), by="  "), max(20, left))
    gap = blanks(left - text.cell_length + 2) if left >= text.cell_length else blanks(2)
    return Row(f"warning {one.fact}", (caution("!"), joined(text, gap, hint)))


def _others(section: TodaySection, name: Hide, words: Hide) -> Iterator[tuple[Row, tuple[str, str]]]:
    """A section of lines of two parts, the names under each other."""
    widest = min(MOST_NAME, max((name(line.who).cell_length for line in section.lines), default=0))
    for line in section.lines:
        who = name(line.who, MOST_NAME)
        pad = blanks(widest - who.cell_length + 2) if widest else ""
        key = f"{section.title} {line.id} {line.what}"
        yield Row(key, (quiet(line.mark), joined(who, pad, words(line.what)))), (line.leads_to, line.id)


def _week(view: TodayView) -> list[Row]:
    """`Week   Mon ▆ 4:10   Tue ▃ 2:00 …`, today standing out; what does not fit into its day is marked so."""
    if not view.week:
        return []
    days = [_day(one, view) for one in view.week]
    head = joined("  Week", quiet(f"  {view.load}") if view.load else "")
    return [note(), heading(head), note(joined("    ", Content("   ").join(days)))]


def _day(one: DayLoad, view: TodayView) -> Content:
    from coachdesk.domain.times import WEEKDAYS

    name = WEEKDAYS[one.day.weekday()][:3]
    hours = f"{one.planned // 60}:{one.planned % 60:02d}"
    full = one.planned > one.work_minutes and one.day >= view.day
    most = max([one.work_minutes, *(other.planned for other in view.week), 1])
    bar = BARS[min(len(BARS) - 1, one.planned * len(BARS) // most)]
    words = f"{name} {bar} {hours}"
    if not one.planned:
        return quiet(f"{name} off" if one.off and one.off != "over" else f"{name} –")
    if full:
        return alarm(f"{words}!")
    return strong(words) if one.day == view.day else quiet(words) if one.day < view.day else shown(words)


def _tips(view: TodayView) -> list[Row]:
    """The keys to press first, on one line above everything: a newcomer must not have to scroll for them."""
    if not view.tips:
        return []
    parts = [part for key, what in view.tips for part in ("  ", keyed(key), " ", quiet(what))]
    return [note(joined("  Begin with", *parts))]
