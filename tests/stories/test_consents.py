"""Consents and the register of disclosures on screen: of one client, of all, given, declined, taken back, told by
hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coachdesk.domain.inputs.consents import GiveInput
from coachdesk.domain.inputs.register import EntryInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import consents, register
from tests.driver import Story
from tests.stories.people import READING, fill, with_client
from tests.ui.desks import NOW, OpenDoor

SIZES = [(80, 24), (120, 40)]


def allows(door: OpenDoor, client_id: str, kind: str, **more: object) -> None:
    """A yes that is there before the story begins."""
    desk = door.other()
    try:
        consents.give(desk, client_id, validated(GiveInput, {"kind": kind, "on": NOW.date(), **more}, READING))
    finally:
        desk.close()


@pytest.mark.parametrize("size", SIZES)
async def test_a_client_says_yes_and_no_and_takes_it_back(door: OpenDoor, size: tuple[int, int]) -> None:
    amara = with_client(door, "Amara Okonkwo", called="Amara")
    async with Story(door, size=size) as desk:
        await desk.does("go.clients", "clients.open", "client.consents")
        await desk.sees("Consents of Amara", "0 in force · 8 never asked", "Never asked", "○ not asked")
        await desk.does("consents.new").sees("Amara allows it", "‹ name-release ›", "such as a credentialing body")
        await fill(desk, For_what_exactly="the ICF")
        await desk.does("form.save").sees_toast("Amara: allowed: name-release").sees("1 in force · 7 never asked")
        await desk.sees("✓ in force", "name-release", "for: the ICF").does("consents.withdraw")
        await desk.sees("Amara takes back: name-release").does("form.save").sees("↩ taken back", "0 in force")
        await desk.does("consents.withdraw").sees_toast("nothing is in force here")
        allows(door, amara, "testimonial", on=NOW.date() - timedelta(days=3), words="She asks well.")
        await desk.looks_again().sees("✓ in force").clicks("testimonial")
        await desk.does("consents.decline").sees("Amara declines it", "‹ testimonial").does("form.save")
        await desk.sees("✗ declined", "0 in force", "Answers before these", "replaced").does("shell.undo")
        await desk.sees("✓ in force", "1 in force")


async def test_what_is_wrong_is_said_beside_the_field(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.clients", "clients.open", "client.consents").press("down").does("consents.new")
        await desk.sees("‹ testimonial").does("form.save").sees("a testimonial is shown in their own words")
        await fill(desk, Their_words="She asks the question that I had walked around.")
        await fill(desk, Until="yesterday")
        await desk.does("form.save").sees("it would hold until").press("end", "ctrl+u").does("form.save")
        await desk.sees("✓ in force", "“She asks the question that I had walked around.”")


@pytest.mark.parametrize("size", SIZES)
async def test_of_everybody_the_first_line_says_what_ends_and_who_was_never_asked(
    door: OpenDoor, size: tuple[int, int]
) -> None:
    amara = with_client(door, "Amara Okonkwo")
    with_client(door, "Jonas Weber")
    allows(door, amara, "hours-log", until=NOW.date() + timedelta(days=7), words="put me on it")
    async with Story(door, size=size) as desk:
        await desk.does("go.ethics", "ethics.consents")
        await desk.sees("Consents   1 in force · 1 ends Fri 4 Dec · 1 of 2 clients never asked")
        await desk.sees("Amara", "hours-log", "○ not asked").does("move.last", "consents.open")
        await desk.sees("Consents of Jonas").does("consents.open").sees("Jonas", "▸overview")
        await desk.does("shell.back", "shell.back", "shell.private").sees("AO", "hours-log")
        await desk.does_not_see("Amara", "put me on it").does("consents.new").sees_toast("privacy mode hides the words")


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_told_is_entered_with_its_ground(door: OpenDoor, size: tuple[int, int]) -> None:
    amara = with_client(door, "Amara Okonkwo", called="Amara")
    desk_there = door.other()
    try:
        entry = {"kind": "conflict", "on": NOW.date(), "text": "I coach her manager"}
        register.add(desk_there, validated(EntryInput, entry, READING), client_id=amara)
    finally:
        desk_there.close()
    async with Story(door, size=size) as desk:
        await desk.does("go.clients", "clients.open", "client.disclosures")
        await desk.sees("What went to whom · Amara", "! 1 still to be told", "I coach her manager")
        await desk.does("disclosures.new").sees("Told of Amara", "kept for good").types("the police")
        await fill(desk, What="where she might be")
        await fill(desk, On_which_ground="h")
        await desk.does("form.save").sees("needs its ground")
        await fill(desk, What_required_it="she said that she would jump")
        await desk.does("form.save").sees("1 to others, against harm", "to the police", "! against harm")
        await desk.does("disclosures.open").sees("ground: to keep somebody from harm", "why: she said that")
        await desk.does("tell.open", "go.ethics", "ethics.disclosures").sees("Amara", "to the police")
