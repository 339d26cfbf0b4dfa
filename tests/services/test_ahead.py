"""What is read ahead is what is asked for later, and a small desk is not read ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from coachdesk.domain.inputs.ledger import LineInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import agreements, ahead, by_client, clients, ethics, hours, ledger, owed, people
from coachdesk.services.desk import Desk, RecoveryKey, open_desk
from tests.services import acts
from tests.services.hours_acts import coached, held

READ: dict[str, tuple[Callable[[Desk], Iterator[str]], Callable[[Desk], object]]] = {
    "names": (ahead.names, people.people),
    "clients": (ahead.clients, clients.lines),
    "agreements": (ahead.agreements, agreements.lines),
    "ledger": (ahead.ledger, hours.ledger),
    "owed": (ahead.owed, owed.page),
    "ethics": (ahead.ethics, ethics.now),
}


def practice(desk: Desk) -> None:
    for name in ("Amara", "Mei", "Jonas"):
        client_id, page_id = coached(desk, name)
        held(desk, client_id, page_id, times=2)
        ledger.add(desk, client_id, validated(LineInput, {"kind": "payment", "amount": "120", "currency": "EUR"}))


def opened(desk: Desk, table: str, read: Callable[[Desk], object]) -> int:
    """How many questions about that table a reading asks."""
    asked: list[str] = []
    desk.connection.set_trace_callback(asked.append)
    read(desk)
    desk.connection.set_trace_callback(None)
    return sum(f'"{table}"' in one for one in asked)


@pytest.mark.parametrize("name", READ)
def test_a_small_desk_is_not_read_ahead(desk: Desk, name: str) -> None:
    practice(desk)
    assert list(READ[name][0](desk)) == []


@pytest.mark.parametrize("name", READ)
def test_what_is_read_ahead_changes_no_answer(
    desk: Desk, recovery_key: str, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    practice(desk)
    steps, verb = READ[name]
    right = verb(desk)
    other = open_desk(desk.dir, RecoveryKey(recovery_key), desk.clock)
    monkeypatch.setattr(by_client, "STEP", 1)
    assert list(steps(other))
    assert verb(other) == right
    other.close()


def test_it_says_how_far_it_is(desk: Desk, recovery_key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    practice(desk)
    monkeypatch.setattr(by_client, "STEP", 1)
    other = open_desk(desk.dir, RecoveryKey(recovery_key), desk.clock)
    assert list(ahead.names(other))[:2] == ["reading names, 1 of 3…", "reading names, 2 of 3…"]
    other.close()


def test_something_may_be_written_between_two_steps(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    practice(desk)
    monkeypatch.setattr(by_client, "STEP", 1)
    for number, _ in enumerate(ahead.ethics(desk)):
        acts.client(desk, f"Somebody {number}")
        if number > 8:
            break
    assert len(people.people(desk).everyone) == 3 + 10


def test_the_libraries_are_made_ready_on_any_desk(desk: Desk) -> None:
    ahead.libraries(desk)
    assert opened(desk, "goal", ahead.libraries) == 0
