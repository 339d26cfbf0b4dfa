"""What is about to leave, to be read first: `y` lets it go, `n` and `esc` keep it here.

if await read_first(app, "For your supervisor", paragraphs): …
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.ui.widgets.dialogs import Dialog, answered
from coachdesk.ui.widgets.reader import Reader

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp


class ReadFirst(Dialog):
    """A text as long as it is, and the question under it."""

    place = "read_first"
    DEFAULT_CSS = """
    ReadFirst > #box { width: 100; height: 90%; }
    ReadFirst Reader { height: 1fr; max-height: 100%; background: $raised; }
    """

    def __init__(self, question: object, paragraphs: Sequence[Content]) -> None:
        super().__init__(question)
        self._paragraphs = paragraphs

    def body(self) -> ComposeResult:
        """The text."""
        yield Reader()

    def on_mount(self) -> None:
        """The text has the keys."""
        reader = self.query_one(Reader)
        reader.read(self._paragraphs, "text")
        reader.focus()

    def answer(self, word: str = "") -> None:
        """Give the answer."""
        self.dismiss(word == "yes")


async def read_first(app: CoachdeskApp, question: object, paragraphs: Sequence[Content]) -> bool:
    """Whether it may leave, once it was shown."""
    return bool(await answered(app, lambda: ReadFirst(question, paragraphs)))
