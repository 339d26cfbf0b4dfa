"""Views of reports to whoever pays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coachdesk.domain.views.agreements import AgreementSummary, SessionCount


@dataclass(frozen=True, slots=True)
class SponsorReport:
    """What a report to the payer says. `summary` is the payer's own copy of what was signed: parties, goals where they
    are shared, look and language. `signed_on` is the day on which the client signed it.

    may_hear  what the payer may be told, in the words of the sharing clause
    dates     of the sessions held, on the coach's calendar; empty where they are left out
    words     the coach's own, typed for this report
    """

    summary: AgreementSummary
    signed_on: date
    may_hear: str
    sessions: SessionCount
    dates: tuple[date, ...]
    words: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ReportWays:
    """What a report can say before it is written: to whom, what they may hear, whether goals may be in it, and what the
    client said to a report, in words (`in_force` tells whether that allows one). `unmarked` are past sessions of which
    nobody said what became of them: they stand in none of its numbers."""

    payer: str
    may_hear: str
    shares_goals: bool
    said: str
    in_force: bool
    unmarked: int = 0
