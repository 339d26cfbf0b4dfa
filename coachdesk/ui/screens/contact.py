"""A contact's page: who they are to the coach, what time it is there, how to reach them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.contacts import ROLE_WORDS
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.views.contacts import ContactView
from coachdesk.domain.zones import city_of
from coachdesk.ui.say import say
from coachdesk.ui.screens.client_overview import clock_words
from coachdesk.ui.screens.contact_form import edit_contact
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.tabs import TabbedScreen, base_of
from coachdesk.ui.text import joined, quiet, shown, shown_lines, strong
from coachdesk.ui.widgets.columns import Column, Row

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_LABEL = 15


@dataclass(frozen=True, slots=True)
class Known:
    """All that the page shows."""

    contact: ContactView
    clock: Clock


class ContactScreen(TabbedScreen):
    """One contact."""

    tab = "clients"
    parts = (("contact", "contact"),)
    columns = {"contact": (Column(width=_LABEL), Column(flex=True, most=400))}  # noqa: RUF012  (never changed)

    def __init__(self, contact_id: str) -> None:
        super().__init__()
        self.contact_id = contact_id

    async def load(self) -> Known | None:
        """The contact; None where they are no longer here."""
        try:
            known: Known = await self.ask(_read, self.contact_id)
        except CoachdeskError as error:
            if error.code != "ref.unknown":
                raise
            return None
        return known

    def paint(self, view: Known | None) -> None:
        """The first line, and what is known."""
        if view is None:
            if self.app.screen is self:
                self.app.pop_screen()
                say(self.desk_app, "this contact is no longer here: adding them was undone")
            return
        contact, clock = view.contact, view.clock
        said: list[object] = [contact.role]
        if contact.zone:
            city = Content.empty() if self.desk_app.private else shown(f"{city_of(contact.zone)}, ")
            said.append(joined(city, f"{clock.there(contact.zone)} there now"))
        self.answer(strong(self.name_of(contact.name, 40)), joined(*said, by=" · "))
        super().paint(view)

    def rows(self, view: Known) -> Iterable[Row]:
        """Every field that is known."""
        for name, label, words in self._entries(view):
            if words:
                yield from self.spread(name, quiet(label), words, _LABEL)

    def _entries(self, view: Known) -> Iterator[tuple[str, str, Content]]:
        contact, clock = view.contact, view.clock
        yield "role", "Role", shown(f"{contact.role}, {ROLE_WORDS[contact.role]}")
        yield "called", "Called", self.words_of(contact.called if contact.called != contact.name else "")
        yield "email", "E-mail", self.words_of(contact.email)
        yield "phone", "Phone", self.words_of(contact.phone)
        yield "organisation", "Organisation", self.words_of(contact.organisation)
        if contact.zone:
            yield "zone", "Their clock", clock_words(contact.zone, clock, self.words_of)
        note = shown_lines(contact.note)
        yield "note", "Note", self.words_of(contact.note) if self.desk_app.private else note
        missing = [word for word in ("email", "phone", "organisation", "zone") if not getattr(contact, word)]
        if missing:
            known_as = {"email": "e-mail", "zone": "time zone"}
            yield "unknown", "Not known yet", quiet(", ".join(known_as.get(word, word) for word in missing))
        yield "since", "Here since", shown(clock.day(contact.created))

    # commands

    def open_line(self) -> Any:
        """The form, at the field of the line under the cursor."""
        return self._edit(base_of(self.lines.current))

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("contact.open")

    def edit_contact(self) -> Any:
        """Change the contact."""
        return self._edit("")

    async def _edit(self, field: str) -> None:
        done = await edit_contact(self.desk_app, self.contact_id, field)
        if done is not None:
            say(self.desk_app, "changed", "u undoes", about=done.title)


def _read(desk: Desk, contact_id: str) -> Known:
    from coachdesk.services import contacts

    return Known(contacts.view(desk, contact_id), clock_of(desk))
