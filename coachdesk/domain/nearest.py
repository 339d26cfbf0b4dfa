"""What a person probably meant: the known words that look most like the one typed."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(typed: str, known: Iterable[str], count: int = 3, cutoff: float = 0.7) -> list[str]:
    """Up to `count` known words close to the typed one, closest first; case aside. May be empty."""
    # imported here because a start of the app never needs it
    from difflib import get_close_matches

    by_small = {word.casefold(): word for word in known}
    small = typed.strip().casefold()[:100]
    close = get_close_matches(small, by_small, n=count, cutoff=cutoff)
    begins = [word for word in by_small if len(small) >= 2 and word.startswith(small) and word not in close]
    return [by_small[word] for word in (close + begins)[:count]]


def did_you_mean(typed: str, known: Iterable[str], otherwise: str, cutoff: float = 0.7) -> str:
    """A hint: `did you mean a or b`, or the other advice where nothing is near."""
    words = nearest(typed, known, cutoff=cutoff)
    return f"did you mean {' or '.join(words)}" if words else otherwise
