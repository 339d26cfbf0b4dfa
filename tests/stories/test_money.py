"""The money of a client on screen: a payment, what it covers, a reversal with its reason."""

from __future__ import annotations

from contextlib import closing

import pytest

from coachdesk.domain.inputs.ledger import LineInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.services import ledger
from tests.driver import Story
from tests.stories.agreed import retypes, with_agreement
from tests.stories.people import fill, with_client
from tests.ui.desks import NOW, OpenDoor


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_lines_are_entered_and_taken_back(door: OpenDoor, size: tuple[int, int]) -> None:
    with_client(door, "Amara Okonkwo", called="Amara")
    async with Story(door, size=size) as desk:
        await desk.does("go.clients", "clients.open", "client.money")
        await desk.sees("Money · Amara", "they owe nothing", "Nothing is entered")
        await desk.does("money.new").sees("Ledger of Amara", "‹ payment")
        await fill(desk, Amount="120.00", What_for="the first part")
        await desk.does("form.save").sees("120.00 EUR paid, nothing invoiced yet", "payment", "the first part")
        await desk.does("shell.undo").sees_toast("kept for good")
        await desk.does("money.open").sees("what they owe changes by: -120.00 EUR").press("escape")
        await desk.does("money.delete").sees("Take back the payment of 120.00 EUR").types("entered twice")
        await desk.press("enter").sees("they owe nothing", "taken back", "entered twice")
        await desk.does("money.delete").sees_toast("it was taken back already")
        await desk.does("shell.private").does_not_see("entered twice", "Amara")


async def test_the_cursor_is_on_the_line_just_entered_so_that_d_takes_that_one_back(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo", called="Amara")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open", "client.money")
        for amount in ("120.00", "80.00", "60.00"):
            await desk.does("money.new")
            await fill(desk, Amount=amount)
            await desk.does("form.save").sees(f"▸ 27 Nov      payment  {amount} EUR")
        await desk.does("money.delete").sees("Take back the payment of 60.00 EUR")


async def test_what_is_wrong_is_said_beside_the_field(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.clients", "clients.open", "client.money", "money.new")
        await desk.does("form.save").sees("a line is about an amount above nothing")
        await fill(desk, Amount="0")
        await desk.does("form.save").sees("a line is about an amount above nothing")
        await fill(desk, Amount="1,200")
        await desk.does("form.save").sees("1,200")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_an_agreement_shows_its_sessions_and_money(door: OpenDoor, size: tuple[int, int]) -> None:
    with_agreement(door, state="signed")
    async with Story(door, size=size) as desk:
        await desk.does("go.agreements", "agreements.open", "move.first")
        await desk.sees("Sessions and money", "6 left of 6", "nothing in the ledger yet")
        await desk.does("agreement.money").sees("they owe nothing").does("money.new").press("left").sees("‹ invoice")
        await fill(desk, Amount="600.00", What_for="the first half", To_be_paid_by="10 dec")
        await desk.does("form.save").sees("they owe 600.00 EUR", "due 10 Dec").does("shell.back")
        await desk.sees("they owe 600.00 EUR · invoiced 600.00 EUR", "invoice · 600.00 EUR · the first half")
        await (
            desk.does("move.first", "move.down").sees("they owe 600.00 EUR", "$ opens the money").does("agreement.open")
        )
        await desk.sees("Money · Amara").does("shell.private").does_not_see("the first half")


async def test_an_overdue_invoice_is_said_first_and_is_on_today(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo", called="Amara", stage="paused")
    async with Story(door, size=(80, 24)) as desk:
        await desk.does("go.clients", "clients.open", "client.money", "money.new").press("left").sees("‹ invoice")
        await fill(desk, Amount="600.00", When="")
        await retypes(desk, "2026-11-01")
        await fill(desk, To_be_paid_by="2026-11-20")
        await desk.does("form.save").sees("they owe 600.00 EUR · overdue since 20 Nov", "overdue, 20 Nov")
        await desk.does("go.today").sees("1 client owes since too long", "600.00 EUR to be paid since Fri 20 Nov")
        await desk.does("move.first", "today.open").sees("Money · Amara").does("money.new")
        await fill(desk, Amount="600.00")
        await desk.does("form.save").sees("they owe nothing", "paid").does("go.today").does_not_see("Overdue")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_who_owes_what_is_one_key_from_the_ledger(door: OpenDoor, size: tuple[int, int]) -> None:
    amara = with_client(door, "Amara Okonkwo", called="Amara")
    mei = with_client(door, "Mei Chen", called="Mei")
    async with Story(door, size=size) as desk:
        await desk.does("go.ledger", "ledger.owed").sees("Owed nobody owes anything", "Nobody owes anything, and you")
        reading = Reading(today=NOW.date(), currency="EUR")
        lines = ((amara, "invoice", "120", {"on": "1 nov", "due": "2026-11-20"}), (mei, "payment", "60", {}))
        with closing(door.other()) as other:
            for whose, kind, amount, more in lines:
                entered = {"kind": kind, "amount": amount, "currency": "EUR", **more}
                ledger.add(other, whose, validated(LineInput, entered, reading))
        await desk.does("shell.back", "ledger.owed")
        await desk.sees("Owed they owe 120.00 EUR · 1 overdue · 60.00 EUR paid ahead", "They owe: 1", "You owe: 1")
        await desk.sees("! Amara 120.00 EUR overdue since 20 Nov", "Mei 60.00 EUR paid, nothing invoiced yet")
        await desk.does("owed.open").sees("Money · Amara", "they owe 120.00 EUR · overdue since 20 Nov")
        await desk.does("shell.back").sees("They owe: 1").does("shell.private").does_not_see("Amara", "120.00", "Mei")
