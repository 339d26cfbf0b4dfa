"""The rules of sessions: what may become of one, how they are counted, what is charged, and series.

Instants are aware UTC; `now` is always given. Days are calendar days where the coach is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.times import local, resolve_local

KINDS = ("coaching", "chemistry", "three-way", "review")
COUNTED = "coaching"
"""The one kind that is under an agreement and counts; the others count nowhere."""

STATES = ("planned", "held", "missed", "cancelled")
PARTIES = ("client", "coach")
"""Who may miss or cancel one."""

EVERY = {"week": 1, "fortnight": 2}
"""How often a series comes, in weeks."""

KEEPS = ("coach", "client")
"""Whose local hour a series keeps when clocks change."""

TO_THE_END = "end"
"""In place of a number of times: to the end of the agreement."""

LEAST_MINUTES, MOST_MINUTES = 5, 600
MOST_TIMES = 104
"""Two years of weeks: a longer series is a slip of the keys."""

UNSETTLED = "no session agreement yet"
"""What a session of today lacks while nobody said what it is to be about; before its day nothing is missing."""

_TO_SPARE = 21
"""Days on top of a week for each unused session."""

DEFAULT_MINUTES = 60
"""How long a session is where no agreement says so."""


class Tally(NamedTuple):
    """Coaching sessions under one agreement. `charged` are missed or cancelled ones that count as used; `booked` are
    planned ones that are still to come, which take nothing away; `credited` were given beside the number that was
    agreed. `unmarked` are over, and nobody said what became of them: they are neither used nor booked."""

    held: int = 0
    charged: int = 0
    booked: int = 0
    credited: int = 0
    unmarked: int = 0

    @property
    def taken(self) -> int:
        """Booked ones, and those that are over and not marked: what is left is not free to plan beside them."""
        return self.booked + self.unmarked

    def left(self, number: int) -> int:
        """How many are left of a number that was agreed; below nothing where more were used."""
        return number + self.credited - self.held - self.charged

    def with_one(self, state: str, charged: bool, number: int = 1) -> Tally:
        """So many sessions more, all of that state; planned ones are still to come."""
        return self._replace(
            held=self.held + number * (state == "held"),
            charged=self.charged + number * (state in ("missed", "cancelled") and charged),
            booked=self.booked + number * (state == "planned"),
        )

    def with_past(self, number: int = 1) -> Tally:
        """So many of those that are booked are over, and nobody marked them."""
        return self._replace(booked=self.booked - number, unmarked=self.unmarked + number)


NOTHING = Tally()


class Span(NamedTuple):
    """A session on the calendar: from `at` for so many minutes, with whom (a name to be said), and its id."""

    at: datetime
    minutes: int
    who: str = ""
    id: str = ""

    @property
    def ends(self) -> datetime:
        """When it ends."""
        return self.at + timedelta(minutes=self.minutes)


# what may become of one


def is_unmarked(state: str, at: datetime, minutes: int, now: datetime) -> bool:
    """Whether a session is over and nobody said what became of it."""
    return state == "planned" and at + timedelta(minutes=minutes) <= now


def check_planned(state: str) -> None:
    """Refuses to move, hold, cancel or miss what is no longer planned."""
    if state != "planned":
        raise failure("session.not-planned", state=state)


def check_begun(at: datetime, now: datetime, said: str) -> None:
    """Refuses to say that a session was held or missed before it began; `said` is when it begins, in words."""
    if at > now:
        raise failure("session.not-begun", when=said)


def check_reopen(state: str) -> None:
    """Refuses to reopen what is open."""
    if state == "planned":
        raise failure("session.open-already")


# what is charged


def charged_by_terms(outcome: str, by: str, kind: str, at: datetime, now: datetime, cancel_hours: int | None) -> bool:
    """Whether the signed terms charge a session that was missed, or cancelled by a word at `now`.

    Only a client's own doing is ever charged: a no-show, or a cancellation with less notice than the terms ask for.
    Without terms (`cancel_hours` is nothing), or of a kind that counts nowhere, nothing is.
    """
    if by != "client" or kind != COUNTED or cancel_hours is None:
        return False
    return outcome == "missed" or is_late(at, now, cancel_hours)


def is_late(at: datetime, now: datetime, cancel_hours: int) -> bool:
    """Whether less than that notice is left; exactly so much is enough."""
    return at - now < timedelta(hours=cancel_hours)


def settle_charge(by_terms: bool, chosen: bool | None, by: str, kind: str) -> bool:
    """What is charged in the end: the coach may always let it go, and charge only where the terms do."""
    if chosen and not by_terms:
        code = "own" if by == "coach" else "kind" if kind != COUNTED else "terms"
        raise failure(f"session.charge-{code}", where="charge", kind=kind)
    return by_terms if chosen is None else chosen


# counting


def is_used_up(agreed: int, left: int, taken: int, more: int = 1) -> bool:
    """Whether so many more sessions would be beyond the number that was agreed; `taken` are booked or not marked."""
    return agreed > 0 and taken + more > left


def which_words(number: int, of: int | None) -> str:
    """Which one of its agreement's sessions it is: `4 of 6`, `4`, `7, more than the 6 agreed`."""
    if not of:
        return f"{number}"
    return f"{number} of {of}" if number <= of else f"{number}, more than the {of} agreed"


def renewal_reason(agreed: int, left: int, booked: int, unmarked: int = 0) -> str:
    """Why the next agreement should be thought of now, in words: one session is left, or the last one is booked, or is
    over and waits to be marked.

    Empty while there is time, and for an agreement of a single session.
    """
    if agreed < 2:
        return ""
    if left <= 0:
        return f"all {agreed} sessions are used"
    if booked + unmarked >= left:
        return f"the last of {agreed} sessions is {'booked' if booked else 'over, and not marked'}"
    return f"1 session left of {agreed}" if left == 1 else ""


def lapsing(left: int, taken: int, end: date | None, today: date) -> int:
    """How many sessions are left that nobody planned while the agreement comes to its end; counted while there is
    still time to hold one a week, with some weeks to spare. None before that, and where nothing lapses. `taken` are
    booked, or over and not marked: what became of those is asked by itself."""
    unused = left - taken
    if end is None or end < today or unused <= 0 or (end - today).days > 7 * unused + _TO_SPARE:
        return 0
    return unused


def lapse_reason(left: int, taken: int, end: date | None, today: date) -> str:
    """The same in words, for who prepares the next one; empty where nothing lapses."""
    unused = lapsing(left, taken, end, today)
    if not unused or end is None:
        return ""
    many = "1 session" if unused == 1 else f"{unused} sessions"
    return f"{many} left to plan until {day_text(end, year=False)}, when the agreement ends"


def count_words(number: int, used: Tally) -> str:
    """`3 held, 1 charged, 2 booked, 1 not marked, 2 left of 6`; of an agreement without a number what there is."""
    parts = [(used.held, "held"), (used.charged, "charged"), (used.booked, "booked"), (used.unmarked, "not marked"),
             (used.credited, "credited")]  # fmt: skip
    said = [f"{count} {word}" for count, word in parts if count]
    left = [f"{used.left(number)} left of {number}"] if number else []
    return ", ".join([*said, *left]) or "none yet"


# the calendar


def clashes(plan: Span, others: Iterable[Span], prep: int, wrap_up: int) -> list[tuple[Span, bool]]:
    """The sessions that leave no room for this one, by time; with each whether the two themselves overlap, or else only
    the minutes before (`prep`) and after (`wrap_up`) them."""
    gap = timedelta(minutes=prep + wrap_up)
    found = []
    for one in others:
        if (not plan.id or one.id != plan.id) and plan.at < one.ends + gap and one.at < plan.ends + gap:
            found.append((one, plan.at < one.ends and one.at < plan.ends))
    return sorted(found, key=lambda pair: pair[0].at)


def series(
    first: datetime, weeks: int, zone_on: Callable[[datetime], str], *, times: int | None, until: datetime | None
) -> list[datetime]:
    """The instants of a series: the same local hour every so many weeks, `times` in all or as long as they begin before
    `until`.

    `zone_on` is the zone whose hour is kept, at an instant: someone who is away keeps the hour where they are then.
    Raises `time.skipped` or `time.repeated` where clocks skip or repeat that hour, `session.times` for too many.
    """
    begins = local(first, zone_on(first)).replace(tzinfo=None)
    found = [first]
    while times is None or len(found) < times:
        naive = begins + timedelta(weeks=weeks * len(found))
        following = _at_that_hour(naive, first + timedelta(weeks=weeks * len(found)), zone_on)
        if until is not None and following >= until:
            break
        found.append(following)
        if len(found) > MOST_TIMES:
            raise failure("session.times", where="times", found=len(found), most=MOST_TIMES)
    return found


def _at_that_hour(naive: datetime, near: datetime, zone_on: Callable[[datetime], str]) -> datetime:
    """The instant of that local time, in the zone that holds about then."""
    return resolve_local(naive, zone_on(near), where="at")
