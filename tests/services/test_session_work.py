"""What is settled, marked and wrapped up in one session."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coachdesk.domain.session_work import BECOMES, MOMENTS, NOTE_KINDS
from coachdesk.services import (
    client_actions,
    focus,
    history,
    search,
    session_notes,
    session_work,
    sessions,
    shares,
    tasks,
    undo,
    wrap_ups,
)
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk
from tests.services.acts import client
from tests.services.session_acts import CLIENT, count, refused
from tests.services.session_work_acts import agree, another, held, pass_minutes, planned, running

# what is settled


def test_a_session_agreement_is_one_and_changed_in_place(desk: Desk) -> None:
    session_id = running(desk)
    made = agree(desk, session_id, topic="saying no")
    assert (made.topic, made.result, made.minutes) == ("saying no", "", None)
    again = agree(desk, session_id, topic="saying no", result="a first sentence", minutes="45")
    assert (again.result, again.minutes) == ("a first sentence", 45)
    assert session_work.agreement(desk, session_id) == again
    assert desk.connection.execute("SELECT count(*) FROM session_agreement").fetchone() == (1,)
    assert focus.view(desk, session_id).ends == desk.clock() + timedelta(minutes=45)


def test_a_session_agreement_needs_a_topic_and_a_session_that_takes_place(desk: Desk) -> None:
    session_id = planned(desk)
    refused("agree.topic", agree, desk, session_id, topic=" ")
    refused("session.minutes", agree, desk, session_id, topic="x", minutes="2000")
    refused("text.long", agree, desk, session_id, topic="x" * 1_000_000)
    refused("text.controls", agree, desk, session_id, topic="a\x1b[2Jb")
    sessions.cancel(desk, session_id, CLIENT)
    refused("wrap-up.not-held", agree, desk, session_id, topic="saying no")
    assert session_work.agreement(desk, session_id) is None


# focus


def test_focus_keeps_the_actual_start_and_goes_on_after_a_crash(desk: Desk) -> None:
    session_id = planned(desk)
    line = sessions.line(desk, session_id)
    desk.clock = fixed_clock(line.at + timedelta(minutes=7))
    first = focus.start(desk, session_id)
    assert (first.started, first.ends) == (line.at + timedelta(minutes=7), line.at + timedelta(minutes=67))
    assert first.planned_end == line.ends
    focus.mark(desk, session_id, "insight")
    pass_minutes(desk, 12)
    running_now = session_work.running(desk)
    assert running_now is not None
    assert running_now.id == session_id
    again = focus.start(desk, session_id)
    assert again.started == first.started
    assert [one.kind for one in again.moments] == ["insight"]


def test_a_session_begins_near_its_time_only(desk: Desk) -> None:
    session_id = planned(desk)
    line = sessions.line(desk, session_id)
    desk.clock = fixed_clock(line.at - timedelta(hours=2, seconds=1))
    refused("focus.early", focus.start, desk, session_id)
    desk.clock = fixed_clock(line.at + timedelta(hours=12, seconds=1))
    refused("focus.past", focus.start, desk, session_id)
    refused("focus.not-running", focus.mark, desk, session_id, "mark")
    assert session_work.running(desk) is None


def test_every_moment_has_its_own_time_and_the_last_is_taken_back(desk: Desk) -> None:
    session_id = running(desk)
    for kind in MOMENTS:
        focus.mark(desk, session_id, kind)
    moments = focus.view(desk, session_id).moments
    assert [one.kind for one in moments] == list(MOMENTS)
    assert len({one.at for one in moments}) == len(MOMENTS)
    taken = focus.take_back(desk, session_id)
    assert taken is not None
    assert taken.kind == "back"
    assert len(focus.view(desk, session_id).moments) == len(MOMENTS) - 1
    refused("moment.kind", focus.mark, desk, session_id, "shout")


def test_taking_back_where_nothing_is_does_nothing(desk: Desk) -> None:
    assert focus.take_back(desk, running(desk)) is None


def test_the_end_counts_the_minutes_that_it_really_took(desk: Desk) -> None:
    session_id = running(desk)
    pass_minutes(desk, 52.4)
    line = focus.end(desk, session_id)
    assert (line.state, line.held_minutes) == ("held", 52)
    refused("focus.not-running", focus.end, desk, session_id)


def test_a_session_that_was_forgotten_was_as_long_as_planned(desk: Desk) -> None:
    session_id = running(desk)
    pass_minutes(desk, 60 * 20)
    assert focus.end(desk, session_id).held_minutes == 60


def test_a_reopened_session_does_not_run(desk: Desk) -> None:
    session_id = held(desk)
    line = sessions.reopen(desk, session_id)
    assert (line.started, line.wrapped, line.is_running) == (None, None, False)
    assert session_work.running(desk) is None


# wrapping up


@pytest.mark.parametrize("became", BECOMES)
def test_a_moment_becomes_each_of_them_and_undo_takes_it_back(desk: Desk, became: str) -> None:
    session_id = running(desk)
    moment = focus.mark(desk, session_id, "mark")
    text = "send the values exercise fri 17:00" if became == "promise" else "talk to Rosa"
    found = wrap_ups.resolve(desk, moment.id, became, text)
    assert [one.became for one in found.moments] == [became]
    made = {
        **dict.fromkeys(NOTE_KINDS, len(found.notes)),
        "action": len(found.actions),
        "promise": len(found.promises),
        "share": len(found.shares),
        "nothing": 1,
    }
    assert made[became] == 1
    assert len(found.notes) + len(found.actions) + len(found.promises) + len(found.shares) == (became != "nothing")
    undo.undo(desk)
    again = wrap_ups.view(desk, session_id)
    assert [one.became for one in again.moments] == [""]
    assert (again.notes, again.actions, again.promises, again.shares) == ((), (), (), ())


def test_a_promise_goes_on_the_one_list_with_its_session(desk: Desk) -> None:
    session_id = running(desk)
    moment = focus.mark(desk, session_id, "action")
    found = wrap_ups.resolve(desk, moment.id, "promise", "send the values exercise fri 17:00 ~30m")
    (promise,) = found.promises
    assert (promise.text, promise.kind, promise.minutes) == ("send the values exercise", "promise", 30)
    assert promise.to_client == found.session.client.id
    assert [one.id for one in tasks.lines(desk)] == [promise.id]
    refused("moment.went-on", wrap_ups.resolve, desk, moment.id, "note", "better so")


def test_what_a_moment_became_can_be_chosen_anew_until_it_goes_on(desk: Desk) -> None:
    session_id = running(desk)
    moment = focus.mark(desk, session_id, "mark")
    wrap_ups.resolve(desk, moment.id, "note", "she laughed")
    found = wrap_ups.resolve(desk, moment.id, "observation", "she laughed twice")
    assert [(one.kind, one.text) for one in found.notes] == [("observation", "she laughed twice")]
    found = wrap_ups.resolve(desk, moment.id, "action", "talk to Rosa", date(2026, 12, 9))
    assert found.notes == ()
    assert [(one.text, one.due) for one in found.actions] == [("talk to Rosa", date(2026, 12, 9))]
    client_actions.answer(desk, found.actions[0].id, "partly", "Rosa was away")
    refused("moment.went-on", wrap_ups.resolve, desk, moment.id, "nothing")


def test_a_bad_choice_leaves_the_moment_as_it_was(desk: Desk) -> None:
    session_id = running(desk)
    moment = focus.mark(desk, session_id, "mark")
    refused("moment.became", wrap_ups.resolve, desk, moment.id, "gossip", "x")
    refused("text.empty", wrap_ups.resolve, desk, moment.id, "note", " \n ")
    refused("text.long", wrap_ups.resolve, desk, moment.id, "note", "x" * 1_000_000)
    refused("line.needs-when", wrap_ups.resolve, desk, moment.id, "promise", "send it")
    assert wrap_ups.view(desk, session_id).moments[0].became == ""
    assert wrap_ups.resolve(desk, moment.id, "note", "a\x1b[31mb\x07").notes[0].text == "a[31mb"


def test_closing_counts_it_once_and_waits_for_every_moment(desk: Desk) -> None:
    session_id = running(desk)
    agreement_id = sessions.line(desk, session_id).agreement_id
    moment = focus.mark(desk, session_id, "win")
    before = count(desk, agreement_id)
    pass_minutes(desk, 55)
    refused("wrap-up.waiting", wrap_ups.close, desk, session_id)
    wrap_ups.resolve(desk, moment.id, "nothing")
    wrap_ups.set_outcome(desk, session_id, "a first sentence, said aloud")
    closed = wrap_ups.close(desk, session_id)
    assert (closed.closed, closed.outcome) == (True, "a first sentence, said aloud")
    assert (closed.session.state, closed.session.held_minutes) == ("held", 55)
    after = count(desk, agreement_id)
    assert (after.held, after.left) == (before.held + 1, before.left - 1)  # type: ignore[operator]
    refused("wrap-up.closed", wrap_ups.close, desk, session_id)
    assert count(desk, agreement_id) == after


def test_undoing_and_closing_again_counts_it_once(desk: Desk) -> None:
    session_id = held(desk)
    agreement_id = sessions.line(desk, session_id).agreement_id
    once = count(desk, agreement_id)
    wrap_ups.close(desk, session_id)
    assert count(desk, agreement_id) == once
    undo.undo(desk)
    assert not wrap_ups.view(desk, session_id).closed
    wrap_ups.close(desk, session_id)
    assert count(desk, agreement_id) == once
    sessions.reopen(desk, session_id)
    assert count(desk, agreement_id).held == once.held - 1
    wrap_ups.close(desk, session_id)
    assert count(desk, agreement_id) == once


def test_only_what_took_place_is_wrapped_up(desk: Desk) -> None:
    session_id = planned(desk)
    refused("session.not-begun", wrap_ups.view, desk, session_id)
    refused("session.not-begun", wrap_ups.close, desk, session_id)
    sessions.cancel(desk, session_id, CLIENT)
    for verb in (wrap_ups.view, wrap_ups.close):
        assert "cancelled" in refused("wrap-up.not-held", verb, desk, session_id).line
    refused("wrap-up.not-held", wrap_ups.set_outcome, desk, session_id, "well")
    refused("wrap-up.not-held", session_notes.add, desk, session_id, "note", "well")
    whose = sessions.line(desk, session_id).client.id
    refused("wrap-up.not-held", client_actions.add, desk, whose, "well", None, session_id)
    refused("wrap-up.not-held", shares.add, desk, whose, "well", True, session_id)


def test_a_session_that_was_never_begun_here_is_wrapped_up_when_its_time_has_passed(desk: Desk) -> None:
    session_id = planned(desk)
    desk.clock = fixed_clock(sessions.line(desk, session_id).ends)
    assert wrap_ups.close(desk, session_id).session.held_minutes == 60


def test_leaving_midway_loses_nothing(desk: Desk) -> None:
    session_id = held(desk)
    session_notes.add(desk, session_id, "insight", "I can ask")
    wrap_ups.set_outcome(desk, session_id, "half")
    found = wrap_ups.view(desk, session_id)
    assert ([one.text for one in found.notes], found.outcome, found.closed) == (["I can ask"], "half", False)


def test_the_next_session_and_what_is_left_stand_beside(desk: Desk) -> None:
    session_id = held(desk)
    assert wrap_ups.view(desk, session_id).next_session is None
    following = another(desk, session_id, "2026-12-17 10:00")
    found = wrap_ups.view(desk, session_id)
    assert found.next_session is not None
    assert (found.next_session.id, found.left) == (following, "1 held, 1 booked, 5 left of 6")


# notes


def test_notes_are_changed_and_taken_away(desk: Desk) -> None:
    session_id = held(desk)
    note = session_notes.add(desk, session_id, "interpretation", "she may be afraid\nof Rosa")
    assert session_notes.edit(desk, note.id, "she may be afraid").text == "she may be afraid"
    refused("text.empty", session_notes.edit, desk, note.id, "")
    refused("moment.became", session_notes.add, desk, session_id, "action", "x")
    session_notes.remove(desk, note.id)
    refused("ref.unknown", session_notes.view, desk, note.id)
    undo.undo(desk)
    assert session_notes.view(desk, note.id).kind == "interpretation"


# actions of theirs


def test_what_became_of_an_action_and_what_got_in_the_way(desk: Desk) -> None:
    session_id = held(desk)
    whose = sessions.line(desk, session_id).client.id
    action = client_actions.add(desk, whose, "talk to Rosa", date(2026, 12, 9), session_id)
    assert (action.state, action.answered) == ("open", None)
    found = client_actions.answer(desk, action.id, "partly", "Rosa was away")
    assert (found.state, found.obstacle, found.answered) == ("partly", "Rosa was away", desk.clock())
    assert client_actions.answer(desk, action.id, "open").answered is None
    refused("action.state", client_actions.answer, desk, action.id, "well")
    assert tasks.lines(desk) == []
    edited = client_actions.edit(desk, action.id, "talk to Rosa alone")
    assert (edited.text, edited.due) == ("talk to Rosa alone", None)
    client_actions.remove(desk, action.id)
    assert client_actions.lines(desk, whose) == ()


def test_actions_list_what_is_open_first(desk: Desk) -> None:
    session_id = held(desk)
    whose = sessions.line(desk, session_id).client.id
    ids = [client_actions.add(desk, whose, text).id for text in ("one", "two", "three")]
    client_actions.answer(desk, ids[0], "done")
    assert [one.text for one in client_actions.lines(desk, whose)][-1] == "one"


# to share


def test_what_is_to_be_asked_first_is_told_only_when_they_agreed(desk: Desk) -> None:
    session_id = held(desk)
    whose = sessions.line(desk, session_id).client.id
    share = shares.add(desk, whose, "you light up when you teach", True, session_id)
    refused("share.ask-first", shares.tell, desk, share.id)
    shares.answer(desk, share.id, "asked")
    refused("share.ask-first", shares.tell, desk, share.id)
    shares.answer(desk, share.id, "declined", date(2026, 12, 2))
    refused("share.declined", shares.tell, desk, share.id)
    agreed = shares.answer(desk, share.id, "agreed", date(2026, 12, 3))
    assert (agreed.answer, agreed.answered) == ("agreed", date(2026, 12, 3))
    refused("share.before-answer", shares.tell, desk, share.id, date(2026, 12, 2))
    refused("share.future", shares.tell, desk, share.id, date(2026, 12, 4))
    assert shares.tell(desk, share.id).told == date(2026, 12, 3)
    refused("share.told", shares.tell, desk, share.id)
    refused("share.told", shares.answer, desk, share.id, "asked")
    refused("share.told", shares.edit, desk, share.id, "other words")
    refused("share.told", shares.remove, desk, share.id)


def test_what_needs_no_asking_is_told_at_once(desk: Desk) -> None:
    whose = client(desk).id
    share = shares.add(desk, whose, "the book I spoke of", ask_first=False)
    refused("share.answer", shares.answer, desk, share.id, "maybe")
    assert shares.edit(desk, share.id, "the book", True).ask_first
    shares.edit(desk, share.id, "the book", False)
    assert shares.tell(desk, share.id).told == desk.today()
    other = shares.add(desk, whose, "another")
    assert [one.text for one in shares.lines(desk, whose)] == ["another", "the book"]
    shares.remove(desk, other.id)
    assert [one.text for one in shares.lines(desk, whose)] == ["the book"]


# intention, history, search


def test_an_intention_is_kept_and_taken_away(desk: Desk) -> None:
    session_id = planned(desk)
    assert session_work.intend(desk, session_id, "listen longer") == "listen longer"
    whose = sessions.line(desk, session_id).client.id
    assert history.history(desk, whose)[0].changes == ("intention: nothing → listen longer",)
    assert session_work.intend(desk, session_id, "") == ""


def test_history_says_what_was_done_in_words(desk: Desk) -> None:
    session_id = running(desk)
    whose = sessions.line(desk, session_id).client.id
    moment = focus.mark(desk, session_id, "insight")
    wrap_ups.resolve(desk, moment.id, "insight", "I can ask")
    share = shares.add(desk, whose, "you light up", True, session_id)
    shares.answer(desk, share.id, "agreed")
    lines = history.history(desk, whose)
    said = {one.what: one.changes for one in lines}
    assert said["session begun"] == ("begun Thu 3 Dec 2026 10:00",)
    assert said["moment marked"] == ("moment kind: insight",)
    assert "session note text: I can ask" in said["moment made into something"]
    assert said["to share: what they said"] == ("share answer: agreed", "share answered on: 3 December 2026")
    assert not any(word in line for one in lines for line in one.changes for word in (session_id, moment.id))


def test_the_words_of_a_session_are_found(desk: Desk) -> None:
    session_id = held(desk)
    whose = sessions.line(desk, session_id).client.id
    agree(desk, session_id, topic="Schwierige Gespräche")
    session_notes.add(desk, session_id, "observation", "she tapped the table")
    client_actions.add(desk, whose, "ring Ilse", None, session_id)
    shares.add(desk, whose, "a quiet strength")
    wrap_ups.set_outcome(desk, session_id, "a brave sentence")
    for words in ("gesprache", "tapped table", "ilse", "brave"):
        (hit,) = search.search(desk, words)
        assert (hit.kind, hit.id, hit.client_id) == ("session", session_id, whose), words
    (hit,) = search.search(desk, "quiet strength")
    assert (hit.kind, hit.id) == ("client", whose)
    note = session_notes.add(desk, session_id, "note", "zeppelin")
    assert len(search.search(desk, "zeppelin")) == 1
    session_notes.edit(desk, note.id, "balloon")
    assert search.search(desk, "zeppelin") == []
    assert len(search.search(desk, "balloon")) == 1
    session_notes.remove(desk, note.id)
    assert search.search(desk, "balloon") == []
