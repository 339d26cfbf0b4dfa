"""Absences: going away without vanishing. What one touches and what becomes of each, the texts for the time away, where
an auto-reply is on, and coming back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from coachdesk.domain import absences as rules
from coachdesk.domain.absence_words import Leave, Reachable, auto_reply, voicemail
from coachdesk.domain.absences import Away
from coachdesk.domain.errors import failure
from coachdesk.domain.ids import new_id, shortest
from coachdesk.domain.sessions import MOST_MINUTES
from coachdesk.domain.spans import day_begins, day_ends
from coachdesk.domain.spoken import ENGLISH, language_of
from coachdesk.domain.text import clean, fold
from coachdesk.domain.times import clock, from_stamp, local, to_stamp
from coachdesk.domain.views.absences import AbsenceView, SwitchedOn, ToldView, Touched
from coachdesk.domain.whens import EITHER, When, parse_when
from coachdesk.services import people as everyone
from coachdesk.services.absence_rows import absences
from coachdesk.services.refs import Candidate, resolve
from coachdesk.services.task_rows import key_of
from coachdesk.store.engine import Session
from coachdesk.store.tables.absences import Absence

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

SESSIONS_IN = "WHERE state = 'planned' AND at >= ? AND at <= ?"
TASKS_IN = "WHERE ended_at IS NULL AND due_at >= ? AND due_at <= ?"
NO_END = "9999"
"""Later than any stamp."""


def add(desk: Desk, since: str, until: str | None = None, cover_ref: str = "", why: str = "") -> AbsenceView:
    """Go away from a when (`now` too) to a when, or with no end yet; days count whole, the last one included.

    Raises `when.…`, `absence.order`, `absence.past`, `absence.overlap`, `ref.…`; nothing is kept then.
    """
    begins, ends = _begin(desk, since), _end(desk, until)
    cover = _cover(desk, cover_ref)
    words = clean(why, where="why")
    _check(desk, begins, ends, besides="")
    with desk.store.write("absences.add") as db:
        row = Absence(
            id=new_id(), created_at=desk.clock(), from_at=begins, until_at=ends, cover_id=cover or None, why=words
        )
        db.add(row)
    return view(desk, row.id)


def change(
    desk: Desk, absence_id: str, *, since: str | None = None, until: str | None = None, cover_ref: str | None = None,
    why: str | None = None,
) -> AbsenceView:  # fmt: skip
    """Other dates, another stand-in or reason; what is not given stays, and an empty `until` leaves the end open.

    Raises what `add` does, and `absence.over`.
    """
    begins = _begin(desk, since) if since is not None else None
    ends = _end(desk, until) if until is not None else None
    cover = _cover(desk, cover_ref) if cover_ref is not None else None
    was, zone = known(desk, absence_id), desk.settings().zone
    _check(desk, begins or was.since, ends if until is not None else was.until, besides=absence_id)
    with desk.store.write("absences.change") as db:
        row = _live(desk, db, absence_id, zone)
        if begins is not None:
            row.from_at = begins
        if until is not None:
            row.until_at = ends
        if cover is not None:
            row.cover_id = cover or None
        if why is not None:
            row.why = clean(why, where="why")
    return view(desk, absence_id)


def change_end(desk: Desk, absence_id: str, until: str | None) -> AbsenceView:
    """It ends at another time, or with no end known yet. Raises as `change` does."""
    return change(desk, absence_id, until=until or "")


def back(desk: Desk, absence_id: str) -> AbsenceView:
    """The coach is back, now. Raises `absence.not-begun`, `absence.over`."""
    now, zone = desk.clock(), desk.settings().zone
    with desk.store.write("absences.change") as db:
        row = _live(desk, db, absence_id, zone)
        if now < row.from_at:
            raise failure("absence.not-begun", when=clock(row.from_at, zone))
        row.back_at = now
    return view(desk, absence_id)


def decide(desk: Desk, absence_id: str, item_id: str | Sequence[str], decision: str) -> AbsenceView:
    """What becomes of a session or a task (or several) that it touches: keep, move, renegotiate or cover; empty takes
    the decision back. Raises `absence.decision`, `absence.not-touched`, `absence.no-cover`, `absence.over`."""
    wanted = [item_id] if isinstance(item_id, str) else list(item_id)
    found, zone = view(desk, absence_id), desk.settings().zone
    touched, chosen = {one.id: one for one in found.touched}, ""
    for one in wanted:
        if one not in touched:
            raise failure("absence.not-touched", what=one)
        if decision:
            chosen = rules.check_decision(decision, touched[one].kind == "session", found.cover is not None)
    with desk.store.write("absences.change") as db:
        row = _live(desk, db, absence_id, zone)
        kept = {key: value for key, value in row.decisions.items() if key not in wanted}
        row.decisions = kept | dict.fromkeys(wanted, chosen) if chosen else kept
    return view(desk, absence_id)


def switch(desk: Desk, absence_id: str, channel: str, on: bool) -> AbsenceView:
    """The auto-reply of a channel was switched on, or off again. What was off and is on again counts as on all along.

    Raises `absence.channel`, `absence.switched`.
    """
    if channel not in rules.CHANNELS:
        raise failure("absence.channel", where="channel", text=channel, choices=", ".join(rules.CHANNELS))
    with desk.store.write("absences.change") as db:
        row = _row(db, absence_id)
        was = dict(row.channels.get(channel) or {})
        if on == _is_on(was):
            raise failure("absence.switched", channel=channel, state="on" if on else "off")
        stamp = to_stamp(desk.clock())
        now_is = {"on": was.get("on") or stamp} if on else {**was, "off": stamp}
        row.channels = {**row.channels, channel: now_is}
    return view(desk, absence_id)


def tell(desk: Desk, absence_id: str, client_ids: Sequence[str], on: date | None) -> AbsenceView:
    """Those clients were told of it on that day; without a day they were not told after all.

    Raises `ref.unknown`, `absence.nobody`.
    """
    if not client_ids:
        raise failure("absence.nobody", where="client")
    for client_id in client_ids:
        everyone.people(desk).known(("client", client_id))
    with desk.store.write("absences.change") as db:
        row = _row(db, absence_id)
        kept = {one: day for one, day in row.told.items() if one not in client_ids}
        row.told = kept | (dict.fromkeys(client_ids, on.isoformat()) if on is not None else {})
    return view(desk, absence_id)


def lines(desk: Desk) -> list[AbsenceView]:
    """Every absence: what is now or comes first, by its beginning; then what is over, latest first."""
    found = absences(desk)
    views = [_view(desk, one, [other.id for other in found]) for one in found]
    over = [one for one in views if one.state == rules.OVER]
    return [one for one in views if one.state != rules.OVER] + over[::-1]


def view(desk: Desk, absence_id: str) -> AbsenceView:
    """One absence, with all that it touches now. Raises `ref.unknown`."""
    return _view(desk, known(desk, absence_id), [other.id for other in absences(desk)])


def find(desk: Desk, ref: str) -> str:
    """The absence that `ref` means: an id or its beginning, or `now` and `next`. Raises `ref.…`."""
    found, now, zone = absences(desk), desk.clock(), desk.settings().zone
    wanted = {"now": rules.NOW, "next": rules.COMING}.get(ref.strip().lower(), "")
    for one in found:
        if one.state(now) == wanted:
            return one.id
    words = {one.id: rules.away_words(one, zone) for one in found}
    candidates = [Candidate(one.id, words[one.id], (words[one.id], one.why)) for one in found]
    return resolve(ref, candidates, "absence")


# reading


def _view(desk: Desk, one: Away, ids: list[str]) -> AbsenceView:
    now, zone = desk.clock(), desk.settings().zone
    people = everyone.people(desk)
    cover = people.owed(("contact", one.cover_id) if one.cover_id else None, one.since)
    touched = _touched(desk, one, people)
    leave, tags = leave_of(desk, one)
    return AbsenceView(
        id=one.id,
        short=shortest(one.id, ids),
        since=one.since,
        until=one.end,
        state=one.state(now),
        cover=cover,
        why=one.why,
        words=rules.away_words(one, zone),
        touched=touched,
        auto_reply=auto_reply(leave, tags),
        voicemail=voicemail(leave, tags),
        channels=tuple(_channel(one, channel) for channel in rules.CHANNELS),
        undecided=sum(not item.decision for item in touched),
        told=_told(desk, one),
    )


def leave_of(desk: Desk, one: Away) -> tuple[Leave, tuple[str, ...]]:
    """What the texts of an absence are written from, and in which languages: those that clients are written to in."""
    settings = desk.settings()
    clients = [each for each in everyone.people(desk).everyone.values() if each.kind == "client" and not each.is_over]
    zones = tuple(dict.fromkeys(each.zone_at(one.since) for each in clients))
    tags = {language_of(each.language) for each in clients}
    cover = None
    for row in desk.rows("contact", "WHERE id = ?", (one.cover_id,)) if one.cover_id else ():
        cover = Reachable(row["name"], row["phone"], row["email"])
    hours = (settings.workday_start, settings.workday_end)
    leave = Leave(one.since, one.end, settings.name, settings.zone, zones, cover, hours)
    return leave, (ENGLISH, *(sorted(tags - {ENGLISH})))


def _touched(desk: Desk, one: Away, people: everyone.People) -> tuple[Touched, ...]:
    """Sessions that overlap it and open tasks that are due in it, by time."""
    found = []
    end = to_stamp(one.end) if one.end is not None else NO_END
    for row in desk.rows("session", SESSIONS_IN, (to_stamp(one.since - timedelta(minutes=MOST_MINUTES)), end)):
        at = from_stamp(row["at"])
        if rules.touches_session(one, at, row["minutes"]):
            who = people.owed(("client", row["client_id"]), at)
            what = f"{row['kind']} session, {row['minutes']} min"
            found.append(Touched("session", row["id"], who, at, what, one.decisions.get(row["id"], "")))
    for row in desk.rows("task", TASKS_IN, (to_stamp(one.since), end)):
        due = from_stamp(row["due_at"])
        if rules.touches_task(one, due):
            who = people.owed(key_of(row), due)
            decided, message = one.decisions.get(row["id"], ""), row["message_id"] or ""
            found.append(Touched(row["kind"], row["id"], who, due, row["text"], decided, message))
    return tuple(sorted(found, key=lambda item: (item.at, item.kind != "session", item.id)))


def _told(desk: Desk, one: Away) -> tuple[ToldView, ...]:
    """Clients who are coached now, and others who were told: who was not told yet first, by name."""
    known = everyone.people(desk)
    active = {row["id"] for row in desk.rows("client", "WHERE stage = 'active'")}
    found = [
        ToldView(client_id, who.title, one.told.get(client_id))
        for client_id in active | one.told.keys()
        if (who := known.get(("client", client_id))) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.on is not None, fold(each.client), each.client_id)))


def _channel(one: Away, channel: str) -> SwitchedOn:
    stamps = one.channels.get(channel) or {}
    on, off = (from_stamp(stamps[word]) if stamps.get(word) else None for word in ("on", "off"))
    return SwitchedOn(channel, on, off)


def _is_on(stamps: dict[str, str]) -> bool:
    return bool(stamps.get("on")) and not stamps.get("off")


def known(desk: Desk, absence_id: str) -> Away:
    """One absence as the rules read it. Raises `ref.unknown`."""
    for one in absences(desk):
        if one.id == absence_id:
            return one
    raise failure("ref.unknown", ref=absence_id, noun="absence")


# what was typed


def _begin(desk: Desk, text: str) -> datetime:
    """When it begins: a day alone from its first minute."""
    found = _when(desk, text, "from")
    settings = desk.settings()
    return day_begins(local(found.instant, settings.zone).date(), settings.zone) if found.whole_day else found.instant


def _end(desk: Desk, text: str | None) -> datetime | None:
    """When it ends: a day alone is away to its last minute."""
    if text is None or not text.strip():
        return None
    found = _when(desk, text, "to")
    zone = desk.settings().zone
    return day_ends(local(found.instant, zone).date(), zone) if found.whole_day else found.instant


def _when(desk: Desk, text: str, where: str) -> When:
    settings = desk.settings()
    return parse_when(
        text, desk.clock(), settings.zone, eod=settings.eod, order=settings.date_order, workdays=settings.workdays,
        lean=EITHER, where=where,
    )  # fmt: skip


def _cover(desk: Desk, ref: str) -> str:
    """The id of the contact who stands in, or nothing."""
    if not ref.strip():
        return ""
    from coachdesk.services.contacts import find as find_contact

    return find_contact(desk, ref)


def _check(desk: Desk, since: datetime, until: datetime | None, besides: str) -> None:
    zone = desk.settings().zone
    rules.check_span(since, until, [one for one in absences(desk) if one.id != besides], zone)
    if until is not None and until <= desk.clock():
        raise failure("absence.past", where="to", until=rules.end_words(until, zone))


def _row(db: Session, absence_id: str) -> Absence:
    row = db.get(Absence, absence_id)
    if row is None:
        raise failure("ref.unknown", ref=absence_id, noun="absence")
    row.secrets()
    return row


def _live(desk: Desk, db: Session, absence_id: str, zone: str) -> Absence:
    """One that is not over."""
    row = _row(db, absence_id)
    end = row.back_at or row.until_at
    if end is not None and end <= desk.clock():
        raise failure("absence.over", when=rules.end_words(end, zone))
    return row
