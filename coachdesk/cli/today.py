"""`coachdesk today`: what needs the coach now. Like the screen, it imports nothing that only writing needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from coachdesk.cli import task_lines
from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import plain, table
from coachdesk.cli.running import opened, show
from coachdesk.domain.times import city_of, clock, clock_text, local

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coachdesk.domain.views.today import TodayOwed, TodayView

NOUN = Noun("", "What needs you now.")

KEYS = (
    "now", "zone", "sentence", "sessions", "promises", "own", "replies", "older", "warnings", "review", "load", "week",
)  # fmt: skip


@NOUN.verb("today", example="today", keys=KEYS)
def today(ctx: typer.Context) -> None:
    """Show what needs you now: sessions, promises and replies due, warnings, and the load of the week."""
    from coachdesk.services.today import today as look

    with opened(ctx) as desk:
        view = look(desk)
        show(ctx, _json(view), list(_lines(view)))


def _json(view: TodayView) -> dict[str, object]:
    sessions = [
        task_lines.session_json(one.line, view.zone) | {"there": one.there or None, "said": one.said}
        for one in view.sessions
    ]
    return {
        "now": view.now,
        "zone": view.zone,
        "sentence": view.sentence,
        "sessions": sessions,
        "promises": _owed(view, "promise"),
        "own": _owed(view, "own"),
        "replies": _owed(view, "reply"),
        "older": view.older,
        "warnings": _warnings(view),
        "review": view.review or None,
        "load": view.load or None,
        "week": [task_lines.load_json(one) for one in view.week],
    }


_DONE_WITH = {"wrap_up": "session", "mark": "session", "plan": "client"}
"""Where a warning leads to something that is done, the record it is done with."""


def _owed(view: TodayView, kind: str) -> list[dict[str, object]]:
    """What is owed of one kind: tasks, with how each stands now and when an answer is expected at last."""
    return [
        task_lines.task_json(one.task, view.zone)
        | {"stands": one.said, "past_half": one.past_half, "expected": one.expected, "breach": one.breach}
        for one in view.owed
        if one.task.kind == kind
    ]


def _warnings(view: TodayView) -> list[dict[str, object]]:
    """What is true now and worth a look: warnings of the one list first, then the sections."""
    found: list[dict[str, object]] = [
        {"about": "Warnings", "who": one.who, "what": one.what, "record": record, "id": one.id}
        for one in view.warnings
        for record in [_DONE_WITH.get(one.leads_to, one.leads_to)]
    ]
    return found + [
        {"about": section.title, "who": line.who, "what": line.what, "record": line.leads_to, "id": line.id}
        for section in view.sections
        for line in section.lines
    ]


def _lines(view: TodayView) -> Iterator[str]:
    now = local(view.now, view.zone)
    day = clock(view.now, view.zone).removesuffix(clock_text(now)).strip()
    yield f"{day}  {clock_text(now)} in {city_of(view.zone)}"
    yield ""
    yield plain(view.sentence)
    sessions = [
        (clock_text(local(one.line.at, view.zone)), one.there, one.line.client.title, one.said) for one in view.sessions
    ]
    yield from _section("Sessions", sessions)
    yield from _section("Owed", [_row(one) for one in view.owed])
    if view.older:
        yield f"  and {view.older} older: coachdesk tasks --state broken"
    yield from _section("Warnings", [("!", one.who, one.what) for one in view.warnings])
    for section in view.sections:
        yield from _section(section.title, [(line.mark, line.who, line.what) for line in section.lines])
    if view.load or view.review:
        yield ""
    yield from (plain(one) for one in (view.load, view.review) if one)


def _row(one: TodayOwed) -> tuple[str, ...]:
    task = one.task
    mark = "!" if task.warning else task_lines.MARKS.get(task.state, "")
    return mark, task.short, one.clock, task.to.title if task.to is not None else "", task.text, one.said


def _section(title: str, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """A heading and its rows, indented; nothing without rows."""
    if rows:
        yield ""
        yield plain(title)
        yield from (f"  {row}" for row in table([""] * len(rows[0]), rows)[1:])
