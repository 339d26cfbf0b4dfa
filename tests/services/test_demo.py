"""The demo desk tells its story by itself, at whatever hour of whatever day it is opened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.services import (
    clients,
    demo,
    doctor,
    load,
    people,
    prep,
    records,
    session_work,
    sessions,
    tasks,
    today,
    undo,
    wrap_ups,
)
from coachdesk.services.desk import Desk

MOMENTS = (
    datetime(2026, 11, 22, 0, 10, tzinfo=UTC),  # a Sunday, at night
    datetime(2026, 11, 27, 15, 45, tzinfo=UTC),  # a Friday, at the coach's end of day
    datetime(2028, 2, 29, 22, 30, tzinfo=UTC),  # a leap day, tomorrow for the coach
    datetime(2027, 3, 28, 0, 59, tzinfo=UTC),  # the minute before the coach's clocks go forward
    datetime(2027, 10, 31, 9, 0, tzinfo=UTC),  # the day on which they go back
)


@pytest.mark.parametrize("now", MOMENTS, ids=lambda now: f"{now:%a-%d-%b-%H%M}")
def test_the_demo_is_always_about_today_and_gone_afterwards(tmp_path: Path, now: datetime) -> None:
    folder = demo.DemoFolder(tmp_path)
    try:
        told(demo.make(folder, lambda: now), now)
    finally:
        folder.close()
    assert list(tmp_path.iterdir()) == []


def told(desk: Desk, now: datetime) -> None:
    """What a visitor is shown, by the rules."""
    try:
        view = today.today(desk)
        assert {section.title for section in view.sections} >= {"Waiting for a signature", "Coming up", "Drafts"}
        assert view.tips
        assert {line.agreement for line in clients.lines(desk)} >= {"draft", "sent", "signed", "ended"}
        assert doctor.check(desk).ok
        with pytest.raises(CoachdeskError, match="nothing to undo"):
            undo.undo(desk)
        assert now >= max(line.created for line in clients.lines(desk))

        open_now = {line.state for line in tasks.lines(desk)}
        assert open_now >= {"broken", "asked", "renegotiated", "open"}
        amara = records.record(desk, *people.find(desk, "Amara"))
        assert (amara.kept, amara.late, amara.renegotiated) == (4, 1, 1)
        (reply,) = tasks.lines(desk, kind="reply")
        assert reply.due is not None
        assert reply.due < now < reply.deadlines[0], "past half-time, and not late yet"
        days = [load.of_day(desk, desk.today() + timedelta(days=ahead)) for ahead in range(1, 8)]
        friday = max(days, key=lambda day: day.task_minutes)
        assert friday.day.weekday() == 4
        assert friday.planned > friday.work_minutes > 0, "a full Friday"
        the_hour(desk, now)
    finally:
        desk.close()


def the_hour(desk: Desk, now: datetime) -> None:
    """A session is about to begin, with a full card; one waits to be wrapped up; unused ones are about to lapse."""
    card = prep.prep(desk, session_work.next_id(desk))
    assert timedelta() < card.session.at - now < timedelta(minutes=45)
    parts = (card.goals, card.last, card.last_agreement, card.last_outcome, card.last_insights, card.actions)
    assert all((*parts, card.promises, card.shares, card.care, card.consents, card.left, card.intention))
    assert [one.what for one in card.missing] == ["no session agreement yet"]
    warned = {one.leads_to: one.what for one in today.today(desk).warnings}
    assert "3 paid and unused; 3 lapse on" in warned["plan"]
    assert "paid and unused" in warned["plan"]
    assert card.money == "paid for 6 · 2 paid and unused"
    (line,) = (one for one in sessions.lines(desk, states=("held",)) if one.wrapped is None)
    assert len(wrap_ups.view(desk, line.id).moments) == 4
