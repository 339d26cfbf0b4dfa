"""What is said as soon as somebody stands in for a client who did not agree to be named to them. It stops nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coachdesk.domain.absence_words import unnamed_words
from coachdesk.ui.say import say
from coachdesk.ui.text import name_for

if TYPE_CHECKING:
    from coachdesk.domain.views.absences import AbsenceView
    from coachdesk.services.gate import LeftOut
    from coachdesk.ui.app import CoachdeskApp


async def say_unnamed(app: CoachdeskApp, absence: AbsenceView, items: Sequence[str] = ()) -> None:
    """Name them, of those whom the absence touches or whose session or task is among `items`; silent for nobody."""
    left: tuple[LeftOut, ...] = await app.bridge.ask("absence_sheet.unnamed", absence.id, items)
    if left and absence.cover is not None:
        names = [name_for(app.private, one.client).plain for one in left]
        say(app, unnamed_words(names, name_for(app.private, absence.cover.title).plain), tone="warning")
