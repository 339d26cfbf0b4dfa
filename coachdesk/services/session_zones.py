"""Sessions of a client who will be in another zone than when the time was agreed: which hour stays is theirs to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.times import local, resolve_local
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.services import sessions
from coachdesk.store.tables.sessions import Moved, SessionRow

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def planned_elsewhere(desk: Desk, client_id: str) -> list[SessionLine]:
    """The sessions still to come of which it is not said yet whether your hour stays or theirs, by time."""
    found = sessions.lines(desk, since=desk.clock(), client_id=client_id, states=("planned",))
    return [one for one in found if one.zone and one.client.zone and one.zone != one.client.zone]


def keep_hour(desk: Desk, client_id: str, whose: str) -> list[SessionLine]:
    """Let the coach's hour of those sessions stay, or (`client`) the local hour that was agreed with the client.

    Answers with the sessions as they are now. Raises `time.skipped`, `time.repeated` where their new clock has no such
    hour or two of them; nothing is changed then.
    """
    before = planned_elsewhere(desk, client_id)
    times = {one.id: one.at for one in before}
    if whose == "client":
        times = {one.id: resolve_local(local(one.at, one.zone).replace(tzinfo=None), one.client.zone) for one in before}
    with desk.store.write("sessions.keep-hour", client_id=client_id) as db:
        for one in before:
            row = db.get(SessionRow, one.id)
            if row is not None and row.state == "planned":
                if row.at != times[one.id]:
                    row.moves = (*row.moves, Moved(at=desk.clock().replace(microsecond=0), by="client", was=row.at))
                row.at, row.zone = times[one.id], one.client.zone
    return [sessions.line(desk, one.id) for one in before]
