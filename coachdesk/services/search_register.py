"""The words of the practice register's entries, for the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from coachdesk.domain.register import headline, kind_of
from coachdesk.services.register_rows import facts_of
from coachdesk.services.search_entries import Entry, entry

if TYPE_CHECKING:
    from coachdesk.services.search_reading import Source


def of_entries(source: Source, where: str, params: Sequence[Any]) -> Iterator[Entry]:
    """Those entries, each a record of its own, the newest first."""
    for row in source.rows("register_entry", f"WHERE {where} ORDER BY rowid DESC", params):
        one = facts_of(row)
        kind = kind_of(one.kind)
        words = [(field.title.lower(), one.details.get(field.name, "")) for field in kind.fields]
        fields = [("kind", kind.title), ("text", one.text), *words]
        yield entry("entry", one.id, one.client_id, headline(one) or kind.title, [pair for pair in fields if pair[1]])
