"""The next round of a task that repeats: moving one round, or promising it anew, leaves the others where they are."""

from __future__ import annotations

import pytest

from coachdesk.domain.times import local, to_stamp
from coachdesk.services import settings, tasks, undo
from coachdesk.services.desk import Desk
from tests.services import acts

SOFIA = "Europe/Sofia"


def next_of(desk: Desk, task_id: str) -> str:
    """When the round after that one is due, on the coach's clock, once that one is done."""
    following = tasks.line(desk, tasks.done(desk, task_id).next_id)
    assert following.due is not None
    return f"{local(following.due, desk.settings().zone):%a %d %b %H:%M}"


@pytest.mark.parametrize("moved_to", ["18:00", "mon 9:00", "2 dec 20:00", "thu 9:00"])
def test_a_round_that_was_moved_moves_only_itself(desk: Desk, moved_to: str) -> None:
    line = tasks.add(desk, "water the plants every fri 17:00")
    tasks.renegotiate(desk, line.id, moved_to)
    assert next_of(desk, line.id) == "Fri 04 Dec 17:00"


def test_the_next_round_of_a_moved_one_is_due_at_the_end_of_the_day_again(desk: Desk) -> None:
    line = tasks.add(desk, "water the plants every fri")
    tasks.renegotiate(desk, line.id, "mon 9:00")
    done = tasks.done(desk, line.id)
    following = tasks.line(desk, done.next_id)
    assert following.whole_day
    assert to_stamp(following.due or following.created) == "2026-12-04T15:30:00Z"


def test_a_promise_that_was_renegotiated_or_made_anew_repeats_on_its_own_day(desk: Desk) -> None:
    acts.client(desk, "Amara Okonkwo", called="Amara", zone="Africa/Lagos")
    line = tasks.add(desk, "send the report @amara every fri 17:00")
    tasks.renegotiate(desk, line.id, "sat 10:00", said="fine")
    acts.at_instant(desk, "2026-11-29T09:00:00Z")
    anew = tasks.renegotiate(desk, line.id, "mon 11:00")
    again = tasks.done(desk, anew.next_id).next_id
    assert tasks.line(desk, again).due == acts.from_stamp("2026-12-04T15:00:00Z")
    undo.undo(desk)
    assert [one.id for one in tasks.lines(desk)] == [anew.next_id]


def test_it_keeps_its_hour_after_a_day_on_which_clocks_skipped_it(desk: Desk) -> None:
    acts.at_instant(desk, "2027-03-20T09:00:00Z")
    line = tasks.add(desk, "look at the server every sun 3:30")
    hours = []
    for day in ("2027-03-21", "2027-03-28", "2027-04-04"):
        acts.at_instant(desk, f"{day}T12:00:00Z")
        line = tasks.line(desk, tasks.done(desk, line.id).next_id)
        assert line.due is not None
        hours.append(f"{local(line.due, SOFIA):%d %b %H:%M}")
    assert hours == ["28 Mar 04:30", "04 Apr 03:30", "11 Apr 03:30"]


def test_a_whole_day_ends_where_the_coach_is_by_then(desk: Desk) -> None:
    line = tasks.add(desk, "water the plants every fri")
    settings.change(desk, "zone", "Asia/Tokyo")
    settings.change(desk, "eod", "19:00")
    assert next_of(desk, line.id) == "Fri 04 Dec 19:00"
