"""How long it takes to read the card to prepare by: on the desk of record, against the demo's, in this process.

`first` is right after the desk was opened, `again` what each later look at an unchanged desk takes, `changed` the look
after something was written, as it mostly is. Painting is not in it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coachdesk.services import demo, session_work
from coachdesk.services.desk import Desk, Opener, open_desk
from coachdesk.services.prep import prep
from tests.bench import desks
from tests.bench.lists import OPENS, TIMES_THE_DEMO
from tests.bench.measure import Measure, in_turn, p50, p95, ratios, timed


def run(rounds: int) -> list[Measure]:
    """Measure the card on both desks, `rounds` times in turn."""
    with tempfile.TemporaryDirectory() as folder:
        key = desks.make(Path(folder) / "desk", desks.RECORD, tasks=True, sessions=True)
        small = demo.DemoFolder()
        try:
            with_demo = demo.make(small)
            try:
                return _measure((Path(folder) / "desk", key), with_demo, rounds)
            finally:
                with_demo.close()
        finally:
            small.close()


def _measure(record: tuple[Path, Opener], with_demo: Desk, rounds: int) -> list[Measure]:
    (first,) = in_turn([lambda: _first(record)], max(3, rounds // 3))
    desk = open_desk(*record)
    try:
        again, little = in_turn([timed(_look(desk)), timed(_look(with_demo))], rounds)
        changed, little_changed = in_turn([_after_a_change(desk), _after_a_change(with_demo)], rounds)
    finally:
        desk.close()
    for when, taken in (("first", first), ("again", again), ("changed", changed)):
        print(f"prep {when}: {p50(taken) * 1e3:.1f} ms, p95 {p95(taken) * 1e3:.1f} ms", file=sys.stderr)
    for when, taken in (("again", little), ("changed", little_changed)):
        print(f"prep of the demo {when}: {p50(taken) * 1e3:.1f} ms", file=sys.stderr)
    return [
        Measure("prep again p95", p95(again) * 1e3, "ms", OPENS),
        Measure("prep changed p95", p95(changed) * 1e3, "ms", OPENS),
        Measure("prep changed p50, against the demo", p50(ratios(changed, little_changed)), "x", TIMES_THE_DEMO),
    ]


def _look(desk: Desk) -> Callable[[], object]:
    return lambda: prep(desk, session_work.next_id(desk))


def _after_a_change(desk: Desk) -> Callable[[], float]:
    """A look after an intention was written, which is not in the time."""
    look = timed(_look(desk))
    written = iter(range(10**9))

    def once() -> float:
        session_work.intend(desk, session_work.next_id(desk), f"listen longer {next(written)}")
        return look()

    return once


def _first(record: tuple[Path, Opener]) -> float:
    desk = open_desk(*record)
    try:
        desk.store  # noqa: B018  (its libraries and tables are at hand, as behind any first screen)
        begun = time.perf_counter()
        _look(desk)()
        return time.perf_counter() - begun
    finally:
        desk.close()
