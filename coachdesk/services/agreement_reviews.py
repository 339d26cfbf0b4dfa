"""The review that an agreement sets a day for: a promise on the one list from the last signature on, and nowhere else.

It follows the agreement. A version signed with a later review is the client's yes to that day; one with an earlier day,
or none, lets the old promise go for a new one; with the end of the agreement they let the coach off.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from coachdesk.domain import agreements as rules
from coachdesk.domain.days import day_text
from coachdesk.domain.whens import end_of_day
from coachdesk.services.agreement_reading import Reading
from coachdesk.services.task_rows import REVIEW
from coachdesk.services.task_writing import ANEW, Links, Opened, new_task, opened
from coachdesk.store.engine import Session
from coachdesk.store.tables.tasks import Task

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

TEXT = "review our agreement"


def signed(desk: Desk, db: Session, found: Reading, party: str) -> None:
    """That party signed a version, inside the transaction; with the last one that must, its review is promised."""
    if set(rules.still_to_sign(found.facts, found.sponsored)) - {party}:
        return
    day, number = found.version.review_on, found.version.number
    for task in _open(db, found.agreement.id):
        if day is None or not _moved(desk, db, task, day, number):
            task.event(db, "released", desk.clock(), words=_says(day, number))
        else:
            day = None  # that promise is this version's
    if day is not None and day >= desk.today():
        _promise(desk, db, found, day)


def ended(desk: Desk, db: Session, agreement_id: str) -> None:
    """The agreement was ended, inside the transaction: there is nothing to review any more."""
    for task in _open(db, agreement_id):
        task.event(db, "released", desk.clock(), words="the agreement was ended")


def _promise(desk: Desk, db: Session, found: Reading, day: date) -> None:
    new_task(
        db,
        desk.clock(),
        kind="promise",
        to=("client", found.client.id),
        text=TEXT,
        due=_due(desk, day),
        whole_day=True,
        links=Links(agreement_id=found.agreement.id, follows_as=REVIEW),
        words=f"agreed in version {found.version.number}",
    )


def _moved(desk: Desk, db: Session, task: Opened, day: date, number: int) -> bool:
    """Whether the promise is for that day, or could be moved to it in time."""
    due, now = _due(desk, day), desk.clock()
    held = task.standing(now).due
    if held is None or due == held:
        return held is not None
    if due < held or now >= held:
        return False
    ask = task.event(db, "asked", now, deadline=due, words=_says(day, number))
    task.event(db, "agreed", now, of_id=ask.id, words="signed")
    return True


def _says(day: date | None, number: int) -> str:
    return f"version {number} says {day_text(day, year=False) if day else 'nothing of a review'}"


def _due(desk: Desk, day: date) -> datetime:
    settings = desk.settings()
    return end_of_day(day, settings.eod, settings.zone)


def _open(db: Session, agreement_id: str) -> list[Opened]:
    """What is open of that agreement's reviews, one that was promised anew too; what became of one by hand stays."""
    rows = db.all(Task, Task.agreement_id == agreement_id, Task.ended_at.is_(None))  # type: ignore[union-attr]
    return [opened(db, row.id) for row in rows if row.damaged is None and _is_review(db, row)]


def _is_review(db: Session, row: Task) -> bool:
    """Whether it is a review, or the promise that took the place of a broken one, however often."""
    at: Task | None = row
    while at is not None and at.follows_as == ANEW and at.follows_id:
        at = db.get(Task, at.follows_id)
    return at is not None and at.follows_as == REVIEW
