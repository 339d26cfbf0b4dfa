"""The words in which evidence counts and quotes. A sentence begins with a capital and ends with a stop."""

from __future__ import annotations


def days_apart(days: int) -> str:
    """A number of days, at least one: `a day`, `12 days`."""
    return "a day" if days == 1 else f"{days} days"


def counted(number: int, thing: str) -> str:
    """A number of things: `no session`, `1 session`, `3 sessions`."""
    return f"{number or 'no'} {thing}{'' if number in (0, 1) else 's'}"


def quoted(text: str, most: int = 80) -> str:
    """What somebody typed, on one line, in quotes, and cut where it is long."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= most else line[: most - 1].rstrip() + '…'}”"
