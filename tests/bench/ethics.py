"""The checklists of now, and the Ledger, on the desk of record and on a small one, in this process.

Both are read in steps, between which whatever a person does is answered: `waits` is the longest of them, from a desk
that was only just opened (`first`) and after a session was written about (`changed`). `again` is each later look at an
unchanged desk; Ethics has more checklists the more there are to coach, so that its times are compared by checklist.
Painting is not in it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from coachdesk.services import ahead, ethics, hours, session_work
from coachdesk.services.desk import Desk, Opener, open_desk
from tests.bench import desks
from tests.bench.lists import OPENS, TIMES_THE_DEMO
from tests.bench.measure import Measure, in_turn, p50, p95, ratios, timed, waits

Read = Callable[[Desk], Any]
Steps = Callable[[Desk], Iterator[str]]
SCREENS: dict[str, tuple[Steps, Read]] = {
    "ethics": (ahead.ethics, ethics.now),
    "ledger": (ahead.ledger, hours.ledger),
}


def run(rounds: int, kept: Path | None) -> list[Measure]:
    """Measure each, `rounds` times; the desk of record is made in the folder `kept`, or used where it lies there."""
    measures = []
    with tempfile.TemporaryDirectory() as folder, ExitStack() as open_ones:
        record = desks.with_sessions(kept or Path(folder), desks.RECORD)
        for name, (steps, read) in SCREENS.items():
            first = [_first(record, steps, read) for _ in range(max(2, rounds // 3))]
            measures.append(_told(f"{name} first", first))
        much = open_ones.enter_context(closing(open_desk(*record)))
        little = open_ones.enter_context(closing(open_desk(*desks.with_sessions(Path(folder), desks.SMALL))))
        for name, (steps, read) in SCREENS.items():
            measures += _later(name, steps, read, much, little, rounds)
    return measures


def _later(name: str, steps: Steps, read: Read, much: Desk, little: Desk, rounds: int) -> Iterator[Measure]:
    taken, small = in_turn([timed(lambda: read(much)), timed(lambda: read(little))], rounds)
    for whose, values in (("record", taken), ("small desk", small)):
        print(f"{name} again, {whose}: {p50(values) * 1e3:.1f} ms, p95 {p95(values) * 1e3:.1f} ms", file=sys.stderr)
    yield Measure(f"{name} again p95", p95(taken) * 1e3, "ms", OPENS)
    by_part = _parts(read(little)) / _parts(read(much))
    each = [one * by_part for one in ratios(taken, small)]
    if name in BY_CHECKLIST:
        yield Measure(f"{name} again p50 a checklist, against the small desk", p50(each), "x", TIMES_THE_DEMO)
    changed = []
    for number in range(rounds):
        session_work.intend(much, session_work.next_id(much), f"listen longer {number} {time.time_ns()}")
        changed.append(waits(much, steps, read))
    yield _told(f"{name} changed", changed)


BY_CHECKLIST = ("ethics",)


def _parts(view: Any) -> int:
    return len(getattr(view, "checklists", ())) or 1


def _first(record: tuple[Path, Opener], steps: Steps, read: Read) -> tuple[float, float]:
    with closing(open_desk(*record)) as desk:
        ahead.libraries(desk)
        return waits(desk, steps, read)


def _told(name: str, taken: list[tuple[float, float]]) -> Measure:
    print(f"{name}: {p50([whole for _, whole in taken]) * 1e3:.0f} ms in all", file=sys.stderr)
    return Measure(f"{name}, waits p50", p50([longest for longest, _ in taken]) * 1e3, "ms", OPENS)
