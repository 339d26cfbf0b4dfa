"""What can be done with the task under the cursor, on every screen that shows tasks.

    class TasksScreen(TaskKeys, PeopleList):
        def task_here(self): ...        # the line under the cursor, or the one whose page it is

Its `facts()` must hold `facts_of(self.task_here())`, by which the commands know what can be done.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coachdesk.ui.say import say
from coachdesk.ui.screens.base import DeskScreen

if TYPE_CHECKING:
    from types import ModuleType

    from coachdesk.domain.views.tasks import TaskLine


def _acts() -> ModuleType:
    """What asks and saves: imported with the first key, since Today stands on this module and is painted at once."""
    from coachdesk.ui.screens import task_acts

    return task_acts


class TaskKeys(DeskScreen):
    """See the module."""

    def task_here(self) -> TaskLine | None:
        """The task that the keys are about."""
        raise LookupError

    def tasks_chosen(self) -> Sequence[TaskLine]:
        """The tasks that are marked, else the one under the cursor."""
        here = self.task_here()
        return [here] if here is not None else []

    async def do_tasks(self) -> None:
        """Done, all that are marked."""
        await _acts().do(self.desk_app, self.tasks_chosen())

    async def do_earlier(self) -> None:
        """Done, at an earlier time."""
        if (line := self.task_here()) is not None:
            await _acts().done_at(self.desk_app, line.id)

    async def renegotiate(self) -> None:
        """Another deadline; where the cursor is on no task, for the promise that is picked."""
        line = self.task_here()
        if line is None:
            await self.desk_app.renegotiate()
        else:
            await _acts().renegotiate(self.desk_app, line.id)

    async def acknowledge(self) -> None:
        """Say when they hear more, of the message under the cursor; else of one that is picked."""
        from coachdesk.ui.screens import message_acts

        line = self.task_here()
        if line is not None and line.kind == "reply" and line.is_open:
            await message_acts.acknowledge(self.desk_app, line.message_id)
        else:
            await self.desk_app.acknowledge()

    async def answer_ask(self) -> None:
        """What they said to it."""
        if (line := self.task_here()) is not None:
            await _acts().answer_ask(self.desk_app, line.id)

    async def release_task(self) -> None:
        """They let me off."""
        if (line := self.task_here()) is not None:
            await _acts().release(self.desk_app, line.id)

    async def edit_task(self) -> None:
        """Other words."""
        if (line := self.task_here()) is not None:
            await _acts().edit(self.desk_app, line.id)

    async def dismiss_warning(self) -> None:
        """Its warning goes."""
        line = self.task_here()
        if line is not None and line.fact:
            await _acts().dismiss(self.desk_app, line)

    def copy_task(self) -> None:
        """Its words to the clipboard."""
        if (line := self.task_here()) is not None:
            self.app.copy_to_clipboard(line.text)
            say(self.desk_app, "copied")
