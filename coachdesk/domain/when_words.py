"""The shape of a when: which words are one, and which part of it is the day, the clock or a span. Says nothing yet of
whether there is such a day or hour: `25:00` and `31 feb` have the shape, so that they are refused and not kept as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WEEKDAY = "(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NTH = "[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR = "(?:[0-9]{4}|[0-9]{2})"
# a fraction, a ratio or a version is no date: numbers have a slash and fit a calendar, or end with a point
_PART = "(?:[0-2]?[0-9]|3[01])"
_NUMBERS = rf"{_PART}/{_PART}(?:/[0-9]+)?|{_PART}\.{_PART}\.(?:[0-9]+)?|{_PART}\.{_PART}\.[0-9]{{4}}"
_DATE = (
    rf"(?:[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}|{_NUMBERS}"
    rf"|{_NTH}(?: of)?[ -]?{_MONTH}(?:[ -]{_YEAR})?|{_MONTH} ?{_NTH}(?: {_YEAR})?)"
)
_DAYS = "(?:d|days?|w|weeks?|mo|months?|y|years?)"
# a lone m is months after a plus and minutes after "in": a day is never a few minutes off, nor a length half a year
_STEP = rf"(?:\+ ?[0-9]{{1,4}} ?(?:{_DAYS}|m)|in (?:an?|[0-9]{{1,4}}) ?{_DAYS})"
_NAMED = rf"today|tom(?:orrow)?|yesterday|eow|end of (?:the )?week|(?:this |next )?{WEEKDAY}"
_DAY = rf"(?:{_NAMED}|(?:{WEEKDAY} )?{_DATE}|{_STEP})"
_EOD = "(?:eod|end of (?:the )?day)"
_CLOCK = rf"(?:[0-9]{{1,2}}:[0-9]{{2}}|[0-9]{{1,2}}(?::[0-9]{{2}})? ?(?:am|pm)|noon|midnight|{_EOD})"
# what people say for a time of day beside a day, and what no clock shows: asked about, not lost among the words
_LOOSE = r"(?:[0-9]{1,2}\.[0-9]{2}|[0-9]{1,2}h|morning|afternoon|evening|night)"
_UNIT = "(?:h|hours?|hrs?|m|mins?|minutes?)"
_LENGTH = rf"(?:half an hour|(?:an?|[0-9]{{1,6}}) ?{_UNIT}(?: ?[0-9]{{1,2}}(?: ?{_UNIT})?)?)"
_SPAN = rf"(?:in {_LENGTH}|\+ ?{_LENGTH}|{_LENGTH} ago|now)"
_LEAD = "(?:(?:due|by|on|at|@) )*"
_LINK = "(?: (?:at|by|on|@))? "
# in either order, and after the day too where that comes last: "write first or second after it" is taken at its word
_WHICH = "(?: (?:the )?(?P<{name}{n}>first|second)(?: one| of two)?)?"
_AFTER_CLOCK = (
    _WHICH.replace("{name}", "which") + "(?P<whose{n}> theirs| (?:their|his|her) time)?"
    + _WHICH.replace("{name}", "then")
)  # fmt: skip


def _clock(number: int) -> str:
    return f"(?P<clock{number}>{_CLOCK}){_AFTER_CLOCK.format(n=number)}"


_BESIDE = rf"{_LINK}{_clock(1)}|{_LINK}(?P<loose1>{_LOOSE})| (?P<loose2>at [0-9]{{1,2}})"
_WHEN = re.compile(
    f"{_LEAD}(?:(?P<day1>{_DAY})(?:{_BESIDE})?|{_clock(2)}(?:{_LINK}(?P<day2>{_DAY}){_AFTER_CLOCK.format(n=3)})?|(?P<span>{_SPAN}))"
)
_STUCK = re.compile("([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})t([0-9]{1,2}:[0-9]{2})(?::00)?")
_COUNT = re.compile("(?<=\\bin )(one|two|three|four|five|six|seven|eight|nine|ten)\\b")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPACES = str.maketrans(",()", "   ")
LONGEST = 12
"""The most words a when can have."""


@dataclass(frozen=True, slots=True)
class WhenParts:
    """A when taken apart, in small letters. What was not typed is empty.

    day     a day as `days.parse_day` reads it, or `eow`
    clock   a time of day as `times.parse_clock` reads it, or `eod`
    span    `in 2h`, `2h ago`, `now`
    which   `first` or `second`, for a time that comes twice
    whose   whether their clock was named
    """

    day: str
    clock: str
    span: str
    which: str
    whose: bool

    @property
    def is_word(self) -> bool:
        """Whether it is nothing but a word that may well be part of a sentence: `sun`, `tom`, `today`, `noon`."""
        return self.span == "now" or (not (self.day and self.clock) and (self.day or self.clock).isalpha())

    def __str__(self) -> str:
        """As it can be typed again."""
        after = f" {self.which}" * bool(self.which) + " theirs" * self.whose
        return self.span or f"{self.day} {self.clock}{after}".strip()


def take_apart(text: str) -> WhenParts | None:
    """The parts of a text that has the shape of a when from its first letter to its last, or `None`."""
    if len(text) > 100 or not text.isascii():
        return None
    typed = " ".join(_STUCK.sub(r"\1 \2", text.lower()).translate(_SPACES).split()).rstrip("!;:")
    typed = _COUNT.sub(lambda found: str(_COUNTS.index(found[0]) + 1), typed)
    # the point that ends a sentence is not that of a date: `27.1.` keeps its own
    found = _WHEN.fullmatch(typed) or _WHEN.fullmatch(typed.rstrip("."))
    if found is None:
        return None
    part = {name: value or "" for name, value in found.groupdict().items()}
    which = [part[f"{name}{n}"] for name in ("which", "then") for n in (1, 2, 3) if part[f"{name}{n}"]]
    if len(which) > 1:
        return None
    return WhenParts(
        _plain_day(part["day1"] or part["day2"]),
        re.sub("end of (?:the )?day", "eod", part["clock1"] or part["clock2"] or part["loose1"] or part["loose2"]),
        part["span"],
        "".join(which),
        bool(part["whose1"] or part["whose2"] or part["whose3"]),
    )


def _plain_day(day: str) -> str:
    """The day in the words that `days.parse_day` and `eow` have for it."""
    if day.startswith("end of"):
        return "eow"
    if day.startswith("in "):
        return "+" + re.sub("^an? ?", "1", day.removeprefix("in ")).replace(" ", "")
    return day.removeprefix("this ")
