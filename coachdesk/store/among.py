"""Asking for rows by values that were read from the desk itself, which may be damaged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any


def among(values: Collection[str]) -> str:
    """What stands after `IN`, with a place for each of those ids."""
    return f"({', '.join(['CAST(? AS TEXT)'] * len(values))})"


def bound(params: Sequence[Any]) -> list[Any]:
    """The same values as SQLite takes them. One flipped bit makes of an id what is no UTF-8: such a text is handed over
    as its bytes, which `among` makes text again, so that its row is found and named as damaged."""
    return [
        one.encode(errors="surrogateescape") if isinstance(one, str) and _is_damaged(one) else one for one in params
    ]


def _is_damaged(text: str) -> bool:
    return not text.isascii() and any("\udc80" <= one <= "\udcff" for one in text)
