"""Any key on the one list to its painted answer, and opening the screens beside it, on a real pseudo-terminal.

The desk of record (2,000 clients, 100,000 tasks) and a small one (12 clients, 600 tasks) are open side by side, and
what is done is done on each in turn, so that what slows the machine slows both. A screen is opened the first time
after a start once all that is imported and read behind Today is there (the program rests then); afterwards again and
again. A key's answer is the last thing that it changes on the screen: the letter in the line, the words that it is read
back in, the names it may mean. It counts from when the key is sent to when the picture has come; what the picture says
is looked at afterwards.

Search-as-you-type is measured in this process, since the same 200 hits may answer many letters; so is the memory, as
the kernel says it (VmRSS), with the search read on both.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from coachdesk.services import search
from coachdesk.services.desk import RecoveryKey, open_desk
from tests.bench import desks
from tests.bench.measure import Measure, in_turn, p50, p95, ratios, timed
from tests.terminal import Terminal, bare_environment

KEY, SCREEN = 50.0, 100.0
"""Milliseconds, at the 95th percentile."""
TIMES_THE_SMALL = 1.5
SCREENS = ("Tasks first", "Tasks again", "ended", "Add")
MEMORY, TIMES_THE_MEMORY = "memory", 2.0
SEARCHED = ("v", "va", "val", "values", "values e", "values ex", "amara", "amara send", "zzz", "call not")
COLUMNS, ROWS = 100, 30
CALM, IDLE = 4, 0.03
"""A program rests that used less than so many seconds of a core in each of so many half seconds."""
SILENCE = 0.03
"""Seconds in which nothing comes before it is looked at what came."""

NUMBERS = (("p50", p50), ("p95", p95), ("most", max))

Press = tuple[str, str]
"""A key, and the pattern of the screen that answers it; without one, any other screen."""

Taken = dict[str, list[float]]


def run(rounds: int, kept: Path | None) -> list[Measure]:
    """Measure `rounds` starts; the desk of record is made in the folder `kept`, or used where it lies there."""
    with tempfile.TemporaryDirectory() as folder:
        small, record = _made(Path(folder), desks.SMALL), _made(kept or Path(folder), desks.RECORD)
        sides = [(small, defaultdict[str, list[float]](list)), (record, defaultdict[str, list[float]](list))]
        for _ in range(rounds):
            _start_and_use(sides)
        (_, little), (_, much) = sides
        return [*_measures(little, much), *_typed(record, rounds)]


def _start_and_use(sides: list[tuple[Path, Taken]]) -> None:
    started = [(_start(home), taken) for home, taken in sides]
    try:
        _in_turn(started)
        for terminal, taken in started:
            taken[MEMORY].append(_search_and_weigh(terminal))
            terminal.press("esc").sees(" to sign").press("q").ends()
    finally:
        for terminal, _ in started:
            terminal.close()


def _made(folder: Path, clients: int) -> Path:
    home = folder / f"desk-{clients}"
    if not (home / "key").exists():
        home.mkdir(parents=True)
        key = desks.make(home / "desk", clients, tasks=True)
        (home / "key").write_text(key.text, "ascii")
    return home


def _start(home: Path) -> Terminal:
    argv = [sys.executable, "-P", "-m", "tests.bench.opened", home / "desk", home / "key"]
    terminal = Terminal(argv, columns=COLUMNS, rows=ROWS, env=bare_environment(home))
    terminal.sees(" to sign")
    calm = 0
    while calm < CALM:
        before = _worked(terminal)
        terminal.rests(0.25)
        time.sleep(0.25)
        calm = calm + 1 if _worked(terminal) - before < IDLE else 0
    return terminal


def _worked(terminal: Terminal) -> float:
    """Seconds of a core that the program used so far."""
    fields = Path(f"/proc/{terminal.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _steps() -> Iterator[tuple[str, list[Press]]]:
    """What is done, and under which name each press of it is counted; with no name it is not."""
    opened = r"\d+ open\b"
    yield "Tasks first", [("2", opened)]
    for _ in range(3):
        yield "", [("1", "▸1 Today")]
        yield "Tasks again", [("2", opened)]
    yield "moving", [(key, "") for key in ("j", "j", "k", "pagedown", "k", "j", "G", "k", "pageup", "j", "gg")]
    yield "", [("f", "filter ")]
    yield "filter", [(text[-1], rf"open\s+“{text}”") for text in _growing("values")]
    yield "filter", [("backspace", rf"open\s+“{text}”") for text in ("value", "valu")]
    yield "back", [("esc", opened)]
    yield "", [("w", "Which tasks"), ("down", "")]
    yield "ended", [("enter", r"\d+ or more kept|\d+ kept")]
    # older ones come in meanwhile, which is a new picture too: no two keys lead back to the one before
    yield "moving in what ended", [(key, "") for key in ("pagedown", "pagedown", "pagedown", "j", "j", "G", "k", "k")]
    yield "", [("esc", opened)]
    yield "Add", [("a", r"\bAdd\b")]
    yield "capture", [(text[-1], rf'"{text.strip()}"') for text in _growing("send")]
    yield "capture", [(" @", r"\d more: type more"), ("m", "@m"), ("e", r"▸ Mei|to “?Mei|to Mei")]
    yield (
        "capture",
        [(text, re.escape(text)) for text in (" f", "r", "i", " 1", "7", ":", "0", "0", " ~", "3", "0", "m")],
    )
    yield "", [("ctrl+u", "send the exercise")]
    yield "back", [("esc", opened)]
    yield "", [("1", "▸1 Today")]


def _growing(text: str) -> list[str]:
    return [text[:end] for end in range(1, len(text) + 1)]


def _in_turn(sides: list[tuple[Terminal, Taken]]) -> None:
    for name, presses in _steps():
        for key, answer in presses:
            for terminal, taken in sides:
                seconds = _pressed(terminal, key, answer)
                if name:
                    taken[name].append(seconds)


def _pressed(terminal: Terminal, key: str, answer: str) -> float:
    terminal.listens = 0.0
    terminal.rests(0.05)
    before = terminal.text()
    terminal.listens = SILENCE
    other = rf"\A(?!{re.escape(before)}\Z)"
    begun = time.perf_counter()
    terminal.press(key)
    last = terminal.when(other)
    return (terminal.when(answer) if answer and not re.search(answer, terminal.text()) else last) - begun


def _search_and_weigh(terminal: Terminal) -> float:
    """kB that the process holds once every word was read for the search."""
    terminal.press("/").sees("everything, accents").type("values").when(r"\d+ found(?! so far)", 120)
    (line,) = [one for one in Path(f"/proc/{terminal.pid}/status").read_text().splitlines() if one.startswith("VmRSS")]
    return float(line.split()[1])


def _measures(small: Taken, record: Taken) -> Iterator[Measure]:
    yield Measure(
        f"{MEMORY}, against the small desk", p50(ratios(record.pop(MEMORY), small.pop(MEMORY))), "x", TIMES_THE_MEMORY
    )
    for name, taken in record.items():
        for whose, values in (("record", taken), ("small", small[name])):
            told = ", ".join(f"{what} {of(values) * 1e3:.0f} ms" for what, of in NUMBERS)
            print(f"{name}, {whose}: {told} of {len(values)}", file=sys.stderr)
        goal = SCREEN if name in SCREENS else KEY
        yield Measure(f"{name} p50", p50(taken) * 1e3, "ms", goal)
        yield Measure(f"{name} p95", p95(taken) * 1e3, "ms", goal)
        yield Measure(f"{name} p50, against the small desk", p50(ratios(taken, small[name])), "x", TIMES_THE_SMALL)


def _typed(record: Path, rounds: int) -> Iterator[Measure]:
    """Search-as-you-type once every word was read."""
    with closing(open_desk(record / "desk", RecoveryKey((record / "key").read_text("ascii")))) as desk:
        search.search(desk, "all")
        samples = [timed(partial(search.so_far, desk, words)) for words in SEARCHED]
        taken = [seconds for each in in_turn(samples, rounds) for seconds in each]
    yield Measure("search as typed p50", p50(taken) * 1e3, "ms", KEY)
    yield Measure("search as typed p95", p95(taken) * 1e3, "ms", KEY)
