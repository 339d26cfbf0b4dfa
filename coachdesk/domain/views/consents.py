"""Views of consents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ConsentView:
    """A client's answer to one kind of use, and what became of it by today.

    state  in force | declined | withdrawn | over (its last day has passed) | replaced (by a later answer)
    about  what the kind allows, in words
    """

    id: str
    client_id: str
    client: str
    kind: str
    about: str
    given: bool
    on: date
    until: date | None
    withdrawn: date | None
    state: str
    how: str
    words: str
