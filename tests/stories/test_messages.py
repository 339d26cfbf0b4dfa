"""Messages: logged in one line, acknowledged with a sentence to send, answered; nobody is left waiting."""

from __future__ import annotations

from datetime import timedelta

from tests.driver import Story
from tests.stories.one_list import with_message
from tests.stories.people import with_client, with_contact
from tests.ui.desks import OpenDoor

HOUR = timedelta(hours=1)


async def test_a_message_is_logged_in_one_line_and_waits_in_tasks(door: OpenDoor) -> None:
    with_client(door, "Jonas Weber", zone="lagos", expects_reply_minutes="12h")
    async with Story(door) as desk:
        await desk.does("messages.log").sees("by e-mail, now").types("@jonas by phone asks whether Friday holds")
        await desk.sees('A message from Jonas Weber by phone: "asks whether Friday holds"', "within 12 hours")
        await desk.does("log_message.open").sees_toast("Jonas Weber: message logged")
        await desk.does("go.tasks").sees("1 open", "1 reply", "… 15:30 14:30 Jonas Weber answer: asks whether Friday")
        await desk.does("tasks.open").sees(
            "Reply to Jonas Weber aim 15:30", "Expected by 21:30", "Came 09:30 · by phone"
        )


async def test_on_a_client_s_page_it_is_from_them(door: OpenDoor) -> None:
    with_client(door, "Jonas Weber")
    async with Story(door) as desk:
        await desk.does("go.clients", "clients.open", "messages.log").sees("From Jonas Weber, unless")
        await desk.types("asks for the notes").sees('A message from Jonas Weber by e-mail: "asks for the notes"')
        await desk.does("log_message.open").sees_toast("Jonas Weber: message logged").sees("Open 1 reply")


async def test_a_message_without_a_sender_or_from_the_future_says_why(door: OpenDoor) -> None:
    with_client(door, "Jonas Weber")
    async with Story(door) as desk:
        await desk.does("messages.log").types("asks for the notes").sees("! ").does("log_message.open")
        await desk.sees_toast("not saved: ").press("ctrl+u").types("@jonas asks for the notes tom 17:00").sees("! ")
        await desk.does("log_message.open").sees_toast("not saved: ").does("at_line.leave", "go.tasks")
        await desk.sees("nothing is owed to anyone")


async def test_acknowledged_it_is_a_promise_and_a_sentence_is_copied(door: OpenDoor) -> None:
    jonas = with_client(door, "Jonas Weber", zone="lagos")
    with_message(door, jonas, "asks whether Friday holds", ago=2 * HOUR)
    async with Story(door) as desk:
        await desk.does("go.tasks", "messages.acknowledge").sees(
            "Acknowledge · Jonas Weber", "asks whether Friday holds"
        )
        await desk.types("mon 12:00").sees("Mon 30 Nov 12:00 · theirs 11:00 in Lagos").does("form.save")
        said = "Jonas Weber: acknowledged; when they hear more is a promise now · u undoes"
        await desk.sees("it is on the clipboard", "Mon 30 Nov 11:00", said)
        assert "Lagos" in desk.app.clipboard
        assert [one.message for one in desk.app.toasts] == [], "it is told once"
        await desk.does("sentence.open").sees("1 open", "○ Mon 30 12:00 11:00 Jonas Weber")


async def test_the_aim_on_its_page_leads_to_acknowledging_it_and_an_end_to_nothing(door: OpenDoor) -> None:
    jonas = with_client(door, "Jonas Weber")
    with_message(door, jonas, "says thank you", ago=2 * HOUR)
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.open").sees("Reply to Jonas Weber").press("down").does("task.open")
        await desk.sees("Acknowledge · Jonas Weber").does("form.leave", "tasks.release").sees("Close without an answer")
        await desk.does("form.save").sees("letting it go needs a word why").types("a thank-you").does("form.save")
        await desk.sees_toast("closed without an answer").sees("Stands closed without an answer")
        await desk.does("tasks.release").sees_toast("it is over").does("go.tasks").sees("nothing is owed to anyone")


async def test_space_answers_it_and_the_record_says_in_time(door: OpenDoor) -> None:
    jonas = with_client(door, "Jonas Weber")
    with_message(door, jonas, "asks whether Friday holds", ago=2 * HOUR)
    async with Story(door) as desk:
        await desk.does("go.tasks", "tasks.done").sees_toast("answered early").does("go.clients", "clients.open")
        await desk.sees("Replies 1 of 1 in time")


async def test_acknowledge_asks_which_where_several_wait(door: OpenDoor) -> None:
    jonas, amara = with_client(door, "Jonas Weber"), with_client(door, "Amara Okonkwo")
    async with Story(door) as desk:
        await desk.does("messages.acknowledge").sees_toast("no message waits for an answer · m logs one")
    with_message(door, jonas, "asks whether Friday holds", ago=2 * HOUR)
    with_message(door, amara, "sent her notes", ago=3 * HOUR)
    async with Story(door) as desk:
        await desk.does("go.clients", "messages.acknowledge").sees("Acknowledge which?", "sent her notes")
        await desk.types("jonas").press("enter").sees("Acknowledge · Jonas Weber")


async def test_48_hours_without_a_word_are_shown_as_what_they_are(door: OpenDoor) -> None:
    jonas = with_client(door, "Jonas Weber")
    with_contact(door, "Ruth Abara", "sponsor")
    with_message(door, jonas, "asks whether Friday holds", ago=60 * HOUR)
    async with Story(door) as desk:
        await desk.does("go.tasks").sees("✗ 1 broken", "✗").does("tasks.open").sees("48 hours went by without a word")


async def test_an_aim_that_has_passed_is_said(door: OpenDoor) -> None:
    jonas = with_client(door, "Jonas Weber", expects_reply_minutes="4h")
    with_message(door, jonas, "asks whether Friday holds", ago=3 * HOUR)
    async with Story(door) as desk:
        await desk.does("go.tasks").sees("… 08:30 Jonas Weber answer: asks whether Friday holds")
        await desk.sees("aim passed, expected by 10:30").does("review.begin").sees("aim passed, expected by 10:30")
    async with Story(door, size=(120, 40)) as desk:
        await desk.does("go.tasks").sees("… 08:30 Jonas Weber aim passed, expected by 10:30 · answer: asks")
