"""A line that is said back in words as it is typed, in a box over the screen.

    class Add(EchoLine):
        place = "capture"

        async def read(self, text): ...         # asks the desk how the text is understood
        def paint(self, view): ...              # shows it: self.say(lines)
        async def take(self, view): ...         # `enter`: save it, then self.dismiss(…)

Only the newest text is read, one reading at a time, and what was said stays until the next is there: nothing
flickers, and no key waits for a reading. `enter` takes only what was shown for exactly the text that stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from coachdesk.ui.commands.dispatch import Commanded
from coachdesk.ui.say import say
from coachdesk.ui.text import joined, quiet, shown, strong
from coachdesk.ui.widgets.fields import LineInput
from coachdesk.ui.widgets.key_bar import KeyBar
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp

LONGEST = 340
"""Cells that are said of one line: five rows at 80 columns."""
LOOK_AT_THE_CLOCK = 20.0
"""Seconds after which a line is read anew: `in 2h` and `today` mean something else by then."""


class EchoLine(Commanded, ModalScreen[Any]):
    """See the module.

    form    the name that a half-typed line is kept under
    about   the id of the client whom it is about, or None
    """

    form: ClassVar[str] = ""
    AUTO_FOCUS: ClassVar[str | None] = "LineInput"
    DEFAULT_CSS = """
    EchoLine { align: center top; background: $ground 60%; }
    EchoLine > #box {
        width: 100; max-width: 96%; height: auto; max-height: 80%;
        margin-top: 4; /* it grows downwards, so that the line itself never moves */
        background: $raised; border: round $border; padding: 0 1;
    }
    EchoLine #title { padding: 0 1; }
    EchoLine LineInput { background: $band; }
    EchoLine #said { min-height: 5; margin-top: 1; padding: 0 1; }
    EchoLine KeyBar { dock: bottom; margin-top: 1; padding: 0; }
    """

    def __init__(self, title: object, hint: str, kept: str = "", about: str | None = None) -> None:
        super().__init__()
        self._title, self._hint, self._kept, self.about = title, hint, kept, about
        self.view: Any = None
        self._read_text: str | None = None
        self._reading = self._over = False

    def compose(self) -> ComposeResult:
        """The line, what it means, the keys."""
        with Vertical(id="box"):
            back = quiet("what you had typed before is back; ctrl+u empties it") if self._kept else ""
            yield Words(joined(strong(self._title), back, by="   "), id="title")
            yield LineInput(self._kept, words=self._hint)
            yield Words(lines=True, id="said")
            yield KeyBar()

    def on_mount(self) -> None:
        """Whoever comes back to a line goes on at its end."""
        self.input.cursor_position = len(self.input.value)
        self.set_interval(LOOK_AT_THE_CLOCK, self._read_anew)
        if self._kept:
            self.read_newest()
        else:
            self.say_nothing_yet()

    @property
    def input(self) -> LineInput:
        """The line."""
        return self.query_one(LineInput)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.input.value

    @property
    def is_shown(self) -> bool:
        """Whether what is said is about exactly what is typed."""
        return self._read_text is not None and self._read_text == self.text

    def say(self, lines: Iterable[object]) -> None:
        """Say these lines under the line. One that is very long is cut: what comes after it says whether it can be
        saved, and all of it stands in the line itself."""
        self.query_one("#said", Words).show(Content("\n").join(shown(one, LONGEST) for one in lines))

    # what a subclass does

    def say_nothing_yet(self) -> None:
        """What is said while nothing is typed."""
        self.say([])

    async def read(self, text: str) -> Any:
        """How the text is understood."""
        raise LookupError(text)

    def paint(self, view: Any) -> None:
        """Say it in words."""
        raise LookupError(view)

    async def take(self, view: Any) -> None:
        """Save it. Called only with what was shown for the text that stands there."""
        raise LookupError(view)

    # reading

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read with every letter."""
        event.stop()
        self.read_newest()

    def read_newest(self) -> None:
        """Read what is typed, unless a reading is under way: that one goes on with the newest text."""
        if not self._reading and not self._over:
            self._reading = True
            self.desk_app.beside(self._read())

    def _read_anew(self) -> None:
        if self.app.screen is self and not self._reading:
            self._read_text = None
            self.read_newest()

    async def _read(self) -> None:
        try:
            while not self.is_shown and not self._over:
                text = self.text
                view = await self.read(text) if text.strip() else None
                if (text, False) != (self.text, self._over):  # both may have changed while it was read
                    continue
                self.view, self._read_text = view, text
                if view is None:
                    self.say_nothing_yet()
                else:
                    self.paint(view)
                self.footer_changed()
        finally:
            self._reading = False

    # taking and leaving

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` in the line."""
        event.stop()
        self.action_command(f"{self.place}.open")

    async def give(self) -> None:
        """Take what is said, if it was said of exactly this text."""
        if not self.text.strip():
            say(self.desk_app, "not saved: nothing is written yet")
        elif not self.is_shown:
            self.read_newest()
            say(self.desk_app, "read what it will be first", "then enter once more")
        elif self.view is not None:
            await self.take(self.view)

    async def close(self, answer: Any) -> None:
        """It is saved: nothing half-typed is left of it."""
        self._over = True
        await self.desk_app.bridge.ask("unsaved.forget", self.form, self.about)
        self.dismiss(answer)

    async def leave_line(self) -> None:
        """Leave it; what is half-typed is kept and is there again the next time, an empty line is not."""
        self._over = True
        held = self.text.strip()
        if held and held != self._kept:
            await self.desk_app.bridge.ask("unsaved.keep", self.form, self.about, {"line": self.text})
        elif not held and self._kept:
            await self.desk_app.bridge.ask("unsaved.forget", self.form, self.about)
        self.dismiss(None)

    def unsaved(self) -> tuple[str, str | None, dict[str, str]] | None:
        """What is half-typed here (see `leaving.HoldsWords`)."""
        return (self.form, self.about, {"line": self.text}) if self.text.strip() and not self._over else None


async def ask_line(app: CoachdeskApp, form: str, about: str | None, make: Callable[[str], EchoLine]) -> Any:
    """Ask with what was half-typed before; the answer of the box, or None where it was left."""
    kept = await app.bridge.ask("unsaved.kept", form, about)
    with app.waiting_for_person():
        return await app.push_screen_wait(make(kept.get("line", "")))
