"""Engagements: a client's agreements with no gap of over 60 days between them, and the first session of one.

Days are calendar days where the coach is (`zone`), instants aware UTC. What is known of a client comes as
`evidence.facts.ClientFacts`. Only what was in force or was held counts: a draft begins nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from coachdesk.domain.agreement_life import spans
from coachdesk.domain.agreements import signed_on
from coachdesk.domain.sessions import COUNTED
from coachdesk.domain.times import local

if TYPE_CHECKING:  # evidence stands on this module, and its facts lie in its package
    from coachdesk.domain.evidence.facts import AgreementFacts, ClientFacts, SessionFacts

MOST_DAYS_BETWEEN = 60
"""Days without an agreement after which another one begins a new engagement."""


class Engagement(NamedTuple):
    """Its first and last day (without a last one it goes on), the day it was first agreed on (nothing where nothing
    was signed), its agreements in the order they began, and its held coaching sessions by time."""

    since: date
    until: date | None
    agreed: date | None
    agreements: tuple[AgreementFacts, ...]
    sessions: tuple[SessionFacts, ...]


class First(NamedTuple):
    """The first session: its day, and the session itself; nothing where it was before this desk."""

    on: date
    session: SessionFacts | None


class _Piece(NamedTuple):
    """An agreement with the sessions held under it, or a session held under none: its days, and what it is."""

    since: date
    until: date | None
    agreement: AgreementFacts | None
    sessions: tuple[SessionFacts, ...]


def held_on(session: SessionFacts, zone: str) -> date:
    """The day on which a session is."""
    return local(session.at, zone).date()


def held(sessions: Iterable[SessionFacts]) -> tuple[SessionFacts, ...]:
    """The coaching sessions that were held, by time."""
    found = (one for one in sessions if one.kind == COUNTED and one.state == "held")
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def engagements(client: ClientFacts, zone: str) -> tuple[Engagement, ...]:
    """Every engagement of a client, the first one first."""
    groups: list[list[_Piece]] = []
    last: date | None = None
    for piece in sorted(_pieces(client, zone), key=lambda one: one.since):
        goes_on = bool(groups) and (last is None or (piece.since - last).days - 1 <= MOST_DAYS_BETWEEN)
        if goes_on:
            groups[-1].append(piece)
            last = None if last is None or piece.until is None else max(last, piece.until)
        else:
            groups.append([piece])
            last = piece.until
    return tuple(_engagement(pieces) for pieces in groups)


def engagement_on(client: ClientFacts, day: date, zone: str) -> Engagement | None:
    """The engagement in force on a day; else the one that was agreed on by then and begins later; else the one that
    ended last before it."""
    every = engagements(client, zone)
    running = [one for one in every if one.since <= day and (one.until is None or day <= one.until)]
    to_come = [one for one in every if one.since > day and one.agreed is not None and one.agreed <= day]
    over = [one for one in every if one.until is not None and one.until < day]
    return next(iter([*running, *to_come, *reversed(over)]), None)


def last_ended(client: ClientFacts, day: date, zone: str) -> date | None:
    """The last day of an engagement that is over for so long that an agreement from that day on begins another one."""
    last = engagement_on(client, day, zone)
    if last is None or last.until is None or (day - last.until).days - 1 <= MOST_DAYS_BETWEEN:
        return None
    return last.until


def being_made(client: ClientFacts, day: date, zone: str) -> tuple[AgreementFacts, ...]:
    """The agreements that no engagement knows yet, written since the last one was over (`last_ended`)."""
    known = {agreement.id for one in engagements(client, zone) for agreement in one.agreements}
    over = last_ended(client, day, zone)
    return tuple(one for one in client.agreements if one.id not in known and _is_written_since(one, over, zone))


def comes_back(client: ClientFacts, day: date, zone: str) -> bool:
    """Whether another engagement is in the making, long after the last one was over: an agreement or a plan to meet."""
    if last_ended(client, day, zone) is None:
        return False
    planned = (one for one in client.sessions if one.kind == COUNTED and one.state == "planned")
    return bool(being_made(client, day, zone)) or any(held_on(one, zone) >= day for one in planned)


def first_session(client: ClientFacts, day: date, zone: str) -> First | None:
    """The first held coaching session of the engagement of that day (`engagement_on`); nothing while none was held, and
    of who comes back (`comes_back`).

    Who was coached before this desk (`coached_since`) had the first session of their first engagement then.
    """
    if comes_back(client, day, zone):
        return None
    found = engagement_on(client, day, zone)
    begun = First(held_on(found.sessions[0], zone), found.sessions[0]) if found and found.sessions else None
    since = client.coached_since
    if since is None or since > day or (found is not None and found != engagements(client, zone)[0]):
        return begun
    return begun if begun is not None and begun.on <= since else First(since, None)


def _pieces(client: ClientFacts, zone: str) -> Iterable[_Piece]:
    """What engagements are made of: agreements that were ever in force or met under, and sessions under none."""
    sessions = held(client.sessions)
    known = {one.id for one in client.agreements}
    for agreement in client.agreements:
        under = tuple(one for one in sessions if one.agreement_id == agreement.id)
        days = [held_on(one, zone) for one in under]
        in_force = spans([one.facts for one in agreement.versions], bool(agreement.sponsor_id), agreement.ended_on)
        if days or in_force:
            lasts = [one.until for one in in_force.values()] + list(days)
            since = min([one.since for one in in_force.values()] + days)
            yield _Piece(since, None if None in lasts else max(filter(None, lasts)), agreement, under)
    for session in sessions:
        if session.agreement_id not in known:
            day = held_on(session, zone)
            yield _Piece(day, day, None, (session,))


def _engagement(pieces: Sequence[_Piece]) -> Engagement:
    agreements = tuple(one.agreement for one in pieces if one.agreement is not None)
    signed = [day for one in agreements for day in _signed_days(one)]
    return Engagement(
        since=pieces[0].since,
        until=None if any(one.until is None for one in pieces) else max(filter(None, (one.until for one in pieces))),
        agreed=min(signed, default=None),
        agreements=agreements,
        sessions=held(session for one in pieces for session in one.sessions),
    )


def _is_written_since(agreement: AgreementFacts, over: date | None, zone: str) -> bool:
    """Whether a version that stands was written after that day."""
    standing = [one for one in agreement.versions if one.facts.withdrawn_at is None]
    return any(over is None or local(one.created_at, zone).date() > over for one in standing)


def _signed_days(agreement: AgreementFacts) -> Iterable[date]:
    """The days on which versions of it came to be signed by all who must."""
    days = (signed_on(one.facts, bool(agreement.sponsor_id)) for one in agreement.versions)
    return (day for day in days if day is not None)
