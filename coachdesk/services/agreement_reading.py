"""Reading agreements: one version with its clauses filled, what is missing in it, and the summary for the client.

A draft reads what is true now: the client's goals, the terms, the practice's defaults. A version that was sent reads
only what was frozen into it, so nothing that changes later changes a word of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from coachdesk import catalogue
from coachdesk.domain import agreements as rules
from coachdesk.domain.agreement_words import Person, facts, gaps, values_for
from coachdesk.domain.clauses import Clause, ClauseSet, clause_set, fill
from coachdesk.domain.errors import failure
from coachdesk.domain.fingerprints import fingerprint
from coachdesk.domain.times import zone_at
from coachdesk.domain.views.agreements import (
    AgreementLine,
    AgreementPage,
    AgreementSummary,
    ClauseView,
    Gap,
    GoalSnapshot,
    PlaceholderView,
    SignatureView,
    SummaryClause,
)
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
    """Every clause and placeholder of the catalogue."""
    return clause_set(catalogue.load("clauses"))


@dataclass(frozen=True, slots=True)
class Reading:
    """One version as it was read: rows, terms, and the text of every placeholder that is known."""

    agreement: Agreement
    version: AgreementVersion
    versions: tuple[rules.VersionFacts, ...]
    facts: rules.VersionFacts
    client: Client
    sponsor: str
    terms: rules.Terms
    goals: tuple[GoalSnapshot, ...]
    values: Mapping[str, str]
    signatures: tuple[SignatureView, ...]
    today: date

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
        """The agreement's title, or the one that every agreement has."""
        return self.agreement.title or DEFAULT_TITLE

    @property
    def included(self) -> tuple[Clause, ...]:
        """The clauses that are in, as they are worded in this version."""
        return tuple(clause_of(one) for one in self.version.clauses if one.included)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing before sending; a frozen version misses nothing."""
        if self.frozen:
            return ()
        return gaps(known_clauses(), self.included, self.values, self.goals, self.sponsored, self.terms.barter)

    @property
    def fingerprint(self) -> str:
        """What stands for exactly this frozen content; empty for a draft."""
        if not self.version.salt:
            return ""
        return fingerprint(bytes.fromhex(self.version.salt), self.content())

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
    """The rows that agreements are read from, of one client or of all, fetched once."""

    clients: Mapping[str, Client]
    contacts: Mapping[str, Contact]
    versions: Mapping[str, list[AgreementVersion]]
    signatures: Mapping[str, list[Signature]]
    goals: Mapping[str, list[Goal]]


def shelf(desk: Desk, db: Session, client_id: str | None = None) -> Shelf:
    """Fetch the rows of one client's agreements, or of everybody's."""

    def of(model: type[RowT], column: Any) -> list[RowT]:
        return desk.whole(db.all(model) if client_id is None else db.all(model, column == client_id))

    return Shelf(
        clients={row.id: row for row in of(Client, Client.id)},
        contacts={row.id: row for row in desk.whole(db.all(Contact))},
        versions=_grouped(of(AgreementVersion, AgreementVersion.client_id), "agreement_id"),
        signatures=_grouped(of(Signature, Signature.client_id), "version_id"),
        goals=_grouped(of(Goal, Goal.client_id), "client_id"),
    )


def _grouped(rows: list[RowT], column: str) -> dict[str, list[RowT]]:
    groups: dict[str, list[RowT]] = {}
    for row in rows:
        groups.setdefault(getattr(row, column), []).append(row)
    return groups


def read(desk: Desk, db: Session, agreement_id: str, number: int | None = None) -> Reading:
    """One version of an agreement, the newest where none is named. Raises `ref.unknown`, `agreement.no-version`."""
    agreement = db.get(Agreement, agreement_id)
    if agreement is None:
        raise failure("ref.unknown", ref=agreement_id, noun="agreement")
    return read_from(desk, shelf(desk, db, agreement.client_id), agreement, number)


def read_from(desk: Desk, rows: Shelf, agreement: Agreement, number: int | None = None) -> Reading:
    """One version of an agreement from rows that were fetched already."""
    if agreement.client_id not in rows.clients or agreement.id not in rows.versions:
        raise failure("row.damaged", table="agreement", id=agreement.id)
    versions = sorted(rows.versions[agreement.id], key=lambda one: one.number)
    version = next((one for one in versions if one.number == (number or versions[-1].number)), None)
    if version is None:
        raise failure("agreement.no-version", number=number, last=versions[-1].number)
    facts_by_version = {one.id: facts_of(one, rows.signatures.get(one.id, [])) for one in versions}
    client = rows.clients[agreement.client_id]
    contact = rows.contacts.get(agreement.sponsor_id or "")
    sponsor = contact.name if contact else ""
    terms, goals = terms_of(version), _goals(version, rows.goals.get(client.id, []))
    frozen = version.sent_at is not None
    return Reading(
        agreement=agreement,
        version=version,
        versions=tuple(facts_by_version.values()),
        facts=facts_by_version[version.id],
        client=client,
        sponsor=version.fills.get("sponsor_name", "") if frozen else sponsor,
        terms=terms,
        goals=goals,
        values=version.fills if frozen else _values(desk, version, terms, client, goals, sponsor),
        signatures=_signatures(rows.signatures.get(version.id, [])),
        today=desk.today(),
    )


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


def _values(
    desk: Desk,
    version: AgreementVersion,
    terms: rules.Terms,
    client: Client,
    goals: tuple[GoalSnapshot, ...],
    sponsor: str,
) -> Mapping[str, str]:
    zone = zone_at(desk.clock(), client.zone, client.away_zone, client.away_from, client.away_until)
    person = Person(
        name=client.full_name or client.called,
        email=client.email,
        phone=client.phone,
        zone=zone,
        expects_reply_minutes=client.expects_reply_minutes,
    )
    settings = desk.settings()
    known = values_for(terms, person, settings, goals, sponsor, version.fills)
    return {**known, "business": settings.business} if settings.business else known


def page_of(reading: Reading) -> AgreementPage:
    """A version as a screen shows it."""
    stored = {one.key for one in reading.version.clauses}
    offered = [one for one in known_clauses().clauses if one.key not in stored and not reading.frozen]
    clauses = [_clause_view(reading, clause_of(one), one.included) for one in reading.version.clauses]
    clauses += [_clause_view(reading, one, False) for one in offered]
    return AgreementPage(
        id=reading.agreement.id,
        client_id=reading.client.id,
        client=reading.client.called,
        client_name=reading.client.full_name or reading.client.called,
        sponsor=reading.sponsor,
        title=reading.title,
        state=reading.state,
        version=reading.version.number,
        versions=len(reading.versions),
        terms=reading.terms.view(),
        clauses=tuple(clauses),
        goals=reading.goals,
        fills=tuple(sorted(reading.version.fills.items())) if not reading.frozen else (),
        missing=reading.gaps,
        signatures=reading.signatures,
        to_sign=rules.still_to_sign(reading.facts, reading.sponsored),
        sessions=rules.count_sessions(reading.terms.sessions),
        created=reading.agreement.created_at,
        sent=reading.version.sent_at,
        fingerprint=reading.fingerprint,
    )


def _clause_view(reading: Reading, clause: Clause, included: bool) -> ClauseView:
    return ClauseView(
        key=clause.key,
        title=clause.title,
        guidance=clause.guidance,
        wording=clause.wording,
        filled=fill(clause.wording, reading.values).text,
        required=clause.is_required(reading.sponsored, reading.terms.barter),
        included=included,
    )


def placeholders_of(reading: Reading, key: str) -> tuple[PlaceholderView, ...]:
    """The places in a clause, as it is worded in this version or else offered."""
    stored = next((clause_of(one) for one in reading.version.clauses if one.key == key), None)
    clause, known = stored or known_clauses().get(key), known_clauses()
    own = {} if reading.frozen else reading.version.fills
    return tuple(
        PlaceholderView(
            name=name,
            what=known.what(name),
            text=reading.values.get(name, ""),
            fill=own.get(name, ""),
            given=known.is_given(name),
        )
        for name in clause.placeholders
    )


def line_of(reading: Reading, told_apart: str = "") -> AgreementLine:
    """An agreement as a list shows it."""
    return AgreementLine(
        id=reading.agreement.id,
        client_id=reading.client.id,
        client=reading.client.called,
        told_apart=told_apart,
        title=reading.title,
        state=rules.agreement_state(reading.versions, reading.sponsored, reading.agreement.ended_on, reading.today),
        version=reading.version.number,
        start=reading.terms.start,
        end=reading.terms.end,
        gaps=len(reading.gaps),
        sessions=rules.count_sessions(reading.terms.sessions),
        sent=reading.version.sent_at,
        signed=rules.signed_on(reading.facts, reading.sponsored),
        to_sign=rules.still_to_sign(reading.facts, reading.sponsored),
        ended=reading.agreement.ended_on,
    )


def summary_of(desk: Desk, reading: Reading) -> AgreementSummary:
    """The summary that the client can hold."""
    values, settings = reading.values, desk.settings()
    return AgreementSummary(
        language="en",
        paper=settings.paper,
        title=reading.title,
        coach_name=values.get("coach_name", ""),
        business=values.get("business", ""),
        coach_contact=values.get("coach_contact", ""),
        client_name=values.get("client_name", ""),
        client_contact=values.get("client_contact", ""),
        sponsor_name=reading.sponsor,
        version=reading.version.number,
        standing=reading.state,
        facts=facts(reading.terms, values),
        goals=reading.goals,
        clauses=reading.filled(),
        signatures=reading.signatures,
        code_name=values.get("code_name", ""),
        code_edition=values.get("code_edition", ""),
        frozen_at=reading.version.sent_at or desk.clock(),
        fingerprint=reading.fingerprint,
    )
