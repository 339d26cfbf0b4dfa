"""Preparing a session: one card, read from what is there and asking nothing.

Only the rows of that client are opened: it is asked for on the minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from coachdesk.domain import prep_words
from coachdesk.domain.agreement_words import basis_words
from coachdesk.domain.consents import DECLINED, IN_FORCE, OVER, REPLACED, WITHDRAWN
from coachdesk.domain.ledger import Line, credited, sums
from coachdesk.domain.ledger_words import owed_words, paid_words
from coachdesk.domain.money import format_money
from coachdesk.domain.promises import UNDONE
from coachdesk.domain.session_words import there_words
from coachdesk.domain.session_work import DECLINED as REFUSED
from coachdesk.domain.session_work import INSIGHT, OPEN
from coachdesk.domain.sessions import (
    COUNTED,
    NOTHING,
    UNSETTLED,
    Tally,
    count_words,
    is_unmarked,
    lapse_reason,
    which_words,
)
from coachdesk.domain.times import clock, clock_text, from_stamp, local, to_stamp
from coachdesk.domain.views.clients import GoalView
from coachdesk.domain.views.ledger import MoneySum
from coachdesk.domain.views.session_work import ActionView, Missing, PrepCard, ShareView
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.domain.views.tasks import TaskLine
from coachdesk.services import consents, goals, paid, session_agreements, session_rows, sessions
from coachdesk.services.incident_rows import open_of
from coachdesk.services.ledger_rows import OF_CLIENT, lines_of
from coachdesk.services.session_agreements import AgreementFacts
from coachdesk.services.session_items import actions_of, agreement_of, notes_of, shares_of
from coachdesk.services.task_reading import unwarned

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

Row = Mapping[str, Any]

ASKED_TODAY = ("recording", "ai-tools")
"""Consents that matter in any session; where somebody else pays, what is reported to them matters too."""
SPONSORED = "sponsor-report"
_IN_WORDS = {"ai-tools": "AI tools", SPONSORED: "report to the payer"}

_MENDS = (
    ("another zone", "sessions.move"),
    ("no signed agreement", "agreement.sign"),
    ("no agreement in force", "agreement.renew"),
)
"""What a session may lack, by words of it, and the command that mends it."""


def prep(desk: Desk, session_id: str) -> PrepCard:
    """The card of a session. Raises `ref.unknown`, `row.damaged`."""
    found = desk.rows("session", "WHERE id = ?", (session_id,))
    client_id = (
        found[0]["client_id"] if found else sessions.line(desk, session_id).client.id
    )  # which says what is wrong
    rows, now, zone = session_rows.between(desk, None, None, client_id), desk.clock(), desk.settings().zone
    own = next(row for row in rows if row["id"] == session_id)
    before = [row for row in rows if row["state"] == "held" and row["at"] < own["at"]][-1:]
    line, *earlier = session_rows.lines(desk, [own, *before])
    last, day = next(iter(earlier), None), local(line.at, zone).date()
    client = next(iter(desk.rows("client", "WHERE id = ?", (client_id,))), None)
    under = session_agreements.of_agreements(desk, {line.agreement_id} - {""}).get(line.agreement_id)
    days = _days_since(desk, rows, client_id)
    money = lines_of(desk, OF_CLIENT, (client_id,))
    tallies = session_agreements.tally(rows, now, credited(money))
    used = tallies.get(under.id, NOTHING) if under is not None else NOTHING
    settled, wanted = agreement_of(desk, session_id), _goals(desk, client_id)
    return PrepCard(
        session=line,
        now=now,
        their_now=there_words(now, zone, line.client.zone),
        heading=_heading(desk, line, days),
        days_since=days,
        goals=wanted,
        last=last,
        last_agreement=agreement_of(desk, last.id) if last is not None else None,
        last_outcome=before[0]["outcome"] if before else "",
        last_insights=tuple(one for one in notes_of(desk, last.id) if one.kind == INSIGHT) if last is not None else (),
        actions=_actions(actions_of(desk, client_id=client_id), last),
        promises=_promises(desk, client_id, last),
        shares=_shares(shares_of(desk, client_id=client_id)),
        incidents=open_of(desk, client_id),
        care=_care(client) if client is not None else (),
        consents=_consents(desk, line, under),
        left=_left(used, line, under, day),
        money=_money(under, day, money, used),
        agreement=settled,
        intention=own["intention"],
        missing=(
            *_missing(line, bool(wanted), settled is not None, last),
            *_unmarked(rows, line, now, zone),
            *_lapsing(used, line, under, day),
        ),
    )


def card_lines(desk: Desk, card: PrepCard) -> tuple[str, ...]:
    """The card in plain lines, to be printed: it is the coach's own, with what they hold back."""
    return prep_words.card_lines(card, desk.settings().zone)


def _heading(desk: Desk, line: SessionLine, days: int | None) -> str:
    """`11:30 for 45 min · 07:30 in Santiago · session 4 of 8 · 16 days since we spoke`; another day is named."""
    zone = desk.settings().zone
    here = local(line.at, zone)
    when = clock_text(here) if here.date() == desk.today() else clock(line.at, zone)
    which = f"session {which_words(line.number, line.of)}" if line.number else ""
    kind = "" if line.kind == COUNTED else f"{line.kind} session"
    parts = [f"{when} for {line.minutes} min", there_words(line.at, zone, line.client.zone), which or kind]
    return " · ".join([*(part for part in parts if part), _spoke(days)])


def _spoke(days: int | None) -> str:
    if days is None:
        return "the first time"
    return {0: "we spoke today", 1: "1 day since we spoke"}.get(days, f"{days} days since we spoke")


def _days_since(desk: Desk, rows: Iterable[Row], client_id: str) -> int | None:
    """Days on the coach's calendar since the last session held or message received; nothing where there was none."""
    now = to_stamp(desk.clock())
    stamps = [row["at"] for row in rows if row["state"] == "held" and row["at"] <= now]
    stamps += [row["received_at"] for row in desk.rows("message", "WHERE client_id = ?", (client_id,))]
    past = [stamp for stamp in stamps if stamp <= now]
    if not past:
        return None
    return (desk.today() - local(from_stamp(max(past)), desk.settings().zone).date()).days


def _goals(desk: Desk, client_id: str) -> tuple[GoalView, ...]:
    return tuple(one for one in goals.of_client(desk, client_id) if one.state == "open")


def _actions(found: Iterable[ActionView], last: SessionLine | None) -> tuple[ActionView, ...]:
    """What is open, and what was answered since the last session."""
    since = last.at if last is not None else None
    return tuple(
        one
        for one in found
        if one.state == OPEN or (one.answered is not None and (since is None or one.answered >= since))
    )


def _promises(desk: Desk, client_id: str, last: SessionLine | None) -> tuple[TaskLine, ...]:
    """What is owed to them, by when it is due, and what ended since the last session."""
    since = "AND ended_at IS NULL" if last is None else "AND (ended_at IS NULL OR ended_at >= ?)"
    values = [client_id] if last is None else [client_id, to_stamp(last.at)]
    found = unwarned(desk, desk.rows("task", f"WHERE client_id = ? {since}", values))
    kept = [one for one in found if one.state != UNDONE]
    return tuple(sorted(kept, key=lambda one: (not one.is_open, one.due or one.created)))


def _left(used: Tally, line: SessionLine, under: AgreementFacts | None, day: date) -> str:
    """How many of the agreement's sessions are held, booked, credited and left, in words."""
    if under is None or line.kind != COUNTED:
        return ""
    return count_words(under.number("sessions", day) or 0, used)


def _lapsing(used: Tally, line: SessionLine, under: AgreementFacts | None, day: date) -> Iterable[Missing]:
    """That sessions are left which nobody planned, and the agreement comes to its end."""
    holds = under.holds_on(day) if under is not None and line.kind == COUNTED else None
    if under is None or holds is None or line.state != "planned":
        return
    number = under.number("sessions", day) or 0
    reason = lapse_reason(used.left(number), used.taken, holds.end, day)
    if reason:
        yield Missing(reason, "sessions.new", line.client.id)


def _shares(found: Iterable[ShareView]) -> tuple[ShareView, ...]:
    """What they were not told and did not decline to hear."""
    return tuple(one for one in found if one.told is None and one.answer != REFUSED)


def _care(client: Row) -> tuple[str, ...]:
    """What to ask before, how to reach them, and the note on their page, a line each."""
    ask = [f"ask before: {one}" for one in client["ask_before"]]
    how = [f"contact: {client['contact_how']}"] if client["contact_how"] else []
    return (*ask, *how, *(text for text in client["note"].split("\n") if text.strip()))


def _consents(desk: Desk, line: SessionLine, under: AgreementFacts | None) -> tuple[str, ...]:
    """What they said to each use that matters in a session, and that they were not asked where they were not."""
    kinds = [*ASKED_TODAY, SPONSORED] if under is not None and under.sponsored else ASKED_TODAY
    said = {one.kind: one.state for one in consents.lines(desk, line.client.id) if one.state != REPLACED}
    words = {IN_FORCE: "yes", DECLINED: "no", WITHDRAWN: "withdrawn", OVER: "over"}
    return tuple(f"{_IN_WORDS.get(kind, kind)}: {words[said[kind]] if kind in said else 'not asked'}" for kind in kinds)


def _money(under: AgreementFacts | None, day: date, lines: list[Line], used: Tally) -> str:
    """What is paid of the agreement, how much of it is not used, and what the client owes; until there is a line of it,
    what was agreed to be paid."""
    owed = [MoneySum.of(one) for one in sums(lines)]
    if under is None:
        return owed_words(owed) if owed else ""
    count, terms = paid.count(under, day, lines, used), paid.terms_on(under, day)
    if terms.fee is None and not owed:
        return ""
    if terms.pro_bono and not any(one.owed.minor for one in owed):
        return paid_words(count)
    if not owed and not count.credited and terms.fee is not None:
        return f"nothing entered in the ledger yet · {format_money(terms.fee)} {basis_words(terms)}"
    said, owes = paid_words(count), any(one.owed.minor for one in owed)
    # that nothing is owed goes without saying beside what is paid: the line is short
    return " · ".join(part for part in (said, owed_words(owed, bool(count.paid)) if owes or not said else "") if part)


def _missing(line: SessionLine, has_goals: bool, is_settled: bool, last: SessionLine | None) -> Iterable[Missing]:
    """What is not there yet, most pressing first, each with the command that mends it."""
    if line.state != "planned":
        return
    for lack in (one for one in line.lacks if one != UNSETTLED):
        yield Missing(lack, next((command for word, command in _MENDS if word in lack), "agreements.new"))
    if not line.client.zone:
        yield Missing("their time zone is not known", "client.edit")
    if line.kind == COUNTED and not has_goals:
        yield Missing("no goal yet", "goals.new")
    if line.kind == COUNTED and not is_settled:
        yield Missing(UNSETTLED, "sessions.agree")
    if last is not None and last.wrapped is None:
        yield Missing("the last session was not wrapped up", "sessions.wrap-up", last.id)


def _unmarked(rows: Iterable[Row], line: SessionLine, now: datetime, zone: str) -> Iterable[Missing]:
    """Earlier sessions of which nobody said what became of them: what is left counts on it."""
    for row in rows:
        at = from_stamp(row["at"])
        if row["id"] != line.id and at < line.at and is_unmarked(row["state"], at, row["minutes"], now):
            yield Missing(
                f"the session of {clock(at, zone)} is over: held, missed or cancelled?", "sessions.done", row["id"]
            )
