"""The log of hours from the records: who is in it, what was paid, and that a recount says the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coachdesk.domain.inputs.agreements import TermsInput
from coachdesk.domain.inputs.consents import WithdrawInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.views.hours import LogRow
from coachdesk.services import agreement_versions, agreements, consents, hours, hours_groups, undo
from coachdesk.services.desk import Desk
from tests.services import acts
from tests.services.acts import DAY, refused
from tests.services.hours_acts import BEGUN, coached, held, learnt, past, said, sign


def row_of(desk: Desk, name: str) -> LogRow:
    log = hours.log(desk)
    (found,) = [one for one in (*log.listed, *log.off, *log.unsettled) if one.name == name]
    return found


def test_paid_and_pro_bono_come_from_the_agreement(desk: Desk) -> None:
    for name, fee, terms in (
        ("Paid", "0.01", {}),
        ("Free", "0", {}),
        ("Swap", "0", {"barter": True}),
        ("Open", "", {}),
    ):
        someone = acts.client(desk, name)
        page = acts.draft(desk, someone.id, fee=fee, start="2026-03-01", **terms)
        said(desk, someone.id, given=True)
        held(desk, someone.id, page.id, times=2)
    assert (row_of(desk, "Paid").paid, row_of(desk, "Paid").pro_bono) == (120, 0)
    assert (row_of(desk, "Free").paid, row_of(desk, "Free").pro_bono) == (0, 120)
    assert (row_of(desk, "Swap").paid, row_of(desk, "Swap").pro_bono) == (120, 0)
    assert (row_of(desk, "Open").minutes, row_of(desk, "Open").unsettled) == (0, 120)
    assert "Open" not in {one.name for one in hours.log(desk).listed}


def test_a_sponsor_who_pays_is_paid(desk: Desk) -> None:
    page = acts.sponsored(desk)
    said(desk, page.client_id, given=True)
    held(desk, page.client_id, page.id)
    (row,) = hours.log(desk).listed
    assert row.paid == 60


def test_an_amendment_changes_what_comes_after_it_only(desk: Desk) -> None:
    client_id, page_id = coached(desk, "Amara Okonkwo", fee="0")
    acts.at(desk, BEGUN)
    sign(desk, page_id)
    acts.at(desk, BEGUN + timedelta(days=30))
    agreement_versions.amend(desk, page_id, acts.terms(desk, page_id, fee="600.00"))
    sign(desk, page_id, BEGUN + timedelta(days=30))
    acts.at(desk, DAY)
    held(desk, client_id, page_id, times=3)
    held(desk, client_id, page_id, on=BEGUN + timedelta(days=30), times=2)
    (row,) = hours.log(desk).listed
    assert (row.pro_bono, row.paid) == (180, 120)


def test_only_held_coaching_counts_with_its_real_minutes(desk: Desk) -> None:
    client_id, page_id = coached(desk, "Amara Okonkwo")
    held(desk, client_id, page_id, 60, real=50)
    held(desk, client_id, page_id, 30)
    for kind in ("chemistry", "three-way", "review"):
        held(desk, client_id, page_id, kind=kind)
    for state in ("planned", "missed", "cancelled"):
        held(desk, client_id, page_id, state=state)
    (row,) = hours.log(desk).listed
    assert row.paid == 80


def test_a_session_without_an_agreement_is_in_no_column(desk: Desk) -> None:
    client_id, _ = coached(desk, "Amara Okonkwo")
    held(desk, client_id)
    assert hours.log(desk).listed == ()
    assert hours.log(desk).all.unsettled == 60


def test_who_did_not_agree_is_left_off_with_all_their_hours(desk: Desk) -> None:
    for name, agreed in (("Amara", True), ("Tom", False), ("Mei", None)):
        client_id, page_id = coached(desk, name, agreed=agreed)
        held(desk, client_id, page_id, times=2)
    log = hours.log(desk)
    assert [one.name for one in log.listed] == ["Amara"]
    assert {one.name: one.off for one in hours.left_off(desk)} == {
        "Tom": "declined on 27 November 2026", "Mei": "never asked",
    }  # fmt: skip
    assert (log.shown.minutes, log.left_off.minutes, log.all.minutes) == (120, 240, 360)
    assert hours.listed(desk) == (log.listed[0].client_id,)


def test_a_consent_that_was_withdrawn_or_ran_out_does_not_list(desk: Desk) -> None:
    client_id, page_id = coached(desk, "Amara", agreed=None)
    held(desk, client_id, page_id)
    given = said(desk, client_id, given=True, on=DAY - timedelta(days=9), until=DAY.isoformat())
    assert hours.listed(desk) == (client_id,)
    acts.at(desk, DAY + timedelta(days=1))
    assert hours.listed(desk) == ()
    acts.at(desk, DAY)
    consents.withdraw(desk, given, validated(WithdrawInput, {"on": DAY.isoformat()}))
    assert row_of(desk, "Amara").off == "withdrawn on 27 November 2026"


def test_a_damaged_answer_may_have_been_a_no(desk: Desk) -> None:
    client_id, page_id = coached(desk, "Amara")
    held(desk, client_id, page_id)
    acts.damage(desk, "consent")
    assert hours.listed(desk) == ()
    assert "cannot be read" in row_of(desk, "Amara").off
    assert [one.code for one in desk.damaged] == ["row.damaged"]


def test_what_is_damaged_is_said_each_time_a_page_is_read(desk: Desk) -> None:
    client_id, page_id = coached(desk, "Amara")
    held(desk, client_id, page_id)
    acts.damage(desk, "consent")
    for _ in range(2):
        with desk.noting() as damaged:
            hours.log(desk)
        assert [one.code for one in damaged] == ["row.damaged"]


def test_a_session_that_was_tampered_with_is_left_out_of_what_leaves(desk: Desk) -> None:
    client_id, page_id = coached(desk, "Amara")
    held(desk, client_id, page_id, times=2)
    desk.connection.execute("UPDATE session SET held_minutes = 600 WHERE rowid = 1")
    assert hours.log(desk, opened=True).shown.minutes == 60
    assert [one.code for one in desk.damaged] == ["row.damaged"]


def test_internal_and_group_hours_are_told_apart(desk: Desk) -> None:
    client_id, page_id = coached(desk, "Amara", shares_employer="yes")
    held(desk, client_id, page_id)
    assert hours.log(desk).all.internal == 60
    hours_groups.set_size(desk, page_id, 8)
    (row,) = hours.log(desk).listed
    assert (row.kind, row.people, hours.log(desk).all.group) == ("group", 8, 60)
    with refused("hours.people"):
        hours_groups.set_size(desk, page_id, 1)
    undo.undo(desk)
    assert hours.log(desk).all.individual == 60


def test_the_day_of_a_session_is_that_of_the_coach(desk: Desk) -> None:
    client_id, page_id = coached(desk, "Amara")
    held(desk, client_id, page_id)
    desk.connection.execute("UPDATE session SET at = '2026-03-01T22:30:00Z'")
    assert hours.log(desk).listed[0].start == date(2026, 3, 2)


def test_the_log_follows_what_changes(desk: Desk) -> None:
    client_id, page_id = coached(desk, "Amara")
    held(desk, client_id, page_id)
    assert hours.log(desk).shown.minutes == 60
    held(desk, client_id, page_id, on=BEGUN + timedelta(days=3))
    assert hours.log(desk).shown.minutes == 120
    agreements_terms = validated(TermsInput, {"sessions": 6, "minutes": 60, "fee": "0", "start": "2026-03-02"}).terms()
    agreements.edit(desk, page_id, agreements_terms)
    assert (hours.log(desk).shown.paid, hours.log(desk).shown.pro_bono) == (0, 120)


def test_the_path_reads_the_register(desk: Desk) -> None:
    client_id, page_id = coached(desk, "Amara")
    held(desk, client_id, page_id, times=3)
    learnt(desk, "2026-01-10", form="education", minutes="60h")
    learnt(desk, "2026-02-10", form="mentor-coaching", minutes="90m", setting="individual")
    assert hours.next_credential(desk) == "ACC"
    found = {one.key: one for one in hours.path(desk, "acc").conditions}
    assert (found["hours"].figure, found["education"].left, found["mentor-individual"].figure) == (180, 0, 90)
    learnt(desk, "2026-03-01", "ACC", kind="qualification", shown="yes")
    assert hours.next_credential(desk) == "PCC"
    renewal = hours.renewal(desk)
    assert renewal is not None
    assert (renewal.id, renewal.due) == ("ACC", date(2029, 3, 1))
    with refused("hours.credential"):
        hours.path(desk, "gold")


def test_the_ledger_holds_all_of_it(desk: Desk) -> None:
    client_id, page_id = coached(desk, "Amara")
    held(desk, client_id, page_id)
    past(desk)
    page = hours.ledger(desk)
    assert [one.id for one in page.paths] == ["ACC", "PCC", "MCC"]
    assert page.log == hours.log(desk)
    assert [one.name for one in page.past] == ["Jonas Weber"]
    assert page.wanted == "ACC"


@pytest.mark.parametrize("stage", ["active", "ended"])
def test_a_row_ends_when_the_coaching_has(desk: Desk, stage: str) -> None:
    client_id, page_id = coached(desk, "Amara", stage=stage)
    held(desk, client_id, page_id, times=2)
    (row,) = hours.log(desk).listed
    assert row.end == (BEGUN + timedelta(weeks=1) if stage == "ended" else None)
