"""What the records already answer: one function for each evidence key of the catalogue.

Each takes `facts.Records` and nothing else and answers with a `facts.Found`: what was found, or not, in one sentence.
Nothing is remembered between two looks, so that what is said is true of the records as they are at that moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coachdesk.domain.errors import failure
from coachdesk.domain.evidence import (
    agreements,
    clients,
    consents,
    engagements,
    matters,
    others,
    people,
    practice,
    sessions,
    settling,
    shown,
)
from coachdesk.domain.evidence.facts import Found, Look, Records
from coachdesk.domain.evidence.others import LATER

__all__ = ["LATER", "LOOKS", "look"]

LOOKS: Mapping[str, Look] = {
    **agreements.LOOKS,
    **sessions.LOOKS,
    **engagements.LOOKS,
    **clients.LOOKS,
    **consents.LOOKS,
    **shown.LOOKS,
    **matters.LOOKS,
    **practice.LOOKS,
    **people.LOOKS,
    **others.LOOKS,
    **settling.LOOKS,
}
"""What answers each evidence key of the catalogue; a new one is an entry in the file of its part of the records."""


def look(key: str, records: Records) -> Found:
    """What those records say to an evidence key. Raises `evidence.unknown` for a key that nothing here answers."""
    if key not in LOOKS:
        raise failure("evidence.unknown", where=key)
    found = LOOKS[key](records)
    # a sentence may end with a name, and a name with a stop of its own: Bo T.
    return replace(found, says=found.says[:-1]) if found.says.endswith("..") else found
