"""The load of days from the desk's own rows: sessions with the minutes around them, estimates, absences, days off."""

from __future__ import annotations

from datetime import date

import pytest

from coachdesk.domain.inputs.sessions import SessionInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import absences, load, sessions, settings, tasks
from coachdesk.services.desk import Desk
from tests.services.acts import client

MONDAY = date(2026, 11, 30)


def test_a_session_takes_the_minutes_around_it_and_a_task_its_estimate(desk: Desk) -> None:
    amara = client(desk)
    sessions.add(desk, amara.id, validated(SessionInput, {"at": "mon 14:00", "kind": "chemistry", "minutes": "60"}))
    tasks.add(desk, "the notes @amara mon 17:00 ~45m")
    tasks.add(desk, "tidy up mon")
    monday = load.of_day(desk, MONDAY)
    assert (monday.session_minutes, monday.task_minutes, monday.sessions, monday.tasks) == (90, 75, 1, 2)
    assert (monday.work_minutes, monday.left) == (510, 345)
    settings.change(desk, "session.prep", "30m")
    settings.change(desk, "task.minutes", "10m")
    monday = load.of_day(desk, MONDAY)
    assert (monday.session_minutes, monday.task_minutes) == (105, 55)


def test_what_was_cancelled_or_is_done_takes_nothing(desk: Desk) -> None:
    from coachdesk.domain.inputs.sessions import CancelInput

    amara = client(desk)
    planned = sessions.add(desk, amara.id, validated(SessionInput, {"at": "mon 14:00", "kind": "chemistry"}))
    task = tasks.add(desk, "the notes @amara mon 17:00")
    sessions.cancel(desk, planned.line.id, validated(CancelInput, {"by": "client", "why": "ill"}))
    tasks.done(desk, task.id)
    assert load.of_day(desk, MONDAY).planned == 0


@pytest.mark.parametrize("off", ["the setting", "an absence"])
def test_there_is_no_room_on_a_day_off_or_while_away(desk: Desk, off: str) -> None:
    if off == "an absence":
        absences.add(desk, "mon", "tue")
    else:
        settings.change(desk, "days-off", "2026-11-30..2026-12-01")
    monday = load.of_day(desk, MONDAY)
    assert (monday.work_minutes, bool(monday.off)) == (0, True)
    assert load.known(desk).room(30, date(2026, 11, 27)) == date(2026, 12, 2)


def test_a_week_is_the_working_days_around_today(desk: Desk) -> None:
    settings.change(desk, "workdays", "tue, fri")
    assert [one.day for one in load.week(desk)] == [date(2026, 11, 24), date(2026, 11, 27)]


def test_what_is_overdue_lies_on_today_alone(desk: Desk) -> None:
    from datetime import UTC, datetime

    from coachdesk.services.clock import fixed_clock

    tasks.add(desk, "tidy up 12:00 ~40m")
    desk.clock = fixed_clock(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    assert [one.task_minutes for one in load.week(desk)] == [0, 40, 0, 0, 0]
