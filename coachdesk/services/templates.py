"""Templates: saved from any agreement without its client, changed, and used for the next one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coachdesk.domain import agreements as rules
from coachdesk.domain.clauses import fill as filled
from coachdesk.domain.clauses import placeholders
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.text import NAME_LIMIT, clean, fold
from coachdesk.domain.views.agreements import AgreementPage, ClauseView, PlaceholderView
from coachdesk.domain.views.templates import TemplateView
from coachdesk.services import agreement_drafts as drafts
from coachdesk.services import agreement_reading as reading
from coachdesk.services import agreements
from coachdesk.services.refs import Candidate, resolve
from coachdesk.store.tables.agreements import ClauseText
from coachdesk.store.tables.templates import Template

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk
    from coachdesk.store.engine import Session


def save(desk: Desk, agreement_id: str, name: str, number: int | None = None) -> TemplateView:
    """A template of a version of an agreement: terms without dates, clauses, and the texts that are about no client.

    The client's and payer's names become places to fill; texts about this deal alone, or that hold one of their names
    or ways to reach them, stay behind and are named in `left_out`. Raises `template.name`, `template.twice`.
    """
    with desk.store.write("templates.save") as db:
        _check_name(desk, db, clean(name, NAME_LIMIT, "name"))
        found = reading.read(desk, db, agreement_id, number)
        people = _People(found)
        fills = dict(found.version.own_fills if found.frozen else found.version.fills)
        kept = {key: text for key, text in fills.items() if not _of_the_deal(key) and not people.named_in(text)}
        title = "" if people.named_in(found.agreement.title) else found.agreement.title
        left = [reading.known_clauses().what(key) for key in fills if key not in kept]
        left += ["the title"] if title != found.agreement.title else []
        left += ["the dates"] if found.terms.start or found.terms.instalments else []
        row = Template(
            id=new_id(),
            created_at=desk.clock(),
            name=clean(name, NAME_LIMIT, "name"),
            title=title,
            terms=_timeless(found.terms).as_json(),
            clauses=tuple(people.without(one) for one in found.version.clauses),
            fills=kept,
        )
        db.add(row)
    return replace(view(desk, row.id), left_out=tuple(left))


def lines(desk: Desk) -> list[TemplateView]:
    """Every template, by name."""
    with desk.store.read() as db:
        found = [_view(desk, row) for row in desk.whole(db.all(Template))]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def view(desk: Desk, template_id: str) -> TemplateView:
    """One template. Raises `ref.unknown`."""
    with desk.store.read() as db:
        return _view(desk, _row(db, template_id))


def terms(desk: Desk, template_id: str) -> rules.Terms:
    """The terms of a template, whole: what a new agreement, or `edit`, is given with some of them changed."""
    with desk.store.read() as db:
        return rules.terms_from_json(_row(db, template_id).terms)


def edit(
    desk: Desk,
    template_id: str,
    *,
    name: str | None = None,
    title: str | None = None,
    terms: rules.Terms | None = None,
    fills: Mapping[str, str] | None = None,
) -> TemplateView:
    """Change the name, title, terms (dates are left away) or fills; an empty fill is taken back."""
    if terms is not None:
        rules.check_terms(terms)
    with desk.store.write("templates.edit") as db:
        row = _row(db, template_id)
        if name is not None and fold(name) != fold(row.name):
            _check_name(desk, db, clean(name, NAME_LIMIT, "name"))
        for field, value in (("name", name), ("title", title)):
            if value is not None and getattr(row, field) != (text := clean(value, NAME_LIMIT, field)):
                setattr(row, field, text)
        if terms is not None:
            row.terms = _timeless(terms).as_json()
        if fills:
            drafts.put_fills(row, fills)
    return view(desk, template_id)


def edit_clause(
    desk: Desk,
    template_id: str,
    key: str,
    *,
    wording: str | None = None,
    title: str | None = None,
    fills: Mapping[str, str] | None = None,
    wanted: bool | None = None,
    why: str = "",
) -> TemplateView:
    """A clause of a template in other words (with what fills the places in it, and the title of an own one), taken in,
    or left out (`why` says why, for a required one)."""
    with desk.store.write("templates.edit") as db:
        row = _row(db, template_id)
        if wording is not None:
            text = drafts.put_words(row, key, wording, title)
            drafts.put_fills(row, fills or {}, [text])
        if wanted is not None:
            drafts.put_included(row, key, wanted, why)
    return view(desk, template_id)


def placeholders_of(desk: Desk, template_id: str, key: str) -> tuple[PlaceholderView, ...]:
    """The places in a clause: what the template fills them with, and else the practice's default. What follows from a
    client or from the terms is given by each agreement."""
    known, practice = reading.known_clauses(), desk.settings().practice()
    with desk.store.read() as db:
        row = _row(db, template_id)
    found = []
    for name in placeholders(reading.clause_of(drafts.clause_in(row, key)).wording):
        fill, place = row.fills.get(name, ""), known.placeholders.get(name)
        given = place is not None and place.source not in ("practice", "deal") and not fill
        found.append(PlaceholderView(name, known.what(name), fill or practice.get(name, ""), fill, given))
    return tuple(found)


def add_clause(desk: Desk, template_id: str, title: str, wording: str, before: str | None = None) -> TemplateView:
    """A clause of the coach's own in a template."""
    with desk.store.write("templates.edit") as db:
        drafts.put_own(_row(db, template_id), title, wording, before)
    return view(desk, template_id)


def remove_clause(desk: Desk, template_id: str, key: str) -> TemplateView:
    """Take a clause of the coach's own out of a template. Raises `clause.not-own`."""
    with desk.store.write("templates.edit") as db:
        drafts.take_own(_row(db, template_id), key)
    return view(desk, template_id)


def move_clause(desk: Desk, template_id: str, key: str, before: str | None = None) -> TemplateView:
    """Put a clause of a template before another, or at the end."""
    with desk.store.write("templates.edit") as db:
        drafts.put_place(_row(db, template_id), key, before)
    return view(desk, template_id)


def delete(desk: Desk, template_id: str) -> None:
    """Delete a template; agreements made from it stay as they are, and undo brings it back."""
    with desk.store.write("templates.delete") as db:
        db.delete(_row(db, template_id))


def use(
    desk: Desk,
    client_id: str,
    template_id: str,
    terms: rules.Terms,
    *,
    title: str = "",
    fills: Mapping[str, str] | None = None,
    sponsor_id: str | None = None,
) -> AgreementPage:
    """A draft for a client with the clauses and fills of a template. `terms` are used as they are: begin with
    `terms(desk, template_id)`; fills and a title that are given win over the template's."""
    with desk.store.read() as db:
        row = _row(db, template_id)
        clauses, own = _for_payer(row.clauses, sponsor_id is not None, terms.barter), {**row.fills, **(fills or {})}
        named = title or row.title
    return agreements.new(desk, client_id, terms, title=named, fills=own, sponsor_id=sponsor_id, clauses=clauses)


def find(desk: Desk, ref: str) -> str:
    """The id of the template that `ref` means: whole id, a part of its name, id prefix."""
    with desk.store.read() as db:
        known = [Candidate(row.id, row.name, (row.name,)) for row in desk.whole(db.all(Template))]
    return resolve(ref, known, "template")


class _People:
    """Whom a template must not name."""

    def __init__(self, found: reading.Reading) -> None:
        client = found.client
        self.client = [client.full_name, client.called, *client.former_names]
        self.sponsor = [found.sponsor]
        self.ways = [client.email, client.phone]

    def named_in(self, text: str) -> bool:
        """Whether a text holds a name, or a way to reach the client."""
        return any(_whole(one).search(text) for one in (*self.client, *self.sponsor, *self.ways) if len(one) > 1)

    def without(self, one: ClauseText) -> ClauseText:
        """A clause with places to fill instead of names."""
        wording = one.wording
        for names, place in (
            (self.client, "client_name"),
            (self.sponsor, "sponsor_name"),
            (self.ways, "client_contact"),
        ):
            for name in sorted(filter(None, names), key=len, reverse=True):
                if len(name) > 1:
                    wording = _whole(name).sub(f"{{{place}}}", wording)
        title = "Between us" if self.named_in(one.title) else one.title
        why = "" if self.named_in(one.why_out) else one.why_out
        return one.model_copy(update={"wording": wording, "title": title, "why_out": why})


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _of_the_deal(name: str) -> bool:
    known = reading.known_clauses().placeholders.get(name)
    return known is not None and known.source in ("deal", "client")


def _timeless(terms: rules.Terms) -> rules.Terms:
    return replace(terms, start=None, end=None, review=None, instalments=())


def _for_payer(clauses: Sequence[ClauseText], sponsored: bool, barter: bool) -> tuple[ClauseText, ...]:
    """The clauses with those that a payer or a swap needs in, and out where there is none."""
    needed = {
        one.key: one.is_required(sponsored, barter) for one in reading.known_clauses().clauses if one.required_when
    }
    return tuple(one.model_copy(update={"included": needed[one.key]}) if one.key in needed else one for one in clauses)


def _check_name(desk: Desk, db: Session, name: str) -> None:
    if not name:
        raise failure("template.name", where="name")
    if any(fold(row.name) == fold(name) for row in desk.whole(db.all(Template))):
        raise failure("template.twice", where="name", name=name)


def _row(db: Session, template_id: str) -> Template:
    row = db.get(Template, template_id)
    if row is None:
        raise failure("ref.unknown", ref=template_id, noun="template")
    return row


def _view(desk: Desk, row: Template) -> TemplateView:
    known = reading.known_clauses()
    terms = rules.terms_from_json(row.terms)
    language = terms.language or desk.settings().language
    clauses = []
    for text in row.clauses:
        one = known.worded(reading.clause_of(text), terms.pro_bono, language)
        own = {name: row.fills[name] for name in placeholders(one.wording) if name in row.fills}
        clauses.append(
            ClauseView(
                key=one.key,
                title=one.title,
                guidance=one.guidance,
                wording=one.wording,
                filled=filled(one.wording, own).text,
                required=one.required,
                included=text.included,
                own=known.is_own(one.key),
                why_out=text.why_out,
            )
        )
    return TemplateView(
        id=row.id,
        short=row.id[:6],
        name=row.name,
        title=row.title,
        terms=terms.view(),
        clauses=tuple(clauses),
        fills=tuple(sorted(row.fills.items())),
        created=row.created_at,
    )
