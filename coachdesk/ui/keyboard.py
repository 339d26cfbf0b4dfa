"""The terminal's input, read as Textual reads it, but for how long a lone `esc` waits to be known as one.

Textual looks only ten times a second whether the rest of a sequence is still missing, so that `esc`, the key that
leaves everything, was answered after a tenth of a second or two. Here the wait ends when `ESCDELAY` is over.
"""

from __future__ import annotations

import os
import selectors
import time
from codecs import getincrementaldecoder
from contextlib import suppress

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

OFTEN = 0.1
"""Seconds after which it is looked whether the program ends, where no key comes."""
AT_ONCE = 4096
"""Bytes that are read at once."""


class PromptDriver(LinuxDriver):
    """Textual's driver; see the module."""

    def run_input_thread(self) -> None:
        """Wait for input and hand it on, until the program ends."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")().decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_wait(parser)):
                    text = decode(os.read(self.fileno, AT_ONCE))
                    for message in parser.feed(text) if text else ():
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
        with suppress(EOFError, ParseError):
            for _ in parser.feed(""):
                pass


def _wait(parser: XTermParser) -> float:
    """Seconds until a sequence that was begun counts as broken off; else until it is looked whether to end."""
    begun = parser._timeout_time
    return OFTEN if begun is None else min(OFTEN, max(0.0, begun - time.monotonic()))
