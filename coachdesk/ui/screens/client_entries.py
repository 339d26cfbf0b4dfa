"""The part of a client's page that questions of ethics look at: what is known of them, and their dated entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from coachdesk.domain.clients import kept_words, yes_no
from coachdesk.domain.views.clients import ClientFields
from coachdesk.domain.views.register import EntryView
from coachdesk.ui.screens import entry_words
from coachdesk.ui.screens.entry_keys import PREFIX
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.screens.tabs import base_of
from coachdesk.ui.text import caution, joined, keyed, quiet
from coachdesk.ui.widgets.columns import Column, Row, heading, note

if TYPE_CHECKING:
    from coachdesk.ui.screens.tabs import TabbedScreen

_LABEL = 18
COLUMNS = (Column(width=_LABEL), Column(flex=True, most=400))
LABELS = {
    "location": "Where they are",
    "emergency_number": "Emergency number",
    "other_ties": "Other ties",
    "shares_employer": "Same employer",
    "conflict_check": "Conflict check",
    "keep_years": "Records kept",
    "coached_since": "Coached since",
}
"""Each field with the name of its line; the form opens there."""


def rows(screen: TabbedScreen, fields: ClientFields, entries: Sequence[EntryView], clock: Clock) -> Iterator[Row]:
    """What is known, then the entries, the last one first."""
    yield heading("  What is known")
    for name, label in LABELS.items():
        words = _known(screen, name, fields, clock)
        said = words if words else quiet("not known yet")
        yield from screen.spread(f"field:{name}", quiet(label), said, _LABEL)
    yield note()
    yield heading("  Dated entries")
    if not entries:
        yield note(joined("  ", quiet("None yet: an intake talk, a review talk, a suggestion, a conflict …")))
        yield note(joined("  ", keyed("n"), "  ", quiet("enters one")))
    for entry in sorted(entries, key=lambda one: (not one.lacks, not one.counts)):
        day = clock.day(entry.on)
        words = joined(entry_words.title_of(screen, entry), entry_words.said(screen, entry, clock), by=" · ")
        when = joined(caution("! "), quiet(day)) if entry.lacks else joined("  ", quiet(day))
        yield from screen.spread(PREFIX + entry.id, when, words, _LABEL)


def entry_of(entries: Sequence[EntryView], row_id: str) -> EntryView | None:
    """The entry of that row."""
    here = base_of(row_id)
    return next((one for one in entries if PREFIX + one.id == here), None)


def _known(screen: TabbedScreen, name: str, fields: ClientFields, clock: Clock) -> Content:
    """A field in words; those that belong together are one line."""
    if name == "shares_employer":
        return screen.words_of(yes_no(fields.shares_employer))
    if name == "conflict_check":
        day = quiet(clock.day(fields.conflict_check_on)) if fields.conflict_check_on else ""
        return joined(screen.words_of(fields.conflict_check), day, by=" · ")
    if name == "keep_years":
        return screen.words_of(kept_words(fields.keep_years, fields.keep_until))
    if name == "coached_since":
        return screen.words_of(clock.day(fields.coached_since) if fields.coached_since else "")
    return screen.words_of(getattr(fields, name))
