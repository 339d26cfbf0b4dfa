"""The stored form of a logo: its kind and its bytes as text, so that it is a setting like any other."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from coachdesk.domain.errors import failure

if TYPE_CHECKING:  # every start reads the settings, and few of them need these classes
    from coachdesk.domain.views.agreements import Logo

_STORED = re.compile(r"(?P<kind>png|svg):(?P<data>[A-Za-z0-9+/]+={0,2})")


def to_stored(logo: Logo) -> str:
    """`png:` or `svg:` and its bytes in base64."""
    return f"{logo.kind}:{base64.b64encode(logo.data).decode()}"


def from_stored(stored: str) -> Logo | None:
    """The logo of its stored form; nothing where there is none."""
    found = _STORED.fullmatch(stored) if stored else None
    if found is None:
        return None
    from coachdesk.domain.views.agreements import Logo

    return Logo(found["kind"], base64.b64decode(found["data"]))


def check_stored(stored: str) -> str:
    """The stored form itself, or empty; anything else is `logo.kind`: a logo comes from a file."""
    if stored and not _STORED.fullmatch(stored):
        raise failure("logo.kind")
    return stored


def shown(stored: str) -> str:
    """The logo in words: `PNG, 12 kB`."""
    kind, _, data = stored.partition(":")
    return f"{kind.upper()}, {-(-len(data) * 3 // 4096)} kB" if data else ""
