"""What the records say, computed again the slow and obvious way: agreements, sessions, engagements.

Nothing here stands on the rules that it checks: a calendar is walked day by day, and each version is asked on each.
What `slow_others` computes is put together with it in `SLOW`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from coachdesk.domain.evidence.facts import ClientFacts, Records, SessionFacts
from tests.domain.evidence import slow_others
from tests.domain.evidence.slow_days import (
    CALENDAR,
    DAY,
    all_signed_on,
    coached,
    current,
    day_of,
    days_in_force,
    engagement,
    first_day,
    has_text,
    live,
    made_anew,
    version_now,
)
from tests.domain.evidence.slow_others import counting, months_back

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


def settled_money(records: Records, client: ClientFacts) -> bool:
    last_day, last = date.min, None
    for one in client.agreements:
        signed = [version for version in live(one) if all_signed_on(one, version)]
        if not signed:
            continue
        days = days_in_force(one)
        over = one.ended_on or (days[-1] + DAY if days else (signed[-1].facts.end or date.max - DAY) + DAY)
        if last_day < over <= records.today:
            last_day, last = over, one
    if last is None:
        return False
    money = client.money.get(last.id)
    if last.free or money is None:
        return last.free
    for day in money.settled:
        if last_day - DAY <= day <= records.today:
            return True
    left = (money.paid or 0) + money.credited
    for one in client.sessions:
        counts = one.state == "held" or (one.state != "planned" and one.charged)
        if one.agreement_id == last.id and one.kind == "coaching" and counts:
            left -= 1
    return money.paid is not None and left <= 0


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
    "ledger.unused_sessions_settled": _of_client(settled_money),
    "engagement.review_dated": _of_client(reviewed),
    "client.recent_sessions": _of_client(lambda _, client: len(coached(client.sessions)) > 0),
}
"""By key, whether the record is found; `None` where the records cannot tell."""

COUNTS: Mapping[str, Callable[[Records], list[int]]] = {
    "session.notes_paid_and_unpaid": month_counts,
    "agreement.kept_counts": kept_counts,
}
"""By key, the numbers that its sentence says, where something was found."""
