"""What is kept of each client: read in steps, and again only of those whom a change touched."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest

from coachdesk.services import by_client, undo
from coachdesk.services.by_client import ByClient
from coachdesk.services.desk import Desk, RecoveryKey, open_desk
from coachdesk.store import marks
from tests.services import acts


class Goals:
    """The goals of clients as they are read, and who was read in each step."""

    def __init__(self) -> None:
        self.read: list[list[str]] = []
        self.kept = ByClient(("goal",), self._of)

    def _of(self, desk: Desk, some: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        self.read.append(list(some))
        found: dict[str, tuple[str, ...]] = {}
        for row in desk.rows(
            "goal", f"WHERE client_id IN ({', '.join('?' * len(some))}) ORDER BY position", list(some)
        ):
            found[row["client_id"]] = (*found.get(row["client_id"], ()), row["text"])
        return found

    def now(self, desk: Desk) -> dict[str, tuple[str, ...]]:
        """What is kept, and forget who was read for it."""
        self.read.clear()
        return dict(self.kept.values(desk))


def test_only_whom_a_change_touched_is_read_again(desk: Desk) -> None:
    amara, mei = (acts.client(desk, name).id for name in ("Amara", "Mei"))
    kept = Goals()
    assert kept.now(desk) == {}
    assert kept.read == [sorted([amara, mei])]
    acts.goal(desk, mei, "Speak first")
    assert kept.now(desk) == {mei: ("Speak first",)}
    assert kept.read == [[mei]]
    acts.change(desk, amara, location="Portugal")
    assert kept.now(desk) == {mei: ("Speak first",)}
    assert kept.read == [], "another table"
    undo.undo(desk)
    undo.undo(desk)
    assert kept.now(desk) == {}
    assert kept.read == [[mei]]


def test_a_client_who_comes_or_goes_is_noticed(desk: Desk) -> None:
    kept = Goals()
    kept.now(desk)
    someone = acts.client(desk, "Amara").id
    acts.goal(desk, someone, "Speak first")
    assert kept.now(desk) == {someone: ("Speak first",)}
    undo.undo(desk)
    undo.undo(desk)
    assert kept.now(desk) == {}


def test_what_another_process_writes_is_noticed(desk: Desk, recovery_key: str) -> None:
    someone = acts.client(desk, "Amara").id
    kept = Goals()
    kept.now(desk)
    other = open_desk(desk.dir, RecoveryKey(recovery_key), desk.clock)
    acts.goal(other, someone, "Speak first")
    other.close()
    assert kept.now(desk) == {someone: ("Speak first",)}


def test_under_another_condition_all_is_read_anew(desk: Desk) -> None:
    someone = acts.client(desk, "Amara").id
    kept = Goals()
    for day in ("monday", "monday", "tuesday"):
        kept.kept.values(desk, day)
    assert kept.read == [[someone], [someone]]


def test_it_is_read_in_steps_between_which_anything_may_be_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_client, "STEP", 1)
    three = sorted(acts.client(desk, name).id for name in ("Amara", "Mei", "Jonas"))
    kept = Goals()
    told = []
    for told_so_far in kept.kept.steps(desk):
        told.append(told_so_far)
        acts.goal(desk, three[0], f"goal {len(told)}")
    assert told == [(1, 3), (2, 3)]
    assert kept.now(desk) == {three[0]: ("goal 1", "goal 2")}
    assert kept.read == [[three[0]]]


def test_what_is_damaged_is_said_each_time_until_it_is_mended(desk: Desk) -> None:
    amara, mei = (acts.client(desk, name).id for name in ("Amara", "Mei"))
    acts.goal(desk, amara, "Speak first")
    acts.damage(desk, "goal")
    kept = Goals()
    for _ in range(2):
        with desk.noting() as damaged:
            assert kept.now(desk) == {}
        assert [one.code for one in damaged] == ["row.damaged"]
    acts.goal(desk, mei, "Listen longer")
    with desk.noting() as damaged:
        assert kept.now(desk) == {mei: ("Listen longer",)}
    assert [one.code for one in damaged] == ["row.damaged"]


def test_no_table_without_seals_is_asked_about(desk: Desk) -> None:
    with pytest.raises(ValueError, match="vault"):
        marks.touched(desk.connection, ("goal", "vault"), 0)
