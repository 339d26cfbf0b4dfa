"""`coachdesk hours`: the log with who is left off, the way to a credential, past hours and tables of them."""

from __future__ import annotations

import csv
import io
import json
import stat
from pathlib import Path

import pytest

from tests.cli.program import NOW, Cli

BEFORE = "2026-03-01T07:00:00Z"
CLIENTS = (("Amara Okonkwo", "1200.00", "give"), ("Zoë Park", "0", "give"), ("Tomás Rojas", "600.00", "decline"),
           ("Mei Lin", "600.00", ""))  # fmt: skip


@pytest.fixture(scope="module")
def logged_desk(first_desk: Cli, tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """Four clients with five hours each, of the last two 7.25: two agreed to be listed, one declined, one was not
    asked. No test changes it."""
    cli = first_desk.copy(tmp_path_factory.mktemp("desks") / "logged")
    with pytest.MonkeyPatch.context() as patch:
        for number, (name, fee, said) in enumerate(CLIENTS):
            _coached(cli, patch, number, name, fee)
            if said:
                cli.json("consents", said, "--client", name, "--kind", "hours-log", "--on", "today")
    return cli


def _coached(cli: Cli, patch: pytest.MonkeyPatch, number: int, name: str, fee: str) -> None:
    patch.setenv("COACHDESK_NOW", BEFORE)
    cli.json("clients", "add", "--name", name, "--email", f"{number}@example.org")
    terms = ("--sessions", "5", "--minutes", "60", "--fee", fee, "--start", "2026-03-01", "--end", "2026-11-01")
    cli.json("agreements", "new", "--client", name, *terms)
    planned = cli.json("sessions", "add", "--client", name, "--at", f"2026-03-0{2 + number} 10:00")
    patch.setenv("COACHDESK_NOW", NOW)
    cli.json("sessions", "hold", planned["id"], "--minutes", "300" if number < 2 else "435")


@pytest.fixture
def logged(logged_desk: Cli, tmp_path: Path) -> Cli:
    """This test's own copy."""
    return logged_desk.copy(tmp_path / "logged")


def test_the_log_names_who_agreed_and_counts_the_others(logged: Cli) -> None:
    told = logged.json("hours")
    assert [(row["client_name"], row["paid_hours"], row["pro_bono_hours"]) for row in told["rows"]] == [
        ("Amara Okonkwo", "5", "0"), ("Zoë Park", "0", "5"),
    ]  # fmt: skip
    assert (told["listed"]["minutes"], told["left_off"]["minutes"], told["all"]["minutes"]) == (600, 870, 1470)
    assert (told["credential"], told["renewal"], told["files"]) == (None, None, [])
    shown = logged("hours").out
    assert "5 paid and 5 pro bono hours with 2 clients who agreed to be listed." in shown
    assert "2 clients, 14.5 hours, are left off" in shown
    assert "10 hours are for the application, 24.5 hours were held in all" in shown
    assert "Tom" not in shown
    assert "check the ICF's own page before you apply" in shown
    off = logged.json("hours", "left-off")
    assert [(one["name"], one["why"]) for one in off] == [
        ("Mei Lin", "never asked"), ("Tomás Rojas", "declined on 27 November 2026"),
    ]  # fmt: skip


def test_the_way_to_a_credential_has_each_condition(logged: Cli) -> None:
    words = ("--form", "education", "--minutes", "60h", "--on", "2026-05-01")
    logged.json("register", "add", "learning", "Foundations", *words)
    told = logged.json("hours", "--credential", "acc")["credential"]
    found = {one["key"]: one for one in told["conditions"]}
    assert (found["hours"]["figure"], found["hours"]["needed"], found["hours"]["left"]) == (600, 6000, 5400)
    assert found["education"]["met"] is True
    assert told["says"].startswith("10 of 100 hours for the ACC")
    shown = logged("hours", "--credential", "ACC").out
    assert "✓ Education hours" in shown
    assert "Sources: ICF: Experience Requirements" in shown
    assert "you qualify" not in shown.lower()
    logged("hours", "--credential", "XCC").refused(1, "XCC", "ACC, PCC, MCC")


@pytest.mark.parametrize("option", ["--csv", "--pdf", "--json-to"])
def test_a_file_is_a_disclosure_of_each_who_is_named(logged: Cli, tmp_path: Path, option: str) -> None:
    target = tmp_path / "log.out"
    done = logged("hours", option, str(target), "--to", "ICF")
    assert done.status == 0, done.err
    assert f"wrote {target} for ICF" in done.out
    assert "2 clients, 14.5 hours, are left off" in done.err
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    lines = logged.json("disclosures")
    assert sorted(one["client_name"] for one in lines) == ["Amara Okonkwo", "Zoë Park"]
    assert {one["recipient"] for one in lines} == {"ICF"}
    if option == "--csv":
        rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8"))))
        assert [row["Client name"] for row in rows] == ["Amara Okonkwo", "Zoë Park"]
    if option == "--json-to":
        assert "Tom" not in target.read_text("utf-8")
        assert json.loads(target.read_text("utf-8"))["left_off"]["clients"] == 2
    logged("hours", option, str(target)).refused(1, "log.out")
    assert logged("hours", option, str(target), "--replace").status == 0


def test_nobody_who_agreed_gives_no_file(cli: Cli, tmp_path: Path) -> None:
    cli.json("hours", "add", "--name", "Jonas", "--start", "2024-01-10", "--paid", "12")
    cli("hours", "--csv", str(tmp_path / "log.csv")).refused(1, "nobody agreed to be listed")
    assert not (tmp_path / "log.csv").exists()


def test_past_hours_are_entered_changed_and_taken_away(cli: Cli) -> None:
    added = cli.json(
        "hours", "add", "--name", "Jonas Weber", "--start", "10 jan 2024", "--paid", "12:30", "--people", "6"
    )
    assert (added["paid_minutes"], added["kind"], added["group_size"], added["listed"]) == (750, "group", 6, None)
    cli.json("hours", "edit", "jonas", "--listed", "yes", "--pro-bono", "0.5")
    assert cli.json("hours")["listed"]["group_minutes"] == 780
    assert cli.json("hours", "list")[0]["hours"] == "13"
    cli.json("hours", "remove", "jonas")
    assert cli.json("hours", "list") == []
    cli.json("undo")
    assert len(cli.json("hours", "list")) == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--name", "J", "--start", "2024-01-10"), "there are no hours in it"),
        (("--start", "2024-01-10", "--paid", "3"), "name: nobody is named"),
        (("--name", "J", "--paid", "3"), "start: the day of the first session is missing"),
        (("--name", "J", "--start", "2024-01-10", "--paid", "lots"), "paid: lots is not a number of hours"),
        (("--name", "J", "--start", "2024-01-10", "--end", "2023-01-10", "--paid", "3"), "before it begins"),
        (("--name", "J", "--start", "2024-01-10", "--paid", "3", "--people", "1000"), "a group of 1000 cannot be"),
        (("--client", "nobody", "--start", "2024-01-10", "--paid", "3"), "there is no client nobody"),
    ],
)
def test_what_cannot_be_is_one_clear_line(cli: Cli, words: tuple[str, ...], says: str) -> None:
    cli("hours", "add", *words).refused(1, says)


def test_a_table_is_looked_at_first_and_bad_lines_are_named(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "old.csv"
    table.write_text(
        "Client name,Start date,Paid hours\nJonas,2024-01-10,12\nZoë,soon 2024,3\nMei,2024-01-10,\n", "utf-8"
    )
    seen = cli.json("hours", "import", str(table), "--dry-run")
    assert (seen["new"], seen["same"], seen["imported"]) == (1, 0, 0)
    assert [one["line"] for one in seen["bad"]] == [3, 4]
    assert "start" in seen["bad"][0]["why"]
    shown = cli("hours", "import", str(table), "--dry-run").out
    assert "line 3:" in shown
    assert "line 4:" in shown
    assert "--good-only" in shown
    cli("hours", "import", str(table)).refused(1, "2 of 3 lines cannot be read", "line 3", "--good-only")
    assert cli.json("hours", "list") == []
    assert cli.json("hours", "import", str(table), "--good-only", "--agreed")["imported"] == 1
    assert cli.json("hours")["listed"]["hours"] == "12"
    assert cli.json("hours", "import", str(table), "--good-only")["same"] == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x00\x01\x02", "not a table of text"),
        ("Client,Start,Paid\nTomás,2024-01-01,1\n".encode("latin-1"), "not UTF-8"),
        (b"Jonas,2024-01-10,12\n", "does not name the columns"),
        (b"", "there are no hours in it"),
        (b"x" * (10 * 1024 * 1024), "10 MB"),
    ],
)
def test_a_file_that_is_no_log_is_one_clear_line(cli: Cli, tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "old.csv").write_bytes(data)
    cli("hours", "import", str(tmp_path / "old.csv")).refused(1, "old.csv: ", says)
    cli("hours", "import", str(tmp_path / "none.csv")).refused(1, "none.csv")


def test_that_it_was_a_group_is_undone_step_by_step(logged: Cli) -> None:
    def shown() -> tuple[str, int | None]:
        row = logged.json("hours")["rows"][0]
        return row["kind"], row["group_size"]

    for size in ("8", "6", "none"):
        logged("hours", "group", "amara", size)
    assert shown() == ("individual", None)
    for left in (("group", 6), ("group", 8), ("individual", None)):
        assert "coached as a group" in logged("undo").out
        assert shown() == left
    assert logged.json("doctor")["ok"] is True


def test_an_agreement_may_be_with_a_group(logged: Cli) -> None:
    assert logged.json("hours", "group", "amara", "8")["group_size"] == 8
    row = logged.json("hours")["rows"][0]
    assert (row["kind"], row["group_size"]) == ("group", 8)
    assert logged.json("hours", "group", "amara", "none")["group_size"] is None
    logged("hours", "group", "amara", "1").refused(1, "a group of 1 cannot be")
    logged("hours", "group", "amara", "some").refused(1, "a whole number")
