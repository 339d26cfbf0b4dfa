"""Agreements: drafts, what is unsigned, what ends soon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from textual.content import Content

from coachdesk.domain.views.agreements import AgreementLine
from coachdesk.ui.screens.agreement_form import write_agreement
from coachdesk.ui.screens.agreement_words import STATE_WIDTH, count, left, list_answer, mark, span, state_words
from coachdesk.ui.screens.people import clock_of
from coachdesk.ui.screens.people_list import People, PeopleList
from coachdesk.ui.text import joined, quiet, strong
from coachdesk.ui.widgets.columns import Column
from coachdesk.ui.widgets.line_list import Empty

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_MORE = {"draft": ("draft", "drafts"), "sent": ("waits for a signature", "wait for a signature")}


class AgreementsScreen(PeopleList):
    """Every agreement."""

    place = "agreements"
    tab = "agreements"
    one, many = "agreement", "agreements"
    kinds = ("draft", "sent", "signed", "ended", "withdrawn")
    orders = (("kind", "what they wait for"), ("name", "client"), ("end", "end"))
    columns = (
        Column("Client", most=30),
        Column("State", most=STATE_WIDTH + 2, least=STATE_WIDTH + 2),
        Column("Runs", most=24, least=18),
        Column("Sessions", width=8, right=True),
        Column("Agreement", most=80, flex=True, roomy=True),
    )
    sought_by = "a client, a title, a state"
    empty = Empty("No agreements yet. What you and a client promise each other belongs here.", "n", "writes the first")

    async def load(self) -> People:
        """Every agreement, whatever is filtered: the first line counts all."""
        await self.read_ahead("ahead.agreements")
        view: People = await self.ask(_read)
        return view

    def kind_of(self, line: AgreementLine) -> str:
        """The state."""
        return line.state

    def kind_words(self, kind: str, number: int) -> str:
        """`2 wait for a signature`, `8 signed`."""
        return count(number, *_MORE[kind]) if kind in _MORE else f"{number} {kind}"

    def title_of(self, line: AgreementLine) -> str:
        """The client."""
        return line.client_title

    def sought(self, line: AgreementLine) -> Iterable[str]:
        """The client, the title, the state."""
        return (line.client, line.told_apart, line.title, line.state)

    def rank(self, line: AgreementLine) -> tuple[Any, ...]:
        """By client but for the order that is asked for; what was sent first and what ends first stand on top."""
        name = (line.client_title.casefold(), line.id)
        if self.order == "name":
            return name
        first = line.sent.date() if self.order == "kind" and line.state == "sent" and line.sent else line.end
        in_groups = self.kinds.index(line.state) if self.order == "kind" else 0
        return (in_groups, first or date.max, *name)

    def cells(self, line: AgreementLine) -> tuple[object, ...]:
        """Client, state, dates, sessions, title."""
        return (
            self.name_cell(line.client_title),
            joined(mark(line.state), " ", state_words(line, self.people.clock)),
            quiet(span(line.start, line.end, self.people.clock)),
            left(line),
            quiet(self.words_cell(line.title)),
        )

    def _answer(self, shown_now: int) -> tuple[Content, Content]:
        total = len(self.people.lines)
        if not total or shown_now != total or self._words or self.kind_shown:
            return super()._answer(shown_now)
        return strong("Agreements"), joined(list_answer(self.people.lines, self.people.clock))

    # commands

    async def new_agreement(self) -> None:
        """Write an agreement; its page opens."""
        written = await write_agreement(self.desk_app)
        if written:
            self.show_added(written)
            self.desk_app.open_record("agreement", written)

    def open_templates(self) -> None:
        """What a new agreement may begin with."""
        self.desk_app.open_record("templates", "")


def _read(desk: Desk) -> People:
    from coachdesk.services import agreements, drafts_apart

    return People(drafts_apart.told(desk, agreements.lines(desk)), clock_of(desk))
