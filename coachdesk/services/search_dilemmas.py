"""The words of dilemmas, for the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from coachdesk.services.search_entries import Entry, entry

if TYPE_CHECKING:
    from coachdesk.services.search_reading import Source

FIELDS = (
    ("happened", "what happened"),
    ("consulted", "asked"),
    ("decided", "decided"),
    ("looked_back", "looking back"),
)


def of_dilemmas(source: Source, where: str, params: Sequence[Any]) -> Iterator[Entry]:
    """Those dilemmas, each a record of its own, the newest first."""
    for row in source.rows("dilemma", f"WHERE {where} ORDER BY rowid DESC", params):
        fields = [(label, row[name]) for name, label in FIELDS if row[name]]
        yield entry("dilemma", row["id"], row["client_id"] or "", "a dilemma", fields)
