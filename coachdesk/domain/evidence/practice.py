"""What the records say of the practice: dated checks, and lists of what it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from coachdesk.domain.days import day_text, months_before
from coachdesk.domain.evidence.entries import and_list, newest_first, opens
from coachdesk.domain.evidence.facts import EntryFacts, Found, Look, Records
from coachdesk.domain.evidence.words import counted, quoted

BACKUP_DAYS = 31
YES_NO = ("yes", "no")
LEARNING = {"education": "learning entry", "mentor-coaching": "mentor coaching", "supervision": "supervision"}
"""The forms of learning that count as such: help for the coach is another matter."""


# dated checks


def storage_check(records: Records) -> Found:
    """A check within the last six months."""
    return _within(records, "storage-check", 6, "storage check")


def public_texts(records: Records) -> Found:
    """Reread within the last six months."""
    return _within(records, "public-texts", 6, "rereading of public texts")


def code_read(records: Records) -> Found:
    """Read within the last twelve months, with the edition named."""
    every = newest_first(records.practice.entries, "code-read", records.today)
    named = [one for one in every if one.details.get("edition", "").strip()]
    if named and _is_within(named[0], 12, records.today):
        edition = named[0].details["edition"].strip()
        return _last(named[0], 12, records.today, f"reading of the code (edition {edition})")
    if every and _is_within(every[0], 12, records.today):
        return Found(False, f"The code was read on {day_text(every[0].on)}; the edition is not named.", opens(every[0]))
    return _within(records, "code-read", 12, "reading of the code")


def backup(records: Records) -> Found:
    """A backup within the last 31 days that was opened and checked."""
    every = newest_first(records.practice.entries, "backup", records.today)
    opened = [one for one in every if one.details.get("opened") == "yes"]
    if not every:
        return Found(False, "No backup is entered.")
    since = records.today - timedelta(days=BACKUP_DAYS)
    if opened and opened[0].on >= since:
        return Found(True, f"Backup on {day_text(opened[0].on)}, opened and checked.", opens(opened[0]))
    newest = every[0]
    if newest.on >= since:
        says = f"The backup of {day_text(newest.on)} was not opened and checked."
        return Found(False, says, opens(newest))
    checked = ", opened and checked" if newest in opened else ""
    says = f"The last backup was on {day_text(newest.on)}{checked}, more than {BACKUP_DAYS} days ago."
    return Found(False, says, opens(newest))


def learning(records: Records) -> Found:
    """Learning, mentor coaching or supervision within the last three months; professional help is not one of them."""
    every = newest_first(records.practice.entries, "learning", records.today)
    counting = [one for one in every if one.details.get("form") in LEARNING]
    if counting:
        return _last(counting[0], 3, records.today, LEARNING[counting[0].details["form"]])
    if every:
        says = f"On {day_text(every[0].on)} you had help; no learning, mentor coaching or supervision is entered."
        return Found(False, says, opens(every[0]))
    return Found(False, "No learning, mentor coaching or supervision is entered.")


def _within(records: Records, kind: str, months: int, what: str) -> Found:
    """The newest entry of that kind, which must lie within so many months."""
    every = newest_first(records.practice.entries, kind, records.today)
    return _last(every[0], months, records.today, what) if every else Found(False, f"No {what} is entered.")


def _last(newest: EntryFacts, months: int, today: date, what: str) -> Found:
    says = f"The last {what} was on {day_text(newest.on)}"
    if _is_within(newest, months, today):
        return Found(True, f"{says}.", opens(newest))
    return Found(False, f"{says}, more than {months} months ago.", opens(newest))


def _is_within(entry: EntryFacts, months: int, today: date) -> bool:
    """Whether it lies within so many months; the day so many months ago is one of them."""
    return entry.on >= months_before(today, months)


# lists of what the practice has


def tools_list(records: Records) -> Found:
    """At least one tool in use, and of each what client data it sees and whether it is artificial intelligence."""
    tools = newest_first(records.practice.entries, "tool", records.today)
    lacking = [one for one in tools if not one.details.get("sees", "").strip() or one.details.get("ai") not in YES_NO]
    if not tools:
        return Found(False, "No tool is on the list.")
    if lacking:
        says = f"The list does not say which client data is seen, or whether it is AI, for {_texts(lacking)}."
        return Found(False, says, opens(*_first(lacking, tools)))
    with_ai = [one for one in tools if one.details["ai"] == "yes"]
    ai = f"AI in {_texts(with_ai)}" if with_ai else "none of them with AI"
    says = f"{counted(len(tools), 'tool').capitalize()} on the list, each with the client data it sees; {ai}."
    return Found(True, says, opens(*tools))


def sources(records: Records) -> Found:
    """At least one material in use, and each with its maker and the right of use; those that lack either come first."""
    materials = newest_first(records.practice.entries, "material", records.today)
    lacking = [one for one in materials if not all(one.details.get(key, "").strip() for key in ("maker", "right"))]
    if not materials:
        return Found(False, "No material is on the list.")
    if lacking:
        says = f"Who made {_texts(lacking)}, or why you may use it, is not noted."
        return Found(False, says, opens(*_first(lacking, materials)))
    says = f"{counted(len(materials), 'material').capitalize()} on the list, each with its maker and the right of use."
    return Found(True, says, opens(*materials))


def qualifications(records: Records) -> Found:
    """At least one qualification, and none that is shown to clients past its last day."""
    every = newest_first(records.practice.entries, "qualification", records.today)
    past = [one for one in every if one.until is not None and one.until < records.today]
    shown = [one for one in past if one.details.get("shown") == "yes"]
    if not every:
        return Found(False, "No qualification is entered.")
    if shown:
        over = [f"{quoted(one.text)} (until {day_text(one.until)})" for one in shown if one.until]
        return Found(False, f"Still shown to clients, though past: {and_list(over)}.", opens(*_first(shown, every)))
    says = f"{counted(len(every), 'qualification').capitalize()} entered, none shown to clients past its date."
    return Found(True, says, opens(*every))


def _first(those: Sequence[EntryFacts], every: Iterable[EntryFacts]) -> list[EntryFacts]:
    """Those on top of the list."""
    return [*those, *(one for one in every if one not in those)]


def _texts(entries: Sequence[EntryFacts]) -> str:
    return and_list([quoted(one.text) for one in entries])


LOOKS: Mapping[str, Look] = {
    "practice.storage_check_dated": storage_check,
    "practice.backup_dated": backup,
    "practice.tools_list": tools_list,
    "practice.public_texts_reviewed": public_texts,
    "practice.qualifications_current": qualifications,
    "practice.code_read_dated": code_read,
    "practice.learning_logged": learning,
    "materials.sources_noted": sources,
}
