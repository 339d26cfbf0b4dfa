"""What the records say of an engagement as a whole: its ending, its reviews, its last sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from coachdesk.domain.agreement_life import spans
from coachdesk.domain.agreements import in_force_from
from coachdesk.domain.days import day_text, months_before
from coachdesk.domain.engagements import engagement_on, held, held_on
from coachdesk.domain.evidence.current import agreement_of, page, signed_versions, sponsored, version_of
from coachdesk.domain.evidence.entries import and_list, day_there, newest_first, of_client
from coachdesk.domain.evidence.facts import AgreementFacts, ClientFacts, Found, Look, Record, Records, VersionRead
from coachdesk.domain.evidence.words import counted, quoted

REVIEW = "review"
"""The kind of a session that looks back; an entry `review-talk` says the same of a talk that was no session."""
MONTHS_WITHOUT = 3
"""How often to look back where the agreement names no day for it."""
SHOWN = 3
"""So many of the last sessions are shown."""


def ending_recorded(records: Records, client: ClientFacts) -> Found:
    """Every agreement of the engagement has ended, and the last one says on which day and by whom."""
    found = engagement_on(client, records.today, records.zone)
    signed = [one for one in found.agreements if signed_versions(one)] if found is not None else []
    if not signed:
        return Found(False, f"No agreement with {client.title} was in force, so there is nothing to end.")
    going = [one for one in signed if over_from(one) is None]
    if going:
        says = f"“{going[-1].title}” with {client.title} has no end that was entered."
        return Found(False, says, page(going[-1]))
    last = max(signed, key=lambda one: (over_from(one) or date.min, bool(one.ended_by)))
    return _end_of(records, client, last)


def _end_of(records: Records, client: ClientFacts, last: AgreementFacts) -> Found:
    """What is entered of the end of the agreement that is over last."""
    over, ended = over_from(last), last.ended_on
    if ended is not None and last.ended_by:
        verb = "ends" if ended > records.today else "ended"
        says = f"The engagement with {client.title} {verb} on {day_text(ended)}, by the {last.ended_by}."
        return Found(True, says, page(last))
    if ended is not None:
        how = f"was ended on {day_text(ended)}"
    else:
        until = (over or records.today) - timedelta(days=1)
        how = f"{'runs' if until >= records.today else 'ran'} until {day_text(until)}"
    return Found(False, f"“{last.title}” with {client.title} {how}; who ended it is not entered.", page(last))


def over_from(agreement: AgreementFacts) -> date | None:
    """The first day on which it is over; nothing while it goes on."""
    if agreement.ended_on is not None:
        return agreement.ended_on
    in_force = spans([one.facts for one in agreement.versions], sponsored(agreement), None)
    if not in_force:  # signed after its own end
        last = signed_versions(agreement)[-1].facts.end
        return last + timedelta(days=1) if last is not None else None
    lasts = [one.until for one in in_force.values()]
    return None if None in lasts else max(filter(None, lasts)) + timedelta(days=1)


def review_dated(records: Records, client: ClientFacts) -> Found:
    """A talk that looked back, as an entry or as a session, no longer ago than the agreement lets pass until one."""
    since, how = _review_since(records, client)
    last = max(_reviews(records, client), default=None)
    if last is None:
        return Found(False, f"No review talk with {client.title} is entered{_due(records, client)}.")
    day, record = last
    is_timely = day >= since
    says = (
        f"The last review talk with {client.title} was on {day_text(day)}, {'' if is_timely else 'not '}within {how}."
    )
    return Found(is_timely, says, (record,))


def _reviews(records: Records, client: ClientFacts) -> Iterable[tuple[date, Record]]:
    for entry in newest_first(client.entries, "review-talk", records.today):
        yield entry.on, ("entry", entry.id)
    for session in client.sessions:
        if session.kind == REVIEW and session.state == "held":
            yield day_there(session.at, records), ("session", session.id)


def _review_since(records: Records, client: ClientFacts) -> tuple[date, str]:
    """The first day on which a talk still counts, and why, in words."""
    agreement, version = _names_review(records, client)
    if agreement is not None and version is not None and version.review_on is not None:
        begun = in_force_from(version.facts, sponsored(agreement)) or day_there(version.created_at, records)
        days = (version.review_on - begun).days
        if days > 0:
            return records.today - timedelta(days=days), f"the last {counted(days, 'day')}, as the agreement has it"
    return months_before(records.today, MONTHS_WITHOUT), "the last three months"


def _due(records: Records, client: ClientFacts) -> str:
    """The day that the agreement names for it, if it does."""
    _, version = _names_review(records, client)
    if version is None or version.review_on is None:
        return ""
    return f"; the agreement names {day_text(version.review_on)}"


def _names_review(records: Records, client: ClientFacts) -> tuple[AgreementFacts | None, VersionRead | None]:
    """What could name a day for it: the client's agreement, and its version that counts today."""
    agreement = agreement_of(client, records.today)
    return agreement, version_of(agreement, records.today) if agreement is not None else None


def recent_sessions(records: Records, client: ClientFacts) -> Found:
    """The last three that were held, with what came of each, and those that were missed between them."""
    last = held(client.sessions)[-SHOWN:]
    if not last:
        return Found(False, f"No session with {client.title} was held yet.", (("client", client.id),))
    parts = [
        day_text(held_on(one, records.zone)) + (f" ({quoted(one.outcome, 60)})" if one.outcome.strip() else "")
        for one in last
    ]
    missed = [one for one in client.sessions if one.state == "missed" and last[0].at < one.at < last[-1].at]
    between = f"; {counted(len(missed), 'session')} missed between them" if len(last) > 1 else ""
    says = f"{'Held' if len(last) == SHOWN else f'Only {len(last)} held'}: {and_list(parts)}{between}."
    return Found(True, says, tuple(("session", one.id) for one in reversed(last)))


LOOKS: Mapping[str, Look] = {
    "engagement.ending_recorded": of_client(ending_recorded),
    "engagement.review_dated": of_client(review_dated),
    "client.recent_sessions": of_client(recent_sessions),
}
