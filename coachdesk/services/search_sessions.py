"""The words of every session for the search: what was settled, notes, what came of it, actions of theirs, what is to
share.

Read once, then only what changed since: a desk of some years has forty thousand notes of some length, and the journal
says which of them are others. Names and times are put to what is found, so that nothing is read again for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coachdesk.domain.text import fold
from coachdesk.domain.times import clock, from_stamp
from coachdesk.services.people import people
from coachdesk.services.search_entries import Entry, entry
from coachdesk.services.session_agreements import in_chunks
from coachdesk.store import counting

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Row = Mapping[str, Any]

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

CHANGED = "WHERE table_name = ? AND action_id IN (SELECT id FROM action WHERE seq > ?)"


@dataclass(slots=True)
class _Held:
    """What was read so far, and up to which action."""

    seq: int = -1
    made: dict[str, Entry] = field(default_factory=dict)


def holding(desk: Desk, wanted: Sequence[str], most: int) -> list[Entry]:
    """The sessions (and clients, where it belongs to no session) whose words hold every word that is not in the
    client's name, and at least one; at most so many. Not to be called inside a transaction."""
    named = {word: _named(desk, word) for word in wanted}
    found = [
        one
        for one in entries(desk)
        if any(word in one.folded for word in wanted)
        and all(word in one.folded or one.client_id in named[word] for word in wanted)
    ]
    once = {(one.kind, one.id): one for one in found[:most]}
    return _titled(desk, list(once.values()))


def entries(desk: Desk) -> list[Entry]:
    """The words of everything, the newest of each table first; titles are empty."""
    return desk.cached("search sessions", lambda: _brought_up(desk))


def _brought_up(desk: Desk) -> list[Entry]:
    held = desk.held("search sessions", _Held)
    newest = desk.rows("action", "ORDER BY seq DESC LIMIT 1")
    for table, names in FIELDS.items():
        rows: Iterable[Row] = desk.rows(table) if held.seq < 0 else _changed(desk, held, table)
        for row in sorted(rows, key=lambda one: (one["created_at"], one["id"])):
            found = _entry(table, row, names)
            if found.fields:
                held.made[row["id"]] = found
    held.seq = newest[0]["seq"] if newest else 0
    return list(reversed(held.made.values()))


def _changed(desk: Desk, held: _Held, table: str) -> list[Row]:
    """The rows of a table that were touched since; what was taken away is forgotten."""
    touched = counting.counts(desk.connection, "image", ("row_id",), CHANGED, (table, held.seq))
    ids = {str(row_id) for row_id, _ in touched}
    for one in ids:
        held.made.pop(one, None)
    return in_chunks(desk, table, "id", ids)


def _entry(table: str, row: Row, names: Mapping[str, str]) -> Entry:
    session_id = row["id"] if table == "session" else row["session_id"]
    kind, record = ("session", session_id) if session_id else ("client", row["client_id"])
    fields = [(label or row["kind"], row[key]) for key, label in names.items() if row[key]]
    return entry(kind, record, row["client_id"], "", fields)


def _named(desk: Desk, word: str) -> frozenset[str]:
    """The clients whose name holds a word."""
    everyone = people(desk).everyone.values()
    return frozenset(one.id for one in everyone if one.kind == "client" and word in fold(one.title))


def _titled(desk: Desk, found: Sequence[Entry]) -> list[Entry]:
    """With the name of the client, and when the session was."""
    zone, everyone = desk.settings().zone, people(desk)
    rows = in_chunks(desk, "session", "id", {one.id for one in found if one.kind == "session"})
    whens = {row["id"]: clock(from_stamp(row["at"]), zone, year=True) for row in rows}
    titled = []
    for one in found:
        someone = everyone.get(("client", one.client_id))
        parts = (someone.title if someone is not None else "", whens.get(one.id, ""))
        titled.append(entry(one.kind, one.id, one.client_id, ": ".join(part for part in parts if part), one.fields))
    return titled
