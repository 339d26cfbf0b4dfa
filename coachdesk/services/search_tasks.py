"""The words of every task and message, for the search: read once, then only what changed since.

A desk of some years has a hundred thousand tasks, and one changes with almost every key that does something: the
journal says which, so that not all of them are opened again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coachdesk.services.people import Key, People, people
from coachdesk.services.search_entries import Entry, entry
from coachdesk.services.task_rows import CHUNK, key_of

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Row = Mapping[str, Any]

CHANGED = (
    "WHERE id IN (SELECT row_id FROM image WHERE table_name = 'task'"
    " AND action_id IN (SELECT id FROM action WHERE seq > ?))"
)
SAID = "kind NOT IN ('made', 'done', 'undone')"
"""What happened with words of somebody's."""

LABELS = {"promise": "promise", "own": "own task", "reply": "message"}


@dataclass(slots=True)
class _Held:
    """What was read so far: up to which action, whose names were in it, and each entry beside whom it is about."""

    seq: int = -1
    people: People | None = None
    entries: dict[str, tuple[Key | None, Entry]] = field(default_factory=dict)


def entries(desk: Desk) -> list[Entry]:
    """Every task that was not undone, the newest first. Not to be called inside a transaction."""
    return desk.cached("search tasks", lambda: _brought_up(desk))


def _brought_up(desk: Desk) -> list[Entry]:
    held = desk.cached_for("search tasks", (), _Held)
    everyone = people(desk)
    newest = desk.rows("action", "ORDER BY seq DESC LIMIT 1")
    if held.seq < 0:
        _take(desk, held, everyone, desk.rows("task"), desk.rows("task_event", f"WHERE {SAID}"))
    else:
        rows = desk.rows("task", CHANGED, (held.seq,))
        _take(desk, held, everyone, rows, _said(desk, [row["id"] for row in rows]))
    if held.people is not everyone:
        _rename(held, everyone)
    held.seq = newest[0]["seq"] if newest else 0
    return [one for _, one in reversed(held.entries.values())]


def _said(desk: Desk, ids: list[str]) -> Iterable[Row]:
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        yield from desk.rows("task_event", f"WHERE task_id IN ({','.join('?' * len(part))}) AND {SAID}", part)


def _take(desk: Desk, held: _Held, everyone: People, rows: Iterable[Row], events: Iterable[Row]) -> None:
    words: dict[str, list[str]] = {}
    for event in events:
        if event["words"]:
            words.setdefault(event["task_id"], []).append(event["words"])
    for row in sorted(rows, key=lambda one: (one["created_at"], one["id"])):
        if row["state"] == "undone":
            held.entries.pop(row["id"], None)
            continue
        to, fields = key_of(row), [(LABELS[row["kind"]], row["text"])]
        fields += [("said", said) for said in words.get(row["id"], ())]
        held.entries[row["id"]] = (to, _entry(row["id"], to, _name(everyone, to), fields))
    held.people = held.people or everyone


def _rename(held: _Held, everyone: People) -> None:
    """Somebody was renamed: the titles of what is owed to them follow."""
    before, held.people = held.people, everyone
    changed = {key for key in {to for to, _ in held.entries.values()} if _name(before, key) != _name(everyone, key)}
    for task_id, (to, one) in held.entries.items():
        if to in changed:
            held.entries[task_id] = (to, _entry(one.id, to, _name(everyone, to), list(one.fields)))


def _name(everyone: People | None, to: Key | None) -> str:
    found = everyone.get(to) if everyone is not None else None
    return found.title if found is not None else ""


def _entry(task_id: str, to: Key | None, name: str, fields: list[tuple[str, str]]) -> Entry:
    text = fields[0][1]
    client_id = to[1] if to is not None and to[0] == "client" else ""
    return entry("task", task_id, client_id, f"{name}: {text}" if name else text, fields)
