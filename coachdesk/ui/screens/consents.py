"""Consents: what a client allowed, declined and took back, and what they were never asked; of one client or of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.consents import DECLINED, IN_FORCE, KINDS, WITHDRAWN
from coachdesk.domain.days import day_text
from coachdesk.domain.views.consents import ClientConsents, ConsentView
from coachdesk.ui.say import say
from coachdesk.ui.screens import consent_form
from coachdesk.ui.screens.people import Clock, clock_of, damaged_words
from coachdesk.ui.screens.tabs import TabbedScreen, base_of
from coachdesk.ui.text import caution, good, joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.late_rows import LateRows

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_STATE = 12
_MARKS = {IN_FORCE: good("✓ in force"), DECLINED: caution("✗ declined"), WITHDRAWN: caution("↩ taken back")}


@dataclass(frozen=True, slots=True)
class Known:
    """What the page shows: the answers of one client, or of everybody."""

    clients: tuple[ClientConsents, ...]
    clock: Clock
    left_out: int = 0


class ConsentsScreen(TabbedScreen):
    """The consents of a client; made without a client's id, those of everybody."""

    tab = "ethics"
    parts = (("consents", "consents"),)
    columns = {"consents": (Column(width=_STATE), Column(flex=True, most=400))}  # noqa: RUF012  (never changed)

    def __init__(self, client_id: str) -> None:
        super().__init__()
        self.client_id = client_id

    async def load(self) -> Known:
        """The answers."""
        found: Known = await self.ask(_read, self.client_id)
        return found

    def paint(self, view: Known) -> None:
        """How many are in force, which one ends, what was never asked; then each."""
        head, said = self._of_one(view.clients[0]) if self.client_id else self._of_all(view.clients)
        damaged = damaged_words(view.left_out) if view.left_out else ""
        self.answer(head, joined(damaged, said, by=" · "))
        super().paint(view)

    def paint_part(self) -> None:
        """Of everybody a line is made when it is first seen: there may be thousands."""
        if self.client_id or self.view is None:
            super().paint_part()
        else:
            self.lines.show(self._everybody(self.view.clients))

    def facts(self) -> frozenset[str]:
        """Whether there is something to take back."""
        here = self._here()
        return frozenset({here.state} if here is not None else ())

    # the first line

    def _of_one(self, one: ClientConsents) -> tuple[Content, Content]:
        never = f"{len(one.never)} never asked" if one.never else ""
        said = joined(f"{one.in_force} in force", _ending([one]), never, by=" · ")
        return joined(strong("Consents of "), strong(self.name_of(one.client, 30))), said

    def _of_all(self, clients: Iterable[ClientConsents]) -> tuple[Content, Content]:
        known = list(clients)
        holding = sum(one.in_force for one in known)
        silent = sum(not one.answers for one in known)
        never = f"{silent} of {len(known)} clients never asked" if silent else ""
        return strong("Consents"), joined(f"{holding} in force", _ending(known), never, by=" · ")

    # the rows

    def rows(self, view: Known) -> Iterator[Row]:
        """Of one client: each answer whole, then what was never asked, then the answers before."""
        one = view.clients[0]
        for answer in one.answers:
            yield from self.spread(f"consent:{answer.id}", _state(answer), self._words(answer, view.clock), _STATE)
        if one.never:
            yield from _parted("Never asked", bool(one.answers))
        for kind in one.never:
            words = joined(strong(kind), quiet(KINDS[kind]), by="  ")
            yield from self.spread(f"never:{one.client_id}:{kind}", quiet("○ not asked"), words, _STATE)
        if one.earlier:
            yield from _parted("Answers before these", True)
        for answer in one.earlier:
            words = self._words(answer, view.clock)
            yield from self.spread(f"earlier:{answer.id}", quiet("· replaced"), words, _STATE)
        yield note()
        keys = (keyed("n"), quiet(" they allow it   "), keyed("d"), quiet(" they decline   "), keyed("w"))
        yield note(joined("  ", *keys, quiet(" they take it back")))

    def _words(self, one: ConsentView, clock: Clock) -> Content:
        """`hours-log  name and hours in a log · yes on 1 Feb, until 1 Dec · for: ACC · by e-mail · “yes, do”`."""
        return joined(joined(strong(one.kind), quiet(one.about), by="  "), self._said(one, clock), by=" · ")

    def _said(self, one: ConsentView, clock: Clock) -> Content:
        """What they said, when, and until when."""
        when = f"{'yes' if one.given else 'no'} on {clock.day(one.on)}"
        until = f", until {clock.day(one.until)}" if one.until else ""
        back = f", taken back on {clock.day(one.withdrawn)}" if one.withdrawn else ""
        return joined(
            shown(f"{when}{until}{back}"),
            joined("for: ", self.words_of(one.use)) if one.use else "",
            self.words_of(one.how),
            joined("“", self.words_of(one.words), "”") if one.words else "",
            by=" · ",
        )

    def _everybody(self, clients: Iterable[ClientConsents]) -> LateRows:
        rows = LateRows()
        for at, one in enumerate(clients):
            if at:
                rows.add(note())
            rows.late(lambda one=one: heading(joined("  ", self.name_of(one.client))))  # type: ignore[misc]
            for answer in one.answers:
                rows.late(lambda answer=answer: self._line(answer), f"consent:{answer.id}")  # type: ignore[misc]
            if one.never:
                rows.late(lambda one=one: _never_row(one), f"never:{one.client_id}:")  # type: ignore[misc]
        if not len(rows):
            rows.add(note("  No clients yet; their answers belong here."))
        return rows

    def _line(self, answer: ConsentView) -> Row:
        words = joined(strong(answer.kind), self._said(answer, self.view.clock), by="  ")
        return Row(f"consent:{answer.id}", (_state(answer), words))

    # the line under the cursor

    def _here(self) -> ConsentView | None:
        kind, _, record = base_of(self.lines.current).partition(":")
        if self.view is None or kind != "consent":
            return None
        return next((one for person in self.view.clients for one in person.answers if one.id == record), None)

    def _whose(self) -> tuple[ClientConsents, str]:
        """Whose line it is, and the kind it is about (empty where it is about several)."""
        what, _, rest = base_of(self.lines.current).partition(":")
        for one in self.view.clients:
            if what == "never" and rest.partition(":")[0] == one.client_id:
                return one, rest.partition(":")[2] or one.never[0]
            for answer in (*one.answers, *one.earlier):
                if answer.id == rest:
                    return one, answer.kind
        raise LookupError(self.lines.current)

    # commands

    def open_line(self) -> None:
        """Among everybody's the client's own; there the page of the client."""
        whose = self._whose()[0].client_id
        self.desk_app.open_record("client" if self.client_id else "consents", whose)

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("consents.open")

    async def give(self) -> None:
        """They allow it."""
        await self._answer("give")

    async def decline(self) -> None:
        """They do not."""
        await self._answer("decline")

    async def _answer(self, verb: str) -> None:
        one, kind = self._whose()
        made = await consent_form.answer(self.desk_app, verb, one.client_id, one.client, kind)
        if made is not None:
            self.lines.go_to(f"consent:{made.id}")
            say(self.desk_app, f"{consent_form.BECAME[verb]}: {made.kind}", "u undoes", about=one.client)

    async def withdraw(self) -> None:
        """They take it back."""
        here = self._here()
        if here is not None and await consent_form.withdraw(self.desk_app, here) is not None:
            say(self.desk_app, f"taken back: {here.kind}", "u undoes", about=here.client)


def _ending(clients: Iterable[ClientConsents]) -> str:
    """`1 ends Fri 27 Nov`, of what is in force and ends next."""
    last = [one.until for person in clients for one in person.answers if one.state == IN_FORCE and one.until]
    if not last:
        return ""
    count = last.count(min(last))
    return f"{count} {'ends' if count == 1 else 'end'} {day_text(min(last), year=False)}"


def _state(answer: ConsentView) -> Content:
    return _MARKS.get(answer.state, quiet(f"· {answer.state}"))


def _parted(title: str, apart: bool) -> Iterator[Row]:
    if apart:
        yield note()
    yield heading(f"  {title}")


def _never_row(one: ClientConsents) -> Row:
    """How much was never asked comes first: a narrow screen cuts the names."""
    number = len(one.never)
    some = f"{number} more: {', '.join(one.never)}" if number < len(KINDS) else "anything yet"
    return Row(f"never:{one.client_id}:", (quiet("○ not asked"), quiet(some)))


# in the desk thread


def _read(desk: Desk, client_id: str) -> Known:
    from coachdesk.services import consents

    with desk.noting() as damaged:
        found = [consents.of_client(desk, client_id)] if client_id else consents.of_everybody(desk)
        return Known(tuple(found), clock_of(desk), len(damaged))
