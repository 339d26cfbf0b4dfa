"""A real program on a real pseudo-terminal, and its screen as a person reads it.

with Terminal(["coachdesk", "--demo"], env={…}) as t:
    t.sees("Today")            # waits until these words are on the screen
    t.press("2").sees("Tasks")
    print(t.text())

It waits for words, never for time; `timeout` only says when to give up.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
    "f9": "\x1b[20~",
}

# What pyte would print instead of understanding: private sequences with <, = or > (keyboard protocols).
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][\d;]*[a-zA-Z]")
_MODE_QUESTION = re.compile(rb"\x1b\[\?(\d+)\$p")
_BEGUN = re.compile(rb"\x1b(\[[0-?]*[ -/]*)?\Z")
"""The beginning of a sequence whose end has not come yet."""

FRAMES = b"2026"
"""The private mode in which a program says where a picture begins and where it ends (synchronized output)."""

GIVE_UP = 60.0
"""Seconds after which waiting has failed: long, because a slow machine is not a wrong answer."""

MOST_AT_ONCE = 1 << 20
"""Bytes that are read before they are understood."""


def bare_environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of somebody new: that home, no session bus, no settings, a terminal with every colour."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "PYTHONHASH"))}
    return kept | {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        **more,
    }


class Terminal:
    """A child process whose standard streams are a terminal of that size; `code` is its exit status once it ended."""

    def __init__(
        self,
        argv: Sequence[str | Path],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.printed = bytearray()
        self.code: int | None = None
        self.came = 0.0
        """The `perf_counter` instant at which what was read last had come."""
        self.listens = 0.0
        """So many seconds must pass in silence before what came is understood. To understand one picture takes as long
        as to paint it: whoever measures would find the next later than it came, and take a core from the program."""
        self._heard: deque[tuple[float, bytes]] = deque()
        self._stream = pyte.ByteStream(self.screen)
        self._unread = b""
        """What came and is not shown yet: a picture that is half there, a sequence cut in two."""
        words = [str(word) for word in argv]
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                if cwd:
                    os.chdir(cwd)
                os.execvpe(words[0], words, dict(os.environ if env is None else env))
            finally:
                os._exit(127)  # never come back into the test runner as a second process

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def text(self) -> str:
        """The screen, a line a row, without the blanks at their ends."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def sees(self, words: str, timeout: float = GIVE_UP) -> Terminal:
        """Wait until these words are on the screen."""
        self.when(re.escape(words), timeout)
        return self

    def loses(self, words: str, timeout: float = GIVE_UP) -> Terminal:
        """Wait until these words are no longer on the screen."""
        self.when(re.escape(words), timeout, gone=True)
        return self

    def when(self, pattern: str, timeout: float = GIVE_UP, *, gone: bool = False) -> float:
        """The `perf_counter` instant at which the screen was first seen to match the pattern (`gone`: no longer to):
        when that was printed, not when it was understood here."""
        self.came = time.perf_counter()
        end = self.came + timeout
        while bool(re.search(pattern, self.text())) == gone:
            if not self._read(end):
                what = "never left" if gone else "never came"
                state = "still runs" if self.code is None else f"ended with {self.code}"
                raise AssertionError(f"{pattern!r} {what}; the program {state}; the screen:\n{self.text()}")
        return self.came

    def first_paint(self, timeout: float = GIVE_UP) -> float:
        """The `perf_counter` instant at which anything was first to be read on the screen."""
        return self.when(r"\S", timeout)

    def rests(self, quiet: float = 0.5) -> Terminal:
        """Read on until nothing was printed for that many seconds: for pictures, not for tests."""
        while (self._heard or select.select([self._fd], [], [], quiet)[0]) and self._read(time.perf_counter() + quiet):
            pass
        return self

    def press(self, *keys: str) -> Terminal:
        """Press these keys: a name (`enter`, `ctrl+p`), or the characters themselves."""
        for key in keys:
            control = re.fullmatch(r"ctrl\+([a-z])", key)
            self.send((chr(ord(control[1]) & 0x1F) if control else KEYS.get(key, key)).encode())
        return self

    def type(self, text: str) -> Terminal:
        """Type text, as it is."""
        return self.send(text.encode())

    def send(self, data: bytes) -> Terminal:
        """Send bytes to the program."""
        while data:
            data = data[os.write(self._fd, data) :]
        return self

    def resize(self, columns: int, rows: int) -> Terminal:
        """Make the window another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        return self

    def ends(self, timeout: float = GIVE_UP) -> int:
        """Wait until the program has ended; its exit status (negative: the signal that ended it)."""
        end = time.perf_counter() + timeout
        while self._read(end):
            pass
        if self.code is None:
            raise AssertionError(f"it did not end; the screen:\n{self.text()}")
        return self.code

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Close the window on it, and make sure that it is gone."""
        if self._fd < 0:
            return
        if self.code is None:
            self.kill()
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self._fd)
        self._fd = -1

    def _read(self, end: float) -> bool:
        """Take in what was printed next; False once the program has ended and all was read, or time is up."""
        left = end - time.perf_counter()
        if self.code is not None or left <= 0:
            return False
        if not self._heard and not select.select([self._fd], [], [], left)[0]:
            return False
        data = self._next_heard()
        if not data:
            self._show(self._unread)
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            return False
        self.printed += data
        self._unread += data
        whole = self._whole()
        self._answer(self._unread[:whole])
        self._show(self._unread[:whole])
        return True

    def _next_heard(self) -> bytes:
        """What came first of what was not taken in yet, and when that was; nothing once the other side is closed."""
        if not self._heard:
            data = self._printed()
            self._heard.append((self.came, data))
            while self.listens and data and select.select([self._fd], [], [], self.listens)[0]:
                data = self._printed()
                self._heard.append((self.came, data))
        self.came, data = self._heard.popleft()
        return data

    def _whole(self) -> int:
        """How many of the bytes that came end with a whole picture and a whole sequence: nobody sees half of one."""
        begins = self._unread.rfind(b"\x1b[?%bh" % FRAMES)
        if begins >= 0 and self._unread.find(b"\x1b[?%bl" % FRAMES, begins) < 0:
            return begins
        cut = _BEGUN.search(self._unread)
        return cut.start() if cut else len(self._unread)

    def _show(self, data: bytes) -> None:
        """Paint what came, and forget it."""
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))
        self._unread = self._unread[len(data) :]

    def _printed(self) -> bytes:
        """All that lies there to be read; nothing once the other side is closed."""
        data = b""
        try:
            while not data or (len(data) < MOST_AT_ONCE and select.select([self._fd], [], [], 0)[0]):
                more = os.read(self._fd, 65536)
                self.came = time.perf_counter()
                data += more
                if not more:
                    break
        except OSError:  # Linux says so when the other side of a terminal is closed
            pass
        return data

    def _answer(self, data: bytes) -> None:
        """Answer what a terminal answers, so that a program which asks does not wait."""
        if b"\x1b[6n" in data:
            self.send(b"\x1b[1;1R")
        if b"\x1b[c" in data or b"\x1b[0c" in data:
            self.send(b"\x1b[?62;22c")
        for mode in _MODE_QUESTION.findall(data):
            self.send(b"\x1b[?%b;%b$y" % (mode, b"2" if mode == FRAMES else b"0"))
