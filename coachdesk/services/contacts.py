"""Contacts: sponsors, colleagues, stand-ins, helpers and professionals to refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain import clients as people
from coachdesk.domain.clients import Named
from coachdesk.domain.contacts import as_named
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.contacts import ContactChange, ContactInput
from coachdesk.domain.views.clients import LikelyDuplicate
from coachdesk.domain.views.contacts import ContactView
from coachdesk.services.refs import Candidate, resolve
from coachdesk.store.engine import Session
from coachdesk.store.tables.contacts import Contact

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def add(desk: Desk, entered: ContactInput) -> ContactView:
    """A new contact."""
    row = Contact(id=new_id(), created_at=desk.clock(), **entered.fields())
    with desk.store.write("contacts.add") as db:
        db.add(row)
    return view(desk, row.id)


def edit(desk: Desk, contact_id: str, change: ContactChange) -> ContactView:
    """Change the fields that were entered, and only those."""
    with desk.store.write("contacts.edit") as db:
        row = _row(db, contact_id)
        for field, value in change.changes().items():
            if getattr(row, field) != value:
                setattr(row, field, value)
    return view(desk, contact_id)


def lines(desk: Desk, role: str | None = None) -> list[ContactView]:
    """Every contact of a role (all where none is named), by name."""
    with desk.store.read() as db:
        found = [_view(row) for row in desk.whole(db.all(Contact)) if role is None or row.role == role]
    return sorted(found, key=lambda one: (one.title.casefold(), one.id))


def view(desk: Desk, contact_id: str) -> ContactView:
    """One contact. Raises `ref.unknown`."""
    with desk.store.read() as db:
        return _view(_row(db, contact_id))


def likely_duplicates(desk: Desk, entered: ContactInput | ContactChange, besides: str = "") -> list[LikelyDuplicate]:
    """Contacts who may be the one being entered, each with the reason; `besides` is the contact being edited."""
    new = Named(id=besides, called=entered.called, full_name=entered.name, email=entered.email, phone=entered.phone)
    return list(people.likely_duplicates(new, [as_named(one) for one in lines(desk)]))


def find(desk: Desk, ref: str) -> str:
    """The id of the contact that `ref` means (whole id, name, id prefix)."""
    with desk.store.read() as db:
        known = [
            Candidate(row.id, row.name, tuple(name for name in (row.name, row.called) if name))
            for row in desk.whole(db.all(Contact))
        ]
    return resolve(ref, known, "contact")


def _row(db: Session, contact_id: str) -> Contact:
    row = db.get(Contact, contact_id)
    if row is None:
        raise failure("ref.unknown", ref=contact_id, noun="contact")
    return row


def _view(row: Contact) -> ContactView:
    return ContactView(
        id=row.id,
        short=row.id[:6],
        role=row.role,
        name=row.name,
        called=row.called,
        email=row.email,
        phone=row.phone,
        organisation=row.organisation,
        zone=row.zone,
        note=row.note,
        created=row.created_at,
        profession=row.profession,
        takes_clients_on=row.takes_clients_on,
        confidential_on=row.confidential_on,
    )
