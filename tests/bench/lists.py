"""The longest lists, of a desk of 2,000 clients against a small one: opened on a real pseudo-terminal, and as they are
read in this process.

On the terminal a list is opened the first time after a start once all that is imported and read behind Today is there
(the program rests then); afterwards again and again. In this process painting is left out: `first` is what the longest
step of reading takes on a desk that was only just opened, between two of which any key is answered; `again` each later
look at an unchanged desk; `changed` the look after an agreement was written.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from coachdesk.domain.agreements import Terms
from coachdesk.services import agreements, ahead, clients
from coachdesk.services.desk import Desk, Opener, RecoveryKey, open_desk
from tests.bench import desks
from tests.bench.measure import Measure, in_turn, p50, p95, ratios, timed, waits
from tests.bench.tasks import _pressed, _start

OPENS = 100.0
"""Milliseconds in which any screen opens, at the 95th percentile."""
TIMES_THE_DEMO = 1.5

Read = Callable[[Desk], Any]
LISTS: dict[str, Read] = {"clients.lines": clients.lines, "agreements.lines": agreements.lines}
SCREENS = {"3": ("Clients", r"\d+ clients by name"), "5": ("Agreements", r"▸5.*\s+Agreements +\d"),
           "4": ("Sessions", r"▸4.*\s+Sessions +\w")}  # fmt: skip
AGAIN = 3


def run(rounds: int, kept: Path | None) -> list[Measure]:
    """Measure `rounds` starts and readings; the desk of record is used where it lies in the folder `kept`, which the
    bench of tasks makes, or else made without tasks."""
    with tempfile.TemporaryDirectory() as folder:
        small = _made(Path(folder), desks.SMALL)
        record = kept / f"desk-{desks.RECORD}" if kept else _made(Path(folder), desks.RECORD)
        measures = list(_opened(small, record, rounds))
        for name, read in LISTS.items():
            measures += _read(name, read, _opener(record), _opener(small), rounds)
    return measures


def _made(folder: Path, number: int) -> Path:
    home = folder / f"desk-{number}"
    home.mkdir()
    (home / "key").write_text(desks.make(home / "desk", number).text, "ascii")
    return home


def _opener(home: Path) -> tuple[Path, Opener]:
    return home / "desk", RecoveryKey((home / "key").read_text("ascii"))


def _opened(small: Path, record: Path, rounds: int) -> Iterator[Measure]:
    """Each screen on both desks in turn, the first time after a start and then again."""
    taken = [(small, defaultdict[str, list[float]](list)), (record, defaultdict[str, list[float]](list))]
    for _ in range(rounds):
        sides = [(_start(home), seconds) for home, seconds in taken]
        try:
            for key, (name, answer) in SCREENS.items():
                for time_of in ("first", *["again"] * AGAIN):
                    for terminal, seconds in sides:
                        seconds[f"{name} {time_of}"].append(_pressed(terminal, key, answer))
                        _pressed(terminal, "1", "▸1 Today")
            for terminal, _ in sides:
                terminal.press("q").ends()
        finally:
            for terminal, _ in sides:
                terminal.close()
    (_, little), (_, much) = taken
    for name, seconds in much.items():
        for whose, values in (("record", seconds), ("small", little[name])):
            print(f"{name}, {whose}: {p50(values) * 1e3:.0f} ms, p95 {p95(values) * 1e3:.0f} ms", file=sys.stderr)
        yield Measure(f"{name} p95", p95(seconds) * 1e3, "ms", OPENS)
        yield Measure(f"{name} p50, against the small desk", p50(ratios(seconds, little[name])), "x", TIMES_THE_DEMO)


def _read(
    name: str, read: Read, record: tuple[Path, Opener], small: tuple[Path, Opener], rounds: int
) -> Iterator[Measure]:
    first = [_first(record, read) for _ in range(rounds)]
    with closing(open_desk(*record)) as much, closing(open_desk(*small)) as little:
        again, beside = in_turn([timed(lambda: read(much)), timed(lambda: read(little))], rounds)
        changed = [_changed(much, read) for _ in range(rounds)]
    for when, taken in (("again", again), ("again, small desk", beside), ("changed", changed)):
        print(f"{name} {when}: {p50(taken) * 1e3:.2f} ms, p95 {p95(taken) * 1e3:.2f} ms", file=sys.stderr)
    print(f"{name} first: {p50([whole for _, whole in first]) * 1e3:.0f} ms in all", file=sys.stderr)
    yield Measure(f"{name} first, waits p50", p50([longest for longest, _ in first]) * 1e3, "ms", OPENS)
    yield Measure(f"{name} again p95", p95(again) * 1e3, "ms", OPENS)
    yield Measure(f"{name} changed p95", p95(changed) * 1e3, "ms", OPENS)


def _first(record: tuple[Path, Opener], read: Read) -> tuple[float, float]:
    with closing(open_desk(*record)) as desk:
        ahead.libraries(desk)
        return waits(desk, ahead.agreements, read)


def _changed(desk: Desk, read: Read) -> float:
    line = agreements.lines(desk, "signed")[0]
    page = agreements.new(desk, line.client_id, Terms(sessions=6), title=f"Bench {time.time_ns()}")
    seconds = timed(lambda: read(desk))()
    agreements.delete(desk, page.id)
    return seconds
