"""The words of every task and message, for the search: read once, then only what changed since.

A desk of some years has a hundred thousand tasks, and one changes with almost every key that does something: the
journal says which, so that not all of them are opened again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coachdesk.domain.text import fold
from coachdesk.services.people import Key, People, people
from coachdesk.services.search_entries import Entry
from coachdesk.services.task_rows import CHUNK, key_of

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Row = Mapping[str, Any]
Name = tuple[str, str]

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
    names: dict[Key | None, Name] = field(default_factory=dict)

    def name(self, everyone: People, to: Key | None) -> Name:
        """How a title begins that is about them, and the same folded."""
        found = self.names.get(to)
        if found is None:
            someone = everyone.get(to)
            shown = f"{someone.title}: " if someone is not None else ""
            found = self.names[to] = (shown, f"{fold(shown)} " if shown else "")
        return found


def entries(desk: Desk) -> list[Entry]:
    """Every task that was not undone, the newest first. Not to be called inside a transaction."""
    return desk.cached("search tasks", lambda: _brought_up(desk))


def _brought_up(desk: Desk) -> list[Entry]:
    held = desk.held("search tasks", _Held)
    everyone = people(desk)
    newest = desk.rows("action", "ORDER BY seq DESC LIMIT 1")
    if held.seq < 0:
        _take(held, everyone, desk.rows("task"), desk.rows("task_event", f"WHERE {SAID}"))
    else:
        if held.people is not everyone:
            _rename(held, everyone)
        rows = desk.rows("task", CHANGED, (held.seq,))
        _take(held, everyone, rows, _said(desk, [row["id"] for row in rows]))
    held.seq = newest[0]["seq"] if newest else 0
    return [one for _, one in reversed(held.entries.values())]


def _said(desk: Desk, ids: list[str]) -> Iterable[Row]:
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        yield from desk.rows("task_event", f"WHERE task_id IN ({','.join('?' * len(part))}) AND {SAID}", part)


def _take(held: _Held, everyone: People, rows: Iterable[Row], events: Iterable[Row]) -> None:
    said: dict[str, list[str]] = {}
    for event in events:
        if event["words"]:
            said.setdefault(event["task_id"], []).append(event["words"])
    for row in sorted(rows, key=lambda one: (one["created_at"], one["id"])):
        if row["state"] == "undone":
            held.entries.pop(row["id"], None)
            continue
        to = key_of(row)
        fields = ((LABELS[row["kind"]], row["text"]), *(("said", words) for words in said.get(row["id"], ())))
        held.entries[row["id"]] = (to, _entry(row["id"], to, held.name(everyone, to), fields))
    held.people = everyone


def _rename(held: _Held, everyone: People) -> None:
    """Somebody was renamed: the titles of what is owed to them follow."""
    before, held.names = held.names, {}
    for task_id, (to, one) in held.entries.items():
        name = held.name(everyone, to)
        if name != before.get(to):
            held.entries[task_id] = (to, _entry(one.id, to, name, one.fields))
    held.people = everyone


def _entry(task_id: str, to: Key | None, name: Name, fields: tuple[tuple[str, str], ...]) -> Entry:
    """The words of a hundred thousand are folded at once: a name is folded once, and the title not again as a field."""
    (_, text), *said = fields
    shown, folded = name
    words = "\n".join(fold(one) for one in (text, *(words for _, words in said)))
    client_id = to[1] if to is not None and to[0] == "client" else ""
    return Entry("task", task_id, client_id, f"{shown}{text}", fields, folded + words)
