"""The coach's hour: prepared on one screen, held with silent keys alone, wrapped up with nothing lost."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path
from string import ascii_letters, digits
from typing import Any

import pytest

from coachdesk.domain.inputs.session_work import SessionAgreementInput
from coachdesk.domain.inputs.sessions import HeldInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import (
    client_actions,
    clients,
    focus,
    session_items,
    session_notes,
    session_work,
    sessions,
    shares,
    tasks,
    wrap_ups,
)
from coachdesk.services.desk import Desk
from coachdesk.ui.commands import registry
from coachdesk.ui.screens import going_on
from tests.driver import Story
from tests.stories.people import fill, turns_to, with_client
from tests.stories.test_sessions import with_agreed_client, with_session
from tests.ui.desks import NOW, OpenDoor

AT = NOW + timedelta(minutes=30)
"""Fri 27 Nov 2026 10:00 in Sofia."""


class MovingDoor(OpenDoor):
    """A desk whose clock a story moves."""

    def __init__(self, folder: Path, key: str) -> None:
        super().__init__(folder, key)
        self.now = NOW
        self._clock = lambda: self.now

    def passes(self, minutes: float) -> None:
        """So much time passes."""
        self.now += timedelta(minutes=minutes)

    def desk(self) -> Desk:
        """Another process's view, at the same instant."""
        desk = self.other()
        desk.clock = desk.store.clock = lambda: self.now
        return desk


@pytest.fixture
def moving(door: OpenDoor) -> MovingDoor:
    """The same desk with a clock that can be moved."""
    return MovingDoor(door.folder_here, door.key)


def with_settled_session(door: OpenDoor, **settled: Any) -> str:
    """A session with Amara at ten, with what it is to be about if that is named; its id."""
    client_id = with_agreed_client(door, "America/Santiago")
    session_id = with_session(door, client_id, "2026-11-27 10:00")
    if settled:
        desk = door.other()
        session_work.agree(desk, session_id, validated(SessionAgreementInput, settled))
        desk.close()
    return session_id


def moments(door: MovingDoor, session_id: str) -> list[tuple[datetime, str, str]]:
    """What is in the desk: when, of which kind, what it became."""
    desk = door.desk()
    try:
        return [(one.at, one.kind, one.became) for one in session_items.moments_of(desk, session_id)]
    finally:
        desk.close()


# prep


async def test_the_card_says_all_at_once_and_what_is_missing_is_mended_by_its_key(moving: MovingDoor) -> None:
    session_id = with_settled_session(moving)
    desk = moving.desk()
    client_id = sessions.line(desk, session_id).client.id
    moving.now = NOW - timedelta(days=16) + timedelta(hours=2)
    last = with_held(desk, client_id, "2026-11-11 10:00")
    client_actions.add(desk, client_id, "draft the e-mail", session_id=last)
    client_actions.add(desk, client_id, "talk to Rosa", session_id=last)
    shares.add(desk, client_id, "you light up when you talk about teaching")
    tasks.add(desk, "send the article 27 nov 17:00", to=("client", client_id))
    moving.now = NOW
    desk.close()
    async with Story(moving) as story:
        await story.sees("! no session agreement yet").does("hour.prep").sees("Amara", "10:00 for 60 min · in 30 min")
        await story.sees("05:00 in Santiago", "16 days since we spoke", "“Lead the Monday", "how to say no upwards")
        await story.sees("○ draft the e-mail", "○ talk to Rosa", "send the article", "due", "you light up", "ask first")
        await story.sees("no session agreement yet T make it now", "i what I want of myself")


def with_held(desk: Desk, client_id: str, at: str) -> str:
    """A session of some days ago, wrapped up; its id."""
    from coachdesk.domain.inputs.sessions import SessionInput

    line = sessions.add(desk, client_id, validated(SessionInput, {"at": at})).line
    settled = {"topic": "how to say no upwards", "result": "one sentence to say"}
    session_work.agree(desk, line.id, validated(SessionAgreementInput, settled))
    sessions.hold(desk, line.id, validated(HeldInput, {"minutes": ""}))
    session_notes.add(desk, line.id, "insight", "I can ask what to drop")
    wrap_ups.set_outcome(desk, line.id, "she has it")
    wrap_ups.close(desk, line.id)
    return line.id


async def test_what_they_did_is_ticked_and_what_they_may_hear_is_said_without_typing(moving: MovingDoor) -> None:
    session_id = with_settled_session(moving, topic="the talk with Rosa", result="a first sentence")
    desk = moving.desk()
    client_id = sessions.line(desk, session_id).client.id
    action = client_actions.add(desk, client_id, "draft the e-mail")
    share = shares.add(desk, client_id, "you light up when you teach")
    async with Story(moving) as story:
        await story.does("hour.prep").sees("Topic the talk with Rosa · wants a first sentence")
        await story.does("prep.open").sees("Rate Lead the Monday").types("6").does("form.save").sees("▅ 6")
        await (
            story.does("move.down", "move.down", "held.done")
            .sees("✓ draft the e-mail · done")
            .does("held.done")
            .sees("○ draft")
        )
        await story.answers("partly", "no time").does("prep.open").sees("◐ draft the e-mail · in part: no time")
        await story.does("move.down", "held.share").sees("asked, no answer yet", "they want to hear it")
        await story.does_not_see("told today").does("dialog.leave")
        await story.answers("agreed").does("held.share").sees("they want to hear it, 27 Nov")
        await story.answers("told").does("held.share").does_not_see("you light up")
        await story.does("shell.private").does_not_see("Rosa", "draft", "Santiago").sees("05:00")
    assert client_actions.view(desk, action.id).obstacle == "no time"
    assert shares.view(desk, share.id).told == NOW.date()
    desk.close()


async def test_the_card_is_saved_for_the_coach_and_settled_in_six_fields(moving: MovingDoor, tmp_path: Path) -> None:
    session_id = with_settled_session(moving)
    async with Story(moving) as story:
        await story.does("hour.prep", "hour.agree").sees("Session agreement with Amara").does("form.save")
        await story.sees("a session agreement needs a topic")
        await fill(story, Topic="saying no", Wanted_result="one sentence", Minutes_for_it="45")
        await story.does("form.save").sees_toast("Amara: settled · u undoes").sees("saying no · wants one sentence")
        await story.does_not_see("no session agreement").answers("listen longer").does("prep.intend")
        await story.sees("Mine listen longer").does("prep.export").press("end", "ctrl+u")
        await story.types(str(tmp_path / "card.txt")).does("form.save").sees_toast("the card is in")
    desk = moving.desk()
    settled = session_work.agreement(desk, session_id)
    desk.close()
    assert settled is not None
    assert settled.minutes == 45
    assert "saying no" in (tmp_path / "card.txt").read_text("utf-8")


# focus


async def test_focus_shows_who_what_for_and_how_long_and_nothing_else(moving: MovingDoor) -> None:
    with_settled_session(moving, topic="the talk with Rosa", result="a first sentence", minutes="45")
    with_client(moving, "Jonas Lindqvist")
    moving.now = AT
    async with Story(moving) as story:
        await story.does("hour.focus").sees("Amara", "the talk with Rosa", "wants: a first sentence", "45 min left")
        await story.sees("05:00 in Santiago", "space mark").does_not_see("Jonas", "Today", "Clients", "the last")
        for minutes, said in ((35, "the last 10 minutes"), (5, "the last 5 minutes"), (5, "time is up")):
            moving.passes(minutes)
            await story.press("q").looks_anew().sees(said)
        moving.passes(3)
        await story.looks_anew().sees("3 min over").does("focus.where").sees("no emergency contact is known")
        await story.does_not_see("Rosa").does("focus.leave").sees("Rosa")
        await story.does("shell.private").does_not_see("Rosa", "Amara", "Santiago").sees("3 min over")
        assert not story.app.toasts


async def test_an_hour_of_random_keys_changes_nothing_but_moments_each_with_its_own_time(moving: MovingDoor) -> None:
    session_id = with_settled_session(moving, topic="the talk with Rosa")
    moving.now = AT
    keys = {command.keys[0]: command for command in registry.commands_of("focus", "focus")}
    kinds = {key: one.argument for key, one in keys.items() if one.run == "drop"}
    others = {key for command in registry.commands() for key in command.keys if " " not in key}
    others |= {*ascii_letters, *digits, *"!?/:;,.", "tab", "enter", "ctrl+q", "ctrl+c", "escape", "ctrl+l"}
    ends = {"enter", "escape"}  # what answers the question that comes before the end
    asked, silent = set[str](), sorted(others - ends)
    chance, expected = random.Random(7), []
    desk = moving.desk()
    async with Story(moving) as story:
        await story.does("hour.focus").sees("60 min left")
        before = everything_else(desk)
        for _ in range(240):
            moving.passes(0.25)
            key = chance.choice([*sorted(others), *kinds, *kinds, *kinds, *kinds, *kinds, "z", "escape", "ctrl+l"])
            expected += [kinds[key]] if key in kinds else []
            expected = expected[:-1] if key == "z" else expected
            await story.press(key)
            if story.app.screen.place != "focus":  # it is asked first; nothing but an answer to it does anything
                asked.add(key)
                await story.press(chance.choice(silent), chance.choice(silent), "escape")
            assert story.app.screen.place == "focus", key
        assert asked == {"escape"}  # a desk that stands open has no lock; test_hour_pty locks one in the middle
        assert not story.app.toasts
    found = moments(moving, session_id)
    assert [kind for _, kind, _ in found] == expected
    assert len({at for at, _, _ in found}) == len(found)
    assert everything_else(desk) == before
    desk.close()


def everything_else(desk: Desk) -> dict[str, list[Any]]:
    """All rows of all tables but the moments, and the journal and the seal that say that they were made."""
    names = [row[0] for row in desk.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = sorted(set(names) - {"moment", "action", "image", "desk_state"})
    return {name: desk.connection.execute(f"SELECT * FROM {name}").fetchall() for name in kept}


async def test_the_last_moment_is_taken_back_and_the_session_goes_on_after_the_program_died(moving: MovingDoor) -> None:
    session_id = with_settled_session(moving, topic="the talk with Rosa")
    moving.now = AT
    async with Story(moving) as story:
        await story.does("hour.focus", "focus.drop_insight", "focus.drop_mark").sees("2 moments · 10:00 a mark")
        await story.does("focus.take_back").sees("1 moment · 10:00 an insight")
    moving.passes(20)
    async with Story(moving) as story:
        await story.sees("The session with Amara began at 10:00 and was not ended; 1 moment is kept.")
        await story.does("dialog.no").sees("runs, 40 min left").does("hour.focus").sees("20 min gone · 40 min left")
        await story.answers("leave").does("focus.leave").sees("Fri 27 Nov")
    async with Story(moving) as story:
        await story.does("dialog.yes").sees("20 min gone · 40 min left", "1 moment").does("focus.take_back")
        await story.does_not_see("1 moment").does("focus.take_back").does_not_see("moment ·")
    assert moments(moving, session_id) == []


async def test_an_offer_to_go_on_that_comes_late_takes_no_key_of_focus(moving: MovingDoor) -> None:
    session_id = with_settled_session(moving)
    moving.now = AT
    async with Story(moving) as story:
        await story.does("hour.focus", "focus.drop_insight").sees("1 moment")
        await going_on.offer(story.app)  # as where the rest of the program is imported only now
        await story.does("focus.drop_mark").sees("2 moments").does_not_see("was not ended")
    assert len(moments(moving, session_id)) == 2


async def test_what_it_is_about_is_settled_in_its_first_minutes_with_one_key(moving: MovingDoor) -> None:
    session_id = with_settled_session(moving)
    moving.now = AT
    async with Story(moving) as story:
        await story.does("hour.focus").sees("T what is it about? five words").does("focus.agree")
        await story.types("saying no > one sentence").does("ask.open").sees("saying no", "wants: one sentence")
        await story.does("focus.agree").does_not_see("A few words")
    desk = moving.desk()
    settled = session_work.agreement(desk, session_id)
    assert settled is not None
    assert (settled.topic, settled.result) == ("saying no", "one sentence")
    desk.close()


async def test_the_desk_does_not_lock_by_itself_while_a_session_is_in_sight(moving: MovingDoor) -> None:
    with_settled_session(moving)
    moving.now = AT
    async with Story(moving) as story:
        story.app.idle.after = 60
        await story.does("hour.focus").idles(600).sees("60 min left")


async def test_ten_minutes_before_today_says_so_and_one_key_copies_that_i_run_late(moving: MovingDoor) -> None:
    with_settled_session(moving, topic="the talk with Rosa")
    moving.now = AT - timedelta(minutes=8)
    async with Story(moving) as story:
        await story.sees("in 8 min").does("hour.late").sees("I am running 5 minutes late", "05:05 your time (Santiago)")
        assert "running 5 minutes late" in story.app.clipboard
        await story.does("sentence.open")
        moving.passes(15)
        await story.does("hour.late").sees("running 10 minutes late").does("sentence.open")


# wrapping up


async def test_each_moment_becomes_something_and_the_session_counts(moving: MovingDoor) -> None:
    session_id = with_settled_session(moving, topic="the talk with Rosa", result="a first sentence")
    moving.now = AT
    kinds = ("insight", "mark", "feeling", "action", "win", "back", "mark", "mark")
    desk = moving.desk()
    focus.start(desk, session_id)
    for kind in kinds:
        moving.passes(5)
        focus.mark(desk, session_id, kind)
    moving.passes(5)
    async with Story(moving, size=(100, 40)) as story:
        await story.does("dialog.yes", "focus.leave").sees("it is over").does("pick.open").sees("8 of 8 moments left")
        await story.sees("10:05 an insight", "what becomes of it? enter: i").does("wrap_up.insight")
        await story.types("I can say it plainly").does("form.save").sees("7 of 8 moments left", "▸ ○ 10:10")
        await story.does("wrap_up.note").types("long pause").does("form.save")
        await story.does("wrap_up.interpretation").sees("never leaves").types("afraid of Rosa").does("form.save")
        await story.does("wrap_up.action").types("write to Rosa").press("tab").types("+3d").does("form.save")
        await (
            story.sees("their action", "write to Rosa · by Mon 30 Nov", "4 of 8").does("shell.back").sees("Fri 27 Nov")
        )
        await story.sees("held, not wrapped up").does("hour.wrap_up").sees("4 of 8 moments left", "▸ ○ 10:25")
        await story.does("wrap_up.promise").types("send the article mon 17:00").does("capture.open")
        await story.sees("3 of 8", "my promise", "send the article · due Mon 30 17:00")
        await story.does("wrap_up.share").types("you light up").does("form.save").sees("you light up · ask first")
        await story.does("wrap_up.observation").types("sat up straight").does("form.save").sees("1 of 8 moments left")
        await story.does("wrap_up.close").sees_toast("moments still wait").does("wrap_up.nothing")
        await story.sees("what came of it, and the next date", "Wanted a first sentence").does("wrap_up.outcome")
        await story.types("she has it").does("form.save").sees("ready to be closed", "C closes it")
        await story.does("wrap_up.next").sees("New session with Amara").types("4 dec 16:30").does("form.save")
        await story.sees("Fri 4 Dec 16:30").does("wrap_up.close").sees("✓ wrapped up").sees_toast("F: the note to them")
        await story.does("wrap_up.follow_up").sees("write to Rosa").does_not_see("afraid", "light up")
        await story.does("shell.back", "wrap_up.back", "today.open").sees(
            "About the talk with Rosa", "Mine alone afraid"
        )
        await story.does("shell.private").does_not_see("Rosa", "afraid", "light up")
    line = sessions.line(desk, session_id)
    assert (line.state, line.held_minutes, line.wrapped) == ("held", 45, moving.now)
    assert [became for _, _, became in moments(moving, session_id)] == [
        "insight", "note", "interpretation", "action", "promise", "share", "observation", "nothing",
    ]  # fmt: skip
    assert [one.text for one in session_items.promises_of(desk, session_id)] == ["send the article"]
    desk.close()


async def test_what_had_no_moment_is_added_changed_and_taken_away_again(moving: MovingDoor) -> None:
    session_id = with_settled_session(moving)
    desk = moving.desk()
    moving.now = AT + timedelta(hours=2)
    sessions.hold(desk, session_id, validated(HeldInput, {"minutes": ""}))
    async with Story(moving) as story:
        await story.does("hour.wrap_up").sees("what came of it").does("wrap_up.note").types("long pause")
        await story.does("form.save").sees("note long pause")
        await (
            story.does("wrap_up.down", "wrap_up.down", "wrap_up.open")
            .types(" indeed")
            .does("form.save")
            .sees("long pause indeed")
        )
        await story.answers(True).does("wrap_up.delete").does_not_see("long pause").does("wrap_up.undo")
        await story.sees("long pause indeed").does("wrap_up.close").sees("✓ wrapped up")
    assert sessions.line(desk, session_id).wrapped is not None
    desk.close()


async def test_the_note_is_changed_copied_and_saved_and_the_register_knows(moving: MovingDoor, tmp_path: Path) -> None:
    session_id = with_settled_session(moving, topic="the talk with Rosa")
    desk = moving.desk()
    moving.now = AT + timedelta(hours=2)
    sessions.hold(desk, session_id, validated(HeldInput, {"minutes": ""}))
    client_actions.add(desk, sessions.line(desk, session_id).client.id, "write to Rosa", session_id=session_id)
    async with Story(moving) as story:
        await story.does("hour.follow_up").sees("To Amara · amara@okonkwo.example", "write to Rosa")
        await story.does("follow_up.edit").press("ctrl+end").types("Be well.").does("form.save")
        await story.sees("changed by you", "Be well.").does("follow_up.copy").sees_toast("Amara: the note is copied")
        assert "Be well." in story.app.clipboard
        await story.does("follow_up.export").press("end", "ctrl+u").types(str(tmp_path / "note.txt"))
        await story.does("form.save").sees_toast("the note is in")
        await story.sees("changed by you", "Be well.")
    assert "write to Rosa" in (tmp_path / "note.txt").read_text("utf-8")
    assert "Be well." in (tmp_path / "note.txt").read_text("utf-8")
    desk.close()


async def test_what_is_held_for_a_client_stands_on_their_page(moving: MovingDoor) -> None:
    session_id = with_settled_session(moving)
    desk = moving.desk()
    client_id = sessions.line(desk, session_id).client.id
    async with Story(moving) as story:
        story.app.open_record("client", client_id)
        await story.rests()
        await turns_to(story, "to share")
        await story.sees("Nothing is held for them").answers("share").does("held.new").types("you light up")
        await story.does("form.save").sees("you light up · ask first").answers("action").does("held.new")
        await story.types("talk to Rosa").does("form.save").sees("They would", "talk to Rosa").does("move.last")
        await story.does("held.done").sees("talk to Rosa · done", "What became of the rest").does("hour.prep")
        await story.sees("To share you light up")
    assert clients.page(desk, client_id).id == client_id
    desk.close()


async def test_today_asks_about_an_earlier_session_that_was_not_wrapped_up(moving: MovingDoor) -> None:
    session_id = with_settled_session(moving)
    desk = moving.desk()
    moving.now = AT + timedelta(hours=2)
    sessions.hold(desk, session_id, validated(HeldInput, {"minutes": ""}))
    moving.passes(24 * 60)
    async with Story(moving) as story:
        await story.sees("Amara not wrapped up: Fri 27 Nov 10:00", "enter wraps it up").does("today.open")
        await story.sees("Wrap-up Amara").does("wrap_up.close", "wrap_up.back").does_not_see("not wrapped up")
    desk.close()
