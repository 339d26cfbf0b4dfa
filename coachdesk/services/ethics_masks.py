"""Who somebody is, taken out of what is said of them on one paper for a supervisor.

Each client stands there by a letter, the same throughout one paper and free to be another's in the next one: a reader
can follow a client through it and not from paper to paper. A description that tells who somebody is tells it still.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

SOMEBODY, PAYER = "a client", "who pays"
"""What stands for a name that several clients have, and for whoever pays."""
_OTHER = {"email": "an address", "phone": "a number", "organisation": "an organisation", "location": "a place"}
"""What stands for the words of a client's row that are no name of theirs."""


class Masks:
    """The words that tell who somebody is, and what stands for each on one paper.

    Clients of long ago are masked too: a note about one may tell of another. Whoever is `named` stays, and so does who
    pays then; `first` is the client whom the paper is about, who has the first letter where they are not named.
    """

    def __init__(self, desk: Desk, *, first: str = "", named: str = "") -> None:
        self.letters: dict[str, str] = {}
        """Each client who stands on the paper, with what stands for them, such as `client A`."""
        self.unreadable = 0
        """How many records of people cannot be read: who they are is not known, and so not taken out."""
        self._stands: dict[str, str] = {}
        self._whose: dict[str, str] = {}
        with desk.noting() as damaged:
            self._learn(desk, named)
        self.unreadable = len(damaged)
        if first and first != named:
            self.name_of(first)
        either = "|".join(re.escape(word) for word in sorted(self._words(), key=lambda one: (-len(one), one)))
        # a day such as 3 May is no name
        self._found = re.compile(rf"(?<![\w])(?<!\d )(?:{either})(?![\w])") if either else None

    def name_of(self, client_id: str) -> str:
        """What stands for that client from now on."""
        return self.letters.setdefault(client_id, f"client {_letter(len(self.letters))}")

    def __call__(self, text: str) -> str:
        """The text without who anybody is."""
        if self._found is None:
            return text
        masked = self._found.sub(self._placed, text)
        return re.sub(rf"\b(client [A-Z]+|{SOMEBODY}|{PAYER})(?:[ ,]+\1)+\b", r"\1", masked, flags=re.IGNORECASE)

    def _words(self) -> set[str]:
        return {*self._stands, *self._whose}

    def _learn(self, desk: Desk, named: str) -> None:
        everyone = desk.rows("client")
        theirs = {word for row in everyone if row["id"] == named for word in _telling(row)}
        for row in everyone:
            self._learn_client(row, theirs)
        if not named:
            sponsors = (row for row in desk.rows("contact") if row["role"] == "sponsor")
            words = dict.fromkeys((word for row in sponsors for word in _parts_of((row["name"], row["called"]))), PAYER)
            self._stands |= {word: stands for word, stands in words.items() if word not in self._whose}

    def _learn_client(self, row: Mapping[str, Any], kept: set[str]) -> None:
        """Their names, and what else of them tells who they are; a name that several have is nobody's."""
        for word in _names(row):
            if word in kept or self._stands.get(word) == SOMEBODY:
                continue
            if self._whose.setdefault(word, row["id"]) != row["id"]:
                del self._whose[word]
                self._stands[word] = SOMEBODY
        for field, stands in _OTHER.items():
            if row[field] and row[field] not in kept:
                self._stands.setdefault(row[field], stands)

    def _placed(self, one: re.Match[str]) -> str:
        """What stands for a word where it was found: with a capital where a sentence begins."""
        word, before = one[0], one.string[: one.start()]
        stands = self.name_of(self._whose[word]) if word in self._whose else self._stands[word]
        return stands[:1].upper() + stands[1:] if not before or before.endswith((". ", ": ")) else stands


def _letter(number: int) -> str:
    """A, B … Z, AA, AB …"""
    left, place = divmod(number, 26)
    return (_letter(left - 1) if left else "") + chr(ord("A") + place)


def _telling(row: Mapping[str, Any]) -> Iterator[str]:
    """The words of a client's row that tell who they are."""
    yield from _names(row)
    yield from (row[field] for field in _OTHER if row[field])


def _names(row: Mapping[str, Any]) -> Iterator[str]:
    yield from _parts_of((row["called"], row["full_name"], *row["former_names"]))


def _parts_of(names: Iterable[str]) -> Iterator[str]:
    """Names, and each part of one that is written as a name is."""
    for name in names:
        if name:
            yield name
            yield from (
                part for part in name.split() if not part[0].islower() and (len(part) > 2 or not part.isascii())
            )
