"""Agreements: written from clauses, sent (which freezes them), signed, and handed over."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coachdesk.domain import agreement_life as life
from coachdesk.domain import agreements as rules
from coachdesk.domain.errors import failure
from coachdesk.domain.fingerprints import SALT_BYTES, canonical
from coachdesk.domain.ids import new_id
from coachdesk.domain.text import NAME_LIMIT, clean
from coachdesk.domain.views.agreements import AgreementPage, PlaceholderView
from coachdesk.services import agreement_drafts as drafts
from coachdesk.services import agreement_reading as reading
from coachdesk.services import agreement_reviews as reviews
from coachdesk.services import agreement_views as views
from coachdesk.services.agreement_lines import lines
from coachdesk.services.agreement_papers import export, summary
from coachdesk.services.agreement_reading import DEFAULT_TITLE
from coachdesk.services.clients import names_apart
from coachdesk.services.refs import Candidate, resolve
from coachdesk.store.tables.agreements import Agreement, AgreementVersion, ClauseText, GoalText, Signature
from coachdesk.store.tables.clients import Client
from coachdesk.store.tables.contacts import Contact
from coachdesk.store.tables.sessions import SessionRow

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

__all__ = [
    "DEFAULT_TITLE",
    "add_clause",
    "delete",
    "edit",
    "export",
    "fill",
    "find",
    "include",
    "lines",
    "move_clause",
    "new",
    "page",
    "placeholders_of",
    "remove_clause",
    "reword",
    "send",
    "set_sponsor",
    "sign",
    "summary",
]


def new(
    desk: Desk,
    client_id: str,
    terms: rules.Terms,
    *,
    title: str = "",
    fills: Mapping[str, str] | None = None,
    sponsor_id: str | None = None,
    clauses: tuple[ClauseText, ...] = (),
) -> AgreementPage:
    """A draft for a client: the required clauses in (or those given), the others offered, terms as entered.

    Raises what `check_terms` and `check_fills` refuse; nothing is written then.
    """
    known, settings = reading.known_clauses(), desk.settings()
    if terms.cancel_hours is None:
        terms = replace(terms, cancel_hours=settings.cancel_hours)
    rules.check_terms(terms)
    agreement_id = new_id()
    written = clauses or tuple(
        ClauseText(
            key=one.key,
            title=one.title,
            wording=one.wording,
            included=one.is_required(sponsor_id is not None, terms.barter),
        )
        for one in known.clauses
    )
    with desk.store.write("agreements.new", client_id=client_id) as db:
        if db.get(Client, client_id) is None:
            raise failure("ref.unknown", ref=client_id, noun="client")
        now = desk.clock()
        db.add(
            Agreement(
                id=agreement_id,
                client_id=client_id,
                created_at=now,
                sponsor_id=sponsor_id,
                title=clean(title, NAME_LIMIT, "title"),
            )
        )
        version = AgreementVersion(
            id=new_id(),
            client_id=client_id,
            agreement_id=agreement_id,
            number=1,
            created_at=now,
            clauses=written,
            fills=known.check_fills(fills or {}, [one.wording for one in written if one.included]),
        )
        reading.put_terms(version, terms)
        db.add(version)
    return page(desk, agreement_id)


def edit(desk: Desk, agreement_id: str, terms: rules.Terms, title: str | None = None) -> AgreementPage:
    """New terms (and title) for a draft. Raises `agreement.sent-already` once it was sent."""
    rules.check_terms(terms)
    with desk.store.write("agreements.edit", client_id=drafts.client_of(desk, agreement_id)) as db:
        agreement, version = drafts.draft(desk, db, agreement_id)
        reading.put_terms(version, terms)
        if title is not None:
            agreement.title = clean(title, NAME_LIMIT, "title")
    return page(desk, agreement_id)


def fill(desk: Desk, agreement_id: str, fills: Mapping[str, str]) -> AgreementPage:
    """Fill placeholders of a draft; an empty text takes a fill back. Raises `fill.unknown`, `fill.given`."""
    with desk.store.write("agreements.edit", client_id=drafts.client_of(desk, agreement_id)) as db:
        _, version = drafts.draft(desk, db, agreement_id)
        drafts.put_fills(version, fills)
    return page(desk, agreement_id)


def reword(
    desk: Desk,
    agreement_id: str,
    key: str,
    wording: str,
    fills: Mapping[str, str] | None = None,
    title: str | None = None,
) -> AgreementPage:
    """A clause of a draft in the coach's own words, what fills the places in it, and the title of an own one.

    Raises `clause.…`, `text.long`, and what `fill` refuses.
    """
    with desk.store.write("agreements.edit", client_id=drafts.client_of(desk, agreement_id)) as db:
        _, version = drafts.draft(desk, db, agreement_id)
        text = drafts.put_words(version, key, wording, title)
        drafts.put_fills(version, fills or {}, [text])
    return page(desk, agreement_id)


def include(desk: Desk, agreement_id: str, key: str, wanted: bool, why: str = "") -> AgreementPage:
    """Take an offered clause into a draft, or out of it.

    A required one that is out is named as missing, unless the reason (`why`) is given, which is kept.
    """
    with desk.store.write("agreements.edit", client_id=drafts.client_of(desk, agreement_id)) as db:
        _, version = drafts.draft(desk, db, agreement_id)
        drafts.put_included(version, key, wanted, why)
    return page(desk, agreement_id)


def add_clause(
    desk: Desk,
    agreement_id: str,
    title: str,
    wording: str,
    *,
    before: str | None = None,
    fills: Mapping[str, str] | None = None,
) -> AgreementPage:
    """A clause of the coach's own in a draft, before another or above the signatures; `fills` are its places."""
    with desk.store.write("agreements.edit", client_id=drafts.client_of(desk, agreement_id)) as db:
        _, version = drafts.draft(desk, db, agreement_id)
        drafts.put_own(version, title, wording, before)
        drafts.put_fills(version, fills or {})
    return page(desk, agreement_id)


def remove_clause(desk: Desk, agreement_id: str, key: str) -> AgreementPage:
    """Take a clause of the coach's own away again. Raises `clause.not-own` for one of the catalogue."""
    with desk.store.write("agreements.edit", client_id=drafts.client_of(desk, agreement_id)) as db:
        _, version = drafts.draft(desk, db, agreement_id)
        drafts.take_own(version, key)
    return page(desk, agreement_id)


def move_clause(desk: Desk, agreement_id: str, key: str, before: str | None = None) -> AgreementPage:
    """Put a clause of a draft before another, or at the end."""
    with desk.store.write("agreements.edit", client_id=drafts.client_of(desk, agreement_id)) as db:
        _, version = drafts.draft(desk, db, agreement_id)
        drafts.put_place(version, key, before)
    return page(desk, agreement_id)


def set_sponsor(desk: Desk, agreement_id: str, sponsor_id: str | None) -> AgreementPage:
    """Who pays, or that nobody else does, of an agreement that was never sent; what a payer needs is then in it.

    Raises `agreement.sponsor-fixed` once a version was sent, `ref.unknown`.
    """
    with desk.store.write("agreements.edit", client_id=drafts.client_of(desk, agreement_id)) as db:
        found = reading.newest(desk, db, agreement_id)
        if any(one.sent_at is not None for one in found.versions):
            raise failure("agreement.sponsor-fixed")
        if sponsor_id is not None and db.get(Contact, sponsor_id) is None:
            raise failure("ref.unknown", ref=sponsor_id, noun="contact")
        found.agreement.sponsor_id = sponsor_id
        for clause in reading.known_clauses().clauses:
            if clause.required_when == "sponsor":
                drafts.put_included(found.version, clause.key, sponsor_id is not None)
    return page(desk, agreement_id)


def delete(desk: Desk, agreement_id: str) -> None:
    """Delete a draft: an agreement that was never sent, or the next version of one that was, which stays as it is.

    Raises `agreement.sent-already` where there is no draft.
    """
    with desk.store.write("agreements.delete", client_id=drafts.client_of(desk, agreement_id)) as db:
        agreement, version = drafts.draft(desk, db, agreement_id, to_delete=True)
        if len(db.all(AgreementVersion, AgreementVersion.agreement_id == agreement_id)) > 1:
            db.delete(version)  # the draft of a next version: what was sent before stays
            return
        for session in db.all(SessionRow, SessionRow.agreement_id == agreement_id):
            session.agreement_id = None  # it stays planned, and says that it has no agreement
        db.delete(version)
        db.delete(agreement)


def send(desk: Desk, agreement_id: str) -> AgreementPage:
    """Freeze a draft as it was sent to the client: every word, every value, the goals. Not undone.

    A version that was sent before and not signed by all is taken back by it: only one waits for signatures.
    Raises `agreement.gaps` naming what is missing, `agreement.sent-already`, `agreement.ended`.
    """
    with desk.store.write("agreements.send", client_id=drafts.client_of(desk, agreement_id), final=True) as db:
        drafts.draft(desk, db, agreement_id)
        draft = reading.newest(desk, db, agreement_id)
        if draft.gaps:
            named = ", ".join(gap.what for gap in draft.gaps[:3])
            more = f" and {len(draft.gaps) - 3} more" if len(draft.gaps) > 3 else ""
            raise failure("agreement.gaps", gaps=named + more)
        version = draft.version
        older = life.waiting(draft.versions, draft.sponsored)
        for one in draft.all_versions:
            if older is not None and one.number == older.number:
                one.withdrawn_at = desk.clock()
        version.title = draft.title
        reading.put_terms(version, replace(draft.terms, language=draft.language))
        version.clauses = tuple(_frozen(draft, one) for one in version.clauses)
        version.own_fills = version.fills
        version.salt = os.urandom(SALT_BYTES).hex()
        version.content = canonical(replace(draft, terms=reading.terms_of(version)).content()).decode()
        version.goals = tuple(GoalText(text=one.text, measure=one.measure) for one in draft.goals)
        version.fills = dict(draft.values)
        version.sent_at = desk.clock()
    return page(desk, agreement_id)


def _frozen(draft: reading.Reading, text: ClauseText) -> ClauseText:
    """A clause in the words in which it is sent."""
    now = draft.worded(text)
    return text.model_copy(update={"title": now.title, "wording": now.wording}) if text.included else text


def sign(
    desk: Desk, agreement_id: str, *, by: str, on: date, how: str, party: str = "", number: int | None = None
) -> AgreementPage:
    """Record that a party signed the version that waits for it: who, on which day, and how. Not undone.

    Without a party, the coach's own name is the coach's signature and any other is the client's. A draft that is
    written beside the version that was sent does not matter here.
    Raises `agreement.not-sent`, `agreement.signed-already`, `agreement.signed-in-future`, `agreement.party`….
    """
    name = clean(by, NAME_LIMIT, "by")
    if not name:
        raise failure("agreement.nobody", where="by")
    if how not in rules.WAYS:
        raise failure("agreement.how", where="how", text=how, choices=", ".join(rules.WAYS))
    party = party or ("coach" if name.casefold() == desk.settings().name.casefold() else "client")
    with desk.store.write("agreements.sign", client_id=drafts.client_of(desk, agreement_id), final=True) as db:
        found = reading.read(desk, db, agreement_id, number or reading.NEWEST)
        waits = life.waiting(found.versions, found.sponsored)
        if number is None and waits is not None:
            found = reading.read(desk, db, agreement_id, waits.number)
        rules.check_signing(found.facts, found.sponsored, party, on, desk.today())
        drafts.check_live(found)
        life.check_signing_day(found.facts, found.versions, found.sponsored, party, on)
        db.add(
            Signature(
                id=new_id(),
                client_id=found.client.id,
                version_id=found.version.id,
                party=party,
                signed_on=on,
                created_at=desk.clock(),
                by_name=name,
                how=how,
                fingerprint=found.fingerprint,
            )
        )
        reviews.signed(desk, db, found, party)
    return page(desk, agreement_id, found.version.number)


def page(desk: Desk, agreement_id: str, number: int | None = None) -> AgreementPage:
    """One version of an agreement, the one it opens on where none is named: the newest, unless it was taken back or
    the agreement was over before it was signed. Raises `ref.unknown`, `agreement.no-version`."""
    apart = names_apart(desk)
    with desk.store.read() as db:
        found = reading.read(desk, db, agreement_id, number)
        others = db.all(Agreement, Agreement.client_id == found.client.id)
        after = next((one.id for one in others if one.renews_id == agreement_id), "")
        return views.page_of(found, after, apart.get(found.client.id, ""))


def terms(desk: Desk, agreement_id: str) -> rules.Terms:
    """The terms of the version it opens on, whole: what `edit` and `amend` are given with some of them changed."""
    with desk.store.read() as db:
        return reading.read(desk, db, agreement_id).terms


def placeholders_of(desk: Desk, agreement_id: str, key: str) -> tuple[PlaceholderView, ...]:
    """The places in a clause of the newest version, and how each reads now. Raises `clause.unknown`."""
    with desk.store.read() as db:
        return views.placeholders_of(reading.newest(desk, db, agreement_id), key)


def find(desk: Desk, ref: str) -> str:
    """The id of the agreement that `ref` means: whole id, a part of its title or its client's name, id prefix. Of an
    agreement and its renewals the last one is meant: they mostly have the same title, and always the same client."""
    with desk.store.read() as db:
        clients = {row.id: row for row in desk.whole(db.all(Client))}
        known = [
            Candidate(
                row.id,
                f"{clients[row.client_id].called}: {row.title or DEFAULT_TITLE}",
                _names(row, clients),
                row.renews_id or "",
            )
            for row in desk.whole(db.all(Agreement))
            if row.client_id in clients
        ]
    return resolve(ref, known, "agreement")


def _names(row: Agreement, clients: Mapping[str, Client]) -> tuple[str, ...]:
    client = clients[row.client_id]
    return tuple(name for name in (row.title, client.called, client.full_name) if name)
