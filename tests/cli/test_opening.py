"""Opening a desk from the shell: prompts at a real terminal, a real keyring, another process at work, the clock."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import NOW, PASSPHRASE, Cli, run_real
from tests.terminal import Terminal, bare_environment

COACHDESK = (sys.executable, "-P", "-m", "coachdesk")
NO_KEYRING = [tool for tool in ("gnome-keyring-daemon", "dbus-run-session") if shutil.which(tool) is None]


def test_at_a_terminal_the_passphrase_is_asked_for_and_not_shown(cli: Cli, tmp_path: Path) -> None:
    words = [*COACHDESK, "--desk", str(cli.desk), "clients", "list"]
    with Terminal(words, env=bare_environment(tmp_path)) as terminal:
        terminal.sees("passphrase").type(PASSPHRASE).press("enter").sees("no clients here yet")
        assert terminal.ends() == 0
        assert PASSPHRASE.encode() not in terminal.printed
    with Terminal(words, env=bare_environment(tmp_path)) as terminal:
        terminal.sees("passphrase").type("not this one").press("enter").sees("does not open this desk")
        assert terminal.ends() == 3


def test_a_new_passphrase_is_typed_twice(tmp_path: Path) -> None:
    words = [*COACHDESK, "--desk", str(tmp_path / "desk"), "init", "--no-keyring", "--name", "C", "--zone", "UTC"]
    with Terminal(words, env=bare_environment(tmp_path)) as terminal:
        terminal.sees("new passphrase").type(PASSPHRASE).press("enter")
        terminal.sees("same passphrase again").type("another one here").press("enter").sees("differ")
        assert terminal.ends() == 1
    assert not (tmp_path / "desk").exists()
    with Terminal(words, env=bare_environment(tmp_path)) as terminal:
        terminal.sees("new passphrase").type(PASSPHRASE).press("enter")
        terminal.sees("again").type(PASSPHRASE).press("enter").sees("recovery key: ")
        assert terminal.ends() == 0


def test_with_json_nobody_is_asked(cli: Cli, tmp_path: Path) -> None:
    words = [*COACHDESK, "--desk", str(cli.desk), "clients", "list", "--json"]
    with Terminal(words, env=bare_environment(tmp_path)) as terminal:
        terminal.sees("nothing was given to open the desk with")
        assert terminal.ends() == 3


@pytest.mark.skipif(bool(NO_KEYRING), reason=f"not installed here: {', '.join(NO_KEYRING)}")
def test_a_real_keyring_opens_the_desk_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir(mode=0o700)
    env = bare_environment(tmp_path, XDG_RUNTIME_DIR=str(tmp_path / "run"))
    login = "printf login | gnome-keyring-daemon --replace --unlock --components=secrets >/dev/null"
    program = f"{sys.executable} -P -m coachdesk --desk {tmp_path / 'desk'}"
    script = f"""
        {login} && {program} init --name Coach --zone UTC --json && echo === &&
        {program} clients add --name Ann --json && echo === && {program} slots list --json && echo === &&
        {program} slots remove keyring --json && echo === ; {program} clients list; echo $?
    """
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script], env=env, capture_output=True, text=True, check=False
    )
    assert done.stdout, done.stderr
    made, added, listed, removed, after = done.stdout.split("===")
    assert len(json.loads(made)["recovery_key"]) == 41
    assert json.loads(added)["name"] == "Ann"
    assert [slot["kind"] for slot in json.loads(listed)] == ["keyring", "recovery"]
    assert [slot["kind"] for slot in json.loads(removed)["slots"]] == ["recovery"]
    assert after.strip() == "3"


def test_another_process_that_writes_makes_it_busy(cli: Cli) -> None:
    other = sqlite3.connect(cli.desk / "desk.db", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        assert cli.json("clients", "list") == []
        cli("clients", "add", "--name", "Ann").refused(5, "another process")
        other.execute("ROLLBACK")
    finally:
        other.close()
    assert cli.json("clients", "add", "--name", "Ann")["name"] == "Ann"


def test_two_verbs_at_once_lose_nothing(cli: Cli) -> None:
    words = [*COACHDESK, "--desk", str(cli.desk), "--recovery-key-stdin", "clients", "add", "--json", "--name"]
    running = [
        subprocess.Popen(
            [*words, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for name in ("Ann", "Ben", "Cid")
    ]
    ended = [process.communicate(f"{cli.recovery_key}\n") for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], ended
    assert [one["name"] for one in cli.json("clients", "list")] == ["Ann", "Ben", "Cid"]
    assert cli.json("doctor")["ok"] is True


def test_the_clock_of_the_tests_is_obeyed_by_a_desk_made_for_them_and_no_other(cli: Cli, tmp_path: Path) -> None:
    assert cli.json("today")["now"] == NOW
    cli.real("today", COACHDESK_NOW="tomorrow").refused(1, "COACHDESK_NOW")
    ordinary = tmp_path / "ordinary"
    new = (
        "--desk",
        str(ordinary),
        "--passphrase-stdin",
        "init",
        "--no-keyring",
        "--name",
        "C",
        "--zone",
        "UTC",
        "--json",
    )
    key = run_real(*new, stdin=f"{PASSPHRASE}\n").json["recovery_key"]
    assert Cli(ordinary, key).json("today")["now"] != NOW


def test_the_environment_names_the_desk_where_no_option_does(cli: Cli) -> None:
    env = os.environ | {"COACHDESK_HOME": str(cli.desk)}
    words = [*COACHDESK, "--recovery-key-stdin", "clients", "list", "--json"]
    done = subprocess.run(words, input=f"{cli.recovery_key}\n", env=env, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_a_reader_that_leaves_early_hears_no_complaint(told: Cli) -> None:
    script = f'{" ".join(COACHDESK)} --desk "$0" --recovery-key-stdin clients list | head -1'
    done = subprocess.run(
        ["sh", "-c", script, str(told.desk)], input=f"{told.recovery_key}\n", capture_output=True, text=True, check=True
    )
    assert (done.stdout.split()[0], done.stderr) == ("id", "")
