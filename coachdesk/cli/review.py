"""`coachdesk review`: what is due by tonight and waits for a word; how tomorrow begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from coachdesk.cli import task_lines
from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import plain
from coachdesk.cli.running import opened, show
from coachdesk.domain.days import day_text
from coachdesk.domain.session_words import when_words
from coachdesk.services import review as service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coachdesk.domain.views.absences import ReviewView
    from coachdesk.services.desk import Desk

NOUN = Noun("review", "The end of the day: nothing that is due is left silent.", bare="show")

KEYS = ("day", "open", "left", "next_session", "lacks", "reviewed_on", "done_today")


@NOUN.verb("show", example="review --json", keys=KEYS)
def show_(ctx: typer.Context) -> None:
    """Show what is due today or was before and waits for a word: done, renegotiate, release, or `tasks leave`."""
    with opened(ctx) as desk:
        view = service.view(desk)
        show(ctx, _json(desk, view), list(_lines(desk, view)))


@NOUN.verb("finish", example="review finish", keys=KEYS)
def finish(ctx: typer.Context) -> None:
    """Keep by its date that the day was looked through. Refused while something waits for a word."""
    with opened(ctx) as desk:
        view = service.finish(desk)
        show(ctx, _json(desk, view), list(_lines(desk, view)))


def _json(desk: Desk, view: ReviewView) -> dict[str, object]:
    home = desk.settings().zone
    session = view.next_session
    return {
        "day": view.day,
        "open": [task_lines.task_json(one, home) for one in (*view.due, *view.replies)],
        "left": [task_lines.task_json(one, home) for one in view.left],
        "next_session": task_lines.session_json(session, home) if session is not None else None,
        "lacks": view.lacks,
        "reviewed_on": view.reviewed_on,
        "done_today": view.done_today,
    }


def _lines(desk: Desk, view: ReviewView) -> Iterator[str]:
    home, waits = desk.settings().zone, (*view.due, *view.replies)
    if waits:
        yield f"{len(waits)} to look at"
        yield from task_lines.grouped(waits, desk.clock(), home)
    else:
        yield "nothing is due today that waits for a word"
    if view.left:
        yield ""
        yield f"{len(view.left)} left open, or asked more time for, today"
    session = view.next_session
    if session is not None:
        when = when_words(session.at, home, session.client.zone)
        lacks = f" · {', '.join(plain(one) for one in view.lacks)}" if view.lacks else ""
        yield ""
        yield f"next session: {when} with {plain(session.client.title)}{lacks}"
    last = "" if view.done_today else "last "
    done = f"{last}reviewed on {day_text(view.reviewed_on)}" if view.reviewed_on is not None else "never reviewed yet"
    yield ""
    yield f"{done}{'' if view.done_today or waits else ': coachdesk review finish'}"
