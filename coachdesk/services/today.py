"""Today: what needs the coach now. One implementation, over raw rows, at the start and at every refresh.

Nothing here imports SQLModel, pydantic or pendulum: this is what stands between a key press and the first screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from coachdesk.domain.absences import Away
from coachdesk.domain.ledger import Line
from coachdesk.domain.load import Hours
from coachdesk.domain.promises import BROKEN, due_by_today, had_its_word
from coachdesk.domain.spans import day_begins, day_ends, hours_words, near, near_day, on_clock
from coachdesk.domain.times import from_stamp, local
from coachdesk.domain.views.task_lines import DayLoad, Owed, TaskLine
from coachdesk.domain.views.today import (
    TodayLine,
    TodayOwed,
    TodaySection,
    TodaySession,
    TodayView,
    TodayWarning,
    fitted,
)
from coachdesk.services import load, session_rows, today_agreements, today_away, today_money, today_owed, today_sessions
from coachdesk.services.absence_rows import absences, away_at, returns
from coachdesk.services.people import People, client_row, of_rows
from coachdesk.services.task_reading import Frame, dismissed, line_of
from coachdesk.services.task_rows import Facts
from coachdesk.services.today_owed import Moment
from coachdesk.store.among import among

if TYPE_CHECKING:
    from coachdesk.domain.settings import Settings
    from coachdesk.services.desk import Desk

AHEAD = 7
"""Days ahead whose sessions and tasks weigh on what is said of today."""

# Only what Today can be about is read: a career's hundreds of ended clients would be opened at every start otherwise.
THEIR_CLIENTS = (
    "WHERE stage <> 'ended' OR id IN (SELECT client_id FROM agreement WHERE ended_on IS NULL OR ended_on > ?)"
)
REVIEWED = "WHERE day = ?"

FIRST_KEYS = (("a", "catch a promise"), ("2", "all you owe"), ("3", "your clients"), ("?", "every key"))
FIRST_STEPS = (("3", "then n: your first client"), ("5", "then n: an agreement"), ("?", "every key"))


class _Known(NamedTuple):
    """What was read, once, for all sections."""

    at: Moment
    settings: Settings
    hours: Hours
    clients: today_agreements.Clients
    people: People
    sessions: Sequence[Any]
    unmarked: Sequence[Any]
    not_wrapped: Sequence[Any]
    tasks: Sequence[Facts]
    aways: Sequence[Away]
    dismissed: frozenset[str]
    incidents: Sequence[Any]
    invoices: Mapping[str, Sequence[Line]]


def today(desk: Desk) -> TodayView:
    """What needs the coach now; every line is true at this instant and leads to where it is dealt with."""
    known = _read(desk)
    at, clients = known.at, known.clients
    sessions, asked, to_mark = _sessions(desk, known)
    lines, burden = _lines(desk, known)
    owed, older = today_owed.owed(desk, lines, known.aways, at)
    holds = burden.day(at.day)
    agreements = today_agreements.live_agreements(desk, at.day)
    warnings = (
        *today_away.warnings(known.aways, at, known.dismissed),
        *today_owed.breaches(owed, at, known.dismissed),
        *today_owed.warnings(lines),
        *_too_much(holds, burden, known),
        *asked,
        *today_agreements.lapsing(desk, clients, agreements, at.day, known.dismissed),
    )
    sections = (
        today_money.incidents(known.incidents, known.people),
        today_money.overdue(known.invoices, known.people, at.day),
        today_agreements.waiting(clients, agreements, at.now, at.zone),
        today_agreements.without(clients, agreements),
        today_agreements.soon(clients, agreements, at.day),
        today_agreements.drafts(clients, agreements),
        today_agreements.enquiries(clients, at.now, at.zone),
        _damaged(desk),
    )
    filled = tuple(section for section in sections if section.lines)
    empty = not clients and not lines and not desk.rows("client", "LIMIT 1")
    week = burden.week()
    parts = _parts(_away_words(known), sessions, to_mark, owed, older, filled)
    parts = parts or ("Your desk is empty and ready" if empty else "Nothing needs you now",)
    return TodayView(
        now=at.now,
        zone=at.zone,
        day=at.day,
        coach=known.settings.name,
        parts=parts,
        sentence=fitted(parts, MOST_CELLS),
        review=_review(desk, known, lines, empty),
        sessions=sessions,
        owed=owed,
        older=older,
        warnings=warnings,
        sections=filled,
        week=week if any(one.planned for one in week) else (),
        load=_load_words(holds),
        tips=FIRST_KEYS if desk.is_demo else FIRST_STEPS if empty else (),
    )


def _read(desk: Desk) -> _Known:
    now, settings = desk.clock(), desk.settings()
    zone, hours = settings.zone, Hours.of(settings)
    day = local(now, zone).date()
    at = Moment(now, zone, day, day_begins(day, zone), day_ends(day, zone), hours)
    until = day_ends(day + timedelta(days=AHEAD), zone)
    sessions = session_rows.between(desk, load.looked_at_from(now, hours), until)
    unmarked = session_rows.unmarked(desk, now)
    not_wrapped = session_rows.not_wrapped(desk, at.begins - today_sessions.WRAPPED_WITHIN, at.begins)
    tasks = today_owed.open_work(desk, at, until)
    aways = absences(desk)
    clients = {row["id"]: row for row in desk.rows("client", THEIR_CLIENTS, (day.isoformat(),))}
    wrong, owing = today_money.open_incidents(desk), today_money.owing(desk, day)
    named = [row["client_id"] for row in (*sessions, *unmarked, *not_wrapped, *wrong)]
    people = _people(desk, clients, [*named, *owing], tasks)
    clients = {key: row | {"called": people.everyone["client", key].title} for key, row in clients.items()}
    return _Known(
        at,
        settings,
        hours,
        clients,
        people,
        sessions,
        unmarked,
        not_wrapped,
        tasks,
        aways,
        dismissed(desk),
        wrong,
        owing,
    )


def _people(desk: Desk, clients: dict[str, Any], ids: Iterable[str], tasks: Sequence[Facts]) -> People:
    """Everyone whom Today may name: clients who are not ended, and whoever has a session or is owed something."""
    keys = {one.to for one in tasks if one.to is not None} | {("client", one) for one in ids}
    missing = sorted(one for kind, one in keys if kind == "client" and one not in clients)
    contacts = sorted(one for kind, one in keys if kind == "contact")
    others = _by_ids(desk, "client", missing)
    return of_rows([client_row(one) for one in (*clients.values(), *others)], _by_ids(desk, "contact", contacts))


def _by_ids(desk: Desk, table: str, ids: list[str]) -> list[dict[str, Any]]:
    return desk.rows(table, f"WHERE id IN {among(ids)}", ids) if ids else []


def _sessions(desk: Desk, known: _Known) -> tuple[tuple[TodaySession, ...], list[TodayWarning], int]:
    """The sessions of this day, what is asked about earlier ones, and how many of all wait to be marked."""
    at = known.at

    def who(client_id: str, instant: datetime) -> Owed:
        return known.people.owed(("client", client_id), instant) or Owed("client", client_id, "", "")

    rows = [row for row in known.sessions if at.begins <= from_stamp(row["at"]) < at.ends]
    before = (row for row in known.unmarked if from_stamp(row["at"]) < at.begins)
    past = [row for row in before if today_sessions.unmarked_fact(row["id"], row["at"]) not in known.dismissed]
    shown = today_sessions.shown(session_rows.lines(desk, rows, who), at.now, at.zone)
    asked = today_sessions.unmarked(session_rows.lines(desk, past[-today_sessions.MOST_UNMARKED :], who), at.zone)
    to_mark = len(past) + sum(one.said == today_sessions.UNMARKED for one in shown)
    held = session_rows.lines(desk, known.not_wrapped, who)
    return shown, [*asked, *today_sessions.not_wrapped(held, at.zone, known.dismissed)], to_mark


def _lines(desk: Desk, known: _Known) -> tuple[list[TaskLine], load.Known]:
    """The open tasks as lines, and the load that they and the sessions make."""
    planned = [row for row in known.sessions if row["state"] in ("planned", "held")]
    works = tuple(load.work_of(one) for one in known.tasks)
    burden = load.Known(load.busy_of(planned), works, tuple(known.aways), known.hours, known.at.now)
    frame = Frame(known.at.now, known.people, burden, known.dismissed)
    return [line_of(one, frame) for one in known.tasks], burden


def _too_much(holds: DayLoad, burden: load.Known, known: _Known) -> list[TodayWarning]:
    """That more is on this day than is left of it, with the next day that has room."""
    fact = f"{holds.day.isoformat()}:full"
    if holds.off or holds.planned <= holds.work_minutes or fact in known.dismissed:
        return []
    room = burden.room(1, holds.day)
    has_room = f"; {near(room, holds.day)} has room" if room and (room - holds.day).days <= AHEAD else ""
    what = f"{hours_words(holds.planned)} of work, and {hours_words(holds.work_minutes)} of today are left{has_room}"
    return [TodayWarning(fact, "", what, "2", "shows all you owe", "tasks", "")]


def _load_words(holds: DayLoad) -> str:
    """What is still to do today, against the time that is left."""
    if holds.off or not holds.planned:
        return ""
    return f"today {hours_words(holds.planned)} of work, {hours_words(holds.work_minutes)} left"


def _unsaid(lines: Sequence[TaskLine], known: _Known) -> int:
    """How many that are due have not had their word today."""
    at = known.at
    begun = day_begins(at.day, at.zone)
    said = {task.id for task in known.tasks if had_its_word(task.events, begun, at.now)}
    return sum(1 for one in lines if one.id not in said and due_by_today(one.due, one.is_open, at.now, at.zone))


def _review(desk: Desk, known: _Known, lines: Sequence[TaskLine], empty: bool) -> str:
    """The quiet line about the day's review: from the end of the day until it is done."""
    at = known.at
    if empty or at.now < on_clock(at.day, known.settings.eod, at.zone):
        return ""
    due = _unsaid(lines, known)
    if (known.hours.off(at.day) and not due) or desk.rows("review", REVIEWED, (at.day.isoformat(),)):
        return ""
    return f"the day's review: {due} to look at" if due else "the day's review: nothing is left but a look at tomorrow"


def _damaged(desk: Desk) -> TodaySection:
    """Rows that could not be opened: said here, because a list that leaves one out would otherwise lie."""
    lines = [TodayLine("✗", "", f"{one.what}: run coachdesk doctor", "", "") for one in desk.damaged]
    return TodaySection("Damaged", tuple(lines))


FIRST = {
    "Went wrong": ("incident open", "incidents open"),
    "Overdue": ("client owes since too long", "clients owe since too long"),
}
COUNTED = {
    "Waiting for a signature": ("to sign", "to sign"),
    "No agreement": ("client without an agreement", "clients without an agreement"),
    "Coming up": ("date coming up", "dates coming up"),
    "Drafts": ("draft", "drafts"),
    "Enquiries": ("enquiry", "enquiries"),
}
"""How each section is counted in the sentence, most pressing first; before tasks of the coach's own, and after."""

MOST_CELLS = 62
"""So many fit beside the day in 80 columns."""


def _away_words(known: _Known) -> str:
    """That the coach is away now, and until when."""
    away = away_at(known.aways, known.at.now)
    if away is None:
        return ""
    back = returns(away, known.hours)
    return f"away until {near_day(back, known.at.now, known.at.zone)}" if back else "away"


def _parts(
    away: str,
    sessions: Sequence[TodaySession],
    to_mark: int,
    owed: Sequence[TodayOwed],
    older: int,
    sections: tuple[TodaySection, ...],
) -> tuple[str, ...]:
    """What the answer to "what needs me now" is made of, most pressing first."""
    counts = {section.title: len(section.lines) for section in sections}
    promises = [one.task for one in owed if one.task.kind != "reply"]
    broken = sum(one.state == BROKEN and one.kind == "promise" for one in promises) + older
    late = [one for one in owed if one.task.kind == "reply" and one.task.state == BROKEN]
    half = [one for one in owed if one.task.kind == "reply" and one.task.state != BROKEN and one.past_half]
    replies = [one for one in owed if one.task.kind == "reply"]
    told = [
        (counts.get("Damaged", 0), "damaged record", "damaged records"),
        (len(sessions), "session", "sessions"),
        (to_mark, "to be marked", "to be marked"),
        (broken, "broken", "broken"),
        (sum(one.kind == "promise" and one.state != BROKEN for one in promises), "promise due", "promises due"),
        (len(late), "reply late", "replies late"),
        (len(half), "reply past half-time", "replies past half-time"),
        (len(replies) - len(late) - len(half), "reply due", "replies due"),
        *((counts[title], *pair) for title, pair in FIRST.items() if title in counts),
        (sum(one.kind == "own" for one in promises), "task of my own", "tasks of my own"),
        *((counts[title], *pair) for title, pair in COUNTED.items() if title in counts),
    ]
    said = (f"{count} {one if count == 1 else many}" for count, one, many in told if count)
    return (*((away,) if away else ()), *said)
