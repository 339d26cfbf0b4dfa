"""Another deadline: asked for before the old one and answered in their words, or promised anew after it."""

from __future__ import annotations

import pytest

from coachdesk.services import messages, tasks, undo
from coachdesk.services.desk import Desk
from coachdesk.services.history import history
from tests.services import acts
from tests.services.acts import refused

DUE = "2026-11-27T15:00:00Z"


@pytest.fixture
def amara(desk: Desk) -> str:
    """A client in Lagos, an hour behind Sofia."""
    return acts.client(desk, "Amara Okonkwo", called="Amara", zone="Africa/Lagos").id


def test_asked_before_the_deadline_and_agreed_it_is_renegotiated(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    asked = tasks.renegotiate(desk, line.id, "mon 12:00", why="it grew")
    assert "Fri 27 Nov 16:00 your time (Lagos)" in asked.sentence
    assert "Mon 30 Nov 11:00 your time (Lagos)" in asked.sentence
    now = tasks.page(desk, line.id).line
    assert (now.state, now.due, now.asked_to) == ("asked", line.due, acts.from_stamp("2026-11-30T10:00:00Z"))
    with refused("task.asked-already"):
        tasks.renegotiate(desk, line.id, "mon 12:00")
    acts.at_instant(desk, "2026-11-27T20:00:00Z")
    assert tasks.page(desk, line.id).line.state == "broken"
    answered = tasks.answer_ask(desk, line.id, agreed=True, said="Monday is fine")
    assert answered.words == "renegotiated in time: now due Mon 30 Nov 12:00"
    now = tasks.page(desk, line.id).line
    assert (now.state, now.due, now.deadlines) == ("renegotiated", now.deadlines[1], (line.due, now.due))
    assert tasks.record(desk, "client", amara).words == "no promise has ended yet · 1 renegotiated in time"
    assert acts.events(desk, line.id) == [(1, "made"), (2, "asked"), (3, "agreed")]


def test_an_answer_to_what_was_asked_can_be_given_by_renegotiating_again(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    tasks.renegotiate(desk, line.id, "mon 12:00")
    acts.at_instant(desk, "2026-11-28T09:00:00Z")
    tasks.renegotiate(desk, line.id, "mon 12:00", said="fine")
    assert tasks.page(desk, line.id).line.state == "renegotiated"


def test_a_no_leaves_the_old_deadline(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    with refused("task.not-asked"):
        tasks.answer_ask(desk, line.id, agreed=True, said="yes")
    tasks.renegotiate(desk, line.id, "mon 12:00")
    with refused("task.said"):
        tasks.answer_ask(desk, line.id, agreed=False, said=" ")
    assert tasks.answer_ask(desk, line.id, agreed=False, said="I need it").words.startswith("they said no")
    now = tasks.page(desk, line.id).line
    assert (now.state, now.due, now.asked_to) == ("open", line.due, None)


def test_asked_and_agreed_at_once(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    done = tasks.renegotiate(desk, line.id, "mon", said="Monday is fine")
    assert (done.next_id, done.sentence) == ("", "")  # nothing is left to ask
    now = tasks.page(desk, line.id).line
    assert (now.state, now.whole_day, len(now.deadlines)) == ("renegotiated", True, 2)
    undo.undo(desk)
    page = tasks.page(desk, line.id)
    assert (page.line.state, page.line.due) == ("open", line.due)
    assert [one.undone for one in page.history] == [False, True, True, False, False]


def test_an_answer_that_was_promised_is_asked_for_in_words_one_would_send(desk: Desk, amara: str) -> None:
    message = messages.log(desk, ("client", amara), "the invoice")
    promise = messages.acknowledge(desk, message.id, "tom 12:00").task_id
    asked = tasks.renegotiate(desk, promise, "mon 12:00")
    assert "I promised you an answer to your message by " in asked.sentence


@pytest.mark.parametrize("instant", [DUE, "2026-11-27T15:00:01Z"])
def test_at_or_past_the_deadline_it_is_promised_anew(desk: Desk, amara: str, instant: str) -> None:
    line = acts.promise(desk)
    acts.at_instant(desk, instant)
    done = tasks.renegotiate(desk, line.id, "mon 12:00", why="I was ill", said="all right")
    assert "I did not keep that" in done.sentence
    old, new = tasks.page(desk, line.id), tasks.page(desk, done.next_id)
    assert (old.line.state, old.line.is_open, old.line.due) == ("broken", False, line.due)
    assert (new.line.state, new.line.text, new.line.due) == ("open", line.text, acts.from_stamp("2026-11-30T10:00:00Z"))
    assert ("task", done.next_id, "promised anew: send the values exercise") in old.leads_to
    assert ("task", line.id, "the promise it was before: send the values exercise") in new.leads_to
    assert tasks.record(desk, "client", amara).words == "kept 0 of 1 · 1 broken"
    with refused("task.not-open"):
        tasks.release(desk, line.id, "never mind")


def test_what_is_no_renegotiation(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    with refused("task.same-deadline"):
        tasks.renegotiate(desk, line.id, "fri 17:00")
    with refused("task.earlier"):
        tasks.renegotiate(desk, line.id, "fri 16:00")
    with refused("when.past"):
        tasks.renegotiate(desk, line.id, "fri 9:00")
    tasks.done(desk, line.id)
    with refused("task.done-already"):
        tasks.renegotiate(desk, line.id, "mon")
    assert acts.events(desk, line.id) == [(1, "made"), (2, "done")]


def test_an_own_task_is_moved_at_any_time(desk: Desk) -> None:
    line = tasks.add(desk, "invoices fri 17:00")
    assert tasks.renegotiate(desk, line.id, "fri 16:00").words == "moved to Fri 27 Nov 16:00"
    acts.at_instant(desk, "2026-11-28T09:00:00Z")
    tasks.renegotiate(desk, line.id, "mon")
    now = tasks.page(desk, line.id).line
    assert (now.due, now.whole_day, now.state) == (acts.from_stamp("2026-11-30T15:30:00Z"), True, "renegotiated")
    with refused("task.same-deadline"):
        tasks.renegotiate(desk, line.id, "mon")


@pytest.mark.parametrize(("agreed", "words", "state"), [
    (True, "renegotiated in time: it is kept", "kept"),
    (False, "they said no: it stays late", "late"),
])  # fmt: skip
def test_their_answer_can_come_after_it_was_done(desk: Desk, amara: str, agreed: bool, words: str, state: str) -> None:
    line = acts.promise(desk)
    tasks.renegotiate(desk, line.id, "mon 12:00")
    acts.at_instant(desk, "2026-11-28T09:00:00Z")
    tasks.done(desk, line.id)
    before = tasks.page(desk, line.id).line
    assert (before.state, before.asked_to) == ("late", acts.from_stamp("2026-11-30T10:00:00Z"))
    assert tasks.answer_ask(desk, line.id, agreed=agreed, said="it was").words == words
    after = tasks.page(desk, line.id).line
    assert (after.state, after.asked_to, after.is_open) == (state, None, False)
    assert [one.id for one in tasks.lines(desk, states=[state])] == [line.id]
    with refused("task.done-already"):
        tasks.answer_ask(desk, line.id, agreed=True, said="again")
    undo.undo(desk)
    assert tasks.page(desk, line.id).line.state == "late"


def test_the_history_of_a_client_tells_it_in_the_order_it_happened(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    for _ in range(6):  # ids are by chance, and so was the order
        tasks.renegotiate(desk, line.id, "mon 12:00", said="fine")
        assert history(desk, amara)[0].changes == (
            f"“{line.text}”", "asked for Mon 30 Nov 12:00", "they said yes: “fine”"
        )  # fmt: skip
        undo.undo(desk)
    acts.at_instant(desk, "2026-11-28T09:00:00Z")
    tasks.renegotiate(desk, line.id, "mon 12:00")
    assert history(desk, amara)[0].changes == (f"“{line.text}”", "broken, and promised anew for Mon 30 Nov 12:00")


def test_one_that_was_done_in_time_has_no_answer_to_wait_for(desk: Desk, amara: str) -> None:
    line = acts.promise(desk)
    tasks.renegotiate(desk, line.id, "mon 12:00")
    tasks.done(desk, line.id)
    assert tasks.page(desk, line.id).line.asked_to is None
    with refused("task.done-already"):
        tasks.answer_ask(desk, line.id, agreed=True, said="fine")
