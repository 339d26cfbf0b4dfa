"""The whole sentence of the line under the cursor, where the list itself has room for its beginning only."""

from __future__ import annotations

from coachdesk.ui.widgets.words import Words


class Footnote(Words):
    """Some lines under a list, always as many, so that nothing moves."""

    DEFAULT_CSS = """
    Footnote { dock: bottom; height: 4; padding: 0 2; color: $ink; border-top: solid $border; }
    """

    def __init__(self) -> None:
        super().__init__("", lines=True)
