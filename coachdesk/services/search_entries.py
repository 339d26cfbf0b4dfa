"""One record as a search finds it: its words, field by field and all of them folded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coachdesk.domain.text import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it can be found: its words field by field, and all of them folded, those of its title first.

    The name of the client or contact whom it is about is not in it: it is put before the title when it is shown, so
    that nothing is read anew when somebody is renamed. A field without words of its own is the title. `fills` is what
    fills the places in its fields.
    """

    kind: str
    id: str
    client_id: str
    title: str
    fields: tuple[tuple[str, str], ...]
    folded: str
    fills: Mapping[str, str] | None = None
    contact_id: str = ""

    @property
    def whose(self) -> str:
        """The id of the client or contact whom it is about, if it is about one."""
        return self.client_id or self.contact_id

    @property
    def folded_title(self) -> str:
        """The title as it is searched."""
        end = self.folded.find("\n")  # the rest may be long: it is not copied
        return self.folded[:end] if end >= 0 else self.folded


def entry(
    kind: str, record: str, client_id: str, title: str, fields: Sequence[tuple[str, str]], contact_id: str = ""
) -> Entry:
    """A record with its words."""
    folded = "\n".join([fold(title), *(fold(text) for _, text in fields if text)])
    held = title if folded == title else folded  # a hundred thousand times the same words twice is felt
    return Entry(kind, record, client_id, title, tuple(fields), held, contact_id=contact_id)


def holding(entries: Iterable[Entry], wanted: Mapping[str, Collection[str]]) -> Iterator[Entry]:
    """Those that hold every word, or are about one of those whose name holds it: `wanted` has their ids by word. The
    longest word is looked for first, since the fewest have it."""
    found = iter(entries)
    for word in sorted(wanted, key=len, reverse=True):
        found = _about(found, word, wanted[word]) if wanted[word] else _with(found, word)
    return found


def _with(entries: Iterable[Entry], word: str) -> Iterator[Entry]:
    return (one for one in entries if word in one.folded)


def _about(entries: Iterable[Entry], word: str, named: Collection[str]) -> Iterator[Entry]:
    return (one for one in entries if word in one.folded or one.client_id in named or one.contact_id in named)
