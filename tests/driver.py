"""The story driver: a person at the keyboard of the real app, who presses, types and reads.

    async with Story(door) as desk:
        await desk.does("go.clients").sees("No clients yet")
        await desk.does("clients.new").types("Amara").does("form.save").sees_toast("Amara: added")

Each step waits until the app is idle: all messages handled, no job under way that does not wait for a person, the
screen painted. So no story holds a pause, a retry or a literal key: `does()` looks the key up in the registry.
`PtyStory` is the same over a real pseudo-terminal and the real program.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from rich.cells import cell_len
from textual import events
from textual.keys import _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from coachdesk.ui.app import CoachdeskApp
from coachdesk.ui.commands import registry
from coachdesk.ui.door import Door
from tests.terminal import Terminal

GIVE_UP = 60.0
"""Seconds after which an app that never comes to rest has failed: long, because a slow machine is not wrong."""

MOST_PAINTINGS = 9
"""Paintings one after the other, after which each widget is asked what it still does."""

_FRAMES = re.compile("[─│╭╮╰╯▌▐█▏▕▔▁┌┐└┘]+")


def read(screen: str) -> str:
    """A screen as a person reads it: words with single spaces, lines and boxes aside."""
    return " ".join(_FRAMES.sub(" ", screen).split())


class Steps(ABC):
    """What a person does, step by step; awaiting a chain of steps does them in order."""

    def __init__(self) -> None:
        self._steps: list[Callable[[], Awaitable[None]]] = []

    def __await__(self) -> Generator[Any, None, Self]:
        return self._all().__await__()

    async def _all(self) -> Self:
        steps, self._steps = self._steps, []
        for step in steps:
            await step()
        return self

    def _then(self, step: Callable[..., Awaitable[None]], *args: Any) -> Self:
        self._steps.append(lambda: step(*args))
        return self

    # what a person does

    def press(self, *keys: str) -> Self:
        """Press keys by Textual's names; for what is not a command, such as `tab`."""
        return self._then(self._press, *keys)

    def types(self, text: str) -> Self:
        """Type text into what has the focus."""
        return self._then(self._type, text)

    def does(self, *command_ids: str) -> Self:
        """Do commands by the keys the registry has for them."""
        for command_id in command_ids:
            self._then(self._press, *registry.by_id(command_id).keys[0].split(" "))
        return self

    def resizes(self, columns: int, rows: int) -> Self:
        """Make the window another size."""
        return self._then(self._resize, columns, rows)

    # what a person reads

    def sees(self, *texts: str) -> Self:
        """These words are on the screen."""
        for text in texts:
            self._then(self._sees, text)
        return self

    def does_not_see(self, *texts: str) -> Self:
        """These words are not on the screen."""
        for text in texts:
            self._then(self._does_not_see, text)
        return self

    def sees_toast(self, text: str) -> Self:
        """These words are said in passing."""
        return self._then(self._sees_toast, text)

    @abstractmethod
    def screen(self) -> str:
        """The screen, a line a row."""

    @abstractmethod
    async def _press(self, *keys: str) -> None: ...

    @abstractmethod
    async def _type(self, text: str) -> None: ...

    @abstractmethod
    async def _resize(self, columns: int, rows: int) -> None: ...

    @abstractmethod
    async def _sees(self, text: str) -> None: ...

    @abstractmethod
    async def _does_not_see(self, text: str) -> None: ...

    @abstractmethod
    async def _sees_toast(self, text: str) -> None: ...


class Heard(CoachdeskApp):
    """The app, and what it said in passing since the last keys: a toast may be gone before a slow machine looks."""

    def __init__(self, door: Door, *, locked: bool = False) -> None:
        super().__init__(door, locked=locked)
        self.heard: list[str] = []

    def notify(self, message: str, **options: Any) -> None:
        """Say it, and keep it."""
        self.heard.append(message)
        super().notify(message, **options)


class Story(Steps):
    """The app under `run_test`, on the desk behind that door."""

    def __init__(self, door: Door, *, size: tuple[int, int] = (80, 24), locked: bool = False) -> None:
        super().__init__()
        self.app = Heard(door, locked=locked)
        self._door, self._size = door, size
        self._running: Any = None
        self._pilot: Pilot[int] | None = None

    async def __aenter__(self) -> Self:
        self._running = self.app.run_test(size=self._size, notifications=True)
        self._pilot = await self._running.__aenter__()
        await self.rests()
        return self

    async def __aexit__(self, kind: Any, error: Any, trace: Any) -> None:
        try:
            await self._running.__aexit__(kind, error, trace)
        finally:
            self.app.bridge.stop()
            self._door.close()
        assert kind is not None or not self._steps, "steps were named and never awaited"

    def answers(self, *answers: Any) -> Self:
        """What the person will answer to the next questions, instead of being asked."""

        async def give() -> None:
            self.app.answers.extend(answers)

        return self._then(give)

    def looks_again(self) -> Self:
        """The moment passes at which the app looks for other processes' changes."""

        async def look() -> None:
            self.app.beside(self.app.look_for_changes())
            await self.rests()

        return self._then(look)

    def looks_anew(self) -> Self:
        """The moment passes at which the screen in sight looks at the clock again."""

        async def look() -> None:
            self.app.screen.reload()  # type: ignore[attr-defined]
            await self.rests()

        return self._then(look)

    def idles(self, seconds: float) -> Self:
        """So many seconds pass without a key, and the app looks whether anybody is there."""

        async def idle() -> None:
            before = self.app.idle.now
            self.app.idle.now = lambda: before() + seconds
            self.app.look_for_idleness()
            await self.rests()

        return self._then(idle)

    def screen(self) -> str:
        """The rows of the screen as painted."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    async def rests(self) -> None:
        """Wait until the app is idle and what it shows is painted."""
        await at_rest(self.app, self._pilot)

    async def _press(self, *keys: str) -> None:
        self.app.heard.clear()
        for key in keys:
            self.sends(key)
            await self.rests()

    async def _type(self, text: str) -> None:
        self.app.heard.clear()
        self.sends(*text)
        await self.rests()

    def sends(self, *keys: str) -> None:
        """Press keys and do not look at what comes of them. Textual's pilot would then sleep for 40 ms or more; here
        `rests` knows when to go on."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            try:
                character = unicodedata.lookup(_get_unicode_name_from_key(name))
            except KeyError:  # a key without a character, or a letter
                character = key if len(key) == 1 else None
            self.app.post_message(events.Key(name, character))

    async def _resize(self, columns: int, rows: int) -> None:
        assert self._pilot is not None
        await self._pilot.resize_terminal(columns, rows)
        await self.rests()

    def bursts(self, *keys: str) -> Self:
        """Press keys faster than any screen can follow."""

        async def burst() -> None:
            self.sends(*keys)
            await self.rests()

        return self._then(burst)

    def clicks(self, text: str, *, times: int = 1) -> Self:
        """Click on these words with the mouse."""
        return self._then(self._click, text, times)

    async def _click(self, text: str, times: int) -> None:
        await self._sees(text)
        assert self._pilot is not None
        for y, line in enumerate(self.screen().splitlines()):
            if text in line:
                await self._pilot.click(offset=(cell_len(line[: line.index(text)]), y), times=times)
                break
        await self.rests()

    async def pastes(self, text: str) -> None:
        """Paste text, as a terminal does."""
        self.app.post_message(events.Paste(text))
        await self.rests()

    async def _sees(self, text: str) -> None:
        assert read(text) in read(self.screen()), f"{text!r} is not on the screen:\n{self.screen()}"

    async def _does_not_see(self, text: str) -> None:
        assert read(text) not in read(self.screen()), f"{text!r} is on the screen:\n{self.screen()}"

    async def _sees_toast(self, text: str) -> None:
        said = [*(one.message for one in self.app.toasts), *self.app.heard]
        assert any(text in one for one in said), f"{text!r} was not said, but {said}; the screen:\n{self.screen()}"


async def at_rest(app: CoachdeskApp, pilot: Pilot[Any] | None) -> None:
    """Wait until messages, jobs and painting are done, looked at twice: before and after each widget was asked."""
    assert pilot is not None
    async with asyncio.timeout(GIVE_UP):
        calm = False
        while not calm and app.is_running:
            calm = await _settles(app)
            # asking every widget is what takes time, so that is done last; it waits for those amid something too
            await pilot._wait_for_screen(timeout=GIVE_UP)
            if app._exit or not app.screen_stack:
                return
            app.screen._on_timer_update()
            calm = calm and not app.busy and not _messages(app)


async def _settles(app: CoachdeskApp) -> bool:
    """Let all go on that can, and paint; whether nothing is left then."""
    loop: Any = asyncio.get_running_loop()
    for _ in range(MOST_PAINTINGS):
        await app.until_idle()
        await app.animator.wait_until_complete()  # a field scrolls into sight over some frames
        await asyncio.sleep(0)
        while loop._ready:
            await asyncio.sleep(0)
        if app._exit or not app.screen_stack:
            return True
        app.screen._on_timer_update()
        if not app.busy and not _messages(app):
            return True
    return False


def _messages(app: CoachdeskApp) -> bool:
    """Whether any widget of the screen still has something to handle or paint."""
    screen = app.screen
    if app.keys_wait or app.picture_held or not app.animator._complete_event.is_set():
        return True
    waiting = any(not node._message_queue.empty() for node in (app, *screen.walk_children(with_self=True)))
    return waiting or screen._layout_required or bool(screen._dirty_widgets) or bool(screen._callbacks)


class PtyStory(Steps):
    """The real program on a real pseudo-terminal; what is to be seen is waited for."""

    KEYS: Mapping[str, str] = {"escape": "esc", "comma": ","}

    def __init__(
        self,
        argv: Sequence[str | Path],
        *,
        env: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
        cwd: Path | None = None,
    ) -> None:
        super().__init__()
        self._argv, self._env, self._size, self._cwd = argv, env, size, cwd
        self._terminal: Terminal | None = None

    async def __aenter__(self) -> Self:
        self._terminal = Terminal(self._argv, columns=self._size[0], rows=self._size[1], env=self._env, cwd=self._cwd)
        return self

    async def __aexit__(self, kind: Any, error: Any, trace: Any) -> None:
        self.terminal.close()
        assert kind is not None or not self._steps, "steps were named and never awaited"

    @property
    def terminal(self) -> Terminal:
        """The terminal, for what a story on it needs beside: its exit status, killing it."""
        assert self._terminal is not None
        return self._terminal

    def ends(self, status: int = 0) -> Self:
        """The program ends with that exit status."""

        async def end() -> None:
            assert await asyncio.to_thread(self.terminal.ends) == status

        return self._then(end)

    def loses(self, text: str) -> Self:
        """These words leave the screen."""

        async def lose() -> None:
            await asyncio.to_thread(self.terminal.when, _pattern(text), GIVE_UP, gone=True)

        return self._then(lose)

    def screen(self) -> str:
        """The rows of the screen."""
        return self.terminal.text()

    async def _press(self, *keys: str) -> None:
        self.terminal.press(*(self.KEYS.get(key, key) for key in keys))

    async def _type(self, text: str) -> None:
        self.terminal.type(text)

    async def _resize(self, columns: int, rows: int) -> None:
        self.terminal.resize(columns, rows)

    async def _sees(self, text: str) -> None:
        await asyncio.to_thread(self.terminal.when, _pattern(text))

    async def _does_not_see(self, text: str) -> None:
        # a picture arrives in pieces: what the one before it showed may stand for a moment longer
        await asyncio.to_thread(self.terminal.when, _pattern(text), GIVE_UP, gone=True)

    async def _sees_toast(self, text: str) -> None:
        await self._sees(text)


def _pattern(text: str) -> str:
    """Words with whatever a line break puts between them."""
    return r"[\s─│╭╮╰╯▌]+".join(re.escape(word) for word in text.split())
