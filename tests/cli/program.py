"""Running `coachdesk` in tests: inside this process where many runs are needed, or as the real program."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coachdesk.__main__ import main

PASSPHRASE = "three plain words"
NOW = "2026-11-27T07:00:00Z"
"""The clock of every desk here: Friday, nine in the morning in Sofia."""


@dataclass(frozen=True)
class Done:
    """A run that has ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON on standard output, after a run that went well: one value, and nothing else."""
        assert self.status == 0, self.err
        return json.loads(self.out)

    def refused(self, status: int, *words: str) -> str:
        """Assert that it ended with that status and one clear line that holds those words; the line."""
        assert self.status == status, (self.status, self.out, self.err)
        assert self.out == ""
        assert self.err.count("\n") == 1, self.err
        assert self.err.startswith("coachdesk: "), self.err
        assert "Traceback" not in self.err
        assert "failed (" not in self.err, self.err
        assert all(ord(letter) >= 32 for letter in self.err[:-1]), self.err
        for word in words:
            assert word in self.err, self.err
        return self.err


@dataclass(frozen=True)
class Cli:
    """A desk and the two ways to run verbs on it. Inside this process it is opened with the recovery key, which needs
    no stretching."""

    desk: Path
    recovery_key: str

    def __call__(self, *words: str, stdin: str = "") -> Done:
        """Run a verb inside this process."""
        lines = f"{self.recovery_key}\n{stdin}"
        return run_here("--desk", str(self.desk), "--recovery-key-stdin", *words, stdin=lines)

    def json(self, *words: str, stdin: str = "") -> Any:
        """Run a verb that must go well; its JSON."""
        return self("--json", *words, stdin=stdin).json

    def real(self, *words: str, stdin: str = f"{PASSPHRASE}\n", **env: str) -> Done:
        """Run a verb as a process of its own, with the passphrase."""
        return run_real("--desk", str(self.desk), "--passphrase-stdin", *words, stdin=stdin, **env)

    def copy(self, folder: Path) -> Cli:
        """The same desk in another folder."""
        shutil.copytree(self.desk, folder)
        folder.chmod(0o700)
        return Cli(folder, self.recovery_key)


def run_here(*words: str, stdin: str | bytes = "") -> Done:
    """Run the program inside this process, with pipes for its three streams."""
    given = stdin.encode("utf-8", "surrogateescape") if isinstance(stdin, str) else stdin
    with _streams(given) as (out, err):
        status = main(list(words))
    return Done(status, out.getvalue().decode("utf-8"), err.getvalue().decode("utf-8"))


def run_real(*words: str, stdin: str | bytes = "", **env: str) -> Done:
    """Run the program as a process of its own, without a terminal, a keyring or a home."""
    given = stdin.encode("utf-8", "surrogateescape") if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-P", "-m", "coachdesk", *words],
        input=given,
        capture_output=True,
        env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": "", "HOME": "/nonexistent"} | env,
        check=False,
        timeout=120,
    )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@contextlib.contextmanager
def _streams(stdin: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    kept = sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    sys.stdout = io.TextIOWrapper(out, "utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(err, "utf-8", write_through=True)
    try:
        yield out, err
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            stream.detach()
        sys.stdin, sys.stdout, sys.stderr = kept
