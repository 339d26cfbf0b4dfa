"""Incidents as they are read, from raw rows: prep and ethics stand on this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from coachdesk.domain import incidents as rules
from coachdesk.domain.evidence.facts import IncidentFacts
from coachdesk.domain.ledger import Line
from coachdesk.domain.money import Money
from coachdesk.domain.times import from_stamp, local
from coachdesk.domain.views.incidents import GivenView, IncidentView, OptionView
from coachdesk.services.ledger_rows import of_incidents
from coachdesk.services.people import People, people

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

IS_OPEN = "state <> 'closed'"


def read(desk: Desk, where: str = "", params: Sequence[Any] = ()) -> list[IncidentView]:
    """Those incidents, the open ones first, in each part the last one first."""
    everyone, zone = people(desk), desk.settings().zone
    rows = desk.rows("incident", where, params)
    given = of_incidents(desk, [row["id"] for row in rows])
    found = [_view(row, everyone, zone, given.get(row["id"], [])) for row in rows]
    found.sort(key=lambda one: (one.is_open, one.on, one.created, one.id), reverse=True)
    return found


def open_of(desk: Desk, client_id: str) -> tuple[IncidentView, ...]:
    """What is still to be made good for a client."""
    return tuple(read(desk, f"WHERE client_id = ? AND {IS_OPEN}", (client_id,)))


def facts(desk: Desk, where: str = "", params: Sequence[Any] = ()) -> tuple[IncidentFacts, ...]:
    """What evidence looks at, the first one first."""
    rows = desk.rows("incident", where, params)
    found = (
        IncidentFacts(
            id=row["id"],
            client_id=row["client_id"],
            on=date.fromisoformat(row["on_day"]),
            created_at=from_stamp(row["created_at"]),
            is_open=row["state"] != rules.CLOSED,
            what=row["what"],
            who_knows=row["who_knows"],
            next_step=row["next_step"],
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda one: (one.on, one.created_at, one.id)))


def _view(row: Mapping[str, Any], everyone: People, zone: str, given: Sequence[Line]) -> IncidentView:
    created = from_stamp(row["created_at"])
    whose = everyone.owed(("client", row["client_id"]), created)
    options = tuple(
        OptionView(at, one["text"], one["cost"], date.fromisoformat(one["on"]))
        for at, one in enumerate(row["options"], start=1)
    )
    return IncidentView(
        id=row["id"],
        short=row["id"][:6],
        client_id=row["client_id"],
        client=whose.title if whose is not None else "",
        session_id=row["session_id"] or "",
        state=row["state"],
        on=date.fromisoformat(row["on_day"]),
        closed_on=local(from_stamp(row["closed_at"]), zone).date() if row["closed_at"] else None,
        what=row["what"],
        who_knows=row["who_knows"],
        next_step=row["next_step"],
        options=options,
        chosen=options[row["chosen"] - 1] if row["chosen"] else None,
        said=row["said"],
        made_good=row["made_good"],
        waits_for=rules.waits_for(row["state"], len(options)),
        created=created,
        given=tuple(_given(one) for one in given if not one.reverses),
    )


def _given(one: Line) -> GivenView:
    amount = Money(one.minor, one.currency) if one.currency else None
    return GivenView(one.id, one.kind, one.on, amount, one.sessions, one.why, one.taken_back)
