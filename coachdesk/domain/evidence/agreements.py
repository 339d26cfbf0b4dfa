"""What the records say of the agreement: who signed it and when, and whether a change was written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from coachdesk.domain.agreements import still_to_sign
from coachdesk.domain.days import day_text
from coachdesk.domain.engagements import First, being_made, comes_back, engagement_on, first_session
from coachdesk.domain.evidence import clauses
from coachdesk.domain.evidence.current import (
    NO_AGREEMENT,
    TAKEN_BACK,
    agreement_of,
    all_words,
    asked_about,
    of_version,
    page,
    signed_day,
    signed_versions,
    sponsored,
    standing,
)
from coachdesk.domain.evidence.entries import and_list, capital, day_there, of_client
from coachdesk.domain.evidence.facts import AgreementFacts, ClientFacts, Found, Look, Records, VersionRead
from coachdesk.domain.evidence.words import days_apart

Signed = tuple[date, AgreementFacts]
"""The day on which a version came to be signed by all who must, and whose version it is."""


def signed_before_first_session(records: Records, client: ClientFacts) -> Found:
    """Signed by all who must on or before the day of the engagement's first session; before one was held, signed.

    Of someone coached before this desk the papers of then are not here: the records cannot say that there were none.
    """
    first = first_session(client, records.today, records.zone)
    signed = _signed(_agreements(records, client))
    in_time = [one for one in signed if first is None or one[0] <= first.on]
    if in_time:
        day, agreement = in_time[-1]
        return Found(True, f"Signed by {all_words(agreement)} on {_beside(day, first)}.", page(agreement))
    if first is not None and first.session is None:
        says = f"Coached since {day_text(first.on)}, before this desk: what was signed by then is not kept here."
        return Found(None, says, (("client", client.id),))
    if signed:
        day, agreement = signed[0]
        return Found(False, f"Signed by {all_words(agreement)} only on {_beside(day, first)}.", page(agreement))
    return _unsigned(records, client, first)


def sponsor_signed(records: Records, agreement: AgreementFacts, version: VersionRead) -> Found:
    """Somebody else pays, and signed."""
    payer = agreement.sponsor or "The payer"
    if not sponsored(agreement):
        return Found(False, "Nobody but the client pays under this agreement.", page(agreement))
    day = version.facts.signed.get("payer")
    if day is not None:
        return Found(True, f"{payer} signed as the payer on {day_text(day)}.", page(agreement))
    others = [f"the {one} on {day_text(on)}" for one, on in version.facts.signed.items()]
    rest = f"; {and_list(others)} did" if others else ""
    how = "has not signed" if version.facts.sent_at is not None else "could not sign yet: the agreement is a draft"
    return Found(False, f"{payer} pays and {how}{rest}.", page(agreement))


def amendment_dated(records: Records) -> Found:
    """Since the last version that all signed, fee, schedule, length and payer are as they stand in it."""
    agreement = asked_about(records)
    if agreement is None:
        return Found(False, NO_AGREEMENT)
    versions, signed = standing(agreement), signed_versions(agreement)
    if not versions:
        return Found(False, TAKEN_BACK, page(agreement))
    if not signed:
        return Found(True, "Nothing was signed yet, so there is nothing to amend.", page(agreement))
    held = signed[-1]
    since = f"version {held.facts.number}, signed on {_signed_text(agreement, held)}"
    for newer in (one for one in versions if one.facts.number > held.facts.number):
        if changed := _changed(held, newer):
            says = f"Version {newer.facts.number} changes {changed} and is not signed; what holds is {since}."
            return Found(False, says, page(agreement))
    for older, version in reversed(list(pairwise(signed))):
        if changed := _changed(older, version):
            says = f"{capital(changed)} changed with version {version.facts.number}"
            return Found(True, f"{says}, signed on {_signed_text(agreement, version)}.", page(agreement))
    first = _signed_text(agreement, signed[0])
    says = f"Fee, schedule, length and payer are as signed on {first}, so no amendment is needed."
    return Found(True, says, page(agreement))


def _agreements(records: Records, client: ClientFacts) -> Sequence[AgreementFacts]:
    """Those of the engagement; of who comes back, and while nothing was signed or held, what is being made."""
    if comes_back(client, records.today, records.zone):
        return being_made(client, records.today, records.zone)
    found = engagement_on(client, records.today, records.zone)
    if found is not None:
        return found.agreements
    current = agreement_of(client, records.today)
    return () if current is None else (current,)


def _signed(agreements: Sequence[AgreementFacts]) -> list[Signed]:
    """Every signing by all who must, the earliest first."""
    found = [
        (day, agreement)
        for agreement in agreements
        for version in agreement.versions
        if (day := signed_day(agreement, version)) is not None
    ]
    return sorted(found, key=lambda one: one[0])


def _signed_text(agreement: AgreementFacts, version: VersionRead) -> str:
    day = signed_day(agreement, version)
    return day_text(day) if day is not None else ""


def _beside(day: date, first: First | None) -> str:
    """The day of a signature, and how it lies to the first session."""
    if first is None:
        return f"{day_text(day)}; the first session is still to come"
    if day == first.on:
        return f"{day_text(day)}, the day of the first session"
    apart = days_apart(abs((day - first.on).days))
    side = "before" if day < first.on else "after"
    return f"{day_text(day)}, {apart} {side} the first session on {day_text(first.on)}"


def _unsigned(records: Records, client: ClientFacts, first: First | None) -> Found:
    """Nothing was signed: how far it is, and whether they have met without."""
    met = f"; the first session was on {day_text(first.on)}" if first is not None else ""
    agreement = agreement_of(client, records.today)
    if comes_back(client, records.today, records.zone):
        agreement = next(iter(being_made(client, records.today, records.zone)[::-1]), None)
        met = ", since the last one was over" if agreement is None else met
    if agreement is None:
        return Found(False, f"No agreement with {client.title} was written{met}.")
    version = standing(agreement)[-1]
    if version.facts.sent_at is None:
        return Found(False, f"The agreement with {client.title} is a draft, not sent yet{met}.", page(agreement))
    missing = and_list([f"the {party}" for party in still_to_sign(version.facts, sponsored(agreement))])
    sent = day_text(day_there(version.facts.sent_at, records))
    says = f"The agreement was sent on {sent} and {missing} did not sign it yet"
    return Found(False, f"{says}{met}.", page(agreement))


def _changed(older: VersionRead, newer: VersionRead) -> str:
    """What of fee, schedule, length and payer differs between two versions, in words; empty where nothing does."""
    names = list(dict.fromkeys([*older.deal, *newer.deal]))
    return and_list([f"the {name}" for name in names if older.deal.get(name, "") != newer.deal.get(name, "")])


LOOKS: Mapping[str, Look] = {
    "agreement.signed_before_first_session": of_client(signed_before_first_session),
    "agreement.sponsor_signed": of_version(sponsor_signed),
    "agreement.amendment_dated": amendment_dated,
    **clauses.LOOKS,
}
