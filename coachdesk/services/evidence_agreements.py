"""Agreements as evidence reads them: each version with its clauses filled, from the raw rows of one client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coachdesk.documents.words import DEFAULT as ENGLISH
from coachdesk.domain.agreement_words import Person, instalments_words
from coachdesk.domain.agreements import DEFAULT_TITLE, Terms, terms_from_json
from coachdesk.domain.clauses import Clause, fill, placeholders
from coachdesk.domain.days import day_text
from coachdesk.domain.evidence.current import version_of
from coachdesk.domain.evidence.facts import AgreementFacts, ClauseFacts, VersionRead
from coachdesk.domain.money import format_money
from coachdesk.domain.times import from_stamp, zone_at
from coachdesk.domain.views.agreements import GoalSnapshot
from coachdesk.services.agreement_reading import known_clauses, values_now
from coachdesk.services.agreement_rows import by_agreement, day_of, facts_of_row, signed_days

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Row = Mapping[str, Any]
OF_CLIENT = "WHERE client_id = ?"


@dataclass(frozen=True)
class _Shelf:
    """What the agreements of a client are read from: their row, and what only a draft asks for, when it is asked."""

    desk: Desk
    client: Row
    sponsors: Mapping[str, str]

    @cached_property
    def person(self) -> Person:
        row = self.client
        away = row["away_zone"], day_of(row["away_from"]), day_of(row["away_until"])
        return Person(
            name=row["full_name"] or row["called"],
            email=row["email"],
            phone=row["phone"],
            zone=zone_at(self.desk.clock(), row["zone"], *away),
            expects_reply_minutes=row["expects_reply_minutes"],
        )

    @cached_property
    def goals(self) -> tuple[GoalSnapshot, ...]:
        rows = self.desk.rows("goal", OF_CLIENT, (self.client["id"],))
        rows.sort(key=lambda row: (row["position"], row["id"]))
        return tuple(GoalSnapshot(row["text"], row["measure"]) for row in rows if row["state"] == "open")


def agreements_of(desk: Desk, client: Row) -> tuple[AgreementFacts, ...]:
    """Every agreement of the client of that row, the oldest first. Damaged rows are left out and remembered."""
    rows = sorted(desk.rows("agreement", OF_CLIENT, (client["id"],)), key=lambda row: (row["created_at"], row["id"]))
    versions = by_agreement(desk.rows("agreement_version", OF_CLIENT, (client["id"],)))
    signed = signed_days(desk.rows("signature", OF_CLIENT, (client["id"],)))
    shelf = _Shelf(desk, client, _sponsors(desk, rows))
    return tuple(_agreement(shelf, row, versions[row["id"]], signed) for row in rows if row["id"] in versions)


def _sponsors(desk: Desk, rows: Iterable[Row]) -> dict[str, str]:
    """What those who pay are called, by id."""
    ids = sorted({row["sponsor_id"] for row in rows if row["sponsor_id"]})
    return {one: row["name"] for one in ids for row in desk.rows("contact", "WHERE id = ?", (one,))}


def _agreement(shelf: _Shelf, row: Row, versions: Sequence[Row], signed: Mapping[str, Any]) -> AgreementFacts:
    newest, sponsor = versions[-1], shelf.sponsors.get(row["sponsor_id"] or "", "")
    terms = {one["id"]: _terms(one) for one in versions}
    bare = AgreementFacts(
        id=row["id"],
        title=(newest["title"] if newest["sent_at"] else row["title"]) or DEFAULT_TITLE,
        versions=tuple(_version(shelf, row, one, terms[one["id"]], signed) for one in versions),
        sponsor_id=row["sponsor_id"] or "",
        sponsor=sponsor,
        ended_on=day_of(row["ended_on"]),
        ended_by=row["ended_by"] or "",
    )
    holds = version_of(bare, shelf.desk.today())
    agreed = terms[holds.id if holds is not None else newest["id"]]
    return replace(bare, barter=agreed.barter, free=agreed.pro_bono and not agreed.barter)


def _terms(version: Row) -> Terms:
    terms = terms_from_json(version["terms"])
    days = (day_of(version[name]) for name in ("start_on", "end_on", "review_on"))
    start, end, review = days
    return replace(terms, start=start, end=end, review=review)


def _version(shelf: _Shelf, agreement: Row, row: Row, terms: Terms, signed: Mapping[str, Any]) -> VersionRead:
    sponsor, fills = shelf.sponsors.get(agreement["sponsor_id"] or "", ""), row["fills"]
    language, is_frozen = terms.language or ENGLISH, row["sent_at"] is not None
    if not is_frozen:
        language = terms.language or shelf.desk.settings().language
        fills = values_now(shelf.desk, terms, shelf.person, shelf.goals, sponsor, fills, language)
    is_sponsored = agreement["sponsor_id"] is not None
    return VersionRead(
        id=row["id"],
        facts=facts_of_row(row, signed),
        created_at=from_stamp(row["created_at"]),
        review_on=terms.review,
        clauses=_clauses(row["clauses"], fills, terms, is_sponsored, "" if is_frozen else language),
        deal=_deal(terms, fills.get("sponsor_name", "")),
    )


def _clauses(
    parts: Iterable[Row], values: Mapping[str, str], terms: Terms, sponsored: bool, language: str
) -> dict[str, ClauseFacts]:
    """The clauses by key; a required one that this version was never given is one that is left out.

    `language` is that of a draft, whose catalogue words follow its terms; empty for a frozen version.
    """
    known = known_clauses()
    offered = {one.key: one for one in known.clauses}
    found = {}
    for part in parts:
        clause = replace(
            offered.get(part["key"], Clause(part["key"], "", "")), title=part["title"], wording=part["wording"]
        )
        if language:
            clause = known.worded(clause, terms.pro_bono, language)
        found[clause.key] = _clause(clause, part, values, clause.is_required(sponsored, terms.barter))
    for clause in known.required(sponsored, terms.barter):
        if clause.key not in found:
            found[clause.key] = ClauseFacts(clause.key, clause.title, "", required=True, included=False)
    return found


def _clause(clause: Clause, part: Row, values: Mapping[str, str], required: bool) -> ClauseFacts:
    if not part["included"]:
        return ClauseFacts(clause.key, clause.title, "", (), required, included=False, why_out=part["why_out"])
    filled = fill(clause.wording, values)
    used = {name: values[name] for name in placeholders(clause.wording) if values.get(name)}
    return ClauseFacts(clause.key, clause.title, filled.text, filled.open, required, values=used)


def _deal(terms: Terms, payer: str) -> dict[str, str]:
    """What an amendment is about. From the terms themselves, so that another language or default is no other deal."""
    fee = f"{format_money(terms.fee)} for the {terms.basis}" if terms.fee is not None else ""
    swap = "with a swap" if terms.barter else ""
    parts = {
        "fee": (fee, instalments_words(terms), swap),
        "schedule": (f"{terms.sessions} sessions" if terms.sessions else "", terms.frequency),
        "length": (
            f"{terms.minutes} minutes" if terms.minutes else "",
            f"until {day_text(terms.end)}" if terms.end else "",
        ),
        "payer": (payer or "the client",),
    }
    return {name: ", ".join(filter(None, words)) for name, words in parts.items()}
