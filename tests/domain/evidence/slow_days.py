"""The calendar walked day by day: what holds on which day, and which agreement and version count, the slow way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from coachdesk.domain.evidence.facts import AgreementFacts, ClientFacts, Records, SessionFacts, VersionRead
from tests.domain.evidence.made import TODAY

DAY = timedelta(days=1)
CALENDAR = [TODAY + number * DAY for number in range(-300, 301)]
"""Every day on which anything happens in these tests; what holds on the last one goes on."""


# the calendar


def all_signed_on(agreement: AgreementFacts, version: VersionRead) -> date | None:
    if version.facts.withdrawn_at or not version.facts.sent_at:
        return None
    wanted = ["client", "coach", "payer"] if agreement.sponsor_id else ["client", "coach"]
    days = [version.facts.signed[party] for party in wanted if party in version.facts.signed]
    return sorted(days)[-1] if len(days) == len(wanted) else None


def number_in_force(agreement: AgreementFacts, day: date) -> int | None:
    """The number of the version that holds on a day."""
    return numbers_in_force(agreement, [day])[0]


def numbers_in_force(agreement: AgreementFacts, days: Iterable[date]) -> list[int | None]:
    """The same of each of those days."""
    signed = [(one.facts, all_signed_on(agreement, one)) for one in agreement.versions]
    found = []
    for day in days:
        holds = None
        for facts, on in signed:
            if on and on <= day and (facts.start is None or facts.start <= day):
                holds = facts
        ended = agreement.ended_on and agreement.ended_on <= day
        found.append(None if ended or holds is None or (holds.end and holds.end < day) else holds.number)
    return found


def days_in_force(agreement: AgreementFacts) -> list[date]:
    return [day for day, number in zip(CALENDAR, numbers_in_force(agreement, CALENDAR), strict=True) if number]


def day_of(session: SessionFacts, zone: str) -> date:
    return session.at.astimezone(ZoneInfo(zone)).date()


def coached(sessions: Iterable[SessionFacts]) -> list[SessionFacts]:
    found = [one for one in sessions if one.kind == "coaching" and one.state == "held"]
    return sorted(found, key=lambda one: (one.at, one.id))


Days = tuple[date, date, frozenset[str], tuple[SessionFacts, ...]]
"""An engagement: first day, last day, the ids of its agreements, its sessions."""


def engagements(client: ClientFacts, zone: str) -> list[Days]:
    """Every day that an agreement spans or a session was held on is marked; a gap of over 60 unmarked ones parts."""
    marked: dict[date, list[tuple[str, SessionFacts | None]]] = {}
    of_agreements = {one.id: days_in_force(one) for one in client.agreements}
    for session in coached(client.sessions):
        if session.agreement_id in of_agreements:
            of_agreements[session.agreement_id].append(day_of(session, zone))
        marked.setdefault(day_of(session, zone), []).append((session.agreement_id, session))
    for agreement_id, days in of_agreements.items():
        for day in CALENDAR:
            if days and min(days) <= day <= max(days):
                marked.setdefault(day, []).append((agreement_id, None))
    groups: list[list[date]] = []
    unmarked = 61
    for day in CALENDAR:
        if day in marked:
            groups = groups if unmarked <= 60 else [*groups, []]
            groups[-1].append(day)
            unmarked = 0
        else:
            unmarked += 1
    found = []
    for group in groups:
        parts = [part for day in group for part in marked[day]]
        ids = frozenset(one for one, _ in parts if one in of_agreements)
        found.append((group[0], group[-1], ids, tuple(coached(one for _, one in parts if one))))
    return found


def engagement(records: Records, client: ClientFacts) -> Days | None:
    every, today = engagements(client, records.zone), records.today
    for one in every:
        if one[0] <= today <= one[1]:
            return one
    for one in every:
        signed = [all_signed_on(each, v) for each in client.agreements if each.id in one[2] for v in each.versions]
        if one[0] > today and any(day and day <= today for day in signed):
            return one
    return next((one for one in every[::-1] if one[1] < today), None)


def made_anew(records: Records, client: ClientFacts) -> list[AgreementFacts] | None:
    """Of who comes back, over 60 days after the last engagement, what was written since; nothing for everyone else."""
    now = engagement(records, client)
    if now is None or now[1] >= records.today or len([day for day in CALENDAR if now[1] < day < records.today]) <= 60:
        return None
    everywhere = {each for one in engagements(client, records.zone) for each in one[2]}
    zone, found = ZoneInfo(records.zone), []
    for one in client.agreements:
        if one.id not in everywhere and any(v.created_at.astimezone(zone).date() > now[1] for v in live(one)):
            found.append(one)
    plans = [one for one in client.sessions if one.kind == "coaching" and one.state == "planned"]
    return found if found or any(day_of(one, records.zone) >= records.today for one in plans) else None


def first_day(records: Records, client: ClientFacts) -> date | None:
    """The day of the first session; of someone coached before this desk, the day since when."""
    if made_anew(records, client) is not None:
        return None
    now = engagement(records, client)
    met = day_of(now[3][0], records.zone) if now and now[3] else None
    since = client.coached_since
    if since and since <= records.today and (now is None or now == engagements(client, records.zone)[0]):
        return since if met is None or since < met else met
    return met


# which agreement, which version


def live(agreement: AgreementFacts) -> list[VersionRead]:
    return [one for one in agreement.versions if not one.facts.withdrawn_at]


def current(records: Records) -> AgreementFacts | None:
    if records.agreement:
        return records.agreement
    best: tuple[int, date, int] | None = None
    chosen = None
    for place, one in enumerate(records.client.agreements if records.client else ()):
        if not live(one):
            continue
        number = number_in_force(one, records.today)
        signed = [day for version in live(one) if (day := all_signed_on(one, version))]
        rank = (0, date.min, place)
        if signed:
            rank = (1, max(signed), place)
        if number:
            version = next(each for each in one.versions if each.facts.number == number)
            days = [day for day in (all_signed_on(one, version), version.facts.start) if day]
            rank = (2, max(days), place)
        if best is None or rank > best:
            best, chosen = rank, one
    newest = [one for one in records.client.agreements if live(one)][-1:] if records.client else []
    for one in newest:
        is_unsigned = not any(all_signed_on(one, version) for version in live(one))
        if best is not None and best[0] == 1 and is_unsigned and not any_to_come(records):
            chosen = one
    return chosen


def any_to_come(records: Records) -> bool:
    """Whether something is signed that begins on a later day."""
    for one in records.client.agreements if records.client else ():
        for version in live(one):
            signed = all_signed_on(one, version)
            if signed and (signed > records.today or (version.facts.start and version.facts.start > records.today)):
                return True
    return False


def version_now(records: Records) -> VersionRead | None:
    agreement = current(records)
    if agreement is None:
        return None
    number = number_in_force(agreement, records.today)
    for one in live(agreement)[::-1]:
        if one.facts.number == number:
            return one
    for one in live(agreement)[::-1]:
        if all_signed_on(agreement, one):
            return one
    return live(agreement)[-1] if live(agreement) else None


def has_text(records: Records, *keys: str) -> bool:
    version = version_now(records)
    if version is None:
        return False
    for key in keys:
        one = version.clauses.get(key)
        if one is None or not one.included or not one.text.strip() or one.open:
            return False
    return True
