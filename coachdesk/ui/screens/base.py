"""DeskScreen: the frame and the life of every screen of the desk.

    class ClientsScreen(DeskScreen):
        place = tab = "clients"

        def body(self):                     # what stands between the answer line and the footer
            yield LineList([...], empty=Empty("No clients yet.", "n", "adds the first"))

        async def load(self):               # asks the desk; never touches a widget
            return await self.ask("clients.lines")

        def paint(self, view):              # puts the view on the widgets; never waits
            self.answer("Clients", f"{len(view)} people")
            self.lines.show([...])

`reload()` does load and paint; it is called when the screen is shown, after every `do()`, and when another process
changed the desk. The cursor stays on its line.
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from coachdesk.domain.errors import DAMAGED, CoachdeskError
from coachdesk.ui.bridge import Verb
from coachdesk.ui.commands.dispatch import Commanded
from coachdesk.ui.text import alarm, name_for, quiet, words_for
from coachdesk.ui.widgets.answer_line import AnswerLine
from coachdesk.ui.widgets.key_bar import KeyBar
from coachdesk.ui.widgets.line_list import LineList
from coachdesk.ui.widgets.top_bar import TopBar

SLOW_SECONDS = 1.0
"""A first reading that takes longer says that it is under way."""


class DeskScreen(Commanded):
    """A screen of the desk. `place` is its name in the registry, `tab` the numbered screen it belongs to."""

    kind = "desk"
    AUTO_FOCUS = "LineList"
    tab: ClassVar[str] = ""
    then = ""
    """The id of a command that is run once what there is was painted for the first time."""
    errand = ""
    """The id of the command that this page was opened for alone: once it is done, the page is left."""

    DEFAULT_CSS = """
    DeskScreen { background: $ground; color: $ink; }
    DeskScreen > #body { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: LineList | None = None
        self._wanted = 0
        self._wanted_serial = -1
        self._painted_serial = -1
        self._readings = 0
        self._unreadable = self._reads_on = False

    def compose(self) -> ComposeResult:
        """The frame; a screen fills `body()`."""
        yield TopBar(self.tab)
        yield AnswerLine()
        with Vertical(id="body"):
            yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The widgets between the answer line and the footer."""
        yield LineList()

    async def load(self) -> Any:
        """Ask the desk for what this screen shows."""
        return None

    def paint(self, view: Any) -> None:
        """Put the view on the widgets."""

    # asking the desk

    async def ask(self, verb: Verb, *args: Any, **named: Any) -> Any:
        """A reading verb of a service, such as `await self.ask("clients.page", client_id)`."""
        return await self.desk_app.bridge.ask(verb, *args, **named)

    async def read_ahead(self, verb: Verb) -> None:
        """Before a reading that takes long on a desk of many clients: read what it stands on in steps. From the first
        of them on keys are answered, and a screen that shows nothing yet says how far it is."""
        async for told in self.desk_app.bridge.steps(verb):
            self._reads_on = True
            self.desk_app.call_later(self.desk_app.release_keys)
            if self._painted_serial < 0 and self._stands:
                self.answer(self.place.partition("_")[0].capitalize(), quiet(told))

    async def do(self, verb: Verb, *args: Any, **named: Any) -> Any:
        """A writing verb: the same, and what is on the screen is read anew afterwards."""
        return await self.desk_app.do(verb, *args, **named)

    # its parts

    @property
    def lines(self) -> LineList:
        """The first list of the screen. Every key asks for it, so it is looked for once for as long as it is there."""
        if self._lines is None or not self._lines.is_attached:
            self._lines = self.query(LineList).first()
        return self._lines

    def answer(self, heading: object, sentence: object = "") -> None:
        """Answer the screen's question in its first line."""
        self.query_one(AnswerLine).answer(heading, sentence)

    def name_of(self, value: object, width: int | None = None) -> Content:
        """A person's name as it may be seen now (initials in privacy mode)."""
        return name_for(self.desk_app.private, value, width)

    def words_of(self, value: object, width: int | None = None) -> Content:
        """A person's words as they may be seen now (dots in privacy mode)."""
        return words_for(self.desk_app.private, value, width)

    # its life

    @property
    def _stands(self) -> bool:
        """Whether it has its widgets: one that is being left counts as mounted until the last of them is gone."""
        return self.is_mounted and self in self.app.screen_stack

    @property
    def is_being_read(self) -> bool:
        """Whether what it shows is being read, for the first time or anew, or waits for the desk to open, or is still
        to do what it was opened for: what a key does may depend on it. A reading that takes long and says so holds up
        nobody."""
        waits = self._readings > 0 or ((self._painted_serial < 0 or bool(self.then)) and not self._unreadable)
        return waits and not self._reads_on

    def reload(self) -> None:
        """Load and paint again; only the newest answer is painted."""
        if self._stands and self.desk_app.desk_open:
            self._wanted += 1
            self._wanted_serial = self.desk_app.serial
            self._readings += 1
            self.desk_app.beside(self._reload(self._wanted))

    async def _reload(self, number: int) -> None:
        try:
            await self._read(number)
        except BaseException:
            self._unreadable = True
            raise
        finally:
            self._readings -= 1
            self._reads_on = self._reads_on and self._readings > 0
            if not self._readings and self.app.screen is self:
                self.desk_app.show_picture()

    async def _read(self, number: int) -> None:
        serial = self.desk_app.serial
        # what is in sight already stays in sight: only a first reading has nothing to show meanwhile
        late = self.set_timer(SLOW_SECONDS, self._say_reading) if self._painted_serial < 0 else None
        try:
            view = await self.load()
        except CoachdeskError as error:
            if error.exit_status == DAMAGED and self._stands:  # a toast passes, and the page would stay empty
                self.answer(self.place.partition("_")[0].capitalize(), alarm(f"✗ {error.line}"))
            raise
        finally:
            if late is not None:
                late.stop()
        if number == self._wanted and self._stands:
            self.paint(view)
            self._painted_serial = serial
            self.footer_changed()
            self.call_after_refresh(self.desk_app.painted)
            if self.then:
                self.call_after_refresh(self._do_what_it_is_for)

    def _do_what_it_is_for(self) -> None:
        command, self.then = self.then, ""
        if command:
            self.go_on_with(command)
            self.desk_app.call_later(self.desk_app.release_keys)

    def go_on_with(self, command_id: str) -> None:
        """Do what the page was opened for."""
        self.action_command(command_id)

    async def _finish(self, command_id: str, result: Awaitable[object]) -> None:
        await super()._finish(command_id, result)
        if command_id == self.errand and self.app.screen is self:
            self.errand = ""
            self.desk_app.back()

    def _say_reading(self) -> None:
        if self._painted_serial < 0 and not self._reads_on:
            self.query_one(AnswerLine).at_work()

    def on_screen_resume(self) -> None:  # type: ignore[override]  # Textual gives the event to who takes one
        """Shown (again): look whether the desk changed meanwhile."""
        under_way = self._readings > 0 and self._wanted_serial == self.desk_app.serial  # Textual says it twice at first
        if self._painted_serial != self.desk_app.serial and not under_way:
            for bar in self.query(TopBar):
                bar.refresh()  # privacy mode may have been turned on or off over another screen
            self.reload()

    def on_line_list_moved(self) -> None:
        """What can be done may depend on the line."""
        self.footer_changed()

    def select(self) -> None:
        """Mark the line under the cursor (the command `<noun>.select`)."""
        lines = self.list_here()
        if lines is not None:
            lines.toggle_mark()
            self.footer_changed()
