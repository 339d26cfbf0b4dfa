"""What is known of a client for the sake of ethics: where they are, ties, a conflict check, how long it is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.clients import ClientChange, ClientInput
from coachdesk.domain.inputs.contacts import ContactChange, ContactInput
from coachdesk.domain.inputs.validate import Reading, problems, validated
from coachdesk.domain.views.clients import ClientPage
from coachdesk.services import clients, contacts, history
from coachdesk.services.desk import Desk
from coachdesk.services.search import search
from tests.services import acts

READING = Reading(acts.DAY)


def edit(desk: Desk, client_id: str, **entered: Any) -> ClientPage:
    return clients.edit(desk, client_id, validated(ClientChange, entered, READING))


def test_all_of_it_is_kept_and_said_back(desk: Desk) -> None:
    someone = acts.client(desk)
    fields = edit(
        desk, someone.id, location="Lagos, Nigeria", emergency_number="112", other_ties="none", shares_employer="no",
        conflict_check_on="3 nov", conflict_check="none", keep_years="7", coached_since="1 mar 2025",
    ).fields  # fmt: skip
    assert (fields.location, fields.emergency_number, fields.other_ties) == ("Lagos, Nigeria", "112", "none")
    assert fields.shares_employer is False
    assert (fields.conflict_check_on, fields.conflict_check) == (date(2026, 11, 3), "none")
    assert (fields.keep_years, fields.keep_until, fields.coached_since) == (7, None, date(2025, 3, 1))
    said = history.history(desk, someone.id)[0].changes
    assert "shares an employer with me: no" in said
    assert "conflict check on: 3 November 2026" in said
    assert "years to keep records: 7" in said
    assert [one.id for one in search(desk, "lagos nigeria")] == [someone.id]


def test_a_new_client_may_have_it_all(desk: Desk) -> None:
    entered = validated(ClientInput, {"name": "Mei", "location": "Taipei", "keep_until": "2030-01-01"}, READING)
    assert clients.add(desk, entered).fields.keep_until == date(2030, 1, 1)


def test_no_and_not_known_are_two_things(desk: Desk) -> None:
    someone = acts.client(desk)
    assert clients.page(desk, someone.id).fields.shares_employer is None
    edit(desk, someone.id, shares_employer="no")
    edit(desk, someone.id, shares_employer="yes")
    assert history.history(desk, someone.id)[0].changes == ("shares an employer with me: no → yes",)
    assert edit(desk, someone.id, shares_employer="unknown").fields.shares_employer is None
    assert edit(desk, someone.id, shares_employer="").fields.shares_employer is None


@pytest.mark.parametrize(
    ("entered", "line"),
    [
        ({"shares_employer": "perhaps"}, "shares_employer: yes, no or unknown is expected here"),
        ({"conflict_check_on": "2026-11-28", "conflict_check": "none"}, "conflict_check_on: 28 November 2026 is still"),
        ({"conflict_check_on": "2026-11-20"}, "conflict_check: a conflict check has a day and a result"),
        ({"conflict_check": "none"}, "conflict_check_on: a conflict check has a day and a result"),
        ({"keep_years": "7", "keep_until": "2030-01-01"}, "keep_until: records are kept for so many years or until"),
        ({"keep_years": "101"}, "keep_years: 101 years cannot be (from 0 to 100)"),
        ({"keep_years": "-1"}, "keep_years: a whole number is expected here"),
        ({"coached_since": "2026-11-28"}, "coached_since: 28 November 2026 is still to come"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, entered: dict[str, str], line: str) -> None:
    someone = acts.client(desk)
    before = clients.page(desk, someone.id)
    with pytest.raises(CoachdeskError) as caught:
        edit(desk, someone.id, **entered)
    assert caught.value.line.startswith(line)
    assert clients.page(desk, someone.id) == before
    assert list(problems(ClientInput, {"name": "Mei", **entered}, READING)) == [line.partition(":")[0]]


def test_a_second_rule_of_keeping_is_refused_beside_the_first(desk: Desk) -> None:
    someone = acts.client(desk)
    edit(desk, someone.id, keep_years="7")
    with pytest.raises(CoachdeskError, match="not both"):
        edit(desk, someone.id, keep_until="2030-01-01")
    assert edit(desk, someone.id, keep_years="", keep_until="2030-01-01").fields.keep_until == date(2030, 1, 1)


def test_a_contact_has_a_profession_and_days_on_which_they_said_something(desk: Desk) -> None:
    entered = validated(
        ContactInput,
        {"name": "Dr Lund", "role": "professional", "profession": " Therapist", "takes_clients_on": "3 nov"},
        READING,
    )
    added = contacts.add(desk, entered)
    assert (added.profession, added.takes_clients_on, added.confidential_on) == ("therapist", date(2026, 11, 3), None)
    changed = contacts.edit(
        desk, added.id, validated(ContactChange, {"profession": "Osteopath", "confidential_on": "today"}, READING)
    )
    assert (changed.profession, changed.confidential_on) == ("Osteopath", acts.DAY)
    assert [one.id for one in search(desk, "osteopath")] == [added.id]
    assert (
        "agreed to keep things private on: 27 November 2026" in history.of_record(desk, "contact", added.id)[0].changes
    )
    with pytest.raises(CoachdeskError, match="takes_clients_on: 28 November 2026 is still to come"):
        validated(ContactChange, {"takes_clients_on": "tom"}, READING)
