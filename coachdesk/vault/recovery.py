"""The recovery key: 140 random bits on paper, as 7 groups of 4 letters and a check letter.

The letters are Crockford's base 32 (no I, L, O, U), forgiving to the eye and the hand. The check letter of a group is a
weighted sum over the field of 32 elements, with a different weight for each place and a constant for the group: it
finds every single wrong letter, every two letters exchanged, and every two groups exchanged.
"""

from __future__ import annotations

import re
import secrets
import unicodedata

from coachdesk.domain.errors import failure

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP_LENGTH = 7, 5
SECRET_BYTES = 18
"""140 bits, right-aligned."""

_MISREAD = str.maketrans("OIL", "011")
_SEPARATORS = re.compile(r"[\s\-_.,:;\u2010-\u2015\u2212]+")  # with the dashes that word processors make


def new_recovery_key() -> str:
    """A fresh recovery key as it is printed: `ABCDE-FGHJK-…`. It is never stored."""
    values = [secrets.randbelow(32) for _ in range(GROUPS * (GROUP_LENGTH - 1))]
    quads = [values[at : at + 4] for at in range(0, len(values), 4)]
    return "-".join(_letters([*quad, _check(group, quad)]) for group, quad in enumerate(quads, 1))


def parse(text: str) -> bytes:
    """The 18 secret bytes of a recovery key as somebody typed it: any case, spaces or dashes, O for 0, I or L for 1.

    Raises recovery.length, recovery.letter or recovery.group; the last two name the first group that is wrong.
    """
    parts = [part for part in _SEPARATORS.split(_plain(text)) if part]
    letters = "".join(parts)
    if len(letters) != GROUPS * GROUP_LENGTH:
        if len(parts) == GROUPS:  # typed with its dashes: the group that lacks a letter can be named
            raise failure("recovery.group", group=next(n for n, p in enumerate(parts, 1) if len(p) != GROUP_LENGTH))
        raise failure("recovery.length", found=len(letters))
    number = 0
    for group in range(1, GROUPS + 1):
        typed = letters[(group - 1) * GROUP_LENGTH : group * GROUP_LENGTH]
        for letter in typed:
            if letter not in ALPHABET:
                raise failure("recovery.letter", group=group, letter=letter)
        *quad, check = (ALPHABET.index(letter) for letter in typed)
        if check != _check(group, quad):
            raise failure("recovery.group", group=group)
        for value in quad:
            number = number << 5 | value
    return number.to_bytes(SECRET_BYTES, "big")


def group_matches(key: str, group: int, typed: str) -> bool:
    """Whether `typed` is that group (1 to 7) of the key that was just shown, typed back forgivingly."""
    return "".join(_SEPARATORS.split(_plain(typed))) == key.split("-")[group - 1]


def _plain(text: str) -> str:
    """Upper case, full-width and other compatibility forms made plain, and look-alikes read as the digits they mean."""
    return unicodedata.normalize("NFKC", text).upper().translate(_MISREAD)


def _letters(values: list[int]) -> str:
    return "".join(ALPHABET[value] for value in values)


def _check(group: int, quad: list[int]) -> int:
    """The value of a group's check letter: its number, and each value times another power of x."""
    total = group
    for value in quad:
        total = _times_x(total ^ value)  # Horner: the first letter is multiplied most often
    return total


def _times_x(value: int) -> int:
    """One multiplication by x in the field of 32 elements, whose polynomial is x⁵ + x² + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value
