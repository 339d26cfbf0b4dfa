"""What is pasted stays one paste. Textual's parser ends a paste at the first control sequence in it and takes the rest
for keys: words copied from a terminal would be typed, and over a list they would be commands. So such sequences are
taken out of a paste before the parser sees it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

BEGINS, ENDS = "\x1b[200~", "\x1b[201~"
_SEQUENCE = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?|[@-_])?")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LONGEST = 32
"""A sequence that is not over after so many characters is none."""


class Pastes:
    """Passes on what a terminal sends, in the pieces in which it comes, without the controls of what was pasted."""

    def __init__(self) -> None:
        self._inside = False
        self._passed = ""
        self._held = ""

    def clean(self, data: str) -> str:
        """The next piece. Outside of a paste nothing is held back: a lone escape is a key, at once."""
        found: list[str] = []
        while data:
            data = self._in_paste(data, found) if self._inside else self._between(data, found)
        return "".join(found)

    def _between(self, data: str, found: list[str]) -> str:
        """Up to where a paste begins, even where the mark of that comes in two pieces; what is left."""
        before = self._passed
        at = (before + data).find(BEGINS)
        if at < 0:
            self._passed = (before + data)[1 - len(BEGINS) :]
            found.append(data)
            return ""
        begun = at + len(BEGINS) - len(before)
        found.append(data[:begun])
        self._inside, self._passed = True, ""
        return data[begun:]

    def _in_paste(self, data: str, found: list[str]) -> str:
        """Up to where the paste ends; a sequence that has not all come waits for the rest of it."""
        data, self._held = self._held + data, ""
        at = data.find(ENDS)
        if at >= 0:
            found += [_plain(data[:at]), ENDS]
            self._inside = False
            return data[at + len(ENDS) :]
        last = data.rfind("\x1b")
        if last >= 0 and len(data) - last < _LONGEST:
            data, self._held = data[:last], data[last:]
        found.append(_plain(data))
        return ""


class PasteParser(XTermParser):
    """Textual's parser, fed with clean pastes."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pastes = Pastes()

    def feed(self, data: str) -> Iterable[Message]:
        """The events of the next piece; nothing more comes after an empty one."""
        cleaned = self._pastes.clean(data)
        return super().feed(cleaned) if cleaned or not data else ()


def install() -> None:
    """Let the terminal's driver use it: it makes its parser itself, and offers no other way to name one."""
    if sys.platform == "win32":  # another driver, whose console sends no such sequences
        return
    from textual.drivers import linux_driver

    linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined]


def _plain(text: str) -> str:
    return _CONTROLS.sub("", _SEQUENCE.sub("", text))
