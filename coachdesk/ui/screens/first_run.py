"""The first run: six short steps from nothing to an open desk. Nothing is written before the last one is done."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.settings import check_together, parse_setting
from coachdesk.domain.zones import city_of, known, search_zones
from coachdesk.ui import entering
from coachdesk.ui.commands.dispatch import Commanded
from coachdesk.ui.door import NewAnswers
from coachdesk.ui.text import alarm, joined, quiet, strong
from coachdesk.ui.widgets.answer_line import AnswerLine
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import FieldRow
from coachdesk.ui.widgets.key_bar import KeyBar
from coachdesk.ui.widgets.words import Words


def zones(text: str) -> list[tuple[str, str]]:
    """Zones by city, as a search field takes them."""
    return [(place.zone, f"{place.city} · {place.zone}") for place in search_zones(text)]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its title, what it says, its fields."""

    key: str
    title: str
    words: str
    fields: tuple[Field, ...] = ()


WHO = Step(
    "who",
    "Who you are",
    "Your name and business stand on what you hand to clients. You can change all of this later.",
    (Field("name", "Your name"), Field("business", "Your business", hint="if it has a name of its own")),
)
WHERE = Step(
    "where",
    "Where you are",
    "Times are always shown with whose clock it is. Type a city to change the zone.",
    (
        Field(
            "zone",
            "Time zone",
            "search",
            find=zones,
            hint="a city, such as Sofia",
            echo=lambda zone: f"the clock of {city_of(zone)}" if known(zone) else "",
        ),
        Field("currency", "Currency", hint="such as EUR"),
    ),
)
WHEN = Step(
    "when",
    "When you work",
    "So that a day can be seen to be full before it is.",
    (
        Field("workdays", "Working days", hint="mon-fri"),
        Field("workday.start", "From", hint="09:00"),
        Field("workday.end", "Until", hint="17:30"),
    ),
)
_KEYRING = Field(
    "keyring",
    "Use the keyring",
    "choice",
    choices=(("yes", "yes: it opens without asking"), ("", "no: a passphrase each time")),
)
_PASSPHRASES = (
    Field("passphrase", "Passphrase", secret=True, hint="8 characters or more"),
    Field("again", "The same once more", secret=True),
)
SHOWN = Step(
    "shown",
    "Your recovery key",
    "Write it on paper and keep it away from this computer. It opens this desk when all else is lost, "
    "is shown only now, and is stored nowhere.",
)


class FirstRunScreen(Commanded):
    """Walks through the steps; `esc` goes back one and loses nothing."""

    place = "first_run"
    kind = "gate"
    AUTO_FOCUS: ClassVar[str | None] = ""
    DEFAULT_CSS = """
    FirstRunScreen { background: $ground; color: $ink; align: center top; }
    FirstRunScreen > VerticalScroll { width: 78; max-width: 100%; height: 1fr; padding: 0 2; }
    FirstRunScreen #words { margin-bottom: 1; height: auto; }
    FirstRunScreen #key { margin: 1 4; height: auto; }
    FirstRunScreen #said { margin-top: 1; height: auto; }
    FirstRunScreen #fields { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        from coachdesk.services.guesses import guessed_zone

        self._values = {"zone": guessed_zone(), "currency": "EUR", "workdays": "mon-fri", "workday.start": "09:00"}
        self._values |= {"workday.end": "17:30", "keyring": "yes"}
        self._at = 0
        self._refusal = ""
        self._key = ""
        self._group = 1
        self._exchange = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """A heading, the words of the step, its fields, what was said."""
        yield AnswerLine()
        with VerticalScroll(can_focus=False):
            yield Words("", id="words")
            yield Words("", lines=True, id="key")
            yield Vertical(id="fields")
            yield Words("", id="said")
        yield KeyBar()

    async def on_mount(self) -> None:
        """Begin. The keyring is looked for meanwhile, since it may take its time to answer."""
        await self._show()
        self.desk_app.beside(self._look_for_keyring())

    async def _look_for_keyring(self) -> None:
        refusal = await self.desk_app.bridge.outside(self.desk_app.door.keyring_refusal)
        if not refusal:
            return
        async with self._keys_held():
            if self not in self.app.screen_stack:
                return
            self._collect()
            here = self._field_here
            self._refusal = refusal
            self._values["keyring"] = ""  # whatever stood in the field: there is none to use
            opens = next(at for at, step in enumerate(self.steps) if step.key == "opens")
            if self._at == opens or (self._at > opens and self._wrong("opens")):
                self._at = opens
                await self._show(here)

    @asynccontextmanager
    async def _keys_held(self) -> AsyncIterator[None]:
        """Around an exchange of the fields: what a field has not handled when it goes away is lost with it, so the key
        on its way comes first, and all others, `esc` too, wait for the new fields."""
        async with self._exchange:
            self.takes_keys = False
            try:
                await self.desk_app.key_landed()
                yield
            finally:
                self._take_keys()

    @property
    def _field_here(self) -> str:
        return next((row.spec.name for row in self.query(FieldRow) if row.has_focus_within), "")

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps, with what depends on earlier answers."""
        if self._refusal:
            words = f"There is no keyring to use here ({self._refusal}), so a passphrase opens the desk."
            opens = Step("opens", "How it opens", words, _PASSPHRASES)
        else:
            words = (
                "This computer's keyring can open the desk while you are logged in. A passphrase is needed to lock it."
            )
            optional = Field(
                "passphrase", "Passphrase", secret=True, hint="8 characters or more; may be empty with the keyring"
            )
            opens = Step("opens", "How it opens", words, (_KEYRING, optional, _PASSPHRASES[1]))
        asked = Step(
            "asked",
            "One look at the paper",
            f"Type group {self._group} of the recovery key, so that you know the paper is right.",
            (Field("group", f"Group {self._group}", hint="5 characters"),),
        )
        return (WHO, WHERE, WHEN, opens, SHOWN, asked)

    # showing a step

    async def _show(self, here: str = "") -> None:
        """Exchange the fields for those of this step; the cursor comes to that one, or the first."""
        step = self.steps[self._at]
        if step.key == "shown" and not self._key:
            self._key = self.desk_app.door.new_recovery_key()
            self._group = 1 + secrets.randbelow(7)
        self.query_one(AnswerLine).answer(step.title, f"step {self._at + 1} of {len(self.steps)}")
        self.query_one("#words", Words).show(step.words)
        self.query_one("#said", Words).show("")
        key = self.query_one("#key", Words)
        key.show(key_shown(self._key) if step.key == "shown" else "")
        key.display = step.key == "shown"
        fields = self.query_one("#fields", Vertical)
        await fields.remove_children()
        rows = [FieldRow(spec, self._values.get(spec.name, "")) for spec in step.fields]
        await fields.mount_all(rows)
        for row in rows:
            row.paint()
        if rows:
            next((row for row in rows if row.spec.name == here), rows[0]).focus_field()
        else:
            self.set_focus(None)

    def _collect(self) -> None:
        for row in self.query(FieldRow):
            self._values[row.spec.name] = row.value

    # going on and back

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` in a field goes to the next one, and on from the last."""
        event.stop()
        rows = list(self.query(FieldRow))
        here = next((at for at, row in enumerate(rows) if event.input in row.walk_children()), len(rows) - 1)
        if here + 1 < len(rows):
            rows[here + 1].focus_field()
        else:
            self.action_command("first_run.open")

    async def next_step(self) -> None:
        """Check this step and go on; after the last one, make the desk."""
        async with self._keys_held():
            self._collect()
            wrong = self._wrong(self.steps[self._at].key)
            done = not wrong and self._at + 1 == len(self.steps)
            if wrong:
                self._say(*wrong)
            elif not done:
                self._at += 1
                await self._show()
        if done:
            await self._make_desk()

    async def previous_step(self) -> None:
        """Back one step; before the first one, quit."""
        async with self._keys_held():
            self._collect()
            if self._at == 0:
                await self.desk_app.leave()
            else:
                self._at -= 1
                await self._show()

    def _wrong(self, step: str) -> list[CoachdeskError]:
        """All that is wrong in a step, in the order of its fields."""
        checks: list[Callable[[], None]] = []
        names: list[str] = []
        if step in ("who", "where", "when"):
            names = [spec.name for spec in self.steps[self._at].fields]
            checks = [partial(self._check_setting, name) for name in names]
        elif step == "opens":
            checks = [self._check_passphrase]
        elif step == "asked":
            checks = [lambda: self.desk_app.door.check_group(self._key, self._group, self._values["group"])]
        found = []
        for check in checks:
            try:
                check()
            except CoachdeskError as error:
                found.append(error)
        if step == "when" and not found:
            found += self._apart(names)
        return found

    def _apart(self, names: Sequence[str]) -> list[CoachdeskError]:
        """What is wrong with settings together: a working day that ends before it begins."""
        try:
            check_together({name: self._values[name] for name in names if self._values[name]})
        except CoachdeskError as error:
            return [error]
        return []

    def _check_setting(self, key: str) -> None:
        if key == "name" or self._values[key].strip():
            self._values[key] = parse_setting(key, self._values[key])

    def _check_passphrase(self) -> None:
        typed = self._values["passphrase"]
        if not typed and self._values["keyring"]:
            return
        self.desk_app.door.check_passphrase(typed)
        if typed != self._values["again"]:
            raise failure("passphrase.differ", where="again")

    def _say(self, *wrong: CoachdeskError) -> None:
        """What is wrong, each beside its field; the cursor goes to the first."""
        row_of = {row.spec.name: row for row in self.query(FieldRow)}
        for row in row_of.values():
            row.say_wrong("")
        for error in reversed(wrong):
            if error.where in row_of:
                row_of[error.where].say_wrong(f"{error.what} ({error.hint})" if error.hint else error.what)
                row_of[error.where].focus_field()
            else:
                self.query_one("#said", Words).show(alarm(f"! {error.line}"))

    async def _make_desk(self) -> None:
        """Make the desk and open it. If that fails, everything typed is still here."""
        self.query_one("#said", Words).show(quiet("making the desk …"))
        settings = {spec.name: self._values[spec.name] for step in (WHO, WHERE, WHEN) for spec in step.fields}
        answers = NewAnswers(settings, bool(self._values["keyring"]), self._key, self._values["passphrase"])
        try:
            await self.desk_app.bridge.open(lambda: self.desk_app.door.create(answers))
        except CoachdeskError as error:
            self._say(error)
            return
        self._key, self._values = "", {}
        await entering.arrived(self.desk_app)


def key_shown(key: str) -> Content:
    """A recovery key as it is written down: seven groups, each with its number."""
    groups = key.split("-")
    pieces = [joined(quiet(f"{at} "), strong(group)) for at, group in enumerate(groups, 1)]
    first, second = joined(*pieces[:4], by="     "), joined(*pieces[4:], by="     ")
    return first + "\n\n" + second
