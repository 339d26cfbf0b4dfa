"""Reading agreements: one version with its clauses filled, what is missing in it, and the summary for the client.

A draft reads what is true now: the client's goals, the terms, the practice's defaults. A version that was sent reads
only what was frozen into it, so nothing that changes later changes a word of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from coachdesk import catalogue
from coachdesk.documents.filled import filled_in
from coachdesk.documents.words import DEFAULT as ENGLISH
from coachdesk.documents.words import words_for
from coachdesk.domain import agreement_life as life
from coachdesk.domain import agreements as rules
from coachdesk.domain.agreement_words import Person, gaps, values_for
from coachdesk.domain.clauses import Clause, ClauseSet, clause_set, fill
from coachdesk.domain.errors import failure
from coachdesk.domain.fingerprints import canonical
from coachdesk.domain.ledger import Line
from coachdesk.domain.sessions import NOTHING, Tally
from coachdesk.domain.settings import LANGUAGES
from coachdesk.domain.times import zone_at
from coachdesk.domain.views.agreements import Gap, GoalSnapshot, SignatureView, SummaryClause
from coachdesk.services.ledger_rows import OF_CLIENT, by_agreement, lines_of, paid_under
from coachdesk.services.session_agreements import tallies
from coachdesk.store.engine import Session
from coachdesk.store.session import RowT
from coachdesk.store.tables.agreements import Agreement, AgreementVersion, ClauseText, Signature
from coachdesk.store.tables.clients import Client
from coachdesk.store.tables.contacts import Contact
from coachdesk.store.tables.goals import Goal

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

DEFAULT_TITLE = rules.DEFAULT_TITLE


@cache
def known_clauses() -> ClauseSet:
    """Every clause and placeholder of the catalogue, in the words of each language."""
    return clause_set(catalogue.load("clauses"), {tag: words_for(tag).clause for tag in LANGUAGES if tag != ENGLISH})


@dataclass(frozen=True, slots=True)
class Reading:
    """One version as it was read: rows, terms, and the text of every placeholder that is known."""

    agreement: Agreement
    version: AgreementVersion
    all_versions: tuple[AgreementVersion, ...]
    versions: tuple[rules.VersionFacts, ...]
    facts: rules.VersionFacts
    client: Client
    sponsor: str
    terms: rules.Terms
    goals: tuple[GoalSnapshot, ...]
    values: Mapping[str, str]
    signatures: tuple[SignatureView, ...]
    today: date
    used: Tally = NOTHING
    """Its sessions that are held, charged and booked."""
    lines: tuple[Line, ...] = ()
    """The lines of the ledger under it."""
    language: str = ENGLISH
    """Of the catalogue's words in it. A version that was frozen before there was another language is in English."""

    @property
    def sponsored(self) -> bool:
        """Whether somebody else pays."""
        return self.agreement.sponsor_id is not None

    @property
    def frozen(self) -> bool:
        """Whether its words can no longer change."""
        return self.version.sent_at is not None

    @property
    def state(self) -> str:
        """The state of this version: draft, sent, signed, ended, or withdrawn."""
        return rules.version_state(self.facts, self.sponsored, self.agreement.ended_on, self.today)

    @property
    def title(self) -> str:
        """The title of this version as it was sent, or as the next one will have it; else the one that all have."""
        return (self.version.title if self.frozen else self.agreement.title) or DEFAULT_TITLE

    @property
    def included(self) -> tuple[Clause, ...]:
        """The clauses that are in, as they are worded in this version."""
        return tuple(self.worded(one) for one in self.version.clauses if one.included)

    def worded(self, text: ClauseText) -> Clause:
        """A clause in the words of this version; in a draft the catalogue's words follow the fee."""
        clause = clause_of(text)
        return clause if self.frozen else known_clauses().worded(clause, self.terms.pro_bono, self.language)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing before sending; a frozen version misses nothing."""
        if self.frozen:
            return ()
        excused = {one.key for one in self.version.clauses if one.why_out and not one.included}
        known, barter = known_clauses(), self.terms.barter
        return gaps(known, self.included, self.values, self.goals, self.sponsored, barter, excused)

    @property
    def paid(self) -> int | None:
        """How many of its sessions payments cover; nothing where that cannot be said."""
        return paid_under(self.terms, self.lines)

    @property
    def fingerprint(self) -> str:
        """What stands for exactly this frozen content; empty for a draft."""
        return fingerprint_of(self.version)

    def content(self) -> dict[str, object]:
        """What this version says, whole, in the form that the fingerprint stands for."""
        return rules.frozen_content(
            title=self.title,
            number=self.version.number,
            coach=self.values.get("coach_name", ""),
            client=self.values.get("client_name", ""),
            sponsor=self.sponsor,
            terms=self.terms,
            goals=self.goals,
            clauses=[(one.key, one.title, one.text) for one in self.filled()],
        )

    def filled(self) -> tuple[SummaryClause, ...]:
        """The clauses that are in, as the client reads them."""
        return tuple(SummaryClause(one.key, one.title, fill(one.wording, self.values).text) for one in self.included)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rows that the agreements of one client are read from, fetched once."""

    clients: Mapping[str, Client]
    contacts: Mapping[str, Contact]
    versions: Mapping[str, list[AgreementVersion]]
    signatures: Mapping[str, list[Signature]]
    goals: Mapping[str, list[Goal]]
    sessions: Mapping[str, Tally]
    lines: Mapping[str, list[Line]]
    """Of the ledger, by agreement."""


def shelf(desk: Desk, db: Session, client_id: str) -> Shelf:
    """Fetch the rows of one client's agreements."""

    def of(model: type[RowT], column: Any) -> list[RowT]:
        return desk.whole(db.all(model, column == client_id))

    return Shelf(
        clients={row.id: row for row in of(Client, Client.id)},
        contacts={row.id: row for row in desk.whole(db.all(Contact))},
        versions=_grouped(of(AgreementVersion, AgreementVersion.client_id), "agreement_id"),
        signatures=_grouped(of(Signature, Signature.client_id), "version_id"),
        goals=_grouped(of(Goal, Goal.client_id), "client_id"),
        sessions=tallies(desk, client_id),
        lines=by_agreement(lines_of(desk, OF_CLIENT, (client_id,))),
    )


def _grouped(rows: list[RowT], column: str) -> dict[str, list[RowT]]:
    groups: dict[str, list[RowT]] = {}
    for row in rows:
        groups.setdefault(getattr(row, column), []).append(row)
    return groups


NEWEST = -1
"""In place of the number of a version: the last one that was written, whatever became of it."""


def newest(desk: Desk, db: Session, agreement_id: str) -> Reading:
    """The last version that was written: the one to go on writing, or to go on from. Raises `ref.unknown`."""
    return read(desk, db, agreement_id, NEWEST)


def read(desk: Desk, db: Session, agreement_id: str, number: int | None = None) -> Reading:
    """One version of an agreement, the one it opens on (`agreement_life.opens_on`) where none is named.

    Raises `ref.unknown`, `agreement.no-version`.
    """
    agreement = db.get(Agreement, agreement_id)
    if agreement is None:
        raise failure("ref.unknown", ref=agreement_id, noun="agreement")
    rows = shelf(desk, db, agreement.client_id)
    found = read_from(desk, rows, agreement, number)
    return check_frozen(found, rows.signatures.get(found.version.id, []))


def read_from(desk: Desk, rows: Shelf, agreement: Agreement, number: int | None = None) -> Reading:
    """One version of an agreement, the one it opens on where none is named, from rows that were fetched already."""
    if agreement.client_id not in rows.clients or agreement.id not in rows.versions:
        raise failure("row.damaged", table="agreement", id=agreement.id)
    versions = sorted(rows.versions[agreement.id], key=lambda one: one.number)
    facts_by_version = {one.id: facts_of(one, rows.signatures.get(one.id, [])) for one in versions}
    if number == NEWEST:
        number = versions[-1].number
    elif number is None:
        facts, sponsored = tuple(facts_by_version.values()), agreement.sponsor_id is not None
        number = life.opens_on(facts, sponsored, agreement.ended_on, desk.today())
    version = next((one for one in versions if one.number == number), None)
    if version is None:
        raise failure("agreement.no-version", number=number, last=versions[-1].number)
    client = rows.clients[agreement.client_id]
    contact = rows.contacts.get(agreement.sponsor_id or "")
    sponsor = contact.name if contact else ""
    terms, goals = terms_of(version), _goals(version, rows.goals.get(client.id, []))
    frozen = version.sent_at is not None
    language = terms.language or (ENGLISH if frozen else desk.settings().language)
    return Reading(
        agreement=agreement,
        version=version,
        all_versions=tuple(versions),
        versions=tuple(facts_by_version.values()),
        facts=facts_by_version[version.id],
        client=client,
        sponsor=version.fills.get("sponsor_name", "") if frozen else sponsor,
        terms=terms,
        goals=goals,
        values=version.fills if frozen else values_of(desk, terms, client, goals, sponsor, version.fills, language),
        signatures=_signatures(rows.signatures.get(version.id, [])),
        today=desk.today(),
        used=rows.sessions.get(agreement.id, NOTHING),
        lines=tuple(rows.lines.get(agreement.id, ())),
        language=language,
    )


def fingerprint_of(version: AgreementVersion) -> str:
    """What stands for exactly the content that was frozen, as it was written down then; empty for a draft."""
    if not version.salt or not version.content:
        return ""
    return sha256(bytes.fromhex(version.salt) + version.content.encode()).hexdigest()


def check_frozen(reading: Reading, signatures: Iterable[Signature] = ()) -> Reading:
    """The same reading, whose rows say what was frozen and signed. Raises `row.damaged` where they do not: whoever
    sealed one of them anew, with the keys or without, did it past every verb."""
    version = reading.version
    if not version.content:
        return reading
    frozen, now = json.loads(version.content), json.loads(canonical(reading.content()))
    # what the form of terms has gained since the version was frozen is not in it
    now["terms"] = {name: value for name, value in now["terms"].items() if name in frozen["terms"]}
    printed = fingerprint_of(version)
    if now != frozen or any(one.fingerprint not in ("", printed) for one in signatures):
        raise failure("row.damaged", table="agreement_version", id=version.id)
    return reading


def versions_of(db: Session, agreement_id: str) -> list[AgreementVersion]:
    """Every version of an agreement, as it is stored."""
    return db.all(AgreementVersion, AgreementVersion.agreement_id == agreement_id)


def _signatures(rows: list[Signature]) -> tuple[SignatureView, ...]:
    """The signatures of a version: the client's, the coach's, the payer's."""
    return tuple(
        SignatureView(party=one.party, by_name=one.by_name, on=one.signed_on, how=one.how)
        for one in sorted(rows, key=lambda sign: rules.PARTIES.index(sign.party))
    )


def facts_of(version: AgreementVersion, signatures: list[Signature]) -> rules.VersionFacts:
    """What the rules need of a version."""
    return rules.VersionFacts(
        number=version.number,
        sent_at=version.sent_at,
        withdrawn_at=version.withdrawn_at,
        signed={one.party: one.signed_on for one in signatures},
        start=version.start_on,
        end=version.end_on,
    )


def terms_of(version: AgreementVersion) -> rules.Terms:
    """The terms of a version: its sealed fields, and its dates from their columns."""
    terms = rules.terms_from_json(version.terms)
    return replace(terms, start=version.start_on, end=version.end_on, review=version.review_on)


def put_terms(version: AgreementVersion, terms: rules.Terms) -> None:
    """Write terms into a draft's row. The dates have columns of their own and are kept there alone."""
    stored = terms.as_json()
    for name in ("start", "end", "review"):
        stored.pop(name)
    version.terms = stored
    version.start_on, version.end_on, version.review_on = terms.start, terms.end, terms.review


def clause_of(text: ClauseText) -> Clause:
    """A clause of a version with what the catalogue knows of it; one of the coach's own stands for itself."""
    known = next((one for one in known_clauses().clauses if one.key == text.key), Clause(text.key, text.title, ""))
    return replace(known, title=text.title, wording=text.wording)


def _goals(version: AgreementVersion, rows: list[Goal]) -> tuple[GoalSnapshot, ...]:
    """The goals as they were frozen, or for a draft the client's open goals as they are now."""
    if version.sent_at is not None:
        return tuple(GoalSnapshot(one.text, one.measure) for one in version.goals)
    in_order = sorted(rows, key=lambda goal: (goal.position, goal.id))
    return tuple(GoalSnapshot(one.text, one.measure) for one in in_order if one.state == "open")


def values_of(
    desk: Desk,
    terms: rules.Terms,
    client: Client,
    goals: tuple[GoalSnapshot, ...],
    sponsor: str,
    fills: Mapping[str, str],
    language: str,
) -> dict[str, str]:
    """The text of every placeholder as things stand now, in the words of a language."""
    zone = zone_at(desk.clock(), client.zone, client.away_zone, client.away_from, client.away_until)
    person = Person(
        name=client.full_name or client.called,
        email=client.email,
        phone=client.phone,
        zone=zone,
        expects_reply_minutes=client.expects_reply_minutes,
    )
    return values_now(desk, terms, person, goals, sponsor, fills, language)


def values_now(
    desk: Desk, terms: rules.Terms, person: Person, goals: tuple[GoalSnapshot, ...], sponsor: str,
    fills: Mapping[str, str], language: str,
) -> dict[str, str]:  # fmt: skip
    """The same for someone whose row is not at hand."""
    settings = desk.settings()
    known = filled_in(values_for(terms, person, settings, goals, sponsor, fills), terms, words_for(language))
    return {**known, "business": settings.business} if settings.business else known
