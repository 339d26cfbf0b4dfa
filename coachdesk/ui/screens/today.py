"""Today: what needs me now, each line with where `enter` leads and the keys that deal with it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from coachdesk.ui.say import say
from coachdesk.ui.screens.hour_keys import HourKeys, hour_facts
from coachdesk.ui.screens.task_keys import TaskKeys
from coachdesk.ui.screens.today_rows import COLUMNS, rows_of
from coachdesk.ui.widgets.line_list import Empty, LineList

if TYPE_CHECKING:
    from coachdesk.domain.views.sessions import SessionLine
    from coachdesk.domain.views.tasks import TaskLine
    from coachdesk.domain.views.today import TodayView, TodayWarning

MINUTE = 60.0
_BESIDE = 7
"""Cells of the first line that are neither the day nor the sentence: its margins, and what parts the two."""
_STALE = 20.0
"""Seconds after which a picture of the time left is read anew when it comes into sight again."""


class TodayScreen(HourKeys, TaskKeys):
    """The first screen. It is painted before the desk is open, and filled as soon as it is; then with every minute."""

    place = "today"
    tab = "today"

    def __init__(self) -> None:
        super().__init__()
        self.view: TodayView | None = None
        self._targets: dict[str, tuple[str, str]] = {}
        self._tasks: dict[str, TaskLine] = {}
        self._warnings: dict[str, TodayWarning] = {}
        self._private = False
        self._read_at = 0.0

    def body(self) -> ComposeResult:
        """One list: sections as headings, a line for each thing."""
        yield LineList(COLUMNS, empty=Empty("Nothing needs you now."))

    def on_mount(self) -> None:
        """The frame, before any data."""
        self.answer("Today")
        self._await_minute()

    # the minute

    def _await_minute(self) -> None:
        self.set_timer(MINUTE - time.time() % MINUTE, self.minute_passed)

    def minute_passed(self) -> None:
        """The time left is another; painted only if anything it says changed."""
        self._await_minute()
        if self.app.screen is self:
            self.reload()

    def on_screen_resume(self) -> None:  # type: ignore[override]  # Textual gives the event to who takes one
        """In sight again: the time left may be another by now."""
        super().on_screen_resume()
        if self.view is not None and time.monotonic() - self._read_at > _STALE:
            self.reload()

    # reading and painting

    async def load(self) -> TodayView:
        """What needs the coach now."""
        view: TodayView = await self.ask("today.today")
        return view

    def paint(self, view: TodayView) -> None:
        """The sentence and the sections; nothing where nothing changed but the instant."""
        self._read_at = time.monotonic()
        private = self.desk_app.private
        same = self.view is not None and replace(view, now=self.view.now) == self.view
        self.view = view
        if not same or private != self._private:
            self._private = private
            self._show(view)

    def _show(self, view: TodayView) -> None:
        from coachdesk.domain.times import day_text
        from coachdesk.domain.views.today import fitted  # the desk thread has imported it by now

        day = day_text(view.day, year=False)
        self.answer(day, fitted(view.parts, self.app.size.width - len(day) - _BESIDE))
        self._warnings = {f"warning {one.fact}": one for one in view.warnings}
        self._tasks = {f"task {one.task.id}": one.task for one in view.owed}
        self._tasks |= {key: one.task for key, one in self._warnings.items() if one.task is not None}
        width = self.lines.size.width or self.app.size.width
        found = rows_of(view, self.name_of, self.words_of, width)
        self._targets = found.targets
        self.lines.columns = found.columns
        self.lines.show(found.rows)

    def on_resize(self) -> None:
        """What stands at the right edge moves with it."""
        if self.view is not None:
            self._show(self.view)

    # the keys

    def task_here(self) -> TaskLine | None:
        """The task under the cursor, if its line is about one."""
        return self._tasks.get(self.lines.current)

    def session_here(self) -> SessionLine | None:
        """The session under the cursor."""
        kind, _, session_id = self.lines.current.partition(" ")
        lines = (one.line for one in self.view.sessions) if self.view is not None and kind == "session" else ()
        return next((one for one in lines if one.id == session_id), None)

    def facts(self) -> frozenset[str]:
        """What can be done with the line under the cursor."""
        known = hour_facts(self.session_here(), self.view.now if self.view is not None else None)
        task = self.task_here()
        if task is not None:  # the frame is painted before anything of tasks is imported
            from coachdesk.ui.screens.task_words import facts_of

            known |= facts_of(task) - {"warned"}
        return frozenset(known | ({"warning"} if self.lines.current in self._warnings else set()))

    async def dismiss_here(self) -> None:
        """The warning under the cursor is not shown again for that fact."""
        warning = self._warnings.get(self.lines.current)
        if warning is not None:
            await self.do("tasks.dismiss", warning.fact)
            say(self.desk_app, "dismissed; it comes back only for another reason", "u undoes", about=warning.who)

    async def open_line(self) -> None:
        """Go to what the line under the cursor is about, or do what it asks for."""
        kind, record_id = self._targets.get(self.lines.current, ("", ""))
        if kind == "tasks":
            self.desk_app.go("tasks")
        elif kind == "plan":
            from coachdesk.ui.screens.session_form import plan_session

            await plan_session(self.desk_app, record_id)
        elif kind == "mark" or (kind == "session" and self._waits_to_be_marked()):
            from coachdesk.ui.screens.session_marks import ask

            await ask(self.desk_app, record_id)
        elif kind:
            self.desk_app.open_record(kind, record_id)

    def _waits_to_be_marked(self) -> bool:
        """Whether the session under the cursor is over, and nobody said what became of it."""
        line = self.session_here()
        return line is not None and self.view is not None and line.is_unmarked(self.view.now) and not line.is_running

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.desk_app.beside(self.open_line())
