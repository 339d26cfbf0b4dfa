"""What the records say, computed again the slow and obvious way: agreements, sessions, engagements.

Nothing here stands on the rules that it checks: a calendar is walked day by day, and each version is asked on each.
What `slow_others` computes is put together with it in `SLOW`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from coachdesk.domain.evidence.facts import AgreementFacts, ClientFacts, Records, SessionFacts, VersionRead
from tests.domain.evidence import slow_others
from tests.domain.evidence.made import TODAY
from tests.domain.evidence.slow_others import counting, months_back

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


# agreements


def signed_in_time(records: Records, client: ClientFacts) -> bool | None:
    now, first = engagement(records, client), first_day(records, client)
    days = []
    for one in client.agreements:
        anew = made_anew(records, client)
        if one in anew if anew is not None else one.id in now[2] if now else one is current(bare(records)):
            days += [day for version in one.versions if (day := all_signed_on(one, version))]
    if any(first is None or day <= first for day in days):
        return True
    before_the_desk = first is not None and not any(day_of(s, records.zone) == first for s in coached(client.sessions))
    return None if before_the_desk else False


def required(records: Records) -> bool:
    version = version_now(records)
    return version is not None and all(has_text(records, key) for key, one in version.clauses.items() if one.required)


def payer_signed(records: Records) -> bool:
    agreement, version = current(records), version_now(records)
    return bool(agreement and version and agreement.sponsor_id and "payer" in version.facts.signed)


def amended(records: Records) -> bool:
    """Nothing that is written after the last signing says anything else of the deal."""
    agreement = current(records)
    if agreement is None or not live(agreement):
        return False
    held = None
    for one in live(agreement):
        if all_signed_on(agreement, one):
            held = one
    later = [one for one in live(agreement) if held and one.facts.number > held.facts.number]
    return all(one.deal == held.deal for one in later if held)


def internal(records: Records) -> bool:
    return bool(records.client and records.client.shares_employer and has_text(records, "conflicts"))


def shared(records: Records) -> bool:
    agreement = current(records)
    return bool(agreement and agreement.sponsor_id and has_text(records, "sponsor_sharing"))


def swap(records: Records) -> bool | None:
    version = version_now(records)
    if version is None or not has_text(records, "barter"):
        return False
    clause = version.clauses["barter"]
    end = clause.values.get("barter_end", clause.text)
    if not re.search("[0-9]{1,2} [A-Z][a-z]+ 20[0-9]{2}", end):  # the one way of writing a day in these tests
        return False
    return True if "barter_share" in clause.values and "barter_goods" in clause.values else None


def code(records: Records) -> bool:
    version = version_now(records)
    if version is None or not has_text(records, "qualifications", "complaints"):
        return False
    values = version.clauses["qualifications"].values
    return values.get("code_name", "") != "" and values.get("code_edition", "") != ""


# sessions


def noted(records: Records) -> bool | None:
    if records.session is None:
        return None
    times = own_notes(records.session)
    return bool(times) and min(times) - records.session.ends.timestamp() <= 48 * 60 * 60


def own_notes(session: SessionFacts) -> list[float]:
    """Those that were not saved before there was anything to note."""
    began = min(session.at.timestamp(), session.ends.timestamp())
    return [at.timestamp() for _, at in session.notes if at.timestamp() >= began]


def settled(records: Records) -> bool | None:
    session = records.session
    return None if session is None else session.topic.strip() != "" and session.result.strip() != ""


def month_counts(records: Records) -> list[int]:
    """Held, with a note, moved by the coach: of those that are paid, then of those that are not."""
    found = []
    for is_free in (False, True):
        held = note = moved = 0
        for one in records.practice.month:
            if one.kind == "coaching" and (one.id in records.practice.free) == is_free:
                held += one.state == "held"
                note += one.state == "held" and len(own_notes(one)) > 0
                moved += "coach" in [by for _, by in one.moves]
        found += [held, note, moved]
    return found


def kept_counts(records: Records) -> list[int]:
    """Held, moved by the coach, missed by the coach, in the last 31 days."""
    held, moved, missed, agreement = 0, 0, 0, current(records)
    for one in records.client.sessions if records.client and agreement else ():
        if agreement is None or one.agreement_id != agreement.id or one.kind != "coaching":
            continue
        if 0 <= (records.now - one.at).total_seconds() < 31 * 24 * 60 * 60:
            held += one.state == "held"
            missed += one.state == "missed" and one.ended_by == "coach"
        ago = [(records.now - at).total_seconds() for at, by in one.moves if by == "coach"]
        moved += any(0 <= seconds < 31 * 24 * 60 * 60 for seconds in ago)
    return [held, moved, missed]


# engagements


def ended(records: Records, client: ClientFacts) -> bool:
    now, last_day, by = engagement(records, client), date.min, ""
    any_signed = False
    for one in client.agreements:
        signed = [version for version in live(one) if all_signed_on(one, version)]
        if now is None or one.id not in now[2] or not signed:
            continue
        any_signed, days = True, days_in_force(one)
        if one.ended_on:
            over = one.ended_on
        elif not days:
            over = (signed[-1].facts.end or date.max) + DAY
        else:
            over = days[-1] + DAY
        if over > CALENDAR[-1]:
            return False
        if over > last_day or (over == last_day and not by):
            last_day, by = over, one.ended_by if one.ended_on else ""
    return any_signed and by != ""


def reviewed(records: Records, client: ClientFacts) -> bool:
    talks = [one.on for one in counting(client.entries, "review-talk", records.today)]
    talks += [day_of(one, records.zone) for one in client.sessions if one.kind == "review" and one.state == "held"]
    since, agreement, version = months_back(records.today, 3), current(bare(records)), version_now(bare(records))
    if agreement and version and version.review_on:
        begun = all_signed_on(agreement, version)
        begun = max(begun, version.facts.start or begun) if begun else version.created_at.date()
        if version.review_on > begun:
            since = records.today - (version.review_on - begun)
    return any(day >= since for day in talks)


def bare(records: Records) -> Records:
    """The same, asked about the client and no agreement in particular."""
    return replace(records, agreement=None)


def data_kept(records: Records, client: ClientFacts) -> bool:
    has_rule = client.keep_until is not None or client.keep_years is not None
    return has_rule and has_text(bare(records), "data_kept")


def talked(records: Records, client: ClientFacts) -> bool:
    first = first_day(records, client)
    return any(first is None or one.on <= first for one in counting(client.entries, "intake-talk", records.today))


def checked(records: Records, client: ClientFacts) -> bool:
    first, on = first_day(records, client), client.conflict_check_on
    return on is not None and on <= records.today and (first is None or on <= first)


def _of_client(slow: Callable[[Records, ClientFacts], bool | None]) -> Callable[[Records], bool | None]:
    return lambda records: None if records.client is None else slow(records, records.client)


def _text(*keys: str) -> Callable[[Records], bool]:
    return lambda records: has_text(records, *keys)


SLOW: Mapping[str, Callable[[Records], bool | None]] = {
    **slow_others.SLOW,
    # those that hang on the first session, and on the agreement, where there are agreements
    "client.intake_talk_logged": _of_client(talked),
    "client.conflict_check_dated": _of_client(checked),
    "client.retention_rule_set": _of_client(data_kept),
    "agreement.signed_before_first_session": _of_client(signed_in_time),
    "agreement.required_clauses_filled": required,
    "agreement.sponsor_signed": payer_signed,
    "agreement.amendment_dated": amended,
    "agreement.internal_roles_filled": internal,
    "agreement.sponsor_sharing_filled": shared,
    "agreement.barter_filled": swap,
    "agreement.code_named": code,
    "agreement.fee_terms_filled": _text("fee", "cancellation", "unused_sessions"),
    "agreement.confidentiality_filled": _text("confidentiality", "confidentiality_limits"),
    "agreement.limits_filled": _text("confidentiality_limits"),
    "agreement.technology_filled": _text("recording", "technology"),
    "agreement.contact_boundaries_filled": _text("physical_contact", "contact_between"),
    "agreement.ending_filled": _text("ending", "unused_sessions"),
    "agreement.service_expectations_filled": _text("expectations"),
    "agreement.qualifications_filled": _text("qualifications"),
    "agreement.kept_counts": lambda records: any(kept_counts(records)),
    "session.agreement_filled": settled,
    "session.note_written": noted,
    "session.notes_paid_and_unpaid": lambda records: sum(month_counts(records)) > 0,
    "engagement.ending_recorded": _of_client(ended),
    "engagement.review_dated": _of_client(reviewed),
    "client.recent_sessions": _of_client(lambda _, client: len(coached(client.sessions)) > 0),
}
"""By key, whether the record is found; `None` where the records cannot tell."""

COUNTS: Mapping[str, Callable[[Records], list[int]]] = {
    "session.notes_paid_and_unpaid": month_counts,
    "agreement.kept_counts": kept_counts,
}
"""By key, the numbers that its sentence says, where something was found."""
