"""How an agreement lives on: amended, compared, withdrawn, ended, renewed. No verb here changes a word already sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coachdesk.documents.filled import practice_in
from coachdesk.documents.words import DEFAULT as ENGLISH
from coachdesk.documents.words import words_for
from coachdesk.domain import agreement_life as life
from coachdesk.domain import agreements as rules
from coachdesk.domain.agreement_changes import FOLLOWS, VersionText, changes
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.money import Money
from coachdesk.domain.text import NAME_LIMIT, NOTE_LIMIT, clean, clean_lines
from coachdesk.domain.views.agreements import AgreementPage, VersionDiff
from coachdesk.services import agreement_drafts as drafts
from coachdesk.services import agreement_reading as reading
from coachdesk.services import agreement_reviews as reviews
from coachdesk.services import agreement_views as views
from coachdesk.services.agreements import page
from coachdesk.store.tables.agreements import Agreement, AgreementVersion

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.store.engine import Session

KEEPS_TO_TERMS = frozenset({*FOLLOWS, "client_contact", "coach_contact", "time_zone", "reply_days"})
"""Texts that a next version takes from its own terms and the records of now, unless the coach filled them in."""


def amend(
    desk: Desk,
    agreement_id: str,
    terms: rules.Terms | None = None,
    *,
    title: str | None = None,
    fills: Mapping[str, str] | None = None,
) -> AgreementPage:
    """A draft of the next version: the one it opens on, with only these terms, title and fills changed. What was taken
    back is no part of it, since nobody agreed to that.

    The version in force holds until all that must have signed the new one; goals are the client's as they are now.
    Raises `agreement.draft-there`, `agreement.ended`, and what `check_terms` and `check_fills` refuse.
    """
    if terms is not None:
        rules.check_terms(terms)
    with desk.store.write("agreements.amend", client_id=drafts.client_of(desk, agreement_id)) as db:
        newest = reading.newest(desk, db, agreement_id)
        if not newest.frozen:
            raise failure("agreement.draft-there", number=newest.version.number)
        drafts.check_live(newest)
        old = reading.read(desk, db, agreement_id)
        version = _next(desk, old, agreement_id, newest.version.number + 1)
        reading.put_terms(version, terms or old.terms)
        drafts.put_fills(version, fills or {})
        new_title = old.agreement.title if title is None else clean(title, NAME_LIMIT, "title")
        if old.agreement.title != new_title:
            old.agreement.title = new_title
        db.add(version)
    return page(desk, agreement_id)


def withdraw(desk: Desk, agreement_id: str) -> AgreementPage:
    """Take the version back that was sent and not signed by all; it stays in the record as withdrawn. Not undone.

    Raises `agreement.not-sent`, or `agreement.signed-for-good` where everyone has signed.
    """
    with desk.store.write("agreements.withdraw", client_id=drafts.client_of(desk, agreement_id), final=True) as db:
        found = reading.newest(desk, db, agreement_id)
        waits = life.waiting(found.versions, found.sponsored)
        if waits is None:
            signed = rules.signed_on(found.facts, found.sponsored) is not None
            raise failure("agreement.signed-for-good" if signed else "agreement.not-sent", number=found.version.number)
        version = next(one for one in found.all_versions if one.number == waits.number)
        version.withdrawn_at = desk.clock()
    return page(desk, agreement_id, waits.number)


def end(
    desk: Desk,
    agreement_id: str,
    *,
    on: date,
    by: str,
    why: str = "",
    refund: Money | None = None,
) -> AgreementPage:
    """End an agreement that everyone signed, from a day on: by the client (who needs no reason), the coach, the payer.

    The sessions that are left then are noted as unused, and what is given back where it is said. Undo takes it back.
    Raises `agreement.end-…`, `agreement.ended`, `agreement.party`, `text.empty` without a reason, `money.mixed`.
    """
    if by not in rules.PARTIES:
        raise failure("agreement.party", where="by", text=by, choices=", ".join(rules.PARTIES))
    reason = clean_lines(why, NOTE_LIMIT, "why").strip()
    if not reason and by != "client":
        raise failure("text.empty", where="why")
    with desk.store.write("agreements.end", client_id=drafts.client_of(desk, agreement_id)) as db:
        newest = reading.newest(desk, db, agreement_id)
        row = newest.agreement
        life.check_ending(newest.versions, newest.sponsored, row.ended_on, on, by, newest.today)
        held = _signed(desk, db, newest)
        if refund is not None and held.terms.fee is not None and refund.currency != held.terms.fee.currency:
            raise failure("money.mixed", where="refund", one=held.terms.fee.currency, other=refund.currency)
        left = views.sessions_of(held).left
        row.ended_on, row.ended_by, row.end_why = on, by, reason
        row.unused = max(0, left) if held.terms.sessions is not None else None
        row.refund = refund.as_json() if refund is not None else {}
        reviews.ended(desk, db, agreement_id)
    return page(desk, agreement_id, held.version.number)


def renew(desk: Desk, agreement_id: str, start: date | None = None) -> AgreementPage:
    """A new agreement in draft, with the terms, clauses and payer of the last signed version of this one.

    It starts on `start`, else on the day after the old one's end, at the earliest today, and runs as long; its
    instalments and review move with it. Goals are the client's as they are now.
    Raises `agreement.renew-unsigned`, and `agreement.renewed` naming the one that is there already.
    """
    with desk.store.write("agreements.renew", client_id=drafts.client_of(desk, agreement_id)) as db:
        newest = reading.newest(desk, db, agreement_id)
        if not any(rules.signed_on(one, newest.sponsored) for one in newest.versions):
            raise failure("agreement.renew-unsigned")
        for other in db.all(Agreement, Agreement.client_id == newest.client.id):
            if other.renews_id == agreement_id:
                raise failure("agreement.renewed", id=other.id)
        old = _signed(desk, db, newest)
        row = Agreement(
            id=new_id(),
            client_id=old.client.id,
            created_at=desk.clock(),
            sponsor_id=old.agreement.sponsor_id,
            renews_id=agreement_id,
            title=old.version.title,
        )
        version = _next(desk, old, row.id, 1)
        terms = moved(old.terms, start or _day_after(old))
        rules.check_terms(terms)
        reading.put_terms(version, terms)
        db.add(row)
        db.add(version)
    return page(desk, row.id)


def diff(desk: Desk, agreement_id: str, old: int | None = None, new: int | None = None) -> VersionDiff:
    """What differs between two versions, in words: the newest and the one in force before it where none is named.

    Raises `ref.unknown`, `agreement.no-version`.
    """
    with desk.store.read() as db:
        newer = reading.read(desk, db, agreement_id, new or reading.NEWEST)
        older = reading.read(desk, db, agreement_id, old if old is not None else _before(newer))
        apart = older.language != newer.language
        before, after = (_text(desk, one, in_english=apart) for one in (older, newer))
        found = changes(before, after, reading.known_clauses().what)
    words = "; ".join(one.line for one in found) or "nothing differs"
    return VersionDiff(agreement_id, newer.title, older.version.number, newer.version.number, found, words)


def moved(terms: rules.Terms, start: date) -> rules.Terms:
    """The same terms from another day on: end, review and instalments as far from the start as they were."""
    if terms.start is None:
        return replace(terms, start=start, end=None, review=None, instalments=())
    by = start - terms.start

    def later(day: date | None) -> date | None:
        return day + by if day else None

    parts = tuple(replace(part, on=part.on + by) for part in terms.instalments)
    return replace(terms, start=start, end=later(terms.end), review=later(terms.review), instalments=parts)


def _before(newer: reading.Reading) -> int:
    """The version to compare with: the newest older one that everyone signed, else the one before, else itself."""
    older = [one for one in newer.versions if one.number < newer.version.number]
    signed = [one.number for one in older if rules.signed_on(one, newer.sponsored) is not None]
    return max(signed, default=older[-1].number if older else newer.version.number)


def _day_after(old: reading.Reading) -> date:
    ended = old.agreement.ended_on
    last = old.terms.end if ended is None else ended - timedelta(days=1)
    return max(old.today, last + timedelta(days=1)) if last else old.today


def _signed(desk: Desk, db: Session, newest: reading.Reading) -> reading.Reading:
    """The newest version that everyone signed."""
    numbers = [one.number for one in newest.versions if rules.signed_on(one, newest.sponsored) is not None]
    return reading.read(desk, db, newest.agreement.id, max(numbers))


def _next(desk: Desk, old: reading.Reading, agreement_id: str, number: int) -> AgreementVersion:
    """A draft that says what the old version says, as far as its terms do."""
    return AgreementVersion(
        id=new_id(),
        client_id=old.client.id,
        agreement_id=agreement_id,
        number=number,
        created_at=desk.clock(),
        clauses=old.version.clauses,
        fills=_kept(desk, old),
    )


def _kept(desk: Desk, old: reading.Reading) -> dict[str, str]:
    """The coach's own fills, and the practice's texts that were agreed where the settings say something else by now."""
    known, now = reading.known_clauses(), practice_in(desk.settings().practice(), words_for(old.language))
    own = dict(old.version.own_fills)
    for name, text in old.values.items():
        if name in own or name in KEEPS_TO_TERMS or name not in known.placeholders or known.is_given(name):
            continue
        if text != (desk.settings().edition if name == "code_edition" else now.get(name, "")):
            own[name] = text
    return own


def _text(desk: Desk, one: reading.Reading, *, in_english: bool = False) -> VersionText:
    """A version as it is compared; in English, where the other is in another language: that alone is no difference."""
    out = {each.key: (each.title, each.why_out) for each in one.version.clauses if each.why_out and not each.included}
    terms, clauses, values = replace(one.terms, language=one.language), one.included, one.values
    if in_english and one.language != ENGLISH:
        known = reading.known_clauses()
        clauses = tuple(known.worded(clause, one.terms.pro_bono) for clause in clauses)
        fills = one.version.own_fills if one.frozen else one.version.fills
        given = one.terms, one.client, one.goals, one.sponsor, fills
        here, english = (reading.values_of(desk, *given, tag) for tag in (one.language, ENGLISH))
        values = {name: english[name] if here.get(name) == text else text for name, text in values.items()}
    return VersionText(one.title, terms, one.goals, clauses, out, values, one.signatures)
