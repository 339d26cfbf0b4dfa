"""What the forms of people share: saving new ones, where a likely duplicate is asked about before, and changed ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coachdesk.ui.text import joined, name_for, quiet, strong
from coachdesk.ui.widgets.dialogs import choose
from coachdesk.ui.widgets.form import GoesOnTyping

if TYPE_CHECKING:
    from coachdesk.domain.views.clients import LikelyDuplicate
    from coachdesk.ui.app import CoachdeskApp

OPEN_AT_MOST = 3
"""Of so many likely duplicates each can be opened from the question."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a form: the record, and whether it is one that was there already, to be opened instead."""

    id: str
    title: str
    existing: bool = False


async def ask_about_duplicates(
    app: CoachdeskApp, likely: Sequence[LikelyDuplicate], noun: str
) -> LikelyDuplicate | None:
    """The one to be opened instead, or None to save all the same. Raises GoesOnTyping for neither."""
    if not likely:
        return None
    first = likely[0]
    name = strong(name_for(app.private, first.title))
    others = f", and {len(likely) - 1} more look alike" if len(likely) > 1 else ""
    question = joined(name, f" is here already: {first.why}{others}.")
    open_words = [(one.id, joined("Open ", name_for(app.private, one.title), quiet(f"  {one.why}"))) for one in likely]
    answer = await choose(
        app,
        question,
        [*open_words[:OPEN_AT_MOST], ("save", f"Save as another {noun}"), ("back", "Go on typing")],
    )
    if answer == "save":
        return None
    chosen = next((one for one in likely if one.id == answer), None)
    if chosen is None:
        raise GoesOnTyping
    return chosen


def changed(values: Mapping[str, str], first: Mapping[str, str]) -> dict[str, str]:
    """Only what differs from how the form was opened."""
    return {name: text for name, text in values.items() if text != first.get(name, "")}
