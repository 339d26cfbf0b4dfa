"""Sessions: planned, moved, held, missed, cancelled, reopened; the agenda, and finding one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from coachdesk.domain import sessions as rules
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import is_id, is_prefix, new_id
from coachdesk.domain.inputs.sessions import CancelInput, EndingInput, HeldInput, MoveInput, SessionChange, SessionInput
from coachdesk.domain.session_words import when_words
from coachdesk.domain.text import fold
from coachdesk.domain.times import from_stamp, local, to_stamp
from coachdesk.domain.views.sessions import Agenda, MoveView, Planned, PlanView, SessionLine, SessionPage
from coachdesk.domain.whens import PAST
from coachdesk.services import session_agreements as agreed
from coachdesk.services import session_planning as planning
from coachdesk.services import session_rows as rows
from coachdesk.services.people import Someone, people
from coachdesk.services.refs import Candidate, resolve
from coachdesk.services.typed_times import read_when
from coachdesk.store.engine import Session
from coachdesk.store.tables.sessions import Moved, SessionRow

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


# planning


def plan(desk: Desk, client_id: str, entered: SessionInput) -> PlanView:
    """What `add` would plan, with what speaks against it; nothing is written. Raises as `add` does."""
    return planning.read_plan(desk, client_id, entered).view()


def add(desk: Desk, client_id: str, entered: SessionInput) -> Planned:
    """Plan a session, or a series of them.

    Raises `when.…`, `time.…`, `session.…`, `ref.unknown`; what only speaks against it is in `warnings`.
    """
    plan = planning.read_plan(desk, client_id, entered)
    ids = [new_id() for _ in plan.ats]
    with desk.store.write("sessions.add", client_id=client_id) as db:
        for session_id, at in zip(ids, plan.ats, strict=True):
            db.add(
                SessionRow(
                    id=session_id,
                    client_id=client_id,
                    agreement_id=plan.under.id if plan.under else None,
                    kind=plan.kind,
                    at=at,
                    minutes=plan.minutes,
                    state="planned",
                    series_id=ids[0] if entered.every else None,
                    created_at=desk.clock(),
                    zone=plan.who.zone_at(at),
                    medium=entered.medium,
                    link=entered.link,
                    fallback=entered.fallback,
                )
            )
    return Planned(line(desk, ids[0]), tuple(ids) if entered.every else (), plan.warnings)


def edit(desk: Desk, session_id: str, change: SessionChange) -> SessionLine:
    """Change what was given: length, kind, agreement, how it takes place. Another agreement is counted from then on."""
    before = line(desk, session_id)
    given = change.changes()
    kind = given.get("kind") or before.kind
    if "kind" in given or "agreement" in given:
        wanted = given.get("agreement", before.agreement_id)
        day = local(before.at, desk.settings().zone).date()
        under = planning.choose_agreement(desk, _client(desk, before), kind, wanted, day)
    with desk.store.write("sessions.edit", client_id=before.client.id) as db:
        row = _row(db, session_id)
        if "kind" in given or "agreement" in given:
            row.kind, row.agreement_id = kind, under.id if under else None
            if kind != rules.COUNTED and row.charged:
                row.charged = False
        if given.get("minutes"):
            row.minutes = given["minutes"]
        for name in ("medium", "link", "fallback"):
            if name in given and getattr(row, name) != given[name]:
                setattr(row, name, given[name])
    return line(desk, session_id)


def move(desk: Desk, session_id: str, entered: MoveInput) -> Planned:
    """Give a planned session another time; its series stays. Who asked for it, when, and the time it had are kept.

    Raises `session.not-planned`, `session.same-time`, and what planning raises; `where` is `to`.
    """
    before = line(desk, session_id)
    rules.check_planned(before.state)
    who = _client(desk, before)
    at = planning.read_time(desk, entered.to, who, entered.zone, where="to")
    warnings = [*_late_to_move(desk, before), *move_warnings(desk, before, at)]
    with desk.store.write("sessions.move", client_id=before.client.id) as db:
        row = _row(db, session_id)
        rules.check_planned(row.state)
        row.moves = (*row.moves, Moved(at=desk.clock().replace(microsecond=0), by=entered.by or "coach", was=row.at))
        row.at, row.zone = at, who.zone_at(at)
    return Planned(line(desk, session_id), (), tuple(dict.fromkeys(warnings)))


def move_warnings(desk: Desk, before: SessionLine, at: datetime) -> list[str]:
    """What speaks against another time of a session. Raises `session.same-time`, `session.twice`."""
    if at == before.at:
        raise failure("session.same-time", where="to")
    who = _client(desk, before)
    found = planning.warnings_at(desk, who, at, before.minutes, before.id)
    under = agreed.of_clients(desk, [before.client.id]).get(before.agreement_id)
    return [*found, *planning.agreement_warnings(desk, who, before.kind, under, [at], more=0)]


def plan_move(desk: Desk, session_id: str, to: str) -> PlanView:
    """What `move` would do, with what speaks against it; nothing is written."""
    before = line(desk, session_id)
    who = _client(desk, before)
    at = planning.read_time(desk, to, who, where="to")
    warnings = [*_late_to_move(desk, before), *move_warnings(desk, before, at)]
    words = (when_words(at, desk.settings().zone, who.zone_at(at)),)
    return PlanView((at,), before.minutes, before.agreement_id, words, tuple(dict.fromkeys(warnings)))


def _late_to_move(desk: Desk, before: SessionLine) -> list[str]:
    hours = _cancel_hours(desk, before)
    if not hours or not rules.is_late(before.at, desk.clock(), hours) or before.at < desk.clock():
        return []
    return [f"less than the {hours} h of notice are left that the agreement asks for; moving it charges nothing"]


# what became of it


def hold(desk: Desk, session_id: str, entered: HeldInput | None = None) -> SessionLine:
    """It took place, for as long as planned or for the minutes given. Raises `session.not-planned`, `…not-begun`."""
    before = _begun(desk, session_id)
    with desk.store.write("sessions.hold", client_id=before.client.id) as db:
        row = _row(db, session_id)
        rules.check_planned(row.state)
        row.state, row.ended_at = "held", desk.clock()
        row.held_minutes = (entered.minutes if entered else None) or row.minutes
    return line(desk, session_id)


def miss(desk: Desk, session_id: str, entered: EndingInput) -> SessionLine:
    """Somebody did not come. A client's no-show is charged if the signed terms have a notice, unless it is let go."""
    before = _begun(desk, session_id)
    return _end(desk, before, "missed", entered, desk.clock())


def cancel(desk: Desk, session_id: str, entered: CancelInput) -> SessionLine:
    """It will not take place, or did not: by whom, why, when it was said. A client's late one is charged if the signed
    terms say so and the coach does not let it go; what was said in time is in time, whenever it is marked.

    Raises `session.charge-…`, `session.not-planned`, `when.…`.
    """
    before = line(desk, session_id)
    rules.check_planned(before.state)
    said = desk.clock()
    if entered.at:
        said = read_when(desk, entered.at, theirs=before.client.zone, lean=PAST, where="at").instant
    return _end(desk, before, "cancelled", entered, said)


def _end(desk: Desk, before: SessionLine, outcome: str, entered: EndingInput, said: datetime) -> SessionLine:
    hours = _cancel_hours(desk, before)
    by_terms = rules.charged_by_terms(outcome, entered.by, before.kind, before.at, said, hours)
    charged = rules.settle_charge(by_terms, entered.charge, entered.by, before.kind)
    with desk.store.write(
        "sessions.miss" if outcome == "missed" else "sessions.cancel", client_id=before.client.id
    ) as db:
        row = _row(db, before.id)
        rules.check_planned(row.state)
        row.state, row.ended_at, row.ended_by, row.charged = outcome, said, entered.by, charged
        if entered.why != row.why:
            row.why = entered.why
    return line(desk, before.id)


def reopen(desk: Desk, session_id: str) -> SessionLine:
    """Take back what was said to have become of it: it is planned again and takes nothing from those left."""
    before = line(desk, session_id)
    with desk.store.write("sessions.reopen", client_id=before.client.id) as db:
        row = _row(db, session_id)
        rules.check_reopen(row.state)
        row.state, row.ended_at, row.ended_by, row.charged = "planned", None, None, None
        row.held_minutes = row.started_at = row.wrapped_at = None
        if row.why:
            row.why = ""
    return line(desk, session_id)


def _begun(desk: Desk, session_id: str) -> SessionLine:
    before = line(desk, session_id)
    rules.check_planned(before.state)
    said = when_words(before.at, desk.settings().zone, before.client.zone)
    rules.check_begun(before.at, desk.clock(), said)
    return before


# reading


def lines(
    desk: Desk,
    since: datetime | None = None,
    until: datetime | None = None,
    client_id: str = "",
    states: Collection[str] = (),
) -> list[SessionLine]:
    """Sessions that begin in that span, by time: of one client, in some states, where these are named."""
    found = [row for row in rows.between(desk, since, until, client_id) if not states or row["state"] in states]
    return rows.lines(desk, found)


def agenda(desk: Desk, first: date, days: int) -> Agenda:
    """So many days of the calendar, on the coach's clock; only these are read, and what waits to be marked."""
    now = desk.clock()
    since, until = rows.day_span(first, days, desk.settings().zone)
    parts = [rows.between(desk, since, until), rows.unmarked(desk, now), rows.following(desk, now)]
    known = {one.id: one for one in rows.lines(desk, list({row["id"]: row for part in parts for row in part}.values()))}
    shown, waiting, following = (tuple(known[row["id"]] for row in part) for part in parts)
    return Agenda(shown, waiting, following[0] if following else None)


def line(desk: Desk, session_id: str) -> SessionLine:
    """One session. Raises `ref.unknown`, `row.damaged`."""
    found = rows.lines(desk, desk.rows("session", "WHERE id = ?", (session_id,)))
    if not found:
        with desk.store.read() as db:
            _row(db, session_id)  # its own failure, where the row is there and cannot be read
        raise failure("row.damaged", table="session", id=session_id)
    return found[0]


def page(desk: Desk, session_id: str) -> SessionPage:
    """A session, whole, with what the signed terms say of cancelling it now."""
    found = line(desk, session_id)
    hours, now = _cancel_hours(desk, found), desk.clock()
    under = agreed.of_agreements(desk, [found.agreement_id] if found.agreement_id else [])
    siblings = rows_of_series(desk, found.series)
    return SessionPage(
        line=found,
        cancel_hours=hours,
        is_late=hours is not None and rules.is_late(found.at, now, hours),
        would_charge=rules.charged_by_terms("cancelled", "client", found.kind, found.at, now, hours),
        count=_count(desk, found, under.get(found.agreement_id)),
        siblings=siblings,
        moves=_moves(desk, session_id, under.get(found.agreement_id)),
    )


def _moves(desk: Desk, session_id: str, under: agreed.AgreementFacts | None) -> tuple[MoveView, ...]:
    """Every time it was moved, as the terms of the day that it had then see it."""
    zone = desk.settings().zone
    rows = desk.rows("session", "WHERE id = ?", (session_id,))
    found = []
    for one in rows[0]["moves"] if rows else ():
        at, was = from_stamp(one["at"]), from_stamp(one["was"])
        hours = under.cancel_hours(local(was, zone).date()) if under else None
        found.append(MoveView(at, one["by"], was, at < was and hours is not None and rules.is_late(was, at, hours)))
    return tuple(found)


def rows_of_series(desk: Desk, series: str) -> int:
    """How many sessions a series has; none without one."""
    return len(desk.rows("session", "WHERE series_id = ?", (series,))) if series else 0


def _count(desk: Desk, found: SessionLine, under: agreed.AgreementFacts | None) -> str:
    if under is None or found.kind != rules.COUNTED:
        return ""
    used = agreed.tallies(desk, found.client.id).get(under.id, rules.NOTHING)
    return rules.count_words(under.number("sessions", local(found.at, desk.settings().zone).date()) or 0, used)


def _cancel_hours(desk: Desk, found: SessionLine) -> int | None:
    """The notice that the signed terms ask for on its day."""
    under = agreed.of_agreements(desk, [found.agreement_id] if found.agreement_id else []).get(found.agreement_id)
    return under.cancel_hours(local(found.at, desk.settings().zone).date()) if under else None


def find(desk: Desk, ref: str, states: Collection[str] = (), ahead: bool | None = None) -> str:
    """The id of the session that `ref` means: a whole id, its client's name, or the beginning of its id.

    A name means the one of their sessions that is in one of `states`, and still ahead or begun, if that is asked for.
    Raises `ref.…`.
    """
    wanted = ref.strip()
    if is_id(wanted) and desk.rows("session", "WHERE id = ?", (wanted,)):
        return wanted
    folded = fold(wanted)
    named = [
        one.id
        for one in people(desk).everyone.values()
        if one.kind == "client" and folded and any(folded in fold(name) for name in one.names)
    ]
    found = agreed.in_chunks(desk, "session", "client_id", named)
    if is_prefix(wanted) and not named:
        found = list(desk.rows("session", "WHERE id >= ? AND id < ?", (wanted, wanted + "~")))
    else:
        found = [row for row in found if not states or row["state"] in states] or found
        now = to_stamp(desk.clock())
        found = [row for row in found if ahead is None or (row["at"] > now) is ahead] or found
    return resolve(ref, [_candidate(desk, one) for one in rows.lines(desk, found)], "session")


def _candidate(desk: Desk, one: SessionLine) -> Candidate:
    who = people(desk).get(("client", one.client.id))
    title = f"{one.client.title} {when_words(one.at, desk.settings().zone, '')}"
    return Candidate(one.id, title, who.names if who else ())


def _client(desk: Desk, one: SessionLine) -> Someone:
    return people(desk).known(("client", one.client.id))


def _row(db: Session, session_id: str) -> SessionRow:
    row = db.get(SessionRow, session_id)
    if row is None:
        raise failure("ref.unknown", ref=session_id, noun="session")
    return row
