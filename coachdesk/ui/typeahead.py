"""Keys one after the other: whoever types faster than a screen can change still types into the right place.

Textual hands a key to the widget that has the focus *now* and goes on to the next key; what a binding does happens
only once the key has bubbled up to the app. So in a burst such as `n`, `D`, `a`, `v`, `e` the letters would reach the
list as commands before the form is open, and in `backspace`, `x` the letter would be inserted before the deletion.
Here a key is handed on when the one before it is done with:

- it has gone all the way up from the widget to the app (a callback follows it through the same queues); after `enter`
  so has what the field says of it (`Input.Submitted` sets out only when the key has arrived: without that, `x` in
  `enter`, `x` would be in the field by the time that a form reads it),
- the screen in sight has its focus, and
- no command is at work (one that waits for a person is not at work).

`PASSING` keys do not wait for a command, so that what takes long can always be left, locked or quit.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.driver import Driver

SUBMITS = "enter"
"""The key of which a field tells the screen in a message of its own."""

PASSING = frozenset({"escape", "ctrl+q", "ctrl+l", "ctrl+c", "f9"})


class KeysInOrder(App[int]):
    """An app that takes keys in order; see the module."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._ahead: deque[events.Key | events.Paste] = deque()
        self._in_flight = False
        self._flight = 0
        self._at: MessagePump | None = None
        self._landed = asyncio.Event()

    def holds_keys(self) -> bool:
        """Whether something is at work that the next key should wait for."""
        return False

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver of this system; the one for terminals with our way of waiting for the rest of a key."""
        found = super().get_driver_class()
        if found.__module__ == "textual.drivers.linux_driver":
            from coachdesk.ui.keyboard import PromptDriver

            return PromptDriver
        return found

    @property
    def keys_wait(self) -> bool:
        """Whether there are keys that were pressed and not handed on yet."""
        return self._in_flight or bool(self._ahead)

    async def on_event(self, event: events.Event) -> None:
        """Keys and pasted text queue up; everything else is Textual's."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._ahead.append(event)
            await self.release_keys()
        else:
            await super().on_event(event)

    async def release_keys(self) -> None:
        """Hand on the next key, if nothing stands in its way."""
        if self._is_lost():
            self._in_flight = False
            self._landed.set()
        if self._in_flight or not self._ahead or not self._may_pass(self._ahead[0]):
            return
        event = self._ahead.popleft()
        self._in_flight = True
        self._landed.clear()
        self._flight += 1
        target = self.focused or self.screen
        await super().on_event(event)
        submits = isinstance(event, events.Key) and event.key == SUBMITS
        self._follow(target, self._flight, target if submits else None)

    async def key_landed(self) -> None:
        """Wait until the key that was handed on last has been handled; not to be awaited by what handles it."""
        if self._in_flight and not self._is_lost():
            await self._landed.wait()

    def _is_lost(self) -> bool:
        """Whether the key in flight was with a widget that is gone, so that nobody will say that it arrived. One that
        is only going handles all that it has."""
        return self._in_flight and self._at is not None and self._at._closed

    def _may_pass(self, event: events.Key | events.Paste) -> bool:
        if not self.screen_stack:
            return False
        screen: Any = self.screen
        if not getattr(screen, "takes_keys", True):
            return False
        return not self.holds_keys() or (isinstance(event, events.Key) and event.key in PASSING)

    def _follow(self, node: MessagePump | None, flight: int, again: MessagePump | None = None) -> None:
        """Go the way of the key: queues are in order, so whoever runs this has handled the key; then once more from
        `again`, the way of what was said of it."""
        if flight != self._flight:
            return
        self._at = node
        if node is not None and node is not self and node.call_later(self._follow, node._parent, flight, again):
            return
        self._at = None
        if again is not None:
            self.call_later(self._follow, again, flight)
        else:
            self.call_later(self._arrived, flight)

    async def _arrived(self, flight: int) -> None:
        if flight == self._flight:
            self._in_flight = False
            self._landed.set()
            await self.release_keys()
