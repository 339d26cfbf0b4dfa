"""Views of consents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ConsentView:
    """A client's answer to one kind of use, and what became of it by today.

    state  in force | declined | withdrawn | over (its last day has passed) | replaced (by a later answer)
    about  what the kind allows, in words
    use    what exactly it is for: where their name may stand, which report, which study
    words  theirs; of a testimonial those that may be shown
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
    use: str
    words: str


@dataclass(frozen=True, slots=True)
class ClientConsents:
    """What one client said: the answer of each kind that counts, those before it, and the kinds never asked."""

    client_id: str
    client: str
    answers: tuple[ConsentView, ...]
    earlier: tuple[ConsentView, ...]
    never: tuple[str, ...]

    @property
    def in_force(self) -> int:
        """How many are in force."""
        return sum(one.state == "in force" for one in self.answers)
