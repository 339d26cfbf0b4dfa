"""A line as it is caught: `send the values exercise @client fri 17:00 ~30m` becomes what, to whom, by when, how long.

Pure, and quick enough to be read at each key. Nothing is guessed: what could mean two things is a problem to answer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from coachdesk.domain.days import day_text
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.line_people import People, Person
from coachdesk.domain.line_words import Piece, Place, pieces_of, places_of
from coachdesk.domain.repeats import Repeat, parse_repeat
from coachdesk.domain.text import clean, fold, has_controls
from coachdesk.domain.times import local, parse_duration
from coachdesk.domain.when_words import WhenParts, take_apart
from coachdesk.domain.whens import MON_FRI, When, parse_when

__all__ = ["Line", "People", "Person", "parse_line"]

TEXT_LIMIT = 500
MOST_HOURS = 12
"""A length of work is at most a long day's; more than that is several promises."""

_LINE_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was understood. It can be saved only where `problem` is nothing.

    kind       promise (somebody is named) | own
    text       what is to be done, without the marks and the when
    minutes    its estimate, or nothing
    repeat     how often, as `repeats` keeps it, or empty
    ambiguous  all whom the name fits, where it fits several
    at_word    what stands after the @ that ends the line, while it is not settled who is meant (for completion);
               the line ends with it
    """

    kind: str
    text: str
    person: Person | None
    when: When | None
    minutes: int | None
    repeat: str
    problem: CoachdeskError | None
    ambiguous: tuple[Person, ...]
    at_word: str | None


@dataclass(frozen=True, slots=True)
class _Clock:
    """All that a when depends on but its words."""

    now: datetime
    zone: str
    home: str
    eod: time
    order: str
    workdays: Collection[int]


def parse_line(
    line: str,
    people: Sequence[Person] | People,
    now: datetime,
    *,
    zone: str = "",
    home: str,
    eod: time,
    order: str = "dmy",
    workdays: Collection[int] = MON_FRI,
    to: Person | None = None,
) -> Line:
    """The line as it is understood at `now`; never raises, `problem` says what is wrong with it.

    `zone` is whose clock the times are typed on (the coach's own, `home`, unless it is given), `eod` the coach's end of
    day. Without a mention it is for `to`, if that is given: the person whose page it was typed on.
    """
    try:
        if has_controls(line):
            raise failure("text.controls")
        if len(line) > _LINE_LIMIT:
            raise failure("line.long", found=f"{len(line):,}", limit=TEXT_LIMIT)
        cleaned = clean(line, _LINE_LIMIT)
    except CoachdeskError as problem:
        return Line("own", "", to, None, None, "", problem, (), None)
    known = people if isinstance(people, People) else People(people)
    pieces = pieces_of(cleaned, known)
    return _understood(line, pieces, known, _Clock(now, zone or home, home, eod, order, workdays), to)


def _understood(line: str, pieces: Sequence[Piece], people: People, clock: _Clock, to: Person | None) -> Line:
    problems: list[CoachdeskError] = []
    mentions = [piece for piece in pieces if piece.kind == "person"]
    person, ambiguous = person_of(mentions, people, problems) if mentions else (to, ())
    places = _chosen(places_of(pieces, people), problems)
    minutes = _minutes([piece.text for piece in pieces if piece.kind == "length"], problems)
    text = _text(pieces, places, person)
    if not any(c.isalnum() for c in text):
        problems.insert(0, failure("line.empty"))
    elif len(text) > TEXT_LIMIT:
        problems.insert(0, failure("line.long", found=len(text), limit=TEXT_LIMIT))
    when, repeat = _when(places, person, clock, problems)
    kind = "promise" if person or mentions else "own"
    if kind == "promise" and when is None and not problems:
        problems.append(failure("line.needs-when"))
    first = problems[0] if problems else None
    at_word = at_word_of(line, mentions[-1] if mentions else None, people)
    return Line(kind, text, person, when, minutes, repeat, first, ambiguous, at_word)


def person_of(
    mentions: Sequence[Piece], people: People, problems: list[CoachdeskError]
) -> tuple[Person | None, tuple[Person, ...]]:
    """The one person named, or all whom an ambiguous name fits."""
    for mention in mentions:
        if not mention.text:
            problems.append(failure("line.person-empty"))
        elif not mention.people:
            problems.append(failure("line.person-unknown", name=mention.text, near=people.near(mention.text)))
        elif len(mention.people) > 1:
            which = ", ".join(person.title for person in mention.people[:4]) + " …" * (len(mention.people) > 4)
            problems.append(failure("line.person-several", name=mention.text, which=which))
            return None, mention.people
    found = list({(one.kind, one.id): one for mention in mentions for one in mention.people}.values())
    if len(found) > 1:
        problems.append(failure("line.two-people", one=found[0].title, other=found[1].title))
    return (found[0] if len(found) == 1 else None), ()


def _chosen(places: Sequence[Place], problems: list[CoachdeskError]) -> list[Place]:
    """The places that are meant: at most one day, one time and one repeat in all."""
    sure = [place for place in places if not place.unsure]
    if not sure:
        for place in places[-1:]:
            problems.append(failure("line.when-unsure", text=place.when_text or place.repeat))
        return []
    taken: list[Place] = []
    for place in sure:
        clash = next((one for one in taken if _clash(one, place)), None)
        if clash is not None:
            one, other = (found.when_text or found.repeat for found in (clash, place))
            problems.append(failure("line.two-whens", one=one, other=other))
            return taken
        taken.append(place)
    # a lone weekday in the middle is the day of a time elsewhere: "@ann fri send the notes 17:00"
    days = [place for place in places if place.unsure and place.when and place.when.day]
    if len(days) == 1 and not any(_clash(one, days[0]) for one in taken):
        problems.append(failure("line.when-unsure", text=days[0].when_text))
    return taken


def _clash(one: Place, other: Place) -> bool:
    """Whether both say the same thing, a day or a time or how often, so that only one can be meant."""
    if one.repeat and other.repeat:
        return True
    if one.when is None or other.when is None:
        return False
    whole = bool(one.when.span or other.when.span)
    return whole or bool(one.when.day and other.when.day) or bool(one.when.clock and other.when.clock)


def _minutes(lengths: Sequence[str], problems: list[CoachdeskError]) -> int | None:
    """The estimate in minutes, at most one and at most a day's work."""
    if not lengths:
        return None
    if len(lengths) > 1:
        problems.append(failure("line.two-estimates", one=lengths[0], other=lengths[1]))
        return None
    try:
        minutes = parse_duration(lengths[0].lstrip("~ ").rstrip(".,;:!"))
    except CoachdeskError:
        minutes = 0
    if not 1 <= minutes <= MOST_HOURS * 60:
        problems.append(failure("line.estimate", text=lengths[0], most=MOST_HOURS))
        return None
    return minutes


def _when(
    places: Sequence[Place], person: Person | None, clock: _Clock, problems: list[CoachdeskError]
) -> tuple[When | None, str]:
    """The instant and the repeat that the places come to."""
    parts = [place.when for place in places if place.when is not None]
    typed = next((place.repeat for place in places if place.repeat), "")
    try:
        often = parse_repeat(typed) if typed else None
        text = _joined(parts)
        if often is not None:
            text = _first_time(often, typed, parts, text, person, clock)
        if not text:
            return None, ""
        when = _instant(text, person, clock)
        if often is None:
            return when, ""
        day = local(when.instant, when.zone).date()
        full = often.on(day)
        if full.first_from(day) != day:
            raise failure("line.repeat-other-day", text=typed, day=day_text(day, year=False))
        return when, full.text
    except CoachdeskError as problem:
        problems.append(problem)
        return None, ""


def _joined(parts: Sequence[WhenParts]) -> str:
    """One when of a day and a time that stood apart."""
    if len(parts) < 2:
        return str(parts[0]) if parts else ""
    day = next((part.day for part in parts if part.day), "")
    timed = next((part for part in parts if part.clock), None)
    return f"{day} {WhenParts('', timed.clock, '', timed.which, timed.whose)}" if timed else day


def _first_time(
    often: Repeat, typed: str, parts: Sequence[WhenParts], text: str, person: Person | None, clock: _Clock
) -> str:
    """The when of the first round: its own day where the repeat names one, and then the next one if today's is over."""
    if any(part.day or part.span for part in parts):
        return text
    if often.weekday is None and not often.day:
        raise failure("line.repeat-when", text=typed)
    today = local(clock.now, clock.zone if parts else clock.home).date()
    first = often.first_from(today)
    found = take_apart(f"{first.isoformat()} {text}".strip())
    if found is not None and first == today:
        try:
            _instant(str(found), person, clock)
        except CoachdeskError as refused:
            if refused.code == "when.past":
                return f"{often.day_after(first).isoformat()} {text}".strip()
    return str(found)


def _instant(text: str, person: Person | None, clock: _Clock) -> When:
    return parse_when(
        text,
        clock.now,
        clock.zone,
        eod=clock.eod,
        order=clock.order,
        workdays=clock.workdays,
        home=clock.home,
        theirs=person.zone if person else "",
    )


def _text(pieces: Sequence[Piece], places: Sequence[Place], person: Person | None) -> str:
    """What is to be done: all words but the marks and the when. A name in the middle of a sentence stays in it."""
    gone = {at for place in places for at in range(place.first, place.last)}
    left = [piece for at, piece in enumerate(pieces) if at not in gone and piece.kind != "length"]
    words = [place for place, piece in enumerate(left) if piece.kind != "person"]
    said: list[str] = []
    for place, piece in enumerate(left):
        if piece.kind != "person":
            said.append(piece.text)
        elif words and words[0] < place < words[-1]:
            said.append(_spoken(piece, person))
        elif said and words and place > words[-1] and said[-1].lower() in ("to", "for"):
            said.pop()  # "send the notes to @ann" is "send the notes" for Ann
    return " ".join(said).strip(" ,;:-–—")


def _spoken(mention: Piece, person: Person | None) -> str:
    """The name as it is written, where a part of it was typed."""
    wanted = fold(mention.text)
    parts = [word for name in (person.names if person else ()) for word in (name, *name.split())]
    return next((word for word in parts if fold(word) == wanted), "") or next(
        (word for word in parts if fold(word).startswith(wanted)), mention.text
    )


def at_word_of(line: str, last: Piece | None, people: People) -> str | None:
    """What stands after the @ that ends the line while nobody or several are meant, or a name is only begun."""
    if last is None:
        return None
    typed = line[line.rfind("@") + 1 :].lstrip('"“')
    if len(last.people) == 1:
        names = {fold(word) for name in last.people[0].names for word in (name, *name.split())}
        begun = fold(typed) == fold(last.text) and typed == typed.rstrip()
        return typed if begun and fold(typed) not in names | {fold(last.people[0].title)} else None
    ends_it = fold(typed) == fold(last.text) or (last.people and people.beginning(typed))
    return typed if ends_it else None
