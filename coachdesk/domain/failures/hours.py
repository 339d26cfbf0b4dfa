"""Hours towards a credential: what was typed, and what a file of them holds."""

from __future__ import annotations

from coachdesk.domain.failures.kinds import ErrorKind

_AGAIN = "save the table as CSV, in UTF-8, and import that"

HOURS: dict[str, ErrorKind] = {
    "hours.unknown": ErrorKind("{text} is not a number of hours", "write it as 12.5, 12:30 or 90m"),
    "hours.many": ErrorKind("{text} is above {most} hours", "look for a slipped key"),
    "hours.none": ErrorKind("there are no hours in it", "give paid hours, pro bono hours, or both"),
    "hours.full": ErrorKind("{hours} do not fit into {days} days", "look at the hours and the dates"),
    "hours.name": ErrorKind("nobody is named", "give the client's name"),
    "hours.start": ErrorKind("the day of the first session is missing", "write it as 2024-03-01"),
    "hours.future": ErrorKind("{on} is still to come", "only hours that were held count"),
    "hours.order": ErrorKind("it ends on {end}, before it begins on {start}", "change one of them"),
    "hours.kind": ErrorKind("{text} is not a kind of coaching", "one of {choices}"),
    "hours.answer": ErrorKind("{text} is neither yes nor no", "leave it empty where it was not asked"),
    "hours.group": ErrorKind("a group has a number of people", "say how many were in it"),
    "hours.individual": ErrorKind("one person is no group", "leave the number out, or make it a group"),
    "hours.people": ErrorKind("a group of {found} cannot be", "from 2 to {most} people"),
    "hours.credential": ErrorKind("there is no credential {text}", "one of {choices}"),
    "hours.nobody": ErrorKind(
        "nobody agreed to be listed, so there is nothing to hand over",
        "coachdesk hours left-off names them; consents give --kind hours-log enters what they said",
    ),
    "hours.overlap": ErrorKind(
        "{name} from {start} is here already with {hours}", "remove that one first, or leave this line out"
    ),
    "hours.bad-lines": ErrorKind(
        "{bad} of {of} lines cannot be read, so nothing was imported; line {line}: {why}",
        "--dry-run names them all; --good-only imports the other {good}",
    ),
    "hours.format": ErrorKind("a log is not written as {text}", "one of {choices}"),
    "hours.csv-open": ErrorKind("{path} cannot be read: {why}", "name a CSV file"),
    "hours.csv-size": ErrorKind("it is 10 MB or more, and no log of hours is", "look whether it is the right file"),
    "hours.csv-long": ErrorKind("it has {found} lines and may have {most}", "import it in parts"),
    "hours.csv-binary": ErrorKind("it is not a table of text", _AGAIN),
    "hours.csv-encoding": ErrorKind("its text is not UTF-8", _AGAIN),
    "hours.csv-empty": ErrorKind("there are no hours in it", "a header and a line for each client are expected"),
    "hours.csv-header": ErrorKind(
        "its first line does not name the columns", "Client name, Start date, Paid hours, Pro bono hours …"
    ),
    "hours.csv-missing": ErrorKind("it lacks columns: {columns}", "name them in its first line"),
    "hours.csv-twice": ErrorKind("two of its columns mean the same: {columns}", "rename or leave out one of them"),
    "hours.csv-quotes": ErrorKind("its quotes do not close", "a line of the table is one line of the file"),
    "hours.csv-cells": ErrorKind("it has {found} cells for {columns} columns", "put a cell with the mark in quotes"),
    "hours.csv-date": ErrorKind("{text} has no year", "write dates as 2024-03-01"),
}
