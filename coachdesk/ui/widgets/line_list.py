"""The list of every screen: it paints only the lines that are seen, and holds a hundred thousand as easily as ten."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from coachdesk.ui.text import joined, keyed, quiet, shown
from coachdesk.ui.widgets.columns import Column, Row, laid_out, natural, widths
from coachdesk.ui.widgets.late_rows import LateRows
from coachdesk.ui.widgets.line_paint import NO_LOOK, Look, Strips, strip_of

Fetch = Callable[[int, int], Awaitable[Sequence[Row]]]
"""`await fetch(first, count)` gives that many rows from that place on; used for lists too long to hand over whole."""

PAGE = 100
_MARGIN = 2  # where the mark of the cursor and of a selected line stand
_SAMPLE = 50
_STEP = 25
_REMARKS = 4
"""So many lines under the cursor's own are looked at for what belongs to it."""
_NEVER = (-1, -1)


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says: what belongs there, and the key that makes one (`press` may be empty)."""

    what: str
    press: str = ""
    does: str = ""


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of lines with a cursor. Its keys are commands (`move.*`, `x`, `enter`), so it binds none itself.

    show(rows)              a short list; any Sequence will do, only the rows seen are read (`LateRows` are made then)
    show_paged(count, fetch)  a long one
    current                 the id under the cursor, or ""
    selected                the ids marked with `toggle_mark()`
    move(verb)              down up page_down page_up first last

    After `show()` the cursor stays on the id it was on, else on the same place.
    """

    DEFAULT_CSS = """
    LineList {
        height: 1fr; width: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1;
        background: $ground; color: $ink;
    }
    LineList > .line--cursor { background: $band; color: $ink; }
    LineList > .line--heading { color: $quiet; text-style: bold; }
    LineList > .line--title { color: $quiet; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line--cursor", "line--heading", "line--title"}

    class Moved(Message):
        """The cursor is on another line."""

        def __init__(self, lines: LineList, row_id: str) -> None:
            super().__init__()
            self.lines, self.row_id = lines, row_id

        @property
        def control(self) -> LineList:
            return self.lines

    class Opened(Message):
        """A line was clicked twice: the same as `enter` on it."""

        def __init__(self, lines: LineList, row_id: str) -> None:
            super().__init__()
            self.lines, self.row_id = lines, row_id

        @property
        def control(self) -> LineList:
            return self.lines

    def __init__(
        self, columns: Sequence[Column] = (Column(flex=True),), *, empty: Empty | None = None, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.empty = empty
        self._rows: Sequence[Row] = ()
        self._pages: dict[int, Sequence[Row]] = {}
        self._fetch: Fetch | None = None
        self._asked: set[int] = set()
        self._count = 0
        self._at = -1
        self._awaited = ""
        """The row to which the cursor goes once it is shown."""
        self._marked: dict[str, None] = {}
        self._sizes: list[int] = []
        self._sized_for = _NEVER
        self._natural: list[int] = []
        self._loaded = False
        self._strips, self._look = Strips(), NO_LOOK

    # what it shows

    def show(self, rows: Sequence[Row], *, narrowed: bool = False) -> None:
        """Show these rows. Where they are the same list `narrowed`, or no longer so, the columns stay as they are."""
        was = self.current
        self._rows, self._fetch, self._count = rows, None, len(rows)
        if not narrowed:
            self._natural = []
        self._renew(was)

    def show_paged(self, count: int, fetch: Fetch) -> None:
        """Show a list of `count` rows that are fetched as they come into sight."""
        was = self.current
        self._rows, self._fetch, self._count, self._natural = (), fetch, count, []
        self._renew(was)

    def _renew(self, was: str) -> None:
        self._pages, self._asked, self._loaded = {}, set(), True
        self._sized_for = _NEVER
        if self._fetch is None:
            rows = self._rows
            present = rows if isinstance(rows, LateRows) else {row.id for row in rows} if self._marked else ()
            self._marked = {row_id: None for row_id in self._marked if row_id in present}
        awaited = self._found(self._awaited)
        self._at = self._place_of(was) if awaited is None else awaited
        self._awaited = "" if awaited is not None else self._awaited
        self._resize()
        self.refresh()
        self._show_cursor()
        self.post_message(self.Moved(self, self.current))

    def _found(self, row_id: str) -> int | None:
        """The place of that row, if it is among those that are shown."""
        if isinstance(self._rows, LateRows):
            place = self._rows.place_of(row_id)
            return place if place >= 0 else None
        if self._fetch is None and row_id and len(self._rows) <= 10_000:
            return next((at for at, row in enumerate(self._rows) if row.id == row_id and row.can_hold_cursor), None)
        return None

    def _place_of(self, row_id: str) -> int:
        """Its place, else the nearest to where the cursor is that it may rest on."""
        if (at := self._found(row_id)) is not None:
            return at
        return self._nearest(min(max(self._at, 0), self._count - 1))

    def _nearest(self, at: int, step: int = 1) -> int:
        """The next place from `at` on where the cursor may rest, looking the other way if there is none."""
        for direction in (step, -step):
            place = at
            while 0 <= place < self._count:
                row = self._row(place)
                if row is None or row.can_hold_cursor:
                    return place
                place += direction
        return -1

    def _row(self, at: int) -> Row | None:
        """The row of that place; None while its page is on the way."""
        if self._fetch is None:
            return self._rows[at] if 0 <= at < self._count else None
        page = self._pages.get(at // PAGE)
        if page is None:
            self._ask_for(at // PAGE)
            return None
        return page[at % PAGE] if at % PAGE < len(page) else None

    def _ask_for(self, number: int) -> None:
        if number in self._asked or self._fetch is None:
            return
        self._asked.add(number)
        self.app.beside(self._receive(number, self._fetch))  # type: ignore[attr-defined]

    async def _receive(self, number: int, fetch: Fetch) -> None:
        rows = await fetch(number * PAGE, PAGE)
        if fetch is not self._fetch:  # the list shows something else by now
            return
        self._pages[number] = rows
        self._sized_for = _NEVER
        self.refresh()
        if self._at // PAGE == number:
            self.post_message(self.Moved(self, self.current))

    # the cursor

    @property
    def count(self) -> int:
        """How many rows there are, headings included."""
        return self._count

    @property
    def current(self) -> str:
        """The id under the cursor, or empty."""
        row = self._row(self._at) if self._at >= 0 else None
        return row.id if row else ""

    @property
    def selected(self) -> tuple[str, ...]:
        """The ids that are marked."""
        return tuple(self._marked)

    def toggle_mark(self) -> None:
        """Mark the line under the cursor, or take its mark away, and go on to the next."""
        if self.current:
            if self._marked.pop(self.current, self) is self:
                self._marked[self.current] = None
            self.move("down")
            self.refresh()

    def clear_marks(self) -> None:
        """Take all marks away."""
        if self._marked:
            self._marked.clear()
            self.refresh()

    def go_to(self, row_id: str) -> None:
        """Put the cursor on the row of that id; one that is not shown yet, such as a line just made, when it comes."""
        at = self._found(row_id)
        self._set_cursor(self._place_of(row_id) if at is None else at)
        self._awaited = row_id if at is None else ""

    def move(self, verb: str) -> None:
        """Move the cursor: down, up, page_down, page_up, first, last."""
        page = max(1, self._seen_lines - 1)
        steps = {"down": (self._at + 1, 1), "up": (self._at - 1, -1), "first": (0, 1), "last": (self._count - 1, -1)}
        steps |= {"page_down": (self._at + page, 1), "page_up": (self._at - page, -1)}
        if verb not in steps or not self._count:
            return
        at, direction = steps[verb]
        before = self._at
        self._set_cursor(self._nearest(min(max(at, 0), self._count - 1), direction))
        if (verb in ("up", "first", "page_up") and self._at == before) or self._at == self._nearest(0):
            self.scroll_to(y=0, animate=False)  # the headings above the first line come into sight

    def _set_cursor(self, at: int) -> None:
        self._awaited = ""
        if at != self._at:
            left, self._at = self._at, at
            for place in (left, at):  # only these two are painted anew, unless the list scrolls
                self.refresh_line(place + self._top)
            self._show_cursor()
            self.post_message(self.Moved(self, self.current))

    @property
    def _top(self) -> int:
        return 1 if any(column.title for column in self.columns) and self._count else 0

    @property
    def _seen_lines(self) -> int:
        return max(1, self.size.height - self._top)

    def _show_cursor(self) -> None:
        if self._at < 0 or not self.size.height:
            return
        top = round(self.scroll_y)
        if self._at < top:
            above = self._row(self._at - 1) if self._at else None
            self.scroll_to(y=self._at - (1 if above is not None and above.kind == "heading" else 0), animate=False)
        elif self._at + self._belonging() >= top + self._seen_lines:
            self.scroll_to(y=self._at + self._belonging() - self._seen_lines + 1, animate=False)

    def _belonging(self) -> int:
        """How many remarks stand right under the line of the cursor and belong to it: they come into sight with it."""
        count = 0
        while count < min(_REMARKS, self._seen_lines - 1):
            row = self._known(self._at + count + 1) if self._at + count + 1 < self._count else None
            if row is None or row.kind != "note" or not row.cells or not str(row.cells[0]).strip():
                break
            count += 1
        return count

    # painting

    def _resize(self) -> None:
        """Whether there is a scroll bar is known at once: what is painted has its room already, and is not laid out
        and painted again for it."""
        self.virtual_size = Size(self.scrollable_content_region.width, self._count + self._top)
        had = self.show_vertical_scrollbar
        self._refresh_scrollbars()
        if had != self.show_vertical_scrollbar:
            self.virtual_size = Size(self.scrollable_content_region.width, self.virtual_size.height)

    def on_resize(self) -> None:
        """Share the width anew."""
        self._sized_for = _NEVER
        self._resize()
        self._show_cursor()

    def _column_sizes(self, width: int) -> list[int]:
        """The widths of the columns: by the first rows and by those that come into sight. They grow and never shrink,
        so that columns do not jump to and fro while one scrolls."""
        step = round(self.scroll_y) // _STEP
        if self._sized_for != (width, step):
            first = () if self._natural else range(min(_SAMPLE, self._count))
            there = range(step * _STEP, min((step + 1) * _STEP + self._seen_lines, self._count))
            rows = [row for row in map(self._known, dict.fromkeys((*first, *there))) if row is not None]
            self._natural = natural(self.columns, rows, self._natural)
            self._sizes, self._sized_for = widths(self.columns, self._natural, width), (width, step)
        return self._sizes

    def _known(self, at: int) -> Row | None:
        """The row of that place if it is at hand; none is fetched for it."""
        if self._fetch is None:
            return self._rows[at]
        page = self._pages.get(at // PAGE, ())
        return page[at % PAGE] if at % PAGE < len(page) else None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines that are to be painted; what all of them have in common is looked up once."""
        width = self.scrollable_content_region.width
        sizes = tuple(self._column_sizes(width - _MARGIN))
        styles = [self.get_visual_style(f"line--{name}") for name in ("cursor", "heading", "title")]
        self._look = Look(width, round(self.scroll_y), sizes, self.app.theme, self.visual_style, *styles)
        self._strips.begin(self._look)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the part that is seen."""
        look = self._look
        if not self._count:
            return self._painted(self._empty_line(y), look.plain)
        if self._top and y == 0:
            titles = laid_out(self.columns, look.sizes, [one.title for one in self.columns])
            return self._painted(joined(" " * _MARGIN, titles), look.title)
        at = y - self._top + look.first
        if not 0 <= at < self._count:
            return self._painted(Content.empty(), look.plain)
        row = self._row(at)
        if row is None:
            return self._painted(quiet("  …"), look.plain)
        return self._strips.of(row, at == self._at, row.id in self._marked, self._laid_out)

    def _laid_out(self, row: Row, here: bool, marked: bool) -> Strip:
        look = self._look
        if row.kind != "line":
            words = shown(row.cells[0] if row.cells else "", look.width)
            return self._painted(words, look.heading if row.kind == "heading" else look.plain)
        mark = joined("▸" if here else " ", "●" if marked else " ")
        return self._painted(mark + laid_out(self.columns, look.sizes, row.cells), look.cursor if here else look.plain)

    def _empty_line(self, y: int) -> Content:
        if self.empty is None or not self._loaded:
            return Content.empty()
        if y == 1:
            return joined("  ", self.empty.what)
        if y == 3 and self.empty.press:
            return joined("  ", keyed(self.empty.press), "  ", quiet(self.empty.does))
        return Content.empty()

    def _painted(self, content: Content, style: Style) -> Strip:
        return strip_of(content, self._look.width, style, self.app.stylesheet.parse_style)

    # the mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; twice opens the line."""
        at = event.y - self._top + round(self.scroll_y)
        row = self._row(at) if 0 <= at < self._count and event.y >= self._top else None
        if row is not None and row.can_hold_cursor:
            self._set_cursor(at)
            if event.chain == 2:
                self.post_message(self.Opened(self, row.id))
