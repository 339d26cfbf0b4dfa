"""The one place where the command line speaks: JSON for programs, aligned plain text for people, reasons aside.

JSON: one value a run, UTF-8, ids whole, instants UTC (`2027-01-11T09:00:00Z`), dates ISO, money
`{"minor": 120000, "currency": "EUR"}`. Text: no markup, no colour, nothing that a terminal would obey.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from coachdesk.domain.money import Money
from coachdesk.domain.text import clean, clean_lines

WIDEST, LAST = 44, 200
"""Cells of one column of a table at the most, and of the last one: a name of two hundred letters must not push what
follows off the screen."""

_UNLIMITED = sys.maxsize

# JSON escapes the control characters below 32; a terminal obeys these too, and their escapes mean the same.
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def as_json(value: object) -> object:
    """The value in its one JSON form. Raises TypeError for what has none, such as a float."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        return value.as_json()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, Iterable):
        return [as_json(one) for one in value]
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def print_json(value: object) -> None:
    """One JSON value and a newline on standard output, always UTF-8, whatever the terminal's encoding."""
    text = json.dumps(as_json(value), ensure_ascii=False, indent=2)
    text = _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    _write(text.encode("utf-8", "backslashreplace") + b"\n")


def print_lines(lines: Iterable[str]) -> None:
    """Lines for a person on standard output; the caller has made them of `plain` parts."""
    for line in lines:
        sys.stdout.write(f"{line.rstrip()}\n")


def say_aside(text: str) -> None:
    """One line on standard error: a warning, never the reason of a failure (which the entry prints)."""
    sys.stderr.write(f"coachdesk: {plain(text)}\n")


def plain(value: object) -> str:
    """The value as one line of harmless text."""
    return clean(_readable(value), _UNLIMITED)


def plain_lines(value: object) -> list[str]:
    """The value as harmless lines."""
    return clean_lines(_readable(value), _UNLIMITED).splitlines()


def short(value: object, cells: int = WIDEST) -> str:
    """`plain`, cut to so many cells with `…`."""
    text = plain(value)
    if width(text) <= cells:
        return text
    while text and width(text) >= cells:
        text = text[:-1]
    return f"{text.rstrip()}…"


def width(text: str) -> int:
    """The cells that a terminal needs for a line: two for wide letters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(_cells(letter) for letter in text)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Aligned columns under their headings; a column that is empty in every row is left out."""
    cells = [[*(short(one) for one in row[:-1]), short(row[-1], LAST)] for row in rows]
    kept = [index for index in range(len(headings)) if any(row[index] for row in cells)]
    shown = [[headings[index] for index in kept], *([row[index] for index in kept] for row in cells)]
    widths = [max(width(row[index]) for row in shown) for index in range(len(kept))]
    return ["  ".join(_padded(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in shown]


def fields(pairs: Iterable[tuple[str, object]]) -> list[str]:
    """`label  value` lines, aligned; empty values are left out, and further lines of a long one stand below it."""
    filled = [(label, lines) for label, value in pairs if (lines := plain_lines("" if value is None else value))]
    wide = max((width(label) for label, _ in filled), default=0)
    shown = []
    for label, lines in filled:
        shown.append(f"{_padded(label, wide)}  {lines[0]}")
        shown += [f"{' ' * wide}  {line}" for line in lines[1:]]
    return shown


def _readable(value: object) -> str:
    """Text without broken halves of characters (a file name may have them); they are shown as escapes."""
    return str(value).encode("utf-8", "backslashreplace").decode("utf-8")


def _padded(text: str, cells: int) -> str:
    return text + " " * (cells - width(text))


def _cells(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _write(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.flush()
