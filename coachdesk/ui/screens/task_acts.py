"""What becomes of a task, asked in a form: another deadline, what they said, a release, when it was done, other words.

Each takes the id of a task, asks, saves, says what came of it, and answers with that (None where it was left), so that
the list, the page of a task, Today and the day review do the same thing in the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.times import duration_text
from coachdesk.domain.views.tasks import Done, TaskLine
from coachdesk.domain.whens import PAST
from coachdesk.ui.say import say
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.sentence import tell_with_sentence
from coachdesk.ui.screens.task_words import both, called, name_of
from coachdesk.ui.screens.when_echo import WhenEcho, echo_of
from coachdesk.ui.text import caution, joined, name_for, shown, strong, words_for
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

WHEN_CODES = ("when.", "day.", "clock.", "time.", "zone.")
_HINT = "mon 12:00, tom, +3d, +6m (months), 27 jan"


@dataclass(frozen=True, slots=True)
class Asked:
    """The task that a form is about, and the clock it is read by."""

    line: TaskLine
    clock: Clock
    echo: WhenEcho

    @property
    def name(self) -> str:
        """To whom it is owed."""
        return name_of(self.line)

    @property
    def past(self) -> bool:
        """Whether its deadline has passed."""
        return self.line.due is not None and self.line.due < self.clock.now


async def renegotiate(app: CoachdeskApp, task_id: str) -> Done | None:
    """Another deadline: asked for while there is time, promised anew afterwards; of an own task it simply moves."""
    asked = await _asked(app, task_id)
    own = asked.line.kind == "own"
    fields = [
        Field("to", "New deadline", "date", hint=_HINT, echo=asked.echo),
        Field("why", "Why", note="" if own else "goes into the sentence to send, if you give one"),
    ]
    if not own and not asked.past:
        fields.append(Field("said", "They agreed, saying", note="empty while you wait for their answer"))

    async def save(values: Values) -> Done:
        with said_at("to", *WHEN_CODES, "task."):
            done: Done = await app.bridge.ask(
                "tasks.renegotiate", task_id, values["to"], why=values["why"], said=values.get("said") or None
            )
        return done

    done = await _filled(app, asked, "Move" if own else "Renegotiate", fields, save, _deadline_words(app, asked), "to")
    if done is not None:
        next_key = "with s · u undoes" if done.words.startswith("asked for") else "u undoes"
        await tell_with_sentence(app, done.words, next_key, asked.name, done.sentence)
    return done


async def answer_ask(app: CoachdeskApp, task_id: str) -> Done | None:
    """What they said to the deadline that was asked for."""
    asked = await _asked(app, task_id)
    fields = (
        Field("agreed", "They said", "choice", choices=(("yes", "yes, they agree"), ("no", "no, the deadline stays"))),
        Field("said", "In their words"),
    )

    async def save(values: Values) -> Done:
        done: Done = await app.bridge.ask(
            "tasks.answer_ask", task_id, agreed=values["agreed"] == "yes", said=values["said"]
        )
        return done

    moved = both(asked.line.asked_to, asked.line, asked.clock) if asked.line.asked_to else ""
    about = joined(_what(app, asked), f"Asked for {moved} instead of {_due(asked)}.", by="\n")
    return _said(app, asked, await _filled(app, asked, "What they said", fields, save, about, "answer"))


async def release(app: CoachdeskApp, task_id: str) -> Done | None:
    """They let me off, in their words; my own task is let go, a message closed without an answer, with a word why."""
    asked = await _asked(app, task_id)
    title = {"own": "Let it go", "reply": "Close without an answer"}.get(asked.line.kind, "Released")

    async def save(values: Values) -> Done:
        done: Done = await app.bridge.ask("tasks.release", task_id, values["said"])
        return done

    fields = (Field("said", "In their words", hint="never mind, I found it myself"),)
    if asked.line.kind != "promise":
        fields = (Field("said", "Why", hint="a word is enough", note="kept in its history; it is not counted"),)
    words = _deadline_words(app, asked, ends=True)
    return _said(app, asked, await _filled(app, asked, title, fields, save, words, "release"))


async def leave_open(app: CoachdeskApp, task_id: str) -> Done | None:
    """It stays open, with a word why."""
    asked = await _asked(app, task_id)

    async def save(values: Values) -> Done:
        done: Done = await app.bridge.ask("tasks.leave_open", task_id, values["why"])
        return done

    fields = (Field("why", "Why", hint="a word is enough"),)
    about = joined(_what(app, asked), f"Due {_due(asked)}.", by="\n")
    return _said(app, asked, await _filled(app, asked, "Leave it open", fields, save, about, "leave open"))


async def done_at(app: CoachdeskApp, task_id: str) -> Done | None:
    """When it was really done; the history shows when that was entered."""
    asked = await _asked(app, task_id)

    async def save(values: Values) -> Done:
        with said_at("at", *WHEN_CODES, "task."):
            done: Done = await app.bridge.ask(_done_at, task_id, values["at"])
        return done

    fields = (Field("at", "Done when", "date", hint="yesterday 16:00, fri 9:30", echo=asked.echo.leaning(PAST)),)
    about = joined(_what(app, asked), f"Due {_due(asked)}.", by="\n")
    return _said(app, asked, await _filled(app, asked, "Done earlier", fields, save, about, "done at"))


async def edit(app: CoachdeskApp, task_id: str) -> TaskLine | None:
    """Other words, or another estimate; never another deadline."""
    asked = await _asked(app, task_id)
    line = asked.line

    async def save(values: Values) -> TaskLine:
        with said_at("text", "line.empty", "line.long", "text."), said_at("minutes", "line.estimate", "duration."):
            changed: TaskLine = await app.bridge.ask("tasks.edit_text", task_id, values["text"], values["minutes"])
        return changed

    form = Form(
        title=f"Edit: {called(line)}",
        sentence="the deadline is not edited: r renegotiates it" if line.due else "",
        fields=(Field("text", "What"), Field("minutes", "How long it takes", hint="30m")),
        values={"text": line.text, "minutes": duration_text(line.minutes) if line.minutes else ""},
        save=save,
        name=f"task {task_id}",
        about=line.to_client or None,
    )
    changed: TaskLine | None = await app.fill_in(form)
    if changed is not None:
        say(app, "changed", "u undoes", about=asked.name)
    return changed


async def do(app: CoachdeskApp, lines: Sequence[TaskLine]) -> None:
    """They are done; says whether in time."""
    if len(lines) == 1:
        done: Done = await app.do("tasks.done", lines[0].id)
        say(app, done.words, "u undoes", about=name_of(lines[0]))
    elif lines:
        several: Sequence[Done] = await app.do("tasks.done_many", [line.id for line in lines])
        late = sum(1 for one in several if " late" in one.words)
        following = sum(1 for one in several if one.next_id)
        said = [f"{len(several)} done", f"{late} of them late" if late else "none of them late"]
        said.append(f"{following} repeat, and are due again" if following else "")
        say(app, ", ".join(part for part in said if part), "u undoes all of it")


async def dismiss(app: CoachdeskApp, line: TaskLine) -> None:
    """Its warning is not shown again for that fact."""
    await app.do("tasks.dismiss", line.fact, line.to_client or None)
    say(app, "the warning is dismissed; it comes back only for another reason", "u undoes", about=name_of(line))


# what the forms share


async def _filled(
    app: CoachdeskApp,
    asked: Asked,
    title: str,
    fields: Sequence[Field],
    save: Callable[[Values], object],
    words: object,
    name: str,
) -> Done | None:
    whom = joined(strong(title), strong(name_for(app.private, asked.name, 40)), by=" · ")
    form = Form(
        title=whom,
        fields=fields,
        save=save,  # type: ignore[arg-type]
        words=words,
        name=f"task {name} {asked.line.id}",
        about=asked.line.to_client or None,
    )
    done: Done | None = await app.fill_in(form)
    return done


def _said(app: CoachdeskApp, asked: Asked, done: Done | None) -> Done | None:
    if done is not None:
        say(app, done.words, "u undoes", about=asked.name)
    return done


def _what(app: CoachdeskApp, asked: Asked) -> Content:
    return joined("“", words_for(app.private, asked.line.text), "”")


def _due(asked: Asked) -> str:
    return both(asked.line.due, asked.line, asked.clock) if asked.line.due else "with no date"


def _deadline_words(app: CoachdeskApp, asked: Asked, *, ends: bool = False) -> Content:
    """What it is and when it is due; past the deadline, what stays of it whatever is entered now."""
    lines = [_what(app, asked), shown(f"{'Was due' if asked.past else 'Due'} {_due(asked)}.")]
    if asked.past and asked.line.kind == "promise":
        after = "it stays counted as broken" if ends else "the old promise stays broken, and a new one begins"
        lines.append(caution(f"! The deadline has passed: {after}."))
    return Content("\n").join(lines)


# in the desk thread


async def _asked(app: CoachdeskApp, task_id: str) -> Asked:
    asked: Asked = await app.bridge.ask(_read, task_id)
    return asked


def _read(desk: Desk, task_id: str) -> Asked:
    from coachdesk.services import tasks

    line = tasks.page(desk, task_id).line
    return Asked(line, clock_of(desk), echo_of(desk, line.to.zone if line.to else ""))


def _done_at(desk: Desk, task_id: str, at: str) -> Done:
    from coachdesk.services import tasks
    from coachdesk.services.typed_times import read_when

    return tasks.done(desk, task_id, read_when(desk, at, lean=PAST, where="at").instant)
