"""The line that answers a screen's question in words."""

from __future__ import annotations

from textual.content import Content

from coachdesk.ui.text import joined, quiet, shown, strong
from coachdesk.ui.widgets.words import Words


class AnswerLine(Words):
    """`Fri 27 Nov   3 sessions · 2 promises due`: a short heading, then the answer."""

    _head = Content.empty()

    DEFAULT_CSS = """
    /* padding, not margin: a margin at the sides would narrow every sibling in the layout */
    AnswerLine { height: 1; margin: 1 0; padding: 0 2; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def show(self, value: object) -> None:
        """Replace the text; one line is one line, so nothing else need be laid out anew."""
        self.update(self._content(value), layout=False)

    def at_work(self) -> None:
        """Say that the answer is still being looked for; the heading stays."""
        self.show(joined(self._head, quiet("reading …"), by="   "))

    def answer(self, heading: object, sentence: object = "") -> None:
        """Show the answer; the heading may be Content of its own."""
        self._head = heading if isinstance(heading, Content) else strong(heading)
        self.show(joined(self._head, shown(sentence), by="   "))
