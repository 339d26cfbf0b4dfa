"""The form of a contact, new or known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as fields_of
from typing import TYPE_CHECKING, Any

from coachdesk.domain.contacts import ROLE_WORDS, ROLES
from coachdesk.domain.views.contacts import ContactView
from coachdesk.ui.screens.people import Clock, Echoes, clock_of, reading_of
from coachdesk.ui.screens.saving import Saved, ask_about_duplicates, changed
from coachdesk.ui.text import joined, name_for, strong
from coachdesk.ui.widgets.fields import Field
from coachdesk.ui.widgets.form import Form, Values

if TYPE_CHECKING:
    from coachdesk.domain.views.clients import LikelyDuplicate
    from coachdesk.services.desk import Desk
    from coachdesk.ui.app import CoachdeskApp

FORM = "contact"


async def add_contact(app: CoachdeskApp, role: str = "") -> Saved | None:
    """Ask for a new contact; None where the form was left."""
    clock = await app.bridge.ask(clock_of)

    async def save(values: Values) -> Saved:
        same = await ask_about_duplicates(app, await app.bridge.ask(_duplicates, values), "contact")
        if same is not None:
            return Saved(same.id, same.title, existing=True)
        added = await app.bridge.ask(_add, values)
        return Saved(added.id, added.title)

    form = Form(
        title="New contact",
        sentence="a name and a role are enough for now",
        fields=_fields(clock),
        values={"role": role or ROLES[0]},
        check=lambda values: app.bridge.ask(_problems, "ContactInput", values),
        save=save,
        name=FORM,
    )
    saved: Saved | None = await app.fill_in(form)
    return saved


async def edit_contact(app: CoachdeskApp, contact_id: str, focus: str = "") -> Saved | None:
    """Change a contact, beginning in that field; None where the form was left."""
    clock = await app.bridge.ask(clock_of)
    contact: ContactView = await app.bridge.ask("contacts.view", contact_id)
    known = {one.name: getattr(contact, one.name) for one in fields_of(contact)}
    first = {name: "" if value is None else str(value) for name, value in known.items()}

    async def save(values: Values) -> Saved:
        new = await app.bridge.ask(_edit, contact_id, changed(values, first))
        return Saved(contact_id, new.title)

    form = Form(
        title=joined(strong("Edit "), strong(name_for(app.private, contact.title))),
        fields=_fields(clock),
        values=first,
        check=lambda values: app.bridge.ask(_problems, "ContactChange", changed(values, first)),
        save=save,
        name=f"{FORM} {contact_id}",
        focus=focus,
    )
    saved: Saved | None = await app.fill_in(form)
    return saved


def _fields(clock: Clock) -> tuple[Field, ...]:
    says = Echoes(clock)
    return (
        Field("name", "Name"),
        Field("called", "Called", hint="if you call them otherwise"),
        Field("role", "Role", "choice", choices=tuple((role, f"{role}: {ROLE_WORDS[role]}") for role in ROLES)),
        Field("email", "E-mail"),
        Field("phone", "Phone"),
        Field("organisation", "Organisation"),
        Field("zone", "Time zone", "search", hint="type a city", find=says.zones, echo=says.zone),
        Field("profession", "Profession", hint="therapist, doctor, lawyer or another"),
        Field("takes_clients_on", "Can take a client", "date", hint="the day they said so last", echo=says.past_day),
        Field("confidential_on", "Confidentiality", "date", hint="the day a helper agreed to it", echo=says.past_day),
        Field("note", "Note", "lines"),
    )


# in the desk thread


def _model(name: str) -> Any:
    from coachdesk.domain.inputs import contacts

    return getattr(contacts, name)


def _problems(desk: Desk, name: str, entered: Mapping[str, str]) -> dict[str, str]:
    from coachdesk.domain.inputs.validate import problems

    return problems(_model(name), entered, reading_of(desk))


def _duplicates(desk: Desk, entered: Mapping[str, str]) -> list[LikelyDuplicate]:
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import contacts

    return contacts.likely_duplicates(desk, validated(_model("ContactInput"), entered, reading_of(desk)))


def _add(desk: Desk, entered: Mapping[str, str]) -> ContactView:
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import contacts

    return contacts.add(desk, validated(_model("ContactInput"), entered, reading_of(desk)))


def _edit(desk: Desk, contact_id: str, entered: Mapping[str, str]) -> ContactView:
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import contacts

    change = validated(_model("ContactChange"), entered, reading_of(desk))
    return contacts.edit(desk, contact_id, change) if entered else contacts.view(desk, contact_id)
