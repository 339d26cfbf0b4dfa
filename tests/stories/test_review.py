"""The end of a day: what is due is walked through, one key each; then how tomorrow begins. And Today, which says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coachdesk.domain.inputs.sessions import SessionInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import absences, review, sessions, tasks
from coachdesk.services.desk import Desk, RecoveryKey, open_desk
from tests.driver import Story
from tests.stories.one_list import with_message
from tests.stories.people import with_client
from tests.ui.desks import NOW, OpenDoor

EVENING = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
"""18:00 where the coach is."""


class Later(OpenDoor):
    """The door of the same desk at another instant, which may pass."""

    def __init__(self, door: OpenDoor, now: datetime) -> None:
        super().__init__(door.folder_here, door.key)
        self.now = now
        self._clock = lambda: self.now

    def other(self) -> Desk:
        """Another process's view of it, at that instant."""
        return open_desk(self.folder_here, RecoveryKey(self.key), self._clock)


def at(door: OpenDoor, instant: datetime) -> Later:
    """The same desk at another instant."""
    return Later(door, instant)


def caught(door: OpenDoor, *lines: str) -> list[str]:
    """Tasks that are there before the story begins."""
    desk = door.other()
    try:
        return [tasks.add(desk, line).id for line in lines]
    finally:
        desk.close()


def planned(door: OpenDoor, client_id: str, when: str) -> None:
    """A first conversation that is planned before the story begins."""
    desk = door.other()
    try:
        sessions.add(desk, client_id, validated(SessionInput, {"at": when, "kind": "chemistry"}))
    finally:
        desk.close()


async def test_a_day_is_closed_with_one_key_for_each(door: OpenDoor) -> None:
    amara = with_client(door, "Amara Okonkwo", called="Amara", zone="lagos")
    caught(
        door, "send the notes @amara 19:00 ~30m", "book list @amara 19:30", "a call @amara 20:00", "invoices 20:30",
        "a poem @amara 21:00", "send the book @amara mon 12:00",
    )  # fmt: skip
    with_message(door, amara, "asks whether Monday holds", ago=timedelta(hours=20))
    planned(door, amara, "tom 10:00")
    async with Story(at(door, EVENING), size=(100, 40)) as desk:
        await desk.sees("R the day's review: 6 to look at").does("review.begin")
        await desk.sees("Day review 1 of 6", "Amara send the notes", "due 19:00 · theirs 18:00", "space done")
        await desk.does("tasks.done").sees_toast("done, 1 h before").sees("Day review 2 of 6", "Amara book list")
        await desk.does("tasks.renegotiate").types("mon 12:00").does("form.save").does("sentence.open")
        await desk.sees("Day review 3 of 6", "Amara a call", "Had its word today, still open", "book list")
        await desk.does("tasks.release").types("never mind").does("form.save").sees_toast("released")
        await desk.sees("Day review 4 of 6", "invoices", "r move it").does("tasks.renegotiate").types("mon")
        await desk.does("form.save").sees("Day review 5 of 6", "Amara a poem").does("review.leave_open")
        await desk.types("on a plane").does("form.save").sees_toast("left open")
        await (
            desk.sees("Day review 6 of 6", "reply", "say when they hear more").does("tasks.done").sees_toast("answered")
        )
        await desk.sees("all have had their word", "Next Amara", "Sat 28 Nov 10:00 · theirs 09:00 in Lagos", "ready")
        await desk.does("review.open").sees_toast("the day is reviewed").sees("▸1 Today").does_not_see("review: ")
        await desk.does("review.begin").sees("✓ reviewed", "back to Today").does("review.open").sees("Fri 27 Nov")
    after = at(door, EVENING).other()
    try:
        assert review.view(after).reviewed_on == EVENING.date()
    finally:
        after.close()


async def test_left_midway_it_keeps_what_was_done(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo", called="Amara")
    caught(door, "send the notes @amara 19:00", "book list @amara 19:30")
    async with Story(door) as desk:
        await desk.does("review.begin").sees("1 of 2").does("tasks.done").sees("2 of 2").does("shell.back")
        await desk.sees("1 promise due").does("review.begin").sees("1 of 1", "book list")


async def test_nothing_is_left_open_without_a_word(door: OpenDoor) -> None:
    with_client(door, "Amara Okonkwo", called="Amara")
    caught(door, "send the notes @amara 19:00")
    async with Story(door) as desk:
        await desk.does("review.begin", "review.leave_open").does("form.save").sees("leaving it open needs a word why")
        await desk.does("form.leave").sees("1 of 1", "send the notes")


async def test_on_an_empty_day_there_is_nothing_but_tomorrow(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.does("review.begin").sees(
            "all have had their word", "No session is planned in the next seven days", "enter ends"
        )


async def test_its_keys_work_from_today_s_lines(door: OpenDoor) -> None:
    amara = with_client(door, "Amara Okonkwo", called="Amara", zone="lagos", expects_reply_minutes="12h")
    caught(door, "send the notes @amara 17:00 ~30m", "book list @amara 18:00", "the long report @amara 19:00 ~8h")
    with_message(door, amara, "asks whether Monday holds", ago=timedelta(hours=7))
    async with Story(door) as desk:
        await desk.sees("3 promises due · 1 reply past half-time", "aim passed 1 h ago · expected by 14:30")
        await desk.does("messages.acknowledge").sees("Acknowledge · Amara").types("18:30").does("form.save")
        await desk.does("sentence.open").sees("4 promises due").does_not_see("past half-time")
        await (
            desk.does("tasks.done")
            .sees_toast("before its deadline")
            .sees("3 promises due")
            .does_not_see("send the notes")
        )
        await desk.does("tasks.renegotiate").sees("Renegotiate · Amara", "book list").does("form.leave")
        await desk.sees("Worth a look", "the long report: ", "r renegotiates")
        await desk.does("move.down", "move.down", "move.down", "tasks.renegotiate").sees(
            "Renegotiate", "the long report"
        )


async def test_a_warning_is_dismissed_once_for_its_fact(door: OpenDoor) -> None:
    caught(door, "write the course 17:00 ~9h")
    async with Story(door) as desk:
        await desk.sees("9 h of work, and 8 h of today are left", "2 shows all you owe").does("move.down")
        await desk.does("today.dismiss").sees_toast("dismissed").does_not_see("of today are left")
        await desk.does("shell.undo").sees("of today are left")


async def test_what_another_process_writes_is_seen(door: OpenDoor) -> None:
    async with Story(door) as desk:
        await desk.sees("Your desk is empty and ready")
        caught(door, "tidy up 17:00")
        await desk.looks_again().sees("1 task of my own", "tidy up", "7 h 30 left")


async def test_the_minute_passes(door: OpenDoor) -> None:
    caught(door, "tidy up 17:00")
    passing = at(door, NOW)
    async with Story(passing) as desk:
        await desk.sees("7 h 30 left")
        passing.now = NOW + timedelta(minutes=1)
        desk.app.screen.minute_passed()
        await desk.rests()
        await desk.sees("7 h 29 left")


async def test_while_away_the_first_line_says_so(door: OpenDoor) -> None:
    other = door.other()
    absences.add(other, "now", "sun")
    other.close()
    async with Story(door) as desk:
        await desk.sees("away until Mon 30", "no auto-reply is on", "enter its texts")


async def test_in_privacy_mode_today_and_the_review_show_no_words(door: OpenDoor) -> None:
    amara = with_client(door, "Amara Okonkwo", called="Amara", zone="lagos")
    caught(door, "send the notes @amara 19:00 ~9h")
    planned(door, amara, "15:00")
    async with Story(door) as desk:
        await desk.sees("14:00 in Lagos", "send the notes").does("shell.private")
        await desk.does_not_see("Amara", "Lagos", "the notes").sees("1 session · 1 promise due")
        await desk.does("review.begin").sees("1 of 1").does_not_see("Amara", "the notes")
