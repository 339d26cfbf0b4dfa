"""`coachdesk add`, `done`, `renegotiate` and `release`: putting something on the one list, and what becomes of it.

What reads and writes is imported by each verb itself: `add` may hang on a hot key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coachdesk.cli import task_lines
from coachdesk.cli.nouns import Noun
from coachdesk.cli.output import plain
from coachdesk.cli.running import opened, show

if TYPE_CHECKING:
    from datetime import datetime

    from coachdesk.domain.views.tasks import Done
    from coachdesk.services.desk import Desk

NOUN = Noun("", "The one list: everything owed to anyone.")

ADD_KEYS = (*task_lines.KEYS, "zone", "load", "load_words", "room")
DONE_KEYS = (*task_lines.KEYS, "words", "next")
RENEGOTIATE_KEYS = (*task_lines.KEYS, "words", "broken", "sentence")
RELEASE_KEYS = (*task_lines.KEYS, "words")

Ref = Annotated[str, typer.Argument(metavar="REF", help="whole id, part of its words or of a name, beginning of an id")]
Zone = Annotated[str, typer.Option("--zone", metavar="AREA/CITY", help="read the time on this zone's clock")]


@NOUN.verb("add", example='add "send the values exercise @amara fri 17:00 ~30m"', keys=ADD_KEYS)
def add(
    ctx: typer.Context,
    line: Annotated[list[str], typer.Argument(metavar='"LINE"', help="what, to whom, by when and how long")],
    zone: Zone = "",
) -> None:
    """Put a line on the one list. With @ it is a promise to a client or a contact and needs a time; without, a task of
    your own. `~30m` is how long it takes; after a plus m is months: `+6m` is half a year from today. A day without a
    year is the next such day. `every fri`, `weekly` and `monthly` repeat it."""
    with opened(ctx) as desk:
        from coachdesk.services import capture, tasks

        typed = " ".join(line)
        caught = capture.read(desk, typed, zone=zone)
        task = tasks.add(desk, typed, zone=zone)
        more = {
            "zone": caught.zone,
            "load": task_lines.load_json(caught.load),
            "load_words": caught.load_words or None,
            "room": caught.room,
        }
        said = [*caught.words, *([caught.load_words] if caught.load_words else [])]
        lines = [f"added: {plain(said[0])} [{task.id}]", *(plain(one) for one in said[1:])]
        show(ctx, task_lines.task_json(task, desk.settings().zone) | more, lines)


@NOUN.verb("done", example='done "values exercise" --at "yesterday 16:30"', keys=DONE_KEYS)
def done(
    ctx: typer.Context,
    ref: Ref,
    at: Annotated[str, typer.Option("--at", metavar="WHEN", help="when it was really done, if that was earlier")] = "",
    zone: Zone = "",
) -> None:
    """Say that a task is done, and hear whether that was in time. A reply that is done was answered."""
    with opened(ctx) as desk:
        from coachdesk.services import tasks

        found = tasks.find(desk, ref)
        when = past(desk, at, zone, _zone_of(desk, found)) if at.strip() else None
        outcome = tasks.done(desk, found, when)
        _say(ctx, desk, outcome, {"next": outcome.next_id or None})


@NOUN.verb("renegotiate", example='renegotiate "values exercise" --to "mon 12:00"', keys=RENEGOTIATE_KEYS)
def renegotiate(
    ctx: typer.Context,
    ref: Ref,
    to: Annotated[str, typer.Option("--to", metavar="WHEN", help="the new deadline")],
    said: Annotated[str | None, typer.Option("--said", metavar="TEXT", help="their words, if they agreed")] = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="the reason, as they will read it")] = "",
    zone: Zone = "",
) -> None:
    """Ask for another deadline before the old one passes: it is asked for until `tasks answer` enters what they say,
    or agreed at once with --said. After the deadline it is promised anew, and the old promise stays broken. A task of
    your own is moved."""
    with opened(ctx) as desk:
        from coachdesk.services import tasks

        found = tasks.find(desk, ref)
        outcome = tasks.renegotiate(desk, found, to, why=why, said=said, zone=zone)
        more: dict[str, object] = {
            "broken": found if outcome.next_id else None,
            "sentence": outcome.sentence or None,
        }
        _say(ctx, desk, outcome, more, outcome.next_id)


@NOUN.verb("release", example='release "values exercise" --said "leave it, we spoke about it"', keys=RELEASE_KEYS)
def release(
    ctx: typer.Context,
    ref: Ref,
    said: Annotated[str, typer.Option("--said", "--why", metavar="TEXT", help="how they let you off, in their words")],
) -> None:
    """Say that they let you off. A broken promise can be released too, and stays counted as broken. A task of your own
    is let go, and a message that needs no answer is closed, with a word --why; neither is counted."""
    with opened(ctx) as desk:
        from coachdesk.services import tasks

        _say(ctx, desk, tasks.release(desk, tasks.find(desk, ref), said), {})


def past(desk: Desk, text: str, zone: str, theirs: str) -> datetime:
    """The instant that is behind us which a person typed; `17:00 theirs` is read on the clock of `theirs`."""
    from coachdesk.domain.whens import PAST
    from coachdesk.services.typed_times import read_when

    return read_when(desk, text, zone=zone, theirs=theirs, lean=PAST, where="at").instant


def _zone_of(desk: Desk, task_id: str) -> str:
    from coachdesk.services import tasks

    to = tasks.line(desk, task_id).to
    return to.zone if to is not None else ""


def _say(ctx: typer.Context, desk: Desk, outcome: Done, more: dict[str, object], task_id: str = "") -> None:
    """What it came to; the task itself, or the one that took its place."""
    from coachdesk.services import tasks

    task = tasks.line(desk, task_id or outcome.id)
    value = task_lines.task_json(task, desk.settings().zone) | {"words": outcome.words} | more
    lines = [f"{plain(task.text)}: {plain(outcome.words)} [{task.id}]"]
    lines += ["", plain(outcome.sentence)] if outcome.sentence else []
    show(ctx, value, lines)
