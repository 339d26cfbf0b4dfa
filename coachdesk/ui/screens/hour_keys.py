"""What the keys of the hour do, wherever a session is in sight: prepare, begin, wrap up, the note afterwards, and the
sentence for who runs late. Today stands on this, so what it needs is imported with the first of these keys."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coachdesk.ui.screens.base import DeskScreen

if TYPE_CHECKING:
    from coachdesk.domain.views.sessions import SessionLine

NEAR = timedelta(hours=1)
"""So long before its time one may say that it begins late."""


def hour_facts(line: SessionLine | None, now: datetime | None) -> set[str]:
    """What the keys of the hour look at."""
    if line is None:
        return {"no-session"}
    known = {f"session-{line.state}"}
    if now is not None:
        known |= {"session-ahead"} if line.at > now else set()
        is_near = line.state == "planned" and line.started is None and line.at - NEAR <= now < line.ends
        known |= {"session-near"} if is_near else set()
    known |= {"session-wrapped"} if line.wrapped is not None else set()
    return known | ({"session-running"} if line.is_running else set())


class HourKeys(DeskScreen):
    """A screen on which a session can be in sight."""

    def session_here(self) -> SessionLine | None:
        """The session that the keys are about."""
        return None

    def session_next(self) -> SessionLine | None:
        """The one that is prepared or begun here: on somebody's page their next."""
        return self.session_here()

    def prepare(self) -> None:
        """All there is to know before it."""
        line = self.session_next()
        if line is not None:
            self.desk_app.open_record("prep", line.id)

    async def agree_session(self) -> None:
        """What it is to be about."""
        line = self.session_next()
        if line is not None:
            from coachdesk.ui.screens.session_agreement import agree

            await agree(self.desk_app, line.id)

    async def begin_focus(self) -> None:
        """It begins now; one that runs goes on."""
        line = self.session_next()
        if line is not None:
            await self.ask("focus.start", line.id)
            self.desk_app.serial += 1  # what is under it is out of date
            self.desk_app.open_record("focus", line.id)

    def wrap_up(self) -> None:
        """Make something of each moment."""
        line = self.session_here()
        if line is not None:
            self.desk_app.open_record("wrap_up", line.id)

    def follow_up(self) -> None:
        """The note to them afterwards."""
        line = self.session_here()
        if line is not None:
            self.desk_app.open_record("follow_up", line.id)

    async def run_late(self) -> None:
        """The sentence that says so, copied."""
        line = self.session_next()
        if line is not None:
            from coachdesk.ui.screens.running_late import copy_sentence

            await copy_sentence(self.desk_app, line)
