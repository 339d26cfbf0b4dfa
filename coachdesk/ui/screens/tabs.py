"""A page in parts: one list under a line of tabs, where each tab is a place of its own in the registry.

    class ClientScreen(TabbedScreen):
        parts = (("client", "overview"), ("client_goals", "goals"))     # place, word; the first is shown first

        def rows(self, view): ...      # the rows of the part in sight
        def head(self, view): ...      # the lines above the tabs

So `n` may be a new goal on one part and a new agreement on another, and footer and help say which. Left and right turn
to the part beside. A row whose words take several lines is several rows, so that each of them can be scrolled to:
`spread()` makes them and `base_of()` gives the id that they share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from coachdesk.ui.commands import registry
from coachdesk.ui.say import say
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.text import joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.line_list import LineList
from coachdesk.ui.widgets.words import Words

LOOK_AT_THE_CLOCK = 20.0
"""Seconds after which a screen that shows what time it is looks again."""
_FRAME = 4
"""Cells of a list's width that hold no words: the mark of the cursor, a gap, the scroll bar."""


class TabLine(Widget):
    """`▸overview   agreement   goals   history`: the mark says which part is in sight; a click turns to another."""

    DEFAULT_CSS = """
    TabLine { height: 1; margin: 1 0; padding: 0 2; color: $ink; }
    """

    def __init__(self, parts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._parts = parts
        self._spots: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """All parts, and the keys that turn to another; closer together where there is little room."""
        line = self._line("  ")
        room = self.size.width or line.cell_length
        return shown(line if line.cell_length <= room else self._line(" "), room)

    def _line(self, gap: str) -> Content:
        line, self._spots = Content.empty(), []
        for place, word in self._parts:
            here = place == getattr(self.screen, "place", "")
            piece = joined("▸" if here else " ", strong(word) if here else quiet(word))
            self._spots.append((line.cell_length, line.cell_length + piece.cell_length, place))
            line = joined(line, piece, gap)
        return joined(line, " ", keyed("← →"))

    def on_click(self, event: events.Click) -> None:
        """Turn to the part under the mouse."""
        at = event.get_content_offset(self)
        for start, end, place in self._spots:
            if at is not None and start <= at.x < end and isinstance(self.screen, TabbedScreen):
                self.screen.turn_to(place)


class TabbedScreen(DeskScreen):
    """See the module. A subclass names `parts`, and must not set `place` itself. It names this class before any other:
    Textual takes the styles of the first base alone."""

    parts: ClassVar[tuple[tuple[str, str], ...]] = ()
    columns: ClassVar[dict[str, tuple[Column, ...]]] = {}

    DEFAULT_CSS = """
    TabbedScreen.parted > AnswerLine { margin: 1 0 0 0; }
    TabbedScreen #head { padding: 0 2; display: none; }
    TabbedScreen #head.told { display: block; }
    """

    def __init_subclass__(cls, **options: Any) -> None:
        if cls.parts:
            cls.place = cls.parts[0][0]
            cls.BINDINGS = list(_bindings_of([place for place, _ in cls.parts]))
        super().__init_subclass__(**options)

    def __init__(self) -> None:
        super().__init__()
        self.view: Any = None
        self._cursors: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """Lines above the tabs, the tabs, the list."""
        yield Words(id="head", lines=True)
        if len(self.parts) > 1:
            yield TabLine(self.parts)
        yield LineList(self.columns[self.place])

    def rows(self, view: Any) -> Iterable[Row]:
        """The rows of the part in sight (`self.place`)."""
        raise LookupError(self.place)

    def head(self, view: Any) -> Content:
        """What stands above the tabs; may be empty."""
        return Content.empty()

    def on_mount(self) -> None:
        """What stands above the tabs belongs to the first line; the clocks go on."""
        self.set_class(len(self.parts) > 1, "parted")
        self.set_interval(LOOK_AT_THE_CLOCK, self.reload_in_sight)

    def reload_in_sight(self) -> None:
        """Read anew, if this is what the person is looking at."""
        if self.app.screen is self:
            self.reload()

    # painting

    def paint(self, view: Any) -> None:
        """The head, and the part in sight."""
        self.view = view
        head = self.head(view)
        above = self.query_one("#head", Words)
        above.show(head)
        above.set_class(bool(head), "told")
        self.paint_part()

    def paint_part(self) -> None:
        """The rows of the part in sight."""
        if self.view is not None:
            self.lines.show(list(self.rows(self.view)))

    def on_resize(self) -> None:
        """Words of several lines are laid out for the width."""
        self.paint_part()

    @property
    def room(self) -> int:
        """Cells that a line of the list has for words."""
        return max(20, self.app.size.width - _FRAME)

    def spread(self, row_id: str, label: object, words: Content, label_width: int) -> list[Row]:
        """A label and words of as many lines as they need, in rows that share the id."""
        return [
            Row(f"{row_id}#{at}" if at else row_id, ("" if at else label, piece))
            for at, piece in enumerate(_wrapped(words, self.room - label_width - 2))
        ]

    def spread_whole(self, row_id: str, *words: Content) -> list[Row]:
        """Words over the whole width, in rows that share the id; each begins on a line of its own."""
        pieces = [piece for part in words for piece in _wrapped(part, self.room)]
        return [Row(f"{row_id}#{at}" if at else row_id, (piece,)) for at, piece in enumerate(pieces)]

    def copy_line(self) -> None:
        """Put the words of the line under the cursor on the clipboard, all lines of them."""
        here = base_of(self.lines.current)
        pieces = [shown(row.cells[-1]).plain for row in self.rows(self.view) if row.id and base_of(row.id) == here]
        self.app.copy_to_clipboard("\n".join(pieces))
        say(self.desk_app, "copied")

    # turning

    def go_on_with(self, command_id: str) -> None:
        """Do what the page was opened for, on the part where that is done."""
        where = registry.by_id(command_id).where
        if self.place not in where:
            self.turn_to(next((place for place, _ in self.parts if place in where), self.place))
        super().go_on_with(command_id)

    def turn_to(self, place: str) -> None:
        """Show another part; each keeps its cursor."""
        if place == self.place:
            return
        self._cursors[self.place] = self.lines.current
        self.place = place  # type: ignore[misc]  # the part in sight is this screen's place in the registry
        self.lines.columns = self.columns[place]
        self.paint_part()
        if self._cursors.get(place):
            self.lines.go_to(self._cursors[place])
        else:
            self.lines.move("first")
        for line in self.query(TabLine):
            line.refresh()
        self.footer_changed()

    def move(self, verb: str) -> None:
        """Left and right turn to the part beside; the rest moves the cursor."""
        if verb not in ("left", "right"):
            super().move(verb)
            return
        places = [place for place, _ in self.parts]
        at = places.index(self.place) + (1 if verb == "right" else -1)
        if 0 <= at < len(places):
            self.turn_to(places[at])

    def action_command_here(self, key: str) -> None:
        """The command that this key has on the part in sight."""
        for command in registry.commands_of(self.place, self.kind):
            for pressed in command.keys:
                first, _, second = pressed.partition(" ")
                if first == key:
                    (self.action_command_twice if second else self.action_command)(command.id)
                    return


def _wrapped(words: Content, width: int) -> list[Content]:
    """Lines that fit; at least one."""
    return [line for part in words.split("\n") for line in (part.wrap(max(10, width)) or [part])] or [words]


def base_of(row_id: str) -> str:
    """The id that the rows of one record share."""
    return row_id.partition("#")[0]


def _bindings_of(places: Iterable[str]) -> Iterable[Binding]:
    """Every key that any of the parts has; which command it means is looked up when it is pressed."""
    keys = {
        key.partition(" ")[0]: command.title
        for place in places
        for command in registry.commands_of(place)
        for key in command.keys
    }
    return [Binding(key, f"command_here({key!r})", title, show=False) for key, title in keys.items()]
