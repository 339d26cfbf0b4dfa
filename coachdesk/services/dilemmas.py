"""Dilemmas: what was not clear, whom the coach asked, what they decided, and looking back on it.

To look back is a task of the coach's own on the one list, with nothing in its words of what it is about.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coachdesk.domain import dilemmas as rules
from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id
from coachdesk.domain.inputs.dilemmas import DecisionInput, DilemmaInput
from coachdesk.domain.text import NOTE_LIMIT, clean_lines
from coachdesk.domain.views.ethics import DilemmaView
from coachdesk.domain.whens import end_of_day
from coachdesk.services import clients, ethics_catalogue
from coachdesk.services.people import People, people
from coachdesk.services.refs import Candidate, resolve
from coachdesk.services.task_writing import Links, new_task, opened
from coachdesk.store.engine import Session
from coachdesk.store.tables.ethics import Dilemma

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

LOOK_BACK = "look-back"
"""How such a task says where it came from (`task.follows_as`)."""


def add(desk: Desk, entered: DilemmaInput) -> DilemmaView:
    """A dilemma, decided or not yet. Raises `dilemma.…`, `ref.unknown`."""
    today = desk.today()
    happened = entered.on or today
    decided = (entered.decided_on or today) if entered.decided else None
    rules.check_days(happened, decided, entered.look_back_on, today)
    topics = rules.known_topics(entered.topics, ethics_catalogue.topics())
    client_id = clients.find(desk, entered.client) if entered.client else None
    row = Dilemma(
        id=new_id(),
        client_id=client_id,
        created_at=desk.clock(),
        on_day=happened,
        decided_on=decided,
        happened=entered.happened,
        topics=topics,
        consulted=entered.consulted,
        decided=entered.decided,
    )
    with desk.store.write("dilemmas.add", client_id=client_id) as db:
        db.add(row)
        _mean_to_look_back(desk, db, row, entered.look_back_on)
    return view(desk, row.id)


def decide(desk: Desk, dilemma_id: str, entered: DecisionInput) -> DilemmaView:
    """What was decided, or decided anew; without another day to look back the one that was meant stays.

    Raises `dilemma.…`, `ref.unknown`.
    """
    today, before = desk.today(), view(desk, dilemma_id)
    decided = entered.decided_on or today
    rules.check_days(before.on, decided, entered.look_back_on, today)
    with desk.store.write("dilemmas.decide", client_id=before.client_id or None) as db:
        row = _row(db, dilemma_id)
        row.decided, row.decided_on, row.consulted = entered.decided, decided, entered.consulted or row.consulted
        if entered.look_back_on not in (None, row.look_back_on):
            _mean_to_look_back(desk, db, row, entered.look_back_on)
    return view(desk, dilemma_id)


def look_back(desk: Desk, dilemma_id: str, text: str) -> DilemmaView:
    """How it looks now; the task to look back is done with it. Raises `dilemma.not-decided`, `text.…`."""
    words, before = clean_lines(text, NOTE_LIMIT, "looked_back"), view(desk, dilemma_id)
    if not words:
        raise failure("text.empty", where="looked_back")
    if before.decided_on is None:
        raise failure("dilemma.not-decided")
    with desk.store.write("dilemmas.look-back", client_id=before.client_id or None) as db:
        row = _row(db, dilemma_id)
        row.looked_back, row.looked_back_on = words, desk.today()
        _end_task(desk, db, row, "done")
    return view(desk, dilemma_id)


def view(desk: Desk, dilemma_id: str) -> DilemmaView:
    """One of them. Raises `ref.unknown`, `row.damaged`."""
    everyone = people(desk)
    with desk.store.read() as db:
        return _view(_row(db, dilemma_id), everyone)


def lines(desk: Desk) -> list[DilemmaView]:
    """Every dilemma, the last one first. Not to be called inside a transaction."""
    everyone = people(desk)
    with desk.store.read() as db:
        rows = desk.whole(db.all(Dilemma))
    return [_view(row, everyone) for row in sorted(rows, key=lambda row: (row.on_day, row.created_at, row.id))][::-1]


def find(desk: Desk, ref: str) -> str:
    """The id of the dilemma that `ref` means: a whole id, a part of its words, or the beginning of its id."""
    known = [Candidate(one.id, f"{day_text(one.on)}: {one.happened[:40]}", (one.happened,)) for one in lines(desk)]
    return resolve(ref, known, "dilemma")


def _mean_to_look_back(desk: Desk, db: Session, row: Dilemma, day: date | None) -> None:
    """From now on that day is meant, and nothing else is on the list for it."""
    _end_task(desk, db, row, "released")
    row.look_back_on = day
    if day is None:
        return
    settings = desk.settings()
    due = end_of_day(day, settings.eod, settings.zone)
    text = f"look back on the dilemma of {day_text(row.on_day)} [{row.id[:6]}]"
    task = new_task(
        db, desk.clock(), kind="own", to=None, text=text, due=due, whole_day=True, links=Links(follows_as=LOOK_BACK)
    )
    row.task_id = task.row.id


def _end_task(desk: Desk, db: Session, row: Dilemma, kind: str) -> None:
    """What was to be done about it is done or let go; what became of it by hand stays as it is."""
    task = opened(db, row.task_id) if row.task_id else None
    if task is None or task.standing(desk.clock()).ended is not None:
        return
    now = desk.clock()
    if kind == "done":
        task.event(db, kind, now, done_at=now)
    else:
        task.event(db, kind, now, words="another day was meant")


def _view(row: Dilemma, everyone: People) -> DilemmaView:
    row.secrets()
    whose = everyone.owed(("client", row.client_id) if row.client_id else None, row.created_at)
    topics = ethics_catalogue.topics()
    return DilemmaView(
        id=row.id,
        short=row.id[:6],
        client_id=row.client_id or "",
        client=whose.title if whose is not None else "",
        on=row.on_day,
        happened=row.happened,
        topics=row.topics,
        topic_titles=tuple(topics[one].title if one in topics else one for one in row.topics),
        consulted=row.consulted,
        decided=row.decided,
        decided_on=row.decided_on,
        look_back_on=row.look_back_on,
        looked_back=row.looked_back,
        looked_back_on=row.looked_back_on,
        created=row.created_at,
    )


def _row(db: Session, dilemma_id: str) -> Dilemma:
    row = db.get(Dilemma, dilemma_id)
    if row is None:
        raise failure("ref.unknown", ref=dilemma_id, noun="dilemma")
    return row
