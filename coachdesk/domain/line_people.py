"""Who is meant by an `@name`: case and accents aside, a whole name before a part of one; several are never guessed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from coachdesk.domain.nearest import did_you_mean
from coachdesk.domain.text import fold

OFFERED = 8
"""People offered for what stands after an @; more letters narrow them down."""
ASKED = 64
"""Names that are remembered with whom they mean: those of a line are asked about again at each key."""

_ENDS = " .,;:!?)]}\"'”“"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who can be owed something. `kind` is client or contact; `title` tells namesakes apart; `names` are all
    that they go by (called, full); `zone` is the IANA zone where they are now, or nothing."""

    kind: str
    id: str
    title: str
    names: tuple[str, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class Found:
    """Whom some words name: nobody, one or several, and how many of the words belong to the name."""

    people: tuple[Person, ...]
    words: int


class People:
    """All who can be named, folded once, because a line is read again at each key."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.all = tuple(people)
        self._whole: dict[str, list[Person]] = defaultdict(list)
        self._parts: dict[str, list[Person]] = defaultdict(list)
        self._folded: list[tuple[str, Person]] = []
        self._longest = 1
        self._by_part = lru_cache(ASKED)(self._by_any_part)
        for person in self.all:
            for name in {fold(name) for name in (*person.names, person.title)} - {""}:
                self._add(name, person)

    def _add(self, name: str, person: Person) -> None:
        words = name.split()
        self._longest = max(self._longest, len(words))
        self._whole[name].append(person)
        self._folded.append((name, person))
        runs = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(len(words), i + 6) + 1)}
        for run in runs:
            if person not in self._parts[run][-1:]:
                self._parts[run].append(person)

    def named(self, words: Sequence[str]) -> Found:
        """Whom the longest run of these words names, from the first one on; at least one word is taken."""
        for count in range(min(len(words), self._longest), 0, -1):
            name = fold(" ".join(words[:count])).strip(_ENDS)
            exact = self._whole.get(name) or self._parts.get(name)
            if exact:
                return Found(_once(exact), count)
        name = fold(words[0]).strip(_ENDS)
        if name.endswith("'s") and len(name) > 3:
            return Found(self.exactly(name.removesuffix("'s")), 1)
        return Found(self._by_part(name), 1)

    def exactly(self, name: str) -> tuple[Person, ...]:
        """All whom that whole text names: by whole name, or by a part of one."""
        whole = fold(name.replace("_", " "))
        wanted = whole.strip(_ENDS)
        # a title may end with a bracket of its own: Tom (Acme)
        exact = self._whole.get(whole) or self._whole.get(wanted) or self._parts.get(wanted) or ()
        return _once(exact) or self._by_part(wanted)

    def is_part(self, word: str) -> bool:
        """Whether that word is one of somebody's names."""
        return fold(word) in self._parts

    def beginning(self, typed: str, limit: int = OFFERED) -> tuple[Person, ...]:
        """Completions for what stands after an @: whose name begins with it, then a later word of it, then any part."""
        wanted = fold(typed.replace("_", " ")).lstrip('"“')
        found: dict[tuple[str, str], Person] = {}
        for at in self._in_order.beginning(wanted):
            person = self._in_order.people[at]
            found.setdefault((person.kind, person.id), person)
            if len(found) == limit:
                break
        return tuple(found.values())

    @cached_property
    def _in_order(self) -> _InOrder:
        return _InOrder(self._folded)

    def near(self, name: str) -> str:
        """A hint for a name that is nobody's."""
        titles = {title: person.title for person in self.all for title in (person.title, *person.names)}
        return did_you_mean(name, titles, "add them first, or check the name")

    def _by_any_part(self, wanted: str) -> tuple[Person, ...]:
        """By the beginning of a name, of a later word of it, any part of it, or the id."""
        if not wanted:
            return ()
        ranked = [(rank, person) for name, person in self._folded if (rank := _rank(name, wanted)) is not None]
        if not ranked and len(wanted) >= 4:
            return tuple(person for person in self.all if person.id.startswith(wanted))
        # the beginning of a name and of a later word of it count the same: whoever types `ok` may mean either
        best = min((max(rank, 1) for rank, _ in ranked), default=0)
        return _once(person for rank, person in ranked if max(rank, 1) == best)


class _InOrder:
    """Names in their order, so that those which begin with some letters are found without looking at all of them."""

    def __init__(self, named: Sequence[tuple[str, Person]]) -> None:
        ordered = sorted(named, key=lambda one: one[0])
        self.names = [name for name, _ in ordered]
        self.people = [person for _, person in ordered]
        later = [(name[i + 1 :], at) for at, name in enumerate(self.names) for i, c in enumerate(name) if c == " "]
        later.sort()
        self._later, self._of_later = [text for text, _ in later], [at for _, at in later]

    def beginning(self, wanted: str) -> Iterator[int]:
        """The places of the names that begin with it, then of those with a later word that does, then with it in any
        part; each in order. The rest is looked for only when that is asked for."""
        first = _beginning(self.names, wanted)
        yield from first
        then = {self._of_later[at] for at in _beginning(self._later, wanted)} - set(first)
        yield from sorted(then)
        if len(wanted) > 1:
            yield from (
                at for at, name in enumerate(self.names) if wanted in name and at not in first and at not in then
            )


def _beginning(ordered: Sequence[str], wanted: str) -> range:
    """Where those texts stand that begin so."""
    begin = bisect_left(ordered, wanted)
    return range(begin, bisect_left(ordered, True, begin, key=lambda text: not text.startswith(wanted)))


def _rank(name: str, wanted: str) -> int | None:
    if name.startswith(wanted):
        return 0
    if f" {wanted}" in name:
        return 1
    return 2 if len(wanted) > 1 and wanted in name else None


def _once(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple({(person.kind, person.id): person for person in people}.values())
