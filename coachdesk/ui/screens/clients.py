"""Clients: who there is, what time it is where they are, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from coachdesk.domain.times import local
from coachdesk.domain.views.clients import ClientLine
from coachdesk.domain.zones import city_of
from coachdesk.ui.say import say
from coachdesk.ui.screens.client_form import add_client, change_stage, edit_client
from coachdesk.ui.screens.people import clock_of
from coachdesk.ui.screens.people_list import People, PeopleList
from coachdesk.ui.text import caution, quiet
from coachdesk.ui.widgets.columns import Column
from coachdesk.ui.widgets.line_list import Empty

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_AGREED = {"signed": 0, "sent": 1, "draft": 2, "ended": 3}


class ClientsScreen(PeopleList):
    """Every client."""

    place = "clients"
    tab = "clients"
    one, many = "client", "clients"
    kinds = ("active", "enquiry", "paused", "ended")
    orders = (("name", "name"), ("kind", "stage"), ("time", "time there"), ("newest", "newest"))
    columns = (
        Column("Client", most=36),
        Column("Stage", width=7),
        Column("Agreement", width=9),
        Column("There now", width=9),
        Column("City", width=16),
        Column("Organisation", most=60, flex=True, roomy=True),
    )
    empty = Empty("No clients yet. Whoever asks for coaching, or has it, belongs here.", "n", "adds the first")

    async def load(self) -> People:
        """Every client, whatever is filtered: the first line counts all."""
        await self.read_ahead("ahead.clients")
        view: People = await self.ask(_read)
        return view

    def kind_of(self, line: ClientLine) -> str:
        """The stage."""
        return line.stage

    def kind_words(self, kind: str, count: int) -> str:
        """`2 enquiries`, `8 active`."""
        return "1 enquiry" if (kind, count) == ("enquiry", 1) else f"{count} {_SEVERAL.get(kind, kind)}"

    def sought(self, line: ClientLine) -> Iterable[str]:
        """All names, former ones too, and where they are to be found."""
        city = city_of(line.zone) if line.zone else ""
        return (line.called, line.full_name, line.told_apart, *line.former_names, line.organisation, city, line.stage)

    def rank(self, line: ClientLine) -> tuple[Any, ...]:
        """By name but for the order that is asked for."""
        name = (line.title.casefold(), line.id)
        if self.order == "time":
            there = local(self.people.clock.now, line.zone).replace(tzinfo=None) if line.zone else None
            return (there is None, there, *name) if there is not None else (True, *name)
        if self.order == "newest":
            return (-line.created.timestamp(), *name)
        return name

    def cells(self, line: ClientLine) -> tuple[object, ...]:
        """Name, stage, agreement, the time there, city, organisation."""
        city = city_of(line.zone) if line.zone else ""
        return (
            self.name_cell(line.title),
            line.stage if line.stage != "ended" else _ENDED,
            _agreement(line),
            self.people.clock.there(line.zone) or _UNKNOWN,
            self.words_cell(city),
            self.words_cell(line.organisation),
        )

    # commands

    async def new_client(self) -> None:
        """Add a client; the cursor goes to the line."""
        done = await add_client(self.desk_app)
        if done is None:
            return
        if done.existing:
            self.desk_app.open_record("client", done.id)
            return
        self.show_added(done.id)
        say(self.desk_app, "added", "enter opens the page, u undoes", about=done.title)

    async def edit_here(self) -> None:
        """Change the client under the cursor."""
        done = await edit_client(self.desk_app, self.lines.current)
        if done is not None:
            say(self.desk_app, "changed", "u undoes", about=done.title)

    async def change_stage(self) -> None:
        """Move the client under the cursor to another stage."""
        line = self.line_here()
        if line is not None:
            await change_stage(self.desk_app, line.id, line.title, line.stage)

    def open_contacts(self) -> None:
        """The contacts, over this list."""
        self.desk_app.open_record("contacts", "")


_SEVERAL = {"enquiry": "enquiries"}
_ENDED, _UNKNOWN, _NONE = quiet("ended"), quiet("not known"), quiet("none")
_MISSING = caution("none yet")
_STATES = {state: quiet(state) if state in ("signed", "ended") else caution(state) for state in _AGREED}


def _agreement(line: ClientLine) -> object:
    """The state of the agreement; what an active client lacks stands out."""
    if line.agreement:
        return _STATES.get(line.agreement, line.agreement)
    return _MISSING if line.stage == "active" else _NONE


def _read(desk: Desk) -> People:
    from coachdesk.services import clients

    return People(clients.lines(desk), clock_of(desk))
