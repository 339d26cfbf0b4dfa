"""The words of a caught line: its people, its length of work, and the places where a when may stand.

A when is looked for at the end of the line, beside an `@name` or a `~30m`, and at the very beginning if it is a day
with a time. Anywhere else words stay words, so that "review may budget" or "call the sun company" is never a date.
Words in quotes stay words everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coachdesk.domain.line_people import People, Person
from coachdesk.domain.repeats import looks_like_repeat
from coachdesk.domain.when_words import LONGEST, WhenParts, take_apart

_OPENING = "([{<"
_CLOSING = ".,;:!?)]}>"
_QUOTES = ('"', "“", "”", "„")
_LENGTH = re.compile("~[0-9.,+-]")
_MORE_LENGTH = re.compile("[0-9]{1,2}m(?:in)?")
_LENGTH_ALONE = re.compile("[0-9]{1,4}(?:h[0-9]{0,2}|m|min)", re.IGNORECASE)
# a when after one of these may well belong to the words: "notes for fri", "chapter 3/4", "sat and sun"
_BEFORE_WORDS = (
    *("for", "of", "about", "from", "to", "with", "since", "after", "before", "until", "till", "than", "between"),
    *("last", "every", "each", "and", "or", "&", "-", "–", "—", "as", "per", "versus", "vs", "like", "around"),
    *("a", "an", "the", "my", "your", "his", "her", "our", "their", "its", "chapter", "page", "part", "section"),
    *("paragraph", "step", "version", "no", "nr", "number", "score", "ratio", "verse"),
)


# these are no words of a sentence, or cannot stand between a name and what is to be done
_NEVER_WORDS = ("mon", "tue", "tues", "thu", "thur", "thurs", "fri", "eod", "eow", "today", "tomorrow")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of the line, a word in quotes, a mention (`people` are all whom it fits) or a length of work."""

    kind: str
    text: str
    people: tuple[Person, ...] = ()

    @property
    def is_mark(self) -> bool:
        return self.kind in ("person", "length")


@dataclass(frozen=True, slots=True)
class Place:
    """A when or a repeat in the line: the pieces from `first` up to `last` (not included). `unsure` says that it may as
    well be part of the words."""

    first: int
    last: int
    when: WhenParts | None
    when_text: str
    repeat: str
    unsure: bool


def pieces_of(line: str, people: People) -> list[Piece]:
    """The line (one line, single spaces) cut into pieces."""
    words = line.split(" ") if line else []
    quoted = _in_quotes(words)
    pieces: list[Piece] = []
    at = 0
    while at < len(words):
        word = words[at]
        bare, taken = word.lstrip(_OPENING), 1
        if at in quoted:
            piece = Piece("quoted", word)
        elif bare.startswith("@") and (len(bare) > 1 or at == len(words) - 1):
            piece, taken = _mention([bare, *words[at + 1 :]], people)
        elif _LENGTH.match(word) or (word == "~" and _LENGTH_ALONE.fullmatch(" ".join(words[at + 1 : at + 2]))):
            taken = _length_words(words[at:])
            piece = Piece("length", " ".join(words[at : at + taken]))
        else:
            piece = Piece("word", word)
        pieces.append(piece)
        at += taken
    return pieces


def places_of(pieces: Sequence[Piece], people: People) -> list[Place]:
    """Where a when or a repeat may stand, in the order of the line."""
    places: list[Place] = []
    for first, last in _runs(pieces):
        at_end = all(piece.is_mark for piece in pieces[last:])
        tail = _tail(pieces, first, last, at_end, people)
        head = _head(pieces, first, tail.first if tail else last)
        places += [place for place in (head, tail) if place is not None]
    return places


def _runs(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """The runs of words between the marks."""
    runs, begun = [], None
    for at, piece in enumerate([*pieces, Piece("length", "")]):
        if not piece.is_mark and begun is None:
            begun = at
        if piece.is_mark and begun is not None:
            runs.append((begun, at))
            begun = None
    return runs


def _tail(pieces: Sequence[Piece], first: int, last: int, at_end: bool, people: People) -> Place | None:
    """The longest when that ends the run."""
    for start in range(max(first, last - LONGEST), last):
        found = _read(pieces, start, last)
        if found is not None:
            when, when_text, repeat = found
            before = pieces[start - 1] if start > first else None
            led = pieces[start].text.lower() in ("by", "on", "at", "due", "@", "in")
            # "for fri" speaks of friday, and "fri sat" names two days, of which nobody knows which is meant
            word_before = before.text.lower().strip("(,;:") if before is not None and not led else ""
            unsure = word_before in _BEFORE_WORDS or word_before in _NEVER_WORDS
            word = bool(when and when.is_word and not repeat and last - start == 1)
            if word and before is not None and people.is_part(pieces[start].text):
                unsure = True
            unsure = unsure or when_text == "24/7" or (word and not at_end and when_text.lower() not in _NEVER_WORDS)
            return Place(start, last, when, when_text, repeat, unsure)
    return None


def _head(pieces: Sequence[Piece], first: int, last: int) -> Place | None:
    """The longest when that begins the run, right after a mark; the line itself may begin with a day and a time."""
    for end in range(min(last, first + LONGEST), first, -1):
        found = _read(pieces, first, end)
        if found is None:
            continue
        when, when_text, repeat = found
        if first == 0 and not (when and when.day and when.clock):
            continue
        if repeat and not pieces[first].text.lower().startswith("every"):
            continue  # "@ann weekly report" speaks of a report
        unsure = bool(when and when.is_word and not repeat and when_text.lower() not in _NEVER_WORDS)
        return Place(first, end, when, when_text, repeat, unsure)
    return None


def _read(pieces: Sequence[Piece], first: int, last: int) -> tuple[WhenParts | None, str, str] | None:
    """The when, its text and the repeat of those pieces, if they are nothing else."""
    if any(piece.kind != "word" for piece in pieces[first:last]):
        return None
    words = [piece.text for piece in pieces[first:last]]
    whole = " ".join(words)
    when = take_apart(whole)
    if when is not None:
        return when, whole, ""
    if looks_like_repeat(whole):
        return None, "", whole
    for cut in range(1, len(words)):
        one, other = " ".join(words[:cut]), " ".join(words[cut:])
        for repeat, text in ((one, other), (other, one)):
            when = take_apart(text)
            if when is not None and looks_like_repeat(repeat):
                return when, text, repeat
    return None


def _mention(words: Sequence[str], people: People) -> tuple[Piece, int]:
    """The piece of a mention that begins the words, and how many of them it takes."""
    typed = words[0][1:]
    if not typed:
        return Piece("person", ""), 1
    if typed.startswith(_QUOTES):
        for count in range(1, len(words) + 1):
            inside = " ".join([typed, *words[1:count]])[1:]
            if any(quote in inside for quote in _QUOTES):
                name = re.split(f"[{''.join(_QUOTES)}]", inside)[0]
                return Piece("person", name, people.exactly(name)), count
        typed = typed[1:]
        return Piece("person", typed, people.exactly(typed)), 1
    if "_" in typed:
        return Piece("person", typed.replace("_", " "), people.exactly(typed)), 1
    found = people.named([typed, *words[1:]])
    return Piece("person", " ".join([typed, *words[1 : found.words]]).rstrip(_CLOSING), found.people), found.words


def _length_words(words: Sequence[str]) -> int:
    """How many words the length takes: `~30m`, `~ 30m`, `~1h 30m`."""
    taken = 2 if words[0] == "~" else 1
    hours = words[taken - 1].lower().endswith("h")
    return taken + 1 if hours and len(words) > taken and _MORE_LENGTH.fullmatch(words[taken]) else taken


def _in_quotes(words: Sequence[str]) -> set[int]:
    """Which words stand in quotes; a quote that is never closed is none."""
    inside: set[int] = set()
    begun: int | None = None
    for at, word in enumerate(words):
        bare = word.lstrip(_OPENING)
        if begun is None and bare.startswith(_QUOTES):
            begun = at
        if begun is not None and word.rstrip(_CLOSING).endswith(_QUOTES) and (at > begun or len(bare) > 1):
            inside.update(range(begun, at + 1))
            begun = None
    return inside
