"""Completion, in the shells themselves: verbs, options, values and files; never a name, which is sealed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from coachdesk.cli.completion import SHELLS, places
from tests.cli.program import run_here
from tests.terminal import Terminal, bare_environment


def needs(shell: str) -> pytest.MarkDecorator:
    """Skip where that shell is not installed."""
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the script of each shell, as the program prints it without a desk."""
    folder = tmp_path_factory.mktemp("completion")
    for shell in SHELLS:
        printed = run_here("--desk", str(folder / "none"), "completion", shell)
        assert (printed.status, printed.err) == (0, "")
        (folder / f"coachdesk.{shell}").write_text(printed.out, "utf-8")
    shutil.copy(folder / "coachdesk.zsh", folder / "_coachdesk")
    return folder


CASES = [
    ("coachdesk ta", {"tasks"}, {"today"}),
    ("coachdesk tasks ", {"list", "show", "answer"}, {"goals"}),
    ("coachdesk tasks --st", {"--state"}, {"--kind"}),
    ("coachdesk tasks list --state k", {"kept"}, {"late"}),
    ("coachdesk --desk /tmp tasks --kind ", {"promise", "own", "reply"}, {"list"}),
    ("coachdesk tasks --client show --t", {"--text"}, set()),
    ("coachdesk agreements template s", {"save", "show"}, {"send"}),
    ("coachdesk absence switch now ", {"email", "phone", "messaging"}, set()),
    ("coachdesk completion ", set(SHELLS), set()),
    ("coachdesk messages log --b", {"--by"}, set()),
    ("coachdesk done x --j", {"--json"}, set()),
]


def test_every_verb_and_option_has_a_place() -> None:
    found = {one.path: one for one in places()}
    assert {"", "add", "tasks", "tasks list", "agreements template save"} <= found.keys()
    assert {option.name for option in found["renegotiate"].options} >= {"--to", "--said", "--why", "--zone", "--help"}
    assert found["agreements verify"].paths == "files"
    assert next(option for option in found["tasks"].options if option.name == "--kind").values


def test_another_shell_is_refused_in_one_line() -> None:
    run_here("completion", "tcsh").refused(1, "there is no completion for tcsh", "bash, zsh, fish")
    run_here("completion").refused(2, "bash|zsh|fish")


@needs("bash")
@pytest.mark.parametrize(("line", "offered", "left_out"), CASES)
def test_bash(scripts: Path, line: str, offered: set[str], left_out: set[str]) -> None:
    words = [*line.split(), ""] if line.endswith(" ") else line.split()
    run = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _coachdesk; printf "%s\\n" "${COMPREPLY[@]}"'
    argv = ["bash", "--norc", "-c", run, str(scripts / "coachdesk.bash"), *words]
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    found = set(done.stdout.split())
    assert done.stderr == ""
    assert offered <= found
    assert not left_out & found


@needs("fish")
@pytest.mark.parametrize(("line", "offered", "left_out"), CASES)
def test_fish(scripts: Path, line: str, offered: set[str], left_out: set[str]) -> None:
    argv = ["fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", str(scripts / "coachdesk.fish"), line]
    env = bare_environment(scripts)
    done = subprocess.run(argv, capture_output=True, text=True, check=True, env=env)
    found = {offer.partition("\t")[0] for offer in done.stdout.splitlines()}
    assert done.stderr == ""
    assert offered <= found
    assert not left_out & found


@needs("zsh")
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("coachdesk ta", "coachdesk tasks"),
        ("coachdesk tasks ", "Enter what they said to the deadline that was asked for"),
        ("coachdesk tasks --st", "coachdesk tasks --state"),
        ("coachdesk tasks --state=k", "coachdesk tasks --state=kept"),
        ("coachdesk --desk /tmp tasks list --k", "coachdesk --desk /tmp tasks list --kind"),
        ("coachdesk agreements template sa", "coachdesk agreements template save"),
        ("coachdesk absence switch now ph", "coachdesk absence switch now phone"),
    ],
)
def test_zsh(scripts: Path, typed: str, shown: str) -> None:
    # the prompt is written in two parts, so that the words are on the screen only once they are the prompt
    ready = f"fpath=({scripts} $fpath); autoload -Uz compinit; compinit -D -u; PS1='rea''dy> '; clear\r"
    with Terminal(["zsh", "-f"], columns=110, rows=40, env=bare_environment(scripts)) as terminal:
        terminal.type(ready).sees("ready>")
        terminal.type(f"{typed}\t").sees(shown)


@needs("bash")
def test_files_are_completed_where_a_file_is_meant(scripts: Path, tmp_path: Path) -> None:
    (tmp_path / "a summary.pdf").touch()
    run = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _coachdesk; printf "%s\\n" "${COMPREPLY[@]}"'
    for words in (["agreements", "verify"], ["absence", "sheet", "now", "--to"]):
        argv = ["bash", "--norc", "-c", run, str(scripts / "coachdesk.bash"), "coachdesk", *words, f"{tmp_path}/a"]
        done = subprocess.run(argv, capture_output=True, text=True, check=True)
        assert done.stdout == f"{tmp_path}/a summary.pdf\n"
