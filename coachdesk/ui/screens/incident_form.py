"""The forms of an incident: written down, changed, an option offered, what they chose, made good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coachdesk.domain.views.incidents import IncidentView
from coachdesk.ui.screens.people import Clock, clock_of, past_day, reading_of
from coachdesk.ui.text import joined, name_for, quiet, shown_lines, strong, words_for
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values, said_at

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

_KNOWS = Field("who_knows", "Who knows of it", "lines", hint="the client, a sponsor, nobody yet", note="may wait")
_NEXT = Field(
    "next_step", "What you do next", "lines", hint="call them, offer two ways to make it good", note="may wait"
)


async def open_one(app: CoachdeskApp, client_id: str, client: str) -> IncidentView | None:
    """Write down what went wrong for that client; None where the form was left."""
    clock: Clock = await app.bridge.ask(clock_of)
    form = Form(
        title=joined(strong("An incident"), quiet("for "), name_for(app.private, client), by=" "),
        sentence="what went wrong in your service; then offer at least two ways to make it good",
        fields=(
            Field("what", "What went wrong", "lines"),
            Field("on", "On", "date", echo=past_day(clock)),
            _KNOWS,
            _NEXT,
        ),
        values={"on": "today"},
        check=lambda values: app.bridge.ask(_problems, "IncidentInput", {"client": client_id, **values}),
        save=lambda values: app.bridge.ask(_done, "open_one", "IncidentInput", (), {"client": client_id, **values}),
        name="incident",
        about=client_id,
    )
    return await _filled(app, form)


async def edit(app: CoachdeskApp, one: IncidentView) -> IncidentView | None:
    """Who knows of it, and what comes next."""
    values = {"who_knows": one.who_knows, "next_step": one.next_step}
    return await _ask(app, one, "Who knows, and what is next", "change", "IncidentChange", (_KNOWS, _NEXT), values)


async def offer(app: CoachdeskApp, one: IncidentView) -> IncidentView | None:
    """One more way to make it good."""
    fields = (
        Field("text", "What you offer", hint="a session without a fee, half the fee back"),
        Field("cost", "What it costs", hint="an hour of mine, 60 EUR", note="may be empty"),
    )
    return await _ask(app, one, f"Option {len(one.options) + 1}", "option", "OptionInput", fields)


async def choose(app: CoachdeskApp, one: IncidentView) -> IncidentView | None:
    """Which option they chose, in their words."""
    choices = tuple((str(each.number), f"{each.number}: {each.text}") for each in one.options)
    fields = (
        Field("option", "They chose", "choice", choices=choices),
        Field("said", "What they said", "lines", hint="in their words"),
    )
    values = {"option": str(one.chosen.number if one.chosen is not None else 1), "said": one.said}
    return await _ask(app, one, "What they chose", "choose", "ChoiceInput", fields, values)


async def close(app: CoachdeskApp, one: IncidentView) -> IncidentView | None:
    """What was done; it stays closed."""
    fields = (Field("made_good", "What you did", "lines", note="empty: what they chose, as you offered it"),)
    return await _ask(app, one, "It was made good", "close", "ClosingInput", fields)


async def _ask(
    app: CoachdeskApp, one: IncidentView, title: str, verb: str, model: str, fields: Sequence[Field],
    values: Values | None = None,
) -> IncidentView | None:  # fmt: skip
    """One step of that incident, whose words stand above the fields."""

    async def save(entered: Values) -> IncidentView:
        with said_at(fields[0].name, "incident."):
            saved: IncidentView = await app.bridge.ask(_done, verb, model, (one.id,), entered)
        return saved

    form = Form(
        title=joined(strong(title), quiet("for "), name_for(app.private, one.client), by=" "),
        words=quiet(shown_lines(words_for(app.private, one.what))),
        fields=fields,
        values=values or {},
        check=lambda entered: app.bridge.ask(_problems, model, entered),
        save=save,
        name=f"incident {verb} {one.id}",
        about=one.client_id,
    )
    return await _filled(app, form)


async def _filled(app: CoachdeskApp, form: Form) -> IncidentView | None:
    saved: IncidentView | None = await app.fill_in(form)
    return saved


# in the desk thread


def _problems(desk: Desk, model: str, entered: Mapping[str, Any]) -> dict[str, str]:
    from coachdesk.domain.inputs import incidents
    from coachdesk.domain.inputs.validate import problems

    return problems(getattr(incidents, model), entered, reading_of(desk))


def _done(desk: Desk, verb: str, model: str, of: tuple[str, ...], entered: Mapping[str, Any]) -> IncidentView:
    from coachdesk.domain.inputs import incidents as inputs
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import incidents

    done: IncidentView = getattr(incidents, verb)(
        desk, *of, validated(getattr(inputs, model), entered, reading_of(desk))
    )
    return done
