"""Views of the journal: what was done, when, and what it changed, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One action as it touched one client or the desk. `changes` are sentences such as "zone: a → b"."""

    action_id: str
    at: datetime
    what: str
    changes: tuple[str, ...]
    undone: bool
    can_undo: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What `undo` took back, in words, and (`about`) of which tasks, messages or people, by name; empty for others."""

    action_id: str
    what: str
    at: datetime
    about: str = ""


@dataclass(frozen=True, slots=True)
class DisclosureView:
    """What went to whom, when, in which version (of an agreement; else empty). `at` is UTC.

    basis    one of `domain/disclosures.BASES`; empty where it was not kept yet
    consent  what it rests on: a consent of theirs in words, or as it was written down before
    why      the reason, or what they signed
    answer   what they said to what they were told, and (`answered`) when that was settled
    by_hand  it was told by word of mouth or another way, and entered: only the day of `at` is known
    """

    id: str
    client_id: str
    client: str
    at: datetime
    kind: str
    what: str
    recipient: str
    format: str
    file_name: str
    file_hash: str
    fingerprint: str
    version_id: str
    basis: str = ""
    consent: str = ""
    why: str = ""
    by_hand: bool = False
    answered: date | None = None
    answer: str = ""
