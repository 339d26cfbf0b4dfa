"""Clients: the list, a client's page, adding and changing, namesakes and duplicates, other processes."""

from __future__ import annotations

import pytest

from coachdesk.domain.inputs.clients import ClientChange, ClientInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.views.clients import ClientFields
from coachdesk.services import clients
from coachdesk.ui.screens.client_form import STAGE_WORDS
from coachdesk.ui.widgets import form
from tests.driver import Story
from tests.stories.people import fill, with_client, with_contact
from tests.ui.desks import OpenDoor

SIZES = [(80, 24), (120, 40)]
LONG = "Nephele " * 25


async def test_an_empty_list_says_what_belongs_there_and_which_key_makes_one(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients").sees("Clients none yet", "No clients yet.", "n adds the first")


async def test_a_client_is_added_with_one_name_and_found_again(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.new").types("Amara Okonkwo").does("form.save")
        await desk.sees("1 client by name 1 active").sees_toast("Amara Okonkwo: added · enter opens the page, u undoes")
        await desk.does("clients.open").sees("▸overview", "Full name Amara Okonkwo", "active since 27 Nov")
        await desk.does("shell.back").sees("1 client by name 1 active")


async def test_every_field_is_reached_typed_and_shown_on_80_by_24(door: OpenDoor) -> None:
    with_contact(door, "Ruth Abara", "professional")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.new")
        await fill(
            desk, Full_name="Amara Okonkwo", Called="Amara", Pronouns="she", E_mail="a@o.example", Phone="+234 555 010",
            How_to_contact_them="text message", Expects_an_answer_in="12h", Language="English", Time_zone="lagos",
            For_a_while_in="oslo", From="20 nov 2026", Until="16 dec", Ask_before_doing="suggesting",
            In_an_emergency="her brother", Note="likes to walk", Organisation="Lagos Light", Former_names="Amara Bello",
            How_they_came="a talk", Referred_by="Ruth",
        )  # fmt: skip
        await desk.sees("“Ruth” as it is written").press("down").does("form.save").sees_toast("Amara: added")
        await desk.sees("08:30", "Oslo").does("clients.open")
        await desk.sees("Amara Okonkwo she · Oslo, 08:30 there now · active since 27 Nov", "suggesting.")
        await desk.sees("Away in Oslo until 16 Dec, then Lagos", "E-mail a@o.example", "Answer within 12 hours")
        await desk.does("move.last").sees("Former names Amara Bello", "Referred by Ruth Abara", "Note likes to walk")
        await desk.does("move.page_up").sees("In an emergency her brother")


async def test_the_form_of_a_new_client_has_every_field_there_is(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.new")
        assert set(desk.app.screen.rows()) == {*ClientFields.__dataclass_fields__, "stage"}  # type: ignore[attr-defined]
        assert set(STAGE_WORDS) == {"enquiry", "active", "paused", "ended"}


async def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.new").does("form.save").sees("! not saved: 1 thing to put right")
        await fill(desk, Full_name="Amara", E_mail="no address", Time_zone="atlantis")
        await desk.does("form.save").sees("! not saved: 2 things", "no address is not an e-mail address")
        await (
            desk.sees("atlantis is not a time zone (did you mean Atlanta)")
            .answers(True)
            .does("form.leave")
            .sees("No clients yet")
        )


async def test_the_time_there_and_the_shared_hours_are_said_while_a_city_is_typed(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.new")
        await fill(desk, Time_zone="san fran")
        await desk.sees("San Francisco · 23:30 Thu there now")
        await desk.press("tab").sees("your 09:00–17:30 is 23:00–07:30 theirs, the day before")


async def test_a_likely_duplicate_is_pointed_out_and_may_be_opened_instead(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo", email="amara@okonkwo.example")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.new")
        await fill(desk, Full_name="amara OKONKWO", E_mail="AMARA@okonkwo.example")
        await desk.does("form.save").sees("is here already: the same name and the same e-mail")
        await desk.does("dialog.leave").sees("New client", "amara OKONKWO")
        await desk.does("form.save", "pick.open").sees("▸overview", "Amara Okonkwo")
        await desk.does("shell.back").sees("1 client")


async def test_a_form_says_what_it_is_while_and_after_it_asks_about_a_duplicate(
    door: OpenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form, "SLOW_SECONDS", 0.01)
    with_client(door, "Amara Okonkwo")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.new").does("form.save").sees("! not saved: 1 thing to put right")
        await desk.types("Amara Okonkwo").does("form.save").sees("is here already: the same name")
        await desk.does("dialog.leave").sees("New client one name is enough for now")
        await desk.does_not_see("at work").does_not_see("not saved")


async def test_a_namesake_is_saved_all_the_same_and_both_are_told_apart(door: OpenDoor) -> None:
    with_client(door, "Daniel Katz", called="Daniel", organisation="Cape Studio")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.new")
        await fill(desk, Full_name="Daniel Mbeki", Called="Daniel")
        await desk.does("form.save").sees("Daniel (Daniel Katz)", "Daniel (Daniel Mbeki)")
        await desk.does("clients.new").types("Daniel Katz").does("form.save").sees("is here already: the same name")
        await desk.does("found.down", "pick.open").sees("3 clients")


async def test_the_list_is_narrowed_as_typed_former_names_included(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo", former_names="Amara Bello", zone="lagos")
    with_client(door, "Hélène Roux", organisation="Atelier Nord")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.filter").types("helene").sees("1 of 2 clients", "Hélène")
        await desk.does_not_see("Amara").does("shell.back").sees("2 clients", "Amara Okonkwo")
        await desk.does("clients.filter").types("bello").sees("1 of 2 clients", "Amara Okonkwo").does_not_see("Bello,")
        await desk.press("enter").sees("▸overview", "Former names Amara Bello").does("shell.back").sees("1 of 2")
        await desk.does("shell.back").sees("2 clients").does("clients.filter").types("zzz")
        await desk.sees("No client here has these words.", "esc shows all")


async def test_the_list_is_ordered_and_shows_one_stage_or_all(door: OpenDoor) -> None:
    with_client(door, "Aroha", zone="auckland", stage="enquiry")
    with_client(door, "Zoë", zone="vancouver", stage="active")
    async with Story(door) as desk:
        await desk.does("go.clients").sees("2 clients by name 1 active, 1 enquiry")
        await (
            desk.does("clients.order")
            .sees("2 clients 1 active", "1 active Zoë", "1 enquiry ▸ Aroha")
            .does("clients.order")
            .sees("by time there")
        )
        screen = desk.screen()
        assert screen.index("Zoë") < screen.index("Aroha")
        await desk.sees("20:30", "23:30 Thu").does("clients.order").sees("by newest").does("clients.order")
        await desk.does("clients.stages").sees("1 of 2 clients by name active", "Zoë").does_not_see("Aroha")
        await (
            desk.does("clients.stages")
            .sees("1 of 2 clients by name enquiry")
            .does("clients.stages")
            .sees("2 clients by name 1 active")
        )


async def test_a_client_is_changed_and_undo_takes_it_back(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo", called="Amara")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.edit").sees("Edit Amara")
        await fill(desk, Pronouns="she", Phone="+234 555 010")
        await desk.does("form.save").sees_toast("Amara: changed · u undoes").does("clients.open").sees("+234 555 010")
        await desk.does("shell.undo").sees_toast("undone: client changed").does_not_see("+234 555 010")


async def test_a_field_is_changed_from_its_line(door: OpenDoor) -> None:
    with_client(door, "Amara", email="amara@okonkwo.example")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open", "move.first").sees("Agreed nothing yet").does("move.down")
        await desk.does("client.open").sees("Edit Amara").types(".org").does("form.save")
        await desk.sees("amara@okonkwo.example.org")


async def test_a_stage_changes_with_its_reason_and_both_are_kept(door: OpenDoor) -> None:
    with_client(door, "Amara")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open", "client.stage").sees(
            "Amara is active. What now?", "paused", "ended"
        )
        await desk.does("pick.open").sees("active → paused").types("a new baby").does("ask.open")
        await desk.sees("paused since 27 Nov").sees_toast("Amara: active → paused · u undoes")
        await desk.does("move.last").sees("paused since 27 Nov · a new baby", "active since 27 Nov")
        await desk.does("client.stage", "dialog.leave").sees("paused since")


async def test_what_was_half_typed_is_back_after_quitting(door: OpenDoor) -> None:
    client_id = with_client(door, "Amara")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.edit")
        await fill(desk, Note="what she said on the phone")
        desk.app.beside(desk.app.leave())
        await desk.rests()
    other = door.other()
    assert clients.page(other, client_id).fields.note == ""
    other.close()
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.edit").sees("what you had typed before is back")
        await desk.does("form.save", "clients.open", "move.last").sees("Note what she said on the phone")


async def test_leaving_a_form_asks_only_where_something_was_changed(door: OpenDoor) -> None:
    with_client(door, "Amara", zone="lagos", expects_reply_minutes="2d")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.edit").press("tab", "tab").does("form.leave").sees("1 client")
        await desk.does("clients.edit").types("x").does("form.leave").sees("Leave without saving?")
        await desk.does("dialog.yes").sees("1 client").does_not_see("Amarax")


async def test_another_process_changes_what_is_in_sight(door: OpenDoor) -> None:
    client_id = with_client(door, "Amara")
    async with Story(door) as desk:
        await desk.does("go.clients").sees("1 client")
        with_client(door, "Tomás")
        await desk.looks_again().sees("2 clients", "Tomás").does("clients.open").sees("▸overview")
        other = door.other()
        clients.edit(other, client_id, validated(ClientChange, {"email": "amara@okonkwo.example"}))
        other.close()
        await desk.looks_again().sees("amara@okonkwo.example")


async def test_the_page_of_a_client_whose_adding_is_undone_closes(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.new").types("Amara").does("form.save", "clients.open").sees("▸overview")
        await desk.does("shell.undo").sees("No clients yet").sees_toast("this client is no longer here")


@pytest.mark.parametrize("size", SIZES)
async def test_privacy_shows_initials_and_no_words_on_list_and_page(door: OpenDoor, size: tuple[int, int]) -> None:
    secret = {"email": "secret@secret.example", "note": "secret", "ask_before": "secret", "organisation": "secret"}
    more = {"how_came": "secret", "former_names": "secret", "emergency": "secret", "pronouns": "secret"}
    with_client(door, "Amara Okonkwo", zone="Africa/Lagos", **secret, **more)
    async with Story(door, size=size) as desk:
        await desk.does("go.clients", "shell.private").sees("AO").does_not_see("Amara").does_not_see("secret", "Lagos")
        await desk.does("clients.edit").sees_toast("privacy mode hides the words").does("clients.open").sees("AO")
        for _ in range(6):
            await desk.does_not_see("Amara", "Okonkwo", "secret", "Lagos").does("move.last")
            await desk.does_not_see("Amara", "Okonkwo", "secret", "Lagos").does("move.right")
        await desk.does("shell.private").sees("Amara Okonkwo")


HOSTILE = [
    "[/b] Zoë [@click=app.quit]x[/]",
    "a“b”c'd\"e\\",
    "ليلى \u202eنور",
    "林美玲林美玲",
    "👩‍👩‍👧 family",
    LONG.strip(),
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_letters_and_stay_in_their_place(
    door: OpenDoor, name: str, size: tuple[int, int]
) -> None:
    entered = validated(ClientInput, {"full_name": name.replace("\u202e", ""), "email": "ann@example.org"})
    other = door.other()
    clients.add(other, entered)
    other.close()
    async with Story(door, size=size) as desk:
        start = name.replace("\u202e", "")[:10]
        await desk.does("go.clients").sees("1 client", start, "active", "none yet")
        await desk.does("clients.open").sees("ann@example.org", start, "▸overview")
        assert "\u202e" not in desk.screen()
        await desk.does("client.edit").sees("Edit", start).does("form.leave").does("client.stage").sees("What now?")
        await desk.does("dialog.leave").sees("▸overview")
