"""Contacts: the list by role, adding and changing, a contact's page, privacy, other processes."""

from __future__ import annotations

import pytest

from coachdesk.domain.contacts import ROLES
from tests.driver import Story
from tests.services import acts
from tests.stories.people import fill, turns_to, with_contact
from tests.ui.desks import OpenDoor


async def test_no_contacts_say_what_belongs_there(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.contacts").sees(
            "Contacts none yet", "No contacts yet.", "adds the first"
        )
        await desk.does("shell.back").sees("No clients yet")


async def test_a_contact_is_added_with_a_name_and_a_role(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.contacts", "contacts.new").sees(
            "‹ sponsor: pays for someone's coaching ›"
        )
        await fill(desk, Name="Pavel Dimitrov", Role="st", Phone="+359 2 555", Time_zone="sofia", Note="has agreed")
        await desk.does("form.save").sees_toast("Pavel Dimitrov: added · enter opens the page, u undoes")
        await desk.sees("1 contact 1 stand-in", "09:30").does("contacts.open")
        await desk.sees("Pavel Dimitrov stand-in · Sofia, 09:30 there now", "tells your clients", "Note has agreed")
        await desk.does("shell.undo").sees_toast("this contact is no longer here").sees("No contacts yet")


async def test_what_is_wrong_with_a_contact_is_said_beside_its_field(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.contacts", "contacts.new")
        await fill(desk, Phone="call me")
        await desk.does("form.save").sees("! not saved: 1 thing to put right", "call me is not a phone number")


async def test_a_contact_is_changed_from_list_page_and_line(door: OpenDoor) -> None:
    with_contact(door, "Ingrid Solheim", "sponsor", email="i@n.example")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.contacts", "contacts.edit").sees("Edit Ingrid Solheim")
        await fill(desk, Organisation="Nordlys")
        await desk.does("form.save").sees_toast("Ingrid Solheim: changed").sees("Nordlys").does("contacts.open")
        await desk.does("move.down", "contact.open").types(".org").does("form.save").sees("i@n.example.org")
        await desk.does("contact.edit", "form.leave", "move.down").sees("i@n.example.org")


async def test_contacts_are_narrowed_by_role_and_words(door: OpenDoor) -> None:
    for role in ROLES:
        with_contact(door, f"The {role}", role)
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.contacts")
        await desk.sees("5 contacts 1 sponsor, 1 colleague, 1 stand-in, 1 helper, 1 professional")
        await desk.does("contacts.roles").sees("1 of 5 contacts by role sponsor").does("shell.back").sees("5 contacts")
        await desk.does("contacts.filter").types("the prof").sees("1 of 5 contacts").press("enter")
        await desk.sees("The professional professional", "someone to refer a client to")
        await desk.does("shell.back", "shell.back", "contacts.order").sees("by name")


async def test_a_likely_duplicate_contact_is_pointed_out(door: OpenDoor) -> None:
    with_contact(door, "Ruth Abara", "professional")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.contacts", "contacts.new")
        await fill(desk, Name="ruth abara")
        await desk.does("form.save").sees("Ruth Abara is here already: the same name").does("pick.open")
        await desk.sees("Ruth Abara professional").does("shell.back").sees("1 contact")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_privacy_shows_initials_and_no_words(door: OpenDoor, size: tuple[int, int]) -> None:
    secret = {"email": "s@secret.example", "organisation": "secret", "note": "secret", "phone": "+359 555"}
    with_contact(door, "Ruth Abara", "professional", zone="Africa/Lagos", **secret)
    async with Story(door, size=size) as desk:
        await desk.does("go.clients", "clients.contacts", "shell.private").sees("RA", "professional")
        await desk.does_not_see("Ruth", "secret", "555", "Lagos").does("contacts.open").sees("RA")
        await desk.does_not_see("Ruth", "secret", "555", "Lagos").does("contact.edit").sees_toast("privacy mode hides")


async def test_another_process_adds_a_contact_in_sight(door: OpenDoor) -> None:
    with_contact(door, "Ruth Abara", "professional")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.contacts").sees("1 contact")
        with_contact(door, "Pavel", "stand-in")
        await desk.looks_again().sees("2 contacts", "Pavel")


@pytest.mark.parametrize("name", ["[/b] Zoë [@click=app.quit]x[/]", "ليلى", "林美玲", "Nephele " * 24 + "x"])
async def test_hostile_names_are_letters_and_stay_in_their_place(door: OpenDoor, name: str) -> None:
    with_contact(door, name, "helper", email="ann@example.org")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.contacts").sees("1 contact", name[:10], "helper")
        await desk.does("contacts.open").sees(name[:10], "ann@example.org").does("contact.edit").sees("Edit", name[:10])


async def test_a_sponsor_s_page_says_whose_coaching_they_pay_for(door: OpenDoor) -> None:
    desk = door.other()
    page = acts.sponsored(desk)
    desk.close()
    async with Story(door) as story:
        await story.does("go.clients", "clients.contacts", "contacts.open").sees("Ingrid Berg", "Pays for")
        await story.sees(f"{page.client} · {page.title}", "sent").does("move.down", "contact.open")
        await story.sees("Signatures", page.client)


async def test_a_contact_has_a_history_and_a_change_is_taken_back_from_it(door: OpenDoor) -> None:
    with_contact(door, "Ruth Abara", "professional")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.contacts", "contacts.edit")
        await fill(desk, Organisation="Nordlys")
        await desk.does("form.save", "contacts.open").sees("Nordlys")
        await turns_to(desk, "history")
        await desk.sees("contact changed", "organisation: Nordlys", "contact added")
        await desk.does("client.take_back").sees("Take back “contact changed”").does("dialog.yes")
        await desk.sees_toast("taken back: contact changed").sees("undone").does("client.take_back")
        await turns_to(desk, "contact")
        await desk.does_not_see("Nordlys")
        await turns_to(desk, "history")
        await desk.does("shell.private").does_not_see("Ruth")


async def test_what_a_contact_does_and_said_is_on_their_page(door: OpenDoor) -> None:
    with_contact(door, "Dr Lund", "professional")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.contacts", "contacts.open", "contact.edit")
        await fill(desk, Profession="Doctor", Can_take_a_client="3 nov", Confidentiality="tom")
        await desk.sees("Tue 3 Nov 2026").does("form.save").sees("28 November 2026 is still to come")
        await desk.press("ctrl+u").types("today").does("form.save")
        await desk.sees("Profession doctor", "Takes clients said so on 3 Nov", "Keeps private said so on 27 Nov")
