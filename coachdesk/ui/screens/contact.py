"""A contact's page: who they are to the coach, how to reach them, whose coaching they pay for; and history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.contacts import ROLE_WORDS
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.views.agreements import AgreementLine
from coachdesk.domain.views.contacts import ContactView
from coachdesk.domain.views.history import HistoryLine
from coachdesk.domain.views.tasks import TaskLine
from coachdesk.domain.zones import city_of
from coachdesk.ui.say import say
from coachdesk.ui.screens import client_parts, person_tasks
from coachdesk.ui.screens.client_overview import clock_words
from coachdesk.ui.screens.contact_form import edit_contact
from coachdesk.ui.screens.people import Clock, clock_of, damaged_words
from coachdesk.ui.screens.tabs import TabbedScreen, base_of
from coachdesk.ui.screens.task_keys import TaskKeys
from coachdesk.ui.screens.task_words import facts_of
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
    pays_for: tuple[AgreementLine, ...]
    history: tuple[HistoryLine, ...]
    owed: person_tasks.Theirs
    left_out: int = 0


class ContactScreen(TabbedScreen, TaskKeys):
    """One contact."""

    tab = "clients"
    parts = (("contact", "contact"), ("contact_tasks", "tasks"), ("contact_history", "history"))
    columns = {  # noqa: RUF012  (never changed)
        "contact": (Column(width=_LABEL), Column(flex=True, most=400)),
        "contact_tasks": person_tasks.COLUMNS,
        "contact_history": client_parts.HISTORY_COLUMNS,
    }

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

    def head(self, view: Known) -> Content:
        """That something damaged is left out, if it is."""
        return damaged_words(view.left_out) if view.left_out else Content.empty()

    def rows(self, view: Known) -> Iterable[Row]:
        """The rows of the part in sight."""
        if self.place == "contact_history":
            return client_parts.history(self, view.history, view.clock)
        if self.place == "contact_tasks":
            return person_tasks.rows(self, view.owed, view.clock)
        return self._fields(view)

    def _fields(self, view: Known) -> Iterator[Row]:
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
        yield "profession", "Profession", self.words_of(contact.profession)
        for name, label, day in (
            ("takes_clients_on", "Takes clients", contact.takes_clients_on),
            ("confidential_on", "Keeps private", contact.confidential_on),
        ):
            yield name, label, shown(f"said so on {clock.day(day)}" if day else "")
        if contact.zone:
            yield "zone", "Their clock", clock_words(contact.zone, clock, self.words_of)
        for label, said in person_tasks.owed_words(view.owed):
            yield f"owed:{label}", label, said
        for at, line in enumerate(view.pays_for):
            who = joined(self.name_of(line.client_title), self.words_of(line.title), line.state, by=" · ")
            yield f"agreement:{line.id}", "" if at else "Pays for", who
        note = shown_lines(contact.note)
        yield "note", "Note", self.words_of(contact.note) if self.desk_app.private else note
        missing = [word for word in ("email", "phone", "organisation", "zone") if not getattr(contact, word)]
        if missing:
            known_as = {"email": "e-mail", "zone": "time zone"}
            yield "unknown", "Not known yet", quiet(", ".join(known_as.get(word, word) for word in missing))
        yield "since", "Here since", shown(clock.day(contact.created))

    def facts(self) -> frozenset[str]:
        """What can be done with the task under the cursor; whether the action there can be taken back."""
        return frozenset(client_parts.facts_of(self._action()) | facts_of(self.task_here()))

    # commands

    def _action(self) -> HistoryLine | None:
        if self.view is None or self.place != "contact_history":
            return None
        return client_parts.action_here(self, self.view.history)

    async def take_back(self) -> None:
        """Undo the action under the cursor."""
        if self.view is not None:
            await client_parts.take_back(self, self._action(), self.view.clock)

    def open_line(self) -> Any:
        """The agreement, or the form at the field of the line under the cursor."""
        kind, _, rest = base_of(self.lines.current).partition(":")
        if kind == "agreement":
            self.desk_app.open_record("agreement", rest)
            return None
        if kind == "task":
            self.desk_app.open_record("task", rest)
            return None
        if kind == "owed":
            self.turn_to("contact_tasks")
            return None
        return self._edit(kind)

    def on_line_list_opened(self) -> None:
        """A double click is `enter`, where that opens something."""
        if self.place == "contact":
            self.action_command("contact.open")
        elif self.place == "contact_tasks":
            self.action_command("tasks.open")

    def task_here(self) -> TaskLine | None:
        """The task under the cursor."""
        if self.view is None or self.place != "contact_tasks":
            return None
        return person_tasks.task_of(self.view.owed, self.lines.current)

    def links(self) -> dict[str, Any]:
        """What is caught here is about this contact."""
        return {"to": ("contact", self.contact_id)}

    def link_name(self) -> str:
        """This contact."""
        return self.view.contact.title if self.view is not None else ""

    def edit_contact(self) -> Any:
        """Change the contact."""
        return self._edit("")

    async def _edit(self, field: str) -> None:
        done = await edit_contact(self.desk_app, self.contact_id, field)
        if done is not None:
            say(self.desk_app, "changed", "u undoes", about=done.title)


def _read(desk: Desk, contact_id: str) -> Known:
    from coachdesk.services import contacts, history, sponsors

    with desk.noting() as damaged:
        contact = contacts.view(desk, contact_id)
        paid = tuple(sponsors.pays_for(desk, contact_id))
        changes = tuple(history.of_record(desk, "contact", contact_id))
        owed = person_tasks.read(desk, "contact", contact_id)
        return Known(contact, clock_of(desk), paid, changes, owed, len(damaged))
