"""Tasks: caught in one line from anywhere, worked through from one list, renegotiated in time or too late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.driver import Story
from tests.stories.one_list import then_does, with_task
from tests.stories.people import fill, turns_to, with_client, with_contact
from tests.ui.desks import OpenDoor

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def test_an_empty_list_says_what_belongs_there_and_which_key_makes_one(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("go.tasks").sees("Tasks nothing is owed to anyone", "belongs here.", "a adds it")


async def test_a_promise_is_caught_in_one_line_and_said_back_in_words(door: OpenDoor) -> None:
    with_client(door, "Tomás Rojas", called="Tomás", zone="santiago")
    async with Story(door) as desk:
        await desk.does("tasks.add").types("send the reading list @tom fri 17:00 ~30m")
        await desk.sees('A promise to Tomás: "send the reading list"', "theirs 12:00 in Santiago", "about 30 min")
        await desk.does("capture.open").sees_toast("Tomás: promise saved, due 17:00 · 2 lists it, u takes it back")
        await desk.does("go.tasks").sees("1 open", "1 due today", "17:00 12:00 Tomás send the reading list · 30m")
        await desk.does("shell.undo").sees("nothing is owed to anyone")


async def test_a_name_is_completed_and_an_ambiguous_one_is_asked_about(door: OpenDoor) -> None:
    with_client(door, "Annette Lee")
    with_client(door, "Anna Berg")
    with_contact(door, "Annika Holm", "sponsor")
    async with Story(door) as desk:
        await desk.does("tasks.add").types("call @ann").sees("▸ Anna Berg", "Annette Lee", "Annika Holm")
        await desk.does("at_line.next").sees("▸ Annette Lee").does("at_line.complete").sees("call @Annette")
        await desk.types("mon 12:00").sees('A promise to Annette Lee: "call"').does("capture.open")
        await desk.sees_toast("Annette Lee: promise saved")


async def test_a_line_that_cannot_be_saved_says_why_and_stays(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    async with Story(door) as desk:
        await desk.does("tasks.add").types("send the notes @amara").sees("! a promise needs")
        await desk.does("capture.open").sees_toast("not saved: ").sees("send the notes @amara")
        await desk.types(" 31 feb").sees("31 feb").does("capture.open").sees_toast("not saved: ")
        await desk.does("at_line.leave", "go.tasks").sees("nothing is owed to anyone")


async def test_what_is_half_typed_is_there_again(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("tasks.add").types("order paper").does("at_line.leave", "go.clients")
        await desk.does_not_see("order paper")
        await desk.does("tasks.add").sees("order paper", "For yourself").does("capture.open")
        await desk.sees_toast("own task saved, with no date").does("tasks.add").does_not_see("order paper")


async def test_on_a_client_s_page_it_is_for_them_unless_it_is_said_not_to_be(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo", zone="lagos")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open", "tasks.add").sees("A promise to Amara Okonkwo; by when?")
        await desk.types("send the notes mon").sees("A promise to Amara Okonkwo", "theirs 16:30 in Lagos")
        await desk.does("capture.open").sees_toast("Amara Okonkwo: promise saved").sees("Open 1 promise")
        await desk.does("tasks.add").types("tidy the desk").does("at_line.unlink").sees('For yourself: "tidy the desk"')
        await desk.does("capture.open").sees("Open 1 promise")
        await turns_to(desk, "tasks")
        await (
            desk.sees("▸tasks", "no promise has ended yet", "send the notes")
            .does("tasks.open")
            .sees("Promise to Amara")
        )


async def test_the_list_is_grouped_by_when_with_marks_and_words(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo", zone="lagos")
    with_task(door, "summary of our call @amara 24 nov 17:00 ~45m", ago=5 * DAY)
    asked = with_task(door, "book list @amara fri 17:00", ago=DAY)
    moved = with_task(door, "the article @amara fri 18:00", ago=DAY)
    then_does(door, "renegotiate", asked, "mon 12:00", ago=HOUR)
    then_does(door, "renegotiate", moved, "tue 12:00", said="Tuesday is fine", ago=HOUR)
    with_task(door, "notes for the invoices")
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.tasks").sees("4 open ✗ 1 broken · 1 due today")
        await desk.sees("Broken ▸ ✗ Tue 24 17:00 16:00 Amara Okonkwo summary of our call · 45m")
        await desk.sees("? 17:00 16:00 Amara Okonkwo book list · asked for Mon 30 12:00, no answer yet")
        await desk.sees("↻ Tue 1 12:00 11:00 Amara Okonkwo the article · was 18:00, they said “Tuesday is fine”")
        await desk.sees("Waiting on no one ○ no date own notes for the invoices")


async def test_space_says_whether_it_was_in_time_and_does_all_that_are_marked(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    for line in ("one @amara 17:00", "two @amara 17:30", "three @amara tom 9:00"):
        with_task(door, line)
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.done").sees_toast("Amara Okonkwo: done, 7 h 30 before its deadline")
        await desk.sees("2 open").does("shell.undo").sees("3 open")
        await (
            desk.does("move.first", "tasks.select", "tasks.select", "tasks.done")
            .sees_toast("2 done, none of them late · u undoes all of it")
            .sees("1 open", "three")
        )
        await desk.does("shell.undo").sees("3 open")


async def test_renegotiated_in_time_it_is_asked_until_they_answer(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo", zone="lagos")
    with_task(door, "send the notes @amara 17:00")
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.renegotiate").sees(
            "Renegotiate · Amara Okonkwo", "Due 17:00 · theirs 16:00."
        )
        await fill(desk, New_deadline="mon 12:00")
        await desk.sees("Mon 30 Nov 12:00 · theirs 11:00 in Lagos")
        await fill(desk, Why="the numbers come late")
        await desk.does("form.save").sees("Amara Okonkwo: asked for", "with s · u undoes", "Nothing is sent")
        assert [one.message for one in desk.app.toasts] == [], "it is told once"
        await desk.sees("Mon 30 Nov 11:00").does("sentence.copy")
        assert "Lagos" in desk.app.clipboard
        await desk.sees("? 17:00", "asked for Mon 30 12:00, no answer yet").does("tasks.answer")
        await fill(desk, In_their_words="Monday is fine")
        await desk.does("form.save").sees_toast("renegotiated in time").sees("↻", "was 17:00")
        await desk.does("tasks.open").sees("Promise to Amara Okonkwo", "What happened", "Monday is fine", "asked for")


async def test_past_the_deadline_the_old_one_stays_broken(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    with_task(door, "send the notes @amara 24 nov 17:00", ago=5 * DAY)
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.renegotiate")
        await desk.sees("! The deadline has passed: the old promise stays broken, and a new one begins.")
        await fill(desk, New_deadline="mon 12:00")
        await desk.does("form.save").sees("the old one stays broken").does("sentence.open")
        await desk.sees("1 open", "○ Mon 30 12:00").does("go.clients", "clients.open")
        await desk.sees("Kept 0 of 1 · 1 broken", "Open 1 promise")


async def test_an_earlier_deadline_or_the_same_is_refused_beside_its_field(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    with_task(door, "send the notes @amara mon 17:00")
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.renegotiate")
        await fill(desk, New_deadline="mon 12:00")
        await desk.does("form.save").sees("! not saved", "is earlier than its deadline")
        await desk.answers(True).does("form.leave").sees("1 open")


async def test_released_only_with_their_words(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    with_task(door, "send the notes @amara mon 17:00")
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.release", "form.save").sees("! a release needs their words")
        await desk.types("never mind").does("form.save").sees_toast("released").sees("nothing is owed")


async def test_the_words_are_edited_and_the_deadline_never(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    with_task(door, "send the notes @amara mon 17:00")
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.edit").sees("the deadline is not edited: r renegotiates it")
        await desk.types(" of May")
        await fill(desk, How_long_it_takes="~45m")
        await desk.does("form.save").sees("send the notes of May · 45m", "Mon 30 17:00")


async def test_done_earlier_is_recorded_as_such(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    with_task(door, "send the notes @amara 24 nov 17:00", ago=5 * DAY)
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.open", "tasks.done_at")
        await desk.types("24 nov 16:00").sees("Tue 24 Nov 16:00").does("form.save").sees_toast("before its deadline")
        await desk.sees("kept 24 Nov 16:00", "recorded later")


async def test_the_list_is_narrowed_by_words_kind_person_and_state(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    with_client(door, "Jonas Weber")
    done = with_task(door, "old notes @jonas mon 17:00", ago=DAY)
    then_does(door, "done", done)
    for line in ("send the notes @amara mon 17:00", "summary @jonas tue 17:00", "invoices"):
        with_task(door, line)
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.filter").types("jonas").sees("1 of 3 open “jonas”", "summary")
        await desk.does_not_see("invoices").does("shell.back").sees("3 open").does("tasks.kinds")
        await desk.sees("2 of 3 open promises").does("tasks.kinds").sees("1 of 3 open my own", "invoices")
        await desk.does("tasks.kinds").sees("3 open").does("tasks.person").types("amara").press("enter")
        await desk.sees("1 of 3 open Amara Okonkwo", "send the notes").does("shell.back").sees("3 open")
        await desk.answers("kept").does("tasks.states").sees("1 kept", "kept 27 Nov 09:30 · old notes", "latest first")
        await desk.does("tasks.filter").types("zzz").sees("0 kept", "Nothing ended so")
        await desk.does("shell.back").sees("3 open")


async def test_an_own_task_is_moved_and_a_repeating_one_makes_the_next(door: OpenDoor) -> None:
    with_task(door, "water the plants every fri 17:00")
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.renegotiate").sees("Move")
        await fill(desk, New_deadline="18:00")
        await desk.does("form.save").sees_toast("moved to Fri 27 Nov 18:00").sees("18:00 own")
        await desk.does("tasks.done").sees_toast("the next one is due").sees("1 open", "Fri 4 Dec")


async def test_a_warning_is_shown_and_can_be_dismissed(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    with_task(door, "write the report @amara fri 10:00 ~10m", ago=3 * DAY)
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.tasks").sees("! 1 to renegotiate", "! three quarters of the time are gone")
        await desk.does("tasks.dismiss").sees_toast("dismissed").does_not_see("to renegotiate")


async def test_privacy_hides_names_and_words_and_says_why_keys_rest(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    with_task(door, "send the notes @amara mon 17:00")
    async with Story(door) as desk:
        await desk.does("go.tasks", "shell.private").sees("AO ···").does_not_see("notes", "Amara")
        await desk.does("tasks.add").sees_toast("Add a task: privacy mode hides the words")
        await desk.does("tasks.open").sees("Promise to AO").does_not_see("notes", "Amara")
        await desk.does("tasks.done").sees_toast("AO: done")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_hundred_tasks_scroll_and_keep_their_place(door: OpenDoor, size: tuple[int, int]) -> None:
    for number in range(60):
        with_task(door, f"task number {number} mon 17:00")
    async with Story(door, size=size) as desk:
        await desk.does("go.tasks").sees("60 open").does("move.last").sees("▸ ○ Mon 30 17:00")
        await desk.does("move.first", "tasks.done").sees("59 open")


async def test_renegotiate_asks_which_from_any_other_screen(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    with_task(door, "send the notes @amara mon 17:00")
    async with Story(door) as desk:
        await desk.does("go.clients", "tasks.renegotiate").sees("Renegotiate which?", "send the notes").press("enter")
        await desk.sees("Renegotiate · Amara Okonkwo", "New deadline")


async def test_agreed_at_once_there_is_nothing_left_to_send(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    with_task(door, "send the notes @amara 17:00")
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.renegotiate")
        await fill(desk, New_deadline="mon 12:00", They_agreed_saying="Monday is fine")
        await desk.does("form.save").sees_toast("renegotiated in time").does_not_see("Nothing is sent")
        await desk.sees("↻ Mon 30 12:00", "was 17:00, they said “Monday is fine”")


async def test_a_task_s_page_leads_to_what_it_is_about(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    with_task(door, "send the notes @amara 24 nov 17:00", ago=5 * DAY)
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.open", "tasks.renegotiate")
        await fill(desk, New_deadline="mon 12:00")
        await desk.does("form.save", "sentence.open").sees("promised anew: send the notes", "broken")
        await desk.does("move.down", "move.down", "task.open").sees("▸overview", "Kept 0 of 1")
        await desk.does("shell.back", "move.down", "task.open").sees("Promise to Amara Okonkwo due Mon 30 12:00")
        await desk.sees("the promise it was before")


async def test_a_contact_s_page_has_their_tasks_too(door: OpenDoor) -> None:
    with_contact(door, "Ruth Abara", "sponsor")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.contacts", "contacts.open", "tasks.add").types("send the report mon")
        await desk.does("capture.open").sees_toast("Ruth Abara: promise saved").sees("Open 1 promise")
        await turns_to(desk, "tasks")
        await desk.sees("send the report").does("tasks.done").sees_toast("done, ")
        await desk.sees("kept 1 of 1", "Ended")


async def test_how_a_deadline_moved_stands_under_its_line_where_there_is_no_room(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    moved = with_task(door, "send the notes @amara fri 17:00", ago=DAY)
    then_does(door, "renegotiate", moved, "10 dec 12:00", said="no hurry", ago=DAY)
    async with Story(door, size=(80, 24)) as desk:
        await desk.does("go.tasks").sees("Later", "Thu 10 Dec 12:00", "was 17:00, they said “no hurry”")


async def test_their_yes_to_what_was_asked_in_time_may_come_after_it_was_done(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    asked = with_task(door, "send the notes @amara 26 nov 17:00", ago=2 * DAY)
    then_does(door, "renegotiate", asked, "28 nov 12:00", ago=2 * DAY)
    then_does(door, "done", asked)
    async with Story(door) as desk:
        await desk.answers("late").does("go.tasks", "tasks.states").sees("1 late", "late 27 Nov").does("tasks.answer")
        await fill(desk, In_their_words="Saturday was fine")
        await desk.does("form.save").sees_toast("renegotiated in time: it is kept")


async def test_how_long_it_is_broken_is_said_alike_on_today_and_on_its_page(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    with_task(door, "send the notes @amara 25 nov 18:00", ago=3 * DAY)
    with_task(door, "call her back @amara 11:10")
    async with Story(door) as desk:
        await desk.sees("send the notes · broken 2 days ago", "call her back · 1 h 40 left").does(
            "go.tasks", "tasks.open"
        )
        await desk.sees("broken · was due Wed 25 18:00 · 2 days ago").does("shell.back", "move.down", "tasks.open")
        await desk.sees("due 11:10 · 1 h 40 left")


async def test_the_words_of_one_that_is_over_are_not_edited_and_the_key_says_so(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo")
    then_does(door, "done", with_task(door, "send the notes @amara 10:00"))
    async with Story(door) as desk:
        await desk.answers("kept").does("go.tasks", "tasks.states", "tasks.open", "tasks.edit")
        await desk.sees_toast("it is over").does_not_see("Edit: promise")
