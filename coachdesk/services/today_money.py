"""Today's quiet lines about what went wrong and is not made good, and about invoices whose day has passed.

Raw rows only, as everything that Today stands on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from coachdesk.domain import incidents as rules
from coachdesk.domain.days import day_text
from coachdesk.domain.ledger import INVOICE, Line
from coachdesk.domain.ledger import overdue as overdue_of
from coachdesk.domain.money import Money, format_money
from coachdesk.domain.views.today import TodayLine, TodaySection
from coachdesk.services.ledger_rows import of_clients
from coachdesk.services.people import People
from coachdesk.store import counting

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

ASKED_FOR = timedelta(days=180)
"""So long after its day an invoice is on Today; what is older stands in the ledger, and is not opened at each start."""

_OPEN = "WHERE state <> 'closed' ORDER BY on_day, created_at, id"
_DUE = f"WHERE kind = '{INVOICE}' AND reverses_id IS NULL AND due_on < ? AND due_on >= ?"


def open_incidents(desk: Desk) -> list[dict[str, Any]]:
    """Raw rows of what is not made good yet, the first one first."""
    return desk.rows("incident", _OPEN)


def owing(desk: Desk, day: date) -> dict[str, list[Line]]:
    """The lines of each client who has an invoice whose day has passed, by client: whether they paid it is sealed."""
    when = (day.isoformat(), (day - ASKED_FOR).isoformat())
    found = counting.columns(desk.connection, "ledger_entry", ("client_id",), _DUE, when)
    return of_clients(desk, sorted({client_id for (client_id,) in found}))


def incidents(rows: Sequence[Mapping[str, Any]], people: People) -> TodaySection:
    """What went wrong, and what each waits for."""
    lines = [TodayLine("○", _name(people, row["client_id"]), _wrong(row), "incident", row["id"]) for row in rows]
    return TodaySection("Went wrong", tuple(lines))


def _wrong(row: Mapping[str, Any]) -> str:
    """What went wrong, on one line, after what it waits for: that is not to be cut."""
    waits = rules.waits_for(row["state"], len(row["options"]))
    return f"waits for {waits}: {row['what'].partition(chr(10))[0]}"


def overdue(lines: Mapping[str, Sequence[Line]], people: People, day: date) -> TodaySection:
    """What is overdue, whose day came first first."""
    found = [(one, client_id) for client_id, own in lines.items() for one in overdue_of(own, day)]
    return TodaySection(
        "Overdue",
        tuple(
            TodayLine("·", _name(people, whose), _owed(one.minor, one.currency, one.since), "money", whose)
            for one, whose in sorted(found, key=lambda pair: (pair[0].since, pair[1], pair[0].currency))
        ),
    )


def _owed(minor: int, currency: str, since: date) -> str:
    return f"{format_money(Money(minor, currency))} to be paid since {day_text(since, year=False)}"


def _name(people: People, client_id: str) -> str:
    someone = people.get(("client", client_id))
    return someone.title if someone is not None else "(gone)"
