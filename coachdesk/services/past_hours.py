"""Hours from before this desk: entered one by one, or imported from a table, all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coachdesk.domain import hours as rules
from coachdesk.domain import hours_csv
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.hours import PastHoursInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.text import fold
from coachdesk.domain.views.hours import ImportView, PastLine
from coachdesk.services import hours_records as records
from coachdesk.services.people import people
from coachdesk.services.reading_files import read_at_most
from coachdesk.services.refs import Candidate, resolve
from coachdesk.store.engine import Session
from coachdesk.store.tables.hours import PastHours

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

ENTERED = "entered"
Same = tuple[str, "int | None", date, "date | None", int, int]
"""What makes two entries one and the same: the name, the size of the group, the days, the hours."""


def add(desk: Desk, entered: PastHoursInput, client_id: str = "", source: str = ENTERED) -> PastLine:
    """Hours with somebody from before this desk; who has the whole name of one client here is that client.

    Raises `ref.unknown`.
    """
    if client_id:
        people(desk).known(("client", client_id))
    row = _made(desk, entered, client_id or _by_name(desk).get(fold(entered.name), ""), source)
    with desk.store.write("hours.add", client_id=row.client_id) as db:
        db.add(row)
    return view(desk, row.id)


def change(desk: Desk, entry_id: str, entered: PastHoursInput) -> PastLine:
    """Other words and figures for an entry, all of them anew. Whose it is stays. Raises `ref.unknown`."""
    with desk.store.write("hours.change", client_id=_client_of(desk, entry_id)) as db:
        row = _row(db, entry_id)
        for name, value in _columns(entered).items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    return view(desk, entry_id)


def answer(desk: Desk, entry_id: str, listed: bool | None) -> PastLine:
    """What somebody who is no client of this desk said to being listed by name; nothing where they were not asked."""
    with desk.store.write("hours.answer", client_id=_client_of(desk, entry_id)) as db:
        row = _row(db, entry_id)
        if row.listed != listed:
            row.listed = listed
    return view(desk, entry_id)


def remove(desk: Desk, entry_id: str) -> None:
    """Take an entry away; undo brings it back. Raises `ref.unknown`."""
    with desk.store.write("hours.remove", client_id=_client_of(desk, entry_id)) as db:
        db.delete(_row(db, entry_id))


def lines(desk: Desk) -> list[PastLine]:
    """Every entry, by name. Not to be called inside a transaction."""
    begun = {client_id: min(part.first for part in own) for client_id, own in records.parts(desk).items()}
    found = [_line(row, begun) for row in records.past_rows(desk)]
    return sorted(found, key=lambda one: (fold(one.name), one.start, one.id))


def view(desk: Desk, entry_id: str) -> PastLine:
    """One entry. Raises `ref.unknown`."""
    found = next((one for one in lines(desk) if one.id == entry_id), None)
    if found is None:
        raise failure("ref.unknown", ref=entry_id, noun="entry of hours")
    return found


def find(desk: Desk, ref: str) -> str:
    """The id of the entry that `ref` means: a whole id, a part of the name, or the beginning of an id."""
    return resolve(ref, [Candidate(one.id, one.name, (one.name,)) for one in lines(desk)], "entry of hours")


def entered_of(line: PastLine, given: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """An entry as the data of a `PastHoursInput`, with what is given now. A number of people given alone makes it a
    group, or no group; `individual` given alone takes the number away."""
    changes = dict(given or {})
    if "group_size" in changes:
        changes.setdefault("kind", "")
    elif changes.get("kind") == rules.INDIVIDUAL:
        changes["group_size"] = None
    return {
        "name": line.name,
        "kind": line.kind,
        "group_size": line.people,
        "contact": line.contact,
        "start": line.start,
        "end": line.end,
        "paid": line.paid,
        "pro_bono": line.pro_bono,
        "internal": line.internal,
        "listed": line.listed,
        "note": line.note,
    } | changes


# a table of them


def import_csv(
    desk: Desk, path: Path, *, dry_run: bool = False, good_only: bool = False, agreed: bool = False
) -> ImportView:
    """Read a log of hours from a CSV file and add what is new in it, in one transaction.

    A line that was imported or entered before is recognised. With a line that cannot be read nothing is imported,
    unless `good_only`; a dry run writes nothing and names every such line. `agreed` says that whoever the file does
    not say it of agreed to be listed. Raises `hours.csv-…`, `hours.bad-lines`.
    """
    data = read_at_most(path, hours_csv.MOST_BYTES, "hours.csv-open")
    table = hours_csv.read_table(data, path.name)
    rows, view = _sorted_out(desk, table, path.name, agreed=agreed)
    if dry_run:
        return view
    if view.bad and not good_only:
        line, why = view.bad[0]
        of = len(view.bad) + len(view.new) + len(view.same)
        raise failure(
            "hours.bad-lines", where=path.name, bad=len(view.bad), of=of, good=len(view.new), line=line, why=why
        )
    if rows:
        with desk.store.write("hours.import") as db:
            db.add_all(rows)
    return replace(view, imported=tuple(one.id for one in rows))


def _sorted_out(desk: Desk, table: hours_csv.Table, source: str, *, agreed: bool) -> tuple[list[PastHours], ImportView]:
    """The lines of a table as rows to be added, and what is said of each."""
    settings = desk.settings()
    reading = Reading(desk.today(), settings.date_order, settings.currency, lean="past")
    known = {_same(one) for one in records.past(desk)}
    begun = {key[:3]: key for key in known}
    clients = _by_name(desk)
    rows: list[PastHours] = []
    new: list[tuple[int, PastLine]] = []
    same: list[int] = []
    bad = list(table.bad)
    for number, cells in table.lines:
        try:
            entered = _entered(cells, reading, agreed=agreed)
            key = _key(entered)
            if key in known:
                same.append(number)
                continue
            _refuse_overlap(entered, begun.get(key[:3]))
        except CoachdeskError as error:
            bad.append((number, error.line))
            continue
        known.add(key)
        row = _made(desk, entered, clients.get(fold(entered.name), ""), source)
        rows.append(row)
        new.append((number, _line_of_new(row)))
    return rows, ImportView(source, tuple(new), tuple(same), tuple(sorted(bad)), table.unread)


def _entered(cells: Mapping[str, str], reading: Reading, *, agreed: bool) -> PastHoursInput:
    data: dict[str, Any] = dict(cells)
    for name in ("start", "end"):
        if name in data:
            data[name] = hours_csv.dated(data[name], name)
    if agreed and not data.get("listed"):
        data["listed"] = True
    return validated(PastHoursInput, data, reading)


def _refuse_overlap(entered: PastHoursInput, before: Same | None) -> None:
    """The same person from the same day with other hours is a newer log of what is here: it would count twice."""
    if before is not None and entered.start is not None:
        hours = rules.hours_of(before[4] + before[5])
        raise failure("hours.overlap", name=entered.name, start=entered.start.isoformat(), hours=hours)


def _same(one: rules.Past) -> Same:
    return fold(one.name), one.people, one.start, one.end, one.paid, one.pro_bono


def _key(entered: PastHoursInput) -> Same:
    if entered.start is None:
        raise ValueError("an entry has a first day")  # the input refuses one without
    return fold(entered.name), entered.group_size, entered.start, entered.end, entered.paid, entered.pro_bono


# rows


def _by_name(desk: Desk) -> dict[str, str]:
    """Clients by their whole name, where only one has it: hours under that name go into their row."""
    ids: dict[str, list[str]] = {}
    for one in records.persons(desk).values():
        ids.setdefault(fold(one.name), []).append(one.id)
    return {name: found[0] for name, found in ids.items() if name and len(found) == 1}


def _made(desk: Desk, entered: PastHoursInput, client_id: str, source: str) -> PastHours:
    return PastHours(
        id=new_id(), client_id=client_id or None, created_at=desk.clock(), source=source, **_columns(entered)
    )


def _columns(entered: PastHoursInput) -> dict[str, Any]:
    return {
        "start_on": entered.start,
        "end_on": entered.end,
        "paid_minutes": entered.paid,
        "pro_bono_minutes": entered.pro_bono,
        "name": entered.name,
        "contact": entered.contact,
        "kind": entered.of_kind,
        "group_size": entered.group_size,
        "internal": bool(entered.internal),
        "listed": entered.listed,
        "note": entered.note,
    }


def _line(row: Mapping[str, Any], begun: Mapping[str, date]) -> PastLine:
    one = records.past_of(row)
    first = begun.get(one.client_id)
    over = first is not None and (one.end or one.start) >= first
    return PastLine(
        id=one.id,
        short=one.id[:6],
        client_id=one.client_id,
        name=one.name,
        kind=row["kind"],
        people=one.people,
        contact=one.contact,
        start=one.start,
        end=one.end,
        paid=one.paid,
        pro_bono=one.pro_bono,
        internal=one.internal,
        listed=one.listed,
        source=row["source"],
        note=row["note"],
        overlap=first if over else None,
    )


def _line_of_new(row: PastHours) -> PastLine:
    names = ("id", "client_id", "name", "kind", "group_size", "contact", "paid_minutes", "pro_bono_minutes")
    kept = {name: getattr(row, name) for name in (*names, "internal", "listed", "source", "note")}
    ends = {name: day.isoformat() if (day := getattr(row, name)) else None for name in ("start_on", "end_on")}
    return _line(kept | ends, {})


def _row(db: Session, entry_id: str) -> PastHours:
    row = db.get(PastHours, entry_id)
    if row is None:
        raise failure("ref.unknown", ref=entry_id, noun="entry of hours")
    return row


def _client_of(desk: Desk, entry_id: str) -> str | None:
    with desk.store.read() as db:
        return _row(db, entry_id).client_id
