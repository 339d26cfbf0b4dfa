"""The wheel in a bare environment, with an empty home and no session bus: what the first README command gives."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.project.tree import PACKAGE, ROOT
from tests.project.wheel import Installed
from tests.terminal import Terminal, bare_environment

pytestmark = pytest.mark.wheel

PASSPHRASE = "three plain words"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def run(installed: Installed, home: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(installed.program), *words],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=home,
        env=bare_environment(home),
        check=False,
    )


def test_it_holds_all_of_the_package_and_nothing_else(installed: Installed) -> None:
    names = {name for name in zipfile.ZipFile(installed.wheel).namelist() if ".dist-info/" not in name}
    expected = {
        file.relative_to(ROOT).as_posix()
        for file in PACKAGE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert names == expected


def test_the_program_runs_from_it_and_not_from_the_checkout(installed: Installed, home: Path) -> None:
    where = subprocess.run(
        [installed.python, "-P", "-c", "import coachdesk; print(coachdesk.__file__)"],
        capture_output=True,
        text=True,
        cwd=home,
        env=bare_environment(home),
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(installed.folder)
    assert run(installed, home, "--version").stdout.startswith("coachdesk ")


def test_the_demo_opens_on_today_and_leaves_nothing_behind(installed: Installed, home: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    env = bare_environment(home, TMPDIR=str(temporary))
    with Terminal([installed.program, "--demo"], env=env, cwd=home) as terminal:
        terminal.sees("Begin with")
        assert list(temporary.iterdir())
        terminal.press("q")
        assert terminal.ends() == 0
    assert "Traceback" not in terminal.printed.decode("utf-8", "replace")
    assert list(temporary.iterdir()) == []
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_verbs_work_without_any_terminal(installed: Installed, home: Path) -> None:
    desk = ("--desk", str(home / "desk"), "--passphrase-stdin")
    made = run(
        installed,
        home,
        *desk,
        "init",
        "--no-keyring",
        *("--name", "Coach", "--zone", "Europe/Sofia", "--currency", "EUR", "--json"),
        stdin=f"{PASSPHRASE}\n",
    )
    assert made.returncode == 0, made.stderr
    assert len(json.loads(made.stdout)["recovery_key"].split("-")) == 7

    added = run(installed, home, "clients", "add", "--name", "Ann Example", *desk, "--json", stdin=f"{PASSPHRASE}\n")
    assert added.returncode == 0, added.stderr
    listed = run(installed, home, *desk, "clients", "list", "--json", stdin=f"{PASSPHRASE}\n")
    assert [client["id"] for client in json.loads(listed.stdout)] == [json.loads(added.stdout)["id"]]

    wrong = run(installed, home, *desk, "clients", "list", stdin="another passphrase\n")
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (3, "", 1)
