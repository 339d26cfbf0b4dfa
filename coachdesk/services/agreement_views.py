"""Readings of agreements as the views that screens, the command line and documents get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain import agreement_life as life
from coachdesk.domain import agreements as rules
from coachdesk.domain.agreement_facts import deal
from coachdesk.domain.clauses import Clause, fill
from coachdesk.domain.logos import from_stored
from coachdesk.domain.money import Money, format_money
from coachdesk.domain.views.agreements import (
    AgreementPage,
    AgreementSummary,
    ClauseView,
    Ending,
    PlaceholderView,
    SessionCount,
    VersionLine,
)
from coachdesk.services.agreement_reading import Reading, fingerprint_of, known_clauses

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.store.tables.agreements import ClauseText


def page_of(reading: Reading, renewed_by: str = "", told_apart: str = "") -> AgreementPage:
    """A version as a screen shows it; `renewed_by` is the agreement that goes on from this one, `told_apart` tells
    its client from a namesake."""
    stored = {one.key for one in reading.version.clauses}
    offered = [one for one in known_clauses().clauses if one.key not in stored and not reading.frozen]
    clauses = [_clause_view(reading, reading.worded(one), one) for one in reading.version.clauses]
    clauses += [_clause_view(reading, _offered(reading, one), None) for one in offered]
    history = version_lines(reading)
    return AgreementPage(
        id=reading.agreement.id,
        client_id=reading.client.id,
        client=reading.client.called,
        told_apart=told_apart,
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
        sessions=sessions_of(reading),
        paid=reading.paid,
        created=reading.agreement.created_at,
        sent=reading.version.sent_at,
        fingerprint=reading.fingerprint,
        sponsor_id=reading.agreement.sponsor_id or "",
        holds=next((one.number for one in history if one.holds), None),
        all_versions=history,
        ending=ending_of(reading),
        renews=reading.agreement.renews_id or "",
        renewed_by=renewed_by,
        opens=life.opens_on(reading.versions, reading.sponsored, reading.agreement.ended_on, reading.today),
    )


def sessions_of(reading: Reading) -> SessionCount:
    """Sessions agreed, held, charged, booked and left, by the version that is read."""
    return rules.count_sessions(reading.terms.sessions, reading.used)


def version_lines(reading: Reading) -> tuple[VersionLine, ...]:
    """Every version, oldest first, with the days on which it is in force."""
    ended_on = reading.agreement.ended_on
    spans = life.spans(reading.versions, reading.sponsored, ended_on)
    lines = []
    for row, facts_ in zip(reading.all_versions, reading.versions, strict=True):
        span = spans.get(row.number)
        line = VersionLine(
            number=row.number,
            state=rules.version_state(facts_, reading.sponsored, ended_on, reading.today),
            created=row.created_at,
            sent=row.sent_at,
            withdrawn=row.withdrawn_at,
            signed=rules.signed_on(facts_, reading.sponsored),
            since=span.since if span else None,
            until=span.until if span else None,
            holds=span is not None and span.holds(reading.today),
            fingerprint=fingerprint_of(row),
        )
        lines.append(line)
    return tuple(lines)


def ending_of(reading: Reading) -> Ending | None:
    """How the agreement was ended, if it was."""
    row = reading.agreement
    if row.ended_on is None:
        return None
    refund = Money(**row.refund) if row.refund else None
    parts = []
    if row.unused is not None:
        parts.append(f"{row.unused} session{'' if row.unused == 1 else 's'} not used")
    if refund is not None:
        parts.append(f"{format_money(refund)} given back" if refund.minor else "nothing to give back")
    elif rule := reading.values.get("refund_rule"):
        parts.append(f"money paid for sessions not held: {rule}")
    return Ending(row.ended_on, row.ended_by or "", row.end_why, row.unused, refund, "; ".join(parts))


def own_words(reading: Reading) -> tuple[str, ...]:
    """The titles of the clauses that are in, in the coach's own words: no language of the catalogue is theirs."""
    known = known_clauses()
    return tuple(one.title for one in reading.included if not known.is_catalogues(one.key, one.wording))


def _offered(reading: Reading, clause: Clause) -> Clause:
    return known_clauses().worded(clause, reading.terms.pro_bono, reading.language)


def _clause_view(reading: Reading, clause: Clause, text: ClauseText | None) -> ClauseView:
    return ClauseView(
        key=clause.key,
        title=clause.title,
        guidance=clause.guidance,
        wording=clause.wording,
        filled=fill(clause.wording, reading.values).text,
        required=clause.is_required(reading.sponsored, reading.terms.barter),
        included=text is not None and text.included,
        own=known_clauses().is_own(clause.key),
        why_out=text.why_out if text else "",
    )


def placeholders_of(reading: Reading, key: str) -> tuple[PlaceholderView, ...]:
    """The places in a clause, as it is worded in this version or else offered."""
    stored = next((reading.worded(one) for one in reading.version.clauses if one.key == key), None)
    clause, known = stored or _offered(reading, known_clauses().get(key)), known_clauses()
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


def summary_of(desk: Desk, reading: Reading) -> AgreementSummary:
    """The summary that the client can hold."""
    values, settings = reading.values, desk.settings()
    return AgreementSummary(
        language=reading.terms.language or settings.language,
        paper=settings.paper,
        title=reading.title,
        coach_name=values.get("coach_name", ""),
        business=values.get("business", ""),
        coach_contact=values.get("coach_contact", ""),
        client_name=values.get("client_name", ""),
        client_contact=values.get("client_contact", ""),
        sponsor_name=reading.sponsor,
        version=reading.version.number,
        # a version that was taken back is agreed by nobody, as a draft is
        standing="draft" if reading.state == "withdrawn" else reading.state,
        deal=deal(reading.terms, values),
        goals=reading.goals,
        clauses=reading.filled(),
        signatures=reading.signatures,
        code_name=values.get("code_name", ""),
        code_edition=values.get("code_edition", ""),
        frozen_at=reading.version.sent_at or desk.clock(),
        fingerprint=reading.fingerprint,
        layout=settings.layout,
        logo=from_stored(settings.get("logo")),
        clauses_language=reading.language,
    )
