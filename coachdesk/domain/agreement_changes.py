"""What differs between two versions of an agreement, in words a person reads: terms, clauses, goals, texts, signers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from coachdesk.domain.agreements import Terms
from coachdesk.domain.clauses import Clause, placeholders
from coachdesk.domain.days import day_text
from coachdesk.domain.money import Money, amount_text, format_money
from coachdesk.domain.settings import LANGUAGES
from coachdesk.domain.times import duration_words
from coachdesk.domain.views.agreements import Change, GoalSnapshot, SignatureView

NOTHING = "none"

FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "session_count": ("sessions",),
    "session_minutes": ("minutes",),
    "fee_amount": ("fee",),
    "currency": ("fee",),
    "fee_basis": ("basis", "sessions"),
    "due_when": ("instalments", "basis"),
    "start_date": ("start",),
    "end_date_or_event": ("end",),
    "expiry_date": ("end",),
    "review_points": ("review",),
    "frequency": ("frequency",),
    "medium": ("medium",),
    "cancel_notice": ("cancel_hours",),
    "reply_time": ("reply_minutes",),
    "goals": ("goals",),
    "measures": ("goals",),
    "shared_items": ("share_goals",),
}
"""Placeholders whose text follows from a term: where that term is named as changed, the text is not named again."""


@dataclass(frozen=True, slots=True)
class VersionText:
    """One version as it is compared. `clauses` are those that are in, as worded; `why_out` are the reasons of required
    ones that are out; `values` is the text of every placeholder."""

    title: str
    terms: Terms
    goals: Sequence[GoalSnapshot]
    clauses: Sequence[Clause]
    why_out: Mapping[str, tuple[str, str]]
    values: Mapping[str, str]
    signatures: Sequence[SignatureView]


def changes(old: VersionText, new: VersionText, what: Callable[[str], str]) -> tuple[Change, ...]:
    """Every difference, in the order title, terms, goals, clauses, filled texts, signers; none where nothing differs.

    `what` says a placeholder in words.
    """
    terms = _terms(old.terms, new.terms)
    goals = _goals(old.goals, new.goals)
    found = [Change("title", "title", f"title “{old.title}” → “{new.title}”")] if old.title != new.title else []
    found += terms
    found += [Change("goal", "goals", line) for line in goals]
    found += _clauses(old, new)
    named = {one.what for one in terms} | ({"goals"} if goals else set())
    found += _texts(old, new, named, what)
    return (*found, *_signers(old.signatures, new.signatures))


def _terms(old: Terms, new: Terms) -> list[Change]:
    lines = []
    for name, label, show in _SHOWN:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            line = f"{label} {_pair(before, after, show)}"
            lines.append(Change("term", name, line, f"{label}: {show(before)}", f"{label}: {show(after)}"))
    return lines


def _pair(before: object, after: object, show: Callable[[object], str]) -> str:
    if isinstance(before, Money) and isinstance(after, Money) and before.currency == after.currency:
        return f"{amount_text(before)} → {format_money(after)}"
    return f"{show(before)} → {show(after)}"


def _plain(value: object) -> str:
    if value is None or value == "" or value == ():
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_text(value)
    return format_money(value) if isinstance(value, Money) else str(value)


def _instalments(value: object) -> str:
    parts = value if isinstance(value, tuple) else ()
    return ", ".join(f"{format_money(part.amount)} on {day_text(part.on)}" for part in parts) or NOTHING


def _duration(value: object) -> str:
    return duration_words(value) if isinstance(value, int) else NOTHING


_SHOWN: tuple[tuple[str, str, Callable[[object], str]], ...] = (
    ("sessions", "sessions", _plain),
    ("minutes", "minutes a session", _plain),
    ("fee", "fee", _plain),
    ("basis", "fee for the", _plain),
    ("instalments", "instalments", _instalments),
    ("barter", "swap instead of money", _plain),
    ("start", "start", _plain),
    ("end", "end", _plain),
    ("review", "review", _plain),
    ("cancel_hours", "hours to cancel", _plain),
    ("frequency", "how often", _plain),
    ("medium", "by which means", _plain),
    ("reply_minutes", "answers within", _duration),
    ("share_goals", "payer sees the goals", _plain),
    ("language", "language", lambda value: LANGUAGES.get(str(value), str(value) or NOTHING)),
)


def _goals(old: Sequence[GoalSnapshot], new: Sequence[GoalSnapshot]) -> list[str]:
    before, after = {one.text: one.measure for one in old}, {one.text: one.measure for one in new}
    lines = [f"goal “{text}” added" for text in after if text not in before]
    lines += [f"goal “{text}” taken out" for text in before if text not in after]
    for text, measure in after.items():
        if text in before and before[text] != measure:
            lines.append(f"how goal “{text}” is seen: {before[text] or NOTHING} → {measure or NOTHING}")
    if not lines and list(before) != list(after):
        lines.append("goals in another order")
    return lines


def _clauses(old: VersionText, new: VersionText) -> list[Change]:
    before, after = {one.key: one for one in old.clauses}, {one.key: one for one in new.clauses}
    found = [Change("clause", key, f"“{one.title}” added") for key, one in after.items() if key not in before]
    for key, one in before.items():
        if key not in after:
            reason = new.why_out.get(key, ("", ""))[1]
            found.append(Change("clause", key, f"“{one.title}” taken out" + (f", because: {reason}" if reason else "")))
        elif after[key].wording != one.wording:
            found.append(Change("clause", key, f"“{after[key].title}” worded anew", one.wording, after[key].wording))
    for key, (title, reason) in new.why_out.items():
        if key not in before and old.why_out.get(key, ("", ""))[1] not in ("", reason):
            found.append(Change("clause", key, f"“{title}” is left out for another reason: {reason}"))
    return found + _moved([key for key in before if key in after], [key for key in after if key in before], after)


def _moved(before: Sequence[str], after: Sequence[str], clauses: Mapping[str, Clause]) -> list[Change]:
    """The fewest clauses whose moving makes one order of the other."""
    kept: set[str] = set()
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        kept |= set(before[block.a : block.a + block.size])
    return [Change("clause", key, f"“{clauses[key].title}” moved") for key in after if key not in kept]


def _texts(old: VersionText, new: VersionText, named: set[str], what: Callable[[str], str]) -> list[Change]:
    """Filled texts that differ in clauses that both have, where no term says so already."""
    used = [set().union(*(placeholders(one.wording) for one in version.clauses)) for version in (old, new)]
    found = []
    for name in sorted(used[0] & used[1]):
        before, after = old.values.get(name, ""), new.values.get(name, "")
        if before != after and not named & set(FOLLOWS.get(name, ())):
            line = f"{what(name)}: {before or NOTHING} → {after or NOTHING}"
            found.append(Change("text", name, line, before, after))
    return found


def _signers(old: Sequence[SignatureView], new: Sequence[SignatureView]) -> list[Change]:
    before, after = {one.party: one for one in old}, {one.party: one for one in new}
    found = []
    for party in dict.fromkeys([*before, *after]):
        was, now = before.get(party), after.get(party)
        if was is not None and now is None:
            found.append(Change("signer", party, f"signed by the {party}: {_signed(was)} → not yet"))
        elif now is not None and (was is None or was != now):
            earlier = f"{_signed(was)} → " if was else "not yet → "
            found.append(Change("signer", party, f"signed by the {party}: {earlier}{_signed(now)}"))
    return found


def _signed(one: SignatureView) -> str:
    return f"{one.by_name}, {day_text(one.on)}"
