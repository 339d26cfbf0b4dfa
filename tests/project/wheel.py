"""The wheel as a stranger gets it: built from the tree, installed with what it needs in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.project.tree import ROOT
from tests.terminal import bare_environment


@dataclass(frozen=True, slots=True)
class Installed:
    """A bare environment that holds Coachdesk and what it needs, and nothing of the checkout."""

    wheel: Path
    folder: Path

    @property
    def program(self) -> Path:
        """The console script."""
        return self.folder / "bin" / "coachdesk"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"


def install(into: Path) -> Installed:
    """Build the wheel and install it under this folder. Takes a minute; the dependencies come from pip's cache."""
    home = into / "home"
    home.mkdir()
    pip = [sys.executable, "-m", "pip"]
    _do([*pip, "wheel", "-q", "--no-deps", "-w", str(into / "wheels"), str(ROOT)], into)
    (wheel,) = (into / "wheels").glob("coachdesk-*.whl")
    _do([sys.executable, "-m", "venv", str(into / "venv")], into)
    installed = Installed(wheel, into / "venv")
    _do([str(installed.python), "-m", "pip", "install", "-q", str(wheel)], into)
    return installed


def _do(command: list[str], where: Path) -> None:
    done = subprocess.run(
        command, cwd=where, env=bare_environment(where / "home"), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
