"""The form of what was told of a client another way than through this desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.consents import KINDS
from coachdesk.domain.disclosures import BASES, BY_HAND
from coachdesk.domain.views.history import DisclosureView
from coachdesk.ui.screens.people import Clock, clock_of, past_day, reading_of
from coachdesk.ui.text import joined, name_for, strong
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

_BASES = tuple((basis, f"{basis}: {BASES[basis]}") for basis in BY_HAND)
_KINDS = (("", "the one that was in force"), *((kind, kind) for kind in KINDS))


async def tell_by_hand(app: CoachdeskApp, client_id: str, client: str) -> DisclosureView | None:
    """Enter to whom what was told of that client; None where the form was left."""
    clock: Clock = await app.bridge.ask(clock_of)
    form = Form(
        title=joined(strong("Told of "), strong(name_for(app.private, client))),
        sentence="it is kept for good: u does not take it back",
        fields=(
            Field("to", "To whom"),
            Field("what", "What", "lines", hint="in a few words"),
            Field("basis", "On which ground", "choice", choices=_BASES),
            Field("why", "What required it", "lines", hint="the law, the danger; needed for those two"),
            Field("on", "When", "date", echo=past_day(clock)),
            Field("kind", "Which consent", "choice", choices=_KINDS, note="where they consented, to several things"),
        ),
        values={"basis": BY_HAND[0], "on": clock.today.isoformat(), "kind": ""},
        check=lambda values: app.bridge.ask(_problems, values),
        save=lambda values: app.bridge.ask(_add, client_id, values),
        name="disclosure",
        about=client_id,
    )
    saved: DisclosureView | None = await app.fill_in(form)
    return saved


# in the desk thread


def _problems(desk: Desk, values: Values) -> dict[str, str]:
    from coachdesk.domain.inputs.disclosures import DisclosureInput
    from coachdesk.domain.inputs.validate import problems

    return problems(DisclosureInput, values, reading_of(desk))


def _add(desk: Desk, client_id: str, values: Values) -> DisclosureView:
    from coachdesk.domain.inputs.disclosures import DisclosureInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import disclosures

    return disclosures.add(desk, client_id, validated(DisclosureInput, values, reading_of(desk)))
