"""Random lives of tasks and messages through the verbs, with undo at any time: nothing that happened is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.domain.errors import CoachdeskError
from coachdesk.services import doctor, history, messages, tasks, undo
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk, NewDesk, RecoveryKey, create_desk, new_recovery_key
from coachdesk.store import history as journal
from tests.services import acts

KEY = RecoveryKey(new_recovery_key())
REFUSALS = ("task.", "message.", "undo.", "when.", "ref.", "line.")


class Life:
    """A desk with one client, and what was ever seen on it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.clock = desk.store.clock = fixed_clock(acts.NOW)
        self.client_id = acts.client(desk, zone="Africa/Lagos").id
        self.seen: dict[tuple[str, str], dict[str, Any]] = {}
        self.broken: set[str] = set()

    def later(self, hours: int) -> None:
        """Time goes by."""
        then = self.desk.clock() + timedelta(hours=hours)
        self.desk.clock = self.desk.store.clock = fixed_clock(then)

    def pick(self, number: int, table: str = "task") -> str:
        """Some task or message, ended or not."""
        rows = sorted(row["id"] for row in self.desk.rows(table))
        return rows[number % len(rows)] if rows else "0" * 16

    def action(self, number: int) -> str:
        """Some action since the client came."""
        with self.desk.store.read() as db:
            found = journal.actions(db)[:-2]
        return found[number % len(found)].id if found else ""

    def look(self) -> None:
        """What was seen before is still there, as it was; a broken promise did not go by being taken back."""
        fixed = ("id", "kind", "created_at", "client_id", "contact_id", "follows_id", "follows_as")
        for table in ("task", "task_event", "message"):
            rows = {row["id"]: row for row in self.desk.rows(table)}
            for row_id, row in rows.items():
                kept = {name: row[name] for name in fixed} if table == "task" else row
                assert self.seen.setdefault((table, row_id), kept) == kept
            assert {row_id for name, row_id in self.seen if name == table} == rows.keys()
        for row in self.desk.rows("task"):
            state = tasks.line(self.desk, row["id"]).state
            if row["kind"] == "promise" and state == "broken":
                self.broken.add(row["id"])
            assert state != "undone" or row["id"] not in self.broken


STEPS: dict[str, Callable[[Life, int], object]] = {
    "promise": lambda life, n: tasks.add(life.desk, f"send it @amara +{n % 4 + 1}d"),
    "own": lambda life, n: tasks.add(life.desk, f"water the plants +{n % 3}d every fri" if n % 2 else "read"),
    "edit": lambda life, n: tasks.edit_text(life.desk, life.pick(n), f"send it {n}", "30m"),
    "ask": lambda life, n: tasks.renegotiate(life.desk, life.pick(n), f"+{n % 9 + 1}d", why="ill"),
    "agree": lambda life, n: tasks.renegotiate(life.desk, life.pick(n), f"+{n % 9 + 1}d", said="fine"),
    "answer": lambda life, n: tasks.answer_ask(life.desk, life.pick(n), agreed=n % 3 > 0, said="well"),
    "release": lambda life, n: tasks.release(life.desk, life.pick(n), "never mind"),
    "leave open": lambda life, n: tasks.leave_open(life.desk, life.pick(n), "waiting"),
    "done": lambda life, n: tasks.done(life.desk, life.pick(n)),
    "done before": lambda life, n: tasks.done(life.desk, life.pick(n), life.desk.clock() - timedelta(hours=n % 60)),
    "log": lambda life, n: messages.log(life.desk, ("client", life.client_id), "the invoice", at=_ago(life, n)),
    "acknowledge": lambda life, n: messages.acknowledge(life.desk, life.pick(n, "message"), f"+{n % 4 + 1}d"),
    "answered": lambda life, n: messages.answer(life.desk, life.pick(n, "message")),
    "undo": lambda life, n: undo.undo(life.desk),
    "undo again": lambda life, n: undo.undo(life.desk, life.action(n)),
    "time": lambda life, n: life.later(n % 70),
}


def _ago(life: Life, number: int) -> datetime:
    return life.desk.clock() - timedelta(hours=number % 30)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 10**6)), min_size=4, max_size=24))
def test_whatever_is_done_and_undone_the_history_only_grows(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        desk = create_desk(Path(folder) / "desk", NewDesk(name="Nadia", zone="Europe/Sofia"), [KEY])
        life = Life(desk)
        for what, number in [("promise", 3), ("log", 5), *steps]:
            try:
                STEPS[what](life, number)
            except CoachdeskError as error:
                if not error.code.startswith(REFUSALS):
                    raise
            life.look()
        assert [finding for finding in doctor.check(desk).findings if finding.severity == "damaged"] == []
        assert history.history(desk, life.client_id)
        desk.close()


def _seen(life: Life) -> dict[str, Any]:
    """All that lists say of tasks and messages at this instant, but for what was taken back."""
    states = ("kept", "late", "broken", "released", "open", "asked", "renegotiated")
    return {
        "tasks": {one.id: one for one in tasks.lines(life.desk, states=states)},
        "messages": messages.lines(life.desk),
        "record": tasks.record(life.desk, "client", life.client_id),
    }


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(sorted(set(STEPS) - {"undo again"})), st.integers(0, 10**6)), max_size=16))
def test_a_step_that_is_undone_at_once_leaves_every_list_as_it_was(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        desk = create_desk(Path(folder) / "desk", NewDesk(name="Nadia", zone="Europe/Sofia"), [KEY])
        life = Life(desk)
        for what, number in [("promise", 3), ("log", 5), ("own", 1), *steps]:
            before = _seen(life)
            try:
                STEPS[what](life, number)
                if what not in ("time", "undo") and number % 2:
                    undo.undo(desk)
                    assert _seen(life) == before, what
            except CoachdeskError as error:
                if not error.code.startswith(REFUSALS):
                    raise
        desk.close()
