"""What a person types to name a record: a whole id, an unambiguous part of its name, or the beginning of its id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from coachdesk.domain.errors import failure
from coachdesk.domain.ids import is_id, is_prefix
from coachdesk.domain.text import fold


class Candidate(NamedTuple):
    """A record that a reference may mean: its id, the title it is listed by, and every name it answers to; and the
    record that it goes on from, whose names it takes over."""

    id: str
    title: str
    names: tuple[str, ...]
    follows: str = ""


def resolve(ref: str, candidates: Iterable[Candidate], noun: str) -> str:
    """The id that `ref` means (CLI.md: whole id, then a name or any part of one, then a unique id prefix).

    A name that is whole wins over those that merely hold it, so that "Ann" can be named beside "Anna"; of records that
    go on from each other the last one is meant.
    Raises `ref.unknown`, `ref.several`, `ref.empty`.
    """
    wanted = ref.strip()
    if not wanted:
        raise failure("ref.empty", noun=noun)
    known = list(candidates)
    if is_id(wanted) and any(one.id == wanted for one in known):
        return wanted
    folded = fold(wanted)
    for found in (
        [one for one in known if folded and any(fold(name) == folded for name in one.names)],
        [one for one in known if folded and any(folded in fold(name) for name in one.names)],
        [one for one in known if is_prefix(wanted) and one.id.startswith(wanted)],
    ):
        found = _last_ones(found, known) if len(found) > 1 else found
        if len(found) == 1:
            return found[0].id
        if found:
            raise failure("ref.several", ref=wanted, noun=noun, which=_name_all(found))
    raise failure("ref.unknown", ref=wanted, noun=noun)


def _last_ones(found: list[Candidate], known: list[Candidate]) -> list[Candidate]:
    """Those of them that no other of them goes on from, at whatever distance."""
    before = {one.id: one.follows for one in known}
    past: set[str] = set()
    for one in found:
        at = before[one.id]
        while at and at not in past:
            past.add(at)
            at = before.get(at, "")
    return [one for one in found if one.id not in past]


def _name_all(found: list[Candidate]) -> str:
    some = ", ".join(f"{one.title} [{one.id[:6]}]" for one in found[:3])
    return some if len(found) <= 3 else f"{some} and {len(found) - 3} more"
