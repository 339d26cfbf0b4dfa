"""Hostile and clumsy text in what is typed: kept as harmless text or refused in one clear line, and nothing lost."""

from __future__ import annotations

import pytest

from tests.cli.program import Cli

FAMILY = "👩‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("x" * 10_000, "10,000"),
        ("", "name"),
        ("   ", "name"),
        ("\u3000\u200b\ufeff", "name"),
        ("\u2800\u3164", "name"),
        ("\x1b[31mAnn\x1b[0m", "control characters"),
        ("Ann\x07", "control characters"),
        ("Ann\x9b2J", "control characters"),
        ("Ann \udcff", "UTF-8"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused(cli: Cli, name: str, word: str) -> None:
    cli("clients", "add", "--name", name).refused(1, word)
    cli("contacts", "add", "--role", "helper", "--name", name).refused(1, word)
    assert cli.json("clients", "list") == cli.json("contacts", "list") == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ann [/b] [@click=app.quit]", "Ann [/b] [@click=app.quit]"),
        ('O\'Neil "Ann" <b>; rm -rf $(x) {0} %s \\n', 'O\'Neil "Ann" <b>; rm -rf $(x) {0} %s \\n'),
        (f"Fam {FAMILY}", f"Fam {FAMILY}"),
        ("\u202eנועה\u202c", "נועה"),
        ("\u2067محمد\u2069 علي", "محمد علي"),
        ("  Ann \t  Lee \n", "Ann Lee"),
        ("A\u030asa", "Åsa"),
        ("山田 太郎", "山田 太郎"),
        ("--note", "--note"),
        ("-x", "-x"),
    ],
)
def test_a_name_of_any_kind_is_kept_shown_and_found(cli: Cli, typed: str, kept: str) -> None:
    added = cli.json("clients", "add", f"--name={typed}")
    assert added["name"] == kept
    assert cli.json("clients", "show", "--", kept)["id"] == added["id"]
    assert kept in cli("clients", "list").out
    assert [one["id"] for one in cli.json("search", "--", kept)] == [added["id"]]
    assert cli.json("doctor")["ok"] is True


@pytest.mark.parametrize(
    ("flag", "value", "word"),
    [
        ("--zone", "Mars/Olympus", "Mars/Olympus"),
        ("--zone", "../../etc/passwd", "passwd"),
        ("--zone", "/etc/localtime", "zone"),
        ("--zone", "Sofiia", "Sofia"),
        ("--zone", "x" * 10_000, "zone"),
        ("--email", "not an address", "not an address"),
        ("--phone", "call me", "call me"),
        ("--expects-reply", "soon", "soon"),
        ("--expects-reply", "-3h", "-3h"),
        ("--expects-reply", "999999w", "999999w"),
        ("--stage", "lost", "lost"),
        ("--away-from", "31/2", "31"),
        ("--away-until", "2026-11-01", "away"),
        ("--note", "x" * 30_000, "30,000"),
        ("--referred-by", "nobody", "nobody"),
    ],
)
def test_a_field_that_cannot_be_read_is_refused_and_nothing_is_added(
    cli: Cli, flag: str, value: str, word: str
) -> None:
    also = ("--away-zone", "tokyo", "--away-from", "2026-12-01") if flag == "--away-until" else ()
    said = cli("clients", "add", "--name", "Ann", *also, flag, value).refused(1, word)
    assert len(said) < 400
    assert cli.json("clients", "list") == []


def test_a_note_keeps_its_lines_and_loses_what_a_terminal_obeys(cli: Cli) -> None:
    added = cli.json("clients", "add", "--name", "Ann", "--note", "one\r\ntwo\x1b[2J\n\tthree")
    assert added["note"] == "one\ntwo[2J\n    three"
    assert "\x1b" not in cli("clients", "show", "ann").out


def test_wrong_usage_is_one_line_and_exit_2(cli: Cli) -> None:
    cli("clients", "ad").refused(2, "ad", "coachdesk clients --help")
    cli("cleints").refused(2, "did you mean clients")
    cli("goals").refused(2, "add, list, rate, edit, drop, reopen")
    cli("clients", "add").refused(2, "--name", "coachdesk clients add --help")
    cli("clients", "add", "--name", "Ann", "--shoe-size", "42").refused(2, "--shoe-size")
    cli("clients", "show").refused(2, "REF")
    cli("clients", "show", "a", "b").refused(2, "b")
    cli("clients", "add", "--name").refused(2, "--name")
    cli("config", "a", "b", "c\x1b[31m").refused(2, "config --help")
    assert cli.json("clients", "list") == []
