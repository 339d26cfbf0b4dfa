"""A guess at the coach's time zone from this machine's own settings; always shown and changeable."""

from __future__ import annotations

import os
from pathlib import Path

from coachdesk.domain.zones import known

_LINK, _NAME = Path("/etc/localtime"), Path("/etc/timezone")


def guessed_zone() -> str:
    """The IANA id that this machine names, or UTC where it names none."""
    for guess in (os.environ.get("TZ", "").lstrip(":"), _from_link(), _from_name()):
        if guess and known(guess):
            return guess
    return "UTC"


def _from_link() -> str:
    """macOS and most Linux: a link into the zone files, whose path ends in the id."""
    try:
        return str(_LINK.readlink()).rpartition("zoneinfo/")[2]
    except OSError:
        return ""


def _from_name() -> str:
    try:
        return _NAME.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
