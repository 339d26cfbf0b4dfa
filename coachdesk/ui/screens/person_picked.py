"""Picking one person, client or contact, by searching."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from coachdesk.domain.text import fold
from coachdesk.ui.text import name_for, quiet, words_for
from coachdesk.ui.widgets.columns import Column, Row
from coachdesk.ui.widgets.dialogs import pick

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.services.people import Someone
    from coachdesk.ui.app import CoachdeskApp

_COLUMNS = (Column(most=40), Column(width=8), Column(flex=True, most=60))
MOST = 200
"""Shown at the most; more letters narrow them down."""


async def pick_person(
    app: CoachdeskApp, question: str, kind: str = "", ids: Collection[str] = ()
) -> tuple[str, str, str] | None:
    """Kind, id and title of a client or contact (with `kind` only of one of those, with `ids` only of these), or None
    where the question was left."""
    known: Sequence[tuple[str, Someone]] = await app.bridge.ask(_everyone)
    everyone = [(names, one) for names, one in known if kind in ("", one.kind) and (not ids or one.id in ids)]

    def find(text: str) -> list[Row]:
        wanted = fold(text).split()
        found = [one for names, one in everyone if all(word in names for word in wanted)]
        return [
            Row(f"{one.kind}:{one.id}", (name_for(app.private, one.title), one.kind, _detail(app, one)))
            for one in found[:MOST]
        ]

    picked = await pick(app, question, find, _COLUMNS, empty="Nobody here has this name.")
    if picked is None:
        return None
    return next((one.kind, one.id, one.title) for _, one in everyone if f"{one.kind}:{one.id}" == picked)


def _detail(app: CoachdeskApp, one: Someone) -> object:
    return quiet(words_for(app.private, one.detail))


def _everyone(desk: Desk) -> list[tuple[str, Someone]]:
    """Everyone by name, each with the folded names they are found by."""
    from coachdesk.services.people import people

    found = sorted(people(desk).everyone.values(), key=lambda one: (one.is_over, fold(one.title), one.id))
    return [(fold("\n".join((one.title, *one.names))), one) for one in found]
