"""A list of people: filtered as typed, in an order, of one kind or all. Clients and contacts are both such lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from coachdesk.domain.text import fold, initials
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.screens.tabs import LOOK_AT_THE_CLOCK
from coachdesk.ui.text import HIDDEN, joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.fields import LineInput
from coachdesk.ui.widgets.late_rows import LateRows
from coachdesk.ui.widgets.line_list import Empty, LineList
from coachdesk.ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class People:
    """What such a list is painted from: the lines of a service, and the clock they were read at; each reading has one
    of its own."""

    lines: Sequence[Any]
    clock: Clock


class FilterLine(Horizontal):
    """One line to type in, over the list it narrows; hidden until it is asked for."""

    DEFAULT_CSS = """
    FilterLine { height: 1; margin: 0 0 1 0; padding: 0 2; }
    FilterLine > .says { width: auto; padding-right: 1; }
    """

    def __init__(self, words: str) -> None:
        super().__init__()
        self._sought = words
        self.display = False

    def compose(self) -> ComposeResult:
        """What it is, the line, how it ends."""
        yield Words(quiet("filter"), classes="says")
        yield LineInput("", words=self._sought)
        yield Words(joined(" ", keyed("enter"), quiet(" opens  "), keyed("esc"), quiet(" shows all")), classes="says")


class PeopleList(DeskScreen):
    """See the module. A subclass names what it lists and how one line of it looks.

    one, many   what a person here is called
    kinds       the kinds there are, in the order that groups are shown in
    orders      (key, words) of each order
    """

    one: ClassVar[str]
    many: ClassVar[str]
    kinds: ClassVar[tuple[str, ...]]
    orders: ClassVar[tuple[tuple[str, str], ...]]
    columns: ClassVar[tuple[Column, ...]]
    empty: ClassVar[Empty]
    sought_by: ClassVar[str] = "a name, city or organisation"

    def __init__(self) -> None:
        super().__init__()
        self.people = People((), None)  # type: ignore[arg-type]  # nothing is painted before the desk was read
        self.kind_shown = ""
        self.order = self.orders[0][0]
        self._words = ""
        self._texts: dict[str, str] = {}
        self._sorted: tuple[str, list[Any]] | None = None
        self._laid: tuple[People, bool, tuple[Column, ...]] | None = None
        self._made: dict[Hashable, Row] = {}
        self._made_of: tuple[Clock, tuple[object, ...]] | None = None

    # what a subclass says of its lines

    def kind_of(self, line: Any) -> str:
        """Its stage or role."""
        raise LookupError(line)

    def title_of(self, line: Any) -> str:
        """The name that it stands under."""
        return str(line.title)

    def sought(self, line: Any) -> Iterable[str]:
        """The texts by which it is found."""
        raise LookupError(line)

    def rank(self, line: Any) -> tuple[Any, ...]:
        """Where it stands in the present order."""
        raise LookupError(line)

    def cells(self, line: Any) -> tuple[object, ...]:
        """Its cells."""
        raise LookupError(line)

    def kind_words(self, kind: str, count: int) -> str:
        """`2 enquiries`."""
        return f"{count} {kind}"

    # painting

    def body(self) -> ComposeResult:
        """The filter, and the list."""
        yield FilterLine(self.sought_by)
        yield LineList(self.columns, empty=self.empty)

    def on_mount(self) -> None:
        """The name of the screen, before any data; the list has the keys, and its clocks go on."""
        self.answer(self.many.capitalize())
        self.lines.focus()
        self.set_interval(LOOK_AT_THE_CLOCK, self.reload_in_sight)

    def reload_in_sight(self) -> None:
        """Read anew, if this is what the person is looking at."""
        if self.app.screen is self:
            self.reload()

    def paint(self, view: People) -> None:
        """The lines that are wanted, in order."""
        read_on = view.clock is self.people.clock  # the same reading, if only more of it
        if view is not self.people:
            self.people, self._texts, self._sorted = view, {}, None
        wanted = self._narrowed()
        self.lines.empty = self.empty if not view.lines else Empty(self._nothing(), "esc", "shows all")
        self.lines.columns = self._columns()
        self.lines.show(self._rows(wanted), narrowed=read_on)
        self.answer(*self._answer(len(wanted)))

    def _columns(self) -> tuple[Column, ...]:
        """The columns, with names as wide as the widest of all, so that nothing moves while the list is narrowed."""
        kept, private = self._laid, self.desk_app.private
        if kept is None or kept[0] is not self.people or kept[1] != private:
            kept = self._laid = (self.people, private, self._columns_by_words())
        return kept[2]

    def _columns_by_words(self) -> tuple[Column, ...]:
        names, *others = self.columns
        return (replace(names, width=min(names.most, max(self._widest_name(), len(names.title)))), *others)

    def _widest_name(self) -> int:
        """In cells, as names may be seen now."""
        names = {self.title_of(one) for one in self.people.lines}
        return max(map(cell_len, map(initials, names) if self.desk_app.private else names), default=0)

    def _in_order(self) -> list[Any]:
        """All lines in the order that is asked for; narrowing them leaves them in it."""
        if self._sorted is None or self._sorted[0] != self.order:
            self._sorted = (self.order, sorted(self.people.lines, key=self.rank))
        return self._sorted[1]

    def _narrowed(self) -> list[Any]:
        parts = fold(self._words).split()
        of_kind = [one for one in self._in_order() if not self.kind_shown or self.kind_of(one) == self.kind_shown]
        if not parts:
            return of_kind
        return [one for one in of_kind if all(part in self._folded(one) for part in parts)]

    def _folded(self, line: Any) -> str:
        """What a line is found by, folded once for each reading of the desk: a letter typed looks at every line."""
        known = self._texts.get(line.id)
        if known is None:
            known = self._texts[line.id] = fold("\n".join(self.sought(line)))
        return known

    def _rows(self, lines: Sequence[Any]) -> LateRows:
        rows = self._new_rows()
        if self.order != "kind" or self.kind_shown:
            self._add(rows, lines)
            return rows
        by_kind: dict[str, list[Any]] = {}
        for line in lines:
            by_kind.setdefault(self.kind_of(line), []).append(line)
        for kind in (one for one in self.kinds if one in by_kind):
            if len(rows):
                rows.add(note())
            rows.add(heading(joined("  ", self.kind_words(kind, len(by_kind[kind])))))
            self._add(rows, by_kind[kind])
        return rows

    def _new_rows(self, *looks: object) -> LateRows:
        """Rows are made when they are first seen, and once for each reading, unless they look other by now."""
        looks = (self.desk_app.private, *looks)
        if self._made_of is None or self._made_of[0] is not self.people.clock or self._made_of[1] != looks:
            self._made, self._made_of = {}, (self.people.clock, looks)
        return LateRows(self._made)

    def _add(self, rows: LateRows, lines: Iterable[Any]) -> None:
        for line in lines:
            rows.late(partial(self._row, line), line.id, line.id)

    def _row(self, line: Any) -> Row:
        return Row(line.id, self.cells(line))

    def _answer(self, shown_now: int) -> tuple[Content, Content]:
        """`12 clients by name   8 active, 2 enquiries`."""
        total = len(self.people.lines)
        if not total:
            return strong(self.many.capitalize()), quiet("none yet")
        counts = Counter(self.kind_of(one) for one in self.people.lines)
        kinds = ", ".join(self.kind_words(kind, counts[kind]) for kind in self.kinds if counts[kind])
        grouped = self.order == "kind" and not self.kind_shown  # the headings of the groups say so themselves
        how = "" if grouped else quiet(f" by {dict(self.orders)[self.order]}")
        if shown_now == total and not (self._words or self.kind_shown):
            return joined(strong(f"{total} {self.one if total == 1 else self.many}"), how), shown(kinds)
        words = joined("“", self.words_of(self._words), "”") if self._words else ""
        return joined(strong(f"{shown_now} of {total} {self.many}"), how), joined(self.kind_shown, words, by=", ")

    def _nothing(self) -> str:
        return (
            f"No {self.one} here is {self.kind_shown}." if not self._words else f"No {self.one} here has these words."
        )

    def name_cell(self, title: str) -> object:
        """A name in a list: as it may be seen now. Text, since there may be thousands."""
        return initials(title) if self.desk_app.private else title

    def words_cell(self, words: str) -> object:
        """A person's words in a list, as they may be seen now."""
        return HIDDEN if words and self.desk_app.private else words

    # narrowing and ordering

    def filter_as_typed(self) -> None:
        """Open the line to type in."""
        line = self.query_one(FilterLine)
        line.display = True
        line.query_one(Input).focus()
        self.footer_changed()
        self.call_after_refresh(self._fold_all)

    def _fold_all(self) -> None:
        """While the first letter is thought of, make ready what it looks through."""
        for line in self.people.lines:
            self._folded(line)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow with every letter."""
        event.stop()
        self._words = " ".join(event.value.split())
        self._narrow()

    def _narrow(self) -> None:
        """Paint what is narrowed, from its first line on."""
        self.paint(self.people)
        self.lines.move("first")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` while typing opens the line under the cursor."""
        event.stop()
        if self.lines.current:
            self.lines.focus()
            self.open_line()
        self.footer_changed()

    def next_order(self) -> None:
        """The next order."""
        keys = [key for key, _ in self.orders]
        self.order = keys[(keys.index(self.order) + 1) % len(keys)]
        self.paint(self.people)

    def next_kind(self) -> None:
        """All, then each kind that somebody is of."""
        present = {self.kind_of(one) for one in self.people.lines}
        kinds = ["", *(kind for kind in self.kinds if kind in present)]
        at = kinds.index(self.kind_shown) if self.kind_shown in kinds else 0
        self.kind_shown = kinds[(at + 1) % len(kinds)]
        self.paint(self.people)

    def back(self) -> None:
        """First show all again; then one step back."""
        if self._words or self.kind_shown or self.query_one(FilterLine).display:
            self.show_all()
        else:
            self.desk_app.back()

    def show_all(self) -> None:
        """No filter, every kind; the cursor stays on its line."""
        self._close_filter()
        self.paint(self.people)
        self.footer_changed()

    def _close_filter(self) -> None:
        self._words = self.kind_shown = ""
        line = self.query_one(FilterLine)
        with self.prevent(Input.Changed):
            line.query_one(Input).value = ""
        line.display = False
        self.lines.focus()

    def show_added(self, record_id: str) -> None:
        """Put the cursor on a line that is only just there, once it is read."""
        if self._words or self.kind_shown:
            self.show_all()
        self.lines.go_to(record_id)

    # opening

    def open_line(self) -> None:
        """The page of the line under the cursor."""
        if self.lines.current:
            self.desk_app.open_record(self.one, self.lines.current)

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.open_line()

    def line_here(self) -> Any:
        """The line under the cursor, or None."""
        here = self.lines.current  # once: this is asked at every key, of lists of thousands
        return next((one for one in self.people.lines if one.id == here), None) if here else None
