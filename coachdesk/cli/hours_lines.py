"""What `coachdesk hours` tells a person: the log, the way to a credential, and what is in a file of hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coachdesk.cli.output import plain, table
from coachdesk.domain.days import day_text
from coachdesk.domain.hours import hours_of, hours_text
from coachdesk.domain.hours_words import (
    figure_text,
    first_line,
    left_text,
    off_line,
    sum_line,
    unsettled_line,
    when_text,
)
from coachdesk.domain.views.hours import Condition, CredentialPath, HoursLog, ImportView, PastLine, RenewalPath

_COLUMNS = ("client", "kind", "people", "contact", "from", "to", "paid", "pro bono")
_LEARN = "coachdesk register add learning TEXT --on DATE --form education --minutes 3h enters what you learnt"


def log_lines(
    log: HoursLog, path: CredentialPath, renewal: RenewalPath | None, rules: Mapping[str, Any], *, whole: bool
) -> list[str]:
    """The log, or with `whole` the way to the credential."""
    found = [first_line(path), ""]
    if whole:
        return found + path_lines(path) + (renewal_lines(renewal) if renewal else []) + ["", _LEARN]
    rows = [
        (
            one.name, one.kind, one.people or "", one.contact, one.start.isoformat(),
            one.end.isoformat() if one.end else "", hours_text(one.paid), hours_text(one.pro_bono),
        )
        for one in log.listed
    ]  # fmt: skip
    found += table(_COLUMNS, rows) if rows else ["nobody is listed yet"]
    shown = log.shown
    parts = f"{hours_text(shown.individual)} individual, {hours_text(shown.group)} in groups"
    inside = f", {hours_text(shown.internal)} of them internal" if shown.internal else ""
    found += ["", sum_line(log, rules), f"{parts}{inside}."]
    found += [line for line in (off_line(log), unsettled_line(log)) if line]
    if log.off:
        found.append("coachdesk hours left-off names them")
    if renewal:
        found.append(_renewed(renewal))
    return [*found, f"coachdesk hours --credential {path.id} shows each condition", path.caution]


def path_lines(path: CredentialPath) -> list[str]:
    """Each condition of a credential, and where the rules are from."""
    sources = "; ".join(path.sources)
    return [
        path.title,
        *table(("", "there is", "left", "", ""), [_condition(one) for one in path.conditions]),
        "",
        *(plain(note) for note in path.notes),
        f"{path.caution} They were stored on {day_text(path.read_on)}.",
        f"Sources: {sources}",
    ]


def renewal_lines(path: RenewalPath) -> list[str]:
    """Each condition of a renewal."""
    return [
        "",
        _renewed(path),
        *table(("", "there is", "left", "", ""), [_condition(one) for one in path.conditions]),
        *(plain(note) for note in path.notes),
    ]


def _renewed(path: RenewalPath) -> str:
    units = next(one for one in path.conditions if one.key == "units")
    return f"Renewal of the {path.id} by {day_text(path.due)}: {figure_text(units)} units since {day_text(path.since)}"


def _condition(one: Condition) -> tuple[str, ...]:
    mark = "✓ " if one.met else "○ "
    return (mark + one.label, figure_text(one), left_text(one), when_text(one), one.says)


def past_lines(found: Iterable[PastLine]) -> list[str]:
    """Hours from before this desk, one a line."""
    answers = {True: "yes", False: "no", None: "not asked"}
    rows = [
        (
            one.short, one.name, one.kind, one.people or "", one.start.isoformat(),
            one.end.isoformat() if one.end else "", hours_text(one.paid), hours_text(one.pro_bono),
            "by their consent" if one.client_id else answers[one.listed], one.source,
        )
        for one in found
    ]  # fmt: skip
    return table(("id", "client", "kind", "people", "from", "to", "paid", "pro bono", "listed", "source"), rows)


def import_lines(seen: ImportView, *, dry_run: bool) -> list[str]:
    """What a file holds, its bad lines each with its number."""
    total = sum(one.minutes for _, one in seen.new)
    done = f"{'would import' if dry_run else 'imported'} {_lines(len(seen.new))}, {hours_of(total)}"
    found = [done if seen.new else "nothing new in it"]
    found += [f"  line {number}: {plain(one.name)}, {hours_of(one.minutes)}" for number, one in _few(seen.new)]
    if len(seen.new) > _SHOWN:
        found.append(f"  and {_lines(len(seen.new) - _SHOWN)} more")
    if seen.same:
        found.append(f"{_lines(len(seen.same))} {'is' if len(seen.same) == 1 else 'are'} here already")
    if seen.unread:
        found.append(f"columns that mean nothing here: {plain(', '.join(seen.unread))}")
    if seen.bad:
        found.append(f"{_lines(len(seen.bad))} cannot be read:")
    found += [f"  line {number}: {plain(why)}" for number, why in seen.bad]
    if seen.bad and seen.new and dry_run:
        found.append("coachdesk hours import FILE --good-only imports the others")
    return found


_SHOWN = 20


def _few(new: Sequence[tuple[int, PastLine]]) -> Sequence[tuple[int, PastLine]]:
    return new[:_SHOWN]


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"
