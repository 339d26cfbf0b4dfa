"""A client's zone was changed: which hour stays of the sessions that are planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.times import clock_text, local, resolve_local
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.domain.zones import city_of
from coachdesk.ui.say import say
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.session_lines import clock_of_line
from coachdesk.ui.text import joined, name_for, quiet, strong
from coachdesk.ui.widgets.dialogs import choose

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp


async def ask_which_hour(app: CoachdeskApp, client_id: str) -> None:
    """Ask it, where there are such sessions; whoever leaves the question finds it on the agenda."""
    found: list[SessionLine] = await app.bridge.ask("session_zones.planned_elsewhere", client_id)
    if not found:
        return
    clock: Clock = await app.bridge.ask(clock_of)
    first = found[0]
    many = "1 session was" if len(found) == 1 else f"{len(found)} sessions were"
    name = strong(name_for(app.private, first.client.title))
    question = joined(name, f": {many} planned for {city_of(first.zone)}. Which hour stays?")
    here, there = clock_of_line(first, clock), clock_text(local(first.at, first.zone))
    now_there = clock_text(local(first.at, first.client.zone))
    choices = (
        ("coach", joined(f"yours, {here}", quiet(f"   theirs is {now_there} then, no longer {there}"))),
        ("client", joined(f"theirs, {there}", quiet(f"   yours is {_mine_then(first, clock)} then, no longer {here}"))),
    )
    whose = await choose(app, question, choices)
    if whose:
        await app.do("session_zones.keep_hour", client_id, whose)
        say(
            app, f"{len(found)} moved" if whose == "client" else "your hours stay", "u undoes", about=first.client.title
        )


def _mine_then(line: SessionLine, clock: Clock) -> str:
    """My hour, if the hour stays that was agreed with them."""
    try:
        moved = resolve_local(local(line.at, line.zone).replace(tzinfo=None), line.client.zone)
    except CoachdeskError:  # their new clock skips that hour, or has it twice: choosing it says so
        return "?"
    return clock_text(local(moved, clock.zone))
