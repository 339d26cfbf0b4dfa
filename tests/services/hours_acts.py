"""What tests of hours do before what they are about: a held session, what a client said to being listed, learning."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.consents import DeclineInput, GiveInput
from coachdesk.domain.inputs.hours import PastHoursInput
from coachdesk.domain.inputs.register import EntryInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.views.hours import PastLine
from coachdesk.services import agreements, consents, past_hours, register
from coachdesk.services.desk import Desk
from coachdesk.store.tables.sessions import SessionRow
from tests.services.acts import DAY, client, draft

BEGUN = date(2026, 3, 2)


def reading(desk: Desk) -> Reading:
    """How the shell reads what is typed on that desk."""
    return Reading(desk.today(), desk.settings().date_order, desk.settings().currency, "past")


def coached(
    desk: Desk, name: str, *, fee: str = "1200.00", agreed: bool | None = True, **fields: Any
) -> tuple[str, str]:
    """A client with an agreement of that fee, and what they said to being listed; both ids."""
    someone = client(desk, name, **fields)
    page = draft(desk, someone.id, fee=fee, start=BEGUN.isoformat())
    if agreed is not None:
        said(desk, someone.id, given=agreed)
    return someone.id, page.id


def said(desk: Desk, client_id: str, *, given: bool, on: date = DAY, **more: Any) -> str:
    """What a client said to being listed; the consent's id."""
    data = {"kind": "hours-log", "on": on.isoformat(), **more}
    if given:
        return consents.give(desk, client_id, validated(GiveInput, data, reading(desk))).id
    return consents.decline(desk, client_id, validated(DeclineInput, data, reading(desk))).id


def held(
    desk: Desk, client_id: str, agreement_id: str = "", minutes: int = 60, *, times: int = 1, on: date = BEGUN,
    real: int | None = None, **columns: Any,
) -> None:  # fmt: skip
    """So many sessions, a week apart, that were held; written as the store does, since the past cannot be planned."""
    with desk.store.write("sessions.hold", client_id=client_id) as db:
        for number in range(times):
            at = datetime.combine(on + timedelta(weeks=number), time(9), UTC)
            plain = {"kind": "coaching", "state": "held", "created_at": at, "held_minutes": real, **columns}
            db.add(
                SessionRow(
                    id=new_id(),
                    client_id=client_id,
                    agreement_id=agreement_id or None,
                    at=at,
                    minutes=minutes,
                    **plain,
                )
            )


def past(desk: Desk, name: str = "Jonas Weber", **fields: Any) -> PastLine:
    """Hours from before the desk."""
    usual = {"name": name, "start": "2024-01-10", "end": "2024-06-10", "paid": "12"}
    return past_hours.add(desk, validated(PastHoursInput, {**usual, **fields}, reading(desk)))


def learnt(desk: Desk, on: str, text: str = "", kind: str = "learning", **details: str) -> str:
    """An entry of the register; its id."""
    data = {"kind": kind, "on": on, "text": text or "Foundations", "details": details}
    return register.add(desk, validated(EntryInput, data, reading(desk))).id


def sign(desk: Desk, agreement_id: str, on: date = BEGUN) -> None:
    """Sent and signed by both."""
    agreements.send(desk, agreement_id)
    for by, party in (("Client", "client"), ("Nadia Petrova", "coach")):
        agreements.sign(desk, agreement_id, by=by, on=on, how="paper", party=party)
