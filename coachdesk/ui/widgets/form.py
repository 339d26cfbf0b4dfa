"""A form: fields from a spec, what is wrong beside its field, nothing typed ever lost.

    saved = await app.fill_in(Form(
        title="New client",
        fields=(Field("called", "Called"), Field("zone", "Time zone", "search", find=zones), …),
        values={"called": "Amara"},
        check=check,        # values → {field: sentence}, may be async; called before saving and when a field is left
        save=save,          # async: values → anything; a CoachdeskError with `where` is shown beside that field
        name="client",      # the name that unsaved content is kept under, with `about` the client's id or None
        words=words,        # what to know before typing, of any length, above the fields
        adapt=adapt,        # (name of a choice that was changed, values) → {field: its new value}
    ))

`enter` goes from a line to the next field (and saves a form of one line); `ctrl+s` saves and closes; `esc` asks only
where something was changed. Half-typed content is kept every few seconds, and when the desk is locked or quit; it is
back when the same form is opened again.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from coachdesk.domain.errors import CoachdeskError
from coachdesk.ui.commands.dispatch import Commanded
from coachdesk.ui.entering import KEYS_CHANGED
from coachdesk.ui.text import alarm, quiet, strong
from coachdesk.ui.widgets.answer_line import AnswerLine
from coachdesk.ui.widgets.dialogs import ask_yes_no
from coachdesk.ui.widgets.fields import Field, Holder, Searched, holder_of, put_value, value_of
from coachdesk.ui.widgets.key_bar import KeyBar
from coachdesk.ui.widgets.words import Words

Values = dict[str, str]
Check = Callable[[Values], "Mapping[str, str] | Awaitable[Mapping[str, str]]"]
Save = Callable[[Values], Awaitable[Any]]
Adapt = Callable[[str, Values], Mapping[str, str]]


TITLE_BESIDE = 32
"""So many cells of a long title (a long name in it) stand beside what is wrong."""

SLOW_SECONDS = 1.0
"""A save that takes longer says that it is under way."""


KEEP_SECONDS = 3.0
"""How often what is half-typed is kept, so that a power cut takes no more than that."""


class GoesOnTyping(Exception):
    """Raised by a form's `save` when the person, asked something, chose to go back to the form."""


@contextmanager
def said_at(field: str, *codes: str) -> Iterator[None]:
    """In a `save`: failures whose code begins with one of these are said beside that field."""
    try:
        yield
    except CoachdeskError as error:
        if not error.code.startswith(codes):
            raise
        raise CoachdeskError(error.code, error.what, field, error.hint, error.exit_status) from None


def _nothing_wrong(values: Values) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class Form:
    """The spec of a form; see the module."""

    title: object
    fields: Sequence[Field]
    save: Save
    values: Values = field(default_factory=dict)
    check: Check = _nothing_wrong
    name: str = ""
    about: str | None = None
    sentence: str = ""
    focus: str = ""
    words: object = ""
    adapt: Adapt | None = None


class FieldRow(Vertical):
    """A label, what is typed, and under it how that is understood or what is wrong with it."""

    class PutRight(Message):
        """What was said to be wrong with it was typed anew."""

    DEFAULT_CSS = """
    FieldRow { height: auto; }
    FieldRow > .heading { margin-top: 1; text-style: bold; color: $quiet; }
    FieldRow > Horizontal { height: auto; }
    FieldRow .label { width: 22; color: $quiet; padding-right: 1; }
    FieldRow.here .label { color: $ink; text-style: bold; }
    FieldRow > .said { margin-left: 23; display: none; }
    FieldRow.says > .said { display: block; }
    """

    def __init__(self, spec: Field, value: str) -> None:
        super().__init__()
        self.spec = spec
        self.holder: Holder = holder_of(spec, value)
        self.wrong = ""
        self._said = Words(classes="said")

    def compose(self) -> ComposeResult:
        """The row."""
        if self.spec.heading:
            yield Words(self.spec.heading, classes="heading")
        with Horizontal():
            yield Words(self.spec.label, classes="label")
            yield self.holder
        yield self._said

    @property
    def value(self) -> str:
        """What is typed."""
        return value_of(self.holder)

    def say_wrong(self, sentence: str) -> None:
        """Show what is wrong with it, or nothing."""
        self.wrong = sentence
        self.paint()

    def paint(self) -> None:
        """What is said under the field: first what is wrong, else how it is understood."""
        said = alarm(f"! {self.wrong}") if self.wrong else quiet(self._understood())
        self._said.show(said)
        self.set_class(bool(said), "says")

    def _understood(self) -> str:
        if self.spec.echo is None or not self.value.strip():
            return self.spec.note
        try:
            return self.spec.echo(self.value)
        except CoachdeskError as error:
            return error.line

    def on_descendant_focus(self) -> None:
        """Its label stands out. (Textual's `:focus-within` would restyle the row and not the label in it.)"""
        self.add_class("here")

    def on_descendant_blur(self) -> None:
        """The cursor is elsewhere."""
        self.remove_class("here")

    def _typed(self) -> None:
        """What was wrong is no longer known to be; how it is understood changes with every letter."""
        was_wrong = bool(self.wrong)
        self.say_wrong("")
        if was_wrong:
            self.post_message(self.PutRight())

    on_input_changed = on_text_area_changed = on_choice_changed = on_searched_changed = _typed

    def focus_field(self) -> None:
        """Put the cursor into it, at once: `focus()` would wait a turn, and lose what is typed meanwhile."""
        self.screen.set_focus(self.holder.query_one(Input) if isinstance(self.holder, Searched) else self.holder)


class FormScreen(Commanded):
    """A form over the whole screen; dismissed with what `save` gave, or None where it was left."""

    place = "form"
    kind = "form"
    AUTO_FOCUS: ClassVar[str | None] = ""

    DEFAULT_CSS = """
    FormScreen { background: $ground; color: $ink; }
    FormScreen > VerticalScroll { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
    FormScreen .before { margin-bottom: 1; }
    """

    def __init__(self, form: Form, kept: Values | None = None) -> None:
        super().__init__()
        self.form = form
        self._first = {spec.name: form.values.get(spec.name, "") for spec in form.fields}
        self._kept = {name: text for name, text in (kept or {}).items() if name in self._first}
        self._saved = False
        self._saving: asyncio.Future[Any] | None = None
        self._held: tuple[str, str | None, Values] | None = None
        self._keeping: Timer | None = None

    def compose(self) -> ComposeResult:
        """Title, fields, keys."""
        yield AnswerLine()
        with VerticalScroll(can_focus=False):
            if self.form.words:
                yield Words(self.form.words, lines=True, classes="before")
            for spec in self.form.fields:
                yield FieldRow(spec, self._kept.get(spec.name, self._first[spec.name]))
        yield KeyBar()

    def on_mount(self) -> None:
        """Say what the form is; the cursor goes to the first field."""
        self._say_what_it_is("what you had typed before is back" if self._kept else "")
        rows = self.rows()
        self._first = {name: rows[name].value if name not in self._kept else text for name, text in self._first.items()}
        for row in rows.values():
            row.paint()
        begin = rows.get(self.form.focus) or next(iter(rows.values()))
        begin.focus_field()
        self.call_after_refresh(begin.scroll_visible, animate=False)  # how others are understood takes lines above it
        if self.form.name:
            self._keeping = self.set_interval(KEEP_SECONDS, self.keep)

    def _say_what_it_is(self, sentence: str = "") -> None:
        head = self.form.title if isinstance(self.form.title, Content) else strong(self.form.title)
        self.query_one(AnswerLine).answer(head, sentence or self.form.sentence)

    def rows(self) -> dict[str, FieldRow]:
        """The rows by the name of their field."""
        return {row.spec.name: row for row in self.query(FieldRow)}

    def values(self) -> Values:
        """What is typed, field by field."""
        return {name: row.value for name, row in self.rows().items()}

    @property
    def changed(self) -> bool:
        """Whether anything differs from how the form was opened."""
        return self.values() != self._first

    def unsaved(self) -> tuple[str, str | None, Values] | None:
        """What is half-typed here (see `leaving.HoldsWords`)."""
        if self._saved or not self.form.name or not self.changed:
            return None
        secret = {spec.name for spec in self.form.fields if spec.secret}
        return (
            self.form.name,
            self.form.about,
            {name: text for name, text in self.values().items() if name not in secret},
        )

    def keep(self) -> None:
        """Keep what is half-typed in the desk, where it differs from what was kept last: not even a crash loses it."""
        held = self.unsaved()
        if held != self._held and self.desk_app.desk_open and not self._saved:
            self._held = held
            self.desk_app.beside(self._keep(held))

    async def _keep(self, held: tuple[str, str | None, Values] | None) -> None:
        try:
            if held is None:
                await self._forget()
            else:
                await self.desk_app.bridge.ask("unsaved.keep", *held)
        except CoachdeskError:
            if self._keeping is not None:
                self._keeping.stop()  # a full disk is said once, not every few seconds
            raise

    # as it is typed

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A field is left: say what is wrong with it, and take back what no longer is."""
        row = self._row_of(event.widget)
        if row is not None and self.is_mounted and not self._saved:
            self.desk_app.beside(self._recheck(row))

    async def _recheck(self, row: FieldRow) -> None:
        wrong = await self._wrong()
        if row.is_mounted and (row.value != self._first[row.spec.name] or row.wrong):
            row.say_wrong(wrong.get(row.spec.name, ""))

    def _row_of(self, widget: Widget | None) -> FieldRow | None:
        ancestors = widget.ancestors_with_self if widget is not None else ()
        return next((one for one in ancestors if isinstance(one, FieldRow)), None)

    def on_choice_changed(self) -> None:
        """Another choice may give other fields other values."""
        row = self._row_of(self.focused)
        if self.form.adapt is None or row is None:
            return
        rows = self.rows()
        for name, value in self.form.adapt(row.spec.name, self.values()).items():
            put_value(rows[name].holder, value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` goes from a line to the next field; a form of one line it saves."""
        event.stop()
        if len(self.form.fields) == 1:
            self.action_command("form.save")
        else:
            self.focus_next()

    # saving and leaving

    async def _wrong(self) -> Mapping[str, str]:
        found = self.form.check(self.values())
        return await found if inspect.isawaitable(found) else found

    def _say_wrong(self, wrong: Mapping[str, str]) -> None:
        rows = self.rows()
        for name, row in rows.items():
            row.say_wrong(wrong.get(name, ""))
        first = next((row for name, row in rows.items() if name in wrong), None)
        if first is not None:
            first.focus_field()
            self.call_after_refresh(first.scroll_visible, animate=False)  # what is wrong stands under the field
        loose = "; ".join(sentence for name, sentence in wrong.items() if name not in rows)
        self._say_not_saved(loose, len(wrong))

    def _say_not_saved(self, why: str, number: int) -> None:
        count = f"{number} thing{'s' if number > 1 else ''} to put right"
        title = strong(self.form.title, TITLE_BESIDE)
        self.query_one(AnswerLine).answer(title, alarm(f"! not saved: {why or count}"))

    def on_field_row_put_right(self) -> None:
        """The first line names only what is still to be put right."""
        left = sum(1 for row in self.rows().values() if row.wrong)
        if left:
            self._say_not_saved("", left)
        else:
            self._say_what_it_is()

    async def save(self) -> None:
        """Check, save, close. What is wrong is said, and what was typed stays."""
        for searched in self.query(Searched):
            searched.take()
        wrong = await self._wrong()
        if wrong:
            self._say_wrong(wrong)
            return
        late = self.set_timer(SLOW_SECONDS, self._say_at_work)
        try:
            self._saving = asyncio.ensure_future(self.form.save(self.values()))
            answer = await self._saving
        except GoesOnTyping:
            self._say_what_it_is()
            return
        except asyncio.CancelledError:
            if self._saved:  # it was left meanwhile
                return
            raise
        except CoachdeskError as error:
            if error.code == KEYS_CHANGED:  # nothing of this form: the whole desk is to be opened again
                raise
            self._say_wrong({error.where: error.advice} if error.where in self.rows() else {"": error.line})
            return
        finally:
            late.stop()
        if not self._saved:
            await self._close(answer)

    async def _close(self, answer: Any) -> None:
        self._saved = True
        await self._forget()
        self.dismiss(answer)

    def _say_at_work(self) -> None:
        if not self.is_current:  # a question stands over it: the person is at work, not the desk
            return
        self.query_one(AnswerLine).answer(strong(self.form.title), quiet("at work …"))

    async def leave_form(self) -> None:
        """Leave, asking first where something was changed."""
        if (self.changed or self._kept) and not await ask_yes_no(
            self.desk_app, "Leave without saving?", yes="leaves, and what was typed is gone", no="goes on typing"
        ):
            return
        if self._saved:
            return
        self._saved = True
        if self._saving is not None:
            self._saving.cancel()
        await self._close(None)

    async def _forget(self) -> None:
        if self.form.name and self.desk_app.desk_open:
            await self.desk_app.bridge.ask("unsaved.forget", self.form.name, self.form.about)
