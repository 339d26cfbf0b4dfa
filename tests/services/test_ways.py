"""Entries and fields made by the services turn the evidence that asks for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from coachdesk.domain.evidence.ways import WAYS
from coachdesk.domain.inputs.clients import ClientChange
from coachdesk.domain.inputs.incidents import IncidentInput
from coachdesk.domain.inputs.register import EntryInput, entry_data
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.register import KINDS
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import clients, incidents, register
from coachdesk.services.desk import Desk
from coachdesk.services.evidence import Reader
from tests.services import acts

READING = Reading(acts.DAY)
Makes = Callable[[Desk, str], object]


def entry(kind: str, text: str = "", **more: str) -> Makes:
    """Makes that entry, of the client where its kind has one; those of either are the client's."""

    def make(desk: Desk, client_id: str) -> object:
        entered = validated(EntryInput, entry_data({"kind": kind, "text": text, **more}), READING)
        return register.add(desk, entered, "" if KINDS[kind].whose == "practice" else client_id)

    return make


def fields(**entered: Any) -> Makes:
    """Makes those fields of the client."""
    return lambda desk, client_id: clients.edit(desk, client_id, validated(ClientChange, entered, READING))


def incident(desk: Desk, client_id: str) -> object:
    """What went wrong for the client, who knows and what comes next."""
    entered = {"client": client_id, "what": "late", "who_knows": "she and I", "next_step": "call her"}
    return incidents.open_one(desk, validated(IncidentInput, entered, READING))


MAKES: dict[str, Makes] = {
    "client.intake_talk_logged": entry("intake-talk"),
    "engagement.review_dated": entry("review-talk"),
    "conflict.disclosed_logged": entry("conflict", "her boss", told="today"),
    "conflict.decision_logged": entry("conflict", "her boss", decision="we go on", answer="agreed with client"),
    "referral.disclosed_logged": entry("referral", party="Bo", direction="paid", benefit="a book", told="today"),
    "referral.entries": entry("referral", party="Bo", direction="paid", benefit="a book"),
    "referral.suggested_logged": entry("suggestion", to="Dr Lund"),
    "incident.harm_action_logged": entry("harm", "x", heard="a", done="b", who_told="c", told="today"),
    "incident.logged": incident,
    "data_request.answered": entry("data-request", answered="today", sent="all"),
    "practice.storage_check_dated": entry("storage-check"),
    "practice.backup_dated": entry("backup", opened="yes"),
    "practice.tools_list": entry("tool", "Zoom", sees="faces", ai="no"),
    "practice.public_texts_reviewed": entry("public-texts"),
    "practice.qualifications_current": entry("qualification", "ACC", shown="yes"),
    "practice.code_read_dated": entry("code-read", edition="2025"),
    "practice.helpers_agreed": entry("no-helpers"),
    "practice.learning_logged": entry("learning", "x", form="supervision"),
    "materials.sources_noted": entry("material", "Wheel", maker="me", right="own"),
    "client.emergency_number": fields(location="Lagos", emergency_number="112"),
    "client.conflict_check_dated": fields(conflict_check_on="today", conflict_check="none"),
    "client.other_roles_noted": fields(other_ties="none"),
}


@pytest.mark.parametrize("key", MAKES)
def test_the_service_makes_the_record_and_undo_takes_it_back(desk: Desk, key: str) -> None:
    from coachdesk.services import undo

    subject = Subject(client_id=acts.client(desk).id)
    assert not Reader(desk).look(key, subject).found
    MAKES[key](desk, subject.client_id)
    found = Reader(desk).look(key, subject)
    assert found.found, found.says
    undo.undo(desk)
    assert not Reader(desk).look(key, subject).found
    assert WAYS[key].command


def test_what_is_due_in_the_register_is_what_evidence_does_not_find(desk: Desk) -> None:
    """Both count months alike, to the day."""
    keys = {"storage-check": "practice.storage_check_dated", "code-read": "practice.code_read_dated",
            "backup": "practice.backup_dated", "public-texts": "practice.public_texts_reviewed"}  # fmt: skip
    for kind, key in keys.items():
        for months in (KINDS[kind].months or 1,):
            for day in range(-2, 3):
                done = acts.DAY - timedelta(days=31 * months) + timedelta(days=day)
                more = {"edition": "2025"} if kind == "code-read" else {"opened": "yes"} if kind == "backup" else {}
                made = entry(kind, on=str(done), **more)(desk, "")
                due = next(one for one in register.due(desk) if one.kind == kind)
                assert due.is_due is not Reader(desk).look(key, Subject()).found, (kind, done)
                register.end(desk, made.id, acts.DAY)  # type: ignore[attr-defined]


def test_ends_of_months_are_counted_alike(desk: Desk) -> None:
    from datetime import UTC, datetime

    from coachdesk.services.clock import fixed_clock

    entry("storage-check", on="2026-02-28")(desk, "")
    for month, day in ((8, 28), (8, 29), (8, 31), (9, 1)):
        desk.clock = fixed_clock(datetime(2026, month, day, 9, tzinfo=UTC))
        due = next(one for one in register.due(desk) if one.kind == "storage-check")
        assert due.last == date(2026, 2, 28)
        assert due.is_due is not Reader(desk).look("practice.storage_check_dated", Subject()).found
