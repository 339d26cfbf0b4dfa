"""The coach's hours: planned with a word of warning, held, missed, cancelled late, moved, and read on both clocks."""

from __future__ import annotations

from typing import Any

from coachdesk.domain.inputs.clients import ClientChange
from coachdesk.domain.inputs.sessions import SessionInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreements, clients, sessions
from tests.driver import Story
from tests.stories.agreed import retypes, with_agreement
from tests.stories.people import fill, with_client
from tests.ui.desks import OpenDoor


def with_session(door: OpenDoor, client_id: str, at: str, **entered: Any) -> str:
    """A session that is there before the story begins; its id."""
    desk = door.other()
    try:
        return sessions.add(desk, client_id, validated(SessionInput, {"at": at, **entered})).line.id
    finally:
        desk.close()


def with_agreed_client(door: OpenDoor, zone: str, **terms: Any) -> str:
    """A client with a signed agreement, in that zone; their id."""
    agreement = with_agreement(door, state="signed", start="2026-11-01", **terms)
    desk = door.other()
    try:
        client_id = agreements.page(desk, agreement).client_id
        clients.edit(desk, client_id, validated(ClientChange, {"zone": zone, "called": "Amara"}))
        return client_id
    finally:
        desk.close()


async def test_the_first_session_is_planned_from_an_empty_agenda(door: OpenDoor) -> None:
    with_agreed_client(door, "America/Santiago")
    async with Story(door) as desk:
        await desk.does("go.sessions").sees("this week: no sessions", "No sessions this week", "n plans one")
        await desk.does("sessions.new").sees("A session with whom?").types("amara").does("pick.open")
        await desk.sees("New session with Amara", "How long 60").types("today 16:30")
        await desk.sees("Fri 27 Nov 16:30 · theirs 11:30 in Santiago")
        await fill(desk, Medium="video", Link_or_number="https://meet.example/a")
        await desk.does("form.save").sees_toast("Amara: session planned · u undoes")
        await desk.sees("this week: 1 session · next: Amara in 7 hours", "Fri 27 Nov, today")
        await desk.sees("▸ 16:30 60m Amara 11:30 in Santiago no session agreement yet")
        await desk.does("sessions.open").sees(
            "Notice 24 h were agreed, until 26 Nov 16:30", "Link https://meet.example/a"
        )
        await desk.does("shell.back", "shell.undo").sees("No sessions this week")


async def test_what_speaks_against_a_time_is_asked_about_once_and_stops_nothing(door: OpenDoor) -> None:
    client_id = with_agreed_client(door, "America/Santiago")
    with_session(door, client_id, "2026-11-30 16:00")
    async with Story(door) as desk:
        await desk.does("go.sessions", "sessions.new", "pick.open").types("mon 06:30").does("form.save")
        await desk.sees("06:30 in Sofia is outside your waking hours", "01:30 in Santiago is outside their waking")
        await desk.does("dialog.no").sees("New session with Amara")
        await retypes(desk, "mon 16:30")
        await desk.does("form.save").sees("it overlaps the session with Amara, Mon 30 Nov 16:00–17:00")
        await desk.does("dialog.yes").sees("30 Nov – 6 Dec: 2 sessions", "16:00 60m Amara", "▸ 16:30 60m Amara")


async def test_what_cannot_be_is_said_beside_its_field(door: OpenDoor) -> None:
    with_agreed_client(door, "America/Santiago")
    async with Story(door, size=(100, 32)) as desk:
        await desk.does("go.sessions", "sessions.new", "pick.open").types("mon").does("form.save")
        await desk.sees("not saved", "mon is a day without a time")
        await retypes(desk, "28 mar 2027 03:30")
        await desk.sees("Sun 28 Mar 03:30 does not exist in Sofia").does("form.save").sees("Sun 28 Mar 02:30 or")
        await retypes(desk, "2300-01-01 10:00")
        await desk.does("form.save").sees("too far away")
        await retypes(desk, "mon 16:00")
        for label, text, said in (
            ("How_long", "700", "700 minutes cannot be meant"),
            ("How_long", "0", "0 minutes cannot be meant"),
        ):
            await fill(desk, **{label: ""})
            await retypes(desk, text)
            await desk.does("form.save").sees(said)
        await retypes(desk, "60")
        await fill(desk, Link_or_number="javascript:alert(1)")
        await desk.does("form.save").sees("cannot begin with javascript")
        await retypes(desk, "")
        await fill(desk, How_often="")
        await desk.press("right").sees("every week").does("form.save").sees("a series needs an end")
        for text, said in (("200", "200 times is not a series"), ("0", "0 times is not a series")):
            await retypes(desk, text)
            await desk.does("form.save").sees(said)
        await retypes(desk, "3")
        await desk.does("form.save").sees_toast("Amara: 3 sessions planned")


async def test_a_series_across_a_change_of_clocks_keeps_the_hour_of_a_client_ten_zones_away(door: OpenDoor) -> None:
    with_client(door, "Aroha Ngata", called="Aroha", zone="Pacific/Auckland")
    async with Story(door, size=(100, 30)) as desk:
        await desk.does("go.clients", "clients.open", "move.right", "move.right").sees("No sessions yet")
        await desk.does("sessions.new").sees("New session with Aroha").types("22 mar 2027 08:30 ")
        await desk.sees("Mon 22 Mar 2027 08:30 · theirs 19:30 in Auckland")
        await fill(desk, How_often="")
        await desk.press("right").sees("every week").press("tab").types("4").press("tab", "right")
        await desk.sees("their hour stays the same").does("form.save")
        await desk.sees("from Mon 29 Mar on it is 09:30 on your clock instead of 08:30,", "and stays 19:30 on theirs")
        await desk.sees("from Mon 5 Apr on it is 10:30 on your clock", "no agreement with Aroha is in force")
        await desk.does("dialog.yes").sees_toast("Aroha: 4 sessions planned")
        await desk.sees("▸ Mon 22 Mar 2027 08:30 60m 19:30 in Auckland", "Mon 29 Mar 2027 09:30 60m 19:30 in Auckland")
        await desk.sees("Mon 12 Apr 2027 10:30 60m 19:30 in Auckland", "no agreement")
        await desk.does("shell.undo").sees("No sessions yet")


async def test_a_late_cancellation_is_charged_by_the_terms_and_may_be_let_go(door: OpenDoor) -> None:
    client_id = with_agreed_client(door, "Europe/Sofia", cancel_hours=24)
    with_session(door, client_id, "2026-11-27 16:00")
    with_session(door, client_id, "2026-11-29 16:00")
    async with Story(door) as desk:
        await desk.does("go.sessions").sees("▸ 16:00 60m Amara").does("sessions.cancel")
        await desk.sees("Less than the 24 h of notice are left", "charged, as the signed terms say")
        await desk.does("form.save").sees("a cancellation needs a word why").types("a cold").does("form.save")
        await desk.sees_toast("Amara: cancelled and charged; 1 charged, 1 booked, 5 left of 6 · u undoes")
        await desk.sees("cancelled, charged").does("sessions.cancel").sees_toast("it is cancelled already")
        await desk.does("hour.wrap_up").sees_toast("it was cancelled: there is nothing to wrap up")
        await desk.does("sessions.reopen").sees_toast("no longer cancelled: planned again").does("sessions.cancel")
        await desk.press("tab").types("a cold").press("tab", "right").sees("let it go").does("form.save")
        await desk.sees_toast("Amara: cancelled; 1 booked, 6 left of 6").sees("cancelled by them")
        await desk.does("move.down", "sessions.cancel").sees("In time: the terms ask for 24 h of notice")
        await desk.does_not_see("Charge").press("right", "tab").types("a train").does("form.save")
        await desk.sees("cancelled by me").does("go.agreements").sees("6 left")


async def test_nothing_is_charged_under_terms_without_a_notice_in_force(door: OpenDoor) -> None:
    client_id = with_client(door, "Mei Lin", zone="Asia/Taipei")
    with_session(door, client_id, "2026-11-27 11:00")
    async with Story(door) as desk:
        await desk.does("go.sessions").sees("no agreement").does("sessions.cancel")
        await desk.sees("No signed terms hold then: nothing is charged").does_not_see("Charge")


async def test_past_sessions_are_marked_from_the_agenda(door: OpenDoor) -> None:
    client_id = with_agreed_client(door, "Europe/Sofia")
    for day in ("2026-11-18", "2026-11-25", "2026-11-26", "2026-11-27"):
        with_session(door, client_id, f"{day} 15:00")
    async with Story(door) as desk:
        await desk.does("go.sessions").sees("3 sessions · 3 to be marked · next: Amara", "To be marked", "Wed 18 Nov")
        await desk.does("sessions.done").sees_toast("It was held: it has not begun; t moves it, c cancels it")
        await desk.does("move.first", "sessions.done").sees("How long was the session with Amara")
        await retypes(desk, "0")
        await desk.does("form.save").sees("cannot have lasted 0 minutes")
        await retypes(desk, "50")
        await (
            desk.press("enter")
            .sees_toast("Amara: held; 1 held, 1 booked, 2 not marked, 5 left of 6")
            .does_not_see("To be marked")
        )
        await desk.does("move.first", "sessions.miss").sees("was missed").does("form.save")
        await desk.sees_toast("Amara: missed; 1 held, 1 booked, 1 not marked").sees("missed by them", "1 to be marked")
        await desk.does("move.left").sees("16–22 Nov: 1 session", "held 50m · 1 of 6").does("sessions.today")
        await desk.sees("this week", "▸ 15:00 60m Amara 15:00 in Sofia no session agreement yet")
        await desk.does("sessions.today").sees_toast("these are the days around today")


async def test_a_past_session_that_nobody_marked_is_asked_about_and_counted_apart(door: OpenDoor) -> None:
    client_id = with_agreed_client(door, "Europe/Sofia", cancel_hours=24)
    for day in (24, 25, 26):
        with_session(door, client_id, f"2026-11-{day} 16:00")
    with_session(door, client_id, "2026-11-27 08:00")
    with_session(door, client_id, "2026-11-30 16:00")
    async with Story(door) as desk:
        await desk.sees("08:00 60m Amara 08:00 in Sofia over: held, missed or cancelled?")
        await desk.sees("Amara Thu 26 Nov 16:00: held, missed, cancelled? enter says it")
        await (
            desk.does("go.sessions").sees("4 sessions · 4 to be marked · next: Amara Mon 30 Nov").does("sessions.open")
        )
        await desk.sees("1 booked, 4 not marked, 6 left of 6").does("go.agreements", "agreements.open")
        await desk.sees("▸ ! 1 booked, 4 not marked, 6 left of 6", "held, missed or cancelled?")
        await desk.does("go.today").does("move.first").does("today.open")
        await desk.sees("What became of the session with Amara, Fri 27 Nov 08:00").press("j", "j", "j", "enter")
        await desk.sees("Charged only if it was said less than 24 h before").press("tab").types("a cold")
        await desk.press("tab").types("tue 10:00").sees("Tue 24 Nov 10:00").does("form.save")
        await desk.sees_toast("Amara: cancelled; 1 booked, 3 not marked, 6 left of 6").does("move.first")
        await desk.does("today.open").sees("Thu 26 Nov 16:00").press("enter").sees("How long was the session")
        await desk.press("enter").sees_toast("Amara: held; 1 held, 1 booked, 2 not marked, 5 left of 6")
        await desk.sees("not wrapped up: Thu 26 Nov 16:00").does("move.first", "today.open").press("j", "j", "enter")
        await desk.sees("was missed").does("form.save").sees_toast("missed; 1 held, 1 booked, 1 not marked, 5 left")
        await desk.does("move.first", "today.open").press("j", "enter").sees("Wrap-up")


async def test_a_session_is_moved_and_edited_on_its_page(door: OpenDoor) -> None:
    client_id = with_agreed_client(door, "Europe/Sofia")
    with_session(door, client_id, "2026-11-27 15:00")
    async with Story(door) as desk:
        await desk.does("go.sessions", "sessions.open").sees("Amara Fri 27 Nov 15:00", "Stands planned", "1 of 6")
        await desk.does("sessions.move").sees("Move the session with Amara").types("mon 10:00")
        await desk.press("tab").sees("Asked for by ‹ me ›").press("right").does("form.save")
        await desk.sees("moving it charges nothing").does("dialog.yes").sees_toast("Amara: moved to Mon 30 Nov 10:00")
        await desk.sees("Amara Mon 30 Nov 10:00 · theirs 10:00 in Sofia").does("sessions.edit")
        await retypes(desk, "45")
        await fill(desk, Medium="phone")
        await desk.does("form.save").sees("45 min", "Medium phone")
        await desk.sees("Moved from 27 Nov 15:00 · asked for by them on 27 Nov 09:30 · less than the notice was left")
        await desk.does("session.open").sees("Next Mon 30 Nov")


async def test_days_and_weeks_and_everyones_time(door: OpenDoor) -> None:
    client_id = with_agreed_client(door, "America/Santiago")
    with_session(door, client_id, "2026-11-25 15:00")
    with_session(door, client_id, "2026-11-30 15:00")
    with_client(door, "Mei Lin", zone="Asia/Taipei")
    async with Story(door) as desk:
        await desk.does("go.sessions").sees("Wed 25 Nov", "Fri 27 Nov, today: nothing planned")
        await desk.does("sessions.days").sees("Wed 25 Nov: 1 session").does_not_see("Fri 27 Nov, today")
        await desk.does("move.right").sees("Thu 26 Nov: no sessions", "No sessions on these days, Thu 26 Nov")
        await desk.does("sessions.today").sees("today: no sessions", "No sessions today").does("sessions.days")
        await desk.does("move.right").sees("30 Nov – 6 Dec: 1 session", "10:00 in Santiago")
        await desk.does("sessions.zones").sees("What time it is for everyone; here 09:30", "Amara 04:30 Santiago")
        await desk.sees("Mei Lin 15:30 Taipei").types("mei").does_not_see("Santiago").does("pick.open").sees("Mei Lin")


async def test_names_and_places_are_hidden_in_privacy_mode(door: OpenDoor) -> None:
    client_id = with_agreed_client(door, "America/Santiago", title="Secret plans")
    with_session(door, client_id, "2026-11-27 15:00", link="https://meet.example/a")
    async with Story(door) as desk:
        await desk.does("go.sessions", "shell.private").sees("15:00 60m A 10:00")
        await (
            desk.does_not_see("Amara", "Santiago")
            .does("sessions.open")
            .does_not_see("Amara", "Santiago", "Secret", "meet.")
        )
        await desk.does("sessions.edit").sees_toast("privacy mode hides the words")


async def test_titles_and_words_of_others_are_only_letters(door: OpenDoor) -> None:
    client_id = with_client(door, "Zoë [/b]", zone="America/Vancouver")
    with_session(
        door, client_id, "2026-11-27 18:00", medium="[@click=app.quit]x[/]", link="https://[red]", kind="review"
    )
    async with Story(door) as desk:
        await desk.does("go.sessions").sees("Zoë [/b]", "review").does("sessions.open")
        await desk.sees("[@click=app.quit]x[/]", "https://[red]").does("sessions.cancel").sees("Zoë [/b]")


async def test_of_a_client_who_moves_zone_it_is_asked_which_hour_stays(door: OpenDoor) -> None:
    client_id = with_agreed_client(door, "Europe/London")
    with_session(door, client_id, "2026-11-30 11:00")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.edit")
        await fill(desk, Time_zone="")
        await retypes(desk, "Asia/Amman")
        await desk.does("form.save").sees("Amara: 1 session was planned for London. Which hour stays?")
        await desk.sees("yours, 11:00 theirs is 12:00 then, no longer 09:00", "theirs, 09:00 yours is 08:00 then")
        await desk.does("dialog.leave").does("go.sessions", "move.right").sees("they are in another zone")
        await desk.does("sessions.open").sees("Was meant 09:00 in London, and is 12:00 in Amman now")
        await desk.does("shell.back", "go.clients", "clients.edit").types(" O").does("form.save").press("j", "enter")
        await desk.sees_toast("Amara: 1 moved · u undoes").does("go.sessions").sees("08:00 60m Amara 09:00 in Amman")
