"""The journal: history of a record, undo, and what undo refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coachdesk.domain.ids import new_id
from coachdesk.store import raw
from coachdesk.store.engine import Store
from coachdesk.store.history import actions, history
from coachdesk.store.tables.agreements import Agreement, AgreementVersion, Signature
from coachdesk.store.tables.clients import Client
from coachdesk.store.tables.goals import Goal
from coachdesk.store.undo import PAGE, can_undo, undo
from tests.store.desks import NOW, Desk, add_client, add_goal, raw_connection, refusal


def edit(desk: Desk, client_id: str, **changes: object) -> None:
    with desk.store.write("clients.edit", client_id=client_id) as db:
        row = db.get(Client, client_id)
        assert row is not None
        row.sqlmodel_update(changes)


def called(desk: Desk, client_id: str) -> str | None:
    found = raw.row(desk.connection, desk.vault, "client", client_id)
    return None if found is None else found["called"]


def draft(desk: Desk, client_id: str) -> tuple[str, str]:
    agreement, version = new_id(), new_id()
    with desk.store.write("agreements.new", client_id=client_id) as db:
        db.add(Agreement(id=agreement, client_id=client_id, created_at=NOW, title="Coaching"))
        db.add(AgreementVersion(id=version, client_id=client_id, agreement_id=agreement, number=1, created_at=NOW,
                                start_on=date(2027, 2, 1), fills={"a": "b"}))  # fmt: skip
    return agreement, version


def send(desk: Desk, version: str, *, final: bool = True) -> None:
    with desk.store.write("agreements.send", final=final) as db:
        row = db.get(AgreementVersion, version)
        assert row is not None
        row.sent_at = NOW


def test_history_tells_before_and_after_of_each_action(desk: Desk) -> None:
    client_id = add_client(desk, "Ann")
    edit(desk, client_id, called="Anna", stage="paused")
    edit(desk, client_id, called="Anne")
    with desk.store.read() as db:
        changes = history(db, table="client", row_id=client_id)
        by_client = history(db, client_id=client_id)
        last = history(db, action_id=changes[1].action.id)
    names = [(one.before and one.before["called"], one.after and one.after["called"]) for one in changes]
    assert names == [(None, "Ann"), ("Ann", "Anna"), ("Anna", "Anne")]
    assert [one.action.verb for one in changes] == ["clients.add", "clients.edit", "clients.edit"]
    assert by_client == changes
    assert last == [changes[1]]
    assert (last[0].before or {})["stage"], (last[0].after or {})["stage"] == ("active", "paused")


def test_actions_are_listed_latest_first_with_what_was_undone(desk: Desk) -> None:
    client_id = add_client(desk)
    edit(desk, client_id, called="Anna")
    undo(desk.store)
    with desk.store.read() as db:
        found = actions(db)
        assert [(one.verb, one.undone, can_undo(one, desk.store.schema_version)) for one in found] == [
            ("undo", False, False),
            ("clients.edit", True, False),
            ("clients.add", False, True),
        ]
        assert found[0].undoes == found[1].id
        assert found[0].client_id == client_id
        assert [one.verb for one in actions(db, client_id=client_id)] == ["undo", "clients.edit", "clients.add"]
        assert actions(db, run="another run") == []


def test_undo_walks_back_one_action_at_a_time(desk: Desk) -> None:
    client_id = add_client(desk, "Ann", former_names=("A",), away_from=date(2027, 3, 1))
    edit(desk, client_id, called="Anna", former_names=(), away_from=None)
    edit(desk, client_id, called="Anne")
    assert undo(desk.store).verb == "clients.edit"
    assert called(desk, client_id) == "Anna"
    undo(desk.store)
    found = raw.row(desk.connection, desk.vault, "client", client_id)
    assert found is not None
    assert (found["called"], found["former_names"], found["away_from"]) == ("Ann", ["A"], "2027-03-01")
    assert undo(desk.store).verb == "clients.add"
    assert called(desk, client_id) is None
    with refusal("undo.nothing"):
        undo(desk.store)
    assert desk.records() == {"keys.json"}


def test_an_undo_can_be_undone(desk: Desk) -> None:
    client_id = add_client(desk, "Ann")
    undo(desk.store)
    assert called(desk, client_id) is None
    with desk.store.read() as db:
        latest = actions(db)[0]
    undo(desk.store, latest.id)
    assert called(desk, client_id) == "Ann"
    with desk.store.read() as db:
        assert [one.undone for one in actions(db)] == [False, True, False]
    undo(desk.store)
    assert called(desk, client_id) is None
    assert desk.records() == {"keys.json"}


def test_undo_of_a_deletion_brings_the_row_back(desk: Desk) -> None:
    client_id = add_client(desk)
    goal_id = add_goal(desk, client_id, "sleep")
    with desk.store.write("goals.delete") as db:
        db.delete(db.all(Goal)[0])
    undo(desk.store)
    found = raw.row(desk.connection, desk.vault, "goal", goal_id)
    assert found is not None
    assert found["text"] == "sleep"
    assert desk.records() == {"keys.json"}


def test_undo_of_this_run_leaves_other_runs_alone(desk: Desk) -> None:
    client_id = add_client(desk, "Ann")
    later = Store(desk.connection, desk.vault, lambda: NOW)
    with refusal("undo.nothing"):
        undo(later, run=later.run)
    assert undo(desk.store, run=desk.store.run).verb == "clients.add"
    assert called(desk, client_id) is None


def test_undo_refuses_what_changed_since(desk: Desk) -> None:
    client_id = add_client(desk, "Ann")
    edit(desk, client_id, called="Anna")
    with desk.store.read() as db:
        first = actions(db)[-1]
    with refusal("undo.changed"):
        undo(desk.store, first.id)
    assert called(desk, client_id) == "Anna"


def test_undo_refuses_to_take_away_what_others_need(desk: Desk) -> None:
    client_id = add_client(desk)
    add_goal(desk, client_id)
    with desk.store.read() as db:
        first = actions(db)[-1]
    with refusal("undo.needed"):
        undo(desk.store, first.id)
    assert called(desk, client_id) == "Ann"


def test_undo_refuses_the_same_action_twice(desk: Desk) -> None:
    add_client(desk)
    target = undo(desk.store)
    with refusal("undo.done"):
        undo(desk.store, target.id)
    with refusal("undo.nothing"):
        undo(desk.store, "no such action")


def test_final_verbs_are_never_undone(desk: Desk) -> None:
    client_id = add_client(desk)
    _, version = draft(desk, client_id)
    send(desk, version)
    with refusal("undo.final"):
        undo(desk.store)
    with desk.store.read() as db:
        new = next(one for one in actions(db) if one.verb == "agreements.new")
    with refusal("undo.changed"):
        undo(desk.store, new.id)
    assert desk.connection.execute("SELECT sent_at FROM agreement_version").fetchone()[0]


@pytest.mark.parametrize("what", ["version", "signature"])
def test_what_is_for_good_stays_even_if_its_verb_forgot_to_say_so(desk: Desk, what: str) -> None:
    client_id = add_client(desk)
    _, version = draft(desk, client_id)
    if what == "version":
        send(desk, version, final=False)
    else:
        with desk.store.write("agreements.sign") as db:
            db.add(Signature(id=new_id(), client_id=client_id, version_id=version, party="coach", created_at=NOW,
                             signed_on=date(2027, 1, 12), by_name="Me", how="paper"))  # fmt: skip
    with refusal("undo.final"):
        undo(desk.store)


def test_undo_refuses_after_a_migration(desk: Desk) -> None:
    add_client(desk)
    desk.store.schema_version += 1
    with refusal("undo.migrated"):
        undo(desk.store)


def test_a_damaged_image_stops_undo_and_is_told_in_history(desk: Desk) -> None:
    client_id = add_client(desk, "Ann")
    edit(desk, client_id, called="Anna")
    with raw_connection(desk) as other:
        other.execute("UPDATE image SET row_id = row_id || 'x' WHERE rowid = (SELECT max(rowid) FROM image)")
    with refusal("row.damaged"):
        undo(desk.store)
    with desk.store.read() as db:
        changes = history(db, client_id=client_id)
    assert [one.problem is None for one in changes] == [True, False]
    assert called(desk, client_id) == "Anna"


def test_a_damaged_action_is_marked_and_not_undone(desk: Desk) -> None:
    client_id = add_client(desk, "Ann")
    edit(desk, client_id, called="Anna")
    with raw_connection(desk) as other:
        other.execute("UPDATE action SET verb = 'clients.edix', final = 0 WHERE seq = 2")
    with refusal("row.damaged"):
        undo(desk.store)
    with desk.store.read() as db:
        assert [one.damaged for one in actions(db)] == [True, False]
        assert [one.seq for one in actions(db, most=1)] == [2]
        assert [one.seq for one in actions(db, most=1, before=2)] == [1]


def test_history_goes_on_without_an_action_that_is_missing(desk: Desk) -> None:
    client_id = add_client(desk, "Ann")
    edit(desk, client_id, called="Anna")
    with raw_connection(desk) as other:
        other.execute("DELETE FROM action WHERE seq = 1")
    with desk.store.read() as db:
        assert [one.action.seq for one in history(db, client_id=client_id)] == [2]


def test_undo_finds_its_action_behind_many_that_were_undone(desk: Desk) -> None:
    client_id = add_client(desk, "Ann")
    for number in range(PAGE):
        edit(desk, client_id, called=f"Ann {number}")
    for _ in range(PAGE):
        undo(desk.store)
    assert undo(desk.store).verb == "clients.add"


def test_a_missing_image_stops_undo(desk: Desk) -> None:
    client_id = add_client(desk, "Ann")
    edit(desk, client_id, called="Anna")
    with raw_connection(desk) as other:
        other.execute("DELETE FROM image WHERE rowid = (SELECT max(rowid) FROM image)")
    with refusal("row.damaged"):
        undo(desk.store)


def test_a_done_action_is_a_plain_value(desk: Desk) -> None:
    add_client(desk)
    with desk.store.read() as db:
        first = actions(db)[0]
    assert replace(first, undone=True) != first
    assert (first.verb, first.run, first.seq, first.at, first.final) == ("clients.add", desk.store.run, 1, NOW, False)
