"""What tests of the verbs do before what they are about: a client, a goal, an agreement, in one line each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from coachdesk.domain.inputs.agreements import TermsInput
from coachdesk.domain.inputs.clients import ClientChange, ClientInput
from coachdesk.domain.inputs.goals import GoalInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.views.agreements import AgreementPage
from coachdesk.domain.views.clients import ClientPage
from coachdesk.services import agreements, clients, goals
from coachdesk.services.desk import Desk

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 27)


def client(desk: Desk, name: str = "Amara Okonkwo", **fields: Any) -> ClientPage:
    """A new client."""
    return clients.add(desk, validated(ClientInput, {"full_name": name, **fields}))


def change(desk: Desk, client_id: str, **fields: Any) -> ClientPage:
    """A changed client."""
    return clients.edit(desk, client_id, validated(ClientChange, fields))


def goal(desk: Desk, client_id: str, text: str = "Speak first", measure: str = "once each Thursday") -> str:
    """A new goal's id."""
    return goals.add(desk, client_id, validated(GoalInput, {"text": text, "measure": measure})).id


def draft(desk: Desk, client_id: str, **terms: Any) -> AgreementPage:
    """A draft with nothing missing but what `terms` take away."""
    usual = {
        "sessions": 6,
        "minutes": 60,
        "fee": "1200.00",
        "currency": "EUR",
        "start": "2026-12-01",
        "end": "2027-06-01",
    }
    return agreements.new(desk, client_id, validated(TermsInput, {**usual, **terms}).terms(), title="Leading the team")


def signed(desk: Desk) -> AgreementPage:
    """An agreement that client and coach signed."""
    someone = client(desk, email="amara@example.org")
    goal(desk, someone.id)
    page = draft(desk, someone.id)
    agreements.send(desk, page.id)
    agreements.sign(desk, page.id, by="Amara Okonkwo", on=DAY, how="paper", party="client")
    return agreements.sign(desk, page.id, by="Nadia Petrova", on=DAY, how="paper", party="coach")
