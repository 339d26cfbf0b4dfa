"""The way to a credential: each condition with what there is, what is needed, what is left, and when at this pace.

The rules come from the catalogue (`credentials.toml`); the body decides, and nothing here says that somebody qualifies.
The pace is that of the last six months. Hours, learning and renewal units are minutes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from coachdesk.domain.days import day_text, months_after, months_before
from coachdesk.domain.errors import failure
from coachdesk.domain.evidence.facts import EntryFacts
from coachdesk.domain.hours import hours_of
from coachdesk.domain.views.hours import Condition, CredentialPath, HoursLog, LearningLine, RenewalPath, Spent

Rules = Mapping[str, Any]

PACE_MONTHS = 6
FAR = 20 * 365
"""Days beyond which a pace is none: nobody waits for that long."""
NEVER = "not at this pace"
_CREDENTIAL = re.compile(r"\b(ACC|PCC|MCC)\b")


def known_credential(text: str, rules: Rules) -> Rules:
    """The rules of the credential of that name, or `hours.credential`."""
    wanted = text.strip().upper()
    names = [one["id"] for one in rules["credential"]]
    found = next((one for one in rules["credential"] if one["id"] == wanted), None)
    if found is None:
        raise failure("hours.credential", where="credential", text=text.strip() or "nothing", choices=", ".join(names))
    return found  # type: ignore[no-any-return]


def credentials_held(entries: Iterable[EntryFacts], today: date) -> list[tuple[str, EntryFacts]]:
    """The credentials among the qualifications of the register, the one that was got first before the others."""
    named = [
        (found[1], one)
        for one in entries
        if one.kind == "qualification" and one.on <= today and (found := _CREDENTIAL.search(one.text.upper()))
    ]
    return sorted(named, key=lambda pair: (pair[1].on, pair[1].created_at))


def learning_lines(entries: Iterable[EntryFacts]) -> tuple[LearningLine, ...]:
    """What was learnt, the last first."""
    lines = [
        LearningLine(
            id=one.id,
            on=one.on,
            text=one.text,
            form=one.details.get("form", ""),
            minutes=int(one.details.get("minutes") or 0),
            setting=one.details.get("setting", ""),
            units=one.details.get("units", ""),
            provider=one.details.get("provider", ""),
        )
        for one in entries
        if one.kind == "learning"
    ]
    return tuple(sorted(lines, key=lambda one: (one.on, one.id), reverse=True))


def path(rules: Rules, credential: str, log: HoursLog, entries: Sequence[EntryFacts]) -> CredentialPath:
    """The way to one credential on the day of that log. Raises `hours.credential`."""
    wanted = known_credential(credential, rules)
    held = credentials_held(entries, log.day)
    learnt = [one for one in learning_lines(entries) if one.on <= log.day]
    conditions = [
        _hours("hours", "Coaching hours", wanted["hours_total"] * 60, log, log.spent),
        _hours("paid", "Paid hours", wanted["hours_paid_min"] * 60, log, [one for one in log.spent if one.paid]),
        _clients(wanted["clients_min"], log),
        *([_recent(wanted, log)] if wanted["recent_known"] else []),
        _education(wanted["education_hours"] * 60, learnt, log.day),
        *_mentor(rules["mentor_coaching"], _mentoring(wanted, learnt, held), log.day),
    ]
    if "needs" in wanted:
        conditions.append(_needs(wanted["needs"], held))
    return CredentialPath(
        id=wanted["id"],
        title=wanted["title"],
        conditions=tuple(conditions),
        notes=_notes(wanted, rules),
        sources=_sources(rules, (*wanted["sources"], *rules["mentor_coaching"]["sources"], *rules["hour"]["sources"])),
        read_on=date.fromisoformat(rules["stored_on"]),
        caution=rules["wording"]["caution_line"],
    )


def _notes(wanted: Rules, rules: Rules) -> tuple[str, ...]:
    unknown = () if wanted["verified"] else ("These figures were not checked.",)
    return (*unknown, wanted["note"], rules["mentor_coaching"]["caution"], rules["hour"]["paid_means"])


def _sources(rules: Rules, ids: Iterable[str]) -> tuple[str, ...]:
    titles = {one["id"]: one["title"] for one in rules["source"]}
    return tuple(titles[one] for one in dict.fromkeys(ids))


# each condition


def by_day(spent: Iterable[Spent]) -> tuple[Spent, ...]:
    """The same minutes, those of one day together: every figure here comes out the same."""
    found: dict[tuple[date, date, bool], int] = {}
    for one in spent:
        key = one.first, one.last, one.paid
        found[key] = found.get(key, 0) + one.minutes
    return tuple(Spent(first, last, minutes, paid) for (first, last, paid), minutes in found.items())


def _hours(key: str, label: str, needed: int, log: HoursLog, spent: Sequence[Spent]) -> Condition:
    begun = months_before(log.day, PACE_MONTHS)
    lately = sum(one.minutes for one in spent if one.first > begun)
    return _summed(key, label, sum(one.minutes for one in spent), needed, lately, log.day)


def _summed(key: str, label: str, figure: int, needed: int, lately: int, day: date, says: str = "") -> Condition:
    """Minutes that add up; `lately` are those of the last six months."""
    left = max(0, needed - figure)
    when, pace = _at_pace(left, lately, day) if left else (None, "")
    return Condition(key, label, "minutes", figure, needed, left, when, pace or f"{hours_of(lately)} in six months"
                     if left else "", says)  # fmt: skip


def _at_pace(left: int, lately: int, day: date) -> tuple[date | None, str]:
    """The day on which what is left is done, where the coming days bring as much as those of the last six months."""
    if not lately:
        return None, NEVER
    days = (day - months_before(day, PACE_MONTHS)).days
    ahead = -(-left * days // lately)
    if ahead > FAR:
        return None, NEVER
    return day + timedelta(days=ahead), ""


def _clients(needed: int, log: HoursLog) -> Condition:
    first: dict[str, date] = {}
    for row in log.listed:
        first[row.who] = min(row.start, first.get(row.who, row.start))
    begun = months_before(log.day, PACE_MONTHS)
    new = sum(1 for on in first.values() if on > begun)
    left = max(0, needed - len(first))
    when, never = _at_pace(left, new, log.day) if left else (None, "")
    said = f"{new} new in six months" if new != 1 else "1 new in six months"
    return Condition("clients", "Clients", "clients", len(first), needed, left, when, (never or said) if left else "")


def _recent(wanted: Rules, log: HoursLog) -> Condition:
    """Hours of the last months only: the coming days bring as many as the last six months did, and old fall out."""
    months, needed, day = int(wanted["recent_months"]), int(wanted["recent_hours"]) * 60, log.day
    opens, begun = months_before(day, months), months_before(day, PACE_MONTHS)
    window = sorted((one for one in log.spent if one.first > opens), key=lambda one: one.first)
    figure = sum(one.minutes for one in window)
    lately = sum(one.minutes for one in window if one.first > begun)
    days, when, kept, at = (day - begun).days, None, figure, 0
    left = max(0, needed - figure)
    for ahead in range(1, months * 31) if left and lately else ():
        then = day + timedelta(days=ahead)
        since = months_before(then, months)
        while at < len(window) and window[at].first <= since:
            kept, at = kept - window[at].minutes, at + 1
        if kept * days + lately * ahead >= needed * days:
            when = then
            break
    pace = "" if not left else f"{hours_of(lately)} in six months" if when else NEVER
    return Condition("recent", f"In the last {months} months", "minutes", figure, needed, left, when, pace)


def _lately(lines: Iterable[LearningLine], day: date) -> int:
    begun = months_before(day, PACE_MONTHS)
    return sum(one.minutes for one in lines if one.on > begun)


def _education(needed: int, learnt: Sequence[LearningLine], day: date) -> Condition:
    lines = [one for one in learnt if one.form == "education"]
    figure = sum(one.minutes for one in lines)
    return _summed("education", "Education hours", figure, needed, _lately(lines, day), day)


def _mentoring(
    wanted: Rules, learnt: Sequence[LearningLine], held: Sequence[tuple[str, EntryFacts]]
) -> list[LearningLine]:
    """The mentor coaching that counts: not what an earlier credential used up, where the rules say so."""
    used = max((one.on for name, one in held if name == wanted.get("mentor_after")), default=None)
    return [one for one in learnt if one.form == "mentor-coaching" and (used is None or one.on > used)]


def _mentor(rules: Rules, lines: Sequence[LearningLine], day: date) -> list[Condition]:
    """Ten hours, some of them alone, only so many in a group, over some months."""
    alone = [one for one in lines if one.setting != "group"]
    individual = sum(one.minutes for one in alone)
    group = sum(one.minutes for one in lines) - individual
    most, needed = rules["group_hours_max"] * 60, rules["hours"] * 60
    over = f"of {hours_of(group)} in a group {hours_of(most)} count" if group > most else ""
    counted = individual + min(group, most)
    return [
        _summed("mentor", "Mentor coaching", counted, needed, min(counted, _lately(lines, day)), day, over),
        _summed(
            "mentor-individual", "of it individually", individual, rules["individual_hours_min"] * 60,
            _lately(alone, day), day,
        ),
        _mentor_span(rules["min_months"], lines),
    ]  # fmt: skip


def _mentor_span(months: int, lines: Sequence[LearningLine]) -> Condition:
    label = f"over {months} months"
    if not lines:
        return Condition("mentor-months", label, "days", 0, 1, 1, None, NEVER, "it has not begun")
    first, last = min(one.on for one in lines), max(one.on for one in lines)
    ready = months_after(first, months)
    left = max(0, (ready - last).days)
    says = f"first {day_text(first)}, last {day_text(last)}"
    if left:
        says += f"; the last is to be on {day_text(ready)} or later"
    return Condition("mentor-months", label, "days", (last - first).days, (ready - first).days, left, ready if left
                     else None, "", says)  # fmt: skip


def _needs(name: str, held: Sequence[tuple[str, EntryFacts]]) -> Condition:
    found = next((one for credential, one in held if credential == name), None)
    says = f"got on {day_text(found.on)}" if found else f"no qualification in the register names the {name}"
    return Condition("needs", f"A {name}, now or before", "record", int(found is not None), 1,
                     0 if found else 1, None, "", says)  # fmt: skip


# renewal


def renewal(rules: Rules, day: date, entries: Sequence[EntryFacts]) -> RenewalPath | None:
    """The renewal of the credential that was got last and has not ended, or nothing where the register names none."""
    held = [pair for pair in credentials_held(entries, day) if pair[1].ended is None or pair[1].ended > day]
    if not held:
        return None
    name, entry = held[-1]
    part = rules["renewal"]
    years = int(part["every_years"])
    due = entry.until or months_after(entry.on, 12 * years)
    since = max(entry.on, months_before(due, 12 * years))
    lines = [one for one in learning_lines(entries) if since <= one.on <= day]
    return RenewalPath(
        id=name,
        since=since,
        due=due,
        conditions=tuple(_renewal_conditions(part, name, rules, lines, day)),
        notes=_renewal_notes(part),
        sources=_sources(rules, part["sources"]),
        caution=rules["wording"]["caution_line"],
    )


def _renewal_conditions(
    part: Rules, name: str, rules: Rules, lines: Sequence[LearningLine], day: date
) -> Iterable[Condition]:
    def of(*units: str) -> list[LearningLine]:
        return [one for one in lines if one.units in units]

    def total(found: Sequence[LearningLine]) -> int:
        return sum(one.minutes for one in found)

    most = part["resource_development_max"] * 60
    resource, counted = total(of("resource")), of("core", "ethics")
    figure = total(counted) + min(resource, most)
    over = f"of {_units(resource)} for resources {_units(most)} count" if resource > most else ""
    lately = min(figure, _lately(of("core", "ethics", "resource"), day))
    summed: Callable[..., Condition] = _summed
    yield summed("units", "Continuing education", figure, part["cce_units"] * 60, lately, day, over)
    for key, label, needed in (
        ("core", "of it in core topics", part["core_competency_min"]),
        ("ethics", "of it in ethics", part["ethics_min"]),
    ):
        yield summed(key, label, total(of(key)), needed * 60, _lately(of(key), day), day)
    if name == "ACC":
        mentor = [one for one in lines if one.form == "mentor-coaching"]
        needed = rules["mentor_coaching"]["acc_renewal_extra_hours"] * 60
        yield summed("mentor", "Mentor coaching, again", total(mentor), needed, _lately(mentor, day), day)


def _renewal_notes(part: Rules) -> tuple[str, ...]:
    schools = "Said by schools, and not seen on a page of the ICF: how many are for core competencies, for ethics and "
    return (part["unit_note"], f"{schools}at most for resources.")


def _units(minutes: int) -> str:
    return hours_of(minutes).replace("hour", "unit")
