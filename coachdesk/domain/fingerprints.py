"""The fingerprint of a frozen version: SHA-256 over a salt and the canonical form of its content.

The salt (128 random bits, kept sealed) keeps anyone from guessing the content by trying likely ones.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SALT_BYTES = 16
LENGTH = 64
"""Hexadecimal characters of a fingerprint."""


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one byte form of a content of texts, whole numbers, booleans, nothing, lists and dictionaries.

    Keys are sorted, no space is added, text is UTF-8. Anything else, a float above all, is a `TypeError`: two machines
    could write it in two ways.
    """
    _refuse_others(content)
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def fingerprint(salt: bytes, content: Mapping[str, Any]) -> str:
    """64 hexadecimal characters that stand for exactly this content under this salt of 16 bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt has 16 bytes")
    return hashlib.sha256(salt + canonical(content)).hexdigest()


def printed(fingerprint: str) -> str:
    """The fingerprint as it stands on paper: groups of four characters."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))


def _refuse_others(value: object) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError("keys of a content are text")
            _refuse_others(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _refuse_others(inner)
    elif value is not None and type(value) not in (str, int, bool):
        raise TypeError(f"a content holds no {type(value).__name__}")
