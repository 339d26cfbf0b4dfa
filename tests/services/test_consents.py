"""Consents: kept, replaced, taken back, and undone like any other row."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.consents import DeclineInput, GiveInput, WithdrawInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.views.consents import ConsentView
from coachdesk.services import consents, history, undo
from coachdesk.services.desk import Desk
from tests.services import acts

READING = Reading(acts.DAY)


def give(desk: Desk, client_id: str, **data: Any) -> ConsentView:
    usual = {"kind": "stand-in", "on": "2026-11-20"}
    return consents.give(desk, client_id, validated(GiveInput, usual | data, READING))


def decline(desk: Desk, client_id: str, **data: Any) -> ConsentView:
    usual = {"kind": "stand-in", "on": "2026-11-27"}
    return consents.decline(desk, client_id, validated(DeclineInput, usual | data, READING))


def withdraw(desk: Desk, consent_id: str, on: str = "2026-11-27") -> ConsentView:
    return consents.withdraw(desk, consent_id, validated(WithdrawInput, {"on": on}, READING))


def holds(desk: Desk, client_id: str, day: date = acts.DAY) -> bool:
    return consents.in_force(desk, client_id, "stand-in", day)


def test_an_answer_is_kept_whole(desk: Desk) -> None:
    someone = acts.client(desk)
    entered = give(desk, someone.id, until="2027-11-20", how="by e-mail", words="Yes,\nif you are ill. [/b]")
    assert consents.lines(desk) == consents.lines(desk, someone.id) == [entered]
    assert (entered.client, entered.kind, entered.state) == ("Amara Okonkwo", "stand-in", "in force")
    assert (entered.on, entered.until, entered.withdrawn) == (date(2026, 11, 20), date(2027, 11, 20), None)
    assert entered.words == "Yes,\nif you are ill. [/b]"
    assert holds(desk, someone.id)


def test_of_answers_in_one_second_the_last_one_counts(desk: Desk) -> None:
    """Instants are kept to the second, and a script enters several answers in one."""
    someone = acts.client(desk)
    for turn in range(6):
        withdraw(desk, give(desk, someone.id, on="2026-11-27").id)
        assert not holds(desk, someone.id), turn
        assert give(desk, someone.id, on="2026-11-27").state == "in force"
        assert holds(desk, someone.id), turn
        assert decline(desk, someone.id).state == "declined"
        assert not holds(desk, someone.id), turn


def test_the_last_answer_counts_and_the_others_stay(desk: Desk) -> None:
    someone = acts.client(desk)
    first = give(desk, someone.id)
    no = decline(desk, someone.id)
    assert [(one.id, one.state) for one in consents.lines(desk, someone.id)] == [
        (no.id, "declined"),
        (first.id, "replaced"),
    ]
    assert not holds(desk, someone.id)
    assert holds(desk, someone.id, acts.DAY - timedelta(days=1))


def test_another_clients_answer_and_another_kind_change_nothing(desk: Desk) -> None:
    someone, other = acts.client(desk), acts.client(desk, "Bo Lind")
    give(desk, someone.id)
    decline(desk, other.id)
    decline(desk, someone.id, kind="recording")
    assert holds(desk, someone.id)
    assert not holds(desk, other.id)
    assert [one.client for one in consents.lines(desk, other.id)] == ["Bo Lind"]


def test_what_is_taken_back_is_undone_like_any_other_row(desk: Desk) -> None:
    someone = acts.client(desk)
    entered = give(desk, someone.id)
    assert withdraw(desk, entered.id).state == "withdrawn"
    assert not holds(desk, someone.id)
    undo.undo(desk)
    assert holds(desk, someone.id)
    undo.undo(desk)
    assert consents.lines(desk) == []
    words = [line.what for line in history.history(desk, someone.id)]
    assert words[:4] == ["undone", "undone", "consent withdrawn", "consent given"]
    told = history.history(desk, someone.id)[3].changes
    assert told == ("consent kind: stand-in", "consent on: 20 November 2026")


@pytest.mark.parametrize(
    ("on", "code"), [("2026-11-28", "consent.future"), ("2026-11-19", "consent.early"), ("2026-11-27", "")]
)
def test_a_withdrawal_has_a_day_that_can_be(desk: Desk, on: str, code: str) -> None:
    entered = give(desk, acts.client(desk).id)
    if not code:
        assert withdraw(desk, entered.id, on).withdrawn == acts.DAY
        code = "consent.withdrawn"
    with pytest.raises(CoachdeskError) as refused:
        withdraw(desk, entered.id, on)
    assert refused.value.code == code


def test_an_answer_is_entered_once_and_for_someone_who_is_there(desk: Desk) -> None:
    someone = acts.client(desk)
    entered = give(desk, someone.id)
    for attempt, code in (
        (lambda: give(desk, someone.id), "consent.twice"),
        (lambda: give(desk, someone.id, on="2026-11-28"), "consent.future"),
        (lambda: give(desk, someone.id, until="2026-11-19"), "consent.until"),
        (lambda: give(desk, "0" * 16), "ref.unknown"),
        (lambda: withdraw(desk, "0" * 16), "ref.unknown"),
    ):
        with pytest.raises(CoachdeskError) as refused:
            attempt()
        assert refused.value.code == code
    assert consents.lines(desk) == [entered]


def test_a_consent_is_found_by_name_and_kind(desk: Desk) -> None:
    someone = acts.client(desk)
    older = give(desk, someone.id)
    newer = give(desk, someone.id, on="2026-11-26")
    other = give(desk, someone.id, kind="recording")
    for name in ("amara okonkwo stand-in", "amara stand-in", "okonkwo stand-in"):
        assert consents.find(desk, name) == newer.id
    assert consents.find(desk, "recording") == other.id
    assert consents.find(desk, older.id) == older.id
    with pytest.raises(CoachdeskError, match="fits"):
        consents.find(desk, "amara")


def test_where_an_answer_is_damaged_nothing_is_allowed(desk: Desk) -> None:
    someone = acts.client(desk)
    give(desk, someone.id)
    no = decline(desk, someone.id)
    with closing(sqlite3.connect(desk.dir / "desk.db", isolation_level=None)) as other:
        other.execute("UPDATE consent SET on_day = '2026-11-01' WHERE id = ?", (no.id,))
    assert not holds(desk, someone.id)
    assert [one.given for one in consents.lines(desk, someone.id)] == [True]
    assert desk.damaged
