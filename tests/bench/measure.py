"""Ratios of two things done in turn on one machine, so that what slows the machine slows both."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Measure:
    """One printed line. The goal is the most that the value may be, in the same unit."""

    name: str
    value: float
    unit: str
    goal: float

    @property
    def met(self) -> bool:
        """Whether the value, as it is printed, is within the goal."""
        return round(self.value, 2) <= self.goal

    def __str__(self) -> str:
        return f"{self.name}: {self.value:.2f} {self.unit} (goal {self.goal:g} {self.unit})"


Sample = Callable[[], float]
"""Does it once and answers with seconds."""


def timed(work: Callable[[], object]) -> Sample:
    """The sample of a call: seconds it took, with the collector kept out of it."""

    def once() -> float:
        gc.collect()
        gc.disable()
        try:
            begun = time.perf_counter()
            work()
            return time.perf_counter() - begun
        finally:
            gc.enable()

    return once


def waits(desk: Any, steps: Callable[[Any], Iterable[Any]], read: Callable[[Any], Any]) -> tuple[float, float]:
    """Seconds of the longest step, and of all together; with the collector kept out of it, as behind any screen."""
    gc.collect()
    gc.disable()
    try:
        begun = last = time.perf_counter()
        longest = 0.0
        for _ in steps(desk):
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
        read(desk)
        now = time.perf_counter()
        return max(longest, now - last), now - begun
    finally:
        gc.enable()


def in_turn(samples: Sequence[Sample], rounds: int) -> list[list[float]]:
    """Seconds of each, taken A B A B …, after one round that is thrown away (caches, `.pyc` files)."""
    for sample in samples:
        sample()
    taken: list[list[float]] = [[] for _ in samples]
    for _ in range(rounds):
        for kept, sample in zip(taken, samples, strict=True):
            kept.append(sample())
    return taken


def ratios(tested: Sequence[float], base: Sequence[float]) -> list[float]:
    """The ratio of each round, so that a slow moment of the machine counts on both sides."""
    return [one / other for one, other in zip(tested, base, strict=True)]


def p50(values: Sequence[float]) -> float:
    """The median."""
    return median(values)


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed (the nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]
