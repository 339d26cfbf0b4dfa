"""What a client said they would do, and what is held for them: their part of a client's page, and its keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.days import day_text
from coachdesk.domain.views.session_work import ActionView, ShareView
from coachdesk.ui.screens import held_acts
from coachdesk.ui.screens.base import DeskScreen
from coachdesk.ui.screens.tabs import TabbedScreen, base_of
from coachdesk.ui.text import caution, good, joined, keyed, quiet, shown
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.dialogs import choose

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

One = ActionView | ShareView
COLUMNS = (Column(width=1), Column(flex=True, most=400))
_MARKS = {"done": good("✓"), "partly": caution("◐"), "not": caution("–"), "open": shown("○")}
_BECAME = {"done": "done", "partly": "in part", "not": "not done"}
_NEW = (("action", "something they will do"), ("share", "something to share with them"))


@dataclass(frozen=True, slots=True)
class Held:
    """All of one client: what is open first."""

    actions: tuple[ActionView, ...]
    shares: tuple[ShareView, ...]


def rows(screen: TabbedScreen, held: Held) -> Iterator[Row]:
    """What is held for them, what they would do, and what became of the rest."""
    if not held.actions and not held.shares:
        yield note()
        yield note("  Nothing is held for them, and they have nothing to do.")
        yield note()
        yield note(joined("  ", keyed("n"), "  ", quiet("adds what they will do, or what is to share")))
    parts = (
        ("To share", [one for one in held.shares if one.told is None]),
        ("They would", [one for one in held.actions if one.state == "open"]),
        ("Shared", [one for one in held.shares if one.told is not None]),
        ("What became of the rest", [one for one in held.actions if one.state != "open"]),
    )
    for title, found in parts:
        if found:
            yield heading(f"  {title}")
            for one in found:
                yield from spread(screen, one, screen.room - COLUMNS[0].width - 2)
            yield note()


def spread(screen: TabbedScreen, one: One, width: int, label: object = None) -> list[Row]:
    """One of them in as many lines as it needs; the first cell is its mark, unless there is a label to put there."""
    words = words_of(screen, one)
    first = mark(one) if label is None else label
    lines = words.wrap(max(10, width)) or [words]
    return [
        Row(f"{row_id(one)}#{at}" if at else row_id(one), ("" if at else first, piece))
        for at, piece in enumerate(lines)
    ]


def row_id(one: One) -> str:
    """The id of its row, wherever it is."""
    return f"{'action' if isinstance(one, ActionView) else 'share'}:{one.id}"


def mark(one: One) -> Content:
    """One sign for how it stands, which words beside it say too."""
    if isinstance(one, ActionView):
        return _MARKS.get(one.state, shown("○"))
    return good("✓") if one.told else quiet("…")


def words_of(screen: DeskScreen, one: One) -> Content:
    """`talk to Rosa · in part: no time`; `you light up when you teach · ask first`."""
    if isinstance(one, ShareView):
        return joined(screen.words_of(one.text), quiet(held_acts.share_words(one)), by=" · ")
    due = quiet(f"by {day_text(one.due, year=False)}") if one.due and one.state == "open" else ""
    became = quiet(_BECAME[one.state]) if one.state != "open" else Content.empty()
    obstacle = joined(became, ": ", screen.words_of(one.obstacle)) if one.obstacle else became
    return joined(screen.words_of(one.text), due, obstacle, by=" · ")


def of_row(held: Held, at: str) -> One | None:
    """The one of that row."""
    here = base_of(at)
    known: tuple[One, ...] = (*held.shares, *held.actions)
    return next((one for one in known if row_id(one) == here), None)


def facts_of(one: One | None) -> set[str]:
    """What the keys look at."""
    if one is None:
        return set()
    if isinstance(one, ActionView):
        return {"held", "action"}
    return {"held", "share"} | ({"told"} if one.told else set())


class HeldKeys(DeskScreen):
    """A screen with what they would do, and what is to share, on it."""

    def held_here(self) -> One | None:
        """The one under the cursor."""
        return None

    def held_for(self) -> tuple[str, str]:
        """The client and the session to whom a new one belongs; the session may be empty."""
        raise LookupError(self.place)

    async def new_held(self) -> None:
        """Something they will do, or something to share."""
        which = await choose(self.desk_app, "What is new?", _NEW)
        if which == "action":
            await held_acts.add_action(self.desk_app, *self.held_for())
        elif which == "share":
            await held_acts.add_share(self.desk_app, *self.held_for())

    async def tick_held(self) -> None:
        """They did it; or it is open again."""
        one = self.held_here()
        if isinstance(one, ActionView):
            await held_acts.tick(self.desk_app, one)

    async def answer_held(self) -> None:
        """What became of it, or what they said to hearing it."""
        one = self.held_here()
        if isinstance(one, ActionView):
            await held_acts.answer_action(self.desk_app, one)
        elif one is not None and one.told is None:
            await held_acts.answer_share(self.desk_app, one)

    async def edit_held(self) -> None:
        """Other words."""
        one = self.held_here()
        if isinstance(one, ActionView):
            await held_acts.edit_action(self.desk_app, self.held_for()[0], one)
        elif one is not None:
            await held_acts.edit_share(self.desk_app, self.held_for()[0], one)

    async def delete_held(self) -> None:
        """Away with it."""
        one = self.held_here()
        if one is not None:
            service = "client_actions" if isinstance(one, ActionView) else "shares"
            await held_acts.remove(self.desk_app, service, one.id, one.text)


# in the desk thread


def read(desk: Desk, client_id: str) -> Held:
    """All that is held of a client; for use in the desk thread."""
    from coachdesk.services import client_actions, shares

    return Held(client_actions.lines(desk, client_id), shares.lines(desk, client_id))
