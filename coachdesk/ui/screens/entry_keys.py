"""What is done with entries of the register, on whatever screen they stand: a new one, changing one, ending one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.register import in_line
from coachdesk.domain.views.register import EntryView
from coachdesk.ui.say import say
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.screens.entry_form import add_entry, edit_entry
from coachdesk.ui.screens.people import reading_of
from coachdesk.ui.text import joined, quiet, strong, words_for
from coachdesk.ui.widgets.dialogs import ask_text

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

PREFIX = "entry:"
"""Before the id of an entry, the id of its line."""


class EntryKeys(DeskScreen):
    """A screen with entries on it."""

    def entry_here(self) -> EntryView | None:
        """The entry under the cursor."""
        return None

    def entry_kind(self) -> str:
        """The kind that a new entry has as a matter of course here; empty where any may be meant."""
        return ""

    def entry_for(self) -> tuple[str, str]:
        """Id and name of the client to whom a new entry belongs as a matter of course; empty for nobody."""
        return "", ""

    _to_show = ""

    def show_entry(self, entry: EntryView) -> None:
        """The cursor goes to one that was just made, once it is on the screen."""
        self._to_show = PREFIX + entry.id

    def go_to_entry(self) -> None:
        """To be called once entries were painted."""
        if self._to_show:
            # after the layout: before it the list does not know what part of it is in sight
            self.call_after_refresh(self.lines.go_to, self._to_show)
            self._to_show = ""

    async def new_entry(self, kind: str = "") -> None:
        """An entry, of that kind if one is named."""
        added = await add_entry(self.desk_app, kind or self.entry_kind(), *self.entry_for())
        if added is not None:
            self.show_entry(added)
            lacks = f", and still lacks: {', '.join(added.lacks)}" if added.lacks else ""
            say(self.desk_app, f"{in_line(added.title)} entered{lacks}", "u undoes", about=added.client)

    async def edit_entry(self) -> None:
        """Change the entry under the cursor."""
        entry = self.entry_here()
        if entry is not None and await edit_entry(self.desk_app, entry) is not None:
            say(self.desk_app, "entry changed", "u undoes", about=entry.client)

    async def end_entry(self) -> None:
        """The entry under the cursor counts no more; it stays in sight."""
        entry = self.entry_here()
        if entry is None:
            return
        words = words_for(self.desk_app.private, entry.headline)
        question = joined(strong(entry.title), joined(" “", words, "”") if words else "", quiet(" stays, and ends."))
        typed = await ask_text(self.desk_app, question, "the day from which it does not count any more", "today")
        if typed is None:
            return
        await self.do(_end, entry.id, typed)
        say(self.desk_app, "ended: it does not count any more", "u undoes", about=entry.client)


def facts_of(entry: EntryView | None) -> set[str]:
    """What the keys look at."""
    return set() if entry is None else {"entry"} | (set() if entry.ended is None else {"ended"})


def _end(desk: Desk, entry_id: str, typed: str) -> EntryView:
    from coachdesk.domain.inputs.register import EntryChange
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import register

    return register.end(desk, entry_id, validated(EntryChange, {"on": typed}, reading_of(desk)).on)
