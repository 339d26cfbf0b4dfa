"""The review of the day: what it asks about, what has had its word, and that it is kept by its date."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.services import review, tasks, today, undo
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk
from tests.services.acts import client

EVENING = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
"""18:00 where the coach is."""


def go_to(desk: Desk, at: datetime) -> None:
    desk.clock = fixed_clock(at)


def test_it_asks_about_what_is_due_today_or_was(desk: Desk) -> None:
    client(desk, zone="Pacific/Auckland")
    today_ = tasks.add(desk, "send the notes @amara 23:30")
    own = tasks.add(desk, "invoices eod")
    tasks.add(desk, "send the book @amara tom 00:30")
    go_to(desk, EVENING)
    assert {one.id for one in review.view(desk).due} == {today_.id, own.id}
    go_to(desk, datetime(2026, 11, 27, 22, 0, tzinfo=UTC))  # midnight: it is tomorrow now
    assert len(review.view(desk).due) == 3


def test_each_has_had_its_word_when_done_left_open_or_asked(desk: Desk) -> None:
    client(desk)
    done, left, asked, own = (
        tasks.add(desk, line)
        for line in ("one @amara 17:00", "two @amara 18:30", "three @amara 19:00", "tidy up 18:00")
    )
    go_to(desk, datetime(2026, 11, 27, 14, 0, tzinfo=UTC))
    with pytest.raises(CoachdeskError, match="4 still wait"):
        review.finish(desk)
    tasks.done(desk, done.id)
    tasks.leave_open(desk, left.id, "she is on a plane")
    tasks.renegotiate(desk, asked.id, "mon 12:00")
    tasks.renegotiate(desk, own.id, "mon 12:00")
    found = review.view(desk)
    assert (found.due, found.done_today, found.reviewed_on) == ((), False, None)
    assert {one.id for one in found.left} == {left.id, asked.id}
    finished = review.finish(desk)
    assert (finished.done_today, finished.reviewed_on) == (True, date(2026, 11, 27))
    assert review.finish(desk).reviewed_on == date(2026, 11, 27), "twice on one day is once"
    undo.undo(desk)
    assert not review.view(desk).done_today


def test_what_was_left_open_yesterday_is_asked_about_again(desk: Desk) -> None:
    client(desk)
    task = tasks.add(desk, "one @amara 17:00")
    go_to(desk, EVENING)
    tasks.leave_open(desk, task.id, "she is on a plane")
    assert review.view(desk).due == ()
    go_to(desk, datetime(2026, 11, 28, 16, 0, tzinfo=UTC))
    assert [one.id for one in review.view(desk).due] == [task.id]


def test_a_word_that_was_taken_back_was_not_said(desk: Desk) -> None:
    client(desk)
    tasks.add(desk, "one @amara 17:00")
    task = review.view(desk).due[0]
    tasks.leave_open(desk, task.id, "later")
    undo.undo(desk)
    assert [one.id for one in review.view(desk).due] == [task.id]


def test_today_says_that_it_waits_from_the_end_of_the_day_until_it_is_done(desk: Desk) -> None:
    client(desk)
    task = tasks.add(desk, "one @amara 19:00")
    assert today.today(desk).review == ""
    go_to(desk, EVENING)
    assert "1 to look at" in today.today(desk).review
    tasks.leave_open(desk, task.id, "she is on a plane")
    assert "look at tomorrow" in today.today(desk).review, "it has had its word"
    tasks.done(desk, task.id)
    assert "look at tomorrow" in today.today(desk).review
    review.finish(desk)
    assert today.today(desk).review == ""


def test_a_day_off_with_nothing_due_asks_for_no_review(desk: Desk) -> None:
    client(desk)
    go_to(desk, datetime(2026, 11, 28, 18, 0, tzinfo=UTC))
    assert today.today(desk).review == ""


def test_one_that_was_asked_for_more_time_waits_again_once_they_said_no(desk: Desk) -> None:
    client(desk)
    task = tasks.add(desk, "one @amara 18:00")
    tasks.renegotiate(desk, task.id, "mon 12:00")
    assert review.view(desk).due == ()
    tasks.answer_ask(desk, task.id, agreed=False, said="I need it today")
    assert [one.id for one in review.view(desk).due] == [task.id]
    go_to(desk, EVENING)
    assert today.today(desk).review == "the day's review: 1 to look at"


def test_one_that_was_agreed_for_later_today_waits_once_that_has_passed_too(desk: Desk) -> None:
    client(desk)
    task = tasks.add(desk, "one @amara 15:00")
    tasks.renegotiate(desk, task.id, "17:00", said="fine")
    assert review.view(desk).due == ()
    go_to(desk, EVENING)
    assert [one.id for one in review.view(desk).due] == [task.id]
