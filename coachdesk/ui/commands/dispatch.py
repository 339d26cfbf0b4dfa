"""What every screen of ours shares: its keys come from the registry, and its commands run through one door."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.widget import Widget

from coachdesk.ui.commands import registry
from coachdesk.ui.commands.command import Command, Context
from coachdesk.ui.painting import PaintedOnce, Soon
from coachdesk.ui.say import say

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp
    from coachdesk.ui.widgets.line_list import LineList


class Commanded(PaintedOnce):
    """A screen whose keys are those that the registry gives to its `place` and `kind`.

    place   the screen's name in `Command.where`
    kind    `desk`, `form`, `dialog` or `gate` (first run, unlock)

    A command's `run` names a method of the screen, else of the app. It may be plain (done at once) or `async` (runs
    beside the screen; the same command is not started twice). What it raises is shown as one line by the app.
    """

    place: ClassVar[str] = ""
    kind: ClassVar[str] = "dialog"

    def __init_subclass__(cls, **options: Any) -> None:
        # before Textual merges bindings, so that they are bindings like any others (widgets with the focus go first)
        if cls.place and "BINDINGS" not in cls.__dict__:
            cls.BINDINGS = list(registry.bindings_of(cls.place, cls.kind))
        super().__init_subclass__(**options)

    def __init__(self) -> None:
        super().__init__()
        self._under_way: set[str] = set()
        self._twice = ""
        self.takes_keys = False

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """In sight. Textual would style it anew each time: it is as it was, unless the colours are others. Once the
        focus is given, keys that were pressed meanwhile may come."""
        event.refresh_styles = event.refresh_styles and self.has_other_colours
        self._css_update_count = self.app._css_update_count
        self.call_later(self._take_keys)

    def _take_keys(self) -> None:
        self.takes_keys = True
        self.app.call_later(self.desk_app.release_keys)
        Soon(self._show_unless_read).resume()

    def _show_unless_read(self) -> None:
        """Paint it, unless what it shows is being read, as what a box over it asked for may make it: then it is painted
        with that."""
        if not getattr(self, "is_being_read", False):
            self.desk_app.show_picture()

    @property
    def has_other_colours(self) -> bool:
        """Whether it was in sight before the colours changed, and not since."""
        return -1 < self._css_update_count != self.app._css_update_count

    @property
    def desk_app(self) -> CoachdeskApp:
        """The app, by its own type."""
        return cast("CoachdeskApp", self.app)

    def list_here(self) -> LineList | None:
        """The list that the cursor keys move, if the screen has one."""
        from coachdesk.ui.widgets.line_list import LineList

        if isinstance(self.focused, LineList):
            return self.focused
        return next(iter(self.query(LineList)), None)

    def facts(self) -> frozenset[str]:
        """Words about the state of this screen, for `why_not` of its commands."""
        return frozenset()

    def context(self) -> Context:
        """Where the person is now, as commands see it."""
        lines = self.list_here()
        return Context(
            place=self.place,
            current=lines.current if lines else "",
            selected=lines.selected if lines else (),
            count=lines.count if lines else 0,
            desk_open=self.desk_app.desk_open,
            modal=self.is_modal,
            typing=_types(self.focused),
            private=self.desk_app.private,
            facts=self.facts(),
        )

    def action_command_twice(self, command_id: str) -> None:
        """A key of a doubled pair: the first press waits, the second runs."""
        if self.app.screen is not self:
            return
        if self._twice == command_id:
            self.action_command(command_id)
        else:
            self._twice = command_id

    def action_command(self, command_id: str) -> None:
        """Run a command, or say in one line why not.

        A key that was pressed before the screen changed still reaches the screen it was meant for: it is dropped
        then, so that two quick presses never leave two screens.
        """
        self._twice = ""
        if self.app.screen is not self:
            return
        self.run_command(registry.by_id(command_id))

    def run_command(self, command: Command) -> None:
        """The one door to what a command does."""
        reason = command.why_not(self.context())
        if reason is not None:
            say(self.desk_app, f"{command.title}: {reason}", tone="warning")
            return
        if command.id in self._under_way:
            return
        owner = self if hasattr(type(self), command.run) else self.app
        method = getattr(owner, command.run)
        with self.desk_app.guarded():
            result = method(command.argument) if command.argument else method()
            if inspect.isawaitable(result):
                self._under_way.add(command.id)
                self.desk_app.commands += 1
                self.desk_app.beside(self._finish(command.id, result))

    async def _finish(self, command_id: str, result: Awaitable[object]) -> None:
        try:
            await result
        finally:
            self._under_way.discard(command_id)
            self.desk_app.commands -= 1
            self.footer_changed()

    def move(self, verb: str) -> None:
        """Move the cursor of the list here; `left` and `right` belong to screens with tabs."""
        lines = self.list_here()
        if lines is not None:
            lines.move(verb)

    def footer_changed(self) -> None:
        """Paint the footer anew: what can be done has changed."""
        from coachdesk.ui.widgets.key_bar import KeyBar

        for bar in self.query(KeyBar):
            bar.paint()


def _types(widget: Widget | None) -> bool:
    """Whether letters typed now go into a field."""
    return bool(widget is not None and widget.check_consume_key("x", "x"))
