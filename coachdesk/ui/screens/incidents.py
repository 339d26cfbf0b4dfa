"""Incidents: what went wrong in the service, what was offered, what they chose, and how it was made good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.incidents import GIVING
from coachdesk.domain.ledger_words import of_words
from coachdesk.domain.views.incidents import GivenView, IncidentView, OptionView
from coachdesk.domain.views.ledger import MoneyPage
from coachdesk.ui.say import say
from coachdesk.ui.screens import incident_form
from coachdesk.ui.screens.money_form import add_line
from coachdesk.ui.screens.panes import Panes
from coachdesk.ui.screens.people import Clock, clock_of
from coachdesk.ui.screens.person_picked import pick_person
from coachdesk.ui.text import caution, good, joined, keyed, quiet, shown, shown_lines, strong
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.line_list import Empty

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

EMPTY = Empty(
    "Nothing went wrong that is written down. A session you missed, a bill that was not right belong here: what "
    "happened, what you offered, what they chose.",
    "n",
    "writes one down",
)


@dataclass(frozen=True, slots=True)
class Known:
    """The incidents, of one client if the page is theirs."""

    incidents: tuple[IncidentView, ...]
    clock: Clock
    client_id: str = ""
    client: str = ""


class IncidentsScreen(Panes):
    """Incidents beside all that is known of one; made with nothing, a client's id (then only theirs), or the id of an
    incident (then those of its client, beginning with it)."""

    place = "incidents"
    tab = "ethics"
    columns = (
        Column(width=1),
        Column("On", most=12),
        Column("Waits for", most=24),
        Column("What", flex=True, most=200),
    )

    def __init__(self, about: str = "") -> None:
        super().__init__()
        self._about = about
        self.known: Known | None = None

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Incidents")
        self.lines.empty = EMPTY
        self.lines.go_to(self._about)
        self.lines.focus()

    async def load(self) -> Known:
        """The incidents."""
        known: Known = await self.ask(_read, self._about)
        return known

    def paint(self, view: Known) -> None:
        """How many are open and what they wait for; a line for each."""
        self.known = view
        still = [one for one in view.incidents if one.is_open]
        count = len(view.incidents)
        of = joined(quiet(" of "), strong(self.name_of(view.client, 30))) if view.client_id else ""
        waiting = sum(one.waits_for == "their choice" for one in still)
        said = joined(
            caution(f"! {len(still)} open") if still else "",
            caution(f"{waiting} wait{'s' if waiting == 1 else ''} for their choice") if waiting else "",
            by=" · ",
        )
        fine = good("✓ each was made good") if count else quiet("nothing is written down")
        self.answer(joined(strong("Incidents"), of), said or fine)
        self.lines.show([Row(one.id, self._cells(one, view)) for one in view.incidents])
        self.paint_text()

    def _cells(self, one: IncidentView, view: Known) -> tuple[object, ...]:
        words = self.words_of(one.what.partition("\n")[0])
        what = words if view.client_id else joined(self.name_of(one.client), words, by=": ")
        waits = caution(one.waits_for) if one.is_open else quiet("closed")
        return caution("○") if one.is_open else good("✓"), view.clock.day(one.on), waits, what

    def text_here(self, line: str) -> list[Content]:
        """All of it, in the order in which it went."""
        one = self.incident_here()
        return list(self._text(one, self.known.clock)) if one is not None and self.known is not None else []

    def _text(self, one: IncidentView, clock: Clock) -> Iterator[Content]:
        yield joined(strong(clock.day(one.on)), self.name_of(one.client), by=" · ")
        yield self.words_of(shown_lines(one.what))
        yield Content.empty()
        for each in one.options:
            yield self._option(each, one, clock)
        if one.said:
            yield joined(quiet("they said: “"), self.words_of(one.said), quiet("”"))
        for given in one.given:
            yield self._given(given, clock)
        if one.made_good:
            yield joined(quiet(f"made good, {clock.day(one.closed_on) if one.closed_on else ''}: "),
                         self.words_of(one.made_good))  # fmt: skip
        yield from self._next(one)
        yield Content.empty()
        says = joined(quiet("not said; "), keyed("e"), quiet(" says it")) if one.is_open else quiet("not said")
        for label, words in (("who knows: ", one.who_knows), ("next: ", one.next_step)):
            yield joined(quiet(label), self.words_of(words) if words else says)

    def _option(self, each: OptionView, one: IncidentView, clock: Clock) -> Content:
        chosen = one.chosen is not None and one.chosen.number == each.number
        mark = good(f"✓ {each.number}") if chosen else shown(f"  {each.number}")
        cost = joined(quiet("costs "), self.words_of(each.cost)) if each.cost else ""
        return joined(
            mark, " ", joined(self.words_of(each.text), cost, quiet(f"offered {clock.day(each.on)}"), by=" · ")
        )

    def _given(self, each: GivenView, clock: Clock) -> Content:
        """A credit or refund in the ledger that makes it good."""
        mark = quiet("taken back: ") if each.taken_back else good("✓ ")
        what = self.words_of(of_words(each))
        return joined(mark, joined(each.kind, what, by=" of "), quiet(f", {clock.day(each.on)}"))

    def _next(self, one: IncidentView) -> Iterator[Content]:
        """The keys that go on with it."""
        if not one.is_open:
            return
        if one.waits_for == GIVING and all(each.taken_back for each in one.given):
            yield joined(keyed("$"), quiet(" credits or refunds it: a line of the ledger that names it"))
        keys = {"their choice": ("s", " enters what they chose"), GIVING: ("space", " closes it")}
        key, does = keys.get(one.waits_for, ("o", " offers a way to make it good"))
        yield joined(caution(f"waits for {one.waits_for}: "), keyed(key), quiet(does))

    # the keys

    def incident_here(self) -> IncidentView | None:
        """The one under the cursor."""
        here = self.lines.current
        return next((one for one in self.known.incidents if one.id == here), None) if self.known is not None else None

    def facts(self) -> frozenset[str]:
        """How the one under the cursor stands."""
        one = self.incident_here()
        if one is None:
            return frozenset()
        return frozenset(
            {one.state, *(("offered",) if one.options else ()), *((one.waits_for,) if one.is_open else ())}
        )

    async def new_incident(self) -> None:
        """Write one down."""
        client_id, client = (self.known.client_id, self.known.client) if self.known is not None else ("", "")
        if not client_id:
            picked = await pick_person(self.desk_app, "For which client did it go wrong?", "client")
            if picked is None:
                return
            _, client_id, client = picked
        made = await incident_form.open_one(self.desk_app, client_id, client)
        if made is not None:
            self.lines.go_to(made.id)
            say(self.desk_app, "written down", "o offers a way to make it good, u undoes", about=client)

    async def open_line(self) -> None:
        """What comes next with it: offering, their choice, making it good; of a closed one all is in sight."""
        one = self.incident_here()
        if one is None:
            return
        if not one.is_open:
            self.desk_app.open_record("client", one.client_id)
        elif one.waits_for == "their choice":
            await self.choose()
        elif one.waits_for == GIVING:
            await self.close_it()
        else:
            await self.offer()

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("incidents.open")

    async def edit(self) -> None:
        """Who knows of it, and what comes next."""
        one = self.incident_here()
        if one is not None and await incident_form.edit(self.desk_app, one) is not None:
            say(self.desk_app, "changed", "u undoes", about=one.client)

    async def offer(self) -> None:
        """One more way to make it good."""
        one = self.incident_here()
        if one is not None and await incident_form.offer(self.desk_app, one) is not None:
            say(self.desk_app, "offered", "u undoes", about=one.client)

    async def choose(self) -> None:
        """What they chose."""
        one = self.incident_here()
        if one is not None and await incident_form.choose(self.desk_app, one) is not None:
            say(self.desk_app, "their choice is kept", "space closes it, u undoes", about=one.client)

    async def credit(self) -> None:
        """A credit or refund in the ledger that names it."""
        one = self.incident_here()
        if one is None:
            return
        page: MoneyPage = await self.ask("ledger.page", one.client_id)
        made = await add_line(self.desk_app, page, one)
        if made is not None:
            does = "space closes it" if one.waits_for == GIVING else ""
            say(self.desk_app, f"entered: {made.kind}, which makes it good", does, about=one.client)

    async def close_it(self) -> None:
        """It was made good."""
        one = self.incident_here()
        if one is not None and await incident_form.close(self.desk_app, one) is not None:
            say(self.desk_app, "closed", "u undoes", about=one.client)


# in the desk thread


def _read(desk: Desk, about: str) -> Known:
    from coachdesk.services import incidents
    from coachdesk.services.people import people

    everyone = people(desk)
    client_id = about if everyone.get(("client", about)) is not None else ""
    if about and not client_id:
        client_id = incidents.view(desk, about).client_id
    whose = everyone.get(("client", client_id))
    found = tuple(incidents.lines(desk, client_id or None))
    return Known(found, clock_of(desk), client_id, whose.title if whose is not None else "")
