"""What the records say, computed again the slow and obvious way: all evidence but that of agreements and sessions.

Nothing here stands on the rules that it checks: days are walked one by one, and answers are read as in a diary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from coachdesk.domain.evidence.facts import ClientFacts, ConsentFacts, EntryFacts, Records

DAY = timedelta(days=1)


def months_back(today: date, months: int) -> date:
    """Month by month, and in the last one back from the day that it lacks."""
    year, month, day = today.year, today.month, today.day
    for _ in range(months):
        month -= 1
        if month == 0:
            year, month = year - 1, 12
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def counting(entries: Iterable[EntryFacts], kind: str, today: date) -> list[EntryFacts]:
    found = []
    for one in entries:
        if one.kind != kind or one.on > today:
            continue
        if one.ended is not None and one.ended <= today:
            continue
        found.append(one)
    return found


def has(one: EntryFacts, *keys: str) -> bool:
    return all(one.details.get(key, "").strip() != "" for key in keys)


def first_day(records: Records, client: ClientFacts) -> date | None:
    """For clients without signed agreements and plans: the days of held sessions, parted by gaps of over 60 days."""
    zone = ZoneInfo(records.zone)
    days = sorted(
        one.at.astimezone(zone).date() for one in client.sessions if one.kind == "coaching" and one.state == "held"
    )
    groups: list[list[date]] = []
    for day in days:
        if day > records.today:
            continue
        if not groups or len([1 for n in range(1, (day - groups[-1][-1]).days)]) > 60:
            groups.append([])
        groups[-1].append(day)
    since = client.coached_since if client.coached_since and client.coached_since <= records.today else None
    if not groups:
        return since
    if len([1 for n in range(1, (records.today - groups[-1][-1]).days)]) > 60:
        for one in client.agreements:
            for version in one.versions:
                if version.created_at.astimezone(zone).date() > groups[-1][-1]:
                    return None  # they come back, and nothing was held since
    if len(groups) > 1 or since is None:
        return groups[-1][0]
    return min(since, groups[0][0])


def intake(records: Records, client: ClientFacts) -> bool:
    first = first_day(records, client)
    talks = counting(client.entries, "intake-talk", records.today)
    return any(first is None or not one.on > first for one in talks)


def checked(records: Records, client: ClientFacts) -> bool:
    first, on = first_day(records, client), client.conflict_check_on
    return on is not None and not on > records.today and (first is None or not on > first)


def kept(records: Records, client: ClientFacts) -> bool:
    if client.keep_until is None and client.keep_years is None:
        return False
    for agreement in client.agreements:
        for version in agreement.versions:
            clause = version.clauses.get("data_kept")
            return clause is not None and clause.included and clause.text.strip() != "" and not clause.open
    return False


def diary(answers: Iterable[ConsentFacts], day: date) -> ConsentFacts | None:
    """The last thing they said, walking from the first day to that one."""
    ordered = sorted(answers, key=lambda one: (one.answer.created, one.answer.id))
    said = None
    if ordered:
        walk = min(one.answer.on for one in ordered)
        while walk <= day:
            for one in ordered:
                if one.answer.on == walk:
                    said = one
            walk += DAY
    return said


def is_yes(said: ConsentFacts | None, day: date) -> bool:
    if said is None or not said.answer.given:
        return False
    if said.answer.withdrawn is not None and said.answer.withdrawn <= day:
        return False
    return said.answer.until is None or said.answer.until >= day


def answers(consents: Iterable[ConsentFacts], kind: str, today: date) -> list[ConsentFacts]:
    return [one for one in consents if one.answer.kind == kind and one.answer.on <= today]


def yes_and_still(known: list[ConsentFacts], day: date, today: date) -> bool:
    """A yes on that day that was not taken back to this day."""
    late = max(day, today)
    now = diary(known, late)
    taken_back = now is None or not now.answer.given or (now.answer.withdrawn and now.answer.withdrawn <= late)
    return is_yes(diary(known, day), day) and not taken_back


def recording(records: Records, client: ClientFacts) -> bool:
    session, day = records.session, records.today
    if session is not None:
        day = session.at.astimezone(ZoneInfo(records.zone)).date()
    return yes_and_still(answers(client.consents, "recording", records.today), day, records.today)


def report(records: Records, client: ClientFacts) -> bool:
    day, last = records.today, None
    for one in client.disclosures:
        if one.kind == "sponsor-report" and one.at <= records.now and (last is None or one.at >= last):
            day, last = one.at.astimezone(ZoneInfo(records.zone)).date(), one.at
    return is_yes(diary(answers(client.consents, "sponsor-report", records.today), day), day)


def per_use(known: list[ConsentFacts], use: str) -> list[ConsentFacts]:
    found = []
    for one in known:
        if one.use.strip() == use or (one.use.strip() == "" and not one.answer.given):
            found.append(one)
    return found


def research(records: Records, client: ClientFacts) -> bool:
    known = answers(client.consents, "research", records.today)
    studies = counting(client.entries, "research", records.today)
    if records.entry is not None and records.entry.kind == "research":
        studies = [records.entry]
    if not studies:
        return any(is_yes(diary(per_use(known, use), records.today), records.today) for use in named(known))
    for one in studies:
        study = one.details.get("study", "").strip()
        if study == "" or not yes_and_still(per_use(known, study), one.on, records.today):
            return False
    return True


def named(known: list[ConsentFacts]) -> set[str]:
    return {one.use.strip() for one in known if one.answer.given and one.use.strip() != ""}


def name_use(records: Records) -> bool:
    today = records.today
    by_client = {"": records.client.consents} if records.client is not None else dict(records.practice.name_uses)
    every = []
    for consents in by_client.values():
        for kind in ("name-release", "testimonial"):
            known = answers(consents, kind, today)
            every += [is_yes(diary(per_use(known, use), today), today) for use in named(known)]
            last = diary(known, today)
            if records.client is None and last is not None and last.use.strip() == "" and is_yes(last, today):
                every.append(False)
    return any(every) if records.client is not None else bool(every) and all(every)


def matters(kind: str, *keys: str, told: bool = False, answered: bool = False) -> Callable[..., bool]:
    def slow(records: Records, client: ClientFacts) -> bool:
        entries = counting(client.entries, kind, records.today)
        if records.entry is not None and records.entry.kind == kind:
            entries = [records.entry]
        for one in entries:
            if not has(one, *keys):
                return False
            if told and (one.told is None or one.told > records.today):
                return False
            if answered and (one.answered is None or one.answered > records.today):
                return False
        return len(entries) > 0

    return slow


def decided(records: Records, client: ClientFacts) -> bool:
    entries = counting(client.entries, "conflict", records.today)
    if records.entry is not None and records.entry.kind == "conflict":
        entries = [records.entry]
    for one in entries:
        if not has(one, "decision"):
            return False
        if not has(one, "answer") and "agreed with client" not in one.details["decision"].lower():
            return False
    return len(entries) > 0


def left(records: Records, client: ClientFacts) -> bool:
    for one in client.disclosures:
        if one.recipient.strip() == "" or one.what.strip() == "":
            return False
        if one.basis.strip() == "" and one.consent == "":
            return False
    return len(client.disclosures) > 0


# of the practice


def within(kind: str, months: int, good: Callable[[EntryFacts], bool] = lambda one: True) -> Callable[..., bool]:
    def slow(records: Records) -> bool:
        since = months_back(records.today, months)
        return any(good(one) and one.on >= since for one in counting(records.practice.entries, kind, records.today))

    return slow


def backup(records: Records) -> bool:
    for one in counting(records.practice.entries, "backup", records.today):
        if one.details.get("opened") == "yes" and (records.today - one.on).days <= 31:
            return True
    return False


def each_whole(kind: str, good: Callable[[EntryFacts], bool]) -> Callable[..., bool]:
    def slow(records: Records) -> bool:
        entries = counting(records.practice.entries, kind, records.today)
        return len(entries) > 0 and all(good(one) for one in entries)

    return slow


def qualifications(records: Records) -> bool:
    entries = counting(records.practice.entries, "qualification", records.today)
    for one in entries:
        if one.details.get("shown") == "yes" and one.until is not None and records.today > one.until:
            return False
    return len(entries) > 0


def coaches(records: Records) -> bool:
    number, since = 0, months_back(records.today, 12)
    for one in records.practice.contacts:
        if one.role == "colleague" and one.takes_clients_on and since <= one.takes_clients_on <= records.today:
            number += 1
    return number >= 2


def professionals(records: Records) -> bool:
    known = {one.profession for one in records.practice.contacts}
    return "therapist" in known and "doctor" in known and "lawyer" in known


def stand_in(records: Records) -> bool:
    for one in records.practice.contacts:
        if one.role == "stand-in" and (one.phone.strip() != "" or one.email.strip() != ""):
            return True
    return False


def helpers(records: Records) -> bool:
    number = 0
    for one in records.practice.contacts:
        if one.role == "helper":
            number += 1
            if one.confidential_on is None or one.confidential_on > records.today:
                return False
    return number > 0 or len(counting(records.practice.entries, "no-helpers", records.today)) > 0


def referrals(records: Records) -> bool:
    since = months_back(records.today, 1)
    entries = [one for one in counting(records.practice.entries, "referral", records.today) if one.on >= since]
    return len(entries) > 0 and all(has(one, "party", "direction", "benefit") for one in entries)


def support(records: Records) -> bool | None:
    what = records.entry
    if what is None and records.client is not None:
        for kind in ("conflict", "harm"):
            for one in counting(records.client.entries, kind, records.today):
                if what is None or one.on > what.on:
                    what = one
    if what is None:
        return None
    for one in counting(records.practice.entries, "learning", records.today):
        if one.details.get("form") in ("mentor-coaching", "supervision", "professional-help") and one.on > what.on:
            return True
    return False


def absence(records: Records) -> bool:
    practice, chosen = records.practice, None
    for one in practice.absences:
        end = one.back_at if one.back_at is not None else one.until_at
        if end is not None and end <= records.now:
            continue
        if chosen is None or (one.from_at, one.id) < (chosen.from_at, chosen.id):
            chosen = one
    if chosen is None or (chosen.back_at is None and chosen.until_at is None):
        return False
    if chosen.cover_id not in {contact.id for contact in practice.contacts}:
        return False
    return all(one in chosen.told and chosen.told[one] <= records.today for one in practice.active)


def rows(records: Records) -> bool:
    return set(records.practice.listed) <= records.practice.may_list


def _of_client(slow: Callable[[Records, ClientFacts], bool]) -> Callable[[Records], bool | None]:
    return lambda records: None if records.client is None else slow(records, records.client)


def incident(records: Records) -> bool:
    known = []
    for one in records.practice.incidents:
        if records.client is not None and one.client_id != records.client.id:
            continue
        if records.entry is not None and one.on < records.entry.on:
            continue
        if not one.on > records.today:
            known.append(one)
    still = [one for one in known if one.is_open]
    if not still:
        for one in known:
            if all((one.on, one.created_at, one.id) >= (two.on, two.created_at, two.id) for two in known):
                still.append(one)
    return still != [] and all(one.who_knows.strip() != "" and one.next_step.strip() != "" for one in still)


OF_CLIENT: Mapping[str, Callable[[Records, ClientFacts], bool]] = {
    "client.intake_talk_logged": intake,
    "client.conflict_check_dated": checked,
    "client.emergency_number": lambda _, one: bool(one.location.strip()) and bool(one.emergency_number.strip()),
    "client.other_roles_noted": lambda _, one: one.other_ties.strip() != "",
    "client.retention_rule_set": kept,
    "consent.recording": recording,
    "consent.sponsor_report": report,
    "consent.research": research,
    "consent.hours_log": lambda records, one: len(answers(one.consents, "hours-log", records.today)) > 0,
    "conflict.disclosed_logged": matters("conflict", told=True),
    "conflict.decision_logged": decided,
    "referral.disclosed_logged": matters("referral", "benefit", told=True),
    "referral.suggested_logged": lambda records, one: any(
        has(each, "to") for each in counting(one.entries, "suggestion", records.today)
    ),
    "incident.harm_action_logged": matters("harm", "heard", "done", "who_told", told=True),
    "data_request.answered": matters("data-request", "sent", answered=True),
    "disclosure.logged_with_basis": left,
}

SLOW: Mapping[str, Callable[[Records], bool | None]] = {
    **{key: _of_client(slow) for key, slow in OF_CLIENT.items()},
    "consent.name_use": name_use,
    "hours_log.rows_have_consent": rows,
    "referral.entries": referrals,
    "support.sought_logged": support,
    "absence.clients_told": absence,
    "practice.storage_check_dated": within("storage-check", 6),
    "practice.public_texts_reviewed": within("public-texts", 6),
    "practice.code_read_dated": within("code-read", 12, lambda one: has(one, "edition")),
    "practice.learning_logged": within(
        "learning", 3, lambda one: one.details.get("form") in ("education", "mentor-coaching", "supervision")
    ),
    "practice.backup_dated": backup,
    "practice.tools_list": each_whole("tool", lambda one: has(one, "sees") and one.details.get("ai") in ("yes", "no")),
    "materials.sources_noted": each_whole("material", lambda one: has(one, "maker", "right")),
    "practice.qualifications_current": qualifications,
    "practice.coach_list": coaches,
    "practice.professional_list": professionals,
    "practice.stand_in_named": stand_in,
    "practice.helpers_agreed": helpers,
    "incident.logged": incident,
    "disposal.logged": lambda _: None,
}
"""By key, whether the record is found."""
