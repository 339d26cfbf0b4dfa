"""What cannot be read is said on each page of ethics that leaves it out."""

from __future__ import annotations

import pytest

from coachdesk.domain.inputs.consents import GiveInput
from coachdesk.domain.inputs.dilemmas import DilemmaInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreements, consents, dilemmas
from tests.driver import Story
from tests.services.acts import damage
from tests.stories.agreed import with_agreement
from tests.stories.people import READING
from tests.ui.desks import NOW, OpenDoor

LEFT_OUT = "✗ 1 damaged record is left out here"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_damaged_records_are_left_out_with_a_word(door: OpenDoor, size: tuple[int, int]) -> None:
    agreement = with_agreement(door, state="signed")
    desk = door.other()
    client = agreements.page(desk, agreement).client_id
    given = {"kind": "hours-log", "on": NOW.date()}
    consents.give(desk, client, validated(GiveInput, given, READING))
    dilemmas.add(desk, validated(DilemmaInput, {"happened": "over lunch"}, READING))
    agreements.export(desk, agreement, "md", door.folder_here.parent / "a.md")
    for table in ("consent", "dilemma", "disclosure"):
        damage(desk, table)
    desk.close()
    async with Story(door, size=size) as story:
        await story.does("go.ethics", "ethics.dilemmas").sees(LEFT_OUT).does("shell.back")
        await story.does("ethics.disclosures").sees(LEFT_OUT).does("shell.back")
        await story.does("ethics.consents").sees(LEFT_OUT).does("shell.back").sees("damaged records are left out here")
        await story.does("move.last", "ethics.open").sees("damaged records are left out here", "month by month")
