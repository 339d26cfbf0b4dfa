"""Two drafts of one client: which is which."""

from __future__ import annotations

from datetime import timedelta

from coachdesk.services import agreements, drafts_apart
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk
from tests.services.acts import client, draft


def apart(desk: Desk) -> dict[str, str]:
    return {line.id: line.apart for line in drafts_apart.told(desk, agreements.lines(desk))}


def test_drafts_of_one_client_say_when_each_was_last_changed(desk: Desk) -> None:
    amara, mei = client(desk).id, client(desk, "Mei Chen").id
    one, alone = draft(desk, amara).id, draft(desk, mei).id
    assert set(apart(desk).values()) == {""}
    then = desk.clock()
    desk.clock = fixed_clock(then + timedelta(days=1, hours=3))
    other = draft(desk, amara).id
    assert apart(desk) == {one: "27 Nov 11:00", other: "14:00", alone: ""}
    desk.clock = fixed_clock(then + timedelta(days=2))
    agreements.fill(desk, one, {"shared_items": "the dates"})
    assert apart(desk) == {one: "11:00", other: "28 Nov 14:00", alone: ""}
    desk.clock = fixed_clock(then + timedelta(days=40))
    assert apart(desk)[other] == "28 Nov 2026"
    agreements.delete(desk, other)
    assert set(apart(desk).values()) == {""}


def test_drafts_of_the_same_minute_are_told_by_their_ids(desk: Desk) -> None:
    amara = client(desk).id
    ids = {draft(desk, amara).id, draft(desk, amara).id}
    assert apart(desk) == {one: one[:4] for one in ids}
