"""What a moment becomes, asked in one form or one line; the same without a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coachdesk.domain.session_work import ACTION, NOTHING, PROMISE, SHARE
from coachdesk.domain.views.session_work import MomentView, NoteView, WrapUp
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.domain.views.tasks import Caught
from coachdesk.ui.screens.capture import HINT, CaptureLine, about_of, catch
from coachdesk.ui.screens.held_acts import SHARE_FIELDS, action_fields, day_typed
from coachdesk.ui.screens.people import Echoes, clock_of
from coachdesk.ui.text import quiet
from coachdesk.ui.widgets.echo_line import ask_line
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

_SENTENCES = {
    "note": "what was said or done",
    "observation": "what you saw or heard, nothing more",
    "interpretation": "what you make of it; it is yours, and never leaves in anything a client gets",
    "insight": "what they saw, in their words",
}


@dataclass(frozen=True, slots=True)
class Act:
    """In which session, of which moment if of any, what it becomes, and what the form is called."""

    line: SessionLine
    moment: MomentView | None
    became: str
    title: str

    @property
    def name(self) -> str:
        """Under which what is half-typed is kept."""
        return f"{self.became} {self.moment.id if self.moment is not None else self.line.id}"


async def make(app: CoachdeskApp, act: Act) -> bool:
    """Make it; whether anything was."""
    if act.became == NOTHING:
        if act.moment is None:
            return False
        await app.bridge.ask("wrap_ups.resolve", act.moment.id, NOTHING)
        return True
    if act.became == PROMISE:
        return await _promise(app, act)
    fields: tuple[Field, ...] = (Field("text", "Words", "lines"),)
    if act.became == ACTION:
        fields = action_fields(app, Echoes(await app.bridge.ask(clock_of)))
    elif act.became == SHARE:
        fields = SHARE_FIELDS
    form = Form(
        title=act.title,
        words=quiet(_SENTENCES.get(act.became, "")),
        fields=fields,
        values={"ask_first": "yes"} if act.became == SHARE else {},
        save=lambda values: app.bridge.ask(_make, act, values),
        name=act.name,
        about=act.line.client.id,
    )
    return await app.fill_in(form) is not None


class PromiseLine(CaptureLine):
    """The one line of the one list, which makes a promise of a moment."""

    place = "capture"

    def __init__(self, act: Act, moment: MomentView, kept: str, links: Mapping[str, Any]) -> None:
        super().__init__(act.title, HINT, kept, about_of(links), links, act.line.client.title)
        self.moment_id = moment.id
        self.form = form_of(moment)  # type: ignore[misc]  # what is half-typed is of this moment

    async def take(self, view: Caught) -> None:
        """Save what was shown, as what the moment became."""
        if view.problem:
            await super().take(view)
        else:
            await self.close(await self.desk_app.do("wrap_ups.resolve", self.moment_id, PROMISE, view.line))

    def facts(self) -> frozenset[str]:
        """It stays a promise to them: the moment was theirs."""
        return super().facts() - {"linked"}


async def _promise(app: CoachdeskApp, act: Act) -> bool:
    """The capture line, about them."""
    client, moment = act.line.client, act.moment
    links: dict[str, Any] = {"to": ("client", client.id)}
    if moment is None:
        return await catch(app, links | {"session_id": act.line.id}, client.title) is not None

    ask = ask_line(app, form_of(moment), about_of(links), lambda kept: PromiseLine(act, moment, kept, links))
    return await ask is not None


def form_of(moment: MomentView) -> str:
    """Under which a half-typed promise of a moment is kept."""
    return f"promise {moment.id}"


async def say_outcome(app: CoachdeskApp, wrap: WrapUp) -> bool:
    """What came of it, beside what was wanted; whether anything was saved."""
    wanted = wrap.agreement.result if wrap.agreement is not None else ""
    form = Form(
        title="What came of it",
        words=quiet(f"Wanted: {wanted}") if wanted and not app.private else "",
        fields=(Field("outcome", "Came", "lines"),),
        values={"outcome": wrap.outcome},
        save=lambda values: app.bridge.ask("wrap_ups.set_outcome", wrap.session.id, values["outcome"]),
        name=f"outcome {wrap.session.id}",
        about=wrap.session.client.id,
    )
    return await app.fill_in(form) is not None


async def edit_note(app: CoachdeskApp, note: NoteView, client_id: str) -> bool:
    """Other words for a note; whether anything was saved."""
    form = Form(
        title=note.kind.capitalize(),
        words=quiet(_SENTENCES.get(note.kind, "")),
        fields=(Field("text", "Words", "lines"),),
        values={"text": note.text},
        save=lambda values: app.bridge.ask("session_notes.edit", note.id, values["text"]),
        name=f"note {note.id}",
        about=client_id,
    )
    return await app.fill_in(form) is not None


# in the desk thread


def _make(desk: Desk, act: Act, values: Values) -> object:
    from coachdesk.services import client_actions, session_notes, shares, wrap_ups

    text, due = values["text"], day_typed(desk, values.get("due", ""))
    ask_first = values.get("ask_first", "yes") == "yes"
    if act.moment is not None:
        return wrap_ups.resolve(desk, act.moment.id, act.became, text, due, ask_first)
    if act.became == ACTION:
        return client_actions.add(desk, act.line.client.id, text, due, act.line.id)
    if act.became == SHARE:
        return shares.add(desk, act.line.client.id, text, ask_first, act.line.id)
    return session_notes.add(desk, act.line.id, act.became, text)
