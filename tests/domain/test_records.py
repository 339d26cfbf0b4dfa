"""The record of a person in numbers and words, and the groups of the one list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coachdesk.domain.promises import GROUPS, Standing, due_by_today, group_of, record


def kept(number: int, **more: int) -> list[tuple[str, Standing]]:
    standings = [("promise", Standing("kept"))] * number
    standings += [("promise", Standing("late"))] * more.get("late", 0)
    standings += [("promise", Standing("broken", was_broken=True))] * more.get("broken", 0)
    standings += [("promise", Standing("released", was_broken=True))] * more.get("let_off_late", 0)
    standings += [("promise", Standing("released"))] * more.get("released", 0)
    standings += [("promise", Standing("renegotiated", renegotiated=2))] * more.get("renegotiated", 0)
    return standings


@pytest.mark.parametrize(
    ("standings", "words"),
    [
        (kept(18, late=1, broken=1), "kept 18 of 20 · 1 late · 1 broken"),
        (kept(18, late=1, broken=1, renegotiated=2), "kept 18 of 20 · 1 late · 1 broken · 2 renegotiated in time"),
        (kept(3, released=2), "kept 3 of 3"),
        (kept(3, let_off_late=1), "kept 3 of 4 · 1 broken"),
        (kept(0, broken=1), "kept 0 of 1 · 1 broken"),
        (kept(0, renegotiated=1), "no promise has ended yet · 1 renegotiated in time"),
        ([("promise", Standing("open"))], "no promise has ended yet"),
        ([("promise", Standing("undone")), ("own", Standing("kept"))], "nothing promised yet"),
        ([], "nothing promised yet"),
    ],
)
def test_the_record_in_words(standings: list[tuple[str, Standing]], words: str) -> None:
    assert record(standings).words == words


def test_the_record_in_numbers() -> None:
    replies = [("reply", Standing("kept", verdict=word)) for word in ("early", "early", "in time")]
    found = record([*kept(2, late=1, let_off_late=1, renegotiated=1), *replies, ("reply", Standing("open"))])
    assert (found.kept, found.late, found.broken, found.renegotiated, found.released) == (2, 1, 1, 1, 1)
    assert (found.early, found.in_time, found.late_replies) == (2, 1, 0)
    assert found.reply_words == "replies 3 of 3 in time"
    assert record([*replies, ("reply", Standing("late", verdict="late"))]).reply_words == "replies 3 of 4 in time"
    assert record([]).reply_words == "no reply yet"


@pytest.mark.parametrize(
    ("state", "hours", "is_open", "group"),
    [
        ("broken", -100, True, "broken"),
        ("open", 0, True, "today"),
        ("open", -30, True, "today"),
        ("asked", 6, True, "today"),
        ("open", 7, True, "tomorrow"),
        ("open", 31, True, "this week"),
        ("renegotiated", 6 + 24 * 5, True, "this week"),
        ("open", 7 + 24 * 5, True, "later"),
        ("open", None, True, "waiting on no one"),
        ("kept", 0, False, "ended"),
        ("broken", 0, False, "ended"),
    ],
)
def test_groups_are_days_of_the_coachs_calendar(state: str, hours: int | None, is_open: bool, group: str) -> None:
    now = datetime(2026, 11, 24, 15, tzinfo=UTC)  # a Tuesday, 17:00 in Sofia
    due = None if hours is None else now + timedelta(hours=hours, minutes=1 if hours else 0)
    assert group_of(state, due, is_open, now.date(), "Europe/Sofia") == group
    assert group in GROUPS
    assert due_by_today(due, is_open, now, "Europe/Sofia") == (group in ("today", "broken"))
