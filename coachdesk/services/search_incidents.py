"""The words of incidents, for the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from coachdesk.services.search_entries import Entry, entry

if TYPE_CHECKING:
    from coachdesk.services.search_reading import Source

FIELDS = (
    ("what", "what went wrong"),
    ("who_knows", "who knows"),
    ("next_step", "next step"),
    ("said", "they said"),
    ("made_good", "made good"),
)


def of_incidents(source: Source, where: str, params: Sequence[Any]) -> Iterator[Entry]:
    """Those incidents with what was offered, each a record of its own, the newest first."""
    for row in source.rows("incident", f"WHERE {where} ORDER BY rowid DESC", params):
        fields = [(label, row[name]) for name, label in FIELDS if row[name]]
        offered = [("offered", text) for one in row["options"] for text in (one["text"], one["cost"]) if text]
        yield entry("incident", row["id"], row["client_id"], "an incident", [*fields, *offered])
