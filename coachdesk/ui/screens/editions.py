"""Editions of the code: what is known of each here, which one is used; another one is chosen, or put beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from coachdesk.domain.days import day_text
from coachdesk.domain.views.ethics import EditionView
from coachdesk.ui.say import say
from coachdesk.ui.screens.ethics_words import OURS
from coachdesk.ui.screens.panes import Panes
from coachdesk.ui.text import caution, good, joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


class EditionsScreen(Panes):
    """The editions beside what each is; made with no record's id."""

    place = "editions"
    tab = "ethics"
    columns = (
        Column(width=1),
        Column("Edition", most=24),
        Column("Known here", most=14),
        Column("Numbers checked", most=16),
        Column("", flex=True, most=40),
    )
    DEFAULT_CSS = """
    EditionsScreen #edition { height: auto; padding: 0 2; margin-bottom: 1; }
    """

    def __init__(self, _: str = "") -> None:
        super().__init__()
        self.known: tuple[EditionView, ...] = ()

    def body(self) -> ComposeResult:
        """Whose words these are, the list, what is known of one."""
        yield Words(quiet(f"{OURS}; the ICF publishes the code itself"), id="edition")
        yield from self.panes()

    def on_mount(self) -> None:
        """The name of the screen, before any data."""
        self.answer("Editions")
        self.lines.focus()

    async def load(self) -> tuple[EditionView, ...]:
        """Those that are listed."""
        found: tuple[EditionView, ...] = await self.ask(_read)
        return found

    def paint(self, view: tuple[EditionView, ...]) -> None:
        """Which one is used; a line for each."""
        first, self.known = not self.known, view
        used = next((one for one in view if one.is_used), None)
        self.answer("Editions", joined("you work by ", used.title) if used is not None else "none is chosen")
        self.lines.show([Row(one.id, _cells(one)) for one in view])
        if first and used is not None:
            self.lines.go_to(used.id)
        self.paint_text()

    def edition_here(self) -> EditionView | None:
        """The edition under the cursor."""
        return next((one for one in self.known if one.id == self.lines.current), None)

    def text_here(self, line: str) -> list[Content]:
        """Its sections, what is known and what is not."""
        one = self.edition_here()
        if one is None:
            return []
        used = good("✓ you work by it") if one.is_used else joined(keyed("enter"), quiet(" works by it from now on"))
        if not one.of:
            return [strong(one.title), caution(one.note)]
        since = f"of {day_text(date.fromisoformat(one.effective))}"
        lines = [strong(one.title), joined(one.status, since, by=", "), used]
        if not one.is_used:
            lines.append(joined(keyed("v"), quiet(" puts it beside the one you work by")))
        lines += [
            Content.empty(),
            caution(one.note) if one.note else shown("Each standard and its number were checked."),
        ]
        lines += [Content.empty(), *(joined(strong(number), "  ", title) for number, title in one.sections)]
        return lines

    def facts(self) -> frozenset[str]:
        """Whether the one under the cursor is used, or its file cannot be read."""
        one = self.edition_here()
        if one is None:
            return frozenset()
        return frozenset(name for name, true in (("used", one.is_used), ("unreadable", not one.of)) if true)

    async def open_line(self) -> None:
        """Work by the one under the cursor from now on; answers belong to topics, and stay."""
        one = self.edition_here()
        if one is not None and not one.is_used:
            await self.do("settings.change_all", {"edition": one.id})
            say(self.desk_app, f"you work by {one.title}; every answer is kept", "u undoes")

    def on_line_list_opened(self) -> None:
        """A double click is `enter`."""
        self.action_command("editions.open")

    def compare(self) -> None:
        """The one that is used beside the one under the cursor, else beside the one before it."""
        ids = [one.id for one in self.known if one.of]
        used = next((one.id for one in self.known if one.is_used), ids[0])
        other = self.lines.current if self.lines.current != used else next((one for one in ids if one != used), used)
        self.desk_app.open_record("edition_compare", f"{used}|{other}")


def _cells(one: EditionView) -> tuple[object, ...]:
    if not one.of:
        return caution("!"), one.id, "", "", caution(one.status)
    mark = good("✓") if one.is_used else shown(" ")
    known = f"{one.known} of {one.of}" if one.known < one.of else f"all {one.of}"
    unchecked = one.known - one.checked
    checked = caution(f"{one.checked}, not {unchecked}") if unchecked else shown(f"all {one.checked}")
    return (mark, one.id, known, checked, quiet("you work by it" if one.is_used else one.status))


# in the desk thread


def _read(desk: Desk) -> tuple[EditionView, ...]:
    from coachdesk.services import ethics

    return tuple(one for one in ethics.editions(desk) if one.is_listed or one.is_used)
