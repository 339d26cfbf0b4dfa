"""What a key changes is painted in one picture, as soon as all of it is there.

Textual paints a screen sixty times a second while anything of it changes: the first change of a key at once and the
next at the next beat, up to 17 ms later; what takes or gives room it lays out and paints, and again what it then finds
to be of another size. So a letter typed into a filter came first, then the list that it narrows, then its scroll bar.
Here a screen waits a few turns of the event loop, lays out until nothing asks for more room, and paints once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual import events
from textual.screen import Screen

TURNS = 12
"""Turns of the event loop for which a picture waits: what a key sets off goes from widget to widget in as many."""
LAYOUTS = 3
"""So many times a screen is laid out anew before it is painted."""


class Soon:
    """Something that is done once, in a few turns of the event loop, however often it is asked for. To a screen it is
    what Textual has a timer for."""

    def __init__(self, do: Callable[[], None]) -> None:
        self._do = do
        self._next: asyncio.Handle | None = None

    @property
    def is_awaited(self) -> bool:
        """Whether it will be done soon."""
        return self._next is not None

    def resume(self) -> None:
        """Do it soon."""
        if self._next is None:
            self._turn(TURNS)

    def pause(self) -> None:
        """It is done already."""
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _turn(self, left: int) -> None:
        if left:
            self._next = asyncio.get_running_loop().call_soon(self._turn, left - 1)
        else:
            self._next = None
            self._do()


class PaintedOnce(Screen[Any]):
    """A screen that is painted so; see the module."""

    def __init__(self) -> None:
        super().__init__()
        self._soon = Soon(self._paint_now)
        self._laid_out = 0

    @property
    def _update_timer(self) -> Soon:  # type: ignore[override]  # all that Textual asks of its timer
        return self._soon

    async def _on_idle(self, event: events.Idle) -> None:
        """What waits for the next picture waits until it is painted, and not only laid out."""
        if self._soon.is_awaited:
            event.prevent_default()

    def _paint_now(self) -> None:
        try:
            if self._asks_for_room and self._laid_out < LAYOUTS and self.is_current and not self.app._batch_count:
                self._laid_out += 1
                self._lay_out()
            else:
                self._paint_what_is_laid_out()
        except Exception as error:
            self.app._handle_exception(error)

    @property
    def _asks_for_room(self) -> bool:
        return self._layout_required or self._scroll_required

    def _lay_out(self) -> None:
        """What is laid out anew may itself ask for another layout (a scroll bar that comes does); that is known in a
        few turns."""
        if self._repaint_required:
            self._dirty_widgets.add(self)
        only_scrolled = not self._layout_required
        self._layout_required = self._scroll_required = self._repaint_required = False
        self._refresh_layout(scroll=only_scrolled)
        self._dirty_widgets.clear()
        self._soon.resume()

    def _paint_what_is_laid_out(self) -> None:
        laid_out, self._laid_out = self._laid_out, 0
        self._on_timer_update()
        if laid_out and self.is_current:
            self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        """Paint, unless the picture is held or more is about to be laid out: Textual would paint it for nobody."""
        if not self.app._batch_count and not self._laid_out:
            super()._compositor_refresh()
