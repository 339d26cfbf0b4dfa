"""The project's own files, as its tests read them."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "coachdesk"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file git knows and that is still there; outside a clone, every file that a clone would hold."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0 and listed.stdout:
        files = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        files = [f for folder in ("coachdesk", "tests", "assets") for f in (ROOT / folder).rglob("*")]
        files += ROOT.glob("*.*")
    return tuple(f for f in files if f.is_file() and "__pycache__" not in f.parts)


@cache
def texts() -> tuple[tuple[Path, str], ...]:
    """Those of them that are text, with their text."""
    found = []
    for file in tracked():
        data = file.read_bytes()
        if b"\0" not in data:
            found.append((file, data.decode("utf-8")))
    return tuple(found)


@cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    """Every Python file of the package, parsed."""
    return tuple((f, ast.parse(f.read_text("utf-8"))) for f in sorted(PACKAGE.rglob("*.py")))


def place(file: Path, line: int) -> str:
    """`coachdesk/x.py:12`, to be clicked."""
    return f"{file.relative_to(ROOT)}:{line}"
