"""An agreement's terms in words: the texts that fill the clauses, and what is missing in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from coachdesk.domain.agreements import Terms
from coachdesk.domain.clauses import Clause, ClauseSet
from coachdesk.domain.clauses import missing as missing_in_clauses
from coachdesk.domain.days import day_text
from coachdesk.domain.money import amount_text, format_money
from coachdesk.domain.setting_kinds import weekdays_words
from coachdesk.domain.settings import Settings
from coachdesk.domain.times import duration_words
from coachdesk.domain.views.agreements import Gap, GoalSnapshot

AS_EXCHANGED = "as we have exchanged"
SHARED_TOO = ", and "
GOALS_SHARED = "the goals written here with how we will see them"
"""What the sharing clause adds where whoever pays may see the goals."""


@dataclass(frozen=True, slots=True)
class Person:
    """What an agreement needs to know of its client: names, ways to reach them, zone, and when they expect answers."""

    name: str
    email: str = ""
    phone: str = ""
    zone: str = ""
    expects_reply_minutes: int | None = None

    @property
    def contact(self) -> str:
        """How to reach them, in words."""
        return " or ".join(way for way in (self.email, self.phone) if way) or AS_EXCHANGED


def values_for(
    terms: Terms, client: Person, settings: Settings, goals: Sequence[GoalSnapshot], sponsor: str = "",
    fills: Mapping[str, str] | None = None,
) -> dict[str, str]:  # fmt: skip
    """The text of every placeholder that is known, from the practice's defaults, the fills, and the records.

    Fills win over defaults; terms, names and goals have fields of their own and win over fills. A version that is
    frozen keeps this whole dictionary, so that a setting changed later changes nothing in it.
    """
    values = settings.practice()
    values |= _from_settings(settings)
    values |= _from_client(client, settings, terms)
    values |= _defaults_by_terms(terms, settings)
    values |= {name: text for name, text in (fills or {}).items() if text}
    values |= _from_terms(terms, settings)
    if terms.share_goals and values.get("shared_items"):
        values["shared_items"] += SHARED_TOO + GOALS_SHARED
    values |= {"coach_name": settings.name, "client_name": client.name, "sponsor_name": sponsor}
    values |= {"goals": _goals(goals), "measures": _measures(goals)} if goals else _goals_later(settings)
    return {name: text for name, text in values.items() if text}


def gaps(
    known: ClauseSet, included: Sequence[Clause], values: Mapping[str, str], goals: Sequence[GoalSnapshot],
    sponsored: bool, barter: bool = False, excused: Collection[str] = (),
) -> tuple[Gap, ...]:  # fmt: skip
    """What is missing before sending, in words, with each goal that has no measure named by its number."""
    found: list[Gap] = []
    for gap in missing_in_clauses(known, included, values, sponsored, barter, excused):
        if gap.placeholder == "measures" and goals:
            bare = [number for number, goal in enumerate(goals, 1) if not goal.measure]
            found += [Gap(gap.clause, "measures", _measure_of(number, len(goals)), gap.why) for number in bare]
        elif gap.placeholder != "measures" or not any(one.placeholder == "goals" for one in found):
            found.append(gap)
    return tuple(found)


def _from_settings(settings: Settings) -> dict[str, str]:
    return {
        "coach_contact": settings.contact or AS_EXCHANGED,
        "code_edition": settings.edition,
        "reply_days": f"on working days ({weekdays_words(settings.workdays)})",
    }


def _from_client(client: Person, settings: Settings, terms: Terms) -> dict[str, str]:
    reply = terms.reply_minutes or client.expects_reply_minutes or settings.reply_minutes
    if not client.zone:
        zones = f"mine is {settings.zone}"
    elif client.zone == settings.zone:
        zones = f"for both of us it is {client.zone}"
    else:
        zones = f"yours is {client.zone} and mine is {settings.zone}"
    return {"client_contact": client.contact, "reply_time": duration_words(reply), "time_zone": zones}


def _defaults_by_terms(terms: Terms, settings: Settings) -> dict[str, str]:
    """Texts that a fill may change and that otherwise follow from the terms."""
    texts = settings.practice()
    due = {"package": "due_when", "session": "due_when_session", "month": "due_when_month"}.get(terms.basis, "due_when")
    values = {
        "due_when": instalments_words(terms) or texts.get(due, ""),
        "fee_basis": basis_words(terms),
        "end_date_or_event": day_text(terms.end) if terms.end else texts.get("end_event", ""),
        "frequency": terms.frequency or texts.get("frequency", ""),
        "medium": terms.medium or texts.get("medium", ""),
    }
    if terms.end:
        values["expiry_date"] = day_text(terms.end)
    if terms.review:
        values["review_points"] = f"on {day_text(terms.review)}"
    return values


def _from_terms(terms: Terms, settings: Settings) -> dict[str, str]:
    hours = settings.cancel_hours if terms.cancel_hours is None else terms.cancel_hours
    return {
        "session_count": _count(terms.sessions, "session"),
        "session_minutes": _count(terms.minutes, "minute"),
        "fee_amount": amount_text(terms.fee) if terms.fee else "",
        "currency": terms.fee.currency if terms.fee else settings.currency,
        "start_date": day_text(terms.start) if terms.start else "",
        "cancel_notice": notice_words(hours),
    }


def notice_words(hours: int) -> str:
    """Until when a session can be cancelled: `24 hours before it begins`."""
    return f"{duration_words(hours * 60)} before it begins" if hours else "the moment it begins"


def basis_words(terms: Terms) -> str:
    """What the fee is for: `for each session`."""
    if terms.basis == "session":
        return "for each session"
    if terms.basis == "month":
        return "for each month"
    if terms.sessions is None or terms.sessions == 1:
        return "for all of it"
    return f"for all {terms.sessions} sessions together"


def instalments_words(terms: Terms) -> str:
    """The parts of the fee with their days; empty where there are none."""
    parts = sorted(terms.instalments, key=lambda part: part.on)
    return _listed([f"{format_money(part.amount)} on {day_text(part.on)}" for part in parts])


def _goals_later(settings: Settings) -> dict[str, str]:
    """What stands in for goals that client and coach set down once they have begun; a coach may want it otherwise."""
    practice = settings.practice()
    return {"goals": practice.get("goals_later", ""), "measures": practice.get("measures_later", "")}


def _goals(goals: Sequence[GoalSnapshot]) -> str:
    return _numbered([goal.text for goal in goals])


def _measures(goals: Sequence[GoalSnapshot]) -> str:
    """How each goal will be seen; nothing while one of them has no measure, so that it counts as missing."""
    return _numbered([goal.measure for goal in goals]) if all(goal.measure for goal in goals) else ""


def _numbered(texts: Sequence[str]) -> str:
    """One text as it is, several as `(1) …; (2) …`, without the full stop that the clause adds itself."""
    bare = [text.rstrip(" .;") for text in texts]
    return bare[0] if len(bare) == 1 else "; ".join(f"({number}) {text}" for number, text in enumerate(bare, 1))


def _measure_of(number: int, goals: int) -> str:
    return "a measure for the goal" if goals == 1 else f"a measure for goal {number}"


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def _count(number: int | None, thing: str) -> str:
    return "" if number is None else f"{number} {thing}" if number == 1 else f"{number} {thing}s"
