"""The register of disclosures: all that ever left, to whom, when and on which ground; of one client or of all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.days import day_text
from coachdesk.domain.disclosures import BASES
from coachdesk.domain.times import local
from coachdesk.domain.views.history import DisclosureView
from coachdesk.ui.say import say
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.screens.disclosure_form import tell_by_hand
from coachdesk.ui.screens.people import Clock, clock_of, damaged_words
from coachdesk.ui.screens.person_picked import pick_person
from coachdesk.ui.text import caution, joined, quiet, strong
from coachdesk.ui.widgets.columns import Column, Row, note
from coachdesk.ui.widgets.dialogs import tell
from coachdesk.ui.widgets.late_rows import LateRows
from coachdesk.ui.widgets.line_list import Empty, LineList

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_TO_OTHERS = ("unnamed", "consent", "agreement", "override", "law", "harm", "supervision")
_SHORT = {
    "to-client": "to them", "own": "kept by you", "no-client": "shows no client", "unnamed": "without a name",
    "consent": "by consent", "agreement": "by agreement", "override": "for a reason", "law": "by law",
    "harm": "against harm", "supervision": "in supervision",
}  # fmt: skip
_PRESSING = ("override", "law", "harm")
_WHEN, _CLIENT = Column(width=11), Column(most=16)
_REST = (Column(flex=True, most=90), Column(most=24), Column(most=16, least=14))
EMPTY = Empty("Nothing left yet. Every file, copy and report will be here by itself.", "n", "enters what was told")


@dataclass(frozen=True, slots=True)
class Known:
    """What the page shows. `untold` are the clients to be told of something, and of what."""

    client: str
    lines: tuple[DisclosureView, ...]
    untold: tuple[tuple[str, str], ...]
    clock: Clock
    left_out: int = 0


class DisclosuresScreen(DeskScreen):
    """What left of a client; made without a client's id, of everybody."""

    place = "disclosures"
    tab = "ethics"

    def __init__(self, client_id: str) -> None:
        super().__init__()
        self.client_id = client_id
        self.view: Known | None = None

    def body(self) -> ComposeResult:
        """The list."""
        yield LineList((_WHEN, *(() if self.client_id else (_CLIENT,)), *_REST), empty=EMPTY)

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("What went to whom")
        self.lines.focus()

    async def load(self) -> Known:
        """The register."""
        found: Known = await self.ask(_read, self.client_id)
        return found

    def paint(self, view: Known) -> None:
        """How much went to others and on which ground; then each, newest first."""
        self.view = view
        self.answer(self._heading(view), self._sentence(view))
        rows = LateRows()
        for one in view.lines:
            rows.late(lambda one=one: Row(one.id, self._cells(one)), one.id)  # type: ignore[misc]
        for client, what in view.untold:
            words = (self.name_of(client), self.words_of(what))
            rows.add(note(joined("  ", caution("! not told yet  "), *words, by=" ")))
        self.lines.show(rows)

    def _heading(self, view: Known) -> Content:
        whose = joined(strong("What went to whom · "), strong(self.name_of(view.client, 24)))
        return whose if self.client_id else strong("What went to whom")

    def _sentence(self, view: Known) -> Content:
        """`1 still to be told · 3 to others: 2 by consent, 1 for a reason`; of one ground `3 to others, by consent`."""
        count = Counter(one.basis for one in view.lines)
        grounds = [basis for basis in _TO_OTHERS if count[basis]]
        several = ", ".join(f"{count[basis]} {_SHORT[basis]}" for basis in grounds)
        total = sum(count[basis] for basis in grounds)
        said = f"{total} to others: {several}" if len(grounds) > 1 else "nothing to anybody else"
        if len(grounds) == 1:
            said = f"{total} to others, {_SHORT[grounds[0]]}"
        untold = caution(f"! {len(view.untold)} still to be told") if view.untold else ""
        damaged = damaged_words(view.left_out) if view.left_out else ""
        return joined(damaged, untold, said, by=" · ")

    def _cells(self, one: DisclosureView) -> tuple[object, ...]:
        assert self.view is not None  # noqa: S101  (a line is painted from it)
        client = () if self.client_id else (self.name_of(one.client),)
        ground = _SHORT.get(one.basis, "")
        shown_ground = caution(f"! {ground}") if one.basis in _PRESSING else quiet(ground)
        to = joined("to ", self.name_of(one.recipient))
        return (quiet(self.view.clock.day(one.at)), *client, self.words_of(one.what), to, shown_ground)

    # commands

    async def open_line(self) -> None:
        """All that is kept of the line under the cursor."""
        view = self.view
        one = next((one for one in view.lines if one.id == self.lines.current), None) if view is not None else None
        if view is not None and one is not None:
            await tell(self.desk_app, joined(strong("To "), strong(self.name_of(one.recipient))), _whole(one, view))

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("disclosures.open")

    async def tell_by_hand(self) -> None:
        """Enter what was told another way."""
        client_id, client = self.client_id, self.view.client if self.view is not None else ""
        if not client_id:
            picked = await pick_person(self.desk_app, "Of which client was it told?", "client")
            if picked is None:
                return
            _, client_id, client = picked
        made = await tell_by_hand(self.desk_app, client_id, client)
        if made is not None:
            self.lines.go_to(made.id)
            say(self.desk_app, "entered in the register, for good", about=client)


def _whole(one: DisclosureView, view: Known) -> list[Content]:
    """Each thing that is kept, on lines of its own."""
    when = day_text(local(one.at, view.clock.zone).date()) if one.by_hand else view.clock.at(one.at)
    answered = f" ({view.clock.day(one.answered)})" if one.answered else ""
    said = (
        ("what", one.what),
        ("client", one.client),
        ("when", when),
        ("ground", BASES.get(one.basis, "not kept then")),
        ("consent", one.consent),
        ("why", one.why),
        ("they said", f"{one.answer}{answered}" if one.answer else ""),
        ("file", one.file_name),
        ("its hash", one.file_hash),
    )
    return [joined(quiet(f"{name}: "), words) for name, words in said if words]


# in the desk thread


def _read(desk: Desk, client_id: str) -> Known:
    from coachdesk.services import disclosures
    from coachdesk.services.people import people

    whose = client_id or None
    with desk.noting() as damaged:
        return Known(
            client=people(desk).known(("client", client_id)).title if client_id else "",
            lines=tuple(disclosures.lines(desk, whose)),
            untold=tuple(disclosures.untold(desk, whose)),
            clock=clock_of(desk),
            left_out=len(damaged),
        )
