"""The one list in a real terminal: five promises caught in a minute of typing, deadlines renegotiated before and after
they pass, a message answered across ten time zones, a day closed, a week's leave and the way back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from coachdesk.domain.inputs.clients import ClientInput
from coachdesk.domain.inputs.contacts import ContactInput
from coachdesk.domain.inputs.sessions import SessionInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.times import from_stamp
from coachdesk.domain.views.tasks import TaskLine
from coachdesk.services import clients, contacts, doctor, sessions, tasks
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk, NewDesk, Passphrase, RecoveryKey, create_desk, new_recovery_key, open_desk
from tests.driver import PtyStory
from tests.stories.unlocked import PASSPHRASE, unlocked

MADE, MORNING, NOON = "2026-11-23T07:00:00Z", "2026-11-24T07:30:00Z", "2026-11-24T10:00:00Z"
EVENING, AFTERWARDS = "2026-11-24T16:00:00Z", "2026-12-07T07:00:00Z"
"""In Sofia: Monday 09:00, when the desk was made; Tuesday 09:30, 12:00 and 18:00; Monday in two weeks, 09:00."""
A_MINUTE_OF_KEYS = 300
"""What somebody types in a minute at five keys a second, which is slow."""


class Counted(PtyStory):
    """A story that counts the keys it takes."""

    keys = 0

    async def _press(self, *keys: str) -> None:
        self.keys += len(keys)
        await super()._press(*keys)

    async def _type(self, text: str) -> None:
        self.keys += len(text)
        await super()._type(text)


class Days:
    """A desk in Sofia whose clock is set by hand; Amara is in Lagos, Tomás in Santiago, Aroha in Auckland."""

    def __init__(self, base: Path) -> None:
        self.folder, self.home = base / "desk", base / "home"
        self.home.mkdir()
        new = NewDesk(name="Vera Stone", zone="Europe/Sofia", test_clock=True)
        desk = create_desk(self.folder, new, [RecoveryKey(new_recovery_key()), Passphrase(PASSPHRASE)])
        desk.clock = fixed_clock(from_stamp(MADE))
        reading = Reading(today=date(2026, 11, 23))
        people = (("Amara Okonkwo", "Africa/Lagos"), ("Tomás Rojas", "America/Santiago"))
        for name, zone in (*people, ("Aroha Ngata", "Pacific/Auckland")):
            entered = {"full_name": name, "called": name.split()[0], "zone": zone}
            clients.add(desk, validated(ClientInput, entered, reading))
        contacts.add(desk, validated(ContactInput, {"name": "Ida Krull", "role": "stand-in", "phone": "+359 2 555 01"}))
        desk.close()

    def then(self, now: str) -> Desk:
        """The desk at that instant, as another process opens it."""
        desk = open_desk(self.folder, Passphrase(PASSPHRASE))
        desk.clock = fixed_clock(from_stamp(now))
        return desk

    def owed(self, *lines: str, now: str = MADE) -> None:
        """What was put on the list at an instant."""
        desk = self.then(now)
        for line in lines:
            tasks.add(desk, line)
        desk.close()

    def read(self, now: str) -> list[TaskLine]:
        """Everything that was ever on the list, by its words; the desk is whole."""
        desk = self.then(now)
        assert doctor.check(desk).findings == ()
        found = tasks.lines(desk, states=frozenset({"open", "asked", "renegotiated", "kept", "late", "broken"}))
        desk.close()
        return sorted(found, key=lambda one: one.text)

    @asynccontextmanager
    async def terminal(self, now: str, *, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Counted]:
        """The program in a terminal at that instant, open on Today."""
        async with unlocked(self.folder, self.home, now=now, size=size, story=Counted) as desk:
            await desk.sees("a add")
            yield desk
            await desk.does("shell.quit").ends(0)


@pytest.fixture
def days(tmp_path: Path) -> Days:
    return Days(tmp_path)


async def caught(desk: Counted, line: str, *said: str) -> None:
    """A line is caught from wherever one is, once it was read back in words."""
    await desk.does("tasks.add").sees("enter saves").types(line).sees(*said).does("capture.open").loses("enter saves")


async def test_five_promises_are_caught_in_a_minute_of_keys(days: Days) -> None:
    async with days.terminal(MORNING, size=(80, 24)) as desk:
        desk.keys = 0
        await caught(desk, "send the values exercise @am fri 17:00 ~30m", "by Fri 27 Nov 17:00", "16:00 in Lagos")
        await caught(desk, "book list @tom thu", "by Thu 26 Nov 17:30", "theirs 12:30 in Santiago")
        await caught(desk, "introduce Kaito @aro +3d", "Fri 27 Nov 17:30", "theirs 04:30 Sat in Auckland")
        await caught(desk, "dates for the review @am tom 12:00", "by Wed 25 Nov 12:00", "theirs 11:00 in Lagos")
        await caught(desk, "summary of our call @tom eod ~45m", "by Tue 24 Nov 17:30", "about 45 min")
        assert desk.keys <= A_MINUTE_OF_KEYS
        await desk.does("go.tasks").sees("5 open", "1 due today", "Tomorrow", "This week")
    found = days.read(MORNING)
    assert [one.kind for one in found] == ["promise"] * 5
    assert [one.to.title for one in found if one.to is not None] == ["Tomás", "Amara", "Aroha", "Amara", "Tomás"]


async def test_renegotiated_before_and_after_the_deadline_both_records_tell(days: Days) -> None:
    days.owed("send the notes @amara 24 nov 17:00", "the article @tomás 24 nov 11:00")
    async with days.terminal(MORNING) as desk:
        await desk.does("go.tasks").sees("2 open").does("move.last", "tasks.renegotiate")
        await desk.sees("Renegotiate · Amara", "Due 17:00 · theirs 16:00").types("thu 12:00")
        await desk.sees("Thu 26 Nov 12:00 · theirs 11:00 in Lagos").press("tab").types("the numbers come late")
        await desk.does("form.save").sees("Nothing is sent", "Thu 26 Nov 11:00", "(Lagos)").does("sentence.open")
        await desk.sees("asked for Thu 26 12:00, no answer yet").does("tasks.answer").sees("What they said · Amara")
        await desk.press("tab").types("Thursday is fine").does("form.save").sees("was 17:00, they said")
    async with days.terminal(NOON) as desk:
        await desk.does("go.tasks").sees("2 open", "the article").does("move.first", "tasks.renegotiate")
        await desk.sees("! The deadline has passed: the old promise stays broken, and a new one begins.")
        await desk.types("wed 12:00").does("form.save").sees("the old one stays broken").does("sentence.open")
        await desk.loses("1 broken").sees("Tomorrow", "the article").does("tasks.done").sees("done, 1 day before")
        await desk.does("go.clients").sees("3 clients").does("move.first", "clients.open").sees("Amara Okonkwo")
        await desk.sees("1 renegotiated in time").does("shell.back").sees("3 clients").does("move.last")
        await desk.does("clients.open").sees("Tomás Rojas", "1 of 2 · 1 broken")
    made = days.read(NOON)
    assert sorted((one.text, one.state) for one in made) == [
        ("send the notes", "renegotiated"),
        ("the article", "broken"),
        ("the article", "kept"),
    ]
    desk_then = days.then(NOON)
    records = [tasks.record(desk_then, one.to.kind, one.to.id) for one in made[:2] if one.to is not None]
    desk_then.close()
    assert records[0].words == "no promise has ended yet · 1 renegotiated in time"
    assert records[1].words == "kept 1 of 2 · 1 broken"


async def test_a_message_from_ten_zones_away_is_logged_acknowledged_and_answered(days: Days) -> None:
    async with days.terminal(MORNING) as desk:
        await desk.does("messages.log").sees("Message").types("@aroha by phone 8:00 asks whether Friday holds")
        await desk.sees('A message from Aroha by phone: "asks whether Friday holds"', "theirs 19:00 in Auckland")
        await desk.sees("aim", "expected by").does("log_message.open").loses("enter saves")
        await desk.does("go.tasks").sees("1 reply", "answer: asks whether Friday holds").does("messages.acknowledge")
        await desk.sees("Acknowledge · Aroha").types("18:00 theirs").sees("18:00 in Auckland").press("ctrl+u")
        await desk.types("thu 9:00 theirs").sees("Wed 25 Nov 22:00", "09:00 Thu in Auckland").does("form.save")
        await desk.sees("Thu 26 Nov 09:00", "(Auckland)").does("sentence.open").sees("1 open", "22:00 09:00 Thu Aroha")
    async with days.terminal(NOON) as desk:
        await desk.does("go.tasks").sees("asks whether Friday holds").does("tasks.done").sees("done, 1 day before")
        await desk.sees("nothing is owed to anyone").does("go.clients").sees("3 clients").does("move.first")
        await desk.press("down").does("clients.open").sees("Aroha Ngata", "1 of 1 in time")
    assert sorted((one.kind, one.state) for one in days.read(NOON)) == [("promise", "kept"), ("reply", "kept")]


async def test_a_day_is_closed_with_the_review(days: Days) -> None:
    days.owed("send the notes @amara 24 nov 19:00", "the article @tomás 24 nov 11:00", "invoices 24 nov 20:00")
    days.owed("tidy the shelf 24 nov 21:00", now=NOON)
    with_session(days, "Amara", "wed 10:00")
    async with days.terminal(EVENING) as desk:
        await desk.sees("R the day's review: 4 to look at").does("review.begin").sees("1 of 4", "the article", "broken")
        await desk.does("tasks.release").sees("it stays counted as broken").types("leave it").does("form.save")
        await desk.sees("2 of 4", "send the notes").does("tasks.done").sees("3 of 4", "invoices", "let it go, and why")
        await desk.does("tasks.renegotiate").types("wed 12:00").does("form.save").sees("4 of 4", "tidy the shelf")
        await desk.does("tasks.release").sees("Let it go").does("form.save").sees("letting it go needs a word why")
        await desk.types("the room was let").does("form.save").sees("all have had their word", "Next Amara")
        await desk.sees("Wed 25 Nov 10:00 · theirs 09:00 in Lagos").does("review.open").sees("the day is reviewed")
        await desk.sees("▸1 Today").loses("the day's review:")
    left = [(one.text, one.state) for one in days.read(EVENING)]
    assert left == [("invoices", "renegotiated"), ("send the notes", "kept")]


async def test_a_week_s_leave_and_the_way_back(days: Days) -> None:
    days.owed("send the notes @amara 1 dec 12:00", "the article @tomás 2 dec 11:00")
    with_session(days, "Amara", "3 dec 10:00")
    async with days.terminal(NOON) as desk:
        await desk.does("absences.go").sees("No absence is planned").does("absences.new").press("end", "ctrl+u")
        await desk.types("30 nov").sees("Mon 30 Nov, the whole day").press("tab").types("fri 4 dec").press("ctrl+u")
        await desk.types("4 dec").sees("Fri 4 Dec, the whole day").press("tab", "right").sees("Ida Krull")
        await desk.does("form.save").sees("3 of 3 not decided", "Ida Krull stands in", "send the notes")
        await desk.does("absence.open").sees("Ida Krull does it").press("down", "enter").sees("2 of 3 not decided")
        await desk.does("move.right").sees("Auto-reply", "Monday 30 November", "Voicemail").does("absence.done")
        await desk.sees("e-mail: the auto-reply is on", "on since 12:00")
    async with days.terminal(AFTERWARDS) as desk:
        await desk.sees("the auto-reply of e-mail is still on").does("absences.go").sees("Mon 30 Nov – Fri 4 Dec")
        await desk.does("absences.open")
        await desk.sees("still on: e-mail").does("move.right", "absence.done").sees("the auto-reply is off")
        await desk.does("go.today").loses("still on")


def with_session(days: Days, called: str, at: str) -> None:
    """A session that was planned on the day before."""
    desk = days.then(MADE)
    client = next(one for one in clients.lines(desk) if one.called == called)
    sessions.add(desk, client.id, validated(SessionInput, {"at": at, "kind": "chemistry"}))
    desk.close()
