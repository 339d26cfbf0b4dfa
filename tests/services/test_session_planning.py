"""Planning sessions: what is taken, what speaks against it, series, and how they are read and found."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from coachdesk.domain.times import local
from coachdesk.domain.views.agreements import SessionCount
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.services import agreement_versions, agreements, session_zones, sessions, settings, undo
from coachdesk.services.desk import Desk
from tests.services import acts
from tests.services.session_acts import COACH, NO_SHOW, count, now, plan, refused, to


def test_a_session_belongs_to_the_one_agreement_in_force_and_is_as_long_as_agreed(desk: Desk) -> None:
    signed = acts.signed(desk)
    acts.change(desk, signed.client_id, zone="America/Santiago")
    planned = plan(desk, signed.client_id, "2 dec 15:00", medium="video", link="https://meet.example/a")
    line = planned.line
    assert (line.agreement_id, line.minutes, line.number, line.of, line.lacks) == (signed.id, 60, 1, 6, ())
    assert (line.at, line.client.zone, line.zone) == (datetime(2026, 12, 2, 13, tzinfo=UTC), *["America/Santiago"] * 2)
    assert (planned.warnings, planned.series) == ((), ())
    assert count(desk, signed.id) == SessionCount(agreed=6, held=0, charged=0, booked=1, left=6)


def test_nothing_but_what_cannot_be_is_refused_and_nothing_is_half_saved(desk: Desk) -> None:
    signed = acts.signed(desk)
    for at, code in (
        ("2 dec", "session.needs-time"),
        ("2 dec 25:00", "clock.unknown"),
        ("28 mar 2027 03:30", "time.skipped"),
        ("25 oct 2027 03:30", ""),
        ("31 oct 2027 03:30", "time.repeated"),
        ("1900-01-01 10:00", "session.far"),
        ("2300-01-01 10:00", "day.far"),
        ("2090-01-01 10:00", "session.far"),
        ("next week", "when.unknown"),
    ):
        if code:
            refused(code, plan, desk, signed.client_id, at)
    refused("time.skipped", plan, desk, signed.client_id, "21 mar 2027 03:30", every="week", times="3")
    refused("session.keep-unknown", plan, desk, signed.client_id, "2 dec 15:00", every="week", times="3", keep="client")
    refused("ref.unknown", plan, desk, "0" * 16, "2 dec 15:00")
    assert sessions.lines(desk) == []
    plan(desk, signed.client_id, "2 dec 15:00")
    refused("session.twice", plan, desk, signed.client_id, "2 dec 15:00")
    refused("session.twice", plan, desk, signed.client_id, "25 nov 2026 15:00", every="week", times="2")
    assert len(sessions.lines(desk)) == 1


def test_what_speaks_against_it_is_said_and_stops_nothing(desk: Desk) -> None:
    signed = acts.signed(desk)
    acts.change(desk, signed.client_id, zone="America/Santiago")
    plan(desk, signed.client_id, "2 dec 15:00")
    for at, words in (
        ("2 dec 15:30", ["overlaps the session with Amara Okonkwo, Wed 2 Dec 15:00–16:00"]),
        ("2 dec 16:50", ["15 min to wrap up and 15 to prepare do not fit between"]),
        ("3 dec 08:00", ["03:00 in Santiago is outside their waking hours"]),
        ("28 nov 15:00", ["“Leading the team” is not in force on Sat 28 Nov: it begins later"]),
        ("5 jul 2027 16:00", ["not in force on Mon 5 Jul: it ends on Tue 1 Jun", "their clocks change on Sat 3 Apr"]),
        (
            "20 nov 2026 15:00",
            ["is past: it is kept as one to be marked", "is not in force", "none is left to plan of the 6"],
        ),
    ):
        said = plan(desk, signed.client_id, at).warnings
        assert all(any(word in one for one in said) for word in words), (at, said)
        assert len(said) == len(words), (at, said)
    assert len(sessions.lines(desk)) == 7


def test_waking_hours_and_the_time_around_a_session_are_settings(desk: Desk) -> None:
    signed = acts.signed(desk)
    acts.change(desk, signed.client_id, zone="Europe/Sofia")
    for key, text in (("waking.start", "05:00"), ("session.prep", "5m"), ("session.wrap-up", "5m")):
        settings.change(desk, key, text)
    assert plan(desk, signed.client_id, "2 dec 05:30").warnings == ()
    assert plan(desk, signed.client_id, "2 dec 06:40").warnings == ()
    refused("setting.waking", settings.change, desk, "waking.end", "04:00")


def test_a_series_longer_than_what_is_left_is_said(desk: Desk) -> None:
    signed = acts.signed(desk)
    acts.change(desk, signed.client_id, zone="Europe/Sofia")
    told = plan(desk, signed.client_id, "2 dec 15:00", every="week", times="8")
    assert told.warnings == ("6 of the 6 sessions of “Leading the team” are left to plan: 8 more would be 2 beyond",)


def test_beyond_the_number_agreed_is_said(desk: Desk) -> None:
    signed = acts.signed(desk)
    acts.change(desk, signed.client_id, zone="Europe/Sofia")
    assert plan(desk, signed.client_id, "2 dec 15:00", every="week", times="6").warnings == ()
    (said,) = plan(desk, signed.client_id, "20 jan 2027 15:00").warnings
    assert said == "none is left to plan of the 6 sessions of “Leading the team”: 6 booked, 6 left of 6"
    (said,) = plan(desk, signed.client_id, "27 jan 2027 15:00", every="fortnight", times="2").warnings
    assert said.endswith("7 booked, 6 left of 6: 2 more would be 3 beyond")


def test_of_two_live_agreements_it_is_asked_which(desk: Desk) -> None:
    signed = acts.signed(desk)
    other = acts.draft(desk, signed.client_id, sessions="3", minutes="45")
    assert plan(desk, signed.client_id, "2 dec 15:00").line.agreement_id == signed.id  # a draft is not in force
    agreements.send(desk, other.id)
    acts.sign_all(desk, other.id)
    told = refused("session.which-agreement", plan, desk, signed.client_id, "3 dec 15:00")
    assert told.where == "agreement"
    assert signed.id[:6] in told.what
    assert other.id[:6] in told.what
    line = plan(desk, signed.client_id, "3 dec 15:00", agreement=other.id).line
    assert (line.agreement_id, line.minutes, line.of) == (other.id, 45, 3)
    assert plan(desk, signed.client_id, "4 dec 15:00", kind="chemistry").line.agreement_id == ""


def test_an_agreement_that_ended_or_is_anothers_is_refused_by_name_only(desk: Desk) -> None:
    signed = acts.signed(desk)
    someone = acts.client(desk, "Tomás Rojas", zone="Europe/Sofia")
    refused("session.other-client", plan, desk, someone.id, "2 dec 15:00", agreement=signed.id)
    (said,) = plan(desk, someone.id, "2 dec 15:00").warnings
    assert said == "no agreement with Tomás Rojas is in force on Wed 2 Dec"
    now(desk, 2026, 12, 20, 9)
    agreement_versions.end(desk, signed.id, on=date(2026, 12, 20), by="client", why="")
    refused("session.agreement-ended", plan, desk, signed.client_id, "28 dec 15:00", agreement=signed.id)
    assert plan(desk, signed.client_id, "28 dec 15:00").line.agreement_id == ""
    before = plan(desk, signed.client_id, "10 dec 2026 15:00", agreement=signed.id)  # it was in force then
    assert before.line.agreement_id == signed.id


def test_other_kinds_need_no_agreement_and_count_nowhere(desk: Desk) -> None:
    signed = acts.signed(desk)
    acts.change(desk, signed.client_id, zone="Europe/Sofia")
    for day, kind in enumerate(("chemistry", "three-way", "review"), 1):
        planned = plan(desk, signed.client_id, f"{day} dec 15:00", kind=kind)
        assert (planned.warnings, planned.line.agreement_id, planned.line.number) == ((), "", None)
    assert count(desk, signed.id).booked == 0
    now(desk, 2026, 12, 9, 9)
    for line in sessions.lines(desk):
        sessions.miss(desk, line.id, NO_SHOW)
    assert {line.charged for line in sessions.lines(desk)} == {False}
    assert count(desk, signed.id) == SessionCount(agreed=6, held=0, charged=0, booked=0, left=6)


@pytest.mark.parametrize(
    ("keep", "here", "there"),
    [("coach", {16}, {10, 9}), ("client", {16, 15}, {9})],
)
def test_a_series_keeps_the_hour_that_was_chosen_across_a_change_of_clocks(
    desk: Desk, keep: str, here: set[int], there: set[int]
) -> None:
    someone = acts.client(desk, zone="America/New_York")
    planned = plan(desk, someone.id, "1 mar 2027 16:00", every="week", times="6", keep=keep)
    lines = sessions.lines(desk)
    assert [line.id for line in lines] == list(planned.series)
    assert {line.series for line in lines} == {planned.line.id}
    assert {local(line.at, "Europe/Sofia").hour for line in lines} == here
    assert {local(line.at, "America/New_York").hour for line in lines} == there
    assert len([one for one in planned.warnings if " on it is " in one]) == 2


def test_a_series_to_the_end_of_the_agreement(desk: Desk) -> None:
    signed = acts.signed(desk)
    planned = plan(desk, signed.client_id, "25 may 2027 10:00", every="week", times="end")
    assert [local(line.at, "Europe/Sofia").date() for line in sessions.lines(desk)] == [
        date(2027, 5, 25),
        date(2027, 6, 1),
    ]
    assert len(planned.series) == 2
    refused("session.times-none", plan, desk, signed.client_id, "8 jun 2027 10:00", every="week", times="end")
    someone = acts.client(desk, "Tomás Rojas")
    refused("session.times-no-end", plan, desk, someone.id, "8 jun 2027 10:00", every="week", times="end")


def test_a_client_who_travels_is_met_where_they_are_that_day(desk: Desk) -> None:
    someone = acts.client(desk, zone="Asia/Taipei")
    acts.change(desk, someone.id, away_zone="Europe/Oslo", away_from="2026-12-10", away_until="2026-12-20")
    before = plan(desk, someone.id, "3 dec 10:00 theirs").line
    during = plan(desk, someone.id, "15 dec 10:00 theirs").line
    assert (before.client.zone, before.at) == ("Asia/Taipei", datetime(2026, 12, 3, 2, tzinfo=UTC))
    assert (during.client.zone, during.at) == ("Europe/Oslo", datetime(2026, 12, 15, 9, tzinfo=UTC))
    acts.change(desk, someone.id, zone="Europe/Oslo", away_zone="", away_from="", away_until="")
    assert sessions.line(desk, during.id).lacks == ("no agreement",)
    assert sessions.line(desk, before.id).lacks[0] == "they are in another zone than when it was planned"


# reading


def test_the_agenda_reads_the_days_that_it_shows_and_no_others(desk: Desk) -> None:
    someone = acts.client(desk)
    far = plan(desk, someone.id, "20 jan 2027 10:00").line  # the first row, which is damaged below
    plan(desk, someone.id, "25 nov 2026 10:00")
    plan(desk, someone.id, "27 nov 2026 15:00")
    plan(desk, someone.id, "30 nov 10:00")
    acts.damage(desk, "session")
    agenda = sessions.agenda(desk, date(2026, 11, 23), 7)
    assert [line.at.day for line in agenda.lines] == [25, 27]
    assert [line.at.day for line in agenda.unmarked] == [25]
    assert agenda.following is not None
    assert agenda.following.at.day == 27
    assert desk.damaged == []
    refused("row.damaged", sessions.line, desk, far.id)
    assert [line.at.day for line in sessions.agenda(desk, date(2026, 11, 30), 1).lines] == [30]


def test_a_session_is_found_by_id_by_its_beginning_and_by_whose_it_is(desk: Desk) -> None:
    someone, other = acts.client(desk), acts.client(desk, "Tomás Rojas")
    past = plan(desk, someone.id, "25 nov 2026 10:00").line
    coming = plan(desk, someone.id, "30 nov 10:00").line
    alone = plan(desk, other.id, "1 dec 10:00").line
    assert sessions.find(desk, coming.id) == coming.id
    assert sessions.find(desk, coming.id[:8]) == coming.id
    assert sessions.find(desk, "tomas") == alone.id
    assert sessions.find(desk, "amara", ("planned",), ahead=True) == coming.id
    assert sessions.find(desk, "amara", ("planned",), ahead=False) == past.id
    told = refused("ref.several", sessions.find, desk, "amara")
    assert "Mon 30 Nov 10:00" in told.what
    refused("ref.unknown", sessions.find, desk, "nobody")
    refused("ref.empty", sessions.find, desk, " ")


def test_lines_are_of_a_span_a_client_a_state(desk: Desk) -> None:
    someone, other = acts.client(desk), acts.client(desk, "Tomás Rojas")
    plan(desk, someone.id, "30 nov 10:00")
    plan(desk, other.id, "1 dec 10:00")
    sessions.cancel(desk, plan(desk, other.id, "2 dec 10:00").line.id, COACH)
    since = datetime(2026, 12, 1, tzinfo=UTC)

    def days(**named: Any) -> list[int]:
        found: list[SessionLine] = sessions.lines(desk, **named)
        return [line.at.day for line in found]

    assert days() == [30, 1, 2]
    assert days(since=since) == [1, 2]
    assert days(until=since) == [30]
    assert days(client_id=other.id, states=("planned",)) == [1]
    assert days(since=since, until=since + timedelta(days=1)) == [1]


# a client who moves zone


@pytest.mark.parametrize(("whose", "here", "there"), [("coach", 17, 0), ("client", 8, 15)])
def test_of_a_client_who_moves_zone_either_hour_stays(desk: Desk, whose: str, here: int, there: int) -> None:
    someone = acts.client(desk, zone="Europe/London")
    past = plan(desk, someone.id, "20 nov 2026 16:00").line
    plan(desk, someone.id, "4 dec 17:00", every="week", times="2")
    moved = sessions.move(desk, plan(desk, someone.id, "3 dec 12:00").line.id, to("8 dec 17:00")).line
    sessions.cancel(desk, plan(desk, someone.id, "9 dec 17:00").line.id, COACH)
    assert session_zones.planned_elsewhere(desk, someone.id) == []
    acts.change(desk, someone.id, zone="Asia/Tokyo")
    waiting = session_zones.planned_elsewhere(desk, someone.id)
    assert [line.at.day for line in waiting] == [4, 8, 11]
    assert moved.id in {line.id for line in waiting}
    kept = session_zones.keep_hour(desk, someone.id, whose)
    assert {local(line.at, "Europe/Sofia").hour for line in kept} == {here}
    assert {local(line.at, "Asia/Tokyo").hour for line in kept} == {there}
    assert {line.zone for line in kept} == {"Asia/Tokyo"}
    assert session_zones.planned_elsewhere(desk, someone.id) == []
    assert sessions.line(desk, past.id).zone == "Europe/London"
    undo.undo(desk)
    assert session_zones.planned_elsewhere(desk, someone.id) == waiting


def test_an_hour_that_the_new_clock_skips_is_said_and_nothing_is_moved(desk: Desk) -> None:
    someone = acts.client(desk, zone="Asia/Tokyo")
    plan(desk, someone.id, "14 mar 2027 02:30 theirs")
    acts.change(desk, someone.id, zone="America/New_York")
    before = sessions.lines(desk)
    refused("time.skipped", session_zones.keep_hour, desk, someone.id, "client")
    assert sessions.lines(desk) == before
    session_zones.keep_hour(desk, someone.id, "coach")
    assert session_zones.planned_elsewhere(desk, someone.id) == []
