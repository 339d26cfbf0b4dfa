"""The keys of the one list that work on every screen: catch a task, log a message, renegotiate, acknowledge.

A page says by `links()` what is caught over it belongs to, and by `link_name()` whose page it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from coachdesk.domain.text import fold
from coachdesk.ui.say import say
from coachdesk.ui.screens.task_words import called, name_of, when
from coachdesk.ui.text import name_for, quiet, words_for
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.dialogs import pick

if TYPE_CHECKING:
    from coachdesk.domain.views.messages import MessageView
    from coachdesk.domain.views.tasks import TaskLine
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp
    from coachdesk.ui.screens.people import Clock

_COLUMNS = (Column(most=30), Column(most=20), Column(flex=True, most=80))


@runtime_checkable
class Linked(Protocol):
    """A page of somebody, or of something that is about somebody."""

    def links(self) -> dict[str, Any]:
        """`to` (kind, id), and where it is known `agreement_id`, `session_id`, `message_id`."""

    def link_name(self) -> str:
        """The name of that person."""


def _links(app: CoachdeskApp) -> tuple[Mapping[str, Any], str]:
    page = app.screen
    return (page.links(), page.link_name()) if isinstance(page, Linked) else ({}, "")


async def catch_task(app: CoachdeskApp) -> None:
    """Catch a task in one line."""
    from coachdesk.ui.screens.capture import catch

    line = await catch(app, *_links(app))
    if line is not None:
        by = f", due {when(line.due, await app.bridge.ask(_clock))}" if line.due else ", with no date"
        say(app, f"{called(line)} saved{by}", "2 lists it, u takes it back", about=name_of(line))


async def log_message(app: CoachdeskApp) -> None:
    """Log a message that waits for an answer."""
    from coachdesk.ui.screens.message_acts import log

    await log(app, *_links(app))


async def renegotiate(app: CoachdeskApp) -> None:
    """Another deadline for a promise that is picked."""
    from coachdesk.ui.screens.task_acts import renegotiate as ask

    lines, clock = await app.bridge.ask(_movable)
    if not lines:
        say(app, "nothing that is open has a deadline to renegotiate", "a adds a promise")
        return
    picked = await _pick(app, "Renegotiate which?", [(line.id, *_of_task(app, line, clock)) for line in lines])
    if picked is not None:
        await ask(app, picked)


async def acknowledge(app: CoachdeskApp) -> None:
    """Say to whoever waits when they hear more; the message is picked where more than one waits."""
    from coachdesk.ui.screens.message_acts import acknowledge as ask

    waiting: Sequence[MessageView] = await app.bridge.ask(_waiting)
    if not waiting:
        say(app, "no message waits for an answer", "m logs one")
        return
    picked: str | None = waiting[0].id
    if len(waiting) > 1:
        picked = await _pick(
            app, "Acknowledge which?", [(one.id, one.sender.title, one.clock, one.about) for one in waiting]
        )
    if picked is not None:
        await ask(app, picked)


def _of_task(app: CoachdeskApp, line: TaskLine, clock: Clock) -> tuple[str, str, str]:
    return name_of(line) or "own", when(line.due, clock) if line.due else "", line.text


async def _pick(app: CoachdeskApp, question: str, offered: Sequence[tuple[str, str, str, str]]) -> str | None:
    """One of these: id, name, when, words."""
    sought = [(fold(f"{name}\n{words}"), one) for one in offered for _, name, _, words in (one,)]

    def find(text: str) -> list[Row]:
        wanted = fold(text).split()
        return [
            Row(row_id, (name_for(app.private, name), quiet(at), words_for(app.private, words)))
            for folded, (row_id, name, at, words) in sought
            if all(word in folded for word in wanted)
        ]

    return await pick(app, question, find, _COLUMNS)


# in the desk thread


def _clock(desk: Desk) -> Clock:
    from coachdesk.ui.screens.people import clock_of

    return clock_of(desk)


def _movable(desk: Desk) -> tuple[list[TaskLine], Clock]:
    from coachdesk.services import tasks

    return [one for one in tasks.lines(desk) if one.kind != "reply" and one.due is not None], _clock(desk)


def _waiting(desk: Desk) -> list[MessageView]:
    from coachdesk.services import messages

    return [one for one in messages.lines(desk, open_only=True) if one.acknowledged is None]
