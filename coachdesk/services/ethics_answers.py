"""The coach's answers as they were kept: by item and by what it was asked about, found without opening all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from coachdesk.domain.times import from_stamp, to_stamp
from coachdesk.domain.views.ethics import AnswerView, Subject
from coachdesk.services.session_agreements import in_chunks
from coachdesk.store.among import among

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Answers = Mapping[tuple[str, Subject], list[AnswerView]]
"""By item and what it is about, the oldest first."""

OF_PRACTICE = "WHERE client_id IS NULL AND at >= ?"
LONGEST = timedelta(days=25 * 31)
"""No item has a longer rhythm: what the practice answered before then asks to be answered again."""


def of(desk: Desk, subjects: Collection[Subject], now: datetime) -> Answers:
    """What was answered about those, and about the practice."""
    rows: list[Mapping[str, Any]] = []
    rows += desk.kept_rows("ethics answers", "ethics_answer", OF_PRACTICE, (to_stamp(now - LONGEST),))
    rows += in_chunks(desk, "ethics_answer", "session_id", {one.session_id for one in subjects if one.session_id})
    clients = sorted({one.client_id for one in subjects if one.client_id})
    for at in range(0, len(clients), 400):
        some = clients[at : at + 400]
        where = f"WHERE session_id IS NULL AND client_id IN {among(some)}"
        rows += desk.rows("ethics_answer", where, some)
    found: dict[tuple[str, Subject], list[AnswerView]] = {}
    for one in in_order(rows):
        found.setdefault((one.item, one.subject), []).append(one)
    return found


def in_order(rows: Iterable[Mapping[str, Any]]) -> list[AnswerView]:
    """Raw rows as answers, the oldest first; whom they are about is not named yet."""
    return sorted(map(_view, rows), key=lambda one: (one.at, one.id))


def _view(row: Mapping[str, Any]) -> AnswerView:
    subject = Subject(row["client_id"] or "", row["agreement_id"] or "", row["session_id"] or "", row["entry_id"] or "")
    return AnswerView(
        id=row["id"],
        item=row["item"],
        subject=subject,
        about="",
        answer=row["answer"],
        note=row["note"],
        at=from_stamp(row["at"]),
        edition=row["edition"],
        standards=tuple(row["standards"]),
        words=row["words"],
    )
