"""Agreements: written from clauses, sent (which freezes them), signed, and handed over."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coachdesk.domain import agreements as rules
from coachdesk.domain.clauses import WORDING_LIMIT, placeholders, reworded
from coachdesk.domain.errors import failure
from coachdesk.domain.fingerprints import SALT_BYTES, canonical
from coachdesk.domain.ids import new_id
from coachdesk.domain.text import NAME_LIMIT, clean
from coachdesk.domain.views.agreements import AgreementLine, AgreementPage, PlaceholderView
from coachdesk.services import agreement_reading as reading
from coachdesk.services.agreement_papers import export, summary
from coachdesk.services.agreement_reading import DEFAULT_TITLE
from coachdesk.services.clients import apart
from coachdesk.services.refs import Candidate, resolve
from coachdesk.store.engine import Session
from coachdesk.store.tables.agreements import Agreement, AgreementVersion, ClauseText, GoalText, Signature
from coachdesk.store.tables.clients import Client

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

__all__ = [
    "DEFAULT_TITLE",
    "WORDING_LIMIT",
    "delete",
    "edit",
    "export",
    "fill",
    "find",
    "include",
    "lines",
    "new",
    "page",
    "placeholders_of",
    "reword",
    "send",
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
) -> AgreementPage:
    """A draft for a client: the required clauses in, the others offered, terms as entered.

    Raises what `check_terms` and `check_fills` refuse; nothing is written then.
    """
    known, settings = reading.known_clauses(), desk.settings()
    if terms.cancel_hours is None:
        terms = replace(terms, cancel_hours=settings.cancel_hours)
    rules.check_terms(terms)
    agreement_id = new_id()
    clauses = tuple(
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
            clauses=clauses,
            fills=known.check_fills(fills or {}),
        )
        reading.put_terms(version, terms)
        db.add(version)
    return page(desk, agreement_id)


def edit(desk: Desk, agreement_id: str, terms: rules.Terms, title: str | None = None) -> AgreementPage:
    """New terms (and title) for a draft. Raises `agreement.sent-already` once it was sent."""
    rules.check_terms(terms)
    with desk.store.write("agreements.edit", client_id=_client_of(desk, agreement_id)) as db:
        agreement, version = _draft(desk, db, agreement_id)
        reading.put_terms(version, terms)
        if title is not None:
            agreement.title = clean(title, NAME_LIMIT, "title")
    return page(desk, agreement_id)


def fill(desk: Desk, agreement_id: str, fills: Mapping[str, str]) -> AgreementPage:
    """Fill placeholders of a draft; an empty text takes a fill back. Raises `fill.unknown`, `fill.given`."""
    with desk.store.write("agreements.edit", client_id=_client_of(desk, agreement_id)) as db:
        _, version = _draft(desk, db, agreement_id)
        _put_fills(version, fills)
    return page(desk, agreement_id)


def _put_fills(version: AgreementVersion, fills: Mapping[str, str], wordings: Sequence[str] = ()) -> None:
    wordings = [*wordings, *(one.wording for one in version.clauses if one.included)]
    blank = {name for name, text in fills.items() if not text.strip()}
    cleaned = reading.known_clauses().check_fills({k: v for k, v in fills.items() if k not in blank}, wordings)
    version.fills = {name: text for name, text in {**version.fills, **cleaned}.items() if name not in blank}


def reword(
    desk: Desk, agreement_id: str, key: str, wording: str, fills: Mapping[str, str] | None = None
) -> AgreementPage:
    """A clause of a draft in the coach's own words, and what fills the places in it.

    Raises `clause.unknown`, `clause.empty`, `text.long`, and what `fill` refuses.
    """
    with desk.store.write("agreements.edit", client_id=_client_of(desk, agreement_id)) as db:
        _, version = _draft(desk, db, agreement_id)
        old = _clause(version, key)
        text = reworded(reading.clause_of(old), wording).wording
        version.clauses = _with_clause(version.clauses, old.model_copy(update={"wording": text}))
        _put_fills(version, fills or {}, [text])
    return page(desk, agreement_id)


def include(desk: Desk, agreement_id: str, key: str, wanted: bool) -> AgreementPage:
    """Take an offered clause into a draft, or out of it. A required one that is out is named as missing."""
    with desk.store.write("agreements.edit", client_id=_client_of(desk, agreement_id)) as db:
        _, version = _draft(desk, db, agreement_id)
        old = _clause(version, key)
        version.clauses = _with_clause(version.clauses, old.model_copy(update={"included": wanted}))
    return page(desk, agreement_id)


def delete(desk: Desk, agreement_id: str) -> None:
    """Delete an agreement that was never sent; what was sent is kept for good. Raises `agreement.sent-already`."""
    with desk.store.write("agreements.delete", client_id=_client_of(desk, agreement_id)) as db:
        agreement, version = _draft(desk, db, agreement_id)
        if len(db.all(AgreementVersion, AgreementVersion.agreement_id == agreement_id)) > 1:
            raise failure("agreement.sent-already", number=version.number - 1)
        db.delete(version)
        db.delete(agreement)


def send(desk: Desk, agreement_id: str) -> AgreementPage:
    """Freeze a draft as it was sent to the client: every word, every value, the goals. Not undone.

    Raises `agreement.gaps` naming what is missing, `agreement.sent-already` for one that was sent.
    """
    with desk.store.write("agreements.send", client_id=_client_of(desk, agreement_id), final=True) as db:
        _draft(desk, db, agreement_id)
        draft = reading.read(desk, db, agreement_id)
        if draft.gaps:
            named = ", ".join(gap.what for gap in draft.gaps[:3])
            more = f" and {len(draft.gaps) - 3} more" if len(draft.gaps) > 3 else ""
            raise failure("agreement.gaps", gaps=named + more)
        version = draft.version
        version.salt = os.urandom(SALT_BYTES).hex()
        version.content = canonical(draft.content()).decode()
        version.goals = tuple(GoalText(text=one.text, measure=one.measure) for one in draft.goals)
        version.fills = dict(draft.values)
        version.sent_at = desk.clock()
    return page(desk, agreement_id)


def sign(desk: Desk, agreement_id: str, *, by: str, on: date, how: str, party: str = "") -> AgreementPage:
    """Record that a party signed the version that was sent: who, on which day, and how. Not undone.

    Without a party, the coach's own name is the coach's signature and any other is the client's.
    Raises `agreement.not-sent`, `agreement.signed-already`, `agreement.signed-in-future`, `agreement.party`….
    """
    name = clean(by, NAME_LIMIT, "by")
    if not name:
        raise failure("agreement.nobody", where="by")
    if how not in rules.WAYS:
        raise failure("agreement.how", where="how", text=how, choices=", ".join(rules.WAYS))
    party = party or ("coach" if name.casefold() == desk.settings().name.casefold() else "client")
    with desk.store.write("agreements.sign", client_id=_client_of(desk, agreement_id), final=True) as db:
        found = reading.read(desk, db, agreement_id)
        rules.check_signing(found.facts, found.sponsored, party, on, desk.today())
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
            )
        )
    return page(desk, agreement_id)


def page(desk: Desk, agreement_id: str, number: int | None = None) -> AgreementPage:
    """One version of an agreement, the newest where none is named. Raises `ref.unknown`, `agreement.no-version`."""
    with desk.store.read() as db:
        return reading.page_of(reading.read(desk, db, agreement_id, number))


def terms(desk: Desk, agreement_id: str) -> rules.Terms:
    """The terms of the newest version, whole: what `edit` is given with some of them changed."""
    with desk.store.read() as db:
        return reading.read(desk, db, agreement_id).terms


def placeholders_of(desk: Desk, agreement_id: str, key: str) -> tuple[PlaceholderView, ...]:
    """The places in a clause of the newest version, and how each reads now. Raises `clause.unknown`."""
    with desk.store.read() as db:
        return reading.placeholders_of(reading.read(desk, db, agreement_id), key)


def lines(desk: Desk, state: str | None = None, client_id: str | None = None) -> list[AgreementLine]:
    """Agreements by client, newest first; of one state or one client where named."""
    with desk.store.read() as db:
        rows = db.all(Agreement) if client_id is None else db.all(Agreement, Agreement.client_id == client_id)
        shelf = reading.shelf(desk, db, client_id)
        names = apart(desk.whole(db.all(Client)))
        whole = [row for row in desk.whole(rows) if row.id in shelf.versions and row.client_id in shelf.clients]
        found = [
            (row.created_at, reading.line_of(reading.read_from(desk, shelf, row), names.get(row.client_id, "")))
            for row in whole
        ]
    wanted = [(at, line) for at, line in found if state is None or line.state == state]
    wanted.sort(key=lambda one: (one[0], one[1].id), reverse=True)
    wanted.sort(key=lambda one: one[1].client.casefold())
    return [line for _, line in wanted]


def states_by_client(desk: Desk, db: Session) -> dict[str, str]:
    """The state of each client's best agreement: a signed one before one that was sent, a draft, an ended one."""
    order = ("ended", "draft", "sent", "signed")
    versions: dict[str, list[AgreementVersion]] = {}
    for version in desk.whole(db.all(AgreementVersion)):
        versions.setdefault(version.agreement_id, []).append(version)
    signatures: dict[str, list[Signature]] = {}
    for signature in desk.whole(db.all(Signature)):
        signatures.setdefault(signature.version_id, []).append(signature)
    found: dict[str, str] = {}
    today = desk.today()
    for agreement in desk.whole(db.all(Agreement)):
        facts = [reading.facts_of(one, signatures.get(one.id, [])) for one in versions.get(agreement.id, [])]
        state = rules.agreement_state(facts, agreement.sponsor_id is not None, agreement.ended_on, today)
        found[agreement.client_id] = max(found.get(agreement.client_id, "ended"), state, key=order.index)
    return found


def find(desk: Desk, ref: str) -> str:
    """The id of the agreement that `ref` means: whole id, a part of its title or its client's name, id prefix."""
    with desk.store.read() as db:
        clients = {row.id: row for row in desk.whole(db.all(Client))}
        known = [
            Candidate(row.id, f"{clients[row.client_id].called}: {row.title or DEFAULT_TITLE}", _names(row, clients))
            for row in desk.whole(db.all(Agreement))
            if row.client_id in clients
        ]
    return resolve(ref, known, "agreement")


def _names(row: Agreement, clients: Mapping[str, Client]) -> tuple[str, ...]:
    client = clients[row.client_id]
    return tuple(name for name in (row.title, client.called, client.full_name) if name)


def _draft(desk: Desk, db: Session, agreement_id: str) -> tuple[Agreement, AgreementVersion]:
    """The agreement and its newest version, which must not have been sent. Raises `agreement.sent-already`."""
    found = reading.read(desk, db, agreement_id)
    if found.frozen:
        raise failure("agreement.sent-already", number=found.version.number)
    return found.agreement, found.version


def _client_of(desk: Desk, agreement_id: str) -> str:
    with desk.store.read() as db:
        row = db.get(Agreement, agreement_id)
        if row is None:
            raise failure("ref.unknown", ref=agreement_id, noun="agreement")
        return row.client_id


def _clause(version: AgreementVersion, key: str) -> ClauseText:
    for one in version.clauses:
        if one.key == key:
            return one
    offered = reading.known_clauses().get(key)
    return ClauseText(key=offered.key, title=offered.title, wording=offered.wording, included=False)


def _with_clause(clauses: Sequence[ClauseText], changed: ClauseText) -> tuple[ClauseText, ...]:
    """The clauses with one replaced in its place, or added at the end."""
    if all(one.key != changed.key for one in clauses):
        return (*clauses, changed)
    return tuple(changed if one.key == changed.key else one for one in clauses)


def open_placeholders(page: AgreementPage) -> Iterable[str]:
    """The placeholders that the clauses of a page use and that a coach may fill, in reading order."""
    given = dict(page.fills)
    names = dict.fromkeys(name for one in page.clauses if one.included for name in placeholders(one.wording))
    return [name for name in names if name in given or any(gap.placeholder == name for gap in page.missing)]
