"""The reply clock: by when someone who wrote should hear from the coach, and how it came out.

All of it is reckoned in elapsed time, whatever clocks do meanwhile; only the hours of days off do not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from coachdesk.domain.spans import day_begins, day_ends, near_clock, near_day, span_words

EARLY, IN_TIME, LATE = "early", "in time", "late"
BREACH = timedelta(hours=48)
"""Without a word for longer than this, whatever days off lie in it, and it is said as what it is."""

Spans = Iterable[tuple[date, date]]


def reply_clock(received: datetime, expected_minutes: int, days_off: Spans, zone: str) -> tuple[datetime, datetime]:
    """When to aim to answer, and when an answer is expected (both UTC).

    `expected_minutes` is what that person expects; `aim` comes after half of it. `days_off` are days of the coach's
    calendar, first and last included, in `zone`: their hours are skipped, all others elapse.
    """
    pauses = _pauses(days_off, zone)
    whole = timedelta(minutes=expected_minutes)
    return _after(received, whole / 2, pauses), _after(received, whole, pauses)


def verdict(
    aim: datetime, expected: datetime, acknowledged: datetime | None = None, answered: datetime | None = None
) -> str:
    """`early` (by the aim), `in time` or `late`, by the first word they had; empty while they had none."""
    first = first_word(acknowledged, answered)
    if first is None:
        return ""
    return EARLY if first <= aim else IN_TIME if first <= expected else LATE


def first_word(acknowledged: datetime | None, answered: datetime | None) -> datetime | None:
    """When they first heard from the coach."""
    return min((at for at in (acknowledged, answered) if at is not None), default=None)


def breach(
    received: datetime,
    first: datetime | None,
    now: datetime,
    auto_replies: Iterable[tuple[datetime, datetime | None]] = (),
) -> bool:
    """Whether more than 48 hours went by, elapsed, without a word to them.

    `first` is the first word they had; `auto_replies` are the spans in which an auto-reply was on (nothing as an end:
    it still is). One that was on at any time within those hours told them.
    """
    until = received + BREACH
    if (first or now) <= until:
        return False
    return not any(on <= until and (off is None or off > received) for on, off in auto_replies)


def clock_words(
    received: datetime,
    aim: datetime,
    expected: datetime,
    now: datetime,
    zone: str,
    *,
    said: str = "",
    is_breach: bool = False,
    covered: bool = False,
    covered_until: datetime | None = None,
    late_before: bool = False,
) -> str:
    """The state of the clock in words: `aim in 2 h · expected by 18:30`, `covered until Mon 30`.

    `said` is the verdict, once there is one; `zone` is the coach's. An absence that covers it hides neither that it was
    late before that began (`late_before`) nor a breach.
    """
    if said:
        return f"first word {said}"
    cover = f"covered until {near_day(covered_until, now, zone)}" if covered_until else "covered"
    if covered and not is_breach and not late_before:
        return cover
    if is_breach or now > expected:
        late = (
            f"no word for {span_words(now - received)}" if is_breach else f"expected {span_words(now - expected)} ago"
        )
        return f"{late} · {cover}" if covered else late
    by = f"expected by {near_clock(expected, now, zone)}"
    if now > aim:
        return f"aim passed {span_words(now - aim)} ago · {by}"
    return f"aim in {span_words(aim - now)} · {by}"


def _pauses(days_off: Spans, zone: str) -> list[tuple[datetime, datetime]]:
    """The days off as spans of instants, first to begin first."""
    return sorted((day_begins(first, zone), day_ends(last, zone)) for first, last in days_off)


def _after(start: datetime, length: timedelta, pauses: list[tuple[datetime, datetime]]) -> datetime:
    """The instant at which so much time has elapsed outside the pauses."""
    at, left = start, length
    for begins, ends in pauses:
        if ends <= at:
            continue
        if at + left <= begins:
            break
        left -= max(timedelta(0), begins - at)
        at = ends
    return at + left
