"""A session that runs while nobody looks at it: offered when the desk is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from coachdesk.domain.times import clock_text, local
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.text import joined, name_for, strong
from coachdesk.ui.widgets.dialogs import ask_yes_no

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp


FIRST = "today"
"""The screen on which the desk opens."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The session that runs, when it began (UTC), how many moments it has."""

    line: SessionLine
    started: datetime
    moments: int
    clock: Clock


async def offer(app: CoachdeskApp) -> None:
    """Ask whether to come back to the session that runs; nothing where none does, or where the coach went on already:
    a question that comes late would take the keys of the screen in sight, in focus the moments. Today says that it
    runs."""
    known: _Known | None = await app.bridge.ask(_read)
    if known is None or getattr(app.screen, "place", "") != FIRST:
        return
    began = local(known.started, known.clock.zone)
    when = clock_text(began) if began.date() == known.clock.today else known.clock.at(known.started)
    moments = "1 moment is" if known.moments == 1 else f"{known.moments or 'no'} moments are"
    who = strong(name_for(app.private, known.line.client.title))
    question = joined("The session with ", who, f" began at {when} and was not ended; {moments} kept.")
    if await ask_yes_no(app, question, yes="comes back to it", no="leaves it for now; f on its line comes back"):
        app.open_record("focus", known.line.id)


# in the desk thread


def _read(desk: Desk) -> _Known | None:
    from coachdesk.services import session_items, session_work

    line = session_work.running(desk)
    if line is None or line.started is None:
        return None
    return _Known(line, line.started, len(session_items.moments_of(desk, line.id)), clock_of(desk))
