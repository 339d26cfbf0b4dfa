"""Focus: a session that runs, and the silent moments in it. Nothing of it is kept but in the desk, so that it goes on
after a crash with all moments and the true time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coachdesk.domain import session_work as rules
from coachdesk.domain.ids import new_id
from coachdesk.domain.session_words import when_words
from coachdesk.domain.times import city_of, theirs
from coachdesk.domain.views.session_work import FocusView, MomentView
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.services import sessions
from coachdesk.services.session_items import agreement_of, moments_of
from coachdesk.services.session_work import client_of, hold_now, session_row
from coachdesk.store.tables.session_work import Moment

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def start(desk: Desk, session_id: str) -> FocusView:
    """Begin a session now, and keep when it really began; one that was begun and not ended goes on as it was.

    Raises `session.not-planned`, `focus.early`, `focus.past`, `ref.unknown`.
    """
    line = sessions.line(desk, session_id)
    if not line.is_running:
        said = when_words(line.at, desk.settings().zone, line.client.zone)
        rules.check_start(line.state, line.at, desk.clock(), said)
        with desk.store.write("sessions.start", client_id=line.client.id) as db:
            row = session_row(db, session_id)
            if not rules.is_running(row.state, row.started_at):  # another window may have begun it meanwhile
                rules.check_start(row.state, row.at, desk.clock(), said)
                row.started_at = desk.clock()
    return view(desk, session_id)


def view(desk: Desk, session_id: str) -> FocusView:
    """A session that runs. Raises `focus.not-running`, `ref.unknown`."""
    line = sessions.line(desk, session_id)
    rules.check_running(line.state, line.started)
    settled, now, zone = agreement_of(desk, session_id), desk.clock(), line.client.zone
    minutes = settled.minutes if settled is not None and settled.minutes else line.minutes
    started = line.started or line.at
    rows = desk.rows("client", "WHERE id = ?", (line.client.id,))
    return FocusView(
        session_id=session_id,
        client=line.client.title,
        zone=zone,
        topic=settled.topic if settled is not None else "",
        result=settled.result if settled is not None else "",
        started=started,
        ends=started + timedelta(minutes=minutes),
        planned_end=line.ends,
        moments=moments_of(desk, session_id),
        where=f"{city_of(zone)}, {theirs(now, desk.settings().zone, zone)} there now" if zone else "",
        emergency=rows[0]["emergency"] if rows else "",
    )


def mark(desk: Desk, session_id: str, kind: str) -> MomentView:
    """Drop a silent mark: that something was, and when. Raises `moment.kind`, `focus.not-running`, `ref.unknown`."""
    rules.known_moment(kind)
    with desk.store.write("moments.mark", client_id=client_of(desk, session_id)) as db:
        row = session_row(db, session_id)
        rules.check_running(row.state, row.started_at)
        others = [one.at for one in db.all(Moment, Moment.session_id == session_id)]
        made = Moment(
            id=new_id(),
            client_id=row.client_id,
            session_id=session_id,
            at=rules.moment_at(desk.clock(), others),
            kind=kind,
        )
        db.add(made)
    return MomentView(made.id, made.at, kind, "")


def take_back(desk: Desk, session_id: str) -> MomentView | None:
    """Take the last moment back, and say which it was; nothing happens where there is none.

    Raises `focus.not-running`, `ref.unknown`.
    """
    client_id = client_of(desk, session_id)
    known = moments_of(desk, session_id)
    if not known:
        return None
    with desk.store.write("moments.take-back", client_id=client_id) as db:
        row = session_row(db, session_id)
        rules.check_running(row.state, row.started_at)
        last = max(db.all(Moment, Moment.session_id == session_id), key=lambda one: (one.at, one.id), default=None)
        if last is None:
            return None
        db.delete(last)
        return MomentView(last.id, last.at, last.kind, "")


def end(desk: Desk, session_id: str) -> SessionLine:
    """It is over: held, for as long as it really was. Raises `focus.not-running`, `ref.unknown`."""
    with desk.store.write("sessions.end", client_id=client_of(desk, session_id)) as db:
        row = session_row(db, session_id)
        rules.check_running(row.state, row.started_at)
        hold_now(row, desk.clock())
    return sessions.line(desk, session_id)
