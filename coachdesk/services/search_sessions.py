"""The words of sessions for the search: what was settled, notes, what came of it, actions of theirs, what is to share.

Names and times are put to what is found, so that nothing is read again for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from coachdesk.domain.times import clock, from_stamp
from coachdesk.services.search_entries import Entry, entry
from coachdesk.services.session_agreements import in_chunks

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.services.search_reading import Source

FIELDS: dict[str, dict[str, str]] = {
    "session": {"outcome": "what came of it", "intention": "my intention", "why": "why"},
    "session_agreement": {
        "topic": "topic",
        "result": "wanted",
        "measure": "how we will know",
        "matters": "why it matters",
        "resolve": "to resolve",
    },
    "session_note": {"text": ""},
    "client_action": {"text": "action", "obstacle": "in the way"},
    "share": {"text": "to share"},
}
"""The words of each table with what they are; a note is named by its kind."""


def of_sessions(source: Source, where: str, params: Sequence[Any]) -> Iterator[Entry]:
    """All words of the sessions of those clients, the newest of each table first; what belongs to no session is the
    client's. One session may be several entries: it is found by words that stand together."""
    theirs = f"WHERE client_id IN (SELECT id FROM client WHERE {where})"  # noqa: S608  (places for values, none of them)
    for table, names in FIELDS.items():
        for row in source.rows(table, f"{theirs} ORDER BY rowid DESC", params):
            session_id = row["id"] if table == "session" else row["session_id"]
            kind, record = ("session", session_id) if session_id else ("client", row["client_id"])
            fields = [(label or row["kind"], row[key]) for key, label in names.items() if row[key]]
            if fields:
                yield entry(kind, record, row["client_id"], "", fields)


def times_of(desk: Desk, ids: set[str]) -> dict[str, str]:
    """When each of those sessions was, in words."""
    zone = desk.settings().zone
    rows = in_chunks(desk, "session", "id", ids)
    return {row["id"]: clock(from_stamp(row["at"]), zone, year=True) for row in rows}
