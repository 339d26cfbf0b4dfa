"""JSON for programs and plain text for people: one form each, and nothing in it that a terminal would obey."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.cli import output
from coachdesk.domain.money import Money
from tests.cli.program import Cli

HOSTILE = "[b]Ann[/b] [@click=app.quit]x[/] \x1b[31m\x07\x9b2J \u202eevil\u202c {0} %s 👩‍👩‍👧 שלום 山田"


def test_every_value_has_one_form_in_json() -> None:
    east = timezone(timedelta(hours=2))
    value = {
        "instant": datetime(2027, 1, 11, 11, 0, tzinfo=east), "utc": datetime(2027, 1, 11, 9, 0, 0, 5, tzinfo=UTC),
        "day": date(2027, 1, 11), "money": Money(120000, "EUR"), "yes": True, "none": None, "some": ("a", 1),
        "file": Path("/a/b"),
    }  # fmt: skip
    assert output.as_json(value) == {
        "instant": "2027-01-11T09:00:00Z", "utc": "2027-01-11T09:00:00Z", "day": "2027-01-11",
        "money": {"minor": 120000, "currency": "EUR"}, "yes": True, "none": None, "some": ["a", 1], "file": "/a/b",
    }  # fmt: skip
    with pytest.raises(TypeError):
        output.as_json(1.5)


@given(st.text())
def test_a_person_is_shown_nothing_that_a_terminal_obeys(text: str) -> None:
    shown = [output.plain(text), output.short(text), *output.plain_lines(text)]
    shown += [*output.table(("a", "b"), [(text, text)]), *output.fields([("a", text), ("b", text)])]
    for line in shown:
        assert not any(
            ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068" for c in line
        )
        line.encode("utf-8")


@given(st.text(), st.integers(1, 60))
def test_what_is_cut_fits(text: str, cells: int) -> None:
    assert output.width(output.short(text, cells)) <= cells


def test_columns_line_up_under_wide_and_narrow_letters() -> None:
    lines = output.table(("id", "name", "empty", "last"), [("ab12", "山田", "", "x"), ("cd34", "Åsa", "", "y" * 90)])
    assert lines == ["id    name  last", "ab12  山田  x", f"cd34  Åsa   {'y' * 90}"]


def test_markup_and_controls_come_out_as_harmless_text(cli: Cli) -> None:
    added = cli.json("clients", "add", "--name", "Ann [/b] [red]x", "--note", HOSTILE)
    assert added["name"] == "Ann [/b] [red]x"
    for done in (
        cli("clients", "list"),
        cli("clients", "show", "ann"),
        cli("clients", "history", "ann"),
        cli("search", "click"),
    ):
        assert done.status == 0
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out
        assert "Ann [/b] [red]x" in done.out


def test_json_is_utf_8_whatever_the_terminal_is(told: Cli) -> None:
    command = [
        sys.executable,
        "-P",
        "-m",
        "coachdesk",
        "--desk",
        str(told.desk),
        "--recovery-key-stdin",
        "clients",
        "list",
    ]
    env = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    for words, decode in (([], "ascii"), (["--json"], "utf-8")):
        done = subprocess.run(
            [*command, *words], input=f"{told.recovery_key}\n".encode(), capture_output=True, env=env, check=True
        )
        text = done.stdout.decode(decode)
    assert "Tomás" in {one["called"] for one in json.loads(text)}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_the_pipe_is_one_line(told: Cli) -> None:
    command = [sys.executable, "-P", "-m", "coachdesk", "--desk", str(told.desk), "--recovery-key-stdin"]
    for words in (["clients", "list"], ["clients", "list", "--json"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [*command, *words],
                input=f"{told.recovery_key}\n",
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_desk_whose_recovery_key_could_not_be_shown_is_not_made(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-P",
        "-m",
        "coachdesk",
        "--desk",
        str(tmp_path / "desk"),
        "--passphrase-stdin",
        "init",
        "--no-keyring",
    ]
    for words in ([], ["--json"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [*command, "--name", "C", *words],
                input="three plain words\n",
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert not (tmp_path / "desk").exists()
