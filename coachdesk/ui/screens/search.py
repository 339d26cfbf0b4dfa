"""`/`: search over everything, as typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from coachdesk.domain.views.search import Found, Hit
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.text import quiet
from coachdesk.ui.widgets.answer_line import AnswerLine
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.fields import LineInput
from coachdesk.ui.widgets.key_bar import KeyBar
from coachdesk.ui.widgets.line_list import Empty, LineList

LOOK_AGAIN = 0.4
"""Seconds after which more may have been read while words are still being read."""


class SearchScreen(DeskScreen):
    """A line to type in over what it finds; `enter` opens the record."""

    place = "search"
    AUTO_FOCUS = "LineInput"
    kind = "dialog"  # letters are typed here: none of them is a command

    DEFAULT_CSS = """
    SearchScreen > #body > LineInput { margin: 0 2 1 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._hits: dict[str, Hit] = {}
        self._shown: tuple[str, Found] | None = None

    def compose(self) -> ComposeResult:
        """The line to type in, and the list."""
        yield AnswerLine()
        with Vertical(id="body"):
            yield LineInput("", words="a name, a word, part of either")
            columns = (Column(width=10), Column(most=44), Column(flex=True, least=34, most=120))
            yield LineList(columns, empty=Empty("Nothing has all of these words."))
        yield KeyBar()

    def on_mount(self) -> None:
        """Ready to type; meanwhile the words are read."""
        self.answer("Search", "everything, accents and case aside")
        self.desk_app.beside(self._follow())

    async def _follow(self) -> None:
        """While there is more to be read, what is found grows."""
        wait: Callable[[float], bool] = await self.ask("search.begin")
        read = False
        while self.is_mounted and not read:
            read = await self.desk_app.bridge.outside(partial(wait, LOOK_AGAIN))
            self.reload()

    def on_input_changed(self) -> None:
        """Search as typed."""
        self.reload()

    async def load(self) -> tuple[str, Found | None]:
        """What holds all the words."""
        words = self.query_one(LineInput).value
        return words, (await self.ask("search.so_far", words) if words.strip() else None)

    def paint(self, view: tuple[str, Found | None]) -> None:
        """The hits; what is found later, while the words are still being read, leaves the cursor on its line."""
        words, found = view
        if found is None or (words, found) == self._shown:
            return
        same, self._shown = self._shown is not None and self._shown[0] == words, (words, found)
        self._hits = {hit.id: hit for hit in found.hits}
        count = f"{len(found.hits)} found" if found.hits else "nothing found"
        self.answer("Search", count if found.whole else f"{count} so far, still reading …")
        self.lines.show(
            [
                Row(hit.id, (quiet(hit.kind), self.name_of(hit.title), quiet(self.words_of(hit.where))))
                for hit in found.hits
            ]
        )
        if not same:
            self.lines.move("first")

    def choose(self) -> None:
        """Open the record under the cursor in place of the search."""
        hit = self._hits.get(self.lines.current)
        if hit is None:
            return
        kind, record_id = ("client", hit.client_id) if hit.kind == "goal" else (hit.kind, hit.id)
        self.app.pop_screen()
        self.desk_app.open_record(kind, record_id)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` in the line."""
        event.stop()
        self.action_command("pick.open")

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.choose()

    def leave_dialog(self) -> None:
        """Back to where one came from."""
        self.app.pop_screen()
