"""Questions: yes or no, one of a few, one line of text, one of many by searching.

Each is awaited from an `async` command and gives its answer, or None (False for yes/no) where it was left:

    if await ask_yes_no(app, "Delete this draft?", yes="deletes it"): …
    stage = await choose(app, "Which stage?", (("active", "Active"), ("paused", "Paused")))
    client = await pick(app, "Agreement with whom?", find)          # find(text) → rows, may be async
    why = await ask_text(app, "Why?", "reason")
    await tell(app, "Handed over", ["with two notes …"])            # what a toast is too short for

In tests `app.answers` holds answers that are taken, in order, instead of asking.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from coachdesk.ui.commands.dispatch import Commanded
from coachdesk.ui.text import joined, keyed, quiet, shown
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.fields import LineInput
from coachdesk.ui.widgets.footnote import Footnote
from coachdesk.ui.widgets.key_bar import KeyBar
from coachdesk.ui.widgets.line_list import Empty, LineList
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp

Find = Callable[[str], "Sequence[Row] | Awaitable[Sequence[Row]]"]
About = Callable[[str], object]


class Dialog(Commanded, ModalScreen[Any]):
    """A question in a box over the screen."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $ground 60%; }
    Dialog > #box {
        width: 70; max-width: 96%; height: auto; max-height: 90%;
        background: $raised; border: round $border; padding: 1 2;
    }
    Dialog #question { margin-bottom: 1; }
    Dialog LineList { background: $raised; height: auto; max-height: 12; }
    Dialog KeyBar { dock: none; margin-top: 1; padding: 0; }
    """

    def __init__(self, question: object) -> None:
        super().__init__()
        self.question = shown(question) if not isinstance(question, Content) else question

    def compose(self) -> ComposeResult:
        """The question, what answers it, the keys."""
        with Vertical(id="box"):
            yield Words(self.question, id="question")
            yield from self.body()
            yield KeyBar()

    def body(self) -> ComposeResult:
        """What stands under the question."""
        yield from ()

    def leave_dialog(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class YesNo(Dialog):
    """`y` or `n`."""

    place = "yes_no"

    def __init__(self, question: object, yes: str, no: str) -> None:
        super().__init__(question)
        self._yes, self._no = yes, no

    def body(self) -> ComposeResult:
        """What each answer does."""
        yield Words(joined(keyed("y"), self._yes, by="  "))
        yield Words(joined(keyed("n"), self._no, by="  "))

    def answer(self, word: str = "") -> None:
        """Give the answer."""
        self.dismiss(word == "yes")


class AskText(Dialog):
    """One line of text, hidden where it is a secret."""

    place = "ask"

    def __init__(self, question: object, label: str, value: str, secret: bool) -> None:
        super().__init__(question)
        self._label, self._value, self._secret = label, value, secret

    def body(self) -> ComposeResult:
        """A label and the line."""
        yield Words(quiet(self._label))
        yield LineInput(self._value, password=self._secret)

    def give(self) -> None:
        """The answer is what was typed."""
        self.dismiss(self.query_one(Input).value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` in the line."""
        event.stop()
        self.action_command("ask.open")


class Choose(Dialog):
    """One of a few lines, with the arrows or `j` and `k`."""

    place = "choose"

    def __init__(self, question: object, choices: Sequence[tuple[str, object]]) -> None:
        super().__init__(question)
        self._choices = choices

    def body(self) -> ComposeResult:
        """The lines."""
        yield LineList()

    def on_mount(self) -> None:
        """All of them at once, since they are few."""
        lines = self.query_one(LineList)
        lines.styles.height = len(self._choices)
        lines.show([Row(key, (words,)) for key, words in self._choices])
        lines.focus()

    def choose(self) -> None:
        """The line under the cursor."""
        self.dismiss(self.query_one(LineList).current or None)

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.choose()


class Tell(Dialog):
    """Something to read before going on."""

    place = "tell"

    def __init__(self, heading: object, lines: Sequence[object]) -> None:
        super().__init__(heading)
        self._said = lines

    def body(self) -> ComposeResult:
        """The lines."""
        for line in self._said:
            yield Words(line)

    def on_mount(self) -> None:
        """Nothing holds the focus."""
        self.set_focus(None)


class Pick(Dialog):
    """A line to type in over a list of what it finds."""

    place = "pick"

    DEFAULT_CSS = """
    Pick > #box { width: 100; height: 24; }
    Pick LineList { height: 1fr; max-height: 100%; margin-top: 1; }
    Pick Footnote { dock: none; height: 3; padding: 0; }
    """

    def __init__(
        self, question: object, find: Find, columns: Sequence[Column], empty: str, about: About | None
    ) -> None:
        super().__init__(question)
        self._find, self._columns, self._empty, self._about = find, columns, empty, about
        self._asked = 0

    def body(self) -> ComposeResult:
        """The line and the list, and what a line of it says at length."""
        yield LineInput("", words="type to search")
        yield LineList(self._columns, empty=Empty(self._empty))
        if self._about is not None:
            yield Footnote()

    def on_mount(self) -> None:
        """All there is, before anything is typed."""
        self.desk_app.beside(self._look(""))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as typed; only the newest answer is shown."""
        self.desk_app.beside(self._look(event.value))

    async def _look(self, text: str) -> None:
        self._asked += 1
        number = self._asked
        found = self._find(text)
        rows = await found if inspect.isawaitable(found) else found
        if number == self._asked and self.is_mounted:
            lines = self.query_one(LineList)
            lines.show(rows)
            lines.move("first")

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """Say the line under the cursor at length."""
        if self._about is not None:
            self.query_one(Footnote).show(shown(self._about(event.row_id) if event.row_id else ""))

    def choose(self) -> None:
        """The line under the cursor."""
        self.dismiss(self.query_one(LineList).current or None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` in the line."""
        event.stop()
        self.action_command("pick.open")

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.choose()


async def ask_yes_no(app: CoachdeskApp, question: object, *, yes: str = "yes", no: str = "no") -> bool:
    """A question with two answers; `yes` and `no` say what each does."""
    return bool(await answered(app, lambda: YesNo(question, yes, no)))


async def ask_text(
    app: CoachdeskApp, question: object, label: str, value: str = "", *, secret: bool = False
) -> str | None:
    """One line of text, or None where the question was left."""
    return cast("str | None", await answered(app, lambda: AskText(question, label, value, secret)))


async def tell(app: CoachdeskApp, heading: object, lines: Sequence[object]) -> None:
    """What must be read; any answer goes on."""
    await answered(app, lambda: Tell(heading, lines))


async def choose(app: CoachdeskApp, question: object, choices: Sequence[tuple[str, object]]) -> str | None:
    """One of a few `(key, words)`."""
    return cast("str | None", await answered(app, lambda: Choose(question, choices)))


async def pick(
    app: CoachdeskApp,
    question: object,
    find: Find,
    columns: Sequence[Column] = (Column(flex=True, most=200),),
    *,
    empty: str = "Nothing is found by these words.",
    about: About | None = None,
) -> str | None:
    """One of many: `find(text)` gives the rows for what is typed; the answer is a row's id.

    `about(id)` gives what is said of the row under the cursor, below the list, where a row may be too short for it.
    """
    return cast("str | None", await answered(app, lambda: Pick(question, find, columns, empty, about)))


async def answered(app: CoachdeskApp, dialog: Callable[[], Dialog]) -> Any:
    """What a dialog was answered; in tests the next of `app.answers`."""
    if app.answers:
        return app.answers.pop(0)
    with app.waiting_for_person():
        return await app.push_screen_wait(dialog())
