"""Clients, contacts and goals: kept, told apart, found, and taken back."""

from __future__ import annotations

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.clients import ClientInput
from coachdesk.domain.inputs.contacts import ContactChange, ContactInput
from coachdesk.domain.inputs.goals import RatingInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.services import clients, contacts, goals, history, search, undo
from coachdesk.services.desk import Desk, RecoveryKey, open_desk
from tests.services import acts


def test_a_client_is_kept_whole(desk: Desk) -> None:
    entered = {
        "called": "Zoë",
        "former_names": ["Zora"],
        "zone": "Vancouver",
        "expects_reply": "12h",
        "ask_before": ["Ask before suggesting."],
        "email": "z@example.org",
    }
    page = acts.client(desk, 'Zoë "Zee" O\'Brien [/b]', **entered)
    again = clients.page(desk, page.id)
    assert again == page
    assert again.fields.zone == "America/Vancouver"
    assert again.fields.expects_reply_minutes == 720
    assert again.fields.former_names == ("Zora",)
    assert [one.stage for one in again.stages] == ["active"]


def test_two_of_one_name_are_told_apart_and_pointed_out(desk: Desk) -> None:
    first = acts.client(desk, "Daniel Katz", called="Daniel")
    second = validated(ClientInput, {"full_name": "daniel kátz", "called": "Daniel"})
    (found,) = clients.likely_duplicates(desk, second)
    assert found.id == first.id
    assert "same name" in found.why
    acts.client(desk, "Daniel Mbeki", called="Daniel")
    titles = {line.title for line in clients.lines(desk)}
    assert titles == {"Daniel (Daniel Katz)", "Daniel (Daniel Mbeki)"}
    with pytest.raises(CoachdeskError, match="fits several"):
        clients.find(desk, "daniel")
    assert clients.find(desk, "mbeki") != clients.find(desk, "katz")


def test_a_former_name_is_found_and_a_whole_name_wins(desk: Desk) -> None:
    ann = acts.client(desk, "Ann", former_names=["Berta Klein"])
    acts.client(desk, "Anna")
    assert clients.find(desk, "ann") == ann.id
    assert clients.find(desk, "berta") == ann.id
    assert [hit.where for hit in search.search(desk, "klein")] == ["former name: Berta Klein"]
    assert clients.find(desk, ann.id[:4]) == ann.id
    with pytest.raises(CoachdeskError, match="there is no client"):
        clients.find(desk, "nobody")


def test_a_stage_is_kept_with_its_history(desk: Desk) -> None:
    page = acts.client(desk, stage="enquiry")
    clients.set_stage(desk, page.id, "active", "she said yes")
    found = clients.page(desk, page.id)
    assert [(one.stage, one.why) for one in found.stages] == [("enquiry", ""), ("active", "she said yes")]
    with pytest.raises(CoachdeskError):
        clients.set_stage(desk, page.id, "sleeping")


def test_history_says_who_rated_a_goal_and_how(desk: Desk) -> None:
    page = acts.client(desk)
    goal = acts.goal(desk, page.id)
    goals.rate(desk, goal, validated(RatingInput, {"value": 7}))
    goals.rate(desk, goal, validated(RatingInput, {"value": 5, "by": "coach"}))
    newest, before = history.history(desk, page.id)[:2]
    assert (newest.what, newest.changes) == ("goal rated", ("rated 5 by the coach",))
    assert before.changes == ("rated 7 by the client",)
    undo.undo(desk)
    assert history.history(desk, page.id)[0].changes == ("rated 5 by the coach, taken away",)


def test_a_contact_has_a_history_of_its_own(desk: Desk) -> None:
    one, other = (contacts.add(desk, validated(ContactInput, {"name": n, "role": "helper"})) for n in ("Bo", "Liv"))
    contacts.edit(desk, one.id, validated(ContactChange, {"phone": "+46 8 1"}))
    assert [line.what for line in history.of_record(desk, "contact", one.id)] == ["contact changed", "contact added"]
    assert [line.what for line in history.of_record(desk, "contact", other.id)] == ["contact added"]
    assert history.of_record(desk, "contact", one.id)[0].changes == ("phone: +46 8 1",)


def test_history_says_what_changed_and_undo_takes_it_back(desk: Desk) -> None:
    page = acts.client(desk, zone="Europe/Sofia")
    acts.change(desk, page.id, zone="Asia/Tokyo", note="likes silence")
    newest = history.history(desk, page.id)[0]
    assert newest.what == "client changed"
    assert set(newest.changes) == {"zone: Europe/Sofia → Asia/Tokyo", "note: likes silence"}
    undo.undo(desk)
    fields = clients.page(desk, page.id).fields
    assert (fields.zone, fields.note) == ("Europe/Sofia", "")
    lines = history.history(desk, page.id)
    assert [line.what for line in lines] == ["undone", "client changed", "client added"]
    assert [line.undone for line in lines] == [False, True, False]
    undo.undo(desk)
    assert clients.lines(desk) == []
    with pytest.raises(CoachdeskError, match="desk made: that cannot be undone"):
        undo.undo(desk)


def test_undo_of_a_changed_row_refuses(desk: Desk) -> None:
    page = acts.client(desk)
    acts.change(desk, page.id, note="one")
    older = history.history(desk, page.id)[0].action_id
    acts.change(desk, page.id, note="two")
    with pytest.raises(CoachdeskError, match="changed since"):
        undo.undo(desk, older)
    assert clients.page(desk, page.id).fields.note == "two"


def test_every_verb_of_the_journal_has_words(desk: Desk) -> None:
    acts.signed(desk)
    contacts.add(desk, validated(ContactInput, {"name": "Bo", "role": "sponsor"}))
    with desk.store.read() as db:
        from coachdesk.store import history as journal

        verbs = {one.verb for one in journal.actions(db)}
    assert verbs <= history.VERBS.keys()


def test_goals_are_rated_dropped_and_taken_up_again(desk: Desk) -> None:
    someone = acts.client(desk)
    aim = acts.goal(desk, someone.id)
    goals.rate(desk, aim, validated(RatingInput, {"value": 3}))
    rated = goals.rate(desk, aim, validated(RatingInput, {"value": "6", "by": "coach"}))
    assert [(by, value) for _, by, value in rated.ratings] in (
        [("client", 3), ("coach", 6)],
        [("coach", 6), ("client", 3)],
    )
    assert goals.drop(desk, aim).state == "dropped"
    assert acts.draft(desk, someone.id).goals == ()
    assert goals.reopen(desk, aim).state == "open"


def test_a_damaged_row_hides_no_other(desk: Desk, recovery_key: str) -> None:
    whole = acts.client(desk, "Whole")
    broken = acts.client(desk, "Broken")
    desk.connection.execute("UPDATE client SET stage = 'ended' WHERE id = ?", (broken.id,))
    again = open_desk(desk.dir, RecoveryKey(recovery_key), desk.clock)
    for _ in range(2):
        with again.noting() as damaged:
            assert [line.id for line in clients.lines(again)] == [whole.id]
        assert [one.what for one in damaged] == [f"client {broken.id} was changed outside Coachdesk or is damaged"]
    assert len(again.damaged) == 1
    again.close()
