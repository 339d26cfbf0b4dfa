"""The practice register: what a practice has and does, and dated entries about a client."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from coachdesk.domain import register as rules
from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.evidence.facts import EntryFacts
from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.register import EntryChange, EntryInput
from coachdesk.domain.register import KINDS, kind_of
from coachdesk.domain.views.register import DetailView, DueView, EntryView
from coachdesk.services.people import People, people
from coachdesk.services.refs import Candidate, resolve
from coachdesk.services.register_rows import entries
from coachdesk.store.engine import Session
from coachdesk.store.tables.register import RegisterEntry

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

OF_PRACTICE = "WHERE client_id IS NULL"


def add(desk: Desk, entered: EntryInput, client_id: str = "") -> EntryView:
    """A new entry, of the practice or of a client; without a day it is of today. Raises `register.…`, `ref.unknown`."""
    today, entry_id = desk.today(), new_id()
    rules.check_whose(entered.kind, client_id)
    if client_id:
        people(desk).known(("client", client_id))
    on = entered.on or today
    details = rules.checked_details(entered.kind, entered.details)
    rules.check_entry(
        entered.kind, today, text=entered.text, on=on, until=entered.until, told=entered.told,
        answered=entered.answered,
    )  # fmt: skip
    with desk.store.write("register.add", client_id=client_id or None) as db:
        db.add(
            RegisterEntry(
                id=entry_id,
                client_id=client_id or None,
                created_at=desk.clock(),
                on_day=on,
                until_day=entered.until,
                told_on=entered.told,
                answered_on=entered.answered,
                kind=entered.kind,
                text=entered.text,
                details=details,
            )
        )
    return view(desk, entry_id)


def change(desk: Desk, entry_id: str, entered: EntryChange) -> EntryView:
    """Change what was entered, and only that; of its fields too only those that are named. Raises as `add` does."""
    was, given, today = _known(desk, entry_id), entered.changes(), desk.today()
    details = rules.checked_details(was.kind, {**was.details, **given.get("details", {})})
    # an entry has a day, always: an empty one leaves it as it is
    new = {"text": was.text, "until": was.until, "told": was.told, "answered": was.answered} | {
        name: value for name, value in given.items() if name not in ("details", "on")
    }
    on = given.get("on") or was.on
    rules.check_entry(was.kind, today, on=on, ended=was.ended, **new)
    with desk.store.write("register.change", client_id=was.client_id or None) as db:
        row = _row(db, entry_id)
        columns = (
            ("on_day", on), ("until_day", new["until"]), ("told_on", new["told"]), ("answered_on", new["answered"]),
            ("text", new["text"]), ("details", details),
        )  # fmt: skip
        for name, value in columns:
            if getattr(row, name) != value:
                setattr(row, name, value)
    return view(desk, entry_id)


def end(desk: Desk, entry_id: str, on: date | None = None) -> EntryView:
    """It does not count any more from that day on (today where none is named); the entry itself stays.

    Raises `register.ended`, `register.future`, `register.before`, `ref.unknown`.
    """
    was, day = _known(desk, entry_id), on or desk.today()
    if was.ended is not None:
        raise failure("register.ended", where="on", on=day_text(was.ended))
    rules.check_end(was, day, desk.today())
    with desk.store.write("register.end", client_id=was.client_id or None) as db:
        _row(db, entry_id).ended_on = day
    return view(desk, entry_id)


def lines(desk: Desk, *, client_id: str | None = None, kind: str = "") -> list[EntryView]:
    """Entries in the order of the kinds; in a kind those first that lack something, then the last ones, ended ones at
    the end. Of one client, of the practice alone (`client_id=""`), or all; of one kind, if one is named.

    Not to be called inside a transaction. Raises `register.kind`.
    """
    wanted = rules.known_kind(kind) if kind else ""
    everyone, today = people(desk), desk.today()
    where = "" if client_id is None else "WHERE client_id = ?" if client_id else OF_PRACTICE
    read = entries(desk, where, (client_id,) if client_id else ())
    found = [_view(one, everyone, today) for one in read if wanted in ("", one.kind)]
    order = {kind: at for at, kind in enumerate(KINDS)}
    return sorted(found, key=lambda one: (order.get(one.kind, len(order)), not one.counts, not one.lacks))


def view(desk: Desk, entry_id: str) -> EntryView:
    """One entry. Raises `ref.unknown`, `row.damaged`."""
    return _view(_known(desk, entry_id), people(desk), desk.today())


def due(desk: Desk) -> list[DueView]:
    """What the practice is to do again, in the order of the kinds: when it was done last, and when it is due."""
    today = desk.today()
    return dues(entries(desk, OF_PRACTICE), today)


def dues(found: Iterable[EntryFacts], today: date) -> list[DueView]:
    """The same of entries that are known."""
    known, views = list(found), []
    for kind in (one for one in KINDS.values() if one.recurs):
        last = rules.latest(known, kind.name, today)
        next_on = rules.due_on(kind.name, last.on) if last else None
        is_due = last is None or rules.is_due(kind.name, last.on, today)
        views.append(DueView(kind.name, kind.title, last.on if last else None, next_on, is_due))
    return views


def find(desk: Desk, ref: str) -> str:
    """The id of the entry that `ref` means: a whole id, a part of its text or of its kind's title with its client's
    name, or the beginning of its id. Raises `ref.…`."""
    known = [
        Candidate(one.id, " ".join(filter(None, (one.client, one.title, one.headline))), _names(one))
        for one in lines(desk)
    ]
    return resolve(ref, known, "entry")


def _names(one: EntryView) -> tuple[str, ...]:
    names = (one.headline, f"{one.client} {one.title}".strip(), f"{one.client} {one.kind}".strip())
    return tuple(name for name in names if name)


def _view(one: EntryFacts, everyone: People, today: date) -> EntryView:
    kind = kind_of(one.kind)
    whose = everyone.owed(("client", one.client_id) if one.client_id else None, one.created_at)
    details = tuple(
        DetailView(field.name, field.title, value, rules.detail_words(field, value))
        for field in kind.fields
        if (value := one.details.get(field.name))
    )
    days = {"on": one.on, "until": one.until, "told": one.told, "answered": one.answered}
    dates = tuple((title, day) for name, title in kind.date_titles().items() if (day := days[name]) is not None)
    return EntryView(
        id=one.id,
        short=one.id[:6],
        kind=one.kind,
        title=kind.title,
        client_id=one.client_id,
        client=whose.title if whose else "",
        on=one.on,
        until=one.until,
        told=one.told,
        answered=one.answered,
        ended=one.ended,
        text=one.text,
        details=details,
        dates=dates + ((("ended on", one.ended),) if one.ended else ()),
        lacks=rules.lacks(one, today),
        headline=rules.headline(one),
        counts=rules.counts(one, today),
        created=one.created_at,
    )


def _known(desk: Desk, entry_id: str) -> EntryFacts:
    """The entry. Raises `ref.unknown`, and `row.damaged` where it is there and cannot be read."""
    found = entries(desk, "WHERE id = ?", (entry_id,))
    if found:
        return found[0]
    with desk.store.read() as db:
        _row(db, entry_id)
    raise failure("row.damaged", table="register_entry", id=entry_id)


def _row(db: Session, entry_id: str) -> RegisterEntry:
    row = db.get(RegisterEntry, entry_id)
    if row is None:
        raise failure("ref.unknown", ref=entry_id, noun="entry")
    row.secrets()
    return row
