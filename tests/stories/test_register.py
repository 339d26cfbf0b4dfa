"""The practice register on its page, and a client's entries on theirs."""

from __future__ import annotations

from tests.driver import Story
from tests.stories.people import fill
from tests.ui.desks import OpenDoor


async def test_entries_of_the_practice(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.ethics", "ethics.register").sees("Register", "no entries yet", "5 checks never done")
        await desk.sees("To be done again", "! never yet Storage check", "It counts for 6 months.")
        await desk.does("register.open").sees("Storage check", "Device lock, passwords, who has access.")
        await desk.does("form.save").sees_toast("storage check entered").sees("1 entry")
        await desk.does("register.new").sees("What kind of entry?").types("qualif").does("pick.open")
        await desk.sees("Obtained on", "Fri 27 Nov 2026").does("form.save").sees("! not saved", "needs words")
        await fill(desk, Which_by_whom="ACC, ICF")
        await desk.does("form.save").sees_toast("qualification entered").sees("2 entries", "▸ 27 Nov ACC, ICF")
        await desk.sees("obtained on 27 Nov", "shown to clients yes")
