"""One desk for all tests of the command line: made once by the real program, and copied for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import NOW, PASSPHRASE, Cli, run_real


@pytest.fixture(scope="session")
def first_desk(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """A new desk of a coach in Sofia, which no test changes."""
    folder = tmp_path_factory.mktemp("desks") / "first"
    new = ("init", "--no-keyring", "--name", "Coach", "--zone", "Europe/Sofia", "--currency", "EUR", "--test-clock")
    made = run_real("--desk", str(folder), "--passphrase-stdin", *new, "--json", stdin=f"{PASSPHRASE}\n")
    assert made.json["desk"] == str(folder)
    return Cli(folder, made.json["recovery_key"])


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHDESK_NOW", NOW)
    monkeypatch.delenv("COACHDESK_HOME", raising=False)


@pytest.fixture
def cli(first_desk: Cli, tmp_path: Path) -> Cli:
    """An empty desk of this test's own."""
    return first_desk.copy(tmp_path / "desk")


@pytest.fixture(scope="session")
def told_desk(first_desk: Cli, tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """A desk with clients, a contact, goals and agreements in each state, which no test changes."""
    cli = first_desk.copy(tmp_path_factory.mktemp("desks") / "told")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACHDESK_NOW", NOW)
        _tell(cli)
    return cli


@pytest.fixture
def told(told_desk: Cli, tmp_path: Path) -> Cli:
    """Amara (signed), Tomás (sent), Åsa (a draft with gaps), José twice; a contact Bo. This test's own copy."""
    return told_desk.copy(tmp_path / "told")


def _tell(cli: Cli) -> None:
    cli.json("contacts", "add", "--name", "Bo Lind", "--role", "sponsor")
    cli.json(
        "clients",
        "add",
        "--name",
        "Amara Okonkwo",
        "--called",
        "Amara",
        "--zone",
        "lagos",
        "--email",
        "amara@example.org",
    )
    cli.json(
        "clients",
        "add",
        "--name",
        "Tomás Rojas",
        "--called",
        "Tomás",
        "--zone",
        "America/Santiago",
        "--stage",
        "enquiry",
    )
    cli.json("clients", "add", "--name", "Åsa Öberg", "--called", "Åsa")
    cli.json("clients", "add", "--name", "José Díaz", "--called", "José", "--organisation", "Norte")
    cli.json("clients", "add", "--name", "José Marín", "--called", "José", "--organisation", "Sur")
    for name in ("amara", "tomas"):
        terms = (
            "--sessions",
            "6",
            "--minutes",
            "60",
            "--fee",
            "1200.00",
            "--start",
            "2026-12-01",
            "--end",
            "2027-06-30",
        )
        goal = ("--goal", "Speak up in the board :: asked for a view unprompted")
        cli.json("agreements", "new", "--client", name, *terms, *goal)
        cli.json("agreements", "send", name)
    cli.json("agreements", "sign", "amara", "--by", "Amara Okonkwo", "--on", "today", "--how", "email")
    cli.json("agreements", "sign", "amara", "--by", "Coach", "--on", "2026-11-26", "--how", "paper")
    cli.json("agreements", "new", "--client", "asa", "--title", "First steps")
