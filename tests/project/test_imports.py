"""What each entry really imports. The contracts in pyproject.toml say who may; these say what a start pays for.

Only what stands on the way to the first screen is forbidden here: `_display` of a Textual app is its first painting.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import desks
from tests.terminal import Terminal, bare_environment

SCREENS = {"textual", "rich"}
DATABASE = {"sqlmodel", "sqlalchemy"}
SLOW = DATABASE | {"pydantic", "pendulum", "keyring", "secretstorage", "typst", "typer"}


def packages(notes: Path) -> set[str]:
    """The top packages that were loaded."""
    return {name.partition(".")[0] for name in notes.read_text("utf-8").split("\n")}


def watch(notes: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "tests.project.watched", str(notes), "end", *words],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"COACHDESK_HOME": str(notes.parent / "desk")},
    )


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import coachdesk; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["coachdesk"]


@pytest.mark.parametrize("words", [["--version"], ["--help"], [], ["--nonsense"]])
def test_the_entry_alone_loads_no_library(words: list[str], tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    watch(notes, *words)
    assert packages(notes) & (SLOW | SCREENS | {"cryptography"}) == set()


def test_a_verb_loads_no_screens(tmp_path: Path) -> None:
    init = ["init", "--no-keyring", "--passphrase-stdin", "--name", "Coach", "--zone", "Europe/Sofia", "--json"]
    made = watch(tmp_path / "init", *init, stdin="three plain words\n")
    assert made.returncode == 0, made.stderr
    listed = watch(tmp_path / "list", "clients", "list", "--passphrase-stdin", "--json", stdin="three plain words\n")
    assert (listed.returncode, listed.stdout) == (0, "[]\n"), listed.stderr
    for notes in (tmp_path / "init", tmp_path / "list"):
        assert "typer" in packages(notes)
        assert packages(notes) & (SCREENS | {"typst", "keyring", "pendulum"}) == set()


def test_the_first_screen_is_painted_before_anything_slow_is_loaded(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    argv = [sys.executable, "-P", "-m", "tests.project.watched", notes, "paint", "--desk", tmp_path / "desk"]
    with Terminal(argv, env=bare_environment(tmp_path)) as terminal:
        terminal.first_paint()
    assert "textual" in packages(notes)
    assert packages(notes) & SLOW == set()


def test_today_is_read_before_anything_slow_is_loaded(tmp_path: Path) -> None:
    key = desks.make(tmp_path / "desk", clients=4)
    (tmp_path / "key").write_text(key.text, "ascii")
    notes = tmp_path / "notes"
    argv = [sys.executable, "-P", "-m", "tests.project.watched", notes, "today", tmp_path / "desk", tmp_path / "key"]
    with Terminal(argv, env=bare_environment(tmp_path)) as terminal:
        terminal.sees("Waiting for a signature").press("q").ends()
    assert "coachdesk.store.raw" in notes.read_text("utf-8").split("\n")
    assert packages(notes) & SLOW == set()
