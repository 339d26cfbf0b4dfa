"""Lists of clients and agreements are kept: whatever was written, in whichever process, they say what a desk says that
is only just opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from coachdesk.domain.inputs.goals import GoalChange
from coachdesk.domain.inputs.ledger import LineInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.views.agreements import AgreementLine
from coachdesk.services import (
    agreement_lines,
    agreement_versions,
    agreements,
    ahead,
    by_client,
    clients,
    goals,
    ledger,
    settings,
    undo,
)
from coachdesk.services.desk import Desk, RecoveryKey, open_desk
from tests.services import acts
from tests.services.session_acts import plan

Fresh = Callable[[], Desk]


class Moving:
    """A clock that a test moves, the same for every process."""

    def __init__(self) -> None:
        self.now = acts.NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(desk: Desk) -> Moving:
    """The clock of the desk, and of every other that is opened."""
    desk.clock = moving = Moving()
    return moving


@pytest.fixture
def fresh(desk: Desk, recovery_key: str, clock: Moving) -> Fresh:
    """Another process on the same desk."""
    return lambda: open_desk(desk.dir, RecoveryKey(recovery_key), clock)


def lives(desk: Desk, clock: Moving) -> Iterator[str]:
    """Everything that a line hangs on, a change each."""
    amara, mei = acts.client(desk, "Amara Okonkwo"), acts.client(desk, "Mei Chen")
    yield "two clients"
    page = acts.draft(desk, amara.id)
    yield "a draft"
    goal = acts.goal(desk, amara.id, measure="")
    yield "a goal without a measure: a gap"
    goals.drop(desk, goal)
    yield "and without the goal"
    agreements.set_sponsor(desk, page.id, acts.contact(desk).id)
    yield "somebody pays: who gets to know what is open"
    agreements.set_sponsor(desk, page.id, None)
    yield "nobody else pays"
    settings.change(desk, "agreement.payment-method", "")
    yield "no default of the practice"
    undo.undo(desk)
    yield "which is there again"
    goals.reopen(desk, goal)
    goals.edit(desk, goal, validated(GoalChange, {"measure": "once each Thursday"}))
    agreements.send(desk, page.id)
    yield "sent"
    acts.sign_all(desk, page.id)
    yield "signed"
    acts.change(desk, amara.id, called="Mei Chen")
    yield "namesakes"
    acts.change(desk, mei.id, zone="Europe/Berlin", away_zone="Asia/Taipei", away_from="2026-11-28")
    yield "gone tomorrow"
    clients.set_stage(desk, mei.id, "ended")
    yield "a client who ended"
    plan(desk, amara.id, "2 dec 10:00")
    yield "booked"
    clock.now += timedelta(days=10)
    yield "over, not marked; in force; away"
    told = {"kind": "credit", "sessions": "1", "agreement": page.id, "why": "late", "amount": "", "currency": "EUR"}
    ledger.add(desk, amara.id, validated(LineInput, told, Reading(today=desk.today())))
    yield "one given back"
    acts.change(desk, amara.id, organisation="Acme")
    yield "of a house"
    undo.undo(desk)
    yield "and not"
    agreement_versions.amend(desk, page.id, acts.terms(desk, page.id, sessions=9))
    yield "a next version"
    agreements.send(desk, page.id)
    agreement_versions.withdraw(desk, page.id)
    yield "which is taken back"
    clock.now += timedelta(days=300)
    yield "run out"
    agreement_versions.renew(desk, page.id)
    yield "renewed"


def wrong(line: AgreementLine, desk: Desk) -> bool:
    """Whether the page of an agreement says otherwise."""
    page = agreements.page(desk, line.id)
    said = (page.title, page.version, page.terms.start, page.terms.end, len(page.missing), page.holds)
    return said != (line.title, line.version, line.start, line.end, line.gaps, line.holds)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_what_is_kept_is_what_is_there(desk: Desk, fresh: Fresh, clock: Moving, elsewhere: bool) -> None:
    with closing(fresh()) as other:
        before: list[object] = []
        for change in lives(other if elsewhere else desk, clock):
            with closing(fresh()) as new:
                found: list[object] = [clients.lines(desk), agreements.lines(desk)]
                assert found == [clients.lines(new), agreements.lines(new)], change
            assert found != before, f"{change}: nobody would see it"
            before = found
            for line in agreements.lines(desk):
                assert line in agreements.lines(desk, client_id=line.client_id)
                assert not wrong(line, desk), change


@pytest.mark.parametrize("table", ["client", "agreement", "agreement_version"])
def test_what_is_damaged_is_left_out_and_said_each_time(desk: Desk, fresh: Fresh, table: str) -> None:
    for name in ("Amara Okonkwo", "Mei Chen"):
        acts.draft(desk, acts.client(desk, name).id)
    acts.damage(desk, table)
    with closing(fresh()) as new:
        for _ in range(2):
            with new.noting() as damaged:
                assert [line.client for line in agreements.lines(new)] == ["Mei Chen"]
            assert [one.code for one in damaged] == ["row.damaged"]
            with new.noting() as damaged:
                assert "Mei Chen" in [line.title for line in clients.lines(new)]
            assert [one.code for one in damaged] == ["row.damaged"]


def test_a_draft_that_is_damaged_since_is_left_out(desk: Desk) -> None:
    for name in ("Amara Okonkwo", "Mei Chen"):
        acts.draft(desk, acts.client(desk, name).id)
    assert len(agreements.lines(desk)) == 2
    acts.damage(desk, "agreement_version")
    acts.contact(desk)
    with desk.noting() as damaged:
        assert [line.client for line in agreements.lines(desk)] == ["Mei Chen"]
    assert {one.code for one in damaged} == {"row.damaged"}


def test_only_whom_a_change_touched_is_opened_again(desk: Desk) -> None:
    amara, mei = (acts.client(desk, name).id for name in ("Amara Okonkwo", "Mei Chen"))
    for client_id in (amara, mei):
        agreements.send(desk, acts.draft(desk, client_id).id)
    before = {line.client_id: line for line in agreements.lines(desk)}
    asked: list[str] = []
    desk.connection.set_trace_callback(asked.append)
    acts.change(desk, mei, location="Portugal")
    assert len(clients.lines(desk)) == len(agreements.lines(desk)) == 2
    desk.connection.set_trace_callback(None)
    opened = [one for one in asked if one.startswith('SELECT * FROM "client" WHERE id IN')]
    assert [(mei in one, amara in one) for one in opened] == [(True, False)]
    assert not [one for one in asked if one.startswith('SELECT * FROM "agreement')]
    assert all(line is before[line.client_id] for line in agreements.lines(desk)), "what would be the same is the same"


def test_lines_made_ahead_are_those_that_are_shown(desk: Desk, fresh: Fresh, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Amara Okonkwo", "Mei Chen", "Jonas Weber"):
        acts.draft(desk, acts.client(desk, name).id)
    monkeypatch.setattr(by_client, "STEP", 1)
    monkeypatch.setattr(agreement_lines, "STEP", 1)
    with closing(fresh()) as new:
        told = list(ahead.agreements(new))
        assert told[-1] == "reading agreements, 2 of 3…"
        made = {id(one.line) for one in new.held("agreement lines made", dict).values()}
        assert {id(line) for line in agreements.lines(new)} == made
        assert list(ahead.agreements(new)) == []
        assert agreements.lines(new) == agreements.lines(desk)
