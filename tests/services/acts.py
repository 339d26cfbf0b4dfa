"""What tests of the verbs do before what they are about: a client, a goal, an agreement, in one line each."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from coachdesk.domain.agreements import Terms
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.inputs.agreements import TermsInput, terms_data
from coachdesk.domain.inputs.clients import ClientChange, ClientInput
from coachdesk.domain.inputs.contacts import ContactInput
from coachdesk.domain.inputs.goals import GoalInput
from coachdesk.domain.inputs.validate import validated
from coachdesk.domain.times import from_stamp
from coachdesk.domain.views.agreements import AgreementPage
from coachdesk.domain.views.clients import ClientPage
from coachdesk.domain.views.contacts import ContactView
from coachdesk.domain.views.tasks import TaskLine
from coachdesk.services import agreement_papers, agreements, clients, contacts, goals, tasks
from coachdesk.services.clock import fixed_clock
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


def sponsored(desk: Desk) -> AgreementPage:
    """An agreement that a contact pays for, sent."""
    someone = client(desk, email="amara@example.org")
    goal(desk, someone.id)
    payer = contacts.add(desk, validated(ContactInput, {"name": "Ingrid Berg", "role": "sponsor"}))
    page = draft(desk, someone.id)
    agreements.set_sponsor(desk, page.id, payer.id)
    agreements.fill(desk, page.id, {"shared_items": "the dates of the sessions"})
    return agreements.send(desk, page.id)


def terms(desk: Desk, agreement_id: str, **changed: Any) -> Terms:
    """The terms of the newest version, some of them changed."""
    kept = terms_data(agreements.terms(desk, agreement_id))
    return validated(TermsInput, kept | changed).terms()


def sign_all(desk: Desk, agreement_id: str, on: date = DAY, payer: str = "") -> AgreementPage:
    """Signed by everyone who must."""
    for by, party in (("Amara Okonkwo", "client"), ("Nadia Petrova", "coach"), (payer, "payer")):
        if by:
            page = agreements.sign(desk, agreement_id, by=by, on=on, how="paper", party=party)
    return page


def at(desk: Desk, day: date) -> None:
    """Move the desk's clock to noon of a day."""
    desk.clock = fixed_clock(datetime.combine(day, time(12), UTC))


def damage(desk: Desk, table: str) -> None:
    """Flip one bit in the envelope of the oldest row of a table."""
    row_id, sealed = desk.connection.execute(f"SELECT id, sealed FROM {table} ORDER BY rowid LIMIT 1").fetchone()
    broken = sealed[:-1] + bytes([sealed[-1] ^ 1])
    desk.connection.execute(f"UPDATE {table} SET sealed = ? WHERE id = ?", (broken, row_id))


def fee_said(desk: Desk, agreement_id: str, copy: str = "client") -> str:
    """The fee as a summary says it at its top."""
    return next(one.text for one in agreement_papers.preview(desk, agreement_id, copy=copy) if one.label == "Fee")


def at_instant(desk: Desk, stamp: str) -> datetime:
    """Move the desk's clock to an instant, such as `2026-11-27T15:00:00Z`, and say which."""
    instant = from_stamp(stamp)
    desk.clock = fixed_clock(instant)
    return instant


def promise(desk: Desk, line: str = "send the values exercise @amara fri 17:00 ~30m") -> TaskLine:
    """A caught line. NOW is a Friday, 11:00 in Sofia."""
    return tasks.add(desk, line)


def contact(desk: Desk, name: str = "Ingrid Berg", role: str = "sponsor", **fields: Any) -> ContactView:
    """A new contact."""
    return contacts.add(desk, validated(ContactInput, {"name": name, "role": role, **fields}))


def events(desk: Desk, task_id: str) -> list[tuple[int, str]]:
    """The numbers and kinds of what happened to a task."""
    return sorted((row["number"], row["kind"]) for row in desk.rows("task_event", "WHERE task_id = ?", (task_id,)))


def refused(code: str) -> pytest.RaisesExc[CoachdeskError]:
    """The block fails with that code, in one line."""
    return pytest.RaisesExc(CoachdeskError, check=lambda error: error.code == code and "\n" not in error.line)
