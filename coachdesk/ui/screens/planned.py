"""A screen that is not built yet: it says in one line what it will hold."""

from __future__ import annotations

from textual.app import ComposeResult

from coachdesk.ui.commands.shell import TABS
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.text import quiet
from coachdesk.ui.widgets.words import Words


class PlannedScreen(DeskScreen):
    """The room of a screen to come (`ui/planned.py` lists them)."""

    place = "planned"
    DEFAULT_CSS = """
    PlannedScreen .sentence { padding: 0 2; }
    """

    def __init__(self, place: str, sentence: str) -> None:
        super().__init__()
        self._tab, self._sentence = place, sentence

    @property
    def tab(self) -> str:  # type: ignore[override]
        return self._tab

    def body(self) -> ComposeResult:
        """One quiet line."""
        yield Words(quiet(self._sentence), classes="sentence")

    def on_mount(self) -> None:
        """The answer needs no desk."""
        title = next(title for _, place, title, _ in TABS if place == self._tab)
        self.answer(title, "not built yet")
