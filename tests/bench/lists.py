"""How long the longest lists take to be read: of a desk of 2,000 clients, against the demo's, in this process.

`first` is what the first key press after the start waits for: every row is opened, with its client's data key. `again`
is what each later look at an unchanged desk takes. Painting is not in it: a list paints only the lines that are seen.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coachdesk.services import agreements, clients, demo
from coachdesk.services.desk import Desk, Opener, open_desk
from tests.bench import desks
from tests.bench.measure import Measure, in_turn, p50, p95, ratios, timed

OPENS = 100.0
"""Milliseconds in which any screen opens, at the 95th percentile."""
TIMES_THE_DEMO = 1.5

Read = Callable[[Desk], Any]
LISTS: dict[str, Read] = {"clients.lines": clients.lines, "agreements.lines": agreements.lines}


def run(rounds: int) -> list[Measure]:
    """Measure both lists on both desks, `rounds` times in turn."""
    measures = []
    with tempfile.TemporaryDirectory() as folder:
        key = desks.make(Path(folder) / "desk", desks.RECORD)
        small = demo.DemoFolder()
        try:
            with_demo = demo.make(small)
            for name, read in LISTS.items():
                measures += _measure(name, read, (Path(folder) / "desk", key), with_demo, rounds)
            with_demo.close()
        finally:
            small.close()
    return measures


def _measure(name: str, read: Read, record: tuple[Path, Opener], with_demo: Desk, rounds: int) -> list[Measure]:
    """The list read first and again; the demo's desk is one process old, so its keys are at hand."""
    (first,) = in_turn([lambda: _first(record, read)], rounds)  # alone: closing a desk is a change to others of it
    kept = open_desk(*record)
    try:
        again, little = in_turn([timed(lambda: read(kept)), timed(lambda: read(with_demo))], rounds)
    finally:
        kept.close()
    for when, taken in (("first", first), ("again", again)):
        print(f"{name} {when}: {p50(taken) * 1e3:.1f} ms, p95 {p95(taken) * 1e3:.1f} ms", file=sys.stderr)
    print(f"{name} of the demo: {p50(little) * 1e3:.2f} ms", file=sys.stderr)
    return [
        Measure(f"{name} first p95", p95(first) * 1e3, "ms", OPENS),
        Measure(f"{name} again p95", p95(again) * 1e3, "ms", OPENS),
        Measure(f"{name} again p50, against the demo", p50(ratios(again, little)), "x", TIMES_THE_DEMO),
    ]


def _first(record: tuple[Path, Opener], read: Read) -> float:
    desk = open_desk(*record)
    try:
        desk.store  # noqa: B018  (its libraries and tables are at hand, as behind any first screen)
        begun = time.perf_counter()
        read(desk)
        return time.perf_counter() - begun
    finally:
        desk.close()
