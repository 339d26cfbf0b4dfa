"""Calendar days as a person types them, questioned where they could mean two things and never guessed."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date, timedelta

from coachdesk.domain.errors import CoachdeskError, failure

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
EARLIEST, LATEST = 1900, 2200
"""The years that are believed."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})(?:[/.]([0-9]+))?\.?")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[\s.-]*(?:of\s+)?([a-z]{3,9})\.?,?(?:[\s-]+([0-9]+))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s*([0-9]{1,2})(?:st|nd|rd|th)?(?:,?\s+([0-9]+))?")
_STEP = re.compile(r"\+\s*([0-9]{1,4})\s*(d|days?|w|weeks?|m|mo|months?|y|years?)")
_MOST_SHORT_MONTHS = 12
"""`+6m` is months; so many more may well have been meant as minutes."""
_HALF_A_YEAR = timedelta(days=183)
_LEAP_YEAR = 2024


def parse_day(text: str, today: date, order: str = "dmy", where: str = "", lean: str = "future") -> date:
    """The day that a person means, as seen on `today` (a date of their own clock).

    Reads `2027-01-27`, `27 jan`, `jan 27 2027`, `27/1` and `27/1/2027` (day first, unless `order` is `mdy`), `today`,
    `tom`, `yesterday`, `fri`, `next fri` (of next week, weeks beginning on Monday), `+3d`, `+2w`, `+6m` (months of the
    calendar, to the end of a shorter one), `+1y`. Without a year the next such day from today on is meant, or with
    `lean="past"` the last one; with `lean="either"` one that has just passed is questioned. Fails with a `day.…` code.
    """
    typed = " ".join(text.lower().split())
    if not typed or len(typed) > 40 or not typed.isascii():
        raise failure("day.unknown", where=where, text=typed or "nothing")
    found = _word(typed, today, lean, where) or _date(typed, today, order, where, lean)
    if found is None:
        found = _weekday_and_date(typed, today, order, where, lean)
    if found is None:
        raise failure("day.unknown", where=where, text=text.strip())
    return found


def day_text(day: date, year: bool = True) -> str:
    """A day as papers and screens show it: `27 January 2027`, or `Wed 27 Jan` without the year."""
    if year:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def in_month(year: int, month: int, day: int) -> date:
    """That day of the month, or its last one where the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def months_after(day: date, months: int) -> date:
    """The same day so many calendar months later: of 31 August, six months on is 28 February (or the 29th)."""
    number = day.year * 12 + day.month - 1 + months
    return in_month(number // 12, number % 12 + 1, day.day)


def months_before(day: date, months: int) -> date:
    """The same day so many calendar months earlier: of 31 May, three months before is 28 February (or the 29th)."""
    return months_after(day, -months)


def weekday_number(word: str) -> int | None:
    """0 for Monday to 6, by the first three letters or more of its English name."""
    small = word.strip().lower()
    fits = [n for n, name in enumerate(WEEKDAYS) if len(small) >= 3 and name.lower().startswith(small)]
    return fits[0] if fits else {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}.get(small)


def _word(typed: str, today: date, lean: str, where: str) -> date | None:
    """A day named by a word or by a step from today."""
    words = {"today": 0, "tom": 1, "tomorrow": 1, "yesterday": -1}
    if typed in words:
        return today + timedelta(days=words[typed])
    step = _STEP.fullmatch(typed)
    if step:
        return _stepped(today, int(step[1]), step[2], typed, where)
    following = typed.startswith("next ")
    number = weekday_number(typed.removeprefix("next "))
    if number is None:
        return None
    if following:
        return today + timedelta(days=7 - today.weekday() + number)
    if lean == "past":
        return today - timedelta(days=(today.weekday() - number) % 7)
    return today + timedelta(days=(number - today.weekday()) % 7)


def _stepped(today: date, count: int, unit: str, typed: str, where: str) -> date:
    """So many days, weeks, calendar months or years from today."""
    if unit[0] in "dw":
        return _within(today + timedelta(days=count * (7 if unit[0] == "w" else 1)), typed, where)
    if unit == "m" and count > _MOST_SHORT_MONTHS:
        raise failure("day.ambiguous", where=where, text=typed, readings=f"+{count} months or in {count}m")
    months = count * (12 if unit[0] == "y" else 1)
    if months > (LATEST - today.year + 1) * 12:
        raise failure("day.far", where=where, text=typed)
    return _within(months_after(today, months), typed, where)


def _date(typed: str, today: date, order: str, where: str, lean: str) -> date | None:
    """A day written with numbers or the name of its month."""
    iso = _ISO.fullmatch(typed)
    if iso:
        return _real(int(iso[1]), int(iso[2]), int(iso[3]), typed, where)
    numbers = _NUMBERS.fullmatch(typed)
    if numbers:
        first, second = int(numbers[1]), int(numbers[2])
        day, month = (second, first) if order == "mdy" else (first, second)
        if month > 12 >= day:
            read = "month before day" if order == "mdy" else "day before month"
            raise failure(
                "day.none", where=where, text=typed, why=f"dates are read {read}; write {second}/{first} or 2027-01-27"
            )
        return _dated(day, month, numbers[3], typed, today, where, lean)
    named = _DAY_MONTH.fullmatch(typed)
    if named and (month_number := _month(named[2])):
        return _dated(int(named[1]), month_number, named[3], typed, today, where, lean)
    named = _MONTH_DAY.fullmatch(typed)
    if named and (month_number := _month(named[1])):
        return _dated(int(named[2]), month_number, named[3], typed, today, where, lean)
    return None


def _weekday_and_date(typed: str, today: date, order: str, where: str, lean: str) -> date | None:
    """`fri 27 nov`: the weekday must be that of the date, and says which year's is meant where either could be."""
    first, _, rest = typed.partition(" ")
    number = weekday_number(first.rstrip(","))
    if number is None or not rest:
        return None
    leans = ("past", "future") if lean == "either" else (lean,)
    days = [day for one in leans if (day := _date(rest, today, order, where, one)) is not None]
    if not days:
        return None
    fits = [day for day in days if day.weekday() == number]
    if not fits:
        name = WEEKDAYS[days[-1].weekday()]
        raise failure("day.none", where=where, text=typed, why=f"{day_text(days[-1])} is a {name}")
    return fits[0]


def _ordinal(day: int) -> str:
    ending = "th" if day % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _month(word: str) -> int | None:
    fits = [n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(word)]
    return fits[0] if len(fits) == 1 else {"sept": 9}.get(word)


def _dated(day: int, month: int, year: str | None, typed: str, today: date, where: str, lean: str) -> date:
    """The date of that day and month in the year given, or else in the year that must be meant."""
    if year is not None:
        if len(year) != 4:
            readings = f"the year in full, such as 20{year[-2:]}" if len(year) == 2 else "the year with four digits"
            raise failure("day.ambiguous", where=where, text=typed, readings=readings)
        return _real(int(year), month, day, typed, where)
    if (month, day) == (2, 29) and not isleap(today.year):
        leap = today.year + -today.year % 4
        raise failure("day.none", where=where, text=typed, why=f"name a leap year, as in {leap}-02-29")
    if 1 <= month <= 12 and day > monthrange(_LEAP_YEAR, month)[1]:
        # no year of them has it, and which one was meant nobody knows
        raise failure("day.none", where=where, text=typed, why=f"{MONTHS[month - 1]} has no {_ordinal(day)}")
    this_year = _real(today.year, month, day, typed, where)
    if lean == "past":
        return this_year if this_year <= today else _real(today.year - 1, month, day, typed, where)
    if this_year >= today:
        return this_year
    next_year = f"{today.year + 1}-{month:02d}-{day:02d}"
    if lean == "either" and today - this_year <= _HALF_A_YEAR:
        raise failure("day.ambiguous", where=where, text=typed, readings=f"{this_year.isoformat()} or {next_year}")
    return _real(today.year + 1, month, day, typed, where)


def _real(year: int, month: int, day: int, typed: str, where: str) -> date:
    """The date, if there is one and its year is believed."""
    if not EARLIEST <= year <= LATEST:
        raise failure("day.far", where=where, text=typed)
    if not 1 <= month <= 12:
        raise failure("day.none", where=where, text=typed, why=f"there is no month {month}")
    if not 1 <= day <= monthrange(year, month)[1]:
        raise _no_such_day(year, month, day, typed, where)
    return date(year, month, day)


def _no_such_day(year: int, month: int, day: int, typed: str, where: str) -> CoachdeskError:
    why = f"{MONTHS[month - 1]} {year} has {monthrange(year, month)[1]} days" if day else "days begin with 1"
    return failure("day.none", where=where, text=typed, why=why)


def _within(day: date, typed: str, where: str) -> date:
    if day.year > LATEST:
        raise failure("day.far", where=where, text=typed)
    return day
