"""TOML files that a person may write: read with refusals that name the file, the line and the reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.nearest import did_you_mean
from coachdesk.domain.text import LINE_LIMIT, clean

MOST_BYTES = 500_000
"""A catalogue file is some 40 kB; one that is ten times as large is something else."""

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_HEAD = re.compile(r"\s*\[\[?\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(?:#.*)?$")


@dataclass(frozen=True)
class TomlFile:
    """A file that was read: its name as a person knows it, its text, and what it says."""

    name: str
    text: str
    data: Mapping[str, Any]

    def rows(self, table: str) -> list[Row]:
        """The tables of that name (`[[standard]]`), each of which knows where it stands. Raises `catalogue.tables`."""
        found = self.data.get(table, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self.wrong("catalogue.tables", field=table, name=table)
        return [Row(self, table, index, one) for index, one in enumerate(found)]

    @property
    def top(self) -> Row:
        """What stands before the first table."""
        return Row(self, "", 0, self.data)

    def wrong(
        self, code: str, /, *, table: str = "", index: int = 0, field: str = "", at: str = "", **values: object
    ) -> CoachdeskError:
        """The failure of that code, about the line of a field (called `at` there, where that is something else), or
        else of the table that it would be in."""
        where = f"{self.name}, line {self.line_of(table, index, at or field)}"
        return failure(code, where=where, field=field, **values)

    def line_of(self, table: str, index: int, field: str = "") -> int:
        """The line of a field of the table so many from the first, or of the table where the field is not in it."""
        heads = [number for number, name in self._heads() if name == table] if table else [0]
        first = heads[index] if index < len(heads) else 0
        after = min((number for number, name in self._heads() if number > first), default=len(self._lines()) + 1)
        written = re.compile(rf"""\s*(["']?){re.escape(field)}\1\s*=""") if field else None
        for number in range(first + 1, after):
            if written and written.match(self._lines()[number - 1]):
                return number
        return max(first, 1)

    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def _heads(self) -> list[tuple[int, str]]:
        """The line and the name of each table; what only looks like one inside a text of several lines is none."""
        found, inside = [], ""
        for number, line in enumerate(self._lines(), 1):
            head = None if inside else _HEAD.match(line)
            if head:
                found.append((number, head[1]))
            for quotes in re.findall(r'"""|' + "'''", line):
                inside = quotes if not inside else "" if quotes == inside else inside
        return found


@dataclass(frozen=True)
class Row:
    """One table of a file. Its readers raise `catalogue.…` failures that name the line."""

    file: TomlFile
    table: str
    index: int
    data: Mapping[str, Any]

    def text(self, field: str, *, needed: bool = True, limit: int = LINE_LIMIT) -> str:
        """A line of text, cleaned; empty where it may be left out."""
        value = self.data.get(field)
        if value is None and not needed:
            return ""
        if value is None:
            raise self.wrong("catalogue.missing", field)
        if not isinstance(value, str):
            raise self.wrong("catalogue.kind-of", field, kind="text in quotes")
        try:
            shown = clean(value, limit)
        except CoachdeskError as error:
            raise self.wrong("catalogue.text", field, why=error.advice) from None
        if needed and not shown:
            raise self.wrong("catalogue.missing", field)
        return shown

    def flag(self, field: str, default: bool) -> bool:
        """True or false."""
        value = self.data.get(field, default)
        if not isinstance(value, bool):
            raise self.wrong("catalogue.kind-of", field, kind="true or false")
        return value

    def number(self, field: str, default: int, least: int, most: int) -> int:
        """A whole number in that span."""
        value = self.data.get(field, default)
        if isinstance(value, bool) or not isinstance(value, int) or not (value == default or least <= value <= most):
            raise self.wrong("catalogue.kind-of", field, kind=f"a whole number from {least} to {most}")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """Several texts, in their order; none where it is left out."""
        value = self.data.get(field, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.wrong("catalogue.kind-of", field, kind="a list of texts, as in ['one', 'two']")
        return tuple(clean(one) for one in value)

    def one_of(self, field: str, choices: Collection[str], *, needed: bool = True) -> str:
        """A text that is one of the choices. Raises `catalogue.choice` with the nearest."""
        found = self.text(field, needed=needed)
        if found and found not in choices:
            raise self.unknown(field, found, choices)
        return found

    def unknown(self, field: str, text: str, choices: Collection[str], at: str = "") -> CoachdeskError:
        """The failure of a text that is none of the choices, with the nearest of them."""
        some = f"one of {', '.join(choices)}" if 0 < len(choices) <= 12 else f"there are {len(choices)} to choose from"
        return self.wrong("catalogue.choice", field, at=at, text=text, near=did_you_mean(text, choices, some))

    def only(self, fields: Collection[str]) -> None:
        """Refuses a field that nothing reads: it is a slip of the fingers."""
        for name in self.data:
            if name not in fields:
                near = did_you_mean(name, fields, "leave it out")
                raise self.wrong("catalogue.unknown-field", name, near=near)

    def wrong(self, code: str, field: str = "", at: str = "", **values: object) -> CoachdeskError:
        """The failure of that code at this place."""
        return self.file.wrong(code, table=self.table, index=self.index, field=field, at=at, **values)


def read_toml(data: bytes, name: str) -> TomlFile:
    """The file of those bytes. Raises `catalogue.large`, `catalogue.encoding`, `catalogue.toml`."""
    if len(data) > MOST_BYTES:
        raise failure("catalogue.large", where=f"{name}, line 1", most=MOST_BYTES // 1000)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise failure("catalogue.encoding", where=f"{name}, line {data.count(10, 0, error.start) + 1}") from None
    import tomllib

    try:
        return TomlFile(name, text, tomllib.loads(text))
    except RecursionError:
        raise failure("catalogue.toml", where=f"{name}, line 1", why="its lists lie too deep in each other") from None
    except ValueError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        raise failure("catalogue.toml", where=f"{name}, line {line}", why=_PLACE.sub("", str(error))) from None


def twice(rows: Collection[Row], field: str) -> Iterator[CoachdeskError]:
    """A failure for each row whose field says what an earlier row says."""
    seen: dict[object, Row] = {}
    for row in rows:
        value = row.text(field)
        if value in seen:
            first = seen[value].file.line_of(row.table, seen[value].index, field)
            yield row.wrong("catalogue.twice", field, text=value, first=first)
        seen.setdefault(value, row)
