"""Sessions from raw rows, as lines of an agenda: those of some days, of a client, and those that wait to be marked.

Today stands on this, so nothing here imports SQLModel. An agenda reads only the days that it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from coachdesk.domain.sessions import COUNTED, MOST_MINUTES, UNSETTLED, is_unmarked
from coachdesk.domain.times import from_stamp, local, to_stamp, zone_of
from coachdesk.domain.views.session_lines import SessionLine
from coachdesk.domain.views.task_lines import Owed
from coachdesk.services import session_agreements as agreed

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Row = Mapping[str, Any]
Who = Callable[[str, datetime], Owed]
"""The client of that id, where they are at that instant."""


def day_span(day: date, days: int, zone: str) -> tuple[datetime, datetime]:
    """The instants (UTC) between which so many days lie, on that zone's clock."""
    there = zone_of(zone)
    first, last = (datetime.combine(one, time(), tzinfo=there) for one in (day, day + timedelta(days=days)))
    return first.astimezone(UTC), last.astimezone(UTC)


def between(desk: Desk, since: datetime | None, until: datetime | None, client_id: str = "") -> list[Row]:
    """Raw rows of the sessions that begin in that span, of one client where one is named, by time."""
    asked = [("at >= ?", to_stamp(since) if since else ""), ("at < ?", to_stamp(until) if until else "")]
    kept = [(word, value) for word, value in [*asked, ("client_id = ?", client_id)] if value]
    where = f"WHERE {' AND '.join(word for word, _ in kept)} " if kept else ""
    return list(desk.rows("session", f"{where}ORDER BY at, id", [value for _, value in kept]))


def touching(desk: Desk, since: datetime, until: datetime) -> list[Row]:
    """Planned or held ones that share time with that span."""
    early = since - timedelta(minutes=MOST_MINUTES)
    return [
        row
        for row in between(desk, early, until)
        if row["state"] in ("planned", "held") and _ends(row) > since and from_stamp(row["at"]) < until
    ]


def unmarked(desk: Desk, now: datetime) -> list[Row]:
    """Past ones of which nobody said what became of them, the oldest first."""
    rows = desk.rows("session", "WHERE state = 'planned' AND at <= ? ORDER BY at, id", (to_stamp(now),))
    return [row for row in rows if is_unmarked(row["state"], from_stamp(row["at"]), row["minutes"], now)]


def not_wrapped(desk: Desk, since: datetime, until: datetime) -> list[Row]:
    """Held ones that began in that span and were not wrapped up, the oldest first."""
    where = "WHERE state = 'held' AND wrapped_at IS NULL AND at >= ? AND at < ? ORDER BY at, id"
    return list(desk.rows("session", where, (to_stamp(since), to_stamp(until))))


def following(desk: Desk, now: datetime, client_id: str = "") -> list[Row]:
    """The next session that is still to begin, if there is one."""
    whose, values = (" AND client_id = ?", [client_id]) if client_id else ("", [])
    where = f"WHERE state = 'planned' AND at >= ?{whose} ORDER BY at, id LIMIT 1"
    return list(desk.rows("session", where, [to_stamp(now), *values]))


def _ends(row: Row) -> datetime:
    return from_stamp(row["at"]) + timedelta(minutes=row["minutes"])


def lines(desk: Desk, rows: Sequence[Row], who: Who | None = None) -> list[SessionLine]:
    """The rows as lines, with what each lacks, and which number of its agreement it is.

    Not to be called inside a transaction. `who` names the clients; without it everybody's names are read (and kept).
    """
    known = agreed.of_agreements(desk, {row["agreement_id"] for row in rows if row["agreement_id"]})
    numbers = _numbers(desk, known)
    who = who or _everyone(desk)
    zone = str(desk.settings().get("zone"))
    unsettled = _unsettled(desk, rows, zone)
    return [
        _line(row, who, known.get(row["agreement_id"]), numbers.get(row["id"]), zone, row["id"] in unsettled)
        for row in rows
    ]


def _unsettled(desk: Desk, rows: Sequence[Row], zone: str) -> set[str]:
    """Of today's sessions that did not begin and are not over, those of which it is not settled what they are about."""
    now = desk.clock()
    today = local(now, zone).date()
    ahead = {
        row["id"]
        for row in rows
        if row["kind"] == COUNTED
        and row["state"] == "planned"
        and row["started_at"] is None
        and _ends(row) > now
        and local(from_stamp(row["at"]), zone).date() == today
    }
    return ahead - {row["session_id"] for row in agreed.in_chunks(desk, "session_agreement", "session_id", ahead)}


def _everyone(desk: Desk) -> Who:
    from coachdesk.services.people import people

    everyone = people(desk)

    def who(client_id: str, at: datetime) -> Owed:
        found = everyone.owed(("client", client_id), at)
        return found or Owed("client", client_id, "(gone)", "")

    return who


def _numbers(desk: Desk, known: Mapping[str, agreed.AgreementFacts]) -> dict[str, int]:
    """By session, which one of its agreement's it is: used and booked ones are counted, by time."""
    found: dict[str, int] = {}
    order: dict[str, int] = {}
    rows = agreed.in_chunks(desk, "session", "agreement_id", known.keys())
    for row in sorted(rows, key=lambda one: (one["at"], one["id"])):
        if row["kind"] == COUNTED and (row["state"] in ("planned", "held") or row["charged"]):
            order[row["agreement_id"]] = found[row["id"]] = order.get(row["agreement_id"], 0) + 1
    return found


def _line(
    row: Row, who: Who, under: agreed.AgreementFacts | None, number: int | None, zone: str, is_unsettled: bool
) -> SessionLine:
    at = from_stamp(row["at"])
    day = local(at, zone).date()
    client = who(row["client_id"], at)
    return SessionLine(
        id=row["id"],
        short=row["id"][:6],
        client=client,
        agreement_id=row["agreement_id"] or "",
        agreement=under.title if under else "",
        kind=row["kind"],
        at=at,
        minutes=row["minutes"],
        state=row["state"],
        series=row["series_id"] or "",
        medium=row["medium"],
        link=row["link"],
        fallback=row["fallback"],
        charged=None if row["charged"] is None else bool(row["charged"]),
        ended_by=row["ended_by"] or "",
        why=row["why"],
        number=number,
        of=under.number("sessions", day) if under and number is not None else None,
        lacks=(*_lacks(row, under, day, client.zone), *([UNSETTLED] if is_unsettled else [])),
        zone=row["zone"],
        held_minutes=row["held_minutes"],
        ended=from_stamp(row["ended_at"]) if row["ended_at"] else None,
        started=from_stamp(row["started_at"]) if row["started_at"] else None,
        wrapped=from_stamp(row["wrapped_at"]) if row["wrapped_at"] else None,
    )


def _lacks(row: Row, under: agreed.AgreementFacts | None, day: date, zone: str) -> Iterable[str]:
    """What a session that is planned still needs, most pressing first."""
    if row["state"] != "planned":
        return
    if row["zone"] and zone and row["zone"] != zone:
        yield "they are in another zone than when it was planned"
    if row["kind"] != COUNTED:
        return
    if under is None:
        yield "no agreement"
    elif under.holds_on(day) is None:
        unsigned = under.state(day) in ("draft", "sent")
        yield "no signed agreement" if unsigned else "no agreement in force on that day"
