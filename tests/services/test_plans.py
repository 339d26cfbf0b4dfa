"""Lists of a hundred thousand rows are read by an index, in its order: no table is scanned and nothing is sorted."""

from __future__ import annotations

import pytest

from coachdesk.services import absences, load, task_reading, task_rows, today_owed
from coachdesk.services.desk import Desk

ENDED = task_reading._where(None, None, {"kept"}, None)[0]
NEXT_PAGE = "ended_at IS NOT NULL AND (ended_at, id) < (?, ?) ORDER BY ended_at DESC, id DESC LIMIT ?"

PLANS = {
    "open tasks": ("task", task_rows.OPEN, "ix_task_open_due_at_id"),
    "their events": ("task_event", task_rows.OF_OPEN, "ix_task_open_due_at_id"),
    "their messages": ("message", task_rows.TO_OPEN, "ix_task_open_due_at_id"),
    "due soon": ("task", today_owed.DUE_SOON, "ix_task_open_due_at_id"),
    "overdue": ("task", today_owed.OVERDUE, "ix_task_open_due_at_id"),
    "due in an absence": ("task", absences.TASKS_IN, "ix_task_open_due_at_id"),
    "ended": ("task", f"WHERE ended_at IS NOT NULL AND {ENDED} ORDER BY ended_at DESC, id DESC", "ix_task_ended_at_id"),
    "the next page": ("task", f"WHERE {NEXT_PAGE}", "ix_task_ended_at_id"),
    "what came of one": ("task", "WHERE follows_id = ?", "ix_task_follows_id"),
    "of a client": ("task", "WHERE client_id = ?", "ix_task_client_id"),
    "of a message": ("task", "WHERE message_id = ?", "ix_task_message_id"),
    "a history": ("task_event", "WHERE task_id = ? ORDER BY number", "sqlite_autoindex_task_event"),
    "sessions of days": ("session", "WHERE at >= ? AND at < ? ORDER BY at, id", "ix_session_at_id"),
    "the next session": (
        "session",
        "WHERE state = 'planned' AND at >= ? ORDER BY at, id LIMIT 1",
        "ix_session_state_at_id",
    ),
    "sessions in an absence": ("session", absences.SESSIONS_IN, "ix_session_state_at_id"),
    "sessions ahead": ("session", load.AHEAD, "ix_session_state_at_id"),
    "the last review": ("review", "ORDER BY day DESC LIMIT 1", "sqlite_autoindex_review"),
}


@pytest.mark.parametrize("what", PLANS)
def test_a_list_is_read_by_its_index(desk: Desk, what: str) -> None:
    table, where, index = PLANS[what]
    values = ("2026-11-27T09:00:00Z",) * where.count("?")
    lines = desk.connection.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {table} {where}", values).fetchall()
    plan = [line[3] for line in lines]
    assert any(index in line for line in plan), plan
    assert not any("TEMP B-TREE" in line for line in plan), plan
    assert not any(line.startswith("SCAN") and "INDEX" not in line for line in plan), plan
