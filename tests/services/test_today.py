"""Today: what is due by the coach's calendar, what warns, what each session lacks; every line true at this instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.domain.inputs.sessions import SessionInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.views.today import SEPARATOR, TodayOwed, TodayView, fitted
from coachdesk.services import absences, focus, messages, sessions, settings, tasks, today
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk
from tests.services.acts import client, signed
from tests.services.session_work_acts import agree


def go_to(desk: Desk, hour: int, minute: int = 0, day: date = date(2026, 11, 27)) -> None:
    """The coach's clock shows that time."""
    desk.clock = fixed_clock(datetime.combine(day, time(hour, minute), UTC) - timedelta(hours=2))


def session(desk: Desk, client_id: str, at: str, **entered: Any) -> str:
    return sessions.add(desk, client_id, validated(SessionInput, {"at": at, **entered})).line.id


def said_of(view: TodayView, text: str) -> TodayOwed:
    return next(one for one in view.owed if text in one.task.text)


def test_an_empty_desk_says_so(desk: Desk) -> None:
    view = today.today(desk)
    assert view.sentence == "Your desk is empty and ready"
    assert (view.sessions, view.owed, view.warnings, view.week, view.review) == ((), (), (), (), "")


def test_the_first_sentence_counts_what_needs_me(desk: Desk) -> None:
    amara = client(desk, zone="Africa/Lagos", stage="paused")
    session(desk, amara.id, "15:00")
    tasks.add(desk, "send the values exercise @amara 17:00 ~30m")
    tasks.add(desk, "send the reading list @amara 17:30")
    messages.log(desk, ("client", amara.id), "about Friday", at=desk.clock() - timedelta(hours=13))
    assert today.today(desk).sentence == "1 session · 2 promises due · 1 reply past half-time"


def test_due_today_is_the_coach_s_calendar_day(desk: Desk) -> None:
    client(desk, zone="Pacific/Auckland")
    tasks.add(desk, "late tonight @amara 23:59")
    tasks.add(desk, "after midnight @amara tom 00:01")
    assert [one.task.text for one in today.today(desk).owed] == ["late tonight"]
    settings.change(desk, "zone", "Asia/Tokyo")  # the coach travels: it is 18:00 there, midnight comes sooner
    assert [one.task.text for one in today.today(desk).owed] == []
    assert today.today(desk).zone == "Asia/Tokyo"


def test_a_promise_says_the_time_left_and_then_that_it_is_broken(desk: Desk) -> None:
    client(desk, stage="paused")
    tasks.add(desk, "the notes @amara 14:10")
    assert said_of(today.today(desk), "notes").said == "3 h 10 left"
    go_to(desk, 14, 10)
    assert said_of(today.today(desk), "notes").task.state == "open", "due exactly now is not broken"
    go_to(desk, 14, 35)
    view = today.today(desk)
    assert said_of(view, "notes").said == "broken 25 min ago"
    assert view.sentence == "1 broken"


def test_what_was_asked_for_or_moved_says_so(desk: Desk) -> None:
    client(desk, stage="paused")
    asked, moved = tasks.add(desk, "one @amara 14:00"), tasks.add(desk, "two @amara 15:00")
    tasks.renegotiate(desk, asked.id, "mon 12:00")
    tasks.renegotiate(desk, moved.id, "18:00", said="fine")
    view = today.today(desk)
    assert said_of(view, "one").said == "asked for Mon 30 Nov 12:00, no answer yet · 3 h left"
    assert said_of(view, "two").said == "7 h left · was 15:00"


def test_the_reply_clock_is_read_off_the_line(desk: Desk) -> None:
    jonas = client(desk, "Jonas Weber", called="Jonas", stage="paused", expects_reply_minutes=600)
    messages.log(desk, ("client", jonas.id), "the invoice", at=desk.clock())
    view = today.today(desk)
    assert (view.owed[0].past_half, view.owed[0].said) == (False, "aim in 5 h · expected by 21:00")
    go_to(desk, 16, 25)
    view = today.today(desk)
    assert (view.owed[0].past_half, view.owed[0].said) == (True, "aim passed 25 min ago · expected by 21:00")
    assert view.sentence == "1 reply past half-time"


def test_forty_eight_hours_without_a_word_are_said_as_what_they_are(desk: Desk) -> None:
    jonas = client(desk, "Jonas Weber", called="Jonas", stage="paused")
    messages.log(desk, ("client", jonas.id), "the invoice")
    go_to(desk, 12, day=date(2026, 11, 29))
    view = today.today(desk)
    assert [(one.who, one.key) for one in view.warnings] == [("Jonas", "A")]
    assert "48 h" in view.warnings[0].what
    tasks.dismiss(desk, view.warnings[0].fact)
    assert today.today(desk).warnings == ()


def test_a_warning_comes_while_there_is_time_and_goes_once_dismissed(desk: Desk) -> None:
    client(desk, stage="paused")
    task = tasks.add(desk, "the long report @amara 15:00 ~5h")
    view = today.today(desk)
    assert [(one.key, one.id) for one in view.warnings if one.leads_to == "task"] == [("r", task.id)]
    tasks.dismiss(desk, view.warnings[0].fact)
    assert [one for one in today.today(desk).warnings if one.leads_to == "task"] == []


def test_a_promise_far_ahead_warns_once_three_quarters_are_gone(desk: Desk) -> None:
    client(desk, stage="paused")
    tasks.add(desk, "the book @amara 16 jan 12:00")
    assert today.today(desk).warnings == ()
    go_to(desk, 9, day=date(2027, 1, 5))
    assert "three quarters" in today.today(desk).warnings[0].what
    assert today.today(desk).owed == ()


def test_sessions_are_in_both_clocks_with_what_each_lacks(desk: Desk) -> None:
    page = signed(desk)
    jonas = client(desk, "Jonas Weber", called="Jonas", stage="paused", zone="Asia/Taipei")
    session(desk, page.client_id, "1 dec 10:00")
    session(desk, jonas.id, "1 dec 19:00", kind="chemistry")
    session(desk, client(desk, "Mei Lin", called="Mei").id, "1 dec 15:00")
    go_to(desk, 8, day=date(2026, 12, 1))
    view = today.today(desk)
    assert [(one.line.client.title, one.said) for one in view.sessions] == [
        ("Amara Okonkwo", "no session agreement yet"), ("Mei", "no agreement"), ("Jonas", "ready"),
    ]  # fmt: skip
    assert view.sessions[1].line.lacks == ("no agreement", "no session agreement yet")
    agree(desk, view.sessions[0].line.id, topic="saying no")
    assert today.today(desk).sessions[0].said == "ready"
    assert view.sessions[2].there == "01:00 Wed in Taipei"
    assert view.sentence.startswith("3 sessions")


def test_a_past_session_that_nobody_marked_is_asked_about(desk: Desk) -> None:
    amara = client(desk, stage="paused")
    session(desk, amara.id, "14:00", kind="chemistry")
    go_to(desk, 16)
    assert today.today(desk).sessions[0].said == "over: held, missed or cancelled?"
    go_to(desk, 9, day=date(2026, 11, 28))
    view = today.today(desk)
    assert view.sessions == ()
    assert [(one.who, one.leads_to) for one in view.warnings] == [("Amara Okonkwo", "mark")]


def test_what_it_is_about_is_missing_on_the_day_itself_until_it_begins(desk: Desk) -> None:
    page = signed(desk)
    session_id = session(desk, page.client_id, "1 dec 10:00")
    go_to(desk, 23, 59, day=date(2026, 11, 30))
    assert sessions.line(desk, session_id).lacks == ()
    go_to(desk, 0, day=date(2026, 12, 1))
    assert sessions.line(desk, session_id).lacks == ("no session agreement yet",)
    go_to(desk, 10, 20, day=date(2026, 12, 1))
    assert today.today(desk).sessions[0].said == "now, 40 min left · no session agreement yet"
    focus.start(desk, session_id)
    assert sessions.line(desk, session_id).lacks == ()
    go_to(desk, 11, day=date(2026, 12, 1))
    sessions.hold(desk, session_id)
    assert sessions.line(desk, session_id).lacks == ()


def test_unused_sessions_are_raised_in_time_to_use_them(desk: Desk) -> None:
    page = signed(desk)  # six, until 1 Jun 2027
    session(desk, page.client_id, "3 may 2027 10:00")
    go_to(desk, 9, day=date(2027, 4, 1))
    assert not [one for one in today.today(desk).warnings if one.leads_to == "plan"]
    go_to(desk, 9, day=date(2027, 4, 6))
    (said,) = (one for one in today.today(desk).warnings if one.leads_to == "plan")
    assert said.what == "5 sessions lapse on Tue 1 Jun"
    assert said.id == page.client_id
    tasks.dismiss(desk, said.fact)
    assert not [one for one in today.today(desk).warnings if one.leads_to == "plan"]


def test_while_away_what_the_stand_in_covers_is_quiet_and_the_clock_says_until_when(desk: Desk) -> None:
    jonas = client(desk, "Jonas Weber", called="Jonas", stage="paused")
    messages.log(desk, ("client", jonas.id), "the invoice")
    away = absences.add(desk, "now", "sat")
    go_to(desk, 10, day=date(2026, 11, 28))
    view = today.today(desk)
    assert view.owed[0].said == "covered until Mon 30", "the next day of work, not the end of the absence"
    assert messages.lines(desk)[0].clock == "covered until Mon 30"
    assert view.sentence.startswith("away until Mon 30")
    assert [one.leads_to for one in view.warnings] == ["absence"]
    assert "no auto-reply is on" in view.warnings[0].what
    absences.switch(desk, away.id, "email", True)
    go_to(desk, 9, day=date(2026, 11, 30))
    assert "auto-reply of e-mail is still on" in today.today(desk).warnings[0].what
    absences.switch(desk, away.id, "email", False)
    assert [one for one in today.today(desk).warnings if one.leads_to == "absence"] == []


def test_away_again_an_auto_reply_from_before_is_not_said_to_be_after_the_return(desk: Desk) -> None:
    ill = absences.add(desk, "now", "12:00")
    absences.switch(desk, ill.id, "email", True)
    absences.switch(desk, ill.id, "phone", True)
    go_to(desk, 10, day=date(2026, 11, 30))
    absences.add(desk, "now", "wed")
    said = [one.what for one in today.today(desk).warnings if one.leads_to == "absence"]
    assert said == [
        "the auto-replies of e-mail and phone are on from before, with other dates",
        "you are away, and no auto-reply is on yet",
    ]


def test_an_absence_does_not_hide_what_was_late_before_it_began(desk: Desk) -> None:
    jonas = client(desk, "Jonas Weber", called="Jonas", stage="paused")
    messages.log(desk, ("client", jonas.id), "the invoice")
    go_to(desk, 12, day=date(2026, 11, 29))
    absences.add(desk, "now", "mon")
    view = today.today(desk)
    (owed,) = (one for one in view.owed if one.task.kind == "reply")
    assert (owed.said, owed.breach) == ("expected 25 h ago · covered until Tue 1 Dec", True)
    assert "no word in 48 h: the invoice" in [one.what for one in view.warnings]


def test_a_full_day_is_said_with_the_next_one_that_has_room(desk: Desk) -> None:
    tasks.add(desk, "write the course 17:00 ~8h")
    warning = today.today(desk).warnings[-1]
    assert warning.what == "8 h of work, and 6 h 30 of today are left; Mon 30 has room"
    tasks.dismiss(desk, warning.fact)
    assert today.today(desk).warnings == ()


def test_the_week_shows_the_load_of_each_working_day(desk: Desk) -> None:
    amara = client(desk, stage="paused")
    session(desk, amara.id, "14:00", kind="chemistry")
    tasks.add(desk, "the notes @amara 17:00 ~45m")
    week = {one.day: one.planned for one in today.today(desk).week}
    assert list(week) == [date(2026, 11, day) for day in range(23, 28)]
    assert week[date(2026, 11, 27)] == 60 + 30 + 45


def test_on_a_day_off_the_week_is_the_one_to_come(desk: Desk) -> None:
    client(desk, stage="paused")
    tasks.add(desk, "the notes @amara mon 17:00 ~45m")
    go_to(desk, 9, day=date(2026, 11, 28))
    assert next(one.day for one in today.today(desk).week) == date(2026, 11, 30)


def test_long_overdue_ones_are_counted_and_the_latest_shown(desk: Desk) -> None:
    client(desk, stage="paused")
    for number in range(12):
        tasks.add(desk, f"note {number} @amara {12 + number // 2}:{number % 2 * 30:02d}")
    go_to(desk, 9, day=date(2026, 11, 30))
    view = today.today(desk)
    assert (len(view.owed), view.older) == (today.today_owed.MOST_SHOWN, 4)
    assert view.sentence == "12 broken"


def test_the_first_line_holds_what_80_columns_do_and_says_how_much_more_there_is(desk: Desk) -> None:
    amara = client(desk, zone="Africa/Lagos")
    session(desk, amara.id, "15:00")
    for words in ("the notes @amara 14:10", "the list @amara 17:00", "my own notes 17:30"):
        tasks.add(desk, words)
    messages.log(desk, ("client", amara.id), "about Friday", at=desk.clock() - timedelta(hours=13))
    go_to(desk, 14, 35)
    view = today.today(desk)
    assert view.parts[:5] == ("1 session", "1 broken", "1 promise due", "1 reply past half-time", "1 task of my own")
    more = len(view.parts) - 3
    assert view.sentence == f"1 session · 1 broken · 1 promise due · {more} more kinds below"
    assert len(view.sentence) <= today.MOST_CELLS


@given(st.lists(st.text("ab ", min_size=1, max_size=30), min_size=1, max_size=12), st.integers(20, 140))
def test_what_is_fitted_is_whole_parts_in_their_order(parts: list[str], cells: int) -> None:
    said = fitted(parts, cells)
    assert len(said) <= cells or said == parts[0]
    left, _, more = said.rpartition(SEPARATOR)
    if said == SEPARATOR.join(parts):
        return
    if "more kind" not in more:
        assert said == parts[0]
        return
    count = len(parts) - int(more.split(" ")[0])
    assert left == SEPARATOR.join(parts[:count])
