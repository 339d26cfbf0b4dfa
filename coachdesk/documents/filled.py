"""The texts that fill the clauses, in the words of another language than English.

A text that is this program's own (a default of the practice, a number with its word, a day, an amount) is said in that
language; one that a coach wrote stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from coachdesk.documents import facts
from coachdesk.documents.words import DEFAULT, Words
from coachdesk.domain.agreement_facts import deal
from coachdesk.domain.agreement_words import AS_EXCHANGED, GOALS_SHARED, SHARED_TOO
from coachdesk.domain.agreements import Terms
from coachdesk.domain.days import day_text
from coachdesk.domain.practice import PRACTICE
from coachdesk.domain.views.agreements import Deal

_DEFAULTS = {name.replace("-", "_"): text for name, _, _, text in PRACTICE if text}
_ALSO = {
    "due_when": ("due_when", "due_when_session", "due_when_month"),
    "end_date_or_event": ("end_event",),
    "goals": ("goals_later",),
    "measures": ("measures_later",),
}
"""Placeholders that a setting of another name may fill."""

_ZONES = (
    ("zone_mine", re.compile(r"mine is (?P<mine>\S+)")),
    ("zone_same", re.compile(r"for both of us it is (?P<mine>\S+)")),
    ("zone_apart", re.compile(r"yours is (?P<yours>\S+) and mine is (?P<mine>\S+)")),
)
_EITHER = re.compile(r"(?P<first>\S+@\S+) or (?P<last>[^@]+)")


def filled_in(values: Mapping[str, str], terms: Terms, words: Words) -> dict[str, str]:
    """The texts of the places in clauses, as English fills them, in the words of a language."""
    if words.language == DEFAULT:
        return dict(values)
    known = practice_in(values, words) | _of_the_terms(values, terms, words) | _of_the_people(values, words)
    return dict(values) | known


def practice_in(values: Mapping[str, str], words: Words) -> dict[str, str]:
    """The texts of the practice among these; the defaults in that language, others as they are."""
    said = {}
    for name, text in values.items():
        names = _ALSO.get(name, (name,))
        own = next((one for one in names if text and text == _DEFAULTS.get(one)), "")
        said[name] = words.practice.get(own, text)
    return said


def _of_the_terms(values: Mapping[str, str], terms: Terms, words: Words) -> dict[str, str]:
    """What follows from the terms, and days and lengths of time that still read as the terms have them."""
    found = deal(terms, values)
    said = _of_the_deal(found, words)
    if terms.sessions is not None:
        unit = "session" if terms.sessions == 1 else "sessions"
        said["session_count"] = words.filled[unit].format(count=terms.sessions)
    if terms.minutes is not None:
        said["session_minutes"] = words.deal["minute" if terms.minutes == 1 else "minutes"].format(count=terms.minutes)
    if terms.fee is not None:
        said["fee_amount"] = facts.money(terms.fee, words).removesuffix(f" {terms.fee.currency}")
    if terms.start is not None:
        said["start_date"] = words.on(terms.start)
    if terms.end is not None and values.get("expiry_date") == day_text(terms.end):
        said["expiry_date"] = words.on(terms.end)
    return said


def _of_the_deal(found: Deal, words: Words) -> dict[str, str]:
    said = {}
    if found.basis:
        said["fee_basis"] = facts.basis(found, words)
    if found.instalments:
        said["due_when"] = facts.instalments(found, words)
    if found.end is not None:
        said["end_date_or_event"] = words.on(found.end)
    if found.review is not None:
        said["review_points"] = words.deal["on"].format(day=words.on(found.review))
    if found.cancel_hours is not None:
        time = facts.duration(found.cancel_hours * 60, words)
        said["cancel_notice"] = words.filled["notice" if found.cancel_hours else "notice_none"].format(time=time)
    if found.reply_minutes is not None:
        said["reply_time"] = facts.duration(found.reply_minutes, words)
    if found.reply_weekdays:
        said["reply_days"] = words.deal["workdays"].format(days=facts.weekdays(found.reply_weekdays, words))
    return said


def _of_the_people(values: Mapping[str, str], words: Words) -> dict[str, str]:
    """Whose clock is meant, how to reach each other, and what whoever pays may see."""
    said = {}
    for key, pattern in _ZONES:
        if whose := pattern.fullmatch(values.get("time_zone", "")):
            said["time_zone"] = words.filled[key].format(**whose.groupdict())
    for name in ("client_contact", "coach_contact"):
        if values.get(name) == AS_EXCHANGED:
            said[name] = words.filled["as_exchanged"]
        elif name == "client_contact" and (ways := _EITHER.fullmatch(values.get(name, ""))):
            said[name] = words.filled["either"].format(**ways.groupdict())
    shared = values.get("shared_items", "")
    if shared.endswith(SHARED_TOO + GOALS_SHARED):
        said["shared_items"] = shared.removesuffix(SHARED_TOO + GOALS_SHARED) + words.filled["goals_shared"]
    return said
