"""Incidents on the screen: one is written down, two ways offered, one chosen, and it is made good."""

from __future__ import annotations

from tests.driver import Story
from tests.stories.people import with_client
from tests.ui.desks import OpenDoor

WIDE, NARROW = (120, 40), (80, 24)


async def test_an_incident_from_what_happened_to_how_it_was_made_good(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo", called="Amara")
    async with Story(door, size=WIDE) as desk:
        await desk.does("shell.palette").types("Incidents of every").press("enter")
        await desk.sees("Nothing went wrong that is written down").does("incidents.new")
        await desk.types("Amara").press("enter").types("I came half an hour late").does("form.save")
        await desk.sees("! 1 open", "two options to offer", "Amara: I came half", "not said; e says it")
        await desk.does("incidents.choose").sees_toast("nothing was offered yet")
        await desk.does("incidents.done").sees_toast("it takes two options")
        await desk.does("incidents.offer").types("an hour without a fee").press("enter").types("an hour")
        await desk.does("form.save").sees("a second option to offer", "costs an hour")
        await desk.does("incidents.open").types("half the fee back").does("form.save")
        await desk.sees("1 waits for their choice", "2 half the fee back").does("incidents.done")
        await desk.sees_toast("they did not choose yet").does("incidents.open").press("tab")
        await desk.types("the hour, gladly").does("form.save").sees("making it good", "✓ 1 an hour", "the hour, gladly")
        await desk.sees("$ credits or refunds it").does("incidents.credit").sees("makes good: I came half an hour late")
        await (
            desk.sees("‹ credit")
            .press("tab")
            .types("60")
            .does("form.save")
            .sees_toast("entered: credit, which makes it")
        )
        await desk.sees("✓ credit of 60.00 EUR, 27 Nov").does_not_see("$ credits or refunds it")
        await desk.does("incidents.edit").types("Amara and I").does("form.save").sees("who knows: Amara and I")
        await desk.does("incidents.done").types("held it on Monday").does("form.save")
        await desk.sees("each was made good", "closed", "held it on Monday")
        await desk.does("incidents.offer").sees_toast("it is closed").does("shell.undo").sees("! 1 open")


async def test_a_client_s_incidents_and_what_prep_says_of_them(door: OpenDoor) -> None:
    from coachdesk.domain.inputs.incidents import IncidentInput, OptionInput
    from coachdesk.domain.inputs.sessions import SessionInput
    from coachdesk.domain.inputs.validate import validated
    from coachdesk.services import incidents, sessions
    from tests.stories.people import READING

    client_id = with_client(door, "Amara Okonkwo", called="Amara")
    other = door.other()
    sessions.add(other, client_id, validated(SessionInput, {"at": "mon 10:00"}, READING))
    made = incidents.open_one(other, validated(IncidentInput, {"client": client_id, "what": "I came late"}))
    for text in ("an hour", "money back"):
        incidents.option(other, made.id, validated(OptionInput, {"text": text}))
    other.close()
    async with Story(door, size=NARROW) as desk:
        await desk.does("go.clients").does("clients.open").does("client.incidents")
        await desk.sees("Incidents of Amara", "! 1 open", "their choice").does("shell.back")
        await desk.does("hour.prep")
        await desk.sees("Incident", "I came late — waits for their choice: 1 an hour · 2 money back")
        await desk.does("move.first")
        for _ in range(30):
            if any(line.startswith("▸") and "I came late" in line for line in desk.screen().splitlines()):
                break
            await desk.does("move.down")
        await desk.does("prep.open").sees("Incidents of Amara", "waits for their choice: s enters")
        await desk.does("shell.private").sees("! 1 open").does_not_see("I came late").does_not_see("money back")
