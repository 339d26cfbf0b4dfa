"""The fields of a form: what each is (`Field`), and the widget that holds what is typed into it.

Values are text in and text out, whatever the kind: what they mean is decided by the validation of the domain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

from textual import events
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from coachdesk.ui.say import say
from coachdesk.ui.text import joined, plain, quiet, shown, strong
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.ui.app import CoachdeskApp

Kind = Literal["text", "lines", "choice", "yes_no", "date", "money", "search"]
Found = Sequence[tuple[str, str]]
LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    name     the key of its value, and the `where` of failures about it
    kind     text · lines (several) · choice · yes_no (`yes` or empty) · date · money · search (such as a city's zone)
    hint     what to type, shown while the field is empty
    choices  (value, words) of a choice
    find     for search: what was typed → [(value, words)], such as `search_zones`
    echo     what was typed → how it is understood, in words, shown under the field (may raise a CoachdeskError)
    heading  begins a group of fields under these words
    secret   not shown while typed
    note     said under the field while it is left empty or says nothing of itself
    tall     for lines: room for a whole text
    """

    name: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    find: Callable[[str], Found] | None = None
    echo: Callable[[str], str] | None = None
    heading: str = ""
    secret: bool = False
    note: str = ""
    tall: bool = False


class LineInput(Input):
    """One line to type in. Pasted or set text loses controls; nothing in it is ever markup."""

    DEFAULT_CSS = """
    LineInput { height: 1; width: 1fr; border: none; background: $raised; color: $ink; }
    LineInput.-textual-compact { padding: 0 1; }
    LineInput:focus { border: none; background: $band; text-style: none; }
    LineInput > .input--placeholder { color: $quiet; }
    """

    def __init__(self, value: str = "", *, words: str = "", password: bool = False, id: str | None = None) -> None:
        super().__init__(
            plain(value),
            placeholder=plain(words),
            password=password,
            id=id,
            max_length=LIMIT,
            select_on_focus=False,
            compact=True,
        )
        self.cursor_blink = False  # nothing blinks

    def _on_paste(self, event: events.Paste) -> None:
        event.text = plain(event.text)  # Textual calls the handler of Input next, by itself: never call it from here
        _refuse_too_long(self, event)


class ManyLines(TextArea):
    """Several lines to type in; tab leaves it."""

    DEFAULT_CSS = """
    ManyLines {
        height: auto; min-height: 3; max-height: 8; width: 1fr;
        border: none; background: $raised; color: $ink;
    }
    ManyLines.-textual-compact { padding: 0 1; }
    ManyLines.tall { min-height: 6; max-height: 14; }
    ManyLines:focus { border: none; background: $band; }
    ManyLines > .text-area--cursor-line { background: $raised; }
    ManyLines:focus > .text-area--cursor-line { background: $band; }
    """

    def __init__(self, value: str = "", *, tall: bool = False) -> None:
        super().__init__(value, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True)
        self.set_class(tall, "tall")
        self.cursor_blink = False
        self.move_cursor(self.document.end)  # whoever comes back to a text goes on with it

    async def _on_paste(self, event: events.Paste) -> None:
        _refuse_too_long(self, event)


def _refuse_too_long(field: Widget, event: events.Paste) -> None:
    """Nothing of a paste is taken that no field can hold: half of it would look like all of it."""
    if len(event.text) > LIMIT:
        event.prevent_default()
        event.stop()
        long = f"nothing was pasted: it has {len(event.text):,} characters, and a text may have {LIMIT:,}"
        say(cast("CoachdeskApp", field.app), long, tone="warning")


class Choice(Widget, can_focus=True):
    """`‹ active ›`: left and right, space, or the first letter change it."""

    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; background: $raised; color: $ink; padding: 0 1; }
    Choice:focus { background: $band; text-style: bold; }
    """
    BINDINGS: ClassVar[list[Any]] = [
        ("right,space", "step(1)", "next"),
        ("left", "step(-1)", "before"),
    ]

    class Changed(Message):
        """Another value was chosen."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        super().__init__()
        self.choices = tuple(choices)
        values = [key for key, _ in self.choices]
        self._at = values.index(value) if value in values else 0

    @property
    def value(self) -> str:
        """The key of what is chosen."""
        return self.choices[self._at][0] if self.choices else ""

    def put(self, value: str) -> None:
        """Choose the one of that key, if there is one."""
        for at, (key, _) in enumerate(self.choices):
            if key == value:
                self._put(at)

    def render(self) -> Content:
        """The words of what is chosen, and that there are others."""
        words = self.choices[self._at][1] if self.choices else ""
        hint = joined("   ", quiet("← → change it")) if self.has_focus else Content.empty()
        return joined(quiet("‹ "), words, quiet(" ›"), hint)

    def action_step(self, by: int) -> None:
        """The next or previous choice."""
        self._put((self._at + by) % max(1, len(self.choices)))

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next choice that begins with it."""
        if event.character and event.character.isalnum():
            order = [(self._at + step) % len(self.choices) for step in range(1, len(self.choices) + 1)]
            for at in order:
                if self.choices[at][1].casefold().startswith(event.character.casefold()):
                    self._put(at)
                    event.stop()
                    return

    def on_click(self) -> None:
        """A click takes the next one."""
        self.action_step(1)

    def _put(self, at: int) -> None:
        self._at = at
        self.refresh()
        self.post_message(self.Changed())


class Searched(Vertical):
    """A line to search with, and under it what was found; the value is that of what is taken.

    `down`/`up` go through what was found; `enter`, or leaving the field, takes the marked one.
    """

    DEFAULT_CSS = """
    Searched { height: auto; width: 1fr; }
    Searched > .found { display: none; padding: 0 1; background: $raised; }
    Searched.open > .found { display: block; }
    """
    BINDINGS: ClassVar[list[Any]] = [("down", "step(1)", "next"), ("up", "step(-1)", "before")]
    SHOWN = 5

    class Changed(Message):
        """Another value was taken."""

    def __init__(self, find: Callable[[str], Found], value: str, hint: str) -> None:
        super().__init__()
        self._find, self.value = find, value
        self._found: Found = ()
        self._at = 0
        self._line = LineInput(value, words=hint)
        self._list = Words("", lines=True, classes="found")

    def compose(self) -> Any:
        """The line, and what was found."""
        yield self._line
        yield self._list

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as typed. What was typed counts as it is until something found is taken."""
        event.stop()
        if event.value == self.value:
            self._close()
            return
        self.value = event.value
        self._found, self._at = tuple(self._find(event.value))[: self.SHOWN], 0
        self._paint()
        self.post_message(self.Changed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the marked one."""
        if self._found:
            event.stop()
            self.take()

    def on_descendant_blur(self) -> None:
        """Leaving the field takes the marked one."""
        self.take()

    def action_step(self, by: int) -> None:
        """The next or previous of what was found."""
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self._paint()

    def take(self) -> None:
        """Take the marked one, where something was found."""
        if self._found:
            self.value = self._found[self._at][0]
            self._line.value = plain(self.value)
            self._line.cursor_position = len(self._line.value)
            self._close()
            self.post_message(self.Changed())

    def _close(self) -> None:
        self._found = ()
        self._paint()

    def _paint(self) -> None:
        self.set_class(bool(self._found), "open")
        if self._found:
            self.call_after_refresh(self.scroll_visible, animate=False)  # what was found may lie under the last line
        rows = [
            joined("▸ " if at == self._at else "  ", strong(words) if at == self._at else shown(words))
            for at, (_, words) in enumerate(self._found)
        ]
        self._list.show(Content("\n").join(rows))


Holder = LineInput | ManyLines | Choice | Searched
YES_NO = (("", "no"), ("yes", "yes"))


def holder_of(field: Field, value: str) -> Holder:
    """The widget for a field."""
    if field.kind == "lines":
        return ManyLines(value, tall=field.tall)
    if field.kind in ("choice", "yes_no"):
        return Choice(field.choices or YES_NO, value)
    if field.kind == "search" and field.find is not None:
        return Searched(field.find, value, field.hint)
    return LineInput(value, words=field.hint, password=field.secret)


def value_of(holder: Holder) -> str:
    """What is in it."""
    return holder.text if isinstance(holder, ManyLines) else str(holder.value)


def put_value(holder: Holder, value: str) -> None:
    """Put another value into it."""
    if isinstance(holder, ManyLines):
        holder.text = value
    elif isinstance(holder, Choice):
        holder.put(value)
    else:
        holder.value = value
