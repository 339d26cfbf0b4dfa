"""What looking at dated records has in common: which entries count on a day, and dates and names in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from coachdesk.domain.days import day_text
from coachdesk.domain.evidence.facts import ClientFacts, EntryFacts, Found, Look, Record, Records
from coachdesk.domain.spoken import ENGLISH, listed
from coachdesk.domain.times import local

MOST_NAMED = 6
"""So many are named in a sentence; the others are counted."""


def of_client(look: Callable[[Records, ClientFacts], Found]) -> Look:
    """The function as one that needs a client; without one it says so."""

    def looked(records: Records) -> Found:
        if records.client is None:
            return Found(None, "This is asked about one client.")
        return look(records, records.client)

    return looked


def newest_first(entries: Iterable[EntryFacts], kind: str, today: date) -> list[EntryFacts]:
    """The entries of that kind that count today. One of a day to come does not yet, an ended one not any more."""
    found = [one for one in entries if one.kind == kind and one.on <= today and not is_by(one.ended, today)]
    return sorted(found, key=lambda one: (one.on, one.created_at, one.id), reverse=True)


def is_by(day: date | None, today: date) -> bool:
    """Whether a day was given that has come."""
    return day is not None and day <= today


def day_there(instant: datetime, records: Records) -> date:
    """The day of an instant where the coach is."""
    return local(instant, records.zone).date()


def opens(*entries: EntryFacts) -> tuple[Record, ...]:
    """The pages of entries, in that order."""
    return tuple(("entry", one.id) for one in entries)


def called(entry: EntryFacts) -> str:
    """What an entry is about, as a sentence names it: its text in quotation marks, or else its day."""
    return f"“{entry.text}”" if entry.text else f"that of {day_text(entry.on)}"


def and_list(words: Sequence[str]) -> str:
    """`A, B and C`; where there are many, the last ones are counted."""
    if len(words) > MOST_NAMED:
        words = [*words[: MOST_NAMED - 1], f"{len(words) - MOST_NAMED + 1} more"]
    return listed(words, ENGLISH)


def capital(words: str) -> str:
    """The words with a capital at the beginning, as a sentence has it."""
    return words[:1].upper() + words[1:]
