"""How long it takes to read the card to prepare by, and a week of the agenda: on the desk of record, against the
demo's, in this process.

`first` is right after the desk was opened, `again` what each later look at an unchanged desk takes, `changed` the look
after something was written, as it mostly is. Painting is not in it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from coachdesk.services import demo, session_work, sessions
from coachdesk.services.desk import Desk, Opener, open_desk
from coachdesk.services.prep import prep
from tests.bench import desks
from tests.bench.lists import OPENS, TIMES_THE_DEMO
from tests.bench.measure import Measure, in_turn, p50, p95, ratios, timed


def card(desk: Desk) -> object:
    """The card of the next session."""
    return prep(desk, session_work.next_id(desk))


def week(desk: Desk) -> object:
    """The agenda of this week, with what waits to be marked and the next session."""
    today = desk.today()
    return sessions.agenda(desk, today - timedelta(days=today.weekday()), 7)


READS: dict[str, Callable[[Desk], object]] = {"prep": card, "agenda": week}


def run(rounds: int, kept: Path | None) -> list[Measure]:
    """Measure each on both desks, `rounds` times in turn; the desk of record is made in the folder `kept`, or used
    where it lies there."""
    measures = []
    with tempfile.TemporaryDirectory() as folder:
        record = desks.with_sessions(kept or Path(folder), desks.RECORD)
        small = demo.DemoFolder()
        try:
            with_demo = demo.make(small)
            try:
                for name, read in READS.items():
                    measures += _measure(name, read, record, with_demo, rounds)
            finally:
                with_demo.close()
        finally:
            small.close()
    return measures


def _measure(
    name: str, read: Callable[[Desk], object], record: tuple[Path, Opener], with_demo: Desk, rounds: int
) -> list[Measure]:
    (first,) = in_turn([lambda: _first(record, read)], max(3, rounds // 3))
    desk = open_desk(*record)
    try:
        again, little = in_turn([timed(lambda: read(desk)), timed(lambda: read(with_demo))], rounds)
        changed, little_changed = in_turn([_after_a_change(desk, read), _after_a_change(with_demo, read)], rounds)
    finally:
        desk.close()
    for when, taken in (("first", first), ("again", again), ("changed", changed)):
        print(f"{name} {when}: {p50(taken) * 1e3:.1f} ms, p95 {p95(taken) * 1e3:.1f} ms", file=sys.stderr)
    for when, taken in (("again", little), ("changed", little_changed)):
        print(f"{name} of the demo {when}: {p50(taken) * 1e3:.1f} ms", file=sys.stderr)
    return [
        Measure(f"{name} again p95", p95(again) * 1e3, "ms", OPENS),
        Measure(f"{name} changed p95", p95(changed) * 1e3, "ms", OPENS),
        Measure(f"{name} changed p50, against the demo", p50(ratios(changed, little_changed)), "x", TIMES_THE_DEMO),
    ]


def _after_a_change(desk: Desk, read: Callable[[Desk], object]) -> Callable[[], float]:
    """A look after an intention was written, which is not in the time."""
    look = timed(lambda: read(desk))
    written = iter(range(10**9))

    def once() -> float:
        session_work.intend(desk, session_work.next_id(desk), f"listen longer {next(written)}")
        return look()

    return once


def _first(record: tuple[Path, Opener], read: Callable[[Desk], object]) -> float:
    desk = open_desk(*record)
    try:
        desk.store  # noqa: B018  (its libraries and tables are at hand, as behind any first screen)
        begun = time.perf_counter()
        read(desk)
        return time.perf_counter() - begun
    finally:
        desk.close()
