"""How the versions of an agreement follow each other: which waits for signatures, which holds when, what a paper is.

Days are calendar days where the coach is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from coachdesk.domain.agreements import VersionFacts, agreement_state, in_force, in_force_from, signed_on
from coachdesk.domain.errors import failure

VERDICTS = ("in-force", "unsigned", "superseded", "ended", "changed", "unknown")
"""What `verify` answers with; the last two are of papers that are not as they were handed over."""

ANYWHERE_ON_EARTH = timedelta(hours=-12)
"""Where a day lasts longest: what was sent at an instant cannot have been signed on a day that was over everywhere."""


class Span(NamedTuple):
    """Days in force, the last one included; without a last one it goes on."""

    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.since <= day and (self.until is None or day <= self.until)


def spans(versions: Sequence[VersionFacts], sponsored: bool, ended_on: date | None) -> Mapping[int, Span]:
    """The days on which each version is in force, by its number; no two share a day.

    A version that never is (unsigned, withdrawn, replaced before it began) is left out.
    """
    begun = {one.number: since for one in versions if (since := in_force_from(one, sponsored)) is not None}
    found = {}
    for version in versions:
        since = begun.get(version.number)
        if since is None:
            continue
        ends = [begins for number, begins in begun.items() if number > version.number]
        ends += [ended_on] if ended_on else []
        lasts = [day - timedelta(days=1) for day in ends] + ([version.end] if version.end else [])
        until = min(lasts, default=None)
        if until is None or until >= since:
            found[version.number] = Span(since, until)
    return found


def verdict(
    version: VersionFacts, versions: Sequence[VersionFacts], sponsored: bool, ended_on: date | None, today: date
) -> str:
    """What a paper of that version is today: `in-force`, `unsigned`, `superseded` or `ended`.

    A version that all have signed and that only begins later is in force from that day; the days are said beside.
    """
    since = in_force_from(version, sponsored)
    if since is None:
        return "unsigned"
    newer = [one for one in versions if one.number > version.number]
    replaced = [begins for one in newer if (begins := in_force_from(one, sponsored)) is not None]
    if any(begins <= max(today, since) for begins in replaced):
        return "superseded"
    over = version.end is not None and version.end < today
    return "ended" if over or (ended_on is not None and ended_on <= max(today, since)) else "in-force"


def waiting(versions: Sequence[VersionFacts], sponsored: bool) -> VersionFacts | None:
    """The version that was sent and still waits for a signature: at most one, since sending takes older ones back."""
    open_ones = [
        one
        for one in versions
        if one.sent_at is not None and one.withdrawn_at is None and signed_on(one, sponsored) is None
    ]
    return max(open_ones, key=lambda one: one.number, default=None)


def opens_on(versions: Sequence[VersionFacts], sponsored: bool, ended_on: date | None, today: date) -> int:
    """The number of the version that is read where none is named: the newest, as long as something may come of it.

    Of one that was taken back, or never signed before the agreement was over, nothing does: the version that holds is
    read then, else the last one that all signed.
    """
    alive = [one for one in versions if one.withdrawn_at is None] or versions
    signed = [one for one in alive if signed_on(one, sponsored) is not None]
    newest = max(alive, key=lambda one: one.number)
    over = agreement_state(versions, sponsored, ended_on, today) == "ended"
    if newest.number == max(one.number for one in versions) and (not over or newest in signed):
        return newest.number
    holds = in_force(versions, sponsored, ended_on, today)
    return (holds or max(signed, key=lambda one: one.number, default=newest)).number


def check_signing_day(
    version: VersionFacts, versions: Sequence[VersionFacts], sponsored: bool, party: str, on: date
) -> None:
    """Refuses a signature on a day before the version was sent, or one that would make two versions hold from one day.

    A version that is signed on a later day than an older one may take its place even before that one began.
    """
    sent = version.sent_at
    if sent is not None and on < (sent + ANYWHERE_ON_EARTH).date():
        raise failure("agreement.signed-before-sent", where="on", on=on, number=version.number, sent=sent.date())
    signed = version._replace(signed={**version.signed, party: on})
    since, last = in_force_from(signed, sponsored), signed_on(signed, sponsored)
    for old in versions:
        if old.number >= version.number or since is None or last is None:
            continue
        before, old_last = in_force_from(old, sponsored), signed_on(old, sponsored)
        if before == since and old_last is not None and last <= old_last:
            raise failure("agreement.same-day", where="on", number=old.number, on=since)


def check_ending(
    versions: Sequence[VersionFacts], sponsored: bool, ended_on: date | None, on: date, by: str, today: date
) -> None:
    """Refuses an end that cannot be: of what nobody agreed to, twice, before it starts, after it is over anyway."""
    if ended_on is not None:
        raise failure("agreement.ended", on=ended_on)
    if by == "payer" and not sponsored:
        raise failure("agreement.no-payer", where="by")
    signed = [one for one in versions if in_force_from(one, sponsored) is not None]
    if not signed:
        raise failure("agreement.end-unsigned")
    begins = min(min(filter(None, [in_force_from(one, sponsored), one.start])) for one in signed)
    if on < begins:
        raise failure("agreement.end-early", where="on", on=on, start=begins)
    newest = max(signed, key=lambda one: one.number)
    if newest.end is not None and on > newest.end:
        raise failure("agreement.end-late", where="on", on=on, end=newest.end)
    if newest.end is not None and newest.end < today:
        raise failure("agreement.ended", on=newest.end)


def check_live(versions: Sequence[VersionFacts], sponsored: bool, ended_on: date | None, today: date) -> None:
    """Refuses what only a living agreement allows, once it was ended or its last signed version has run out."""
    if ended_on is not None and ended_on <= today:
        raise failure("agreement.ended", on=ended_on)
    signed = [one for one in versions if in_force_from(one, sponsored) is not None]
    newest = max(signed, key=lambda one: one.number, default=None)
    if newest is not None and newest.end is not None and newest.end < today:
        raise failure("agreement.ended", on=newest.end)
