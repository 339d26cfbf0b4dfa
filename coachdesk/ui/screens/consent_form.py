"""The forms of a consent: a yes, a no, and taking a yes back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from coachdesk.domain.consents import KINDS
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.views.consents import ConsentView
from coachdesk.ui.say import say
from coachdesk.ui.screens.people import Clock, Echoes, clock_of, past_day, reading_of
from coachdesk.ui.text import caution, joined, name_for, strong
from coachdesk.ui.widgets.dialogs import choose
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, GoesOnTyping, Values

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

_CHOICES = tuple((kind, kind) for kind in KINDS)
_MODELS = {"give": "GiveInput", "decline": "DeclineInput", "withdraw": "WithdrawInput"}
BECAME = {"give": "allowed", "decline": "declined"}
"""What became of a kind, by what they said."""
_TITLES = {"give": " allows it", "decline": " declines it"}


async def answer(app: CoachdeskApp, verb: str, client_id: str, client: str, kind: str) -> ConsentView | None:
    """Enter a yes (`give`) or a no (`decline`) to a kind; None where the form was left."""
    clock: Clock = await app.bridge.ask(clock_of)
    form = Form(
        title=joined(strong(name_for(app.private, client)), strong(_TITLES[verb])),
        sentence="their latest answer of a kind counts",
        fields=_fields(verb, clock),
        values={"kind": kind, "on": clock.today.isoformat()},
        check=lambda values: app.bridge.ask(_problems, verb, values),
        save=lambda values: app.bridge.ask(_answer, verb, client_id, values),
        focus="on" if kind else "kind",
        name=f"consent {verb}",
        about=client_id,
    )
    saved: ConsentView | None = await app.fill_in(form)
    return saved


async def ask(app: CoachdeskApp, client_id: str, client: str, kind: str) -> None:
    """Enter what they said to a kind, yes or no."""
    ways = [("give", "They allow it"), ("decline", "They decline it")]
    question = joined(strong(name_for(app.private, client)), ": ", KINDS[kind])
    verb = await choose(app, question, ways)
    if verb is None:
        return
    made = await answer(app, verb, client_id, client, kind)
    if made is not None:
        app.changed()
        say(app, f"{BECAME[verb]}: {made.kind}", "u undoes", about=client)


async def allowed(
    app: CoachdeskApp, attempt: Callable[[], Awaitable[Any]], client_id: str, client: str, kind: str
) -> Any:
    """Do what needs a consent, in the `save` of a form. Where it is refused, their answer can be entered at once, and
    it is tried again; what was typed stays. Raises GoesOnTyping where it stays refused."""
    try:
        return await attempt()
    except CoachdeskError as error:
        if error.code != "consent.needed":
            raise
        refused = error.what
    ways = [
        ("give", "They allow it: enter their answer"),
        ("decline", "They decline it: enter that"),
        ("back", "Go back; it can leave once for a reason, which is kept"),
    ]
    verb = await choose(app, joined(caution("! "), refused), ways)
    if verb not in ("give", "decline") or await answer(app, verb, client_id, client, kind) is None or verb == "decline":
        raise GoesOnTyping
    return await attempt()


async def withdraw(app: CoachdeskApp, consent: ConsentView) -> ConsentView | None:
    """Enter the day from which a yes does not hold any more; None where the form was left."""
    clock: Clock = await app.bridge.ask(clock_of)
    form = Form(
        title=joined(strong(name_for(app.private, consent.client)), strong(f" takes back: {consent.kind}")),
        sentence="it does not hold on that day any more; what left before is in the register",
        fields=(Field("on", "From", "date", echo=past_day(clock)),),
        values={"on": clock.today.isoformat()},
        check=lambda values: app.bridge.ask(_problems, "withdraw", values),
        save=lambda values: app.bridge.ask(_withdraw, consent.id, values),
    )
    saved: ConsentView | None = await app.fill_in(form)
    return saved


def _fields(verb: str, clock: Clock) -> tuple[Field, ...]:
    given = verb == "give"
    until = (Field("until", "Until", "date", hint="its last day, if it has one", echo=Echoes(clock).day),)
    return (
        Field("kind", "To what", "choice", choices=_CHOICES, echo=KINDS.__getitem__),
        Field("on", "They said so on", "date", echo=past_day(clock)),
        *(until if given else ()),
        Field("use", "For what exactly", hint="where it may stand, which report, which study"),
        Field("how", "How they said so", hint="such as by e-mail"),
        Field("words", "Their words", "lines", hint="a testimonial exactly as it may be shown" if given else ""),
    )


# in the desk thread


def _input(verb: str, desk: Desk, values: Values) -> object:
    from coachdesk.domain.inputs import consents
    from coachdesk.domain.inputs.validate import validated

    return validated(getattr(consents, _MODELS[verb]), values, reading_of(desk))


def _problems(desk: Desk, verb: str, values: Values) -> dict[str, str]:
    from coachdesk.domain.inputs import consents
    from coachdesk.domain.inputs.validate import problems

    return problems(getattr(consents, _MODELS[verb]), values, reading_of(desk))


def _answer(desk: Desk, verb: str, client_id: str, values: Values) -> ConsentView:
    from coachdesk.services import consents

    made: ConsentView = getattr(consents, verb)(desk, client_id, _input(verb, desk, values))
    return made


def _withdraw(desk: Desk, consent_id: str, values: Values) -> ConsentView:
    from coachdesk.domain.inputs.consents import WithdrawInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import consents

    return consents.withdraw(desk, consent_id, validated(WithdrawInput, values, reading_of(desk)))
