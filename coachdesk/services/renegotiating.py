"""Another deadline for a promise: asked for before the old one, answered in their words; or promised anew after it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from coachdesk.domain import sentences
from coachdesk.domain.errors import failure
from coachdesk.domain.messages import ANSWER
from coachdesk.domain.promises import Standing, state_words
from coachdesk.domain.text import clean
from coachdesk.domain.times import both, clock, local
from coachdesk.domain.views.tasks import Done
from coachdesk.domain.whens import When, end_of_day
from coachdesk.services.people import Someone, people
from coachdesk.services.task_rows import of_ids
from coachdesk.services.task_writing import ANEW, Links, Opened, client_of, new_task, opened, still_open
from coachdesk.services.typed_times import read_when
from coachdesk.store.engine import Session

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def renegotiate(desk: Desk, task_id: str, to: str, *, why: str = "", said: str | None = None, zone: str = "") -> Done:
    """Another deadline. Before the old one it is asked for, and with what they `said` agreed; past it a new promise is
    made, and the old one ends as broken. An own task is simply moved.

    With what they said to the very deadline that was asked for, that ask is answered: a yes counts from the asking.
    Raises `task.not-open`, `task.done-already`, `task.reply`, `task.same-deadline`, `task.earlier`,
    `task.asked-already`, `task.no-deadline`, and what reading `to` refuses.
    """
    whom = _whom(desk, task_id)
    when = read_when(desk, to, zone=zone, theirs=whom.zone_at(desk.clock()) if whom else "", where="to")
    reason, words = clean(why, where="why"), clean(said or "", where="said")
    with desk.store.write("tasks.renegotiate", client_id=client_of(desk, task_id)) as db:
        task = still_open(desk, db, task_id)
        if task.row.kind == "reply":
            raise failure("task.reply")
        standing = task.standing(desk.clock())
        if task.row.kind == "own":
            return _move(desk, db, task, standing, when, reason)
        if words and standing.asked_to == when.instant:
            return _answer(desk, db, task, standing, agreed=True, said=words)
        _check_later(desk, standing, when)
        if desk.clock() >= (standing.due or desk.clock()):
            return _promise_anew(desk, db, task, when, reason, words, whom)
        return _ask(desk, db, task, when, reason, words, whom)


def answer_ask(desk: Desk, task_id: str, *, agreed: bool, said: str) -> Done:
    """What they said to the deadline that was asked for. A yes counts from the asking, also when it is entered after
    the old deadline, or after it was done; a no leaves the old one.

    Raises `task.not-asked`, `task.said`, `task.not-open`, `task.done-already`.
    """
    words = clean(said, where="said")
    if not words:
        raise failure("task.said", where="said")
    with desk.store.write("tasks.answer", client_id=client_of(desk, task_id)) as db:
        task = opened(db, task_id)
        standing = task.standing(desk.clock())
        if standing.asked_to is None:
            still_open(desk, db, task_id)  # raises why one that is over has no answer
        return _answer(desk, db, task, standing, agreed=agreed, said=words)


def _check_later(desk: Desk, standing: Standing, when: When) -> None:
    zone, due = desk.settings().zone, standing.due
    if due is None:
        raise failure("task.no-deadline")
    named = clock(when.instant, zone)
    if when.instant == due:
        raise failure("task.same-deadline", where="to", when=named)
    if when.instant < due:
        raise failure("task.earlier", where="to", when=named, due=clock(due, zone))
    if when.instant == standing.asked_to:
        raise failure("task.asked-already", where="to", when=named)


def _move(desk: Desk, db: Session, task: Opened, standing: Standing, when: When, why: str) -> Done:
    moved = clock(when.instant, desk.settings().zone)
    if when.instant == standing.due:
        raise failure("task.same-deadline", where="to", when=moved)
    task.event(db, "moved", desk.clock(), deadline=when.instant, words=why)
    task.row.zone, task.row.whole_day = when.zone, when.whole_day
    return Done(task.row.id, f"moved to {moved}")


def _ask(desk: Desk, db: Session, task: Opened, when: When, why: str, said: str, whom: Someone | None) -> Done:
    now = desk.clock()
    task.event(db, "asked", now, deadline=when.instant, words=why)
    if said:  # they agreed already: nothing is left to ask, and so nothing to send
        return _answer(desk, db, task, task.standing(now), agreed=True, said=said)
    sentence = _sentence(desk, whom, task, when.instant, why, anew=False)
    return Done(task.row.id, f"asked for {_shown(desk, when.instant, whom)}; enter what they say", sentence=sentence)


def _answer(desk: Desk, db: Session, task: Opened, standing: Standing, *, agreed: bool, said: str) -> Done:
    if standing.asked_to is None:
        raise failure("task.not-asked")
    settings = desk.settings()
    zone = settings.zone
    task.event(db, "agreed" if agreed else "declined", desk.clock(), of_id=standing.asked_id, words=said)
    if not standing.is_open:
        state = state_words(task.row.kind, task.standing(desk.clock()).state)
        return Done(task.row.id, f"{'renegotiated in time: it is' if agreed else 'they said no: it stays'} {state}")
    if agreed:
        day = local(standing.asked_to, zone).date()
        task.row.whole_day = end_of_day(day, settings.eod, zone) == standing.asked_to
        return Done(task.row.id, f"renegotiated in time: now due {clock(standing.asked_to, zone)}")
    was = clock(standing.due, zone) if standing.due else "as before"
    return Done(task.row.id, f"they said no: it stays due {was}")


def _promise_anew(desk: Desk, db: Session, old: Opened, when: When, why: str, said: str, whom: Someone | None) -> Done:
    """The deadline has passed: the old promise ends as broken, and a new one begins and names it."""
    now, row = desk.clock(), old.row
    sentence = _sentence(desk, whom, old, when.instant, why, anew=True)
    old.event(db, "anew", now, deadline=when.instant, words=why or said)
    links = Links(row.agreement_id or "", row.message_id or "", row.session_id or "", row.id, ANEW)
    new = new_task(
        db, now, kind="promise", to=old.key, text=row.text, due=when.instant, minutes=row.minutes,
        whole_day=when.whole_day, zone=when.zone, repeat=row.repeat, links=links, words=said,
    )  # fmt: skip
    words = f"promised anew for {_shown(desk, when.instant, whom)}; the old one stays broken"
    return Done(row.id, words, new.row.id, sentence)


def _sentence(desk: Desk, whom: Someone | None, task: Opened, new: datetime, why: str, *, anew: bool) -> str:
    """What to send to them; nothing where their record cannot be read."""
    if whom is None or task.row.due_at is None:
        return ""
    write = sentences.promised_anew if anew else sentences.renegotiation
    row = task.row  # the promise to answer stands on the list as “answer: …”, which is not how one speaks of it
    text = "" if row.message_id and row.text.startswith(ANSWER) else row.text
    return write(whom.listener(new, desk.settings().zone), text, task.row.due_at, new, why)


def _shown(desk: Desk, instant: datetime, whom: Someone | None) -> str:
    return both(instant, desk.settings().zone, whom.zone_at(instant) if whom else "")


def _whom(desk: Desk, task_id: str) -> Someone | None:
    facts = of_ids(desk, [task_id]).get(task_id)
    return people(desk).get(facts.to) if facts else None
