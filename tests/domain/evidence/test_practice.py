"""Evidence of the practice: dated checks to the day, and lists that lack something."""

from __future__ import annotations

from datetime import date

import pytest

from coachdesk.domain.evidence.facts import EntryFacts, Found
from tests.domain.evidence.made import DAY, TODAY, entry, practice

LONG_AGO = date(2020, 1, 1)

CHECKS = {
    "practice.storage_check_dated": ("storage-check", {}, date(2026, 5, 27), "storage check", 6),
    "practice.public_texts_reviewed": ("public-texts", {}, date(2026, 5, 27), "rereading of public texts", 6),
    "practice.code_read_dated": (
        "code-read", {"edition": "2025"}, date(2025, 11, 27), "reading of the code (edition 2025)", 12,
    ),
    "practice.learning_logged": ("learning", {"form": "supervision"}, date(2026, 8, 27), "supervision", 3),
}  # fmt: skip
"""By key: the kind, its fields, the earliest day that counts today, how it is called, and its months."""


@pytest.mark.parametrize("key", CHECKS)
def test_a_check_counts_from_its_day_through_its_months(key: str) -> None:
    kind, fields, edge, what, months = CHECKS[key]
    for on in (TODAY, edge):
        said = practice(key, entries=(entry(kind, LONG_AGO, **fields), entry(kind, on, id="e", **fields)))
        assert (said.found, said.records) == (True, (("entry", "e"),))
        assert said.says == f"The last {what} was on {on.day} {on:%B} {on.year}."
    old = entry(kind, edge - DAY, id="old", **fields)
    said = practice(key, entries=(entry(kind, LONG_AGO, **fields), old))
    assert (said.found, said.records) == (False, (("entry", "old"),))
    assert said.says.startswith(f"The last {what.partition(' (')[0]} was on ")
    assert said.says.endswith(f", more than {months} months ago.")


@pytest.mark.parametrize("key", [*CHECKS, "practice.backup_dated"])
def test_what_is_to_come_ended_or_of_another_kind_is_no_check(key: str) -> None:
    kind, fields, *_ = CHECKS.get(key, ("backup", {"opened": "yes"}))
    for one in (
        entry(kind, TODAY + DAY, **fields),
        entry(kind, TODAY, ended=TODAY, **fields),
        entry("tool", TODAY, **fields),
    ):
        said = practice(key, entries=(one,))
        assert (said.found, said.records) == (False, ())
        assert said.says.startswith("No ")
        assert said.says.endswith(" is entered.")
    assert practice(key).found is False


def test_the_months_are_those_of_the_calendar() -> None:
    key, check = "practice.storage_check_dated", entry("storage-check", date(2025, 8, 31))
    assert practice(key, today=date(2026, 2, 28), entries=(check,)).found is True
    assert practice(key, today=date(2026, 3, 1), entries=(check,)).found is False


def test_the_edition_of_the_code_is_named() -> None:
    key = "practice.code_read_dated"
    bare = entry("code-read", TODAY, id="bare")
    said = practice(key, entries=(entry("code-read", date(2025, 11, 26), edition="2020"), bare))
    assert said == Found(
        False, "The code was read on 27 November 2026; the edition is not named.", (("entry", "bare"),)
    )
    named = entry("code-read", date(2025, 11, 27), edition="2020", id="named")
    assert practice(key, entries=(named, bare)).records == (("entry", "named"),)


@pytest.mark.parametrize(
    ("form", "found"),
    [("education", True), ("mentor-coaching", True), ("supervision", True), ("professional-help", False), ("", False)],
)
def test_learning_is_not_help_for_the_coach(form: str, found: bool) -> None:
    said = practice("practice.learning_logged", entries=(entry("learning", TODAY, form=form),))
    assert said.found is found
    if not found:
        assert said.says == (
            "On 27 November 2026 you had help; no learning, mentor coaching or supervision is entered."
        )


BACKUP = "practice.backup_dated"


@pytest.mark.parametrize(
    ("backups", "found", "words"),
    [
        ([(0, "yes")], True, "Backup on 27 November 2026, opened and checked."),
        ([(31, "yes")], True, "Backup on 27 October 2026, opened and checked."),
        ([(32, "yes")], False, "The last backup was on 26 October 2026, opened and checked, more than 31 days ago."),
        ([(32, "no")], False, "The last backup was on 26 October 2026, more than 31 days ago."),
        ([(1, "no")], False, "The backup of 26 November 2026 was not opened and checked."),
        ([(1, "no"), (2, "yes")], True, "Backup on 25 November 2026, opened and checked."),
        ([(1, "no"), (40, "yes")], False, "The backup of 26 November 2026 was not opened and checked."),
    ],
)
def test_a_backup_was_opened_within_31_days(backups: list[tuple[int, str]], found: bool, words: str) -> None:
    made = tuple(entry("backup", TODAY - days * DAY, opened=opened) for days, opened in backups)
    said = practice(BACKUP, entries=made)
    assert (said.found, said.says) == (found, words)


# lists


def tool(text: str, **fields: object) -> EntryFacts:
    return entry("tool", LONG_AGO, text=text, id=text, **fields)


def test_the_tools_say_what_they_see_and_whether_they_are_ai() -> None:
    key = "practice.tools_list"
    mail, notes = tool("mail", sees="names", ai="no"), tool("notes", sees="nothing", ai="yes")
    assert practice(key) == Found(False, "No tool is on the list.")
    assert practice(key, entries=(mail,)).says == (
        "1 tool on the list, each with the client data it sees; none of them with AI."
    )
    both = practice(key, entries=(mail, notes))
    assert both.found is True
    assert both.says == "2 tools on the list, each with the client data it sees; AI in “notes”."
    for lacking in ({"sees": "names"}, {"ai": "no"}, {"sees": " ", "ai": "no"}, {"sees": "names", "ai": "maybe"}):
        said = practice(key, entries=(mail, tool("calls", **lacking)))
        assert (said.found, said.records) == (False, (("entry", "calls"), ("entry", "mail")))
        assert said.says.endswith("is seen, or whether it is AI, for “calls”.")
        ended = tool("calls", ended=TODAY, **lacking)
        assert practice(key, entries=(mail, ended)).found is True
        assert practice(key, entries=(ended,)).found is False
        assert practice(key, entries=(mail, tool("calls", ended=TODAY + DAY, **lacking))).found is False


def test_the_materials_that_lack_something_are_on_top() -> None:
    key = "materials.sources_noted"

    def material(text: str, on: date = LONG_AGO, **fields: object) -> EntryFacts:
        return entry("material", on, text=text, id=text, **fields)

    wheel = material("wheel", TODAY, maker="P. Meyer", right="own")
    assert practice(key) == Found(False, "No material is on the list.")
    whole = practice(key, entries=(wheel,))
    assert whole == Found(
        True, "1 material on the list, each with its maker and the right of use.", (("entry", "wheel"),)
    )
    said = practice(key, entries=(wheel, material("cards", maker="unknown"), material("test", right="bought")))
    assert said.found is False
    assert said.says == "Who made “test” and “cards”, or why you may use it, is not noted."
    assert said.records == (("entry", "test"), ("entry", "cards"), ("entry", "wheel"))
    assert practice(key, entries=(wheel, material("cards", ended=TODAY))).found is True


def test_no_qualification_is_shown_past_its_last_day() -> None:
    key = "practice.qualifications_current"

    def earned(text: str, **more: object) -> EntryFacts:
        return entry("qualification", LONG_AGO, text=text, id=text, **more)

    assert practice(key) == Found(False, "No qualification is entered.")
    fine = [
        earned("ACC", shown="yes"),
        earned("ACC", shown="yes", until=TODAY),
        earned("ACC", shown="no", until=TODAY - DAY),
    ]
    for one in fine:
        assert practice(key, entries=(one,)) == Found(
            True, "1 qualification entered, none shown to clients past its date.", (("entry", "ACC"),)
        )
    past = earned("PCC", shown="yes", until=TODAY - DAY)
    said = practice(key, entries=(fine[0], past))
    assert said.found is False
    assert said.says == "Still shown to clients, though past: “PCC” (until 26 November 2026)."
    assert said.records == (("entry", "PCC"), ("entry", "ACC"))
    ended = earned("PCC", shown="yes", until=TODAY - DAY, ended=TODAY)
    assert practice(key, entries=(fine[0], ended)).found is True
