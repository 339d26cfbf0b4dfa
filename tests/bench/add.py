"""How long `coachdesk add` takes, the whole process, against a process that imports the same libraries and ends.

The libraries are those that are not ours and that `add` was seen to import, from the standard library too. The key is
in hand (a recovery key on standard input, from which nothing slow is derived). Each round runs both, one after the
other; the goal is for the median of the rounds' ratios. Both read compiled modules, as an installed program does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import desks
from tests.bench.measure import Measure, in_turn, p50, p95, ratios

GOAL = 1.3
LINE = 'send the values exercise @"sen {number}" tom 17:00 ~30m'
_SEEN = (
    "import sys; before = set(sys.modules); from coachdesk.__main__ import main; status = main(sys.argv[1:]); "
    "print(*[name for name in sys.modules if name not in before], file=sys.stderr); sys.exit(status)"
)
_IMPORT = "import sys\nfor name in sys.argv[1:]: __import__(name)"


def run(rounds: int, *, record: bool) -> list[Measure]:
    """Measure on the small desk, and with `record` on the desk of record too."""
    sizes = {"small desk": desks.SMALL} | ({"desk of record": desks.RECORD} if record else {})
    measures = []
    for name, clients in sizes.items():
        with tempfile.TemporaryDirectory() as folder:
            measures.append(_measure(Path(folder), name, clients, rounds))
    return measures


def _measure(home: Path, name: str, clients: int, rounds: int) -> Measure:
    key = desks.make(home / "desk", clients, tasks=True)
    env = {one: text for one, text in os.environ.items() if one != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPYCACHEPREFIX": str(home / "compiled"), "HOME": str(home), "DBUS_SESSION_BUS_ADDRESS": ""}
    add = ["--desk", str(home / "desk"), "--recovery-key-stdin", "add", LINE.format(number=clients - 1)]

    def process(code: list[str], *words: str) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-P", *code, *words]
        done = subprocess.run(argv, input=f"{key.text}\n", capture_output=True, text=True, env=env, check=False)
        if done.returncode:
            raise SystemExit(f"{argv[1:4]} failed: {done.stderr}")
        return done

    seen = process(["-c", _SEEN], *add).stderr.split()
    libraries = [one for one in seen if one.partition(".")[0] != "coachdesk" and not one.startswith("_")]

    def once(code: list[str], *words: str) -> float:
        begun = time.perf_counter()
        process(code, *words)
        return time.perf_counter() - begun

    bare, whole = in_turn([lambda: once(["-c", _IMPORT], *libraries), lambda: once(["-m", "coachdesk"], *add)], rounds)
    times = f"libraries {p50(bare) * 1e3:.0f} ms, add {p50(whole) * 1e3:.0f} ms"
    print(f"{name}, {rounds} rounds: {times}, the ratio's p95 {p95(ratios(whole, bare)):.2f} x", file=sys.stderr)
    return Measure(f"add p50, {name}", p50(ratios(whole, bare)), "x", GOAL)
