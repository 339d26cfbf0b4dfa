"""What the keys of sessions do, on the agenda, on a session's page and on a client's page alike."""

from __future__ import annotations

from coachdesk.domain.views.sessions import SessionLine
from coachdesk.ui.screens import session_form as forms
from coachdesk.ui.screens import session_marks as marks
from coachdesk.ui.screens.hour_keys import HourKeys


class SessionKeys(HourKeys):
    """A screen with sessions on it."""

    def client_here(self) -> str:
        """The client with whom a new session is planned; empty where that is to be asked."""
        return ""

    def show_session(self, line: SessionLine) -> None:
        """One was planned: bring it into sight."""

    def open_session(self) -> None:
        """Its page."""
        line = self.session_here()
        if line is not None:
            self.desk_app.open_record("session", line.id)

    async def new_session(self) -> None:
        """Plan one, or a series."""
        line = await forms.plan_session(self.desk_app, self.client_here())
        if line is not None:
            self.show_session(line)

    async def move_session(self) -> None:
        """Another time."""
        line = self.session_here()
        if line is not None:
            await forms.move_session(self.desk_app, line)

    async def edit_session(self) -> None:
        """Other details."""
        line = self.session_here()
        if line is not None:
            await forms.edit_session(self.desk_app, line)

    async def hold_session(self) -> None:
        """It took place."""
        line = self.session_here()
        if line is not None:
            await marks.hold(self.desk_app, line)

    async def cancel_session(self) -> None:
        """It will not take place."""
        line = self.session_here()
        if line is not None:
            await marks.cancel(self.desk_app, line)

    async def miss_session(self) -> None:
        """Somebody did not come."""
        line = self.session_here()
        if line is not None:
            await marks.miss(self.desk_app, line)

    async def reopen_session(self) -> None:
        """Take back what was said to have become of it."""
        line = self.session_here()
        if line is not None:
            await marks.reopen(self.desk_app, line)
