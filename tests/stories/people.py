"""What stories about clients and contacts share: people on the desk beforehand, and finding one's way in a form."""

from __future__ import annotations

import re
from typing import Any

from coachdesk.domain.inputs.clients import ClientInput
from coachdesk.domain.inputs.contacts import ContactInput
from coachdesk.domain.inputs.goals import GoalInput, RatingInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.services import clients, contacts, goals
from coachdesk.ui.widgets.form import FieldRow
from tests.driver import Story
from tests.ui.desks import NOW, OpenDoor

READING = Reading(today=NOW.date())


def with_client(door: OpenDoor, full_name: str, **fields: Any) -> str:
    """A client who is there before the story begins; their id."""
    desk = door.other()
    try:
        return clients.add(desk, validated(ClientInput, {"full_name": full_name, **fields}, READING)).id
    finally:
        desk.close()


def with_contact(door: OpenDoor, name: str, role: str, **fields: Any) -> str:
    """A contact who is there before the story begins; their id."""
    desk = door.other()
    try:
        return contacts.add(desk, validated(ContactInput, {"name": name, "role": role, **fields}, READING)).id
    finally:
        desk.close()


def with_goal(door: OpenDoor, client_id: str, text: str, *ratings: int, measure: str = "") -> str:
    """A goal, rated so by the client; its id."""
    desk = door.other()
    try:
        goal = goals.add(desk, client_id, validated(GoalInput, {"text": text, "measure": measure}))
        for value in ratings:
            goals.rate(desk, goal.id, validated(RatingInput, {"value": value}))
        return goal.id
    finally:
        desk.close()


async def turns_to(desk: Story, word: str) -> None:
    """Turn to that part of a page in sight, with the arrow keys."""
    line = next(line for line in desk.screen().splitlines() if "← →" in line)
    parts = re.split(r"\s{2,}|\s(?=▸)", line.strip())
    here = next(at for at, part in enumerate(parts) if part.startswith("▸"))
    steps = [part.removeprefix("▸") for part in parts].index(word) - here
    await desk.does(*["move.right" if steps > 0 else "move.left"] * abs(steps)).sees(f"▸{word}")


async def fill(desk: Story, **values: str) -> None:
    """Go to each field with the tab key, by its label (`_` for all but letters), and type into it."""
    for label, text in values.items():
        for _ in range(40):
            if _label_here(desk) == label.casefold():
                break
            await desk.press("tab")
        else:
            raise AssertionError(f"no field {label}:\n{desk.screen()}")
        await desk.types(text)


def _label_here(desk: Story) -> str:
    focused = desk.app.screen.focused
    row = next((one for one in focused.ancestors if isinstance(one, FieldRow)), None) if focused else None
    return re.sub(r"\W+", "_", row.spec.label.strip()).casefold() if row else ""
