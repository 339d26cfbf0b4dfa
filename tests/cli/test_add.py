"""`coachdesk add`: what a line becomes, and what one gets that cannot be meant."""

from __future__ import annotations

import pytest

from coachdesk.domain.errors import ERRORS
from tests.cli.program import Cli


def nothing_saved(cli: Cli) -> bool:
    """Whether the list is empty and the desk whole."""
    return cli.json("tasks", "--all") == [] and cli.json("doctor")["ok"]


def test_a_promise_says_what_to_whom_and_when_on_both_clocks(told: Cli) -> None:
    added = told.json("add", "send the values exercise @amara mon 17:00 ~30m")
    assert (added["kind"], added["text"], added["client_name"]) == ("promise", "send the values exercise", "Amara")
    assert added["client"] == told.json("clients", "show", "amara")["id"]
    assert (added["due"], added["due_local"], added["due_client"]) == ("2026-11-30T15:00:00Z", "17:00", "16:00")
    assert (added["state"], added["minutes"], added["deadlines"]) == ("open", 30, ["2026-11-30T15:00:00Z"])
    assert (added["load"]["day"], added["load"]["tasks"], added["load"]["sessions"]) == ("2026-11-30", 0, 0)
    listed = told.json("tasks", "--client", "amara")
    assert [one["id"] for one in listed] == [added["id"]]
    assert listed[0] == {key: added[key] for key in listed[0]}


def test_a_person_reads_it_back_in_words(told: Cli) -> None:
    said = told("add", "send the values exercise @tomas mon 17:00 ~30m").out
    assert "by Mon 30 Nov 17:00 · theirs 12:00 in Santiago · about 30 min" in said
    assert "Mon 30 holds 0 min of 8 h 30." in said or "Monday holds 0 min of 8 h 30." in said


def test_what_is_owed_to_a_contact_names_the_contact(told: Cli) -> None:
    added = told.json("add", "send the invoice @bo tom")
    assert (added["client"], added["contact_name"], added["whole_day"]) == (None, "Bo Lind", True)
    assert (added["due_local"], added["due_client"]) == ("17:30", None)
    assert [one["id"] for one in told.json("tasks", "--client", "bo")] == [added["id"]]


def test_a_task_of_ones_own_needs_no_time(cli: Cli) -> None:
    added = cli.json("add", "file", "the", "papers")  # as typed without quotes
    assert (added["kind"], added["text"], added["due"], added["load"]) == ("own", "file the papers", None, None)


def test_a_time_may_be_typed_on_another_clock(told: Cli) -> None:
    added = told.json("add", "call @amara mon 17:00", "--zone", "America/Santiago")
    assert (added["due"], added["due_local"], added["zone"]) == ("2026-11-30T20:00:00Z", "22:00", "America/Santiago")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", ("there are no words in it",)),
        ("   ", ("there are no words in it",)),
        ("@amara fri", ("there are no words in it",)),
        ("🎉🎉🎉", ("there are no words in it",)),
        ("send it @zebedee mon 17:00", ("there is no one called zebedee",)),
        ("send it @josé mon 17:00", ("josé fits several", "José Díaz", "José Marín")),
        ("send it @amara", ("a promise needs a time",)),
        ("send it @amara 8:00", ("Fri 27 Nov 08:00 has passed", "tom")),
        ("send it @amara 2026-11-20", ("has passed",)),
        ("send it @amara 31 feb", ("31 feb does not exist",)),
        ("send it @amara mon 25:00", ("25:00 is not a time of day",)),
        ("send it @amara mon 17:00 ~-5m", ("~-5m is not a length of work",)),
        ("send it @amara mon 17:00 ~99h", ("~99h is not a length of work",)),
        ("x" * 5_000, ("5,000 characters",)),
        (f"{'word ' * 150}@amara mon 17:00", ("characters and may have 500",)),
        ("send it\x1b[31m @amara mon 17:00", ("control characters",)),
        ("send it\x07 @amara mon 17:00", ("control characters",)),
        ("send \udcff it @amara mon 17:00", ("UTF-8",)),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_in_one_line_and_not_saved(
    told: Cli, line: str, words: tuple[str, ...]
) -> None:
    said = told("add", line).refused(1, *words)
    assert len(said) < 400
    assert nothing_saved(told)


def test_without_a_line_it_is_wrong_usage(cli: Cli) -> None:
    cli("add").refused(2, "LINE", "coachdesk add --help")
    cli("add", "x", "--zone", "Mars/Olympus").refused(1, "Mars/Olympus")
    assert nothing_saved(cli)


def test_an_hour_that_clocks_skip_names_both_readings(told: Cli) -> None:
    said = told("add", "call @amara 2027-03-28 03:30").refused(1, "does not exist in Sofia")
    assert "02:30" in said
    assert "04:30" in said
    there = told("add", "call @amara 2026-12-05 03:30", "--zone", "Europe/Sofia")
    assert there.status == 0


def test_an_hour_that_clocks_show_twice_names_both_readings_and_takes_either(told: Cli) -> None:
    told("add", "call @amara 2027-10-31 03:30").refused(1, "happens twice in Sofia", "first", "second")
    first = told.json("add", "call @amara 2027-10-31 03:30 first")
    second = told.json("add", "call @amara 2027-10-31 03:30 second")
    assert (first["due"], second["due"]) == ("2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z")
    assert first["due_local"] == second["due_local"] == "03:30"


@pytest.mark.parametrize("line", ["", "call @zebedee mon", "call @amara mon 25:00"])
def test_the_real_program_says_the_same(told: Cli, line: str) -> None:
    assert told.real("add", line).refused(1) == told("add", line).refused(1)


def test_hints_of_the_one_list_are_sentences() -> None:
    assert all(kind.what for code, kind in ERRORS.items() if code.startswith(("line.", "task.", "when.")))
