"""When a picture is painted, and with which styles: once for each thing that a person does, and never twice the same.

Textual, left to itself, holds the old picture for 50 ms whenever another mode comes into sight, however soon the new
one is there, and paints a box over the screen once for each step in which it comes about. Here the old picture stands
until what was asked for is read and laid out, and no longer than `HELD`; then it is painted whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from coachdesk.ui.stylesheet import KeptStylesheet

if TYPE_CHECKING:
    from textual.timer import Timer

HELD = 0.12
"""Seconds after which what there is of the new picture is painted, whatever is still missing."""


class OnePicture(App[int]):
    """An app that paints what belongs together in one picture; see the module."""

    def __init__(self, **options: Any) -> None:
        self._coloured: tuple[object, dict[str, str]] | None = None
        super().__init__(**options)
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())
        self._styled = -1
        self._held: Timer | None = None

    def delay_update(self, delay: float = 0.05) -> None:
        """What Textual asks for as another mode comes into sight."""
        self.hold_picture()

    def hold_picture(self) -> None:
        """The picture stands until `show_picture`."""
        if self._held is None:
            self._begin_batch()
            self._held = self.set_timer(HELD, self.show_picture)

    def push_screen(self, *args: Any, **named: Any) -> Any:
        """A page or a box over the screen comes in one picture too."""
        if self._dom_ready:
            self.hold_picture()
        return super().push_screen(*args, **named)

    def pop_screen(self) -> Any:
        """What was under it comes into sight in one picture, read anew where what was done asks for it."""
        self.hold_picture()
        return super().pop_screen()

    @property
    def picture_held(self) -> bool:
        """Whether something is not painted yet, since more of it is about to come."""
        return self._held is not None

    def show_picture(self) -> None:
        """What was held back is there."""
        if self._held is not None:
            self._held.stop()
            self._held = None
            self._end_batch()
            if not self._batch_count and self.screen_stack:
                self.screen.refresh()

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme, worked out once: Textual asks for them four times before the first picture."""
        if self._coloured is None or self._coloured[0] is not self.current_theme:
            self._coloured = (self.current_theme, super().get_css_variables())
        return self._coloured[1]

    def refresh_css(self, animate: bool = True) -> None:
        """Until the first screen is mounted only the colours are handed on: Textual would parse all styles for the
        theme and again for the first screen, when nothing is painted yet that could be styled anew. And a screen that
        is only just made, for which Textual asks too, was never styled with other colours: there is nothing to do."""
        if not self._is_mounted:
            self.stylesheet.set_variables(self.get_css_variables())
            self._styled = self._css_update_count
        elif self._styled != self._css_update_count or any(
            getattr(one, "has_other_colours", True) for one in self.screen_stack
        ):
            super().refresh_css(animate)
            self._styled = self._css_update_count
