"""What the ways in say for the shell makes the record: evidence that was not found is found once it was run."""

from __future__ import annotations

import shlex
from contextlib import closing
from datetime import UTC, datetime

import pytest

from coachdesk.domain.evidence.facts import Found
from coachdesk.domain.evidence.ways import WAYS
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import clients
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import RecoveryKey, open_desk
from coachdesk.services.evidence import Reader
from tests.cli.program import NOW, Cli

COLLEAGUE = "contacts add --name 'Eve Holm' --role colleague --takes-clients-on today"
OTHERS = (
    "contacts add --name 'Mia Falk' --role professional --profession lawyer",
    "contacts add --name 'Ola Dahl' --role professional --profession Therapist",
)
AWAY = ("contacts add --name 'Ida Krull' --role stand-in --phone '+359 2 555 01 99'",
        "absence add --from mon --to 2026-12-04 --cover ida")  # fmt: skip

BEFORE: dict[str, tuple[str, ...]] = {
    "practice.coach_list": (COLLEAGUE,),
    "practice.professional_list": OTHERS,
    "absence.clients_told": AWAY,
    "client.retention_rule_set": (),
    "agreement.internal_roles_filled": (),
    "consent.name_use": (),
    **dict.fromkeys(
        (
            *("client.intake_talk_logged", "client.emergency_number", "client.conflict_check_dated"),
            *("client.other_roles_noted", "engagement.review_dated", "disclosure.logged_with_basis"),
            *("conflict.disclosed_logged", "conflict.decision_logged", "referral.disclosed_logged"),
            *("referral.suggested_logged", "incident.harm_action_logged", "incident.logged"),
            *("data_request.answered",),
            *("referral.entries", "practice.storage_check_dated", "practice.backup_dated", "practice.tools_list"),
            *("practice.public_texts_reviewed", "practice.qualifications_current", "practice.stand_in_named"),
            *("practice.code_read_dated", "practice.helpers_agreed", "practice.learning_logged"),
            *("materials.sources_noted", "consent.sponsor_report", "consent.hours_log", "consent.research"),
        ),
        (),
    ),
}
"""Evidence that one line of the shell turns, with what else must be there before."""


def look(cli: Cli, key: str) -> Found:
    """What the records of that desk say, of Amara where it is asked of a client."""
    clock = fixed_clock(datetime.fromisoformat(NOW).astimezone(UTC))
    with closing(open_desk(cli.desk, RecoveryKey(cli.recovery_key), clock)) as desk:
        return Reader(desk).look(key, Subject(client_id=clients.find(desk, "amara")))


@pytest.mark.parametrize("key", BEFORE)
def test_the_shell_makes_the_record(told: Cli, key: str) -> None:
    for line in BEFORE[key]:
        told.json(*shlex.split(line))
    before = look(told, key)
    told.json(*shlex.split(WAYS[key].shell)[1:])
    after = look(told, key)
    assert not before.found, before.says
    assert after.found, after.says
    assert after.records
