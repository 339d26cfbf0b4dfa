"""Which agreement, and which version of it, is asked about where several could be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from coachdesk.domain.agreements import in_force, in_force_from, signed_on
from coachdesk.domain.days import day_text
from coachdesk.domain.evidence.facts import AgreementFacts, ClientFacts, Found, Look, Record, Records, VersionRead

NO_AGREEMENT = "This is asked about an agreement, and none was written yet."
TAKEN_BACK = "Every version of this agreement was taken back."


def sponsored(agreement: AgreementFacts) -> bool:
    """Whether somebody else pays, and signs too."""
    return bool(agreement.sponsor_id)


def signed_day(agreement: AgreementFacts, version: VersionRead) -> date | None:
    """The day on which all who must had signed a version."""
    return signed_on(version.facts, sponsored(agreement))


def standing(agreement: AgreementFacts) -> list[VersionRead]:
    """Its versions that were not taken back, by number."""
    kept = (one for one in agreement.versions if one.facts.withdrawn_at is None)
    return sorted(kept, key=lambda one: one.facts.number)


def signed_versions(agreement: AgreementFacts) -> list[VersionRead]:
    """Its versions that all signed, by number."""
    return [one for one in standing(agreement) if signed_day(agreement, one) is not None]


def version_of(agreement: AgreementFacts, today: date) -> VersionRead | None:
    """The version in force today; else the newest one that all signed; else the newest. Nothing where every one was
    taken back."""
    held = _in_force(agreement, today)
    return held or next(iter([*reversed(signed_versions(agreement)), *reversed(standing(agreement))]), None)


def agreement_of(client: ClientFacts, today: date) -> AgreementFacts | None:
    """The agreement in force today; else the newest one that all signed, unless it is over and another was written
    after it; else the newest. Of several in force it is the one that began last. What was taken back whole is none."""
    kept = [one for one in client.agreements if standing(one)]
    running = [one for one in kept if _in_force(one, today) is not None]
    if running:
        return max(running, key=lambda one: (_since(one, today), kept.index(one)))
    signed = [one for one in kept if signed_versions(one)]
    if signed and (kept[-1] in signed or any(_begins_later(one, today) for one in signed)):
        return max(signed, key=lambda one: (max(_signed_days(one)), kept.index(one)))
    return kept[-1] if kept else None


def asked_about(records: Records) -> AgreementFacts | None:
    """The agreement that was named, else that of the client."""
    if records.agreement is not None:
        return records.agreement
    return agreement_of(records.client, records.today) if records.client is not None else None


def of_version(look: Callable[[Records, AgreementFacts, VersionRead], Found]) -> Look:
    """The function as one of an agreement and the version that counts today; without one it says so."""

    def looked(records: Records) -> Found:
        agreement = asked_about(records)
        if agreement is None:
            return Found(False, NO_AGREEMENT)
        version = version_of(agreement, records.today)
        return look(records, agreement, version) if version else Found(False, TAKEN_BACK, page(agreement))

    return looked


def page(agreement: AgreementFacts) -> tuple[Record, ...]:
    """What opens an agreement."""
    return (("agreement", agreement.id),)


def all_words(agreement: AgreementFacts) -> str:
    """Everyone who must sign: `both`, or `client, coach and payer`."""
    return "client, coach and payer" if sponsored(agreement) else "both"


def named(agreement: AgreementFacts, version: VersionRead) -> str:
    """The version in a sentence: `the agreement, signed by both on 4 January 2027`, `the draft of the agreement`."""
    several = len(standing(agreement)) > 1
    what = f"version {version.facts.number} of the agreement" if several else "the agreement"
    day = signed_day(agreement, version)
    if day is not None:
        return f"{what}, signed by {all_words(agreement)} on {day_text(day)}"
    if version.facts.sent_at is not None:
        return f"{what}, sent and not signed by {all_words(agreement)} yet"
    return f"{what}, a draft that was not sent yet"


def _in_force(agreement: AgreementFacts, day: date) -> VersionRead | None:
    facts = in_force((one.facts for one in agreement.versions), sponsored(agreement), agreement.ended_on, day)
    return next((one for one in agreement.versions if facts is not None and one.facts == facts), None)


def _since(agreement: AgreementFacts, today: date) -> date:
    version = _in_force(agreement, today)
    return (in_force_from(version.facts, sponsored(agreement)) if version else None) or today


def _begins_later(agreement: AgreementFacts, today: date) -> bool:
    days = (in_force_from(one.facts, sponsored(agreement)) for one in agreement.versions)
    return any(day is not None and day > today for day in days)


def _signed_days(agreement: AgreementFacts) -> Iterable[date]:
    days = (signed_day(agreement, one) for one in agreement.versions)
    return (day for day in days if day is not None)
