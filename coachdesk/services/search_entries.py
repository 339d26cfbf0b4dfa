"""One record as a search finds it: its words, field by field and all of them folded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coachdesk.domain.text import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it can be found: its words field by field, and all of them folded, those of its title first."""

    kind: str
    id: str
    client_id: str
    title: str
    fields: tuple[tuple[str, str], ...]
    folded: str
    fills: Mapping[str, str] = field(default_factory=dict)
    """What fills the places in its fields, where they have any."""

    @property
    def folded_title(self) -> str:
        """The title as it is searched."""
        return self.folded.partition("\n")[0]


def entry(kind: str, record: str, client_id: str, title: str, fields: Sequence[tuple[str, str]]) -> Entry:
    """A record with its words."""
    folded = "\n".join(fold(text) for text in (title, *(text for _, text in fields)))
    return Entry(kind, record, client_id, title, tuple(fields), folded)


def holding(entries: Iterable[Entry], wanted: Sequence[str]) -> list[Entry]:
    """Those that hold every word; the longest is looked for first, since the fewest have it."""
    found = list(entries)
    for word in sorted(wanted, key=len, reverse=True):
        found = [one for one in found if word in one.folded]
    return found
