"""Sessions from the shell: planned, in a series, moved, held, missed, cancelled, listed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.program import Cli

FIRST = ("sessions", "add", "--client", "amara", "--at", "2026-12-02 15:00")


def add(cli: Cli, at: str, *words: str, client: str = "amara") -> Any:
    """A planned session."""
    return cli.json("sessions", "add", "--client", client, "--at", at, *words)


def counts(cli: Cli) -> tuple[int, int, int, int]:
    """Held, charged, booked and left of Amara's agreement."""
    found = cli.json("agreements", "show", "amara")["sessions"]
    assert found["agreed"] == 6
    return found["held"], found["charged"], found["booked"], found["left"]


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the clock of the desk show another instant."""
    return lambda stamp: monkeypatch.setenv("COACHDESK_NOW", stamp)


def test_a_session_is_planned_in_both_clocks(told: Cli) -> None:
    made = add(told, "2026-12-02 15:00", "--medium", "video", "--link", "https://meet.example/a")
    agreement = told.json("agreements", "show", "amara")
    assert (made["at"], made["minutes"], made["state"]) == ("2026-12-02T13:00:00Z", 60, "planned")
    assert (made["agreement"], made["client"]) == (agreement["id"], agreement["client"])
    assert (made["at_local"], made["at_client"]) == ("Wed 2 Dec 2026 15:00", "14:00")
    assert (made["series"], made["warnings"], made["number"], made["of"]) == ([], [], 1, 6)
    assert counts(told) == (0, 0, 1, 6)
    said = told("sessions", "add", "--client", "amara", "--at", "14:00 theirs 3 dec").out
    assert said.startswith("planned Thu 3 Dec 15:00 · theirs 14:00 in Lagos · 60 min with Amara under")


def test_times_are_read_in_another_zone_when_asked(told: Cli) -> None:
    assert add(told, "2026-12-02 15:00", "--zone", "America/New_York")["at"] == "2026-12-02T20:00:00Z"
    moved = told.json("sessions", "move", "amara", "--to", "2026-12-03 15:00", "--zone", "lagos")
    assert moved["at"] == "2026-12-03T14:00:00Z"
    assert [(one["by"], one["was"]) for one in moved["moves"]] == [("coach", "2026-12-02T20:00:00Z")]
    again = ("sessions", "move", "amara", "--to", "2026-12-04 15:00", "--by")
    told(*again, "rosa").refused(1, "rosa is not who it can be by")
    assert [one["by"] for one in told.json(*again, "client")["moves"]] == ["coach", "client"]
    assert "asked for by the client on" in told("sessions", "show", "amara").out


def test_a_series_keeps_the_clients_hour(told: Cli) -> None:
    told.json("clients", "edit", "amara", "--zone", "America/New_York")
    series = ("--every", "week", "--times", "4", "--keep", "client")
    made = add(told, "2027-03-08 16:00", "--minutes", "45", *series)
    listed = told.json("sessions", "list", "--client", "amara")
    assert [one["id"] for one in listed] == made["series"]
    assert {one["series"] for one in listed} == {made["id"]}
    assert [one["at"] for one in listed] == [f"2027-03-{day}:00:00Z" for day in ("08T14", "15T13", "22T13", "29T13")]
    assert [one["at_client"] for one in listed] == ["09:00"] * 4
    assert any("instead of" in warning for warning in made["warnings"])


def test_warnings_are_lines_on_standard_error(told: Cli) -> None:
    add(told, "2026-12-02 15:00")
    done = told("sessions", "add", "--client", "tomas", "--at", "2026-12-02 15:30")
    assert done.status == 0
    assert [line.split(": ")[1][:26] for line in done.err.splitlines()] == [
        "it overlaps the session wi",
        "“Coaching agreement” is no",
    ]
    assert all(line.startswith("coachdesk: ") for line in done.err.splitlines())


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--minutes", "0"), 1, "0 minutes"),
        (("--minutes", "700"), 1, "from 5 to 600"),
        (("--minutes", "2000"), 1, "from 5 to 600"),
        (("--every", "week"), 1, "how many times"),
        (("--every", "day", "--times", "3"), 1, "week or fortnight"),
        (("--every", "week", "--times", "0"), 1, "0 times"),
        (("--every", "week", "--times", "200"), 1, "1 to 104"),
        (("--every", "week", "--times", "10000"), 1, "1 to 104"),
        (("--times", "3"), 1, "how often"),
        (("--kind", "therapy"), 1, "chemistry"),
        (("--link", "javascript:alert(1)"), 1, "javascript"),
        (("--agreement", "nothing like it"), 1, "no agreement"),
        (("--medium", "a\x1bb"), 1, "control"),
        (("--colour", "red"), 2, "--colour"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(told: Cli, words: tuple[str, ...], status: int, said: str) -> None:
    told(*FIRST, *words).refused(status, said)
    assert told.json("sessions", "list") == []


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-12-02", "without a time"),
        ("2027-03-28 03:30", "Sun 28 Mar 02:30 or Sun 28 Mar 04:30"),
        ("2027-10-31 03:30", "twice"),
        ("1900-01-01 10:00", "too far"),
        ("2300-01-01 10:00", "too far"),
        ("", "no time"),
        ("when it suits", "not a day or time"),
        ("\x00", "control"),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_one_line(told: Cli, at: str, said: str) -> None:
    told("sessions", "add", "--client", "amara", "--at", at).refused(1, said)


def test_a_time_that_comes_twice_is_chosen(told: Cli) -> None:
    assert add(told, "2027-10-31 03:30 second")["at"] == "2027-10-31T01:30:00Z"
    assert add(told, "2027-10-31 03:30 first")["at"] == "2027-10-31T00:30:00Z"


def test_a_late_cancellation_is_charged_by_the_signed_terms(told: Cli, late: Any) -> None:
    early, charged, waived, own = (add(told, f"2026-12-0{day} 15:00")["id"] for day in (5, 2, 3, 4))
    late("2026-12-02T12:00:00Z")
    cancel = ("--by", "client", "--why", "a cold")
    assert told.json("sessions", "cancel", early, *cancel)["charged"] is False
    done = told.json("sessions", "cancel", charged, *cancel)
    assert (done["charged"], done["by"], done["why"], done["state"]) == (True, "client", "a cold", "cancelled")
    late("2026-12-03T12:00:00Z")
    assert told.json("sessions", "cancel", waived, *cancel, "--charge", "no")["charged"] is False
    assert told.json("sessions", "cancel", own, "--by", "coach", "--why", "a train")["charged"] is False
    assert counts(told) == (0, 1, 0, 5)
    told("sessions", "cancel", charged, *cancel).refused(1, "cancelled already")
    told.json("sessions", "reopen", charged)
    assert counts(told) == (0, 0, 0, 6)  # it is over: neither booked nor used
    assert (
        "6, and 0 booked; 1 over and not marked: held, missed, or cancelled?" in told("agreements", "show", "amara").out
    )
    told("sessions", "cancel", charged, *cancel, "--at", "in 3 days").refused(1, "at")
    assert told.json("sessions", "cancel", charged, *cancel, "--at", "1 dec 10:00")["charged"] is False
    told.json("sessions", "reopen", charged)
    told("sessions", "reopen", charged).refused(1, "planned")


def test_what_cannot_be_charged_is_not(told: Cli) -> None:
    session = add(told, "2026-12-05 15:00")["id"]
    cancel = ("sessions", "cancel", session)
    told(*cancel, "--by", "client", "--why", "a cold", "--charge", "yes").refused(1, "signed terms")
    told(*cancel, "--by", "coach", "--why", "a cold", "--charge", "yes").refused(1, "never charged")
    told(*cancel, "--by", "client", "--why", "a cold", "--charge", "half").refused(1, "yes nor no")
    told(*cancel, "--by", "sponsor", "--why", "a cold").refused(1, "client or coach")
    told(*cancel, "--by", "client", "--why", " ").refused(1, "why")
    told(*cancel, "--by", "client").refused(2, "--why")
    assert counts(told) == (0, 0, 1, 6)


def test_a_session_is_held_or_missed_once_it_has_begun(told: Cli, late: Any) -> None:
    first, second = (add(told, f"2026-12-0{day} 15:00")["id"] for day in (2, 3))
    told("sessions", "hold", first).refused(1, "not begun", "Wed 2 Dec 15:00")
    told("sessions", "miss", first, "--by", "client").refused(1, "not begun")
    late("2026-12-03T14:00:00Z")
    assert told.json("sessions", "hold", first, "--minutes", "55")["held_minutes"] == 55
    assert told.json("sessions", "miss", second, "--by", "client")["charged"] is True
    assert counts(told) == (1, 1, 0, 4)
    told("sessions", "hold", first).refused(1, "held already")
    told("sessions", "move", first, "--to", "fri 10:00").refused(1, "held already")
    told.json("undo")
    assert counts(told) == (1, 0, 0, 5)
    for minutes in ("0", "601", "long"):
        told("sessions", "hold", second, "--minutes", minutes).refused(1, "minutes")
    shown = told("sessions", "show", first).out
    assert "held, 55 min" in shown
    assert "1 held, 1 not marked, 5 left of 6" in shown


def test_a_past_session_is_kept_to_be_marked_and_said_so(told: Cli) -> None:
    made = add(told, "2026-11-20 10:00")
    assert made["state"] == "planned"
    assert "to be marked" in made["warnings"][0]
    assert told.json("sessions", "hold", "amara")["state"] == "held"


def test_sessions_are_listed_by_day_client_and_state(told: Cli) -> None:
    add(told, "2026-11-30 10:00")
    add(told, "2026-12-01 10:00", client="asa")
    add(told, "2026-12-02 00:30", client="asa")
    told.json("sessions", "cancel", "amara", "--by", "coach", "--why", "a train")

    def at(*words: str) -> list[str]:
        return [one["at"][:13] for one in told.json("sessions", "list", *words)]

    assert at() == ["2026-11-30T08", "2026-12-01T08", "2026-12-01T22"]
    assert at("--from", "2026-12-01", "--to", "2026-12-01") == ["2026-12-01T08"]
    assert at("--from", "tue") == ["2026-12-01T08", "2026-12-01T22"]
    assert at("--client", "asa", "--state", "planned") == ["2026-12-01T08", "2026-12-01T22"]
    assert at("--state", "cancelled") == ["2026-11-30T08"]
    told("sessions", "list", "--state", "gone").refused(1, "not a state")
    told("sessions", "list", "--from", "2026-12-02", "--to", "2026-12-01").refused(1, "before it begins")
    told("sessions", "list", "--from", "someday").refused(1, "not a day")
    assert "Åsa" in told("sessions", "list").out
    assert "sessions add" in told("sessions", "list", "--client", "tomas").out


def test_of_several_sessions_or_agreements_it_is_asked_which(told: Cli) -> None:
    add(told, "2026-11-30 10:00")
    add(told, "2026-12-01 10:00")
    told("sessions", "move", "amara", "--to", "wed 10:00").refused(1, "fits several", "Mon 30 Nov 10:00")
    told.json("agreements", "new", "--client", "amara", "--title", "Beside it", "--sessions", "3", "--minutes", "30",
              "--fee", "300", "--start", "2026-12-01", "--goal", "Listen :: more")  # fmt: skip
    told.json("agreements", "send", "beside it")
    for name in ("Amara Okonkwo", "Coach"):
        told.json("agreements", "sign", "beside it", "--by", name, "--on", "today", "--how", "paper")
    told(*FIRST).refused(1, "agreement", "“Beside it”", "“Coaching agreement”")
    assert add(told, "2026-12-02 15:00", "--agreement", "beside it")["minutes"] == 30
    chemistry = add(told, "2026-12-02 18:00", "--kind", "chemistry")
    assert (chemistry["agreement"], chemistry["number"]) == (None, None)


def test_what_waits_to_be_wrapped_up_and_what_lapses_name_their_records(told: Cli, late: Any) -> None:
    made = add(told, "2026-12-02 15:00")
    late("2026-12-02T14:00:00Z")
    told.json("sessions", "hold", made["id"])
    late("2026-12-04T14:00:00Z")
    assert ("session", made["id"]) in [(one["record"], one["id"]) for one in told.json("today")["warnings"]]
    late("2027-06-01T08:00:00Z")
    (said,) = (one for one in told.json("today")["warnings"] if " lapse on " in one["what"])
    assert (said["record"], said["id"]) == ("client", made["client"])
    assert said["what"] == "5 sessions lapse on Wed 30 Jun"
