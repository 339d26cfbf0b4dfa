"""What a page of questions is about, as the one word that a page of a record is made with."""

from __future__ import annotations

from coachdesk.domain.views.ethics import Checklist, Subject

_BY = "|"


def packed(first: str, subject: Subject, event: str = "") -> str:
    """A moment or an item with its subject; `unpacked()` reads it again."""
    parts = (first, event, subject.client_id, subject.agreement_id, subject.session_id, subject.entry_id)
    return _BY.join(parts)


def unpacked(word: str) -> tuple[str, str, Subject]:
    """The moment or item, the event (empty for none), the subject."""
    first, event, *ids = word.split(_BY)
    return first, event, Subject(*ids)


def of_checklist(one: Checklist) -> str:
    """The word that the page of a checklist is opened with."""
    return packed(one.moment, one.subject, one.event)
