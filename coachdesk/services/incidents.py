"""Incidents: what went wrong in the coach's own service for a client, and how it is made good.

Each step is a row of the journal: written down, options offered, one chosen by the client, closed. A closed one is
never reopened: what comes after it is another one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coachdesk.domain import incidents as rules
from coachdesk.domain.days import day_text
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.incidents import ChoiceInput, ClosingInput, IncidentChange, IncidentInput, OptionInput
from coachdesk.domain.views.incidents import IncidentView
from coachdesk.services import clients, sessions
from coachdesk.services.incident_rows import IS_OPEN, read
from coachdesk.services.refs import Candidate, resolve
from coachdesk.store.engine import Session
from coachdesk.store.tables.fairness import Incident, Option

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def open_one(desk: Desk, entered: IncidentInput) -> IncidentView:
    """Write one down; without a day it happened today. Raises `day.future`, `incident.session`, `ref.…`."""
    today = desk.today()
    on = entered.on or today
    rules.check_day(on, today)
    client_id = clients.find(desk, entered.client)
    session_id = _session_of(desk, client_id, entered.session) if entered.session else None
    row = Incident(
        id=new_id(),
        client_id=client_id,
        session_id=session_id,
        on_day=on,
        created_at=desk.clock(),
        what=entered.what,
        who_knows=entered.who_knows,
        next_step=entered.next_step,
    )
    made = row.id
    with desk.store.write("incidents.open", client_id=client_id) as db:
        db.add(row)
    return view(desk, made)


def change(desk: Desk, incident_id: str, entered: IncidentChange) -> IncidentView:
    """Who knows of it, and what comes next; only what is given changes. Raises `incident.closed`, `ref.unknown`."""

    def alter(row: Incident) -> None:
        for name, value in entered.changes().items():
            if getattr(row, name) != value:
                setattr(row, name, value)

    return _write(desk, incident_id, "incidents.change", alter)


def option(desk: Desk, incident_id: str, entered: OptionInput) -> IncidentView:
    """Offer one more way to make it good. What was chosen before was chosen without it, and is asked again.

    Raises `incident.closed`, `incident.same`, `incident.many`, `ref.unknown`.
    """

    def alter(row: Incident) -> None:
        rules.check_offer(entered.text, [one.text for one in row.options])
        row.options = (*row.options, Option(text=entered.text, cost=entered.cost, on=desk.today()))
        row.state, row.chosen, row.said = rules.OPEN, None, ""

    return _write(desk, incident_id, "incidents.option", alter)


def choose(desk: Desk, incident_id: str, entered: ChoiceInput) -> IncidentView:
    """What the client chose, and what they said; until it is closed they may choose anew.

    Raises `incident.closed`, `incident.no-options`, `incident.option`, `ref.unknown`.
    """

    def alter(row: Incident) -> None:
        rules.check_choice(entered.option, len(row.options))
        row.state, row.chosen, row.said = rules.CHOSEN, entered.option, entered.said

    return _write(desk, incident_id, "incidents.choose", alter)


def close(desk: Desk, incident_id: str, entered: ClosingInput) -> IncidentView:
    """It was made good: at least two options were offered, and they chose one of them. Without words of what was done,
    it was what they chose. Raises `incident.closed`, `incident.few-options`, `incident.not-chosen`, `ref.unknown`.
    """

    def alter(row: Incident) -> None:
        rules.check_close(row.state, len(row.options))
        chosen = row.options[row.chosen - 1].text if row.chosen else ""
        row.made_good, row.closed_at, row.state = entered.made_good or chosen, desk.clock(), rules.CLOSED

    return _write(desk, incident_id, "incidents.close", alter)


def view(desk: Desk, incident_id: str) -> IncidentView:
    """One of them. Raises `ref.unknown`, `row.damaged`."""
    found = read(desk, "WHERE id = ?", (incident_id,))
    if found:
        return found[0]
    with desk.store.read() as db:
        _row(db, incident_id)
    raise failure("row.damaged", table="incident", id=incident_id)


def lines(desk: Desk, client_id: str | None = None, open_only: bool = False) -> list[IncidentView]:
    """Of one client, or of all: the open ones first, in each part the last one first."""
    asked = [("client_id = ?", client_id)] if client_id else []
    parts = [where for where, _ in asked] + ([IS_OPEN] if open_only else [])
    return read(desk, f"WHERE {' AND '.join(parts)}" if parts else "", [value for _, value in asked])


def find(desk: Desk, ref: str) -> str:
    """The id of the incident that `ref` means: a whole id, a part of its words or its client's name, or the beginning
    of its id; of several that answer to it the open one. Raises `ref.…`."""
    found = lines(desk)
    try:
        return resolve(ref, [_candidate(one) for one in found if one.is_open], "incident")
    except CoachdeskError as error:
        if error.code != "ref.unknown":
            raise
    return resolve(ref, [_candidate(one) for one in found], "incident")


def _candidate(one: IncidentView) -> Candidate:
    title = f"{day_text(one.on)}, {one.client}: {one.what[:40]}"
    return Candidate(one.id, title, tuple(name for name in (one.what, one.client) if name))


def _session_of(desk: Desk, client_id: str, ref: str) -> str:
    """The session that is meant, which must be this client's."""
    found = sessions.line(desk, sessions.find(desk, ref))
    if found.client.id != client_id:
        raise failure("incident.session", where="session", whose=found.client.title)
    return found.id


def _write(desk: Desk, incident_id: str, verb: str, alter: Callable[[Incident], None]) -> IncidentView:
    """One step of an incident that is not closed."""
    before = view(desk, incident_id)
    rules.check_live(before.state, before.closed_on)
    with desk.store.write(verb, client_id=before.client_id) as db:
        alter(_row(db, incident_id))
    return view(desk, incident_id)


def _row(db: Session, incident_id: str) -> Incident:
    row = db.get(Incident, incident_id)
    if row is None:
        raise failure("ref.unknown", ref=incident_id, noun="incident")
    row.secrets()
    return row
