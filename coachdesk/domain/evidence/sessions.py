"""What the records say of single sessions and of the last month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from coachdesk.domain.evidence.current import NO_AGREEMENT, asked_about, page
from coachdesk.domain.evidence.facts import Found, Look, Record, Records, SessionFacts
from coachdesk.domain.evidence.words import counted, quoted
from coachdesk.domain.sessions import COUNTED
from coachdesk.domain.times import clock, duration_words

FRESH = timedelta(hours=48)
"""How long after the end of a session a note of it is still fresh."""
MONTH = timedelta(days=31)
"""The last month that is counted."""
NO_INVOICES = "Invoices are not kept yet."

_ONE_SESSION = Found(None, "This is asked about one session.")


def agreement_filled(records: Records) -> Found:
    """The topic and the wanted result of the session have text."""
    session = records.session
    if session is None:
        return _ONE_SESSION
    opens = _opens([session])
    topic, result = session.topic.strip(), session.result.strip()
    if topic and result:
        says = f"At its start you settled the topic {quoted(topic)} and the wanted result {quoted(result)}."
        return Found(True, says, opens)
    if topic:
        return Found(False, f"The topic {quoted(topic)} was settled, and no wanted result.", opens)
    return Found(False, "The wanted result was settled, and no topic." if result else "Nothing was settled.", opens)


def note_written(records: Records) -> Found:
    """The first note of the session was saved while it was fresh; what was saved before it began is none of it."""
    session = records.session
    if session is None:
        return _ONE_SESSION
    opens, by = _opens([session]), session.ends + FRESH
    first = min(_noted(session), default=None)
    if first is not None:
        after = first - session.ends
        when = f"The first note was saved on {clock(first, records.zone)}"
        if after <= timedelta():
            return Found(True, f"{when}, before the session ended.", opens)
        return Found(first <= by, f"{when}, {_length(after)} after the session ended.", opens)
    return Found(False, _no_note(records, session), opens)


def _no_note(records: Records, session: SessionFacts) -> str:
    """Why there is none, and until when one counts."""
    if session.state in ("missed", "cancelled"):
        return f"This session was {session.state}, so there is no note of it."
    until = clock(session.ends + FRESH, records.zone)
    early = ", but for one from before it began" if session.notes else ""
    if records.now <= session.ends + FRESH:
        return f"No note was saved yet{early}; one that is saved by {until} counts."
    written = ", though it is written what came of it" if session.outcome.strip() else ""
    return f"No note was saved{early}{written}; the 48 hours after its end were over on {until}."


def _noted(session: SessionFacts) -> list[datetime]:
    """When its notes were saved. It began as planned; where it was over before that, its end is all that is known."""
    began = min(session.at, session.ends)
    return [at for _, at in session.notes if at >= began]


def notes_paid_and_unpaid(records: Records) -> Found:
    """Held sessions of the last month, those with a note, and those that the coach moved: paid and pro bono apart."""
    month = [one for one in records.practice.month if one.kind == COUNTED]
    if not any(one.state == "held" or _moved_by_coach(one) for one in month):
        return Found(False, "No session was held or moved in the last 31 days.")
    free = [one for one in month if one.id in records.practice.free]
    paid = [one for one in month if one.id not in records.practice.free]
    says = f"In the last 31 days, paid: {_care(paid)}; pro bono: {_care(free)}."
    unnoted = [one for one in (*free, *paid) if one.state == "held" and not _noted(one)]
    return Found(True, says, _opens([*unnoted, *(one for one in (*free, *paid) if _moved_by_coach(one))]))


def kept_counts(records: Records) -> Found:
    """Sessions of this agreement in the last month: held, moved by the coach, missed by the coach."""
    agreement = asked_about(records)
    if agreement is None:
        return Found(False, NO_AGREEMENT)
    sessions = records.client.sessions if records.client is not None else ()
    own = [one for one in sessions if one.agreement_id == agreement.id and one.kind == COUNTED]
    since = records.now - MONTH
    month = [one for one in own if since < one.at <= records.now]
    held = [one for one in month if one.state == "held"]
    moved = [one for one in own if any(by == "coach" and since < at <= records.now for at, by in one.moves)]
    missed = [one for one in month if one.state == "missed" and one.ended_by == "coach"]
    opens = (*_opens([*missed, *moved]), *page(agreement))
    if not held and not moved and not missed:
        says = f"No session of this agreement was held, moved or missed by you in the last 31 days. {NO_INVOICES}"
        return Found(False, says, opens)
    counts = f"{counted(len(held), 'session')} held, {len(moved) or 'none'} moved by you"
    return Found(True, f"In the last 31 days: {counts}, {len(missed) or 'none'} missed by you. {NO_INVOICES}", opens)


def _moved_by_coach(session: SessionFacts) -> bool:
    return any(by == "coach" for _, by in session.moves)


def _care(sessions: Iterable[SessionFacts]) -> str:
    """`12 held, 10 with a note, 2 moved by you`."""
    every = list(sessions)
    held = [one for one in every if one.state == "held"]
    if not every:
        return "none"
    noted, moved = sum(bool(_noted(one)) for one in held), sum(_moved_by_coach(one) for one in every)
    return f"{counted(len(held), 'session')} held, {noted or 'none'} with a note, {moved or 'none'} moved by you"


def _length(after: timedelta) -> str:
    """A length of time in words, to the minute."""
    return duration_words(max(1, int(after.total_seconds() // 60)))


def _opens(sessions: Iterable[SessionFacts]) -> tuple[Record, ...]:
    return tuple(("session", one.id) for one in sessions)


LOOKS: Mapping[str, Look] = {
    "session.agreement_filled": agreement_filled,
    "session.note_written": note_written,
    "session.notes_paid_and_unpaid": notes_paid_and_unpaid,
    "agreement.kept_counts": kept_counts,
}
