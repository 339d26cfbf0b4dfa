"""Contacts: sponsors, colleagues, stand-ins, helpers, and professionals to refer to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from coachdesk.domain.contacts import ROLES
from coachdesk.domain.times import local
from coachdesk.domain.views.contacts import ContactView
from coachdesk.domain.zones import city_of
from coachdesk.ui.say import say
from coachdesk.ui.screens.contact_form import add_contact, edit_contact
from coachdesk.ui.screens.people import clock_of
from coachdesk.ui.screens.people_list import People, PeopleList
from coachdesk.ui.text import quiet
from coachdesk.ui.widgets.columns import Column
from coachdesk.ui.widgets.line_list import Empty

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_UNKNOWN = quiet("not known")


class ContactsScreen(PeopleList):
    """Every contact; made with a role to show, or nothing for all."""

    place = "contacts"
    tab = "clients"
    one, many = "contact", "contacts"
    kinds = ROLES
    orders = (("kind", "role"), ("name", "name"), ("time", "time there"), ("newest", "newest"))
    columns = (
        Column("Contact", most=32),
        Column("Role", width=12),
        Column("There now", width=9),
        Column("Organisation", most=60, flex=True),
        Column("E-mail", most=40, roomy=True),
        Column("Phone", most=24, roomy=True),
    )
    empty = Empty("No contacts yet. Whoever pays, stands in, helps or refers belongs here.", "n", "adds the first")

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.kind_shown = role

    async def load(self) -> People:
        """Every contact."""
        view: People = await self.ask(_read)
        return view

    def kind_of(self, line: ContactView) -> str:
        """The role."""
        return line.role

    def kind_words(self, kind: str, count: int) -> str:
        """`2 sponsors`."""
        return f"{count} {kind}" if count == 1 else f"{count} {kind}s"

    def sought(self, line: ContactView) -> Iterable[str]:
        """Names, role, and where they are to be found."""
        city = city_of(line.zone) if line.zone else ""
        return (line.name, line.called, line.role, line.organisation, line.email, city)

    def rank(self, line: ContactView) -> tuple[Any, ...]:
        """By name but for the order that is asked for."""
        name = (line.title.casefold(), line.id)
        if self.order == "time":
            there = local(self.people.clock.now, line.zone).replace(tzinfo=None) if line.zone else None
            return (there is None, there, *name) if there is not None else (True, *name)
        if self.order == "newest":
            return (-line.created.timestamp(), *name)
        return name

    def cells(self, line: ContactView) -> tuple[object, ...]:
        """Name, role, the time there, organisation, how to reach them."""
        return (
            self.name_cell(line.title),
            line.role,
            self.people.clock.there(line.zone) or _UNKNOWN,
            self.words_cell(line.organisation),
            self.words_cell(line.email),
            self.words_cell(line.phone),
        )

    # commands

    async def new_contact(self) -> None:
        """Add a contact; the cursor goes to the line."""
        done = await add_contact(self.desk_app, self.kind_shown)
        if done is None:
            return
        if done.existing:
            self.desk_app.open_record("contact", done.id)
            return
        self.show_added(done.id)
        say(self.desk_app, "added", "enter opens the page, u undoes", about=done.title)

    async def edit_here(self) -> None:
        """Change the contact under the cursor."""
        done = await edit_contact(self.desk_app, self.lines.current)
        if done is not None:
            say(self.desk_app, "changed", "u undoes", about=done.title)


def _read(desk: Desk) -> People:
    from coachdesk.services import contacts

    return People(contacts.lines(desk), clock_of(desk))
