"""Going away and coming back: what an absence touches, what becomes of it, the texts, the auto-replies."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.contacts import ContactInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import absences, contacts, tasks, undo
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk
from tests.services.acts import client


def stand_in(desk: Desk) -> str:
    return contacts.add(
        desk, validated(ContactInput, {"name": "Ida Krull", "role": "stand-in", "phone": "+359 2 555 01 99"})
    ).id


def go_to(desk: Desk, at: datetime) -> None:
    desk.clock = fixed_clock(at)


def test_days_count_whole_the_last_one_included(desk: Desk) -> None:
    away = absences.add(desk, "mon", "fri 4 dec")
    assert away.words == "Mon 30 Nov – Fri 4 Dec"
    assert (away.since, away.until) == (datetime(2026, 11, 29, 22, tzinfo=UTC), datetime(2026, 12, 4, 22, tzinfo=UTC))
    assert (away.state, away.undecided) == ("coming", 0)


def test_it_may_begin_now_with_no_end_known(desk: Desk) -> None:
    away = absences.add(desk, "now", None, why="flu")
    assert (away.state, away.until, away.why) == ("now", None, "flu")
    assert "cannot say yet" in away.auto_reply
    assert "flu" not in away.auto_reply + away.voicemail
    closed = absences.change_end(desk, away.id, "mon")
    assert closed.until == datetime(2026, 11, 30, 22, tzinfo=UTC)
    assert absences.change_end(desk, away.id, None).until is None


@pytest.mark.parametrize(
    ("since", "until", "code", "where"),
    [
        ("4 dec", "mon", "absence.order", "to"),
        ("1 nov 2026", "20 nov 2026", "absence.past", "to"),
        ("15 dec", "20 dec", "absence.overlap", "from"),
        ("10 dec", None, "absence.overlap", "from"),
        ("18 dec", "18 dec", "absence.overlap", "from"),
        ("31 feb", None, "day.none", "from"),
        ("mon", "31 feb", "day.none", "to"),
        ("", None, "when.empty", "from"),
        ("sometime", None, "when.unknown", "from"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    desk: Desk, since: str, until: str | None, code: str, where: str
) -> None:
    absences.add(desk, "16 dec", "18 dec")
    with pytest.raises(CoachdeskError) as refused:
        absences.add(desk, since, until)
    assert (refused.value.code, refused.value.where) == (code, where), "by the names of the flags and of the form"
    assert "\n" not in refused.value.line
    assert len(absences.lines(desk)) == 1


def test_an_end_that_is_refused_is_named_by_its_last_day_and_not_by_the_midnight_after_it(desk: Desk) -> None:
    with pytest.raises(CoachdeskError, match="it would last through Fri 20 Nov, which has passed"):
        absences.add(desk, "1 nov 2026", "20 nov 2026")
    with pytest.raises(CoachdeskError, match="it would begin Fri 4 Dec but last through Mon 30 Nov"):
        absences.add(desk, "4 dec", "30 nov")


def test_two_may_follow_each_other(desk: Desk) -> None:
    absences.add(desk, "16 dec", "18 dec")
    absences.add(desk, "19 dec", "20 dec")
    with pytest.raises(CoachdeskError):
        absences.change_end(desk, absences.lines(desk)[0].id, "19 dec")
    assert [one.words for one in absences.lines(desk)] == ["Wed 16 Dec – Fri 18 Dec", "Sat 19 Dec – Sun 20 Dec"]


def test_it_shows_what_it_touches_and_asks_what_becomes_of_each(desk: Desk) -> None:
    client(desk, zone="Africa/Lagos")
    inside = tasks.add(desk, "send the notes @amara tue 12:00")
    tasks.add(desk, "send the book @amara 10 dec 12:00")
    away = absences.add(desk, "mon", "wed", cover_ref=stand_in(desk))
    assert [(one.kind, one.what, one.decision) for one in away.touched] == [("promise", "send the notes", "")]
    decided = absences.decide(desk, away.id, inside.id, "cover")
    assert (decided.touched[0].decision, decided.undecided) == ("cover", 0)
    assert absences.decide(desk, away.id, inside.id, "").undecided == 1


@pytest.mark.parametrize(
    ("decision", "covered", "code"),
    [("move", True, "absence.decision"), ("vanish", True, "absence.decision"), ("cover", False, "absence.no-cover")],
)
def test_only_what_fits_can_become_of_it(desk: Desk, decision: str, covered: bool, code: str) -> None:
    client(desk)
    task = tasks.add(desk, "send the notes @amara tue 12:00")
    away = absences.add(desk, "mon", "wed", cover_ref=stand_in(desk) if covered else "")
    with pytest.raises(CoachdeskError) as refused:
        absences.decide(desk, away.id, task.id, decision)
    assert refused.value.code == code


def test_what_it_does_not_touch_cannot_be_decided(desk: Desk) -> None:
    client(desk)
    task = tasks.add(desk, "send the notes @amara 10 dec 12:00")
    away = absences.add(desk, "mon", "wed")
    with pytest.raises(CoachdeskError, match="does not touch"):
        absences.decide(desk, away.id, task.id, "keep")


def test_the_texts_say_days_and_who_to_turn_to(desk: Desk) -> None:
    client(desk, zone="Pacific/Auckland")
    client(desk, "Jonas Weber", language="German")
    away = absences.add(desk, "mon", "fri 4 dec", cover_ref=stand_in(desk))
    assert "Monday 30 November" in away.auto_reply
    assert "Ida Krull" in away.auto_reply
    assert "+359 2 555 01 99" in away.voicemail
    assert "Auckland" in away.auto_reply
    assert "30. November" in away.auto_reply, "a client who is written to in German reads German"


def test_an_auto_reply_is_on_until_it_is_off(desk: Desk) -> None:
    away = absences.add(desk, "now", "wed")
    on = absences.switch(desk, away.id, "email", True)
    channels = {one.channel: one for one in on.channels}
    assert (channels["email"].on, channels["email"].off) == (desk.clock(), None)
    assert channels["phone"].on is None
    with pytest.raises(CoachdeskError, match="on already"):
        absences.switch(desk, away.id, "email", True)
    with pytest.raises(CoachdeskError, match="off already"):
        absences.switch(desk, away.id, "phone", False)
    with pytest.raises(CoachdeskError, match="not a channel"):
        absences.switch(desk, away.id, "pigeon", True)
    since = desk.clock()
    go_to(desk, since + timedelta(hours=2))
    absences.switch(desk, away.id, "email", False)
    again = absences.switch(desk, away.id, "email", True)
    assert (again.channels[0].on, again.channels[0].off) == (since, None), "what was off by mistake was on all along"


def test_coming_back_ends_it_and_it_can_be_taken_back(desk: Desk) -> None:
    away = absences.add(desk, "now")
    go_to(desk, desk.clock() + timedelta(days=2))
    back = absences.back(desk, away.id)
    assert (back.state, back.until) == ("over", desk.clock())
    with pytest.raises(CoachdeskError, match="lasted until Sun 29 Nov 11:00 and is over"):
        absences.back(desk, away.id)
    with pytest.raises(CoachdeskError, match="lasted until Sun 29 Nov 11:00 and is over"):
        absences.change_end(desk, away.id, "fri 11 dec")
    undo.undo(desk)
    assert absences.view(desk, away.id).state == "now"


def test_nobody_is_back_before_leaving(desk: Desk) -> None:
    away = absences.add(desk, "mon")
    with pytest.raises(CoachdeskError, match="begins only"):
        absences.back(desk, away.id)


def test_one_is_found_by_its_time_or_id(desk: Desk) -> None:
    now, coming = absences.add(desk, "now", "mon"), absences.add(desk, "10 dec", "11 dec")
    assert absences.find(desk, "now") == now.id
    assert absences.find(desk, "next") == coming.id
    assert absences.find(desk, coming.id[:6]) == coming.id
    assert absences.find(desk, "thu 10 dec") == coming.id


def test_who_was_told_and_when_is_kept(desk: Desk) -> None:
    amara, mei = client(desk), client(desk, "Mei Lin")
    gone = client(desk, "Zoe Ended", stage="ended")
    away = absences.add(desk, "mon", "fri 4 dec")
    assert [(one.client, one.on) for one in away.told] == [("Amara Okonkwo", None), ("Mei Lin", None)]
    told = absences.tell(desk, away.id, [amara.id], date(2026, 11, 27))
    assert [(one.client, one.on) for one in told.told] == [("Mei Lin", None), ("Amara Okonkwo", date(2026, 11, 27))]
    assert told.untold == 1
    assert absences.tell(desk, away.id, [mei.id, gone.id], date(2026, 11, 26)).untold == 0
    assert [one.client for one in absences.view(desk, away.id).told] == ["Amara Okonkwo", "Mei Lin", "Zoe Ended"]
    assert absences.tell(desk, away.id, [amara.id], None).untold == 1
    undo.undo(desk)
    assert absences.view(desk, away.id).untold == 0
    with pytest.raises(CoachdeskError, match="nobody is named as told"):
        absences.tell(desk, away.id, [], date(2026, 11, 27))
    with pytest.raises(CoachdeskError, match="no client"):
        absences.tell(desk, away.id, ["0000000000000000"], date(2026, 11, 27))
