"""How long a start takes, on a real pseudo-terminal, against a bare Textual app started in turn with it.

First paint is the first letter on the screen; a usable Today shows the section that the desk is known to have. The key
is in hand: what a keyring or a person takes to give it is not the program's. Each round starts the bare app and
Coachdesk one after the other; the goals are for the median of the rounds' ratios. The first round fills caches and is
thrown away.
"""

from __future__ import annotations

import re
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import desks
from tests.bench.measure import Measure, p50, p95, ratios
from tests.terminal import Terminal, bare_environment

COLUMNS, ROWS = 100, 30
USABLE = "Waiting for a signature"
PAINT_GOAL = 1.15
USABLE_GOALS = {"small desk": 1.4, "desk of record": 1.6}


@dataclass
class Taken:
    """Seconds of each round."""

    bare: list[float] = field(default_factory=list)
    paint: list[float] = field(default_factory=list)
    usable: list[float] = field(default_factory=list)


def run(rounds: int, *, record: bool) -> list[Measure]:
    """Measure the small desk, and with `record` the desk of record too."""
    sizes = {"small desk": desks.SMALL} | ({"desk of record": desks.RECORD} if record else {})
    measures = []
    for name, clients in sizes.items():
        with tempfile.TemporaryDirectory() as folder:
            taken = _start_in_turn(Path(folder), clients, rounds)
        _tell(name, taken)
        for what, values, goal in (
            ("first paint", taken.paint, PAINT_GOAL),
            ("usable Today", taken.usable, USABLE_GOALS[name]),
        ):
            measures.append(Measure(f"{what} p50, {name}", p50(ratios(values, taken.bare)), "x", goal))
    return measures


def _start_in_turn(home: Path, clients: int, rounds: int) -> Taken:
    key = desks.make(home / "desk", clients)
    (home / "key").write_text(key.text, "ascii")
    taken = Taken()
    for number in range(rounds + 1):
        bare = _bare(home)
        paint, usable = _coachdesk(home)
        if number:
            taken.bare.append(bare)
            taken.paint.append(paint)
            taken.usable.append(usable)
    return taken


def _bare(home: Path) -> float:
    with _terminal(home, "tests.bench.bare") as terminal:
        return terminal.first_paint() - terminal.started


def _coachdesk(home: Path) -> tuple[float, float]:
    with _terminal(home, "tests.bench.opened", home / "desk", home / "key") as terminal:
        paint = terminal.first_paint() - terminal.started
        usable = terminal.when(re.escape(USABLE)) - terminal.started
        terminal.press("q").ends()
    return paint, usable


def _terminal(home: Path, module: str, *words: Path) -> Terminal:
    argv = [sys.executable, "-P", "-m", module, *words]
    return Terminal(argv, columns=COLUMNS, rows=ROWS, env=bare_environment(home))


def _tell(name: str, taken: Taken) -> None:
    """The times behind the ratios; a p95 of so few rounds says more of the machine than of the program."""
    print(f"{name}, {len(taken.bare)} rounds: bare {p50(taken.bare) * 1e3:.0f} ms", file=sys.stderr)
    for what, values in (("first paint", taken.paint), ("usable Today", taken.usable)):
        late = p95(ratios(values, taken.bare))
        print(f"  {what} {p50(values) * 1e3:.0f} ms, the ratio's p95 {late:.2f} x", file=sys.stderr)
