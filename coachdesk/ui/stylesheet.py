"""The stylesheet of the app: nothing is parsed twice.

Textual parses every style of every widget anew for each screen that is shown for the first time (it takes a screen that
it never styled for one whose colours changed), and remembers no more than 64 of them, which two or three screens have.
"""

from __future__ import annotations

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

_SOURCES = 4_096
"""More than all widgets of the app and of Textual have styles."""


class KeptStylesheet(Stylesheet):
    """Parsed styles are kept until the variables, that is the colours, are others."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_SOURCES)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Forget what was parsed with other ones."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Put the rules together anew; those of a source that was parsed with these variables are at hand."""
        self.parse()
