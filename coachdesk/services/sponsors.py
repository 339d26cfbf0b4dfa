"""Sponsors: the contacts who pay, and whose coaching they pay for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.views.agreements import AgreementLine
from coachdesk.services import agreements
from coachdesk.store.tables.agreements import Agreement

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def pays_for(desk: Desk, contact_id: str) -> list[AgreementLine]:
    """The agreements under which a contact pays, by client, newest first. Damaged ones are left out."""
    with desk.store.read() as db:
        rows = desk.whole(db.all(Agreement, Agreement.sponsor_id == contact_id))
    wanted = {row.id for row in rows}
    clients = {row.client_id for row in rows}
    found = [line for client in clients for line in agreements.lines(desk, client_id=client) if line.id in wanted]
    return sorted(found, key=lambda line: (line.client_title.casefold(), line.client_id))
