"""A sentence to send to somebody: to read, and copied for the program that sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from coachdesk.ui.say import say
from coachdesk.ui.text import joined, quiet, shown_lines, strong
from coachdesk.ui.widgets.dialogs import Dialog
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp


class Sentence(Dialog):
    """What was done, and the words to send; `y` copies them, any other answer goes on."""

    place = "sentence"
    DEFAULT_CSS = """
    Sentence > #box { width: 84; }
    Sentence #sentence { padding: 1 2; background: $ground; }
    """

    def __init__(self, done: object, sentence: str, *, copied: bool) -> None:
        super().__init__(done)
        self._sentence, self._copied = sentence, copied

    def body(self) -> ComposeResult:
        """The sentence; nothing is sent by the program itself."""
        here = "it is on the clipboard; paste it" if self._copied else "copy it"
        yield Words(quiet(f"Nothing is sent by itself: {here} where you write to them."))
        yield Words(shown_lines(self._sentence), id="sentence")

    def on_mount(self) -> None:
        """Nothing holds the focus."""
        self.set_focus(None)
        if self._copied:
            self._copy()

    def copy_sentence(self) -> None:
        """To the clipboard, and on."""
        self._copy()
        say(self.desk_app, "copied")
        self.dismiss(None)

    def _copy(self) -> None:
        self.app.copy_to_clipboard(self._sentence)


async def show_sentence(app: CoachdeskApp, done: object, sentence: str, *, copied: bool = False) -> None:
    """Show a sentence to send, where there is one; `copied` puts it on the clipboard at once."""
    if sentence and not app.private:
        with app.waiting_for_person():
            await app.push_screen_wait(Sentence(done, sentence, copied=copied))


async def tell_with_sentence(
    app: CoachdeskApp, what: str, next_key: str, about: str, sentence: str, *, copied: bool = False
) -> None:
    """What happened to whom, told once: over the sentence to send, where there is one and it may be shown, else in
    passing (`say`)."""
    if sentence and not app.private:
        done = joined(strong(about), f": {what}", quiet(f" · {next_key}" if next_key else ""))
        await show_sentence(app, done, sentence, copied=copied)
    else:
        say(app, what, next_key, about=about)
