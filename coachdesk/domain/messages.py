"""A message as it is logged in one line: `@amara by phone 9:40 about the invoice`; from whom, how, when, about what.

Pure, and quick enough to be read at each key. A time right after the name or the way is when it came; one that ends the
line may be part of what it says, and is asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.line_people import People, Person
from coachdesk.domain.line_words import Piece, Place, pieces_of, places_of
from coachdesk.domain.task_line import TEXT_LIMIT, at_word_of, person_of
from coachdesk.domain.text import clean, has_controls

WAYS = ("email", "phone", "text", "other")
"""How a message comes."""

WAY_WORDS = {"email": "by e-mail", "phone": "by phone", "text": "by text message", "other": "some other way"}

_ALSO = {
    **dict.fromkeys(("e-mail", "mail", "mails", "emails"), "email"),
    **dict.fromkeys(("call", "telephone", "voicemail", "mailbox"), "phone"),
    **dict.fromkeys(("sms", "message", "messenger", "chat", "whatsapp", "signal", "telegram", "threema"), "text"),
    **dict.fromkeys(("letter", "post", "video", "hand", "person"), "other"),
}
_BEFORE_A_WAY = ("by", "via", "per", "on", "in")
ANSWER = "answer: "
"""How the promise begins that an acknowledged message makes, unless the coach words it."""
_LIMIT = 1_000
_MARK = Piece("length", "")
"""Stands where the way stood: a time beside it is when the message came."""

_PAST_WORDS = ("yesterday", "today")


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A line as it was understood; `when` is the text of when it came, empty for now. It can be saved only where
    `problem` is nothing. `ambiguous` and `at_word` are as in `task_line.Line`."""

    person: Person | None
    how: str
    when: str
    about: str
    problem: CoachdeskError | None
    ambiguous: tuple[Person, ...]
    at_word: str | None


def known_way(text: str) -> str:
    """The way that a word names, case aside. Fails with `message.how`."""
    small = text.strip().lower()
    way = small if small in WAYS else _ALSO.get(small, "")
    if not way:
        raise failure("message.how", where="how", text=text.strip() or "nothing", choices=", ".join(WAYS))
    return way


def check_about(text: str) -> str:
    """What a message is about, on one line. Fails with `message.empty`, `line.long`, `text.…`."""
    if has_controls(text):
        raise failure("text.controls", where="about")
    words = clean(text, max(len(text), 1), "about")
    if not any(c.isalnum() for c in words):
        raise failure("message.empty", where="about")
    if len(words) > TEXT_LIMIT:
        raise failure("line.long", where="about", found=f"{len(words):,}", limit=TEXT_LIMIT)
    return words


def answer_text(about: str) -> str:
    """What the promise to answer that message says."""
    return f"{ANSWER}{about}"[:TEXT_LIMIT]


def parse_message(line: str, people: People, to: Person | None = None) -> MessageLine:
    """The line as it is understood; never raises, `problem` says what is wrong with it. Where it names nobody it is
    from `to`."""
    try:
        if has_controls(line):
            raise failure("text.controls")
        if len(line) > _LIMIT:
            raise failure("line.long", found=f"{len(line):,}", limit=TEXT_LIMIT)
        cleaned = clean(line, _LIMIT)
    except CoachdeskError as problem:
        return MessageLine(to, WAYS[0], "", "", problem, (), None)
    problems: list[CoachdeskError] = []
    pieces = pieces_of(cleaned, people)
    mentions = [piece for piece in pieces if piece.kind == "person"]
    person, ambiguous = person_of(mentions, people, problems) if mentions else (to, ())
    if person is None and not problems:
        problems.append(failure("message.no-sender"))
    pieces, how = _without_way(pieces)
    place = _when_place(pieces, people, problems)
    about = _about(pieces, place)
    try:
        about = check_about(about)
    except CoachdeskError as problem:
        problems.append(problem)
    when = place.when_text if place is not None else ""
    at_word = at_word_of(line, mentions[-1] if mentions else None, people)
    return MessageLine(person, how, when, about, problems[0] if problems else None, ambiguous, at_word)


def _without_way(pieces: Sequence[Piece]) -> tuple[list[Piece], str]:
    """The pieces with an empty mark in the place of `by phone`, and which way that is."""
    for at, piece in enumerate(pieces[:-1]):
        if piece.kind == "word" and piece.text.lower() == "about":
            break
        word = pieces[at + 1].text.lower().strip(",.;:")
        if piece.kind == "word" and piece.text.lower() in _BEFORE_A_WAY and (word in WAYS or word in _ALSO):
            return [*pieces[:at], _MARK, *pieces[at + 2 :]], known_way(word)
    return list(pieces), WAYS[0]


def _when_place(pieces: Sequence[Piece], people: People, problems: list[CoachdeskError]) -> Place | None:
    """Where it says when it came: right after the name or the way, or at the end if it can only be that."""
    found = [place for place in places_of(pieces, people) if place.when is not None and not place.repeat]
    for place in found:
        before = pieces[place.first - 1] if place.first else None
        if (before is None or before.kind == "person" or before is _MARK) and not place.unsure:
            return place
    for place in found:
        before = pieces[place.first - 1] if place.first else None
        words = place.when_text.lower().split()
        past = words[0] in _PAST_WORDS or words[-1] in ("ago", "now")
        if past or (before is not None and before.text.endswith(",")):
            return place
    for place in found:
        if place.when is not None and place.when.clock:
            problems.append(failure("message.when-unsure", text=place.when_text))
    return None


def _about(pieces: Sequence[Piece], place: Place | None) -> str:
    """What is left: without the name at either end, the when, and the word `about` that leads it in."""
    gone = range(place.first, place.last) if place is not None else range(0)
    kept = [piece for at, piece in enumerate(pieces) if at not in gone]
    words = [at for at, piece in enumerate(kept) if piece.kind != "person" and piece is not _MARK]
    said = [
        piece.text
        for at, piece in enumerate(kept)
        if piece.text and (piece.kind != "person" or (words and words[0] < at < words[-1]))
    ]
    text = " ".join(said).strip(" ,;:-–—")
    first, _, rest = text.partition(" ")
    return rest.strip(" ,;:-–—") if first.lower().rstrip(":,") in ("about", "re") and rest else text
