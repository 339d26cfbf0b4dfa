"""The entry: root options before and after the verb, and one line for everything that goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coachdesk import __main__ as entry
from coachdesk import __version__, options
from coachdesk.domain.errors import CoachdeskError
from coachdesk.options import RootOptions, desk_folder, split

HELP = [sys.executable, "-P", "-m", "coachdesk", "--help"]


def run(*words: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "coachdesk", *words],
        input=stdin,
        capture_output=True,
        text=True,
        env=os.environ | env,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("argv", "expected", "rest"),
    [
        ([], RootOptions(), []),
        (["--demo"], RootOptions(demo=True), []),
        (["--desk", "here", "--locked"], RootOptions(desk="here", locked=True), []),
        (["--desk=here", "clients", "list"], RootOptions(desk="here"), ["clients", "list"]),
        (["clients", "list", "--desk", "here"], RootOptions(desk="here"), ["clients", "list"]),
        (["clients", "--passphrase-stdin", "list"], RootOptions(passphrase_stdin=True), ["clients", "list"]),
        (["recover", "--recovery-key-stdin"], RootOptions(recovery_key_stdin=True), ["recover"]),
        (["clients", "--help"], RootOptions(), ["clients", "--help"]),
        (["clients", "add", "--name", "-x"], RootOptions(), ["clients", "add", "--name", "-x"]),
        (["add", "--", "--desk", "is words"], RootOptions(), ["add", "--", "--desk", "is words"]),
        (["--desk", "one", "today", "--desk", "two"], RootOptions(desk="two"), ["today"]),
    ],
)
def test_root_options_are_taken_before_and_after_the_verb(
    argv: list[str], expected: RootOptions, rest: list[str]
) -> None:
    assert split(argv) == (expected, rest)


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["--desk"], "usage.value"),
        (["--desk", ""], "usage.value"),
        (["--desk="], "usage.value"),
        (["--desk", "--locked"], "usage.value"),
        (["--dmeo"], "usage.option"),
        (["-x", "clients"], "usage.option"),
        (["--demo", "clients", "list"], "usage.screens"),
        (["--locked", "today"], "usage.screens"),
    ],
)
def test_wrong_usage_is_said_with_its_own_exit_status(argv: list[str], code: str) -> None:
    with pytest.raises(CoachdeskError) as said:
        split(argv)
    assert (said.value.code, said.value.exit_status) == (code, 2)


def test_the_desk_is_the_one_named_then_the_environments_then_the_users() -> None:
    home = {"COACHDESK_HOME": "/somewhere/else"}
    assert desk_folder(RootOptions(desk="/here"), home) == Path("/here")
    assert desk_folder(RootOptions(), home) == Path("/somewhere/else")
    assert desk_folder(RootOptions(), {}).name == "coachdesk"
    assert desk_folder(RootOptions(), {"COACHDESK_HOME": ""}).name == "coachdesk"
    assert desk_folder(RootOptions(desk="relative"), {}).is_absolute()


def test_a_desk_that_no_path_can_name_is_refused() -> None:
    with pytest.raises(CoachdeskError, match="needs a folder"):
        desk_folder(RootOptions(desk="a\0b"), {})


def test_without_a_terminal_it_says_so_and_exits_2() -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "needs a terminal" in done.stderr


def test_version_and_help_need_no_terminal() -> None:
    assert run("--version").stdout == f"coachdesk {__version__}\n"
    assert run("--help").stdout == options.HELP


def test_a_wrong_option_is_one_line_and_exit_2() -> None:
    done = run("--nonsense")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "coachdesk: there is no option --nonsense (coachdesk --help lists them)\n"


@pytest.mark.parametrize("fault", [ValueError("a secret"), KeyError("a secret"), RecursionError("a secret")])
def test_a_fault_of_the_program_is_one_line_that_quotes_nothing(
    fault: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(words: list[str]) -> int:
        raise fault

    monkeypatch.setattr(entry, "_run", fail)
    assert entry.main([]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert type(fault).__name__ in printed.err
    assert "secret" not in printed.err


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(words: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_run", interrupt)
    assert entry.main([]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_output_is_one_line() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "coachdesk", "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_a_reader_that_leaves_early_hears_no_complaint() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "coachdesk", "--help"],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "")
