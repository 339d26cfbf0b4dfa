"""The lines of the Ledger, and the text that stands beside each: the way to a credential, the log, past hours,
what was learnt, renewal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual.content import Content

from coachdesk.domain.days import MONTHS, day_text
from coachdesk.domain.hours import hours_of, hours_text
from coachdesk.domain.hours_words import figure_text, left_text, when_text
from coachdesk.domain.views.hours import (
    Condition,
    CredentialPath,
    LearningLine,
    LedgerPage,
    LogRow,
    PastLine,
    RenewalPath,
)
from coachdesk.ui.screens.people import Clock
from coachdesk.ui.text import caution, good, joined, keyed, quiet, shown, strong
from coachdesk.ui.widgets.columns import Column, Row, heading, note
from coachdesk.ui.widgets.late_rows import LateRows

COLUMNS = (
    Column(width=1),
    Column(flex=True, most=60, least=20),
    Column(most=16, least=12, right=True),
    Column(most=40, least=21),
)
_MORE = {
    "money": "$ lists who owes what, and whom you owe; on the page of a client it opens their money: every line of it.",
    "past": "Hours that you held before this desk, or elsewhere, count too: n enters them, i imports a log as CSV.",
    "learnt": "Education, mentor coaching and supervision are entries of the register: t enters one.",
}
_SETTINGS = {"individual": "alone", "group": "in a group"}
_UNITS = {"core": "core competencies", "ethics": "ethics", "resource": "resources", "other": "other"}
_ANSWERS = {True: "agreed to be listed", False: "declined to be listed", None: "never asked whether to be listed"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is painted, which credential is looked at, and how names and words may be seen now."""

    page: LedgerPage
    credential: str
    clock: Clock
    name: Callable[[object], Content]
    words: Callable[[object], Content]

    @property
    def path(self) -> CredentialPath:
        """The way to the credential that is looked at."""
        return next(one for one in self.page.paths if one.id == self.credential)


def rows(seen: Seen) -> LateRows:
    """All lines; those of people are made when they are first seen, since a long career has thousands."""
    found = LateRows()
    path, page = seen.path, seen.page
    found.add(heading(joined(f"  The way to the {path.id}  ", quiet(f"{path.title} · v: another"))))
    for one in path.conditions:
        found.add(Row(f"way:{one.key}", _condition(one)))
    if page.renewal is not None:
        _under(found, _renewal_heading(page.renewal, seen.clock))
        for one in page.renewal.conditions:
            found.add(Row(f"renewal:{one.key}", _condition(one)))
    _people(found, seen)
    _under(found, f"  From before this desk: {_count(len(page.past), 'entry', 'entries')}")
    if not page.past:
        found.add(Row("new:past", ("", quiet("n enters hours from before, i imports a table"))))
    for past in page.past:
        found.late(lambda past=past: Row(f"past:{past.id}", _past(past, seen)), f"past:{past.id}")  # type: ignore[misc]
    _under(found, f"  Learning: {_count(len(page.learning), 'entry', 'entries')}")
    if not page.learning:
        found.add(Row("new:learnt", ("", quiet("t enters education or mentor coaching"))))
    for learnt in page.learning:
        found.late(lambda one=learnt: Row(f"learnt:{one.id}", _learnt(one, seen)), f"learnt:{learnt.id}")  # type: ignore[misc]
    found.add(note())
    found.add(Row("money:", ("", quiet("Money: $ lists who owes what"))))
    return found


def _under(found: LateRows, words: object) -> None:
    found.add(note())
    found.add(heading(words))


def _people(found: LateRows, seen: Seen) -> None:
    log = seen.page.log
    listed = f"  In the log: {_count(log.shown.clients, 'client', 'clients')}, {hours_of(log.shown.minutes)}"
    _under(found, listed)
    if not log.listed:
        found.add(note(quiet("    nobody who agreed to be listed has been coached yet")))
    off = f"  Left off by name: {_count(log.left_off.clients, 'client', 'clients')}, {hours_of(log.left_off.minutes)}"
    unsettled = f"  In no column: {hours_of(log.all.unsettled)}"
    for kind, words, people in (("log", "", log.listed), ("off", off, log.off), ("open", unsettled, log.unsettled)):
        if people and words:
            _under(found, words)
        for row in people:
            row_id = row_id_of(kind, row)
            found.late(lambda row=row, row_id=row_id: Row(row_id, _person(row, seen)), row_id)  # type: ignore[misc]


def row_id_of(kind: str, row: LogRow) -> str:
    """The id of a row's line."""
    return f"{kind}:{row.people or ''}:{row.who}"


def row_here(page: LedgerPage, line: str) -> LogRow | None:
    """The row of the log whose line that is."""
    kind = line.partition(":")[0]
    people = {"log": page.log.listed, "off": page.log.off, "open": page.log.unsettled}.get(kind, ())
    return next((one for one in people if row_id_of(kind, one) == line), None)


def _condition(one: Condition) -> tuple[object, ...]:
    mark = good("✓") if one.met else caution("○")
    if one.met:
        return mark, shown(one.label), figure_text(one), quiet(one.says)
    return mark, shown(one.label), figure_text(one), _ahead(one) or quiet(one.says)


def _ahead(one: Condition) -> Content:
    """What is left, and the month in which it is reached at this pace; at length it is told beside the line."""
    if one.when is None:
        return joined(left_text(one), quiet(one.pace if one.unit != "record" else ""), by=" · ")
    month = f"{MONTHS[one.when.month - 1][:3]} {one.when.year}"
    return joined(
        left_text(one),
        quiet(f"in {month}" if one.unit != "days" else f"one more from {one.when.day} {month}"),
        by=" · ",
    )


def _renewal_heading(path: RenewalPath, clock: Clock) -> Content:
    over = path.due < clock.today
    said = caution("was due") if over else shown("due")
    return joined(f"  Renewal of the {path.id}, ", said, f" {day_text(path.due)}")


def _person(row: LogRow, seen: Seen) -> tuple[object, ...]:
    kind = f"group of {row.people}" if row.people else "individual"
    inside = ", internal" if row.internal else ""
    mark = good("●") if not row.off else caution("○")
    if row.off:
        return mark, _named(row, seen), hours_text(row.minutes), caution(row.off)
    if not row.minutes:
        return caution("○"), _named(row, seen), hours_text(row.unsettled), caution("no agreement says if paid")
    free = f", {hours_text(row.pro_bono)} pro bono" if row.pro_bono else ""
    return mark, _named(row, seen), hours_text(row.minutes), quiet(f"{kind}{inside}{free}")


def _named(row: LogRow, seen: Seen) -> Content:
    return seen.name(row.name) if row.name else quiet("someone whose record cannot be read")


def _past(one: PastLine, seen: Seen) -> tuple[object, ...]:
    when = seen.clock.day(one.start) + (f" to {seen.clock.day(one.end)}" if one.end else "")
    if one.overlap is not None:
        return caution("!"), seen.name(one.name), hours_text(one.minutes), caution("reaches into this desk")
    return quiet("·"), seen.name(one.name), hours_text(one.minutes), quiet(when)


def _learnt(one: LearningLine, seen: Seen) -> tuple[object, ...]:
    what = joined(seen.words(one.text), quiet(one.form.replace("-", " ")), by=" · ")
    return quiet("·"), what, hours_text(one.minutes), quiet(seen.clock.day(one.on))


# the text beside a line


def text_of(seen: Seen, line: str) -> list[Content]:
    """The paragraphs beside a line."""
    kind, _, rest = line.partition(":")
    if kind in ("way", "renewal"):
        return list(_condition_text(seen, kind, rest))
    if kind in ("log", "off", "open"):
        row = row_here(seen.page, line)
        return list(_person_text(seen, row)) if row is not None else []
    if kind in ("new", "money"):
        return [quiet(_MORE[rest or kind])]
    if kind == "past":
        return [text for one in seen.page.past if one.id == rest for text in _past_text(seen, one)]
    if kind == "learnt":
        return [text for one in seen.page.learning if one.id == rest for text in _learnt_text(seen, one)]
    return []


def _condition_text(seen: Seen, kind: str, key: str) -> Iterator[Content]:
    path: CredentialPath | RenewalPath | None = seen.path if kind == "way" else seen.page.renewal
    one = next((one for one in path.conditions if one.key == key), None) if path is not None else None
    if path is None or one is None:
        return
    yield strong(one.label)
    yield joined(figure_text(one), caution(left_text(one)), when_text(one), by=" · ")
    if one.pace and one.when is not None:
        yield quiet(f"Pace: {one.pace}.")
    if one.says:
        yield shown(f"{one.says[:1].upper()}{one.says[1:]}.")
    if kind == "way" and key in ("hours", "paid", "clients", "recent"):
        yield from (shown(text) for text in seen.page.says[1:])
    if key in ("education", "mentor", "mentor-individual", "mentor-months", "units", "core", "ethics"):
        yield joined(keyed("t"), quiet(" enters what you learnt"))
    if key == "needs":
        yield quiet("The register keeps it: a qualification whose words name the credential.")
    yield Content.empty()
    yield caution(path.caution)
    yield quiet(f"Stored here on {day_text(seen.path.read_on)}.")
    yield from (quiet(text) for text in path.notes)
    yield quiet(f"Sources: {'; '.join(path.sources)}.")


def _person_text(seen: Seen, row: LogRow) -> Iterator[Content]:
    yield strong(_named(row, seen))
    kind = f"group of {row.people}, of which they are the member who is listed" if row.people else "individual"
    yield shown(f"{kind}{', internal: you have the same employer' if row.internal else ''}")
    yield shown(f"{hours_text(row.paid)} paid · {hours_text(row.pro_bono)} pro bono")
    if row.unsettled:
        yield caution(f"{hours_of(row.unsettled)} in no column: no agreement says whether they were paid")
    yield quiet(f"{day_text(row.start)} {f'to {day_text(row.end)}' if row.end else 'on, and it goes on'}")
    if row.contact:
        yield joined(quiet("Contact: "), seen.words(row.contact))
    elif not row.off:
        yield caution("No e-mail address or phone number: the log asks for one.")
    yield Content.empty()
    if row.off:
        yield joined(caution(f"Left off by name: {row.off}. "), "All their hours are left off with them.")
        yield joined(keyed("c"), quiet(" enters what they said, or writes them a question to send"))
    else:
        yield quiet("They agreed to be listed.")
    if row.client_id:
        yield joined(keyed("enter"), quiet(" opens their page · "), keyed("w"), quiet(" says it was a group"))
    yield Content.empty()
    yield from (quiet(text) for text in seen.page.says)


def _past_text(seen: Seen, one: PastLine) -> Iterator[Content]:
    yield strong(seen.name(one.name))
    kind = f"group of {one.people}" if one.people else "individual"
    yield shown(f"{kind}{', internal' if one.internal else ''}")
    yield shown(f"{hours_text(one.paid)} paid · {hours_text(one.pro_bono)} pro bono")
    yield quiet(day_text(one.start) + (f" to {day_text(one.end)}" if one.end else ""))
    if one.overlap is not None:
        yield caution(f"Sessions on this desk begin {day_text(one.overlap)} and count themselves: look at the dates.")
    if one.contact:
        yield joined(quiet("Contact: "), seen.words(one.contact))
    if one.note:
        yield seen.words(one.note)
    yield Content.empty()
    if one.client_id:
        yield quiet("A client of this desk: it stands in their row, and their consent counts.")
    else:
        yield shown(f"{_ANSWERS[one.listed].capitalize()}.")
    yield quiet("entered by hand" if one.source == "entered" else f"from {one.source}")
    yield joined(keyed("enter"), quiet(" changes it · "), keyed("D"), quiet(" takes it away"))


def _learnt_text(seen: Seen, one: LearningLine) -> Iterator[Content]:
    yield strong(seen.words(one.text))
    told = (one.form.replace("-", " "), _SETTINGS.get(one.setting, one.setting), hours_of(one.minutes))
    yield shown(" · ".join(part for part in told if part))
    yield quiet(day_text(one.on))
    if one.units:
        yield shown(f"Counts for: {_UNITS.get(one.units, one.units)}")
    if one.provider:
        yield joined(quiet("With: "), seen.words(one.provider))
    yield Content.empty()
    yield joined(keyed("enter"), quiet(" opens it in the register"))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
