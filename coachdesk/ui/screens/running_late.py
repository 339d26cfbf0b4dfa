"""One key copies the sentence that says that a session begins some minutes late, on their clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coachdesk.domain.views.sessions import SessionLine
from coachdesk.ui.screens.sentence import tell_with_sentence

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

STEP = 5
"""Minutes: so late it is at first; once its time is over, as late as the next of these."""


async def copy_sentence(app: CoachdeskApp, line: SessionLine) -> None:
    """Copy it, and show what it says."""
    minutes, sentence = await app.bridge.ask(_sentence, line)
    app.copy_to_clipboard(sentence)
    words = f"{minutes} minutes late: the sentence is copied"
    await tell_with_sentence(app, words, "", line.client.title, sentence, copied=True)


# in the desk thread


def _sentence(desk: Desk, line: SessionLine) -> tuple[int, str]:
    from coachdesk.domain.sentences import running_late
    from coachdesk.services.people import people

    late = max(0, int((desk.clock() - line.at) / timedelta(minutes=1)))
    minutes = (late // STEP + 1) * STEP
    who = people(desk).known(("client", line.client.id))
    return minutes, running_late(who.listener(line.at, desk.settings().zone), line.at, minutes)
