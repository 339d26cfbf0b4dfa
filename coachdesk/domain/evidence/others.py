"""What the records say of absences, of help for the coach, of what left; and what only later work will record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from coachdesk.domain.absences import Away, away_words
from coachdesk.domain.days import day_text, months_before
from coachdesk.domain.evidence.entries import and_list, capital, day_there, is_by, newest_first, of_client, opens
from coachdesk.domain.evidence.facts import AbsenceFacts, ClientFacts, DisclosureFacts, EntryFacts, Found, Look, Records
from coachdesk.domain.evidence.matters import HARM, detail, named
from coachdesk.domain.evidence.words import counted, quoted

LATER: Mapping[str, str] = {
    "disposal.logged": "the record of what was destroyed",
}
"""The evidence that this desk keeps no record for yet, and the record that will answer it."""

HELP = {"mentor-coaching": "mentor coaching", "supervision": "supervision", "professional-help": "professional help"}
"""The forms of learning that are help for the coach, in words."""


def referral_entries(records: Records) -> Found:
    """The referrals of the last month, each with the other party, the direction and the amount or benefit."""
    since = months_before(records.today, 1)
    month = [one for one in newest_first(records.practice.entries, "referral", records.today) if one.on >= since]
    if not month:
        return Found(False, f"No referral since {day_text(since)} is entered.")
    wanted = {
        "party": "the other party",
        "direction": "whether you received or paid",
        "benefit": "an amount or benefit",
    }
    for one in reversed(month):
        missing = [words for key, words in wanted.items() if not detail(one, key)]
        if missing:
            return Found(False, f"{named('referral', one)} lacks {and_list(missing)}.", opens(one))
    lines = [f"{detail(one, 'direction')} {quoted(detail(one, 'benefit'))}, {detail(one, 'party')}" for one in month]
    says = f"{capital(counted(len(month), 'referral'))} since {day_text(since)}: {and_list(lines)}."
    return Found(True, says, opens(*month))


def support_sought(records: Records) -> Found:
    """Mentor coaching, supervision or professional help on a day after that of what it was sought for."""
    what = records.entry or _newest_event(records)
    if what is None:
        return Found(None, "No conflict or harm is named here that help could be sought for.")
    every = newest_first(records.practice.entries, "learning", records.today)
    sought = [one for one in every if one.details.get("form") in HELP]
    after = [one for one in sought if one.on > what.on]
    if after:
        form = capital(HELP[after[-1].details["form"]])
        says = f"{form} on {day_text(after[-1].on)}, after what was noted on {day_text(what.on)}."
        return Found(True, says, opens(after[-1], what))
    if sought:
        form, last = capital(HELP[sought[0].details["form"]]), sought[0].on
        how = "on the same day as" if last == what.on else "before"
        says = f"{form} on {day_text(last)} was {how} what was noted on {day_text(what.on)}; none since."
        return Found(False, says, opens(sought[0], what))
    says = f"No mentor coaching, supervision or professional help is entered since {day_text(what.on)}."
    return Found(False, says, opens(what))


def _newest_event(records: Records) -> EntryFacts | None:
    """The newest conflict or harm of the client."""
    entries = records.client.entries if records.client is not None else ()
    found = [one for kind in ("conflict", HARM) for one in newest_first(entries, kind, records.today)]
    return max(found, key=lambda one: (one.on, one.created_at, one.id), default=None)


def incident_logged(records: Records) -> Found:
    """The incidents of the client, or of everybody, since what is asked about: of each open one, or else of the last
    one, who knows of it and what comes next."""
    since, whose = records.entry.on if records.entry is not None else None, records.client
    known = [
        one
        for one in records.practice.incidents
        if one.on <= records.today
        and (since is None or one.on >= since)
        and (whose is None or one.client_id == whose.id)
    ]
    if not known:
        after = f" since {day_text(since)}" if since is not None else ""
        return Found(False, f"No incident is written down{after}.")
    newest = sorted(known, key=lambda one: (one.on, one.created_at, one.id), reverse=True)
    asked = [one for one in newest if one.is_open] or newest[:1]
    for one in asked:
        wanted = {"who knows of it": one.who_knows, "a next step": one.next_step}
        missing = [words for words, value in wanted.items() if not value.strip()]
        if missing:
            says = f"The incident of {day_text(one.on)} does not say {and_list(missing)}."
            return Found(False, says, (("incident", one.id),))
    pages = tuple(("incident", one.id) for one in asked)
    if not asked[0].is_open:
        return Found(True, f"The last incident, of {day_text(asked[0].on)}, is written down and closed.", pages)
    number = capital(counted(len(asked), "incident"))
    says = f"{number} open, with who knows and what comes next; the last one is of {day_text(asked[0].on)}."
    return Found(True, says, pages)


def absence_told(records: Records) -> Found:
    """The absence that is on, else the next one: with a start, an end and a contact, and each active client told."""
    ahead = [one for one in records.practice.absences if (end := _end(one)) is None or end > records.now]
    if not ahead:
        return Found(False, "No absence is entered that is now or ahead.")
    one = min(ahead, key=lambda each: (each.from_at, each.id))
    away = away_words(Away(one.id, one.from_at, one.until_at, one.back_at), records.zone)
    cover = next((contact.title for contact in records.practice.contacts if contact.id == one.cover_id), "")
    active = records.practice.active
    untold = [each for each in active if not is_by(one.told.get(each), records.today)]
    missing = [
        *([] if _end(one) else ["no end is noted"]),
        *([] if cover else ["nobody is named to call"]),
        *([f"not told yet: {and_list([active[each] for each in untold])}"] if untold else []),
    ]
    pages = (("absence", one.id), *(("client", each) for each in untold))
    if missing:
        return Found(False, f"Away {away}: {'; '.join(missing)}.", pages)
    last = max((one.told[each] for each in active), default=None)
    told = f"every active client was told, the last one on {day_text(last)}" if last else "no client is active"
    return Found(True, f"Away {away}: {cover} is the one to call; {told}.", pages)


def _end(absence: AbsenceFacts) -> datetime | None:
    """When it ends, or ended sooner; nothing while that is not known."""
    return absence.back_at or absence.until_at


def disclosures(records: Records, client: ClientFacts) -> Found:
    """Each thing that left with its day, a recipient, what it was, and a basis; a consent that was named is one."""
    every = sorted(client.disclosures, key=lambda one: (one.at, one.id))
    if not every:
        return Found(False, f"Nothing is logged as having left about {client.title}.")
    lacking = [one for one in every if _misses(one)]
    if lacking:
        one = lacking[0]
        what = quoted(one.what) if one.what.strip() else "something"
        says = f"What left on {day_text(day_there(one.at, records))} ({what}) lacks {and_list(_misses(one))}."
        return Found(False, says, tuple(("disclosure", each.id) for each in lacking))
    last = every[-1]
    number, day = capital(counted(len(every), "disclosure")), day_text(day_there(last.at, records))
    says = f"{number} logged, each with recipient, content and basis; the last one to {last.recipient} on {day}."
    return Found(True, says, tuple(("disclosure", one.id) for one in reversed(every)))


def _misses(one: DisclosureFacts) -> list[str]:
    wanted = {"a recipient": one.recipient, "what was given": one.what, "a basis": one.basis or one.consent}
    return [words for words, value in wanted.items() if not value.strip()]


def _later(key: str) -> Look:
    return lambda _: Found(None, f"{capital(LATER[key])} will answer this; until then your own answer counts.")


LOOKS: Mapping[str, Look] = {
    "referral.entries": referral_entries,
    "support.sought_logged": support_sought,
    "absence.clients_told": absence_told,
    "incident.logged": incident_logged,
    "disclosure.logged_with_basis": of_client(disclosures),
    **{key: _later(key) for key in LATER},
}
