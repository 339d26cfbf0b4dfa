"""The words of tasks and messages, for the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from coachdesk.services.search_entries import Entry, entry

if TYPE_CHECKING:
    from coachdesk.services.search_reading import Source

SAID = "kind NOT IN ('made', 'done', 'undone')"
"""What happened with words of somebody's."""

ITSELF = {"promise": (("promise", ""),), "own": (("own task", ""),), "reply": (("message", ""),)}
"""What a task is itself, whose words are its title."""


def of_tasks(source: Source, where: str, params: Sequence[Any]) -> Iterator[Entry]:
    """Those tasks, the newest first, but for what was undone: what was promised, and what was said to it."""
    said: dict[str, list[tuple[str, str]]] = {}
    of = f"WHERE task_id IN (SELECT id FROM task WHERE {where})"  # noqa: S608  (places for values, none of them)
    for event in source.rows("task_event", f"{of} AND {SAID} ORDER BY task_id, number", params):
        if event["words"]:
            said.setdefault(event["task_id"], []).append(("said", event["words"]))
    for row in source.rows("task", f"WHERE {where} ORDER BY rowid DESC", params):
        if row["state"] != "undone":
            whose = {"client_id": row["client_id"] or "", "contact_id": row["contact_id"] or ""}
            itself, words = ITSELF[row["kind"]], said.get(row["id"])
            fields = (*itself, *words) if words else itself
            yield entry("task", row["id"], title=row["text"], fields=fields, **whose)
