"""The money of a client on screen: a payment, what it covers, a reversal with its reason."""

from __future__ import annotations

import pytest

from tests.driver import Story
from tests.stories.people import fill, with_client
from tests.ui.desks import OpenDoor


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_lines_are_entered_and_taken_back(door: OpenDoor, size: tuple[int, int]) -> None:
    with_client(door, "Amara Okonkwo", called="Amara")
    async with Story(door, size=size) as desk:
        await desk.does("go.clients", "clients.open", "client.money")
        await desk.sees("Money · Amara", "they owe nothing", "Nothing is entered")
        await desk.does("money.new").sees("Ledger of Amara", "‹ payment")
        await fill(desk, Amount="120.00", What_for="the first part")
        await desk.does("form.save").sees("you owe them 120.00 EUR", "payment", "the first part")
        await desk.does("shell.undo").sees_toast("kept for good")
        await desk.does("money.open").sees("what they owe changes by: -120.00 EUR").press("escape")
        await desk.does("money.delete").sees("Take back the payment of 120.00 EUR").types("entered twice")
        await desk.press("enter").sees("they owe nothing", "taken back", "entered twice")
        await desk.does("money.delete").sees_toast("it was taken back already")
        await desk.does("shell.private").does_not_see("entered twice", "Amara")


async def test_what_is_wrong_is_said_beside_the_field(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.clients", "clients.open", "client.money", "money.new")
        await desk.does("form.save").sees("a line is about an amount above nothing")
        await fill(desk, Amount="0")
        await desk.does("form.save").sees("a line is about an amount above nothing")
        await fill(desk, Amount="1,200")
        await desk.does("form.save").sees("1,200")
