"""A log of hours as a table of text: read from files of any making, and written so that no spreadsheet runs a cell.

A file is read line by line: what is wrong with one line never takes the next one along.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.hours import hours_text
from coachdesk.domain.text import LINE_LIMIT, clean, fold
from coachdesk.domain.views.hours import LogRow

MOST_BYTES = 10 * 1024 * 1024 - 1
MOST_LINES = 20_000

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("clientname", "client", "name", "coachee", "nameofclient", "clientorgroup", "fullname"),
    "kind": ("individualorgroup", "individualgroup", "kind", "type", "format"),
    "group_size": ("numberingroup", "groupsize", "numberofpeople", "people", "participants", "size"),
    "contact": ("contactinformation", "contact", "contactinfo", "contactdetails", "email", "emailaddress", "phone"),
    "start": ("startdate", "start", "from", "firstsession", "begindate", "begin", "since"),
    "end": ("enddate", "end", "until", "to", "lastsession"),
    "paid": ("paidhours", "paid", "hourspaid", "paidcoachinghours"),
    "pro_bono": ("probonohours", "probono", "hoursprobono", "unpaidhours", "freehours", "unpaid"),
    "listed": ("agreedtobelisted", "consent", "agreed", "listed", "permission"),
    "internal": ("internal", "internalcoaching", "sameemployer"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks"),
}
"""What a column may be called, letters and digits alone, by the field that it fills."""

_MEANT = {name: field for field, names in COLUMNS.items() for name in names}
_RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet would run as a formula."""
_DATED = re.compile(r"(?:^|\D)[0-9]{4}(?:\D|$)")
_CLOCK = re.compile(r"[T ]0{1,2}:00(?::00)?(?:\.0+)?Z?$")


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a file by their number, each with its cells by field; lines that are no lines of a table, and why;
    titles of columns that mean nothing here."""

    lines: tuple[tuple[int, Mapping[str, str]], ...]
    bad: tuple[tuple[int, str], ...]
    unread: tuple[str, ...]


def read_table(data: bytes, name: str) -> Table:
    """The table in a file's bytes; `name` is that of the file. Raises `hours.csv-…` where there is none in it."""
    text = _decoded(data, name)
    if "\0" in text:
        raise failure("hours.csv-binary", where=name)
    physical = [
        (number, line)
        for number, line in enumerate(re.split("\r\n|\r|\n", text), 1)
        if line.strip(' \t,;"') and not (number == 1 and line.lower().startswith("sep="))
    ]
    if not physical:
        raise failure("hours.csv-empty", where=name)
    if len(physical) > MOST_LINES:
        raise failure("hours.csv-long", where=name, found=f"{len(physical):,}", most=f"{MOST_LINES:,}")
    mark, fields, unread = _header(physical[0][1], name)
    lines: list[tuple[int, Mapping[str, str]]] = []
    bad: list[tuple[int, str]] = []
    for number, line in physical[1:]:
        try:
            lines.append((number, _by_field(_cells(line, mark), fields)))
        except CoachdeskError as error:
            bad.append((number, error.advice))
    if not lines and not bad:
        raise failure("hours.csv-empty", where=name)
    return Table(tuple(lines), tuple(bad), unread)


def _decoded(data: bytes, name: str) -> str:
    if len(data) > MOST_BYTES:
        raise failure("hours.csv-size", where=name)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise failure("hours.csv-encoding", where=name) from None


def _header(line: str, name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What parts the cells, the field of each column (empty for one that means nothing), and the titles of those."""
    found = []
    for mark in (",", ";", "\t"):
        try:
            titles = _cells(line, mark)
        except CoachdeskError:
            continue
        fields = tuple(_MEANT.get(_letters(title), "") for title in titles)
        found.append((len([one for one in fields if one]), mark, titles, fields))
    known, mark, titles, fields = max(found, key=lambda one: one[0], default=(0, ",", [], ()))
    if known < 2:
        raise failure("hours.csv-header", where=name)
    missing = [title for field, title in (("name", "Client name"), ("start", "Start date")) if field not in fields]
    if "paid" not in fields and "pro_bono" not in fields:
        missing.append("Paid hours")
    if missing:
        raise failure("hours.csv-missing", where=name, columns=", ".join(missing))
    for field in fields:
        if field and fields.count(field) > 1:
            both = " and ".join(title for title, one in zip(titles, fields, strict=True) if one == field)
            raise failure("hours.csv-twice", where=name, columns=both)
    unread = (clean(title, len(title)) for title, one in zip(titles, fields, strict=True) if not one)
    return mark, fields, tuple(title for title in unread if title)


def _letters(title: str) -> str:
    return "".join(letter for letter in fold(title) if letter.isalnum())


def _cells(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark, strict=True))
    except csv.Error:
        raise failure("hours.csv-quotes") from None


def _by_field(cells: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    """The cells of one line, cleaned. Raises `hours.csv-cells`, `text.…`."""
    if any(cell.strip() for cell in cells[len(fields) :]):
        raise failure("hours.csv-cells", found=len(cells), columns=len(fields))
    return {field: _bare(clean(cell, LINE_LIMIT)) for field, cell in zip(fields, cells, strict=False) if field}


def _bare(text: str) -> str:
    """A cell without the mark that `neutral` puts before what a spreadsheet would run."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_RUNS) else text


def dated(text: str, where: str) -> str:
    """A date of a table, without a time of midnight. Raises `hours.csv-date` for one without its year: in a table
    nobody sees how it would be guessed."""
    bare = _CLOCK.sub("", text.strip())
    if bare and not _DATED.search(bare):
        raise failure("hours.csv-date", where=where, text=bare)
    return bare


def neutral(text: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(_RUNS) else text


def cells(row: LogRow) -> dict[str, str]:
    """A row of a log as text, by the keys of the columns that the body asks for."""
    return {
        "client_name": row.name,
        "kind": row.kind,
        "group_size": "" if row.people is None else str(row.people),
        "contact": row.contact,
        "start_date": row.start.isoformat(),
        "end_date": row.end.isoformat() if row.end else "",
        "paid_hours": hours_text(row.paid),
        "pro_bono_hours": hours_text(row.pro_bono),
    }


def write_log(rows: Iterable[LogRow], columns: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows as CSV in UTF-8, in the columns of the catalogue, with their labels as a header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([one["label"] for one in columns])
    for row in rows:
        told = cells(row)
        writer.writerow([neutral(told[one["key"]]) for one in columns])
    return out.getvalue().encode()
