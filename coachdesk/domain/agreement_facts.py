"""What was settled, as values and not as words, so that a summary can say it in any language.

A frozen version keeps the texts it was sent with. Those that are this program's own words are known again here and
become values; what a coach wrote in their place stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import combinations

from coachdesk.domain.agreement_words import basis_words, instalments_words, notice_words
from coachdesk.domain.agreements import MOST_CANCEL_HOURS, Terms
from coachdesk.domain.days import day_text
from coachdesk.domain.setting_kinds import weekdays_words
from coachdesk.domain.times import duration_words
from coachdesk.domain.views.agreements import Deal

_DURATION = re.compile(r"(?:([0-9]+) days?)?(?:([0-9]+) hours?)?(?: and )?(?:([0-9]+) minutes?)?")
_REPLY_DAYS = re.compile(r"on working days \((.+)\)")


def deal(terms: Terms, values: Mapping[str, str]) -> Deal:
    """What the facts at the top of a summary say; `values` are those a frozen version was frozen with."""
    due, end, review = values.get("due_when", ""), values.get("end_date_or_event", ""), values.get("review_points", "")
    basis, days, reply = values.get("fee_basis", ""), values.get("reply_days", ""), values.get("reply_time", "")
    notice = values.get("cancel_notice", "")
    found = _REPLY_DAYS.fullmatch(days)
    weekdays = _weekdays().get(found[1]) if found else None
    hours, minutes = _notices().get(notice), _minutes(reply)
    dated = terms.review is not None and review == f"on {day_text(terms.review)}"
    return Deal(
        sessions=terms.sessions,
        minutes=terms.minutes,
        frequency=values.get("frequency", ""),
        medium=values.get("medium", ""),
        fee=terms.fee,
        basis=terms.basis if basis == basis_words(terms) else "",
        basis_text=basis,
        due=due if due != instalments_words(terms) else "",
        instalments=terms.view().instalments if due == instalments_words(terms) else (),
        start=terms.start,
        end=terms.end if terms.end is not None and end == day_text(terms.end) else None,
        end_text=end,
        review=terms.review if dated else None,
        review_text=review,
        cancel_hours=hours,
        cancel_text=notice,
        reply_minutes=minutes,
        reply_text=reply,
        reply_weekdays=weekdays or (),
        reply_days_text=days,
    )


def _minutes(text: str) -> int | None:
    """The minutes of a length of time in words, as `duration_words` writes it."""
    found = _DURATION.fullmatch(text)
    if not text or found is None:
        return None
    days, hours, minutes = (int(part or 0) for part in found.groups())
    total = (days * 24 + hours) * 60 + minutes
    return total if duration_words(total) == text else None


@cache
def _notices() -> Mapping[str, int]:
    return {notice_words(hours): hours for hours in range(MOST_CANCEL_HOURS + 1)}


@cache
def _weekdays() -> Mapping[str, tuple[int, ...]]:
    every = (days for size in range(8) for days in combinations(range(7), size))
    return {weekdays_words(frozenset(days)): days for days in every}
