"""Search over every word: an index of folded text in memory, read once and brought up to date, never on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from coachdesk.domain.clauses import fill, placeholders
from coachdesk.domain.text import fold
from coachdesk.domain.views.search import Found, Hit
from coachdesk.services import search_sessions
from coachdesk.services.agreement_reading import known_clauses as clause_words
from coachdesk.services.people import TABLES, people
from coachdesk.services.search_entries import Entry, holding
from coachdesk.services.search_reading import Reading, reading

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

MOST = 200
"""Hits shown at the most; more words narrow them down."""


def begin(desk: Desk) -> Callable[[float], bool]:
    """Begin to read all words in another thread. The answer waits at most so many seconds for that, in any thread, and
    says whether all was read."""
    found = reading(desk)
    found.begin(desk)
    return found.wait


def so_far(desk: Desk, words: str) -> Found:
    """What `search` finds among what was read until now; who called `begin` need not wait."""
    read = reading(desk)
    whole = read.is_over  # asked first: it may be over while we look
    return Found(tuple(_search(desk, words, read)), whole)


def search(desk: Desk, words: str) -> list[Hit]:
    """Records that hold every word (case and accents aside), those with a word in their title first; all is read first
    where it was not."""
    read = reading(desk)
    read.complete(desk)
    return _search(desk, words, read)


def _search(desk: Desk, words: str, read: Reading) -> list[Hit]:
    wanted, names = fold(words).split(), _names(desk)
    if not wanted:
        return []
    read.bring_up(desk)
    named = {word: {one for one, (_, folded) in names.items() if word in folded} for word in wanted}
    found: dict[tuple[str, str], Entry] = {}
    for one in holding(read.entries("client", "contact", "template", "register_entry", "dilemma", "incident"), named):
        # whoever is named is found, and all of theirs but every word of every session
        if one.kind != "session" or any(word in one.folded for word in wanted):
            found.setdefault((one.kind, one.id), one)
    # a common word is in tens of thousands of tasks: of these only the newest are put in order
    for one in islice(holding(read.entries("task"), named), MOST):
        found[one.kind, one.id] = one
    times = search_sessions.times_of(desk, {record for kind, record in found if kind == "session"})
    ranked = []
    for one in found.values():
        shown, folded = names.get(one.whose, ("", ""))
        title = f"{folded} {one.folded_title}".strip()
        ranked.append((not all(word in title for word in wanted), title, one.id, one, shown))
    ranked.sort(key=lambda each: each[:3])
    return [_hit(one, (shown, times.get(one.id, one.title)), wanted) for *_, one, shown in ranked[:MOST]]


def _names(desk: Desk) -> dict[str, tuple[str, str]]:
    """By id the name of everyone, as it is shown and folded."""
    everyone = people(desk).everyone
    return desk.cached_for(
        "names to search", TABLES, lambda: {one.id: (one.title, fold(one.title)) for one in everyone.values()}
    )


def _hit(one: Entry, title: tuple[str, str], wanted: list[str]) -> Hit:
    """The hit, with the first field that holds a word; a former name is named as one, not shown as the title."""
    where = next(
        (
            f"{label}: {_around(_read(text, one.fills or {}), wanted)}"
            for label, text in ((label, text or one.title) for label, text in one.fields)
            if any(word in fold(text) for word in wanted)
        ),
        "",
    )
    return Hit(one.kind, one.id, ": ".join(part for part in title if part), where, one.client_id)


def _read(text: str, fills: Mapping[str, str]) -> str:
    """A clause as a person reads it: a place that nothing here fills is named in words."""
    if "{" not in text:
        return text
    known = clause_words()
    return fill(text, {name: fills.get(name) or f"[{known.what(name)}]" for name in placeholders(text)}).text


def _around(text: str, wanted: list[str]) -> str:
    """The words around the first hit, on one line."""
    line = " ".join(text.split())
    at = min((place for word in wanted if (place := fold(line).find(word)) >= 0), default=0)
    start = max(0, at - 24)
    return ("…" if start else "") + line[start : start + 72] + ("…" if len(line) > start + 72 else "")
