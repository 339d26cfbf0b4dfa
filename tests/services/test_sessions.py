"""What became of sessions: each end counted once, charged by the signed terms, taken back by undo and reopen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from coachdesk.domain.inputs.sessions import CancelInput, HeldInput, SessionChange
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.views.agreements import SessionCount
from coachdesk.services import agreement_versions, agreements, doctor, history, sessions, today, undo
from coachdesk.services.desk import Desk
from tests.services import acts
from tests.services.session_acts import CLIENT, COACH, NO_SHOW, count, now, plan, refused, to


def test_each_end_is_counted_once_and_reopening_takes_it_back(desk: Desk) -> None:
    signed = acts.signed(desk)
    for day in (1, 2, 3, 4):
        plan(desk, signed.client_id, f"{day} dec 15:00")
    first, second, third, fourth = sessions.lines(desk)
    now(desk, 2026, 12, 3, 12, 59)
    not_yet = refused("session.not-begun", sessions.hold, desk, third.id)
    assert "Thu 3 Dec 15:00" in not_yet.what
    assert sessions.cancel(desk, fourth.id, CLIENT).charged is False  # a minute more than the notice
    now(desk, 2026, 12, 3, 13)
    assert sessions.hold(desk, first.id, validated(HeldInput, {"minutes": "50"})).held_minutes == 50
    assert sessions.miss(desk, second.id, NO_SHOW).charged is True
    assert sessions.hold(desk, third.id).held_minutes == 60  # it begins now
    assert count(desk, signed.id) == SessionCount(agreed=6, held=2, charged=1, booked=0, left=3)
    for line in (first, second, third, fourth):
        back = sessions.reopen(desk, line.id)
        assert (back.state, back.charged, back.why, back.held_minutes, back.ended) == ("planned", None, "", None, None)
    assert count(desk, signed.id) == SessionCount(agreed=6, held=0, charged=0, booked=2, left=6, unmarked=2)
    assert [line.number for line in sessions.lines(desk)] == [1, 2, 3, 4]


def test_a_late_cancellation_is_charged_by_the_signed_terms_unless_it_is_let_go(desk: Desk) -> None:
    signed = acts.signed(desk)  # 24 hours
    lines = [plan(desk, signed.client_id, f"2 dec {hour}:00").line for hour in (10, 12, 14, 16)]
    now(desk, 2026, 12, 1, 12, 1)
    assert sessions.page(desk, lines[0].id).would_charge
    assert not sessions.page(desk, lines[3].id).is_late
    assert sessions.cancel(desk, lines[0].id, CLIENT).charged
    waived = validated(CancelInput, {"by": "client", "why": "her child was ill", "charge": "no"})
    line = sessions.cancel(desk, lines[1].id, waived)
    assert (line.charged, line.ended_by, line.why, line.ended) == (False, "client", waived.why, desk.clock())
    assert not sessions.cancel(desk, lines[2].id, COACH).charged
    charge = validated(CancelInput, {"by": "client", "why": "a cold", "charge": "yes"})
    refused("session.charge-terms", sessions.cancel, desk, lines[3].id, charge)
    own = validated(CancelInput, {"by": "coach", "why": "a cold", "charge": "yes"})
    refused("session.charge-own", sessions.cancel, desk, lines[3].id, own)
    assert count(desk, signed.id) == SessionCount(agreed=6, held=0, charged=1, booked=1, left=5)


def test_nothing_is_charged_under_terms_that_nobody_signed(desk: Desk) -> None:
    someone = acts.client(desk, email="amara@example.org")
    draft = acts.draft(desk, someone.id)
    line = plan(desk, someone.id, "2 dec 10:00").line
    assert (line.agreement_id, line.lacks) == (draft.id, ("no signed agreement",))
    now(desk, 2026, 12, 2, 9)
    assert not sessions.cancel(desk, line.id, CLIENT).charged
    assert not sessions.miss(desk, sessions.reopen(desk, line.id).id, NO_SHOW).charged
    agreements.delete(desk, draft.id)
    assert sessions.line(desk, line.id).agreement_id == ""


def test_what_is_to_come_is_not_held_and_what_is_over_is_not_moved(desk: Desk) -> None:
    someone = acts.client(desk)
    line = plan(desk, someone.id, "27 nov 2026 12:00").line
    for verb, entered in ((sessions.hold, None), (sessions.miss, NO_SHOW)):
        told = refused("session.not-begun", verb, desk, line.id, entered)
        assert "Fri 27 Nov 12:00" in told.what
    refused("session.open-already", sessions.reopen, desk, line.id)
    refused("session.same-time", sessions.move, desk, line.id, to("27 nov 2026 12:00"))
    now(desk, 2026, 11, 27, 12)
    sessions.hold(desk, line.id)
    for act in (
        lambda: sessions.hold(desk, line.id),
        lambda: sessions.miss(desk, line.id, NO_SHOW),
        lambda: sessions.cancel(desk, line.id, CLIENT),
        lambda: sessions.move(desk, line.id, to("tom 10:00")),
    ):
        assert refused("session.not-planned", act).what == "this session is held already"


def test_moving_warns_and_knows_the_notice(desk: Desk) -> None:
    signed = acts.signed(desk)
    acts.change(desk, signed.client_id, zone="Europe/Sofia")
    plan(desk, signed.client_id, "2 dec 15:00", every="week", times="3")
    first, second, third = sessions.lines(desk)
    assert sessions.move(desk, first.id, to("2 dec 16:00")).warnings == ()
    assert "overlaps" in sessions.plan_move(desk, first.id, "9 dec 15:30").warnings[0]
    refused("session.twice", sessions.move, desk, first.id, to("9 dec 15:00"))
    refused("time.skipped", sessions.move, desk, first.id, to("28 mar 2027 03:30"))
    refused("session.needs-time", sessions.move, desk, first.id, to("4 dec"))
    now(desk, 2026, 12, 2, 9)
    (said,) = sessions.move(desk, first.id, to("4 dec 10:00")).warnings
    assert said.startswith("less than the 24 h of notice are left")
    lines = sessions.lines(desk)
    assert [line.id for line in lines] == [first.id, second.id, third.id]
    assert {line.series for line in lines} == {first.id}
    assert count(desk, signed.id).booked == 3


def test_who_asked_for_another_time_is_kept_with_when_and_from_when(desk: Desk) -> None:
    signed = acts.signed(desk)
    line = plan(desk, signed.client_id, "2 dec 15:00").line
    assert sessions.page(desk, line.id).moves == ()
    now(desk, 2026, 11, 30, 9)
    sessions.move(desk, line.id, to("3 dec 15:00"))
    now(desk, 2026, 12, 3, 9)
    sessions.move(desk, line.id, to("4 dec 16:00", "client"))
    first, second = sessions.page(desk, line.id).moves
    assert (first.by, first.was, first.late) == ("coach", line.at, False)
    assert (second.by, second.was, second.late) == ("client", line.at + timedelta(days=1), True)
    assert second.at == datetime(2026, 12, 3, 9, tzinfo=UTC)
    said = [one.changes for one in history.history(desk, signed.client_id) if one.what == "session moved"]
    assert ["asked for by the client" in " ".join(changes) for changes in said] == [True, False]
    assert refused("session.by", to, "4 dec 17:00", "Rosa").where == "by"


def test_other_details_are_changed(desk: Desk) -> None:
    signed = acts.signed(desk)
    line = plan(desk, signed.client_id, "2 dec 15:00").line
    changed = sessions.edit(desk, line.id, validated(SessionChange, {"minutes": "45", "medium": "phone"}))
    assert (changed.minutes, changed.medium, changed.agreement_id) == (45, "phone", signed.id)
    review = sessions.edit(desk, line.id, validated(SessionChange, {"kind": "review", "agreement": ""}))
    assert (review.kind, review.agreement_id, count(desk, signed.id).booked) == ("review", "", 0)
    again = sessions.edit(desk, line.id, validated(SessionChange, {"kind": "coaching"}))
    assert (again.agreement_id, count(desk, signed.id).booked) == (signed.id, 1)


def test_undo_mends_what_was_said_and_history_tells_it(desk: Desk) -> None:
    signed = acts.signed(desk)
    line = plan(desk, signed.client_id, "2 dec 15:00").line
    sessions.move(desk, line.id, to("3 dec 15:00"))
    now(desk, 2026, 12, 3, 9)
    sessions.cancel(desk, line.id, CLIENT)
    assert count(desk, signed.id).charged == 1
    told = [(one.what, one.changes) for one in history.history(desk, signed.client_id)[:3]]
    assert told == [
        ("session cancelled", ("Thu 3 Dec 2026 15:00: cancelled by the client, charged: a cold",)),
        ("session moved", ("Wed 2 Dec 2026 15:00 → Thu 3 Dec 2026 15:00, asked for by you",)),
        ("session planned", ("Wed 2 Dec 2026 15:00, 60 min",)),
    ]
    undo.undo(desk)
    assert count(desk, signed.id) == SessionCount(agreed=6, held=0, charged=0, booked=1, left=6)
    undo.undo(desk)
    assert sessions.line(desk, line.id).at == line.at
    undo.undo(desk)
    assert sessions.lines(desk) == []
    assert doctor.check(desk).ok


def test_ending_an_agreement_notes_what_was_not_used(desk: Desk) -> None:
    signed = acts.signed(desk)
    for day in (1, 2):
        plan(desk, signed.client_id, f"{day} dec 15:00")
    now(desk, 2026, 12, 3, 9)
    for line in sessions.lines(desk):
        sessions.hold(desk, line.id)
    ended = agreement_versions.end(desk, signed.id, on=date(2026, 12, 3), by="client", why="")
    assert ended.ending is not None
    assert ended.ending.unused == 4


def test_today_thinks_of_the_next_agreement_before_the_last_session(desk: Desk) -> None:
    signed = acts.signed(desk)

    def coming_up() -> list[str]:
        return [line.what for part in today.today(desk).sections if part.title == "Coming up" for line in part.lines]

    lines = [plan(desk, signed.client_id, f"{day} dec 15:00").line for day in range(1, 6)]
    now(desk, 2026, 12, 5, 20)
    for line in lines[:4]:
        sessions.hold(desk, line.id)
    assert coming_up() == []
    sessions.hold(desk, lines[4].id)
    assert coming_up() == ["1 session left of 6 · renew it?"]
    plan(desk, signed.client_id, "9 dec 15:00")
    assert coming_up() == ["the last of 6 sessions is booked · renew it?"]
    agreement_versions.renew(desk, signed.id)
    assert coming_up() == []


def test_what_was_said_in_time_is_in_time_whenever_it_is_marked(desk: Desk) -> None:
    signed = acts.signed(desk)  # 24 h of notice
    early, late = (plan(desk, signed.client_id, f"{day} dec 15:00").line for day in (2, 3))
    now(desk, 2026, 12, 4, 9)
    assert (count(desk, signed.id).unmarked, count(desk, signed.id).booked, count(desk, signed.id).left) == (2, 0, 6)
    entered = {"by": "client", "why": "a cold"}
    ahead = validated(CancelInput, {**entered, "at": "4 dec 18:00"})
    assert refused("when.future", sessions.cancel, desk, early.id, ahead).where == "at"
    refused("when.unknown", sessions.cancel, desk, early.id, validated(CancelInput, {**entered, "at": "some day"}))
    done = sessions.cancel(desk, early.id, validated(CancelInput, {**entered, "at": "1 dec 14:00"}))
    assert (done.charged, done.ended) == (False, datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert sessions.cancel(desk, late.id, validated(CancelInput, {**entered, "at": "2 dec 15:01"})).charged is True
    assert count(desk, signed.id) == SessionCount(agreed=6, held=0, charged=1, booked=0, left=5)
