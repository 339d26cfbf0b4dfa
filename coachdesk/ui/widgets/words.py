"""Words: the only label there is. It takes Content, and sends anything else through `shown()`."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from coachdesk.ui.text import shown, shown_lines


class Words(Static):
    """A piece of text. Markup is never interpreted, whoever wrote it; `lines=True` keeps line breaks."""

    DEFAULT_CSS = """
    Words { width: 1fr; height: auto; }
    """

    def __init__(
        self, value: object = "", *, lines: bool = False, id: str | None = None, classes: str | None = None
    ) -> None:
        self._lines = lines
        super().__init__(self._content(value), markup=False, id=id, classes=classes)

    def show(self, value: object) -> None:
        """Replace the text."""
        self.update(self._content(value))

    def _content(self, value: object) -> Content:
        return shown_lines(value) if self._lines else shown(value)
