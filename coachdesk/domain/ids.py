"""Ids: 80 random bits as 16 lower-case Crockford base32 characters, made by the app."""

from __future__ import annotations

import re
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 16
SHORTEST = 4
"""People see and type the shortest unique prefix, never under four characters."""

_ID = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
_PREFIX = re.compile(f"[{ALPHABET}]{{{SHORTEST},{LENGTH}}}")


def new_id() -> str:
    """A fresh id; at 80 random bits two desks never collide."""
    number = secrets.randbits(80)
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(75, -5, -5))


def is_id(text: str) -> bool:
    """Whether the text is a whole id."""
    return _ID.fullmatch(text) is not None


def is_prefix(text: str) -> bool:
    """Whether the text could be the beginning of an id that a person typed."""
    return _PREFIX.fullmatch(text) is not None


def shortest(one: str, others: list[str]) -> str:
    """The shortest prefix (at least four characters) by which `one` is told from `others`."""
    for length in range(SHORTEST, LENGTH):
        if not any(other != one and other.startswith(one[:length]) for other in others):
            return one[:length]
    return one
